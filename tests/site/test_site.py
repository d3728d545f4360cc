"""`kg site`: what is in the folder, what the pages say, what a second run does, and what bad input gives."""

from __future__ import annotations

import json
import re
import subprocess
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
from hosts import install, program
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic, to_isomorphic
from support import SOURCE, assert_refused, built

import kg
from kg.query import question_names
from kg.site import write

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = """
source: {id: s, title: "<script>alert(1)</script>"}
signings:
- id: one
  signed: 2020-04
  parties: [{name: "<img src=x onerror=alert(1)>"}, {name: "</script><script>alert(2)</script>"}, {name: 泸州市人民政府}, {name: "مجلس المدينة"}, {name: "../../etc/passwd"}, {name: CON}, {name: page-2}]
  instruments: [{title: "\\" onmouseover=alert(3) x=\\""}]
  commitments: [{text: "<b>bold</b> & more", initiative: {name: "</title><h1>zone", type: zone}}]
- id: two
  signed: 2020-05
  parties: [{name: "NAME"}, {name: "%s"}]
  instruments: [{kind: treaty}]
""" % ("long name " * 60)


class Page(HTMLParser):
    """The links, scripts and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append((tag, given))
        self.links += [given[name] for name in ("href", "src") if name in given]

    def handle_data(self, data):
        self.words += data


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def text_of(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def test_the_command_writes_a_site(run, tmp_path):
    done = run("site", "-o", "public", cwd=tmp_path)
    assert (done.status, done.out) == (0, "")
    assert re.search(r"wrote public: \d+ files written, 0 unchanged, 0 removed", done.err)
    again = run("site", "-o", "public", cwd=tmp_path)
    assert "0 files written" in again.err
    assert not (tmp_path / "public" / "sitemap.xml").exists()


def test_two_runs_give_the_same_bytes(corpus, site, tmp_path):
    write(corpus, tmp_path / "again", base_url="https://example.org/accord/")
    assert files(site) == files(tmp_path / "again")


def test_every_thing_has_a_page_and_data_beside_it(corpus, site):
    for kind, folder in (("Agreement", "id/agreement"), ("SigningEvent", "id/signing"), ("Body", "id/body"), ("Territory", "id/territory"),
                         ("UnnamedParties", "id/unnamed"), ("Place", "id/place"), ("Field", "code/field"), ("Source", "id/source"), ("CountClaim", "id/claim"),
                         ("Commitment", "id/commitment"), ("Initiative", "id/initiative")):  # fmt: skip
        rows = corpus.select(f"SELECT DISTINCT ?x {{ ?x a <https://w3id.org/accord/ns#{kind}> }}")
        assert len(rows)
        for (iri,) in rows:
            path = iri.removeprefix("https://w3id.org/accord/")
            assert path.startswith(folder)
            for name in (f"{path}/index.html", f"{path}.ttl", f"{path}.jsonld"):
                assert (site / name).is_file(), name


def test_every_link_within_the_site_leads_somewhere(site):
    for path in site.rglob("*.html"):
        for link in Page(path.read_text(encoding="utf-8")).links:
            there = urlsplit(link)
            if there.scheme:
                assert there.scheme in ("http", "https") or link.startswith("data:image/svg+xml,"), link
            elif there.path:
                target = (path.parent / unquote(there.path)).resolve()
                assert target.is_file(), f"{path}: {link}"
                assert target.is_relative_to(site.resolve())


def test_no_page_is_too_large_and_none_asks_another_host(site):
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Content-Security-Policy" in text
        assert len(text.encode()) <= 300_000, path
        page = Page(text)
        for tag, given in page.tags:
            if tag in ("script", "img", "link", "iframe") and given.get("rel") != "canonical":
                assert not re.match(r"(https?:)?//", given.get("src") or given.get("href") or ""), given
        assert not [given for tag, given in page.tags if any(name.startswith("on") for name in given)]
        assert not [given for tag, given in page.tags if "style" in given]


def test_turtle_and_json_ld_say_the_same_and_the_page_carries_it(corpus, site):
    whole = corpus.to_rdflib()
    everything = {(s, p, o) for s, p, o, _ in whole.quads()}
    for path in sorted(site.glob("id/*/**/*.ttl")):
        turtle = Graph().parse(path)
        linked = Graph().parse(path.with_suffix(".jsonld"), format="json-ld")
        assert isomorphic(turtle, linked), path
        assert set(turtle) <= everything
        own = URIRef("https://w3id.org/accord/" + path.relative_to(site).as_posix().removesuffix(".ttl"))
        assert {triple for triple in everything if triple[0] == own} <= set(turtle)
    name = f"id/agreement/{SOURCE}/ecology-environment-1"
    page = text_of(site, f"{name}/index.html")
    carried = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1]
    assert json.loads(carried) == json.loads(text_of(site, f"{name}.jsonld"))
    assert 'rel="alternate" type="text/turtle" href="../ecology-environment-1.ttl"' in page


def test_the_data_beside_the_pages_are_all_data(site):
    def triples(paths):
        return {
            (one.subject, one.predicate, one.object)
            for path in paths
            for one in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        }

    whole = triples([site / "data/graph.ttl"])
    beside = triples([*site.glob("id/**/*.ttl"), *site.glob("code/**/*.ttl")])
    assert beside <= whole
    codes = {subject for subject, _, _ in triples([site / "code.ttl"])}  # all but fields stand on one page
    assert {triple for triple in whole - beside if triple[0] not in codes} == set()


def test_the_pages_are_valid_html(site, hostile, tmp_path):
    java = program("java")
    install("checker", tmp_path)
    jar = tmp_path / "node_modules/vnu-jar/build/dist/vnu.jar"
    pages = [str(path) for root in (site, hostile) for path in root.rglob("*.html")]
    done = subprocess.run(
        [java, "-jar", str(jar), "--errors-only", "--format", "gnu", *pages],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.returncode == 0


def test_an_agreement_says_who_when_and_where_it_is_written(site):
    words = Page(text_of(site, f"id/agreement/{SOURCE}/ecology-environment-1/index.html")).words
    for said in (
        "1 April 2020",
        "Chongqing Ecology and Environment Bureau",
        "5823–5839",
        "Signed on the same occasion",
    ):
        assert said in words


def test_home_says_what_is_in_it(site):
    words = " ".join(Page(text_of(site, "index.html")).words.split())
    assert "29 parties signed 20 agreements between 10 March and 15 April 2020" in words
    assert "at least 51" in words
    assert "15 April 2020" in words


def test_questions_have_the_rows_that_kg_ask_gives(corpus, site):
    asked = {path.parent.name for path in site.glob("questions/*/rows.json")}
    assert asked == set(question_names())
    for name in sorted(asked - {"parties-on", "signed-on"}):
        assert json.loads(text_of(site, f"questions/{name}/rows.json")) == kg.ask(corpus, name).as_dicts()


def test_names_in_answers_lead_to_their_pages(site):
    links = Page(text_of(site, "questions/partners/index.html")).links
    for target in ("id/territory/mianyang", "code/field/air-pollution", f"id/source/{SOURCE}"):
        assert f"../../{target}/index.html" in links
    assert "../../id/place/chongqing/index.html" in Page(text_of(site, "questions/place-partners/index.html")).links
    links = Page(text_of(site, "questions/commitments/index.html")).links
    assert f"../../id/initiative/{SOURCE}/western-science-city/index.html" in links
    unnamed = [link for link in Page(text_of(site, "questions/partners/index.html")).links if "/id/unnamed/" in link]
    assert unnamed


def test_a_name_that_several_have_leads_to_the_search(tmp_path):
    for source in ("a", "b"):
        (tmp_path / f"{source}.yaml").write_text(
            f"source: {{id: {source}}}\nsignings:\n- {{id: one, parties: [{{name: A & B}}, {{name: Only {source}}}], instruments: [{{kind: treaty}}]}}\n"
        )
    write(kg.build([tmp_path / "a.yaml", tmp_path / "b.yaml"]), tmp_path / "public")
    page = Page(text_of(tmp_path / "public", "questions/partners/index.html"))
    assert "../../search/index.html?q=A%20%26%20B" in page.links
    assert "../../id/body/a/only-a/index.html" in page.links


def test_the_dumps_are_the_store_and_are_described(corpus, site):
    dumped = Dataset().parse(site / "data/graph.nq", format="nquads")
    assert len(list(dumped.quads())) == len(list(corpus.quads()))
    about = Graph().parse(site / "data/dataset.ttl")
    rows = list(about.query("""PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?url ?size ?triples { ?set a dcat:Dataset , void:Dataset ; void:triples ?triples ; dcat:distribution ?one .
        ?one dcat:downloadURL ?url ; dcat:byteSize ?size }"""))  # fmt: skip
    assert len(rows) == 3
    for url, size, triples in rows:
        file = site / str(url).removeprefix("https://example.org/accord/")
        assert file.stat().st_size == int(size)
        assert int(triples) == len(list(corpus.quads()))
    assert text_of(site, ".well-known/void") == text_of(site, "data/dataset.ttl")


def test_without_a_base_url_the_descriptions_mean_the_same(corpus, tmp_path):
    write(corpus, tmp_path / "public")
    root = "https://example.org/somewhere/"
    both = [
        to_isomorphic(Graph().parse(tmp_path / "public" / name, format="turtle", publicID=root + name))
        for name in ("data/dataset.ttl", ".well-known/void")
    ]
    assert both[0] == both[1]
    assert (URIRef(f"{root}data/dataset.ttl#dataset"), None, None) in both[0]


def test_the_examples_run(corpus, site):
    examples = Graph().parse(site / "data/examples.ttl")
    rows = list(examples.query("""PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?said ?query { ?one a sh:SPARQLExecutable ; rdfs:comment ?said ; sh:select ?query ; sh:prefixes/sh:declare/sh:prefix "accord" }"""))  # fmt: skip
    assert len(rows) == len(question_names())
    for _, query in rows:
        corpus.select(str(query))


SHACL = "PREFIX sh: <http://www.w3.org/ns/shacl#> "
VOID = "PREFIX void: <http://rdfs.org/ns/void#> PREFIX ext: <http://ldf.fi/void-ext#> "


def test_the_descriptions_answer_what_sparql_editors_ask(corpus, site):
    """What SIB's sparql-editor asks an endpoint for at its start: prefixes, examples, classes with their properties."""
    about = Graph().parse(site / "data/dataset.ttl").parse(site / "data/examples.ttl")
    prefixes = about.query(f"{SHACL} SELECT ?p ?n {{ [] sh:prefix ?p ; sh:namespace ?n }}")
    assert {(str(p), str(n)) for p, n in prefixes} == set(kg.vocab.PREFIXES.items())
    examples = about.query(f"""{SHACL} PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT DISTINCT ?one ?said ?query
        {{ ?one a sh:SPARQLExecutable ; rdfs:comment ?said ; sh:select|sh:ask|sh:construct|sh:describe ?query }}""")
    assert len(examples) == len(question_names())
    leads = about.query(f"""{VOID} SELECT DISTINCT ?class ?property ?leads {{ ?part void:class ?class ; void:propertyPartition ?of .
        ?of void:property ?property ; void:classPartition [ void:class ?leads ] }}""")
    said = {tuple(map(str, row)) for row in leads}
    given = corpus.select("SELECT DISTINCT ?c ?p ?d { ?s a ?c ; ?p ?o . ?o a ?d }")
    assert said == {tuple(row) for row in given}
    typed = about.query(f"""{VOID} SELECT DISTINCT ?class ?property ?type {{ ?part void:class ?class ; void:propertyPartition ?of .
        ?of void:property ?property ; ext:datatypePartition [ ext:datatype ?type ] }}""")
    given = corpus.select("SELECT DISTINCT ?c ?p (DATATYPE(?o) AS ?d) { ?s a ?c ; ?p ?o FILTER (ISLITERAL(?o)) }")
    assert {tuple(map(str, row)) for row in typed} == {tuple(row) for row in given}
    counted = about.query(f"{VOID} SELECT ?class ?number {{ ?part void:class ?class ; void:entities ?number }}")
    given = corpus.select("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    assert {(str(c), int(n)) for c, n in counted} == {tuple(row) for row in given}


def test_the_ontology_is_documented(site):
    page = text_of(site, "ns/index.html")
    for name in sorted(kg.vocab.CLASSES | kg.vocab.OBJECT_PROPERTIES | kg.vocab.DATATYPE_PROPERTIES):
        assert f'id="{name}"' in page
    assert to_isomorphic(Graph().parse(site / "ns.ttl"))


def test_the_sitemap_names_every_page(site):
    named = re.findall(r"<loc>https://example.org/accord/(.*?)</loc>", text_of(site, "sitemap.xml"))
    assert sorted(named) == sorted(
        name.removesuffix("index.html") for name in files(site) if name.endswith("index.html")
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "records.yaml").write_text(HOSTILE, encoding="utf-8")
    store = kg.build([folder / "records.yaml"])
    source = ox.NamedNode("https://w3id.org/accord/id/source/s")
    link = ox.NamedNode("http://purl.org/dc/terms/source")
    store.add(
        [
            ox.Quad(source, link, ox.NamedNode("javascript:alert(1)"), source),
            ox.Quad(source, link, ox.Literal("javascript:alert(2)"), source),
            ox.Quad(source, ox.NamedNode("urn:x:y"), source, source),
            ox.Quad(source, ox.NamedNode("https://w3id.org/accord/ns#unheardOf"), source, source),
        ]
    )
    write(store, folder / "public", title="<b>Site</b>")
    return folder / "public"


def test_hostile_names_stay_text(hostile):
    for path in hostile.rglob("*.html"):
        page = Page(path.read_text(encoding="utf-8"))
        scripts = [given for tag, given in page.tags if tag == "script"]
        assert all(given.get("src") or given.get("type") == "application/ld+json" for given in scripts), path
        assert not [tag for tag, given in page.tags if tag == "img" or any(name.startswith("on") for name in given)]
        assert not [link for link in page.links if link.startswith("javascript:")]
    assert "&lt;img src=x onerror=alert(1)&gt;" in text_of(hostile, "parties/index.html")
    assert "&lt;/title&gt;&lt;h1&gt;zone" in text_of(hostile, "initiatives/index.html")
    assert {path.parts[len(hostile.parts)] for path in hostile.glob("*/**/passwd*")} <= {"id"}


def test_long_and_equal_names_get_paths(tmp_path):
    from kg.site.paths import LONGEST, Paths

    base = "https://w3id.org/accord/id/body/s/"
    iris = [
        base + name
        for name in (
            "a",
            "A",
            "x" * 400,
            "con",
            "b.ttl",
            "..",
            "%2e%2e",
            "%2Fetc",
            "a/../../etc",
            "泸州",
            "page-2",
            "index.html",
        )
    ]
    iris += ["http://elsewhere.example/a", "urn:x:y"]
    paths = Paths(iris)
    folders = [paths.folder(iri) for iri in iris]
    assert len({folder.casefold() for folder in folders}) == len(iris)
    for folder in folders:
        assert ".." not in folder.split("/")
        assert all(len(name.encode()) <= LONGEST + 30 for name in folder.split("/"))
        (tmp_path / folder).mkdir(parents=True)
        assert (tmp_path / folder).resolve().is_relative_to(tmp_path)
    assert paths.folder(base + "泸州") == "id/body/s/泸州"
    assert paths.link(base + "泸州") == "id/body/s/%E6%B3%B8%E5%B7%9E/index.html"


RECORDS = """
source: {id: s}
signings:
- {id: one, signed: 2020-04-01, parties: [{name: A}, {name: B}], instruments: [{kind: treaty}]}
- {id: two, signed: 2020-04-02, parties: [{name: A}, {name: C}], instruments: [{kind: treaty}]}
"""


def test_what_is_gone_is_removed_and_what_others_wrote_stays(run, tmp_path):
    built(tmp_path, RECORDS)
    first = run("site", "--store", "store", "-o", "public", cwd=tmp_path)
    assert first.status == 0, first.err
    public = tmp_path / "public"
    (public / "note.txt").write_text("mine")
    (public / "id/body/s/c/mine.txt").write_text("mine")
    (public / "id/body/s/c.ttl").write_text("changed by hand")
    (tmp_path / "records.yaml").write_text(RECORDS[: RECORDS.index("- {id: two")])
    kg.build([tmp_path / "records.yaml"], tmp_path / "store")
    second = run("site", "--store", "store", "-o", "public", cwd=tmp_path)
    assert second.status == 0, second.err
    assert "kept public/id/body/s/c.ttl" in second.err
    assert (public / "note.txt").read_text() == "mine"
    assert [path.name for path in (public / "id/body/s/c").iterdir()] == ["mine.txt"]
    assert not (public / "id/signing/s/two").exists()
    assert (public / "id/body/s/b/index.html").is_file()


@pytest.mark.parametrize("manifest", ["../outside.txt", "/outside.txt", "a/../../outside.txt"])
def test_a_manifest_names_no_file_outside(manifest, corpus, tmp_path):
    from hashlib import blake2b

    (tmp_path / "outside.txt").write_text("mine")
    public = tmp_path / "public"
    public.mkdir()
    name = manifest if not manifest.startswith("/") else str(tmp_path / "outside.txt")
    mark = blake2b(b"mine", digest_size=16).hexdigest()
    (public / ".accord-site.json").write_text(json.dumps({"form": 1, "finished": True, "files": {name: mark}}))
    write(corpus, public)
    assert (tmp_path / "outside.txt").read_text() == "mine"


def test_a_folder_of_others_is_refused(run, tmp_path):
    (tmp_path / "public").mkdir()
    (tmp_path / "public/thesis.doc").write_text("mine")
    assert_refused(run("site", "-o", "public", cwd=tmp_path), "public", "did not write")
    assert [path.name for path in (tmp_path / "public").iterdir()] == ["thesis.doc"]
    assert_refused(run("site", "-o", "public/thesis.doc", cwd=tmp_path), "is a file")
    (tmp_path / "public/thesis.doc").unlink()
    (tmp_path / "public/.accord-site.json").write_text("[]")
    assert_refused(run("site", "-o", "public", cwd=tmp_path), ".accord-site.json")


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "example.org", "javascript:alert(1)", 'http://x/"><script>', "http://x/\n"]
)
def test_a_bad_base_url_is_refused(run, tmp_path, url):
    assert_refused(run("site", "-o", "public", "--base-url", url, cwd=tmp_path), "--base-url")
    assert not (tmp_path / "public").exists()


