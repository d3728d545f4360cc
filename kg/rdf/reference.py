"""Statements of reference data: places with their identifiers, and the concept schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from kg import dates, resources
from kg.rdf.sink import literal, statements, typed
from kg.vocab import CODE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.places import Place, Vintage
    from kg.rdf.sink import Sink

__all__ = ["REFERENCE", "add_places", "add_schemes", "place_node"]

REFERENCE = "reference"


def place_node(sink: Sink, place: Place, vintage: Vintage | None = None) -> str:
    """State what is known of ``place`` (its name alone, if no gazetteer has it); returns its IRI."""
    node = sink.thing(sink.minter.iri("place", place.id), "accord:Place", place.name)
    if vintage is None:
        return node
    if place.zh:
        sink.add(node, "rdfs:label", literal(place.zh, "zh"))
    for alias in place.aliases:
        sink.add(node, "skos:altLabel", literal(alias, "en"))
    sink.code(node, "accord:placeLevel", "level", place.level)
    if place.parent:
        sink.add(node, "accord:within", sink.minter.iri("place", place.parent))
    for covered in place.covers:
        sink.add(node, "accord:covers", sink.minter.iri("place", covered))
    for code, datatype in ((place.gbt2260, "accord:gbt2260"), (place.iso3166, "accord:iso3166")):
        sink.add(node, "skos:notation", typed(code, datatype) if code else None)
    for iri in place.same_as:
        sink.add(node, "schema:sameAs", iri)
    for iri in place.see_also:
        sink.add(node, "rdfs:seeAlso", iri)
    if place.latitude and place.longitude:
        point = sink.thing(f"{node}/point", "geo:Geometry")
        sink.add(node, "geo:hasGeometry", point)
        sink.add(point, "geo:asWKT", typed(f"POINT({place.longitude} {place.latitude})", "geo:wktLiteral"))
    sink.code(node, "accord:basis", "basis", "reference")
    sink.add(node, "accord:inSource", _vintage_node(sink, vintage))
    return node


def _vintage_node(sink: Sink, vintage: Vintage) -> str:
    node = sink.thing(sink.minter.iri("source", vintage.id), "accord:Source", vintage.title)
    sink.add(node, "dcterms:title", literal(vintage.title, "en"))
    sink.add(node, "dcterms:publisher", literal(vintage.publisher) if vintage.publisher else None)
    sink.add(node, "dcterms:license", literal(vintage.licence) if vintage.licence else None)
    sink.add(node, "dcterms:temporal", sink.period(dates.parse(vintage.as_of)) if vintage.as_of else None)
    return node


def add_places(sink: Sink, places: Iterable[tuple[Place, Vintage]]) -> None:
    """State what is known of reference places."""
    for place, vintage in places:
        place_node(sink, place, vintage)


def add_schemes(sink: Sink) -> None:
    """State the concept schemes, as they stand in the ontology."""
    triples = parse(path=str(resources.path("ontology", "schemes.ttl")), format=RdfFormat.TURTLE)
    concepts = (triple for triple in triples if triple.subject.value.startswith(CODE))  # not the file's own header
    for subject, predicate, value in statements(concepts):
        sink.add(subject, predicate, value)
