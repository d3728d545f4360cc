"""A million rows in flat memory, and the spool between a fast worker and a slow client."""

from __future__ import annotations

import time

import psutil
from hypothesis import given
from hypothesis import strategies as st
from servers import running

from kg.serve.spool import Spool

MILLION = "SELECT ?s ?c { ?s ?p ?o . ?a ?b ?c } LIMIT 1000000"
ROOM = 200 << 20


def sizes(server) -> int:
    """Resident memory of the server and its workers, without what they share with others, together."""
    processes = [psutil.Process(server.process.pid), *server.workers()]
    return sum(process.memory_full_info().uss for process in processes)


def test_a_million_rows_in_flat_memory(tmp_path, corpus_folder):
    with running(tmp_path, "--store", str(corpus_folder), "--timeout", "300") as server:
        server.query("SELECT * { ?s ?p ?o } LIMIT 20000")
        before, peak, lines, received = sizes(server), 0, 0, 0
        headers = {"accept": "text/tab-separated-values"}
        with server.client.stream("GET", f"{server.url}sparql", params={"query": MILLION}, headers=headers) as answer:
            begun = time.monotonic()
            for number, chunk in enumerate(answer.iter_bytes(1 << 20)):
                lines += chunk.count(b"\n")
                received += len(chunk)
                if number % 16 == 0:
                    peak = max(peak, sizes(server))
                    assert number > 0 or server.get("healthz").json()["busy"] == 1, (
                        "it streams: the worker is still at it"
                    )
        assert begun
        assert lines == 1_000_001
        assert received > 50 << 20
        assert peak - before < ROOM < received + ROOM, (before, peak)


@given(st.lists(st.one_of(st.binary(max_size=300_000).map(lambda data: data * 3), st.none()), max_size=30))
def test_what_goes_into_a_spool_comes_out_in_order(steps):
    spool, put, got = Spool(), b"", b""
    for step in steps:  # bytes are written, None reads once
        if step is None:
            got += spool.read()
        else:
            spool.write(step)
            put += step
        assert len(spool) == len(put) - len(got)
    while chunk := spool.read():
        got += chunk
    assert got == put
    spool.close()
    assert len(spool) == 0


def test_a_spool_goes_back_to_memory_when_it_has_been_read():
    spool = Spool()
    for _ in range(3):
        spool.write(b"a" * 400_000)
        spool.write(b"b" * 400_000)
        taken = b""
        while chunk := spool.read():
            taken += chunk
        assert taken == b"a" * 400_000 + b"b" * 400_000
    spool.close()