def test_links_that_lead_out_are_refused(run, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    done = run("site", "-o", "public", cwd=tmp_path)
    assert done.status == 0
    (tmp_path / "public/id/place/luzhou.ttl").unlink()
    (tmp_path / "public/id/place/luzhou.ttl").symlink_to(tmp_path / "elsewhere/target")
    assert_refused(run("site", "-o", "public", cwd=tmp_path), "is a link")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_empty_store_gives_a_site_that_says_so(tmp_path):
    write(kg.Store(), tmp_path / "public")
    assert "The store holds no agreement yet" in text_of(tmp_path / "public", "index.html")
    assert "There is none in this store" in text_of(tmp_path / "public", "claims/index.html")


def test_long_lists_are_paged(tmp_path):
    parties = ", ".join(f"{{name: Party {number} of the very long list}}" for number in range(450))
    folder = built(
        tmp_path,
        f"source: {{id: s}}\nsignings:\n- {{id: one, parties: [{parties}], instruments: [{{kind: convention}}]}}\n",
    )
    write(kg.open_store(str(folder / "store")), tmp_path / "public")
    assert (tmp_path / "public/network/index.html").stat().st_size <= 300_000
    pages = sorted((tmp_path / "public/id/agreement/s/one-1").rglob("index.html"))
    assert len(pages) == 5
    for path in pages:
        assert path.stat().st_size <= 300_000
    listed = "".join(path.read_text(encoding="utf-8") for path in pages)
    assert all(f"Party {number} of" in listed for number in range(450))


def test_a_writer_that_fails_leaves_a_folder_that_the_next_one_takes(corpus, tmp_path):
    def stop(done, total):
        if done == 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(corpus, tmp_path / "public", progress=stop)
    write(corpus, tmp_path / "public")
    write(corpus, tmp_path / "whole")
    assert files(tmp_path / "public") == files(tmp_path / "whole")
