"""SPARQL engines that take updates, started by the tests on loopback, in temporary folders and on free ports."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from support import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DBA", "free_port", "oxigraph", "virtuoso"]

DBA = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "dba"}  # of a new Virtuoso database
_PATIENCE = 60  # seconds until a server must answer

_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = {rows}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(command: list[str], folder: Path, url: str) -> Iterator[str]:
    """A server that answers at ``url`` while the context lasts."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                with urlopen(f"{url}?query=ASK%7B%7D", timeout=5):
                    break
            except HTTPError:
                break
            except (URLError, ConnectionError, TimeoutError):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{command[0]} did not start") from None
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=20)


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[str]:
    """``oxigraph serve``, which takes updates; gives its query address."""
    program = Path(sys.executable).with_name("oxigraph")
    found = str(program) if program.exists() else shutil.which("oxigraph")
    if found is None:
        missing("the program oxigraph (package oxigraph)")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [found, "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}", *options]
    with running(command, folder, f"http://127.0.0.1:{port}/query") as url:
        yield url


@contextmanager
def virtuoso(folder: Path, rows: int = 10_000) -> Iterator[str]:
    """OpenLink Virtuoso that gives at most ``rows`` rows of an answer; gives its query address."""
    found = shutil.which("virtuoso-t")
    if found is None:
        missing("virtuoso-t (Debian package virtuoso-opensource-7-bin)")
    folder.mkdir(parents=True, exist_ok=True)
    http = free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=free_port(), http=http, rows=rows))
    command = [found, "+configfile", "virtuoso.ini", "+foreground"]
    with running(command, folder, f"http://127.0.0.1:{http}/sparql") as url:
        yield url
