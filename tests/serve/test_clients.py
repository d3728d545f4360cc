"""Clients that others wrote: SPARQLWrapper, rdflib's SPARQLStore, Comunica; and ``kg`` itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed
from support import missing, run_kg

from kg.query import question, question_names

COMUNICA = "4.5.0"
ACCORD = "https://w3id.org/accord/ns#"
COUNT = f"SELECT (COUNT(*) AS ?n) {{ ?a a <{ACCORD}Agreement> }}"
LABELS = "SELECT ?s ?l { ?s a <https://w3id.org/accord/ns#Place> ; <http://www.w3.org/2000/01/rdf-schema#label> ?l } ORDER BY ?s ?l"


@pytest.fixture(scope="module")
def agreements(corpus) -> int:
    return int(str(corpus.select(COUNT)[0][0]))


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("request_method", ["urlencoded", POSTDIRECTLY])
def test_sparqlwrapper_tables(packaged, agreements, method, request_method):
    client = SPARQLWrapper(f"{packaged.url}sparql")
    client.setMethod(method)
    client.setRequestMethod(request_method if method == POST else "urlencoded")
    client.setQuery(COUNT)
    client.setReturnFormat(JSON)
    assert int(client.queryAndConvert()["results"]["bindings"][0]["n"]["value"]) == agreements
    client.setReturnFormat(XML)
    assert str(agreements) in client.queryAndConvert().toxml()
    for form in (CSV, TSV):
        client.setReturnFormat(form)
        assert client.queryAndConvert().decode().split()[-1] == str(agreements)


def test_sparqlwrapper_graphs_and_errors(packaged):
    client = SPARQLWrapper(f"{packaged.url}sparql")
    client.setQuery("CONSTRUCT WHERE { <https://w3id.org/accord/id/place/luzhou> ?p ?o }")
    sizes = set()
    for form in (TURTLE, RDFXML, JSONLD):
        client.setReturnFormat(form)
        found = client.queryAndConvert()
        graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
        sizes.add(len(graph))
    assert len(sizes) == 1
    assert sizes.pop() > 3
    client.setQuery("SELECT * {")
    with pytest.raises(QueryBadFormed, match="SPARQL syntax"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib(packaged, corpus, agreements, method):
    graph = rdflib.ConjunctiveGraph(SPARQLStore(f"{packaged.url}sparql", method=method))
    assert [int(row.n) for row in graph.query(COUNT)] == [agreements]
    assert [(str(row.s), str(row.l)) for row in graph.query(LABELS)] == [
        (row[0], row[1]) for row in corpus.select(LABELS)
    ]
    luzhou = rdflib.URIRef("https://w3id.org/accord/id/place/luzhou")
    assert rdflib.Literal("Luzhou", lang="en") in set(graph.objects(luzhou, rdflib.RDFS.label))
    assert graph.query("ASK { ?s ?p ?o }").askAnswer is True


def test_rdflib_reads_a_thing_by_its_address(packaged):
    graph = rdflib.Graph().parse(f"{packaged.url}id/place/luzhou")
    assert (
        rdflib.URIRef("https://w3id.org/accord/id/place/luzhou"),
        rdflib.RDF.type,
        rdflib.URIRef(f"{ACCORD}Place"),
    ) in graph


@pytest.mark.parametrize("name", ["partners", "agreements-by-kind", "claimed-and-listed"])
def test_kg_asks_it(packaged, name):
    remote = run_kg("ask", name, "--store", f"{packaged.url}sparql", "--format", "json")
    local = run_kg("ask", name, "--format", "json")
    assert remote.status == local.status == 0, remote.err
    assert remote.out == local.out


@pytest.fixture(scope="session")
def comunica() -> Path:
    """The program of Comunica, from the npm registry into a cache folder."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        missing("node with npm")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "accord-tests"
    home = cache / f"comunica-{COMUNICA}"
    if not home.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            wanted = f"@comunica/query-sparql@{COMUNICA}"
            done = subprocess.run(
                [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", f"{folder}/it", wanted],
                capture_output=True, text=True, check=False, timeout=600,
            )  # fmt: skip
            if done.returncode:
                missing(f"{wanted} ({done.stderr.strip().splitlines()[-1:]})")
            Path(folder, "it").rename(home)
    return home / "node_modules" / "@comunica" / "query-sparql" / "bin" / "query.js"


def by_comunica(program: Path, source: str, query: str) -> list[dict[str, str]]:
    done = subprocess.run(
        ["node", str(program), source, query, "-t", "application/sparql-results+json"],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [
        {name: term["value"] for name, term in row.items()} for row in json.loads(done.stdout)["results"]["bindings"]
    ]


def test_comunica(packaged, comunica, agreements):
    for source in (f"sparql@{packaged.url}sparql", f"{packaged.url}sparql"):  # the second by the service description
        assert by_comunica(comunica, source, COUNT) == [{"n": str(agreements)}]


def test_comunica_answers_a_question(packaged, comunica, corpus):
    name = "agreements-by-kind"
    assert name in question_names()
    found = by_comunica(comunica, f"sparql@{packaged.url}sparql", question(name).text)
    expected = [
        {key: str(value) for key, value in row.items()} for row in corpus.select(question(name).text).as_dicts()
    ]
    assert sorted(map(str, found)) == sorted(map(str, [{key: row[key] for key in found[0]} for row in expected]))


def test_comunica_reads_a_thing_by_its_address(packaged, comunica):
    found = by_comunica(
        comunica,
        f"{packaged.url}id/place/luzhou",
        "SELECT ?l { <https://w3id.org/accord/id/place/luzhou> <http://www.w3.org/2000/01/rdf-schema#label> ?l }",
    )
    assert {"l": "Luzhou"} in found
