"""The JSON-LD context: a key for every term that data use, and no loss on the way there and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import OWL, RDF, RDFS, XSD

from .graphs import ACCORD, ACCORD_TTL, ONTOLOGY, SCHEMES_TTL, all_valid_examples, load

CONTEXT_FILE = ONTOLOGY / "context.jsonld"


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    """The inside of the context."""
    inside = json.loads(CONTEXT_FILE.read_text(encoding="utf-8"))["@context"]
    assert isinstance(inside, dict)
    return inside


@pytest.fixture(scope="module")
def data() -> Graph:
    """Every valid example and the concept schemes."""
    return load(SCHEMES_TTL, *all_valid_examples())


def expand(context: dict[str, Any], key: str) -> str:
    """The IRI that a key stands for."""
    value = context[key]
    name = value["@id"] if isinstance(value, dict) else value
    prefix, _, local = name.partition(":")
    return f"{context[prefix]}{local}" if prefix in context else str(name)


def test_every_term_has_a_key_of_its_own_name(context: dict[str, Any], accord: Graph) -> None:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in accord.subjects(RDF.type, kind):
            if str(term).startswith(ACCORD):
                assert expand(context, str(term).removeprefix(ACCORD)) == str(term)


def test_object_properties_take_iris(context: dict[str, Any], accord: Graph) -> None:
    for term in accord.subjects(RDF.type, OWL.ObjectProperty):
        if str(term).startswith(ACCORD):
            assert context[str(term).removeprefix(ACCORD)]["@type"] == "@id"


def test_typed_keys_follow_the_ranges(context: dict[str, Any], accord: Graph) -> None:
    """A number or truth value is typed as the ontology says; a plain string needs no type."""
    checked = 0
    for term in accord.subjects(RDF.type, OWL.DatatypeProperty):
        range_ = accord.value(term, RDFS.range)
        if str(term).startswith(ACCORD) and range_ not in (None, XSD.string):
            assert expand({"x": {"@id": context[str(term).removeprefix(ACCORD)]["@type"]}, **context}, "x") == str(
                range_
            )
            checked += 1
    assert checked == 8


def test_every_predicate_of_the_data_has_a_key(context: dict[str, Any], data: Graph) -> None:
    known = {expand(context, key) for key in context if key != "@version"}
    header = {OWL.versionIRI, OWL.versionInfo}
    extra = {p for p in set(data.predicates()) - header - {RDF.type} if str(p) not in known}
    names = {str(p) for p in extra}
    # What remains describes the file of the schemes, not the data.
    assert names <= {
        "http://purl.org/dc/terms/created",
        "http://purl.org/dc/terms/creator",
        "http://purl.org/dc/terms/description",
        "http://purl.org/vocab/vann/preferredNamespacePrefix",
        "http://purl.org/vocab/vann/preferredNamespaceUri",
    }


def test_nothing_is_lost(context: dict[str, Any], data: Graph) -> None:
    compact = data.serialize(format="json-ld", context=context, auto_compact=False)
    assert '"hasParty"' in compact
    assert "https://w3id.org/accord/ns#hasParty" not in compact.split('"@graph"')[-1].split('"graph"')[-1]
    back = Graph().parse(data=compact, format="json-ld")
    assert to_isomorphic(back) == to_isomorphic(data)


def test_documents_with_short_keys_are_read(context: dict[str, Any]) -> None:
    document = {
        "@context": context,
        "id": "https://w3id.org/accord/id/period/2020-04-15",
        "type": "Period",
        "label": "2020-04-15",
        "earliest": "2020-04-15",
        "latest": "2020-04-15",
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    period = URIRef("https://w3id.org/accord/id/period/2020-04-15")
    assert (period, RDF.type, ACCORD.Period) in graph
    assert (period, ACCORD.earliest, Literal("2020-04-15", datatype=XSD.date)) in graph
    assert len(graph) == 4


def test_ontology_terms_survive_expansion_of_types(context: dict[str, Any]) -> None:
    classes = {str(term) for term in load(ACCORD_TTL).subjects(RDF.type, OWL.Class) if str(term).startswith(ACCORD)}
    document = {
        "@context": context,
        "id": "urn:x",
        "type": [name.removeprefix(str(ACCORD)) for name in sorted(classes)],
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    assert {str(term) for term in graph.objects(None, RDF.type)} == classes
