"""Queries past their time, answers too long, too many at once, slow clients, and ends of all kinds."""

from __future__ import annotations

import json
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import httpx
import psutil
import pytest
from servers import ROWS, SLOW, raw, running
from support import assert_refused, run_kg

import kg

LONG = "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 3000000"  # flows for some seconds, hundreds of megabytes


def test_a_query_past_its_time_is_stopped_and_others_go_on(brief):
    before = {worker.pid for worker in brief.workers()}
    assert len(before) == 2
    with ThreadPoolExecutor() as threads:
        late = threads.submit(brief.query, SLOW)
        time.sleep(0.3)
        for _ in range(5):
            assert brief.query("ASK {}").json()["boolean"] is True
        assert not late.done()
        answer = late.result()
    assert answer.status_code == 504
    assert "no answer within 1 s" in answer.text
    brief.until(lambda: len(brief.workers()) == 2)
    after = {worker.pid for worker in brief.workers()}
    assert len(before & after) == 1, "one worker was ended, and one replaced"
    assert brief.metric('accord_workers_ended_total{why="timeout"}') >= 1


def test_an_answer_past_its_time_is_cut_and_not_quietly_short(brief):
    with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
        brief.query(LONG)
    brief.until(lambda: any(json.loads(line).get("cut") for line in brief.log.read_text().splitlines()[1:]))
    version_1_0 = raw(brief, f"GET /sparql?query={quote(LONG)} HTTP/1.0\r\n\r\n".encode())
    assert version_1_0.startswith(b"HTTP/1.1 504"), "a client that could not see the end gets none of it"


def test_an_answer_longer_than_it_may_be_is_cut(tmp_path, corpus_folder):
    with running(tmp_path, "--store", str(corpus_folder), "--max-answer", "1") as server:
        assert len(server.rows("SELECT * { ?s ?p ?o } LIMIT 100")) == 100
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
            server.query("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 100000")
        assert server.query("ASK {}").status_code == 200


def test_more_than_may_wait_are_told_to_come_again(brief):
    with ThreadPoolExecutor(8) as threads:
        answers = [answer.result() for answer in [threads.submit(brief.query, SLOW) for _ in range(8)]]
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses.count(503) >= 4, "two are answered and two wait"
    assert set(statuses) == {503, 504}
    assert all(answer.headers["retry-after"] == "5" for answer in answers if answer.status_code == 503)
    brief.until(lambda: brief.get("healthz").json()["workers"] == 2)
    assert brief.query("ASK {}").status_code == 200


def test_a_request_longer_than_it_may_be(brief):
    long = "ASK {} #" + "a" * 2**20
    for headers, content in (
        ({"content-type": "application/sparql-query"}, long),
        ({"content-type": "application/sparql-query"}, iter([long.encode()])),  # without a Content-Length
        ({"content-type": "application/x-www-form-urlencoded"}, "query=" + long),
    ):
        answer = brief.client.post(f"{brief.url}sparql", content=content, headers=headers)
        assert answer.status_code == 413
        assert "longer than 1048576 bytes" in answer.text
    head = raw(brief, b"GET /sparql?query=" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400")
    without_end = raw(brief, b"GET / HTTP/1.1\r\n", *[b"A: " + b"a" * 20_000 + b"\r\n"] * 4, pause=0.05)
    assert without_end.startswith(b"HTTP/1.1 431")


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK",
    ],
)
def test_a_client_that_does_not_finish_its_request_is_cut(brief, beginning):
    start = time.monotonic()
    with brief.connect() as link:
        link.sendall(beginning)
        link.settimeout(20)
        answer = link.recv(1000)
        assert answer == b"" or answer.startswith(b"HTTP/1.1 408")
        assert time.monotonic() - start < 10


def test_slow_headers_byte_by_byte_are_no_way_around_it(brief):
    with brief.connect() as link:
        start = time.monotonic()
        try:
            for _ in range(60):
                link.sendall(b"G" if _ == 0 else b"ET / HTTP/1.1\r\nA: b\r\n"[_ % 20 : _ % 20 + 1])
                time.sleep(0.2)
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert time.monotonic() - start < 10


def test_a_client_that_reads_nothing_holds_no_worker_and_is_cut(brief):
    request = f"GET /sparql?query={quote('SELECT * { ?s ?p ?o }')} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    links = [brief.connect() for _ in range(6)]
    try:
        for link in links:
            link.sendall(request)
        time.sleep(0.5)
        assert brief.query("ASK {}").json()["boolean"] is True
        brief.until(lambda: brief.get("healthz").json()["busy"] == 0)
        connections = psutil.Process(brief.process.pid)
        brief.until(lambda: len(connections.net_connections("tcp")) <= 3)
    finally:
        for link in links:
            link.close()


def test_a_client_that_goes_away_frees_its_worker(tmp_path, corpus_folder):
    with running(tmp_path, "--store", str(corpus_folder), "--timeout", "600", "--workers", "1") as server:
        link = server.connect()
        link.sendall(f"GET /sparql?query={quote(SLOW)} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        server.until(lambda: server.get("healthz").json()["busy"] == 1)
        link.close()
        assert server.query("ASK {}").json()["boolean"] is True
        assert server.metric('accord_workers_ended_total{why="abandoned"}') == 1


def test_a_query_that_wants_all_memory_ends_its_worker_alone(tmp_path, corpus_folder):
    hungry = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?b ?c ?d ?e { ?a ?b ?c . ?d ?e ?f } }"
    with running(tmp_path, "--store", str(corpus_folder), "--memory", "400", "--timeout", "120") as server:
        answer = server.query(hungry)
        assert answer.status_code == 503
        assert "memory" in answer.text
        assert server.query("ASK {}").status_code == 200


