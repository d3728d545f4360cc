"""Collecting statements of one named graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.vocab import code_iri, prefixed, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kg.dates import Period
    from kg.ids import Minter

__all__ = ["Sink", "Statement", "integer", "literal", "statements", "typed"]

Value = Literal | str | int | bool
Statement = tuple[str, str, str | Literal]  # IRI of the subject, predicate as prefix:local, IRI or literal


def statements(triples: Iterable[Triple | Quad]) -> Iterator[Statement]:
    """Triples or quads as statements; what has a blank node or a predicate of another vocabulary is left out."""
    for triple in triples:
        subject, value, predicate = triple.subject, triple.object, prefixed(triple.predicate.value)
        if predicate is not None and isinstance(subject, NamedNode):
            if isinstance(value, NamedNode):
                yield subject.value, predicate, value.value
            elif isinstance(value, Literal):
                yield subject.value, predicate, value


def literal(text: str, language: str | None = None) -> Literal:
    """A plain or language-tagged literal."""
    return Literal(text, language=language) if language else Literal(text)


def typed(text: str, datatype: str) -> Literal:
    """A literal of the datatype written as ``prefix:local``."""
    return Literal(text, datatype=term(datatype))


def integer(number: int) -> Literal:
    """An xsd:integer."""
    return typed(str(number), "xsd:integer")


class Sink:
    """Statements of one graph, each once, in the order in which they came. ``add`` leaves out what has no value."""

    def __init__(self, minter: Minter, graph: str) -> None:
        self.minter = minter
        self.graph = minter.graph(graph)
        self.statements: dict[Statement, None] = {}

    def quads(self) -> Iterator[Quad]:
        """The statements as quads. KeyError for a predicate that the ontology does not have."""
        graph, known = NamedNode(self.graph), ""
        subject_node = graph
        for subject, predicate, value in self.statements:
            if subject != known:  # what is stated of a thing comes in a run
                known, subject_node = subject, NamedNode(subject)
            yield Quad(subject_node, term(predicate), NamedNode(value) if isinstance(value, str) else value, graph)

    def add(self, subject: str, predicate: str, value: Value | None) -> None:
        """One statement; ``value`` is a literal, an IRI as text, a number or a truth value; None adds nothing."""
        if value is None:
            return
        if isinstance(value, bool):
            value = typed(str(value).lower(), "xsd:boolean")
        elif isinstance(value, int):
            value = integer(value)
        self.statements[subject, predicate, value] = None

    def thing(self, subject: str, cls: str, label: str | None = None, language: str | None = "en") -> str:
        """State the class of ``subject`` and its label; returns ``subject``."""
        self.add(subject, "rdf:type", term(cls).value)
        if label:
            self.add(subject, "rdfs:label", literal(label, language))
        return subject

    def code(self, subject: str, predicate: str, scheme: str, code: str | None) -> None:
        """State a code of a scheme."""
        if code is not None:
            self.add(subject, predicate, code_iri(scheme, code))

    def period(self, period: Period) -> str:
        """The node of a period, shared by all that use the same EDTF string."""
        node = self.thing(self.minter.period(period.edtf), "accord:Period", period.edtf, None)
        self.add(node, "accord:edtf", literal(period.edtf))
        self.add(node, "accord:earliest", _date(period.earliest))
        self.add(node, "accord:latest", _date(period.latest))
        self.add(node, "accord:extent", literal(period.extent) if period.extent else None)
        self.add(node, "accord:monthDay", literal(period.month_day) if period.month_day else None)
        return node


def _date(day: date | None) -> Literal | None:
    return typed(day.isoformat(), "xsd:date") if day else None
