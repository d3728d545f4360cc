"""Virtuoso and the embedded store give the same answers, and hold the same graphs."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from engines import DBA, virtuoso
from support import ROOT, SOURCE, assert_refused

import kg
from kg.errors import StoreError
from kg.quality import check_names, run_check
from kg.query import question, question_names
from kg.remote import RemoteStore
from kg.remote.dialects import Virtuoso
from kg.vocab import term

GIVEN = {
    "agreement": "Cooperation Agreement on Drug Price and Bidding Procurement",
    "day": "2020-04-07",
    "field": "environment",
    "party": "Luzhou",
    "place": "Chongqing",
    "thing": "Luzhou",
    "level": "province",
}


@pytest.fixture(scope="module")
def far(virtuoso_endpoint):
    return RemoteStore(virtuoso_endpoint)


def asked():
    """Every question, as it is and with each of its parameters."""
    for name in question_names():
        given = {p.name: GIVEN[p.type] for p in question(name).parameters if p.required}
        yield pytest.param(name, given, id=name)
        for parameter in question(name).parameters:
            yield pytest.param(name, given | {parameter.name: GIVEN[parameter.type]}, id=f"{name} {parameter.name}")
    yield pytest.param("partners", {"party": "Luzhou", "place": "Chongqing", "field": "industry"}, id="partners, many")
    yield pytest.param(
        "agreements", {"place": "Sichuan", "field": "health", "from": "2020-04-01"}, id="agreements, many"
    )


@pytest.mark.parametrize(("name", "given"), list(asked()))
def test_each_question_has_the_same_rows(name, given, far, corpus):
    # As text, so that 1 is not true; the corpus is asked by its engine, without columns.
    assert repr(kg.ask(far, name, **given).as_dicts()) == repr(kg.ask(corpus, name, **given).as_dicts())


@pytest.mark.parametrize("name", check_names())
def test_each_check_finds_the_same(name, far, corpus):
    assert run_check(far, name) == run_check(corpus, name)


COMMANDS = {
    "ask": ["query", "ASK { ?s a accord:Body }", "--format", "json"],
    "ask in vain": ["query", "ASK { ?s a accord:Bodies }", "--format", "json"],
    "construct": ["query", "CONSTRUCT { ?s ?p ?o } WHERE { ?s a accord:Place ; ?p ?o }"],
    "describe": ["query", "DESCRIBE <https://w3id.org/accord/id/territory/luzhou>"],
    "count of all": ["query", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER (STRSTARTS(STR(?g), 'https://w3id')) }"],
    "count of a graph": ["query", f"SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/accord/id/graph/{SOURCE}> {{ ?s ?p ?o }}"],
    "terms": ["query", "SELECT DISTINCT ?s ?o { ?s accord:inSource ?source ; ?p ?o FILTER (isLiteral(?o)) }", "--format", "csv"],
    "show": ["show", "Luzhou", "--format", "turtle"],
    "show as text": ["show", "Luzhou"],
    "check": ["check", "--format", "json"],
    "export": ["export", "-f", "trig"],
    "export as JSON-LD": ["export", "-f", "jsonld"],
    "bad question": ["ask", "partners", "--place", "Atlantis"],
}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_verbs_do_the_same_as_on_the_embedded_store(name, virtuoso_endpoint, run):
    far, near = run(*COMMANDS[name], "--store", virtuoso_endpoint), run(*COMMANDS[name])
    if name == "terms":  # in no order: engines sort letters their own ways
        assert sorted(far.out.splitlines()) == sorted(near.out.splitlines())
    else:
        assert (far.status, far.out, far.err) == (near.status, near.out, near.err)
    assert far.out or far.status == 2


@pytest.mark.parametrize("suffix", ["graphml", "json"])
def test_networks_are_the_same_files(suffix, virtuoso_endpoint, run, tmp_path):
    for folder, options in (("far", ["--store", virtuoso_endpoint]), ("near", [])):
        assert run("network", "-o", str(tmp_path / folder / f"n.{suffix}"), *options).status == 0
    assert (tmp_path / "far" / f"n.{suffix}").read_bytes() == (tmp_path / "near" / f"n.{suffix}").read_bytes()


def test_its_own_graphs_are_no_data(far, corpus):
    assert len(far) == len(corpus)
    assert set(far.quads()) == set(corpus.quads())
    assert {quad.graph_name for quad in far.quads()} == {quad.graph_name for quad in corpus.quads()}


VALUES = [
    ("xsd:boolean", "true"), ("xsd:boolean", "false"), ("xsd:integer", "7"), ("xsd:decimal", "0.5"),
    ("xsd:double", "1.5"), ("xsd:date", "1850-01-01"), ("xsd:duration", "P1Y"), ("xsd:duration", "P3M"),
    ("xsd:duration", "P1DT2H"), ("geo:wktLiteral", "POINT(105.42575 28.8903)"),
    ("geo:wktLiteral", "POINT(-0.12776 51.50735)"), ("geo:wktLiteral", "POLYGON((1 2,3 4,5 6,1 2))"),
]  # fmt: skip
TEXTS = ["", "a", "true", "5", "line\nline\t\"q\" 'q' \\ \r", "泸州 😀", "\u001f", "x" * 5000, "} } ; DROP ALL #"]


def test_every_kind_of_term_comes_back_as_it_was_and_is_replaced_by_others(tmp_path):
    subject, predicate, graph = ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.NamedNode("urn:g")
    literals = [ox.Literal(value, datatype=term(kind)) for kind, value in VALUES]
    literals += [ox.Literal(text) for text in TEXTS] + [ox.Literal(text, language="en") for text in TEXTS]
    quads = [ox.Quad(subject, predicate, value, graph) for value in [*literals, ox.NamedNode("urn:x?a=(1)'")]]
    with virtuoso(tmp_path) as url:
        store = RemoteStore(url, environ=DBA)
        assert store.replace(store.graph("urn:g"), quads)
        assert set(store.graph("urn:g")) == set(quads)
        assert not store.replace(store.graph("urn:g"), quads)
        assert store.replace(store.graph("urn:g"), quads[1::2])  # durations and points must find their way out, too
        assert set(store.graph("urn:g")) == set(quads[1::2])
        assert store.replace(store.graph("urn:g"), [])
        assert not store.has_graph("urn:g")


def test_what_it_cuts_is_read_in_pages_or_refused(tmp_path):
    quads = [
        ox.Quad(ox.NamedNode(f"urn:s:{n}"), ox.NamedNode("urn:p"), ox.Literal(str(n)), ox.NamedNode("urn:g"))
        for n in range(3500)
    ]
    with virtuoso(tmp_path, rows=1000) as url:
        store = RemoteStore(url, environ=DBA)
        store.replace([], quads)
        assert sorted(map(str, store.graph("urn:g"))) == sorted(map(str, quads))
        for query in ("SELECT * { GRAPH <urn:g> { ?s ?p ?o } }", "CONSTRUCT WHERE { GRAPH <urn:g> { ?s ?p ?o } }"):
            with pytest.raises(StoreError, match="gives no more than 1000 rows of an answer"):
                store.query(query)
        assert len(store.select("SELECT * { GRAPH <urn:g> { ?s ?p ?o } } LIMIT 999")) == 999


@pytest.mark.parametrize(
    ("given", "settled"),
    [("12", "P1Y"), ("P12M", "P1Y"), ("14", "P1Y2M"), ("86400.0", "P1D"), ("5400.5", "PT1H30M0.5S"), ("-3", "-P3M"), ("0", "PT0S")],
)  # fmt: skip
def test_durations_are_told_by_their_value(given, settled):
    assert Virtuoso().settled(ox.Literal(given, datatype=term("xsd:duration"))).value == settled


def test_building_without_a_user_or_with_a_wrong_one_is_one_line(virtuoso_endpoint, run, tmp_path):
    (tmp_path / "new.yaml").write_text("source: {id: new}")
    build = ["build", str(tmp_path / "new.yaml"), "--store", virtuoso_endpoint]
    assert_refused(run(*build), "refuses access", "KG_STORE_USER")
    done = run(*build, KG_STORE_USER="dba", KG_STORE_PASSWORD="top-secret")
    assert_refused(done, "refuses access")
    assert "top-secret" not in done.err


def test_the_document_names_each_difference_that_is_bridged():
    text = (ROOT / "docs" / "remote.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([^`\n]+)`", text))
    assert {"__ASK_RETVAL", "X-SPARQL-MaxRows", "xsd:boolean", "xsd:duration", "virtrdf:Geometry", "UNDEF"} <= named
    assert SOURCE not in text
