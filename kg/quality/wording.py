"""What the shapes file says of its shapes, so that a fault reads the same whichever engine found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import resources
from kg.quality.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Wording", "seen_predicates", "subclasses", "wording"]

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_SH = "http://www.w3.org/ns/shacl#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_NAMING = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#first",  # the steps of a sequence
    *(
        _SH + name
        for name in "path inversePath zeroOrMorePath oneOrMorePath zeroOrOnePath equals disjoint lessThan "
        "lessThanOrEquals targetSubjectsOf targetObjectsOf".split()
    ),
}
_PROPERTY, _PATH, _INVERSE = (ox.NamedNode(_SH + name) for name in ("property", "path", "inversePath"))


@dataclass(frozen=True, slots=True)
class Wording:
    """The node shape that each property shape belongs to, and the name of its path; both by IRI."""

    owners: dict[str, str]
    paths: dict[str, str]

    def fault(self, focus: str, shape: str, message: str, value: str | None) -> Fault:
        """The fault that a result is: the rule is the node shape, the message names the property."""
        path = self.paths.get(shape)
        said = message if path is None else f"{message} [{path}]"
        return Fault(focus, self.owners.get(shape, shape), said, value)


def wording() -> Wording:
    """What ``ontology/shapes.ttl`` says."""
    owners: dict[str, str] = {}
    paths: dict[str, _Term] = {}
    inverse: dict[_Term, _Term] = {}
    for quad in _shapes():
        if quad.predicate == _PROPERTY:
            owners[_text(quad.object)] = _text(quad.subject)
        elif quad.predicate == _PATH:
            paths[_text(quad.subject)] = quad.object
        elif quad.predicate == _INVERSE:
            inverse[quad.subject] = quad.object
    return Wording(
        owners, {shape: f"^{_name(inverse[path])}" if path in inverse else _name(path) for shape, path in paths.items()}
    )


def seen_predicates() -> list[str]:
    """The predicates of all triples that the shapes can see, sorted.

    In SHACL Core a predicate is named by a path, a pair constraint or a target; rdf:type and rdfs:subClassOf are seen
    of themselves. No shape is closed (``sh:closed`` would see all others, too).
    """
    named = {
        quad.object.value
        for quad in _shapes()
        if quad.predicate.value in _NAMING and isinstance(quad.object, ox.NamedNode)
    }
    return sorted(named | {_TYPE, _SUBCLASS.value})


def subclasses() -> Iterator[ox.Triple]:
    """The subclass statements of the ontology: all of it that targets and sh:class can see (SHACL 1.0, 2.1.3.2)."""
    for quad in ox.parse(path=str(resources.path("ontology", "accord.ttl")), format=ox.RdfFormat.TURTLE):
        if quad.predicate == _SUBCLASS and isinstance(quad.object, ox.NamedNode):
            yield quad.triple


def _shapes() -> Iterator[ox.Quad]:
    return ox.parse(path=str(resources.path("ontology", "shapes.ttl")), format=ox.RdfFormat.TURTLE)


def _text(term: _Term) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _name(path: _Term) -> str:
    return _text(path).rpartition("#")[2]
