"""Real servers for the tests: ``kg serve`` as a process of its own on a free port."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import httpx
import psutil
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"  # takes far longer than any test
ROWS = "SELECT * { ?s ?p ?o }"


class Server:
    """A running server: its address, its process and its log."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self.process, self.log = process, log
        self.url = ""
        self.client = httpx.Client(timeout=60)

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.client.get(self.url + path, **options)

    def query(self, text: str, accept: str = "application/sparql-results+json", **options: Any) -> httpx.Response:
        return self.get(f"sparql?query={quote(text)}", headers={"accept": accept}, **options)

    def rows(self, text: str) -> list[dict[str, Any]]:
        answer = self.query(text)
        assert answer.status_code == 200, answer.text
        return answer.json()["results"]["bindings"]

    def workers(self) -> list[psutil.Process]:
        """The processes that answer: children of the fork server."""
        found = [
            child for child in psutil.Process(self.process.pid).children() if "forkserver" in " ".join(child.cmdline())
        ]
        return [worker for server in found for worker in server.children()]

    def connect(self) -> socket.socket:
        parts = urlsplit(self.url)
        return socket.create_connection((parts.hostname, parts.port), timeout=30)

    def metric(self, name: str) -> float:
        found = re.search(rf"^{re.escape(name)} (\S+)$", self.get("metrics").text, re.MULTILINE)
        return float(found[1]) if found else 0.0

    def until(self, condition: Any, seconds: float = 20) -> None:
        """Wait for ``condition``; AssertionError if it does not come about."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.05)


@contextmanager
def running(folder: Path, *options: str) -> Iterator[Server]:
    """``kg serve`` with those options; its log is ``folder/log``."""
    log = folder / f"log-{time.monotonic_ns()}"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "kg", "serve", "--port", "0", "--workers", "2", *options],
            stderr=file, stdout=subprocess.DEVNULL, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    server = Server(process, log)
    try:
        server.until(lambda: "serving http" in log.read_text() or process.poll() is not None, 60)
        assert process.poll() is None, log.read_text()
        server.url = re.search(r"serving (http://\S+)", log.read_text())[1]
        yield server
    finally:
        server.client.close()
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def raw(server: Server, *pieces: bytes, pause: float = 0.0, shut: bool = False) -> bytes:
    """What the server answers to bytes as they stand, until it closes or says nothing for a second."""
    with server.connect() as link:
        for piece in pieces:
            link.sendall(piece)
            time.sleep(pause)
        if shut:
            link.shutdown(socket.SHUT_WR)
        link.settimeout(2)
        answer = b""
        try:
            while chunk := link.recv(65536):
                answer += chunk
        except TimeoutError:
            pass
        return answer
