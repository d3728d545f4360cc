"""The rules files: real hosts answer as the Accept header asks, nginx, Apache and Netlify's own engines alike."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hosts import apache, netlify, nginx
from support import SOURCE

import kg
from kg.site import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hosts import Host

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


MOVED = "/id/body/s/page-2"  # a name that the pages of a long table have already


@pytest.fixture(scope="module")
def hosted(tmp_path_factory) -> Path:
    """The site of the packaged corpus and of a thing whose address can be no file's."""
    store = kg.build()
    body = ox.NamedNode(f"https://w3id.org/accord{MOVED}")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store.add([ox.Quad(body, kind, ox.NamedNode("https://w3id.org/accord/ns#Body"), body)])
    folder = tmp_path_factory.mktemp("hosted") / "public"
    write(store, folder)
    return folder


@pytest.fixture(scope="module", params=["nginx", "apache", "apache in a folder", "netlify"])
def host(request, hosted, tmp_path_factory) -> Iterator[Host]:
    """Each of the hosts with the rules that the site brings for it."""
    with ExitStack() as started:
        # not below tmp_path_factory, whose folders nobody else may enter
        home = Path(started.enter_context(TemporaryDirectory(prefix="accord-host-")))
        start = {"nginx": nginx, "apache": apache, "netlify": netlify}.get(request.param)
        yield started.enter_context(start(hosted, home) if start else apache(hosted, home, "/accord"))


@pytest.mark.parametrize(("accept", "end"), ASKED)
@pytest.mark.parametrize(
    "thing", [f"/id/agreement/{SOURCE}/ecology-environment-1", "/id/place/luzhou", "/code/field/transport"]
)
def test_each_client_is_sent_to_its_form(host, hosted, thing, accept, end):
    status, headers, _ = host.got(thing, accept)
    assert status == 303
    assert host.path(headers["Location"]) == thing + end
    assert headers["Vary"] == "Accept"
    assert headers["Access-Control-Allow-Origin"] == "*"
    status, headers, body = host.got(thing + end)
    assert status == 200
    kind = {"/": "text/html", ".ttl": "text/turtle", ".jsonld": "application/ld+json"}[end]
    assert headers["Content-Type"].startswith(f"{kind}; charset=utf-8")
    assert (
        body
        == (
            hosted / (thing + end).lstrip("/") / "index.html" if end == "/" else hosted / (thing + end).lstrip("/")
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
def test_each_file_has_its_kind(host, path, kind):
    status, headers, _ = host.got(path)
    assert status == 200
    assert headers["Content-Type"] in (kind, f"{kind}; charset=utf-8")


@pytest.mark.parametrize(
    "path", ["/id/place/nowhere", "/.accord-site.json", "/.htaccess", "/nothing", "/id/place/../../../etc/passwd"]
)
def test_nothing_else_is_given(host, path):
    if path.startswith("/.") and host.open:
        return  # it gives all files, and in these is nothing secret
    status, headers, _ = host.got(path)
    if status == 303:  # the function at the edge sees no files
        status = host.got(host.path(headers["Location"]))[0]
    assert status in (400, 404)


@pytest.mark.parametrize(
    ("accept", "end"), [("text/turtle", ".ttl"), ("application/ld+json", ".jsonld"), (BROWSER, "/")]
)
def test_a_thing_whose_address_can_be_no_files_is_found(host, hosted, accept, end):
    path, steps = MOVED, 0
    status, headers, body = host.got(path, accept)
    while status == 303 and steps < 3:
        path, steps = host.path(headers["Location"]), steps + 1
        status, headers, body = host.got(path, accept)
    assert status == 200
    assert path.startswith("/id/body/s/page-2~")
    assert path.endswith(end)
    assert body == (hosted / path.lstrip("/") / ("index.html" if end == "/" else "")).read_bytes()


def test_the_ontology_is_given_by_its_name(host):
    assert host.got("/ns", "text/turtle")[1]["Location"].endswith("/ns.ttl")
    assert host.got("/ns", BROWSER)[1]["Location"].endswith("/ns/")
