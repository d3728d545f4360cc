"""Endpoints: the same answers as the embedded store, and one clear line for whatever is none."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph as ox
import pytest
from support import SOURCE, assert_refused, serving

import kg
from kg.errors import QueryError, StoreError
from kg.export import serialise
from kg.query import question, question_names
from kg.remote import RemoteStore

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
def remote(endpoint):
    return RemoteStore(endpoint)


@pytest.mark.parametrize("name", question_names())
def test_questions_have_the_same_answers(name, corpus, remote):
    given = {p.name: GIVEN[p.type] for p in question(name).parameters if p.required}
    assert kg.ask(remote, name, **given).as_dicts() == kg.ask(corpus, name, **given).as_dicts()
    for parameter in question(name).parameters:
        narrowed = given | {parameter.name: GIVEN[parameter.type]}
        assert kg.ask(remote, name, **narrowed).as_dicts() == kg.ask(corpus, name, **narrowed).as_dicts()


COMMANDS = {
    "select": ["query", "SELECT ?s ?l { ?s a accord:Body ; rdfs:label ?l } ORDER BY ?s", "--format", "csv"],
    "ask": ["query", "ASK { ?s a accord:Body }", "--format", "json"],
    "construct": ["query", "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a accord:Place ; rdfs:label ?l }"],
    "describe": ["query", "DESCRIBE <https://w3id.org/accord/id/territory/luzhou>"],
    "typed": [
        "query",
        "SELECT (1 AS ?i) (0.5 AS ?d) (true AS ?b) ('x'@en AS ?l) ('2020-01-01'^^xsd:date AS ?day) {}",
        "--format",
        "json",
    ],
    "ask a question": ["ask", "partners", "--place", "Chongqing", "--format", "json"],
    "show": ["show", "Luzhou", "--format", "turtle"],
    "show as text": ["show", "Luzhou"],
    "check": ["check", "--format", "json"],
    "export": ["export", "-f", "trig"],
    "export as JSON-LD": ["export", "-f", "jsonld"],
    "bad question": ["ask", "partners", "--place", "Atlantis"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_verbs_do_the_same_as_on_the_embedded_store(name, endpoint, run):
    far, near = run(*COMMANDS[name], "--store", endpoint), run(*COMMANDS[name])
    assert (far.status, far.out, far.err) == (near.status, near.out, near.err)
    assert far.out or far.status == 2


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "csv", "json", "html"])
def test_networks_are_the_same_files(suffix, endpoint, run, tmp_path):
    for folder, options in (("far", ["--store", endpoint]), ("near", [])):
        done = run("network", "-o", str(tmp_path / folder / f"n.{suffix}"), *options)
        assert done.status == 0, done.err
    assert (tmp_path / "far" / f"n.{suffix}").read_bytes() == (tmp_path / "near" / f"n.{suffix}").read_bytes()


def test_verify_reads_the_same_evidence(endpoint, run, tmp_path):
    (tmp_path / "text").write_text("another text")
    arguments = ["verify", "--text", f"{SOURCE}={tmp_path / 'text'}"]
    far, near = run(*arguments, "--store", endpoint), run(*arguments)
    assert (far.status, far.out, far.err) == (near.status, near.out, near.err)
    assert far.status == 1


def test_the_variable_names_an_endpoint_too(endpoint, run):
    assert run("ask", "signings", KG_STORE=endpoint).out == run("ask", "signings").out


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * {", "refuses the query"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT is an update"),
        ("SELECT * { SERVICE <http://a/> {} }", "SERVICE would go to another host"),
        ("SELECT * FROM <http://a/> { ?s ?p ?o }", "no graph of the store"),
        (f"SELECT * FROM <https://w3id.org/accord/id/graph/{SOURCE}> {{ ?s ?p ?o }}", "does not heed FROM"),
    ],
)
def test_a_bad_query_is_one_line(query, words, endpoint, run):
    assert_refused(run("query", query, "--store", endpoint), words)


def test_named_graphs_are_known(remote):
    assert remote.has_graph(f"https://w3id.org/accord/id/graph/{SOURCE}")
    assert not remote.has_graph("https://w3id.org/accord/id/graph/none")
    assert not remote.has_graph("no IRI")


def test_an_endpoint_that_hides_its_named_graphs_is_refused_with_the_remedy(corpus, tmp_path, run):
    (tmp_path / "graph.nq").write_text(serialise(corpus, "nq"), encoding="utf-8")
    with serving(tmp_path) as url:
        assert_refused(run("ask", "signings", "--store", url), url, "--union-default-graph")


def test_an_empty_endpoint_has_no_rows(tmp_path):
    (tmp_path / "graph.nq").write_text("")
    with serving(tmp_path, "--union-default-graph") as url:
        store = RemoteStore(url)
        assert len(kg.ask(store, "signings")) == 0
        assert list(store.quads()) == []


@pytest.fixture(scope="module")
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield probe.getsockname()[1]  # bound and not listening: nobody answers there


def test_a_closed_port_is_one_line(free_port, run):
    assert_refused(
        run("ask", "signings", "--store", f"http://127.0.0.1:{free_port}/query"), "no answer", str(free_port)
    )


@pytest.mark.parametrize(
    "url",
    [
        "ftp://host/x",
        "http://",
        "http://localhost:port/",
        "http://[::1",
        "http://exa mple/",
        "http://host/ x",
        "http://hôst/",
        "file:///etc/passwd",
        "http://:80/",
    ],
)
def test_what_is_no_address_of_an_endpoint_is_one_line(url, run):
    assert_refused(run("ask", "signings", "--store", url), "is no endpoint; write http://host/sparql")
    with pytest.raises(StoreError):
        kg.open_store(url)


def test_a_server_of_files_is_no_endpoint(tmp_path, run):
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        port = process.stdout.readline().split("port ")[1].split()[0]
        assert_refused(run("ask", "signings", "--store", f"http://127.0.0.1:{port}/sparql"), "no answer")
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


RESULT = b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "a:a"}}]}}'
NOTHING = b'{"head": {"vars": ["union", "named"]}, "results": {"bindings": [{}]}}'
ANSWERS = {
    "a page": (200, "text/html", b"<html>Welcome</html>"),
    "nothing": (200, "application/sparql-results+json", b""),
    "other JSON": (200, "application/json", b'{"rows": []}'),
    "a result that breaks off": (200, "application/sparql-results+json", RESULT[:-30]),
    "no UTF-8": (200, "application/sparql-results+json", b"\xff\xfe\x00"),
    "a redirection in a circle": (302, "text/plain", b""),
    "forbidden": (403, "text/plain", b"no"),
    "a server in trouble": (500, "text/plain", b"line one\nline two\n" + b"x" * 5000),
    "a gateway in trouble": (502, "text/plain", b""),
}


@pytest.fixture(scope="module")
def answering():
    """A server that has nothing when a store is opened, and gives what ``server.answer`` holds to all else."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            opening = (200, "application/sparql-results+json", NOTHING)
            status, kind, body = opening if b"named" in asked else self.server.answer
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Location", self.path)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            self.send_error(404)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("query", ["SELECT ?s { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_whatever_a_server_answers_is_one_line(name, query, answering):
    if name == "nothing" and query.startswith("CONSTRUCT"):
        return  # empty Turtle is a graph
    answering.answer = ANSWERS[name]
    store = RemoteStore(f"http://127.0.0.1:{answering.server_port}/")
    with pytest.raises((StoreError, QueryError)) as refused:
        list(store.query(query))
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 500


def test_a_good_answer_of_the_same_server_is_read(answering):
    answering.answer = (200, "application/sparql-results+json", RESULT)
    store = RemoteStore(f"http://127.0.0.1:{answering.server_port}/")
    assert [row["s"] for row in store.query("SELECT ?s { ?s ?p ?o }")] == [ox.NamedNode("a:a")]


@pytest.mark.parametrize(
    "greeting", [b"", b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"]
)
def test_what_speaks_no_http_is_one_line(greeting, run):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                with client:
                    client.recv(65536)
                    client.sendall(greeting)

        threading.Thread(target=serve, daemon=True).start()
        assert_refused(run("ask", "signings", "--store", f"http://127.0.0.1:{server.getsockname()[1]}/"), "127.0.0.1")


def test_an_endpoint_that_never_answers_is_given_up(run):
    with socket.create_server(("127.0.0.1", 0)) as server:
        before = time.monotonic()
        done = run("query", "ASK {}", "--timeout", "1", "--store", f"http://127.0.0.1:{server.getsockname()[1]}/")
        assert_refused(done, "no answer within 1 s")
        assert time.monotonic() - before < 30
