"""Quads of reference data: places with their identifiers, and the concept schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, parse

from kg import dates, resources
from kg.rdf.sink import Sink, literal, typed
from kg.vocab import CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.ids import Minter
    from kg.places import Place, Vintage

__all__ = ["REFERENCE", "place_node", "place_quads", "scheme_quads"]

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


def place_quads(minter: Minter, places: Iterable[tuple[Place, Vintage]]) -> Iterable[Quad]:
    """Quads of reference places, for the reference graph."""
    sink = Sink(minter, REFERENCE)
    for place, vintage in places:
        place_node(sink, place, vintage)
    return sink.quads


def scheme_quads(minter: Minter) -> Iterator[Quad]:
    """The concept schemes, as they stand in the ontology, for the reference graph."""
    graph = Sink(minter, REFERENCE).graph
    for triple in parse(path=str(resources.path("ontology", "schemes.ttl")), format=RdfFormat.TURTLE):
        if triple.subject.value.startswith(CODE):  # not the file's own ontology header
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
