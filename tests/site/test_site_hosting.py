"""The rules files: a real nginx answers as the Accept header asks, and the function for the edge does the same."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest
from support import SOURCE, missing

if TYPE_CHECKING:
    from collections.abc import Iterator

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ASKED = [
    (BROWSER, "/"),
    ("*/*", "/"),
    (None, "/"),
    ("text/turtle", ".ttl"),
    ("text/turtle, application/rdf+xml;q=0.9, */*;q=0.1", ".ttl"),
    ("application/ld+json", ".jsonld"),
    ("application/json", ".jsonld"),
    ("application/ld+json, text/turtle;q=0.5", ".jsonld"),
    ("text/html, text/turtle;q=0.5", "/"),
    ("text/turtle;q=0, text/html", "/"),
    ("TEXT/TURTLE", ".ttl"),
]


@pytest.fixture(scope="module")
def port(site, tmp_path_factory) -> Iterator[int]:
    """nginx with the site's own rules, on the loopback alone."""
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None:
        missing("the program nginx")
    home = tmp_path_factory.mktemp("nginx")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    rules = (site / "hosting/nginx.conf").read_text(encoding="utf-8")
    rules = rules.replace("127.0.0.1:8080", f"127.0.0.1:{number}").replace("root .;", f'root "{site}";')
    (home / "rules.conf").write_text(rules, encoding="utf-8")
    temporary = "".join(
        f'{name}_temp_path "{home}/{name}";\n' for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (home / "nginx.conf").write_text(
        f'pid "{home}/pid";\nerror_log "{home}/error.log";\ndaemon off;\nworker_processes 1;\n'
        f"{'user root;' if os.getuid() == 0 else ''}\n"
        f'events {{}}\nhttp {{\naccess_log off;\n{temporary}include "{home}/rules.conf";\n}}\n'
    )
    process = subprocess.Popen(
        [program, "-p", str(home), "-e", str(home / "error.log"), "-c", str(home / "nginx.conf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", number)) == 0:
                    break
            if process.poll() is not None:
                raise RuntimeError(process.stderr.read().decode())
            time.sleep(0.05)
        yield number
    finally:
        process.terminate()
        process.wait(timeout=20)


def got(port: int, path: str, accept: str | None = None):
    """The answer to one request: status, headers, bytes."""
    link = HTTPConnection("127.0.0.1", port, timeout=20)
    link.request("GET", path, headers={"Accept": accept} if accept else {})
    answer = link.getresponse()
    body = answer.read()
    link.close()
    return answer.status, answer.headers, body


@pytest.mark.parametrize(("accept", "end"), ASKED)
@pytest.mark.parametrize(
    "thing", [f"/id/agreement/{SOURCE}/ecology-environment-1", "/id/place/luzhou", "/code/field/transport"]
)
def test_nginx_sends_each_client_to_its_form(port, site, thing, accept, end):
    status, headers, _ = got(port, thing, accept)
    assert status == 303
    assert headers["Location"].removeprefix(f"http://127.0.0.1:{port}") == thing + end
    assert headers["Vary"] == "Accept"
    assert headers["Access-Control-Allow-Origin"] == "*"
    status, headers, body = got(port, thing + end)
    assert status == 200
    kind = {"/": "text/html", ".ttl": "text/turtle", ".jsonld": "application/ld+json"}[end]
    assert headers["Content-Type"].startswith(f"{kind}; charset=utf-8")
    assert (
        body
        == (
            site / (thing + end).lstrip("/") / "index.html" if end == "/" else site / (thing + end).lstrip("/")
        ).read_bytes()
    )


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/data/graph.trig", "application/trig; charset=utf-8"),
        ("/data/graph.nq", "application/n-quads; charset=utf-8"),
        ("/assets/oxigraph.wasm", "application/wasm"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/questions/partners/query.rq", "application/sparql-query; charset=utf-8"),
        ("/.well-known/void", "text/turtle"),
    ],
)
def test_nginx_names_the_kind_of_each_file(port, path, kind):
    status, headers, _ = got(port, path)
    assert status == 200
    assert headers["Content-Type"] in (kind, f"{kind}; charset=utf-8")


@pytest.mark.parametrize(
    "path", ["/id/place/nowhere", "/.accord-site.json", "/.htaccess", "/nothing", "/id/place/../../../etc/passwd"]
)
def test_nginx_gives_nothing_else(port, path):
    assert got(port, path)[0] in (400, 404)


def test_nginx_gives_the_ontology_by_its_name(port):
    assert got(port, "/ns", "text/turtle")[1]["Location"].endswith("/ns.ttl")
    assert got(port, "/ns", BROWSER)[1]["Location"].endswith("/ns/")


@pytest.mark.parametrize(("accept", "end"), [*ASKED, ("text/html;q=0.5, text/turtle", ".ttl")])
def test_the_function_for_the_edge_does_the_same(site, accept, end):
    node = shutil.which("node")
    if node is None:
        missing("the program node")
    script = (
        f"const {{ negotiated }} = await import({str(site / 'hosting/negotiate.js')!r});"
        "const headers = process.argv[1] ? { accept: process.argv[1] } : {};"
        'const answer = negotiated(new Request("https://example.org/id/place/luzhou", { headers }));'
        'const other = negotiated(new Request("https://example.org/id/place/luzhou.ttl", { headers }));'
        "console.log(answer.status, answer.headers.get('location'), other);"
    )
    copy = site.parent / "negotiate.mjs"
    copy.write_bytes((site / "hosting/negotiate.js").read_bytes())
    script = script.replace(str(site / "hosting/negotiate.js"), str(copy))
    done = subprocess.run(
        [node, "--input-type=module", "-e", script, "--", *([accept] if accept else [])],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.split() == ["303", f"https://example.org/id/place/luzhou{end}", "undefined"]
