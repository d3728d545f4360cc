"""Fixtures that all tests share: the packaged corpus, a real endpoint, the command line."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

import kg
from kg.export import serialise

ROOT = Path(__file__).resolve().parents[1]
SOURCE = "sichuan-chongqing-2020"
SHARED = ROOT.parent / "shared"


def missing(what: str) -> None:
    """Skip with the reason, or fail where everything must run (ACCORD_REQUIRE_ALL=1, as in CI)."""
    if os.environ.get("ACCORD_REQUIRE_ALL") == "1":
        pytest.fail(f"{what} is missing, and ACCORD_REQUIRE_ALL=1 wants all tests to run")
    pytest.skip(f"{what} is missing on this machine")


@pytest.fixture(scope="session")
def corpus() -> kg.Store:
    """The packaged corpora, built from their records; not to be changed."""
    return kg.build()


@pytest.fixture(scope="session")
def article() -> str:
    """The seed article, where it is at hand; the repository does not hold it."""
    path = SHARED / "seed" / f"{SOURCE}.txt"
    if not path.is_file():
        pytest.skip(f"the article is not at hand ({path.name} beside the checkout)")
    return path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    status: int
    out: str
    err: str


def run_kg(*arguments: str, stdin: str = "", cwd: Path | None = None, **env: str) -> Result:
    """Run ``kg`` as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        timeout=180,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **env},
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.fixture(name="run")
def _run():
    return run_kg


def assert_refused(result: Result, *words: str) -> None:
    """Exit status 2, one clear line (at most six) without a traceback, that holds ``words``; nothing on stdout."""
    assert result.status == 2, result
    assert result.out == ""
    lines = result.err.strip().splitlines()
    assert 1 <= len(lines) <= 6, result.err
    assert "Traceback" not in result.err
    assert "a fault of the program" not in result.err
    for word in words:
        assert word in result.err, result.err


@pytest.fixture(scope="session")
def endpoint(corpus, tmp_path_factory):
    """A real ``oxigraph serve`` on a free port, loaded with the corpus; gives the URL of its query endpoint."""
    folder = tmp_path_factory.mktemp("endpoint")
    (folder / "graph.nq").write_text(serialise(corpus, "nq"), encoding="utf-8")
    with serving(folder, "--union-default-graph") as url:
        yield url


class serving:  # noqa: N801 - used as a function
    """Serve ``folder/graph.nq`` with Oxigraph; the context gives the query URL."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder, self.options = folder, options

    def __enter__(self) -> str:
        program = Path(sys.executable).with_name("oxigraph")
        found = str(program) if program.exists() else shutil.which("oxigraph")
        if found is None:
            missing("the program oxigraph (package oxigraph)")
        database = str(self.folder / "db")
        subprocess.run(
            [found, "load", "--location", database, "--file", str(self.folder / "graph.nq")],
            check=True,
            capture_output=True,
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [found, "serve-read-only", "--location", database, "--bind", f"127.0.0.1:{port}", *self.options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        url = f"http://127.0.0.1:{port}/query"
        for _ in range(300):
            try:
                with urlopen(f"{url}?query=ASK%7B%7D", timeout=2):
                    return url
            except (URLError, ConnectionError):
                time.sleep(0.05)
        self.process.kill()
        raise RuntimeError("oxigraph did not start")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
