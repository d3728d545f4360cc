"""What tests share besides fixtures: paths, running ``kg``, a served endpoint."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.error import URLError
from urllib.request import urlopen

import pytest

import kg

ROOT = Path(__file__).resolve().parents[1]
SOURCE = "sichuan-chongqing-2020"
SHARED = ROOT.parent / "shared"


def missing(what: str) -> NoReturn:
    """Skip with the reason, or fail where everything must run (ACCORD_REQUIRE_ALL=1, as in CI)."""
    if os.environ.get("ACCORD_REQUIRE_ALL") == "1":
        pytest.fail(f"{what} is missing, and ACCORD_REQUIRE_ALL=1 wants all tests to run")
    pytest.skip(f"{what} is missing on this machine")


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    status: int
    out: str
    err: str


def run_kg(*arguments: str, stdin: str = "", cwd: Path | None = None, timeout: float = 180, **env: str) -> Result:
    """Run ``kg`` as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        timeout=timeout,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **env},
    )
    return Result(done.returncode, done.stdout, done.stderr)


def built(folder: Path, records: str) -> Path:
    """``folder`` with ``records`` in records.yaml and the store of them in store/."""
    (folder / "records.yaml").write_text(records, encoding="utf-8")
    kg.build([folder / "records.yaml"], folder / "store")
    return folder


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
