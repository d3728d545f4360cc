"""The quick engine gets all that the shapes can see, from stores of any size and kind, and is not needed."""

from __future__ import annotations

import json
import logging
import sys
from io import BytesIO

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as some

import kg
from kg.quality import check, shape_faults, validate
from kg.quality.fast import write_seen
from kg.quality.wording import seen_predicates, subclasses
from kg.remote import RemoteStore
from kg.store import Store

XSD = "http://www.w3.org/2001/XMLSchema#"
ACCORD = "https://w3id.org/accord/ns#"
MANY, EACH = 2_000, 97

# All that RDF allows, and numbers as people write them, which SPARQL TSV may abbreviate.
texts = some.text(some.characters(exclude_categories=["Cs"]), max_size=30)
numbers = some.from_regex(r"[+-]?[0-9]{0,3}\.?[0-9]{0,3}([eE][+-]?[0-9])?", fullmatch=True)
kinds = some.sampled_from([f"{XSD}{name}" for name in "string integer decimal double boolean date int".split()])
literals = some.one_of(
    some.builds(ox.Literal, texts),
    some.builds(ox.Literal, texts, language=some.sampled_from(["en", "zh-Hans"])),
    some.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(kind)),
        some.one_of(texts, numbers, some.sampled_from(["true", "false", "1"])),
        kinds,
    ),
)
nodes = some.sampled_from([ox.NamedNode("urn:a"), ox.NamedNode("http://e/漢字(1)'%20"), ox.BlankNode("b")])
predicates = some.sampled_from([ox.NamedNode(iri) for iri in seen_predicates()])


@given(some.lists(some.builds(ox.Triple, nodes, predicates, some.one_of(nodes, literals)), max_size=20))
@settings(max_examples=40)
def test_what_is_written_is_what_the_store_has(triples):
    store = Store()
    store.add(ox.Quad(*triple, ox.NamedNode("urn:graph")) for triple in triples)
    file = BytesIO()
    write_seen(store, file)
    written = {quad.triple for quad in ox.parse(file.getvalue(), format=ox.RdfFormat.N_TRIPLES)}
    assert written == {*(quad.triple for quad in store.quads()), *subclasses()}


def test_what_shapes_cannot_see_is_not_read(corpus):
    file = BytesIO()
    write_seen(corpus, file)
    written = {quad.triple for quad in ox.parse(file.getvalue(), format=ox.RdfFormat.N_TRIPLES)}
    left = {quad.triple for quad in corpus.quads()} - written
    assert left
    assert not {triple.predicate.value for triple in left} & set(seen_predicates())
    assert {f"{ACCORD}hasParty", f"{ACCORD}quotable", f"{ACCORD}latest", f"{ACCORD}sourceRow"} <= set(seen_predicates())


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A store folder with many agreements, one in so many of which has a fault; and the faulty ones."""
    folder = tmp_path_factory.mktemp("large")
    record = {
        "source": {"id": "s", "title": "A register"},
        "signings": [
            {
                "id": f"s{number:04}",
                "signed": f"20{number % 20:02}-04-{1 + number % 28:02}",
                "parties": [{"name": f"Bureau {number % 50}", "place": "Luzhou"}, {"place": "Chongqing"}],
                "instruments": [{"kind": "agreement", "title": f"Agreement {number}"}],
            }
            for number in range(MANY)
        ],
    }
    (folder / "records.json").write_text(json.dumps(record), encoding="utf-8")
    kg.build([folder / "records.json"], folder / "store")
    store = Store.open(folder / "store", write=True)
    faulty = [f"https://w3id.org/accord/id/agreement/s/s{number:04}-1" for number in [*range(0, MANY, EACH), MANY - 1]]
    for iri in faulty:
        store._engine.update(f"DELETE {{ GRAPH ?g {{ <{iri}> <{ACCORD}instrumentType> ?o }} }} "
                             f"WHERE {{ GRAPH ?g {{ <{iri}> <{ACCORD}instrumentType> ?o }} }}")  # fmt: skip
    store._engine.flush()
    return folder / "store", faulty


def test_faults_among_many_agreements_are_all_found(large):
    folder, faulty = large
    steps: list[str] = []
    faults = check(Store.open(folder), progress=steps.append).faults
    assert [fault.focus for fault in faults] == sorted(faulty)
    assert {fault.rule for fault in faults} == {"https://w3id.org/accord/shapes#Agreement"}
    assert steps[:2] == ["reading", "shapes"]
    assert steps[2:] == kg.quality.check_names()


def test_an_endpoint_is_checked_too(endpoint, corpus):
    remote = RemoteStore(endpoint)
    assert check(remote).faults == check(corpus).faults == ()
    assert shape_faults(remote, "pyshacl") == []


def test_without_the_quick_engine_pyshacl_does_it(large, monkeypatch):
    folder, faulty = large
    monkeypatch.setitem(sys.modules, "shacl", None)  # Python's own way to say: not installed
    small = Store()
    wanted = {faulty[0], faulty[0].replace("agreement/s/s0000-1", "signing/s/s0000")}
    small.add(quad for quad in Store.open(folder).quads() if quad.subject.value in wanted)
    assert faulty[0] in {fault.focus for fault in shape_faults(small)}
    with pytest.raises(ModuleNotFoundError):
        shape_faults(small, "shacl")


def test_pyshacl_says_that_a_large_graph_takes_long(caplog):
    graph = rdflib.Graph()
    for number in range(1_001):
        graph.add((rdflib.URIRef("urn:a"), rdflib.URIRef("urn:p"), rdflib.Literal(number)))
    with caplog.at_level(logging.WARNING, "kg.quality.standard"):
        assert validate(graph) == []
        assert caplog.text == ""
        assert validate(graph, many=1_000) == []
    assert "1,001 triples" in caplog.text
    assert "accord-kg[fast]" in caplog.text
