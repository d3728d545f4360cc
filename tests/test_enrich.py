"""kg enrich against a stand-in that answers SPARQL as Wikidata does, from a store of its own; nothing goes online."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from support import assert_refused, run_kg

import kg
from kg.enrich import items, query

WIKI = """
@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
wd:Q30002 rdfs:label "Chengdu"@de , "Tchengdou"@fr , "成都市"@zh , "Chengtu"@xx ;
  wdt:P625 "Point(104.063 30.660)"^^geo:wktLiteral ; wdt:P571 "0311-01-01T00:00:00Z"^^xsd:dateTime .
wd:Q1 rdfs:label "not asked for"@de .
"""


class Standin(BaseHTTPRequestHandler):
    """Answers queries from ``server.wiki``; ``server.seen`` are the requests, ``server.busy`` how often it is busy."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.seen.append((dict(self.headers), parse_qs(body)["query"][0]))
        if self.server.busy:
            self.server.busy -= 1
            self.send_response(429)
            self.send_header("Retry-After", "0")
            self.end_headers()
            return
        answer = self.server.wiki.query(parse_qs(body)["query"][0]).serialize(format=ox.QueryResultsFormat.JSON)
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


@pytest.fixture
def wikidata():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Standin)
    server.wiki, server.seen, server.busy = ox.Store(), [], 0
    server.wiki.load(WIKI, format=ox.RdfFormat.TURTLE)
    server.url = f"http://127.0.0.1:{server.server_port}/sparql"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def store(tmp_path):
    kg.build(store=tmp_path / "s")
    return tmp_path / "s"


def enrich(wikidata, store, *more, **env):
    return run_kg(
        "enrich", "--store", str(store), "--endpoint", wikidata.url, "--cache", str(store.parent / "c"), *more, **env
    )


def test_names_and_days_go_into_a_graph_of_their_own(wikidata, store):
    before = set(kg.open_store(str(store)).quads())
    done = enrich(wikidata, store, "--languages", "de,fr,zh")
    assert (done.status, done.out) == (0, ""), done.err
    assert "graph/enriched" in done.err
    after = set(kg.open_store(str(store)).quads())
    assert before <= after
    came = {(quad.predicate.value.rpartition("#")[2].rpartition("/")[2], str(quad.object)) for quad in after - before}
    assert ("altLabel", '"Tchengdou"@fr') in came
    assert ("foundingDate", '"0311-01-01"^^<http://www.w3.org/2001/XMLSchema#date>') in came
    assert not any("Chengtu" in value or "not asked" in value or "104.063" in value for _, value in came)
    assert {quad.graph_name.value for quad in after - before} == {"https://w3id.org/accord/id/graph/enriched"}
    assert "Chengdu" in run_kg("show", "Tchengdou", "--store", str(store)).out  # the new name is found
    assert run_kg("check", "--store", str(store)).status == 0
    kg.build(store=store)  # a build changes nothing of it, and asks nobody
    assert set(kg.open_store(str(store)).quads()) == after


def test_the_service_is_asked_politely_and_once(wikidata, store):
    wikidata.busy = 1
    assert enrich(wikidata, store, KG_STORE_TOKEN="top-secret").status == 0
    headers, asked = wikidata.seen[-1]
    assert headers["User-Agent"].startswith("accord-kg/")
    assert "https://w3id.org/accord" in headers["User-Agent"]
    assert "top-secret" not in str(headers)
    assert "Q30002" in asked
    assert len(wikidata.seen) == 2
    assert enrich(wikidata, store).status == 0
    assert len(wikidata.seen) == 2, "what was told is kept"
    assert enrich(wikidata, store, "--refresh").status == 0
    assert len(wikidata.seen) == 3


def test_a_dry_run_and_a_file_leave_the_store_alone(wikidata, store):
    before = set(kg.open_store(str(store)).quads())
    done = enrich(wikidata, store, "--dry-run")
    assert done.status == 0
    assert "Q30002" in done.err
    assert done.out.startswith("SELECT ?item")
    assert wikidata.seen == []
    done = enrich(wikidata, store, "-o", "-")
    assert done.status == 0
    assert {quad.graph_name.value for quad in ox.parse(done.out.encode(), format=ox.RdfFormat.N_QUADS)} == {
        "https://w3id.org/accord/id/graph/enriched"
    }
    assert set(kg.open_store(str(store)).quads()) == before


def test_items_are_those_of_places(corpus):
    assert items(corpus)["Q30002"] == ["https://w3id.org/accord/id/place/chengdu"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--languages", "de,} UNION {"], "is no code of a language"),
        (["--languages", " , "], "no language is given"),
        (["--endpoint", "file:///etc/passwd"], "is no endpoint"),
        (
            ["--endpoint", "http://me:secret@127.0.0.1:1/sparql"],
            "http://…@127.0.0.1:1/sparql: holds a user or a password",
        ),
        (["--endpoint", "http://me:secret@127.0.0.1:1/sparql", "--dry-run"], "http://…@127.0.0.1:1/sparql"),
        (["--endpoint", "http://127.0.0.1:1/sparql"], "no answer"),
    ],
)
def test_bad_input_is_one_line(more, words, wikidata, store):
    assert_refused(enrich(wikidata, store, *more), words)


def test_an_answer_about_something_else_is_refused(wikidata, store):
    wikidata.wiki = type("Other", (), {"query": lambda *_: ox.Store().query(
        "SELECT (<http://www.wikidata.org/entity/Q1> AS ?item) ('x'@de AS ?name) ?point ?founded {}")})()  # fmt: skip
    assert_refused(enrich(wikidata, store), "Q1, which was not asked for")


def test_a_language_cannot_carry_a_query():
    with pytest.raises(kg.InputError):
        query(["Q1"], ['en") } DROP ALL #'])
