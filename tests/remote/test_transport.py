"""Requests: who asks, how often, how long, and what is never told."""

from __future__ import annotations

import logging
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from support import assert_refused

from kg.errors import StoreError
from kg.remote import RemoteStore
from kg.remote.address import Address
from kg.remote.login import Credentials

NOTHING = b'{"head": {"vars": ["union", "named"]}, "results": {"bindings": [{}]}}'
SECRET = "top-secret"


@pytest.fixture
def server():
    """Gives ``server.answers`` one after another (status, headers), then an empty result; notes what was sent."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.server.seen.append(self.headers.get("Authorization"))
            status, headers = self.server.answers.pop(0) if self.server.answers else (200, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(NOTHING if status == 200 else f"sorry, {SECRET}?".encode() if status == 400 else b"sorry")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.answers, server.seen = [], []
    server.url = f"http://127.0.0.1:{server.server_port}/query"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(status, server):
    server.answers = [(status, {"Retry-After": "0"}), (status, {})]
    RemoteStore(server.url, environ={})
    assert len(server.seen) == 3


def test_retry_after_is_heeded_up_to_a_minute(server):
    server.answers = [(503, {"Retry-After": "1"})]
    before = time.monotonic()
    RemoteStore(server.url, environ={})
    assert time.monotonic() - before >= 1
    server.answers = [(503, {"Retry-After": "3600"})]
    with pytest.raises(StoreError, match="it is busy"):
        RemoteStore(server.url, environ={})
    assert len(server.seen) == 3


@pytest.mark.parametrize("status", [401, 403, 404, 413, 500])
def test_other_refusals_are_final(status, server):
    server.answers = [(status, {})] * 9
    with pytest.raises(Exception, match=r"refuses|no such service"):
        RemoteStore(server.url, environ={})
    assert len(server.seen) == 1


def test_a_redirection_is_told_and_not_followed(server):
    server.answers = [(307, {"Location": "http://elsewhere.example/query"})]
    with pytest.raises(StoreError, match=r"it sends on to http://elsewhere\.example/query"):
        RemoteStore(server.url, environ={"KG_STORE_TOKEN": SECRET})


def test_basic_is_given_when_it_is_asked_for_and_remembered(server):
    user = {"KG_STORE_USER": "ada", "KG_STORE_PASSWORD": SECRET}
    store = RemoteStore(server.url, environ=user)
    assert server.seen == [None]
    server.answers = [(401, {"WWW-Authenticate": 'Basic realm="x"'})]
    store.check_union()
    store.check_union()
    assert server.seen[1] is None
    assert server.seen[2] == server.seen[3] == "Basic YWRhOnRvcC1zZWNyZXQ="


def test_a_token_is_sent_and_a_wrong_user_is_refused(server):
    RemoteStore(server.url, environ={"KG_STORE_TOKEN": SECRET})
    assert server.seen == [f"Bearer {SECRET}"]
    server.answers = [(401, {"WWW-Authenticate": 'Basic realm="x"'})] * 9
    with pytest.raises(StoreError, match="refuses access; look at KG_STORE_USER") as refused:
        RemoteStore(server.url, environ={"KG_STORE_USER": "ada", "KG_STORE_PASSWORD": SECRET})
    assert SECRET not in str(refused.value)
    assert len(server.seen) < 6


def test_no_password_is_shown_anywhere(server, run, caplog):
    caplog.set_level(logging.DEBUG)
    credentials = Credentials.of({"KG_STORE_USER": "ada", "KG_STORE_PASSWORD": SECRET})
    assert SECRET not in f"{credentials!r} {credentials} {[credentials]}"
    url = f"http://ada:{SECRET}@127.0.0.1:{server.server_port}/query"
    for done in (run("ask", "signings", "--store", url), run("--debug", "build", "--store", url)):
        assert_refused(done, "holds a user or a password", "KG_STORE_USER")
        assert SECRET not in done.err
    assert server.seen == []
    done = run("ask", "signings", "--store", f"http://ada:{SECRET}@host:port/")
    assert_refused(done, "is no endpoint")
    assert SECRET not in done.err
    server.answers = [(503, {"Retry-After": "0"})]
    RemoteStore(server.url, environ={"KG_STORE_TOKEN": SECRET})
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"KG_STORE_USER": "ada"}, "go together"),
        ({"KG_STORE_TOKEN": "x", "KG_STORE_USER": "ada", "KG_STORE_PASSWORD": "y"}, "one of them"),
        ({"KG_STORE_TOKEN": "x\r\nHost: y"}, "line break"),
        ({"KG_STORE_TIMEOUT": "soon"}, "is no number of seconds"),
        ({"KG_STORE_TIMEOUT": "0"}, "is no number of seconds"),
    ],
)
def test_settings_that_cannot_be_are_one_line(environ, words, run):
    assert_refused(run("show", "Luzhou", "--store", "http://127.0.0.1:1/", **environ), words)


def test_a_server_that_is_silent_is_given_up_in_time_and_not_asked_again():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        before = time.monotonic()
        with pytest.raises(StoreError, match="no answer within 1 s; ask for less, or give --timeout"):
            RemoteStore(f"http://127.0.0.1:{silent.getsockname()[1]}/", environ={"KG_STORE_TIMEOUT": "1"})
        assert time.monotonic() - before < 20


@pytest.mark.parametrize(
    ("url", "server", "update", "graphs"),
    [
        ("http://h:1/query", "Oxigraph/0.5", "http://h:1/update", "http://h:1/store"),
        ("https://h/sparql", "Virtuoso/07.20", "https://h/sparql-auth", "https://h/sparql-graph-crud-auth"),
        ("http://h/ds/query", "", "http://h/ds/update", "http://h/ds/data"),
        ("http://h/ds/sparql", "", "http://h/ds/update", "http://h/ds/data"),
        ("http://h/repositories/x", "GraphDB", "http://h/repositories/x/statements", "http://h/repositories/x/rdf-graphs/service"),
        ("http://h/query", "", "http://h/update", None),
        ("http://h/any", "", "http://h/any", None),
    ],
)  # fmt: skip
def test_where_engines_have_their_services_by_custom(url, server, update, graphs):
    assert Address.of(url, server, {}) == (url, update, graphs)
    given = {"KG_STORE_UPDATE": "http://u/", "KG_STORE_GRAPHS": "http://g/"}
    assert Address.of(url, server, given) == (url, "http://u/", "http://g/")
