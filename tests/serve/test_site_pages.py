"""The pages of kg site, served live: of single things when asked for, of all things together once they are written."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin

import pytest
import yaml
from servers import running
from support import ROOT, run_kg

import kg
from kg.ids import BASE
from kg.query import question
from kg.serve.pages import pending_page
from kg.site import live

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


class Links(HTMLParser):
    """Addresses that a page names."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "src") and value and "data:" not in value]


def test_the_page_of_a_thing_is_that_of_the_site(packaged, corpus):
    for path in ("territory/luzhou", "agreement/sichuan-chongqing-2020/ecology-environment-1", "place/chongqing"):
        answer = packaged.get(f"id/{path}/")
        assert answer.text == live(corpus, endpoint="sparql").html(BASE + path)
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["content-security-policy"] == "frame-ancestors 'none'"
        again = packaged.get(f"id/{path}/index.html", headers={"if-none-match": answer.headers["etag"]})
        assert again.status_code == 304


def test_what_has_no_page_in_the_site_has_a_small_one(packaged):
    assert "2020-04-01" in packaged.get("id/period/2020-04-01/").text
    for path in ("id/territory/nowhere/", "id/territory/luzhou/page-2/", "id/territory/luzhou/page-0/"):
        assert packaged.get(path).status_code == 404


def crawled(server, *starts):
    """Addresses of all that the server's pages lead to, each of which is there."""
    waiting, seen = [*starts], set()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        answer = server.client.get(server.url + at, headers=BROWSER, follow_redirects=True)
        assert answer.status_code == 200, at
        if "html" in answer.headers["content-type"]:
            targets = (urldefrag(urljoin(str(answer.url), link)).url for link in Links(answer.text).found)
            waiting += [target.removeprefix(server.url) for target in targets if target.startswith(server.url)]
    return seen


def test_every_link_leads_somewhere(with_pages):
    assert len(crawled(with_pages, "", "sparql/", "api/")) > 900


@pytest.mark.parametrize(
    ("path", "media_type"),
    [("data/graph.ttl", "text/turtle"), ("data/graph.nq", "application/n-quads"), (".well-known/void", "text/turtle"), ("ns.ttl", "text/turtle"),
     ("assets/oxigraph.wasm", "application/wasm"), ("assets/sparql.js", "text/javascript"), ("questions/partners/rows.csv", "text/csv")],
)  # fmt: skip
def test_files_have_their_media_types(with_pages, path, media_type):
    answer = with_pages.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert with_pages.get(path, headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_the_ontology_by_its_namespace(with_pages):
    for accept, end in (("text/turtle", "/ns.ttl"), (BROWSER["accept"], "/ns/"), ("*/*", "/ns/")):
        answer = with_pages.get("ns", headers={"accept": accept})
        assert (answer.status_code, answer.headers["location"]) == (303, end)


@pytest.mark.parametrize(
    "path",
    ["nothing", "../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "agreements/%00", "assets", ".accord-site.json/x"],
)
def test_nothing_else_is_given(with_pages, path):
    assert with_pages.get(path, follow_redirects=True).status_code in (404, 400)


def test_the_sparql_page_asks_the_endpoint(with_pages, browser):
    page = browser.new_context().new_page()
    asked = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(with_pages.url + "sparql", wait_until="load")
    assert page.url == with_pages.url + "sparql/"
    page.select_option("#question", "agreements-by-kind")
    page.click("#run")
    page.wait_for_selector("#rows tbody tr")
    shown = [
        [cell.inner_text() for cell in row.query_selector_all("td")]
        for row in page.query_selector_all("#rows tbody tr")
    ]
    rows = with_pages.rows(question("agreements-by-kind").text)
    assert shown == [[term["value"] for term in row.values()] for row in rows]
    assert with_pages.url + "sparql" in asked
    assert not any(url.endswith((".wasm", ".trig")) for url in asked)
    for query, told in (
        ("CONSTRUCT { ?s a ?o } { ?s a ?o } LIMIT 3", "3 rows"),
        ("ASK { ?s ?p ?o }", "1 row"),
        ("SELECT *", "SPARQL syntax"),
    ):
        page.goto(f"{with_pages.url}sparql/#query={query}")
        page.reload()
        page.click("#run")
        page.wait_for_function("told => document.getElementById('state').textContent.includes(told)", arg=told)
    page.context.close()


def test_pages_follow_the_store(tmp_path):
    record = yaml.safe_load((ROOT / "data/sichuan-chongqing-2020/records.yaml").read_text(encoding="utf-8"))
    record["signings"] = record["signings"][:1]
    (tmp_path / "records.yaml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    kg.build([tmp_path / "records.yaml"], tmp_path / "s").close()
    with running(tmp_path, "--store", str(tmp_path / "s")) as server:
        server.until(lambda: server.get("").status_code == 200, 60)
        assert "signed 20 agreements" not in server.get("").text
        assert run_kg("build", "--store", str(tmp_path / "s"), cwd=tmp_path).status == 0
        server.until(lambda: "signed 20 agreements" in server.get("").text, 60)
        assert server.get("id/territory/luzhou/").status_code == 200


def test_things_of_other_hosts_have_pages(tmp_path):
    (tmp_path / "r.yaml").write_text(
        "source: {id: r}\nsignings: [{id: one, parties: [{name: Port of A, place: A}, {name: Port of B, place: B}], instruments: [{kind: treaty}]}]\n"
    )
    run_kg("build", "r.yaml", "--store", "s", "--base", "https://example.org/id/", cwd=tmp_path)
    with running(tmp_path, "--store", str(tmp_path / "s")) as server:
        server.until(lambda: server.get("").status_code == 200, 60)
        found = [unquote(unquote(at)) for at in crawled(server, "parties/")]
        assert "other/https://example.org/id/body/r/port-of-a/index.html" in found
        assert "other/https://example.org/id/body/r/port-of-a.ttl" in found


def test_a_server_without_pages(bare):
    answer = bare.get("")
    assert (answer.status_code, answer.headers["location"]) == (303, "/api/")
    assert bare.get("agreements/").status_code == 404
    assert "Luzhou" in bare.get("id/territory/luzhou/").text
    assert bare.get("sparql", headers=BROWSER).status_code == 200


def test_why_pages_are_not_there_is_told():
    assert b"refresh" in pending_page("")
    assert b"refresh" not in pending_page("<b>no room")
    assert b"&lt;b&gt;no room" in pending_page("<b>no room")