def test_a_worker_that_is_killed_is_replaced(tmp_path):
    with running(tmp_path) as server:
        before = {worker.pid for worker in server.workers()}
        for worker in server.workers():
            worker.kill()
        server.until(lambda: len({worker.pid for worker in server.workers()} - before) == 2)
        server.until(lambda: server.get("healthz").json()["workers"] == 2)
        assert server.query("ASK {}").status_code == 200


def test_the_end_waits_for_answers_on_their_way(tmp_path, corpus_folder):
    with running(tmp_path, "--store", str(corpus_folder), "--timeout", "3") as server:
        workers = server.workers()
        answers: list[object] = []
        thread = threading.Thread(target=lambda: answers.append(server.query(SLOW).status_code))
        thread.start()
        server.until(lambda: server.get("healthz").json()["busy"] == 1)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{server.url}healthz")
        assert server.process.wait(timeout=30) == 0
        thread.join()
        assert answers == [504]
        psutil.wait_procs(workers, timeout=10)
        assert not [worker for worker in workers if worker.is_running()]


def test_no_worker_stays_when_the_server_is_killed(tmp_path, corpus_folder):
    with running(tmp_path, "--store", str(corpus_folder), "--timeout", "600") as server:
        workers = server.workers()
        link = server.connect()
        link.sendall(f"GET /sparql?query={quote(SLOW)} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        server.until(lambda: server.get("healthz").json()["busy"] == 1)
        server.process.kill()
        gone, alive = psutil.wait_procs(workers, timeout=10)
        assert len(gone) == 2
        assert not alive
        link.close()


def test_interrupting_it_is_no_fault(tmp_path):
    with running(tmp_path) as server:
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(timeout=30) == 0
        assert "Traceback" not in server.log.read_text()


def test_the_store_is_built_anew_while_it_is_served(tmp_path):
    records = tmp_path / "a.yaml"
    text = """source: {id: a, title: A}
signings:
  - id: one
    parties: [{name: Bureau A, place: Chengdu}, {name: Bureau B, place: Chongqing}]
    instruments: [{kind: agreement, title: First}]
"""
    records.write_text(text)
    store = tmp_path / "store"
    kg.build([records], store)
    count = (
        "SELECT ?t { ?a a <https://w3id.org/accord/ns#Agreement> ; <http://purl.org/dc/terms/title> ?t } ORDER BY ?t"
    )

    def titles(server):
        return [row["t"]["value"] for row in server.rows(count)]

    with running(tmp_path, "--store", str(store)) as server:
        assert titles(server) == ["First"]
        first = server.query(count)
        records.write_text(text.replace("First", "Second"))
        assert run_kg("build", str(records), "--store", str(store)).status == 0
        server.until(lambda: titles(server) == ["Second"])
        # all workers follow, and with them the tags
        server.until(lambda: all(titles(server) == ["Second"] for _ in range(20)))
        again = server.query(count)
        assert again.headers["etag"] != first.headers["etag"]
        has = {"accept": "application/sparql-results+json", "if-none-match": first.headers["etag"]}
        server.until(lambda: server.get(f"sparql?query={quote(count)}", headers=has).status_code == 200)
        assert server.get("api/questions/titled-agreements").json()[0]["title"] == "Second"


def test_the_log_holds_no_query_and_no_secret(brief):
    secret = "a-secret-that-nobody-may-read"
    brief.query(f"ASK {{ FILTER('{secret}' = 'a') }}")
    brief.get(
        f"sparql?query=ASK%7B%7D&token={secret}",
        headers={"authorization": secret, "cookie": secret, "user-agent": secret},
    )
    time.sleep(0.3)
    log = brief.log.read_text()
    assert secret not in log
    lines = [json.loads(line) for line in log.splitlines()[1:]]
    assert {"time", "client", "method", "path", "status", "bytes", "ms"} <= lines[-1].keys()
    assert len(next(line["query"] for line in lines if "query" in line)) == 12


def test_figures_for_prometheus(packaged):
    from prometheus_client.parser import text_string_to_metric_families

    packaged.query("ASK {}")
    answer = packaged.get("metrics")
    found = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert {"accord_workers", "accord_responses", "accord_response_seconds", "accord_workers_ended"} <= found.keys()
    sparql = [s for s in found["accord_responses"].samples if s.labels == {"area": "sparql", "status": "200"}]
    assert sparql[0].value >= 1


def test_a_port_in_use_and_stores_that_are_none(packaged, tmp_path):
    port = packaged.url.rstrip("/").rpartition(":")[2]
    assert_refused(run_kg("serve", "--port", port), "cannot listen at 127.0.0.1", port, "--port")
    none = run_kg("serve", "--port", "0", "--workers", "3", "--store", str(tmp_path / "none"))
    assert_refused(none, "there is no store", "kg build")
    assert "never retrieved" not in none.err
    bad = tmp_path / "bad.yaml"
    bad.write_text("source: 1")
    assert_refused(run_kg("serve", "--port", "0", "--store", str(bad)), "bad.yaml")


def test_a_record_file_is_served(tmp_path):
    records = tmp_path / "a.yaml"
    records.write_text("source: {id: a}\nsignings: [{id: one, parties: [{place: Chengdu}, {place: Luzhou}]}]\n")
    with running(tmp_path, "--store", str(records)) as server:
        assert (
            server.rows("SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/accord/ns#SigningEvent> }")[0]["n"]["value"]
            == "1"
        )
        assert len(server.rows(ROWS)) > 10
