"""Requests a second of ``kg serve`` beside ``oxigraph serve-read-only`` on one store folder, with wrk.

Both answer the same SPARQL, the ready-made questions with their needed parameters, on a store of 1,000 made-up
agreements (another number as argument, or ``--store`` for one that is there): ``kg serve`` with two workers and all its
limits on, its log switched on and thrown away. It is without its cache, so that each answer is worked out, as by
Oxigraph, which has none; ``--cache 64`` shows what clients see that ask the same again. For each question they take
turns, so that what else the machine does hits both; on a machine that does much else, requests a CPU second say more
than requests a second. The last rows are single look-ups, where HTTP itself is nearly all there is to do.

    python benchmarks/serving.py
"""

from __future__ import annotations

import argparse
import re
import shutil
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from math import exp, inf, log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import psutil
from corpus import write
from measuring import KG, cost, table

from kg.opening import open_store
from kg.query import question, question_names, resolve
from kg.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SECONDS, TURNS, CONNECTIONS = 4, 1, 8
SMALL = 64 * 1024  # bytes of an answer
NEEDED = {"day": "2010-06-01", "field": "environment", "place": "Country 1", "level": "province"}
LOOK_UPS = {
    "(an agreement's statements)": "SELECT ?p ?o {{ <{agreement}> ?p ?o }}",
    "(nothing)": "ASK {{ }}",
}
HEADERS = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
SCRIPT = """wrk.method = "POST"
wrk.headers["Content-Type"] = "application/sparql-query"
wrk.headers["Accept"] = "application/sparql-results+json"
wrk.body = [====[QUERY]====]
done = function(_, latency, _) io.write("p95 ", latency:percentile(95), " ") end
"""
PATTERNS = (r"(\d+) requests in", r"Non-2xx or 3xx responses: (\d+)", r"Requests/sec:\s+(\S+)", r"p95 (\S+)")


class Speed(NamedTuple):
    """Requests a second, the milliseconds that 95 of 100 answers take at most, and CPU milliseconds a request."""

    rate: float
    late: float
    cpu: float


class Served(NamedTuple):
    """A server: its address, and its processes."""

    address: str
    process: int

    def cpu(self) -> float:
        """CPU seconds that it has taken so far, with all processes below it, those that have ended as well."""
        root = psutil.Process(self.process)
        return sum(sum(one.cpu_times()[:4]) for one in (root, *root.children(recursive=True)))


def main() -> None:
    """Print one row a question, and the means."""
    parser = argparse.ArgumentParser(description="Measure kg serve beside oxigraph serve-read-only.")
    parser.add_argument("agreements", type=int, nargs="?", default=1_000)
    parser.add_argument("--store", help="a store folder that is there")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--cache", type=int, default=0, help="megabytes of kg serve's cache")
    parser.add_argument("--only", help="one question")
    parser.add_argument("--crowd", action="store_true", help="also half a minute of load beside a long query")
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("this needs the program wrk")
    with TemporaryDirectory(prefix="accord-bench-") as temporary:
        store = given.store or str(Path(temporary) / "store")
        if not given.store:
            files = [str(file) for file in write(given.agreements, Path(temporary) / "corpus")]
            cost([*KG, "build", *files, "--store", store])
        with own(store, given.workers, given.cache) as ours, oxigraph(store) as theirs:
            asked = [pair for pair in queries(store) if given.only in (None, pair[0])]
            rows = [row(name, text, (ours, theirs), Path(temporary)) for name, text in asked]
            crowded = crowd(ours, Path(temporary)) if given.crowd else ""
    both = ("/s", "p95 ms", "CPU ms")
    heading = (
        "",
        "bytes",
        *(f"kg {name}" for name in both),
        *(f"oxigraph {name}" for name in both),
        "ratio /s",
        "of CPU",
    )
    print(table([heading, *rows]))
    questions = [cells for cells in rows if not str(cells[0]).startswith("(") and cells[2] and cells[5]]
    small = [cells for cells in questions if int(str(cells[1])) <= SMALL]
    for about, chosen in (("all questions", questions), (f"answers of at most {SMALL // 1024} kB", small)):
        if chosen:
            rate, cpu = (exp(sum(log(float(str(cells[at]))) for cells in chosen) / len(chosen)) for at in (-2, -1))
            print(f"{about}: {rate:.2f} × oxigraph's requests a second, {cpu:.2f} × its requests a CPU second")
    if crowded:
        print(crowded)


