"""What docs/serve.md says: its nginx block runs, its limits are the usual ones, its addresses answer."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from urllib.parse import urlsplit

import httpx
import pytest
from support import ROOT, missing, run_kg

from kg.serve.settings import MIB, Settings
from kg.sparql import LIMIT_DEPTH, LIMIT_SIGNS

TEXT = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")


@pytest.fixture(name="nginx")
def _nginx(packaged, tmp_path):
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None:
        missing("the program nginx")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    block = re.search(r"```nginx\n(.*?)```", TEXT, re.DOTALL)[1]
    block = block.replace("127.0.0.1:8080", f"127.0.0.1:{port}").replace(
        "127.0.0.1:8000", urlsplit(packaged.url).netloc
    )
    places = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {places} {block} }}"
    )
    process = subprocess.Popen([program, "-c", str(tmp_path / "nginx.conf")], stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            httpx.get(f"{url}/healthz")
            break
        except httpx.ConnectError:
            time.sleep(0.05)
    yield url
    process.terminate()
    process.wait()


def test_behind_nginx(nginx, packaged):
    assert httpx.get(f"{nginx}/sparql?query=ASK%7B%7D").json()["boolean"] is True
    long = httpx.get(f"{nginx}/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 20000"})
    assert long.headers["transfer-encoding"] == "chunked"
    assert long.json() == packaged.query("SELECT * { ?s ?p ?o } LIMIT 20000").json()
    described = httpx.get(f"{nginx}/sparql", headers={"accept": "text/turtle"})
    assert f"<{nginx}/sparql> a sd:Service" in described.text
    assert (
        httpx.get(f"{nginx}/id/place/luzhou", headers={"accept": "text/turtle"})
        .headers["location"]
        .endswith("/id/place/luzhou.ttl")
    )


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--timeout", f"{Settings().timeout:g} s"),
        ("--max-answer", f"{Settings().result_bytes // MIB} MB"),
        ("--max-request", f"{Settings().request_bytes // MIB} MB"),
        ("--max-waiting", f"{Settings().waiting} requests"),
        ("--max-connections", f"{Settings().connections}"),
        ("--memory", f"{Settings().memory // MIB} MB"),
        ("--patience", f"{Settings().patience:g} s"),
    ],
)
def test_limits_are_the_usual_ones(option, value):
    assert re.search(rf"^\| `{option}` \| {re.escape(value)}", TEXT, re.MULTILINE)
    assert option in run_kg("serve", "--help").out


def test_the_size_of_a_query_is_told():
    assert f"{LIMIT_DEPTH} brackets in one another, or {LIMIT_SIGNS:,} triples" in " ".join(TEXT.split())


@pytest.mark.parametrize("address", [
    found for cell in re.findall(r"^\| (`/.*?) \|", TEXT, re.MULTILINE) for found in re.findall(r"`(/[^`…]*)`", cell)
])  # fmt: skip
def test_addresses_answer(with_pages, address):
    assert with_pages.get(address.lstrip("/")).status_code in (200, 303)
