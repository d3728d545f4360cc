"""The two forms over the fixture with what is stated twice, in other languages, of two kinds, or not at all."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.columns.reading import Columns
from kg.store import Store

from .conftest import FIXTURE, NETWORK, QUESTIONS, assert_same, cases, choices, write_columns

ODD = """
PREFIX accord: <https://w3id.org/accord/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX instrument: <https://w3id.org/accord/code/instrument/>
PREFIX level: <https://w3id.org/accord/code/level/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
BASE <https://w3id.org/accord/id/>
INSERT DATA { GRAPH <urn:odd> {
  <territory/oldtown> rdfs:label "Zeta"@EN-gb , "Alpha"@eng , "Beta" ; a accord:UnnamedParties ; accord:minCount 7 .
  <body/alpha/north-env> rdfs:label "South Environment Office"@en , "" .
  <body/alpha/south-env> rdfs:label "two\\u001Fnames"@en-US ; accord:ofPlace <place/oldtown> .
  <body/odd/nameless> a accord:Body .
  <body/odd/blank> a accord:Body ; rdfs:label "" .
  <body/odd/british> a accord:Body ; rdfs:label "Zeta"@EN-gb , "Alpha"@eng .
  <place/nowhere> a accord:Place .
  <place/norburg> accord:placeLevel level:province ; rdfs:label "Abc"@de .
  <agreement/alpha/s1-1> accord:instrumentType instrument:agreement ; dcterms:title "Bond"@en-GB , "Aaa"@de .
  <agreement/alpha/s1-2> accord:hasParty <body/odd/nameless> , <body/odd/blank> , <body/odd/british> , <body/odd/untyped> ; accord:signatureBinds false .
  <agreement/odd/untyped> accord:signedAt <signing/alpha/s2> ; accord:hasParty <territory/oldtown> .
  <agreement/odd/unsigned> a accord:Agreement ; accord:hasParty <territory/oldtown> , <territory/sudside> .
  <signing/odd/bare> a accord:SigningEvent .
  <signing/alpha/s1> accord:during <period/2019> , <period/odd> ; accord:hasParty <body/odd/nameless> .
  <period/odd> accord:earliest "1999-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .
  <participation/alpha/s1-1> accord:accession <period/2019> , <period/odd> ; accord:withdrawal <period/XXXX-05-18> .
} }
"""
AGAIN = "INSERT { GRAPH <urn:third> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module", params=[[ODD], [AGAIN], [ODD, AGAIN]], ids=["odd", "twice", "odd-twice"])
def both(request, tmp_path_factory):
    """The fixture, changed, and its columns."""
    engine = ox.Store()
    engine.load(path=str(FIXTURE), format=ox.RdfFormat.TRIG)
    for update in request.param:
        engine.update(update)
    store = Store(engine, "odd")
    return store, Columns([write_columns(store, tmp_path_factory.mktemp("odd") / "statements.parquet")])


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question(both, name):
    store, columns = both
    for terms in cases(name, choices(store), rounds=1):
        assert_same(store, columns, name, terms)


@pytest.mark.parametrize("name", NETWORK)
def test_a_base_query(both, name):
    store, columns = both
    assert assert_same(store, columns, f"network/{name}")