def crowd(server: Served, folder: Path) -> str:
    """Thirty seconds of quick queries on many connections, while a query runs that never ends by itself."""
    script = folder / "request.lua"
    script.write_text(SCRIPT.replace("QUERY", "ASK { ?s ?p ?o }"))
    with ThreadPoolExecutor(1) as beside:
        long = beside.submit(status, server.address, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
        found = speed(server, script, seconds=30, connections=64)
        ended = long.result()
    told = f"{found.rate:.0f} /s, p95 {found.late:.0f} ms, {found.cpu:.2f} CPU ms each"
    return f"30 s of ASK on 64 connections beside a long query, which ended with {ended}: {told}"


def status(address: str, text: str) -> int:
    """HTTP status of an answer."""
    try:
        with urlopen(Request(address, text.encode(), HEADERS), timeout=120) as response:
            return int(response.status)
    except HTTPError as error:
        return error.code


def queries(store: str) -> Iterator[tuple[str, str]]:
    """Names and texts of what is asked."""
    opened = open_store(store)
    for name in question_names():
        asked = question(name)
        values = {one.name: one.default or NEEDED.get(one.type, "") for one in asked.parameters if one.required}
        values |= {one.name: one.default for one in asked.parameters if one.default}
        kinds = {one.name: one for one in asked.parameters}
        yield name, bind(asked.text, {key: resolve(opened, kinds[key], str(value)) for key, value in values.items()})
    found = opened.select("SELECT ?a { ?a a <https://w3id.org/accord/ns#Agreement> } LIMIT 1")
    for name, text in LOOK_UPS.items():
        yield name, text.format(agreement=found[0][0])


def row(name: str, text: str, servers: Sequence[Served], folder: Path) -> tuple[object, ...]:
    """One question, asked of both servers in turn."""
    script = folder / "request.lua"
    script.write_text(SCRIPT.replace("QUERY", text))
    lengths = [len(answer(server.address, text)) for server in servers]
    turns = [[speed(server, script) for server in servers] for _ in range(TURNS)]
    ours, theirs = (mean([both[index] for both in turns]) for index in (0, 1))
    print(f"{name}: {ours.rate:.0f} and {theirs.rate:.0f} a second", file=sys.stderr, flush=True)
    return name, lengths[0], *ours, *theirs, ours.rate / (theirs.rate or inf), theirs.cpu / (ours.cpu or inf)


def answer(address: str, text: str) -> bytes:
    """One answer."""
    with urlopen(Request(address, text.encode(), HEADERS), timeout=120) as response:
        content: bytes = response.read()
    return content


def mean(turns: Sequence[Speed]) -> Speed:
    """The mean of several turns."""
    return Speed(*(sum(values) / len(turns) for values in zip(*turns, strict=True)))


def speed(server: Served, script: Path, *, seconds: int = SECONDS, connections: int = CONNECTIONS) -> Speed:
    """What wrk makes of a server; what it refuses does not count. SystemExit where wrk cannot do its work."""
    before = server.cpu()
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), server.address]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said = done.stdout
    if done.stderr:
        sys.exit(said + done.stderr)
    count, refused, rate, late = (
        float(found[1]) if (found := re.search(pattern, said)) else 0.0
        for pattern in (
            r"(\d+) requests in",
            r"Non-2xx or 3xx responses: (\d+)",
            r"Requests/sec:\s+(\S+)",
            r"p95 (\S+)",
        )
    )
    if refused:
        print(f"{server.address} refuses {refused:.0f} of {count:.0f}", file=sys.stderr)
    return Speed(rate * (1 - refused / max(count, 1)), late / 1000, (server.cpu() - before) / max(count, 1) * 1000)


@contextmanager
def own(store: str, workers: int, cache: int) -> Iterator[Served]:
    """Address of the endpoint of ``kg serve``."""
    port = _free_port()
    options = ["--port", str(port), "--workers", str(workers), "--cache", str(cache), "--no-pages"]
    options += ["--log-format", "json", "--store", store]
    with _served([*KG, "serve", *options], f"http://127.0.0.1:{port}/sparql") as server:
        yield server


@contextmanager
def oxigraph(store: str) -> Iterator[Served]:
    """Address of the endpoint of Oxigraph's own server, without a timeout.

    With one, it starts a thread for each query that sleeps until then, and thousands of quick ones end it.
    """
    port = _free_port()
    program = str(Path(sys.executable).with_name("oxigraph"))
    options = ["--location", store, "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    with _served([program, "serve-read-only", *options], f"http://127.0.0.1:{port}/query") as server:
        yield server


@contextmanager
def _served(command: Sequence[str], url: str) -> Iterator[Served]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                urlopen(f"{url}?query=ASK%7B%7D", timeout=10).close()
                break
            except (URLError, ConnectionError):
                time.sleep(0.1)
        yield Served(url, process.pid)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
