"""The ontology documented: classes, properties and codes with their definitions, as a page and as Turtle."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import resources
from kg.vocab import CODE, NAMESPACE, prefixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.site.layout import Layout

__all__ = ["Term", "terms", "vocabulary_pages"]

_FILES = ("accord.ttl", "align.ttl", "schemes.ttl", "shapes.ttl")
_OWL = "http://www.w3.org/2002/07/owl#"
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
_SHOWN = {
    f"{_RDFS}subClassOf": "Subclass of",
    f"{_RDFS}subPropertyOf": "Subproperty of",
    f"{_RDFS}domain": "Of",
    f"{_RDFS}range": "Leads to",
    f"{_OWL}inverseOf": "Inverse of",
    f"{_OWL}disjointWith": "Never also",
    f"{_RDFS}seeAlso": "See also",
}


@dataclass(slots=True)
class Term:
    """A class, property or code: its name, label, definition and what is stated of it."""

    iri: str
    name: str
    kind: str
    label: str = ""
    definition: str = ""
    other: list[tuple[str, str]] = field(default_factory=list)
    said: list[tuple[str, str, str | None]] = field(default_factory=list)
    broader: list[str] = field(default_factory=list)


def terms() -> dict[str, Term]:
    """The terms of the ontology and its alignments, by IRI."""
    triples = [triple for name in ("accord.ttl", "align.ttl", "schemes.ttl") for triple in _parsed(name)]
    found: dict[str, Term] = {}
    for triple in triples:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode) or not subject.value.startswith((NAMESPACE, CODE)):
            continue
        if triple.predicate.value.endswith("#type") and isinstance(value, ox.NamedNode) and value.value in _KINDS:
            name = subject.value.removeprefix(NAMESPACE).removeprefix(CODE)
            found.setdefault(subject.value, Term(subject.value, name, _KINDS[value.value]))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and (term := found.get(triple.subject.value)) is not None:
            _say(term, triple.predicate.value, triple.object)
    for term in found.values():
        term.said.sort()
        term.other.sort()
        term.broader.sort()
    return dict(sorted(found.items()))


def _say(term: Term, predicate: str, value: object) -> None:
    if isinstance(value, ox.Literal):
        if predicate in (f"{_RDFS}label", f"{_SKOS}prefLabel"):
            if (value.language or "en").startswith("en"):
                term.label = value.value
            else:
                term.other.append((value.language or "", value.value))
        elif predicate in (f"{_SKOS}definition", f"{_RDFS}comment") and (value.language or "en").startswith("en"):
            term.definition = value.value
    elif isinstance(value, ox.NamedNode) and predicate in _SHOWN:
        iri = value.value
        local = (
            f"#{iri.removeprefix(NAMESPACE)}" if iri.startswith(NAMESPACE) else iri if iri.startswith("http") else None
        )
        term.said.append((_SHOWN[predicate], prefixed(iri) or iri, local))
    elif isinstance(value, ox.NamedNode) and predicate == f"{_SKOS}broader":
        term.broader.append(value.value.removeprefix(CODE))


def vocabulary_pages(layout: Layout) -> Iterator[tuple[str, str]]:
    """The ontology's page, the codes' page and the files themselves."""
    found = list(terms().values())
    about = {
        triple.predicate.value.rpartition("/")[2].rpartition("#")[2]: triple.object.value
        for triple in _parsed("accord.ttl")
        if isinstance(triple.subject, ox.NamedNode)
        and triple.subject.value == NAMESPACE.rstrip("#")
        and isinstance(triple.object, ox.Literal | ox.NamedNode)
    }
    groups = [
        (kind, many, [term for term in found if term.kind == kind])
        for kind, many in (
            ("Class", "Classes"),
            ("Object property", "Object properties"),
            ("Datatype property", "Datatype properties"),
            ("Datatype", "Datatypes"),
        )
    ]
    schemes = [
        (scheme, [term for term in found if term.kind == "Code" and term.name.startswith(f"{scheme.name}/")])
        for scheme in found
        if scheme.kind == "Scheme"
    ]
    yield (
        "ns/index.html",
        layout.page("ontology", "ns/index.html", about=about, groups=groups, schemes=[scheme for scheme, _ in schemes]),
    )
    yield "code/index.html", layout.page("codes", "code/index.html", schemes=schemes)
    for name in _FILES:
        yield f"ns/{name}", resources.text("ontology", name)
    yield "ns/context.jsonld", resources.text("ontology", "context.jsonld")
    yield "ns.ttl", resources.text("ontology", "accord.ttl")
    yield "code.ttl", resources.text("ontology", "schemes.ttl")


def _parsed(name: str) -> list[ox.Quad]:
    return list(ox.parse(path=str(resources.path("ontology", name)), format=ox.RdfFormat.TURTLE))
