"""Random bytes, near-queries, wrong headers, malformed HTTP and a crowd: never a fault, and healthy afterwards."""

from __future__ import annotations

import shutil
import subprocess
import threading
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from servers import SLOW, raw, running
from support import missing

from kg.query import question, question_names

CALM = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
WORDS = [
    "SELECT", "*", "ASK", "CONSTRUCT", "DESCRIBE", "{", "}", "?s", "?p", "?o", ".", ";", "FROM", "NAMED", "<http://e/g>", "GRAPH", "SERVICE",
    "FILTER", "(", ")", "REGEX", "'((a+)+)+$'", "VALUES", "UNDEF", "BIND", "AS", "LIMIT", "-1", "99999999999999999999", "OPTIONAL", "UNION", "\\u0053",
    "PREFIX", "a:", "BASE", "<file:///etc/passwd>", "#", '"', "'''", "\x00", "\ud800".encode("utf-8", "replace").decode(), "重庆", "INSERT", "DATA", "LOAD",
]  # fmt: skip


def healthy(server) -> bool:
    server.until(lambda: server.get("healthz").json()["workers"] == 2)
    return server.query("ASK {}").json()["boolean"] is True


def near_queries():
    mutated = st.builds(
        lambda name, at, piece, cut: (text := question(name).text)[: at % len(text)] + piece + text[at % len(text) + cut :],
        st.sampled_from(question_names()), st.integers(0, 10_000), st.text(max_size=8), st.integers(0, 60),
    )  # fmt: skip
    return st.one_of(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join), mutated, st.text(max_size=200))


@CALM
@given(query=near_queries())
def test_near_queries(brief, query):
    answer = brief.client.post(
        f"{brief.url}sparql",
        content=query.encode("utf-8", "replace"),
        headers={"content-type": "application/sparql-query"},
    )
    assert answer.status_code in (200, 400, 503, 504), answer.text
    assert "Traceback" not in answer.text


@CALM
@given(
    body=st.binary(max_size=300),
    kind=st.sampled_from(
        [
            "application/sparql-query",
            "application/x-www-form-urlencoded",
            "a/b",
            ";charset=",
            "application/sparql-query; charset=\xff",
        ]
    ),
)
def test_random_bytes(brief, body, kind):
    answer = brief.client.post(f"{brief.url}sparql", content=body, headers={"content-type": kind.encode("latin-1")})
    assert 400 <= answer.status_code < 500, answer.text


HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=60).map(
    lambda text: text.strip().encode("latin-1")
)


@CALM
@given(
    name=st.sampled_from(
        [
            "accept",
            "accept-encoding",
            "if-none-match",
            "if-modified-since",
            "content-type",
            "host",
            "x-forwarded-for",
            "range",
            "expect",
        ]
    ),
    value=HEADER,
    path=st.sampled_from(
        [
            "sparql",
            "sparql?query=ASK%7B%7D",
            "api/questions/parties",
            "id/place/luzhou",
            "id/place/luzhou.ttl",
            "",
            "metrics",
        ]
    ),
)
def test_wrong_headers(brief, name, value, path):
    answer = brief.get(path, headers={name: value})
    assert answer.status_code < 500, (name, value, answer.text)


@CALM
@given(path=st.text(max_size=60), query=st.binary(max_size=60))
def test_random_addresses(brief, path, query):
    answer = brief.get(f"{quote(path, errors='replace')}?{quote(query)}")
    assert answer.status_code < 500, answer.text


@pytest.mark.parametrize(
    "request_",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /sparql?query=\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nASK {}",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nASK {}\r\n0\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        b"GET //etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET http://example.org/sparql HTTP/1.1\r\nHost: a\r\n\r\n",
        b"CONNECT example.org:80 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_malformed_http(brief, request_):
    answer = raw(brief, request_, shut=True)
    assert b"Traceback" not in answer
    assert not answer.startswith(b"HTTP/1.1 5")
    assert healthy(brief)


def test_requests_one_after_another_on_one_connection(brief):
    ask = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\n\r\n"
    assert raw(brief, ask * 20, shut=False).count(b'"boolean":true') == 20


def test_a_crowd_while_a_long_query_runs(tmp_path, corpus_folder):
    program = shutil.which("wrk")
    if program is None:
        missing("the program wrk")
    with running(tmp_path, "--store", str(corpus_folder), "--timeout", "8") as server:
        statuses: list[int] = []
        long = threading.Thread(target=lambda: statuses.append(server.query(SLOW).status_code))
        long.start()
        server.until(lambda: server.get("healthz").json()["busy"] == 1)
        done = subprocess.run(
            [program, "-t1", "-c32", "-d5s", f"{server.url}sparql?query=ASK%7B%7D"],
            capture_output=True,
            text=True,
            check=True,
        )
        long.join()
        assert statuses == [504]
        assert "Non-2xx" not in done.stdout
        assert "Socket errors" not in done.stdout
        assert healthy(server)
        assert "Traceback" not in server.log.read_text()


def test_the_log_has_no_fault_after_all_that(brief):
    assert healthy(brief)
    assert "Traceback" not in brief.log.read_text()
