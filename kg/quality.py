"""Checks of the data: SHACL shapes, and queries whose rows are faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import FaultsFound
from kg.query import read_query

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.store import Readable

__all__ = ["Fault", "Report", "check", "check_names", "run_check", "validate"]

_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One broken rule: ``rule`` is the IRI of a shape or the name of a check, ``focus`` the faulty node.

    ``severity`` is error, or warning for what is odd but may be so.
    """

    focus: str
    rule: str
    message: str
    value: str | None = None
    severity: str = "error"

    def __str__(self) -> str:
        value = f" (found: {self.value})" if self.value else ""
        marked = "" if self.severity == "error" else f"{self.severity}: "
        return f"{marked}<{self.focus}> {self.rule.rpartition('/')[2]}: {self.message}{value}"


@dataclass(frozen=True, slots=True)
class Report:
    """All faults of a store, sorted by node."""

    faults: tuple[Fault, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no error; warnings may be."""
        return not self.errors

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that are more than warnings."""
        return tuple(fault for fault in self.faults if fault.severity == "error")

    def raise_if_failed(self) -> None:
        """Raise FaultsFound with the first error and their number, if there is any."""
        if self.errors:
            raise FaultsFound(f"{len(self.errors)} faults, the first: {self.errors[0]}")


def check(store: Readable) -> Report:
    """Hold ``store`` against the SHACL shapes and all of ``queries/checks``."""
    faults = validate(store.to_rdflib())
    for name in check_names():
        faults += run_check(store, name)
    return Report(tuple(sorted(set(faults), key=lambda fault: (fault.focus, fault.rule, fault.message))))


def check_names() -> list[str]:
    """Names of the checks, sorted."""
    return sorted(path.stem for path in resources.path("queries", "checks").glob("*.rq"))


def run_check(store: Readable, name: str) -> list[Fault]:
    """Faults that the check ``name`` finds."""
    query = read_query("checks", name)
    faults = []
    for row in store.select(query.text):
        values = row.as_dict()
        value = values.get("value")
        message = str(values.get("message") or "breaks the rule")
        stated = None if value is None else str(value)
        faults.append(Fault(str(values.get("focus")), name, message, stated, query.severity))
    return faults


def validate(data: Graph) -> list[Fault]:
    """Faults that the SHACL shapes find in an rdflib graph (a Dataset counts as the union of its graphs)."""
    import pyshacl  # slow to import
    from rdflib import RDF, Dataset, Graph, URIRef

    union = Graph()
    triples = ((s, p, o) for s, p, o, _ in data.quads()) if isinstance(data, Dataset) else iter(data)
    for triple in triples:
        union.add(triple)
    shapes, ontology = (Graph().parse(resources.path("ontology", name)) for name in ("shapes.ttl", "accord.ttl"))
    _, results, _ = pyshacl.validate(union, shacl_graph=shapes, ont_graph=ontology, inference="none", inplace=True)
    faults = []
    for result in results.subjects(RDF.type, URIRef(_SH + "ValidationResult")):
        path, value, message, shape, focus = (
            results.value(result, URIRef(_SH + name))
            for name in ("resultPath", "value", "resultMessage", "sourceShape", "focusNode")
        )
        owner = shapes.value(predicate=URIRef(_SH + "property"), object=shape) or shape
        said = f"{message}" + (f" [{str(path).rpartition('#')[2]}]" if path is not None else "")
        faults.append(Fault(str(focus), str(owner), said, None if value is None else str(value)))
    return faults
