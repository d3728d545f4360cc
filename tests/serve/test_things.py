"""Things by their addresses: 303, forms, tags, and what is not there."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
import rdflib

from kg.ids import BASE

LUZHOU = "id/place/luzhou"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TYPES = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}


@pytest.mark.parametrize(
    ("accept", "ending"),
    [("", "/"), ("*/*", "/"), (BROWSER, "/"), ("text/turtle", ".ttl"), ("application/ld+json", ".jsonld"), ("application/json", ".jsonld"),
     ("application/rdf+xml", ".rdf"), ("text/turtle;q=0.3, application/ld+json;q=0.5", ".jsonld"), ("application/n-triples", ".nt")],
)  # fmt: skip
def test_the_address_of_a_thing_sees_other(packaged, accept, ending):
    answer = packaged.get(LUZHOU, headers={"accept": accept})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/{LUZHOU}{ending}"
    assert answer.headers["vary"] == "accept"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert packaged.get(answer.headers["location"].lstrip("/")).status_code == 200


def test_all_forms_say_the_same(packaged):
    graphs = {}
    for ending, media_type in TYPES.items():
        answer = packaged.get(f"{LUZHOU}.{ending}")
        assert answer.headers["content-type"] == media_type
        if ending == "jsonld":  # read by another reader than that which writes it
            text = rdflib.Graph().parse(data=answer.text, format="json-ld").serialize(format="nt").encode()
            graphs[ending] = set(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
        else:
            graphs[ending] = set(ox.parse(answer.content, format=ox.RdfFormat.from_media_type(media_type)))
    assert graphs["ttl"] == graphs["nt"] == graphs["rdf"] == graphs["jsonld"]
    about = ox.NamedNode(f"{BASE}place/luzhou")
    assert any(quad.subject == about for quad in graphs["ttl"])
    assert any(quad.object == about for quad in graphs["ttl"])


def test_evidence_hangs_on_its_thing(packaged):
    (row,) = packaged.rows(
        "SELECT ?s ?e { ?s a <https://w3id.org/accord/ns#SigningEvent> ; <https://w3id.org/accord/ns#evidence> ?e . ?e <https://w3id.org/accord/ns#start> ?n } ORDER BY ?s ?e LIMIT 1"
    )
    found = set(
        ox.parse(packaged.get(row["s"]["value"].replace(BASE, "id/") + ".ttl").content, format=ox.RdfFormat.TURTLE)
    )
    assert any(quad.subject.value == row["e"]["value"] and quad.predicate.value.endswith("#start") for quad in found)


def test_the_page(packaged):
    answer = packaged.get(f"{LUZHOU}/")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src &#39;none&#39;" in answer.text
    assert "Luzhou" in answer.text


def test_tags_and_times(packaged):
    first = packaged.get(f"{LUZHOU}.ttl")
    assert packaged.get(f"{LUZHOU}.ttl", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert packaged.get(f"{LUZHOU}.nt", headers={"if-none-match": first.headers["etag"]}).status_code == 200
    assert (
        packaged.get(f"{LUZHOU}.ttl", headers={"if-modified-since": first.headers["last-modified"]}).status_code == 304
    )


@pytest.mark.parametrize(
    "path",
    [
        "id/place/nowhere",
        "id/place/nowhere/",
        "id/place/nowhere.ttl",
        "id/",
        "id/%00",
        "id/a%20b",
        "code/field/knitting",
        "other/x",
    ],
)
def test_what_is_not_there(packaged, path):
    answer = packaged.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_forms_that_nobody_has(packaged):
    assert packaged.get(LUZHOU, headers={"accept": "image/png"}).status_code == 406
    assert packaged.get(LUZHOU, headers={"accept": "text/turtle;q=0"}).status_code == 406
    posted = packaged.client.post(packaged.url + LUZHOU)
    assert (posted.status_code, "GET" in posted.headers["allow"]) == (405, True)


def test_names_in_other_scripts_and_with_escapes(packaged):
    rows = packaged.rows(
        "SELECT DISTINCT ?s { ?s a ?c FILTER (STRSTARTS(STR(?s), 'https://w3id.org/accord/id/') && REGEX(STR(?s), '[^!-~]|%')) } LIMIT 20"
    )
    rows += packaged.rows("SELECT DISTINCT ?s { ?s a <https://w3id.org/accord/ns#Period> } LIMIT 5")
    assert rows
    for row in rows:
        answer = packaged.get(row["s"]["value"].replace(BASE, "id/"), headers={"accept": "text/turtle"})
        assert answer.status_code == 303, row
        assert packaged.get(answer.headers["location"].lstrip("/")).status_code == 200


def test_codes_and_things_of_other_hosts(packaged):
    assert (
        packaged.get("code/field/transport", headers={"accept": "text/turtle"}).headers["location"]
        == "/code/field/transport.ttl"
    )
    own = packaged.get(f"id?iri={BASE}place/luzhou")
    assert (own.status_code, own.headers["location"]) == (303, f"/{LUZHOU}")
    other = "https://w3id.org/accord/ns%23Agreement"
    document = packaged.get(f"id?iri={other}", headers={"accept": "application/ld+json"})
    assert document.status_code == 200
    assert json.loads(document.text)["@context"]
    assert packaged.get(f"id?iri={other}&format=ttl").headers["content-type"] == "text/turtle"
    assert packaged.get(f"id?iri={other}&format=png").status_code == 400
    assert packaged.get("id?iri=http://example.org/none").status_code == 404
    assert packaged.get("id").status_code == 400
