"""The terms of the ontology and its codes with all that is stated of them, for people to read.

What stands here is what pyLODE documents: labels, definitions, scope notes, examples, what a term is a kind of and what
is a kind of it, the classes that a property joins, and of a class the properties that it has and that lead to it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import resources
from kg.vocab import CODE, NAMESPACE, prefixed

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Term", "statements_of", "terms"]

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_KINDS = {
    f"{_OWL}Class": "Class",
    f"{_OWL}ObjectProperty": "Object property",
    f"{_OWL}DatatypeProperty": "Datatype property",
    f"{_RDFS}Datatype": "Datatype",
    f"{_SKOS}ConceptScheme": "Scheme",
    f"{_SKOS}Concept": "Code",
}
_TRAITS = {f"{_OWL}TransitiveProperty": "transitive", f"{_OWL}SymmetricProperty": "symmetric"}
_NOTES = {f"{_SKOS}scopeNote": "Note", f"{_SKOS}example": "Example"}
_SAID = {  # of a term, and the other way round
    f"{_RDFS}subClassOf": ("Subclass of", "Superclass of"),
    f"{_RDFS}subPropertyOf": ("Subproperty of", "Superproperty of"),
    f"{_RDFS}domain": ("Property of", "Its properties"),
    f"{_RDFS}range": ("Leads to", "Led to by"),
    f"{_OWL}inverseOf": ("Inverse of", "Inverse of"),
    f"{_OWL}disjointUnionOf": ("Each is one of", None),
    f"{_OWL}propertyChainAxiom": ("Follows from", None),
    f"{_RDFS}seeAlso": ("See also", None),
}

Joined = tuple[str, str | None]


@dataclass(slots=True)
class Term:
    """A class, property or code: its name, label, definition, notes, and what it is joined to, by the words for it."""

    iri: str
    name: str
    kind: str
    label: str = ""
    definition: str = ""
    traits: list[str] = field(default_factory=list)
    other: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    said: dict[str, list[Joined]] = field(default_factory=dict)
    broader: list[str] = field(default_factory=list)


def statements_of(name: str) -> list[ox.Quad]:
    """The statements of a packaged file of the ontology."""
    return list(ox.parse(path=str(resources.path("ontology", name)), format=ox.RdfFormat.TURTLE))


def terms() -> dict[str, Term]:
    """The terms of the ontology and its alignments, by IRI."""
    quads = [quad for name in ("accord.ttl", "align.ttl", "schemes.ttl") for quad in statements_of(name)]
    nested: dict[ox.BlankNode, dict[str, object]] = defaultdict(dict)
    found: dict[str, Term] = {}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.BlankNode):
            nested[subject][quad.predicate.value] = value
        elif (
            isinstance(subject, ox.NamedNode)
            and subject.value.startswith((NAMESPACE, CODE))
            and quad.predicate.value == f"{_RDF}type"
            and isinstance(value, ox.NamedNode)
            and value.value in _KINDS
        ):
            name = subject.value.removeprefix(NAMESPACE).removeprefix(CODE)
            found.setdefault(subject.value, Term(subject.value, name, _KINDS[value.value]))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and (term := found.get(quad.subject.value)) is not None:
            _say(found, term, quad.predicate.value, quad.object, nested)
    for term in found.values():
        term.said = {name: list(dict.fromkeys(sorted(joined, key=str))) for name, joined in sorted(term.said.items())}
        for texts in (term.other, term.notes):
            texts.sort()
        term.broader.sort()
    return dict(sorted(found.items()))


def _say(
    found: dict[str, Term], term: Term, predicate: str, value: object, nested: dict[ox.BlankNode, dict[str, object]]
) -> None:
    if isinstance(value, ox.Literal):
        _name(term, predicate, value)
    elif isinstance(value, ox.NamedNode) and value.value in _TRAITS:
        term.traits.append(_TRAITS[value.value])
    elif isinstance(value, ox.NamedNode) and predicate == f"{_SKOS}broader":
        term.broader.append(value.value.removeprefix(CODE))
    elif predicate in _SAID:
        named, turned = _SAID[predicate]
        several = _members(value, nested)
        if predicate.endswith("propertyChainAxiom"):
            chain = ", then ".join(_joined(one)[0] for one in several)
            term.said.setdefault(named, []).append((chain, None))
            return
        for one in several:
            term.said.setdefault(named, []).append(_joined(one))
            if turned and one in found:
                found[one].said.setdefault(turned, []).append(_joined(term.iri))


def _name(term: Term, predicate: str, value: ox.Literal) -> None:
    english = (value.language or "en").startswith("en")
    if predicate in (f"{_RDFS}label", f"{_SKOS}prefLabel"):
        if english:
            term.label = value.value
        else:
            term.other.append((value.language or "", value.value))
    elif predicate in (f"{_SKOS}definition", f"{_RDFS}comment") and english:
        term.definition = value.value
    elif predicate in _NOTES and english:
        term.notes.append((_NOTES[predicate], value.value))


def _members(value: object, nested: dict[ox.BlankNode, dict[str, object]]) -> Sequence[str]:
    """The IRIs of a value: itself, the members of a list, or those of a union."""
    if isinstance(value, ox.NamedNode):
        return [] if value.value == f"{_RDF}nil" else [value.value]
    if not isinstance(value, ox.BlankNode):
        return []
    said = nested[value]
    if (union := said.get(f"{_OWL}unionOf")) is not None:
        return _members(union, nested)
    return [*_members(said.get(f"{_RDF}first"), nested), *_members(said.get(f"{_RDF}rest"), nested)]


def _joined(iri: str) -> Joined:
    """An IRI as its words and where they lead: on the page for a term of ours, out for others'."""
    local = f"#{iri.removeprefix(NAMESPACE)}" if iri.startswith(NAMESPACE) else iri if iri.startswith("http") else None
    return prefixed(iri) or iri, local
