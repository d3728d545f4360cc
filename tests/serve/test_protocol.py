"""The requests of the W3C's SPARQL 1.1 Protocol tests (data-sparql11/protocol), written again, and their kin."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from urllib.parse import quote

import pyoxigraph as ox
import pytest

FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def sparql(packaged):
    """Sends a request to the endpoint."""

    def send(method="GET", address="", **options):
        return packaged.client.request(method, f"{packaged.url}sparql{address}", **options)

    return send


@pytest.fixture(scope="module")
def graphs(packaged) -> list[str]:
    return [row["g"]["value"] for row in packaged.rows(GRAPHS)]


def count(answer) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_query_get(sparql):
    answer = sparql(address="?query=ASK%20%7B%7D")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == JSON
    assert answer.json()["boolean"] is True


def test_query_post_form(sparql):
    answer = sparql("POST", data={"query": "ASK {}"})
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)


def test_query_post_direct(sparql):
    answer = sparql("POST", content="ASK {}", headers=DIRECT)
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)


def test_direct_posts_may_say_that_they_are_utf_8(sparql):
    answer = sparql(
        "POST",
        content='ASK { FILTER("重" = "重") }'.encode(),
        headers={"content-type": "application/sparql-query; charset=UTF-8"},
    )
    assert answer.json()["boolean"] is True


NUMBER = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
IN_GRAPHS = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize("number", [1, 2])
def test_query_dataset_default_graphs(sparql, graphs, way, number):
    chosen = graphs[:number]
    named = [("default-graph-uri", graph) for graph in chosen]
    said = " ".join(f"FROM <{graph}>" for graph in chosen)
    expected = count(sparql("POST", content=f"SELECT (COUNT(*) AS ?n) {said} {{ ?s ?p ?o }}", headers=DIRECT))
    assert count(asked(sparql, way, NUMBER, named)) == expected > 0
    assert count(asked(sparql, way, NUMBER, [])) > expected
    # and there are no named graphs in that dataset
    assert count(asked(sparql, way, IN_GRAPHS, named)) == 0


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_query_dataset_named_graphs(sparql, graphs, way):
    named = [("named-graph-uri", graph) for graph in graphs[:2]]
    assert count(asked(sparql, way, IN_GRAPHS, named)) == 2
    assert count(asked(sparql, way, NUMBER, named)) == 0  # the default graph of that dataset is empty


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_query_dataset_full(sparql, graphs, way):
    dataset = [("default-graph-uri", graphs[0]), ("named-graph-uri", graphs[1])]
    both = f"SELECT (COUNT(*) AS ?n) {{ {{ ?s ?p ?o }} UNION {{ GRAPH <{graphs[1]}> {{ ?s ?p ?o }} }} }}"
    one = count(asked(sparql, way, NUMBER, dataset[:1]))
    assert count(asked(sparql, way, both, dataset)) > one


def test_the_dataset_of_the_request_outdoes_that_of_the_query(sparql, graphs):
    """Section 2.1.4; query_multiple_dataset of the tests."""
    query = f"SELECT (COUNT(*) AS ?n) FROM <{graphs[1]}> {{ ?s ?p ?o }}"
    of_request = count(asked(sparql, "direct", query, [("default-graph-uri", graphs[0])]))
    assert of_request == count(asked(sparql, "direct", NUMBER, [("default-graph-uri", graphs[0])]))
    assert of_request != count(asked(sparql, "direct", query, []))


def test_an_unknown_graph_is_refused(sparql):
    for name in ("default-graph-uri", "named-graph-uri"):
        answer = asked(sparql, "get", NUMBER, [(name, "http://example.org/none")])
        assert answer.status_code == 400
        assert "http://example.org/none is no graph of the store" in answer.text
    assert asked(sparql, "get", NUMBER, [("default-graph-uri", "no IRI")]).status_code == 400


def asked(sparql, way, query, pairs):
    encoded = "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)
    if way == "get":
        return sparql(address=f"?query={quote(query)}&{encoded}")
    if way == "form":
        return sparql("POST", content=f"query={quote(query)}&{encoded}", headers=FORM)
    return sparql("POST", address=f"?{encoded}", content=query, headers=DIRECT)


@pytest.mark.parametrize(
    ("query", "accept", "given"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 1", "", JSON),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "text/csv", "text/csv"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "text/tab-separated-values", "text/tab-separated-values"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "application/json", "application/json"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "text/csv;q=0.2, application/sparql-results+xml;q=0.3, text/*;q=0.1", "application/sparql-results+xml"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "*/*;q=0.1, text/csv", "text/csv"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "", "text/turtle"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "application/ld+json", "application/ld+json"),
        ("DESCRIBE <https://w3id.org/accord/id/place/luzhou>", "text/turtle", "text/turtle"),
    ],
)  # fmt: skip
def test_query_content_types(sparql, query, accept, given):
    for answer in (
        sparql(address=f"?query={quote(query)}", headers={"accept": accept}),
        sparql("POST", content=query, headers=DIRECT | {"accept": accept}),
    ):
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == given
        assert "accept" in answer.headers["vary"]
        assert readable(answer.content, given)


def readable(content: bytes, media_type: str) -> bool:
    if (form := ox.RdfFormat.from_media_type(media_type)) and "json" not in media_type.replace("ld+json", ""):
        return len(list(ox.parse(content, format=form))) > 0
    if media_type == "text/csv":
        return content.startswith(b"s,p,o") or len(content.split(b"\r\n")) > 1
    found = ox.parse_query_results(content, format=ox.QueryResultsFormat.from_media_type(media_type))
    return bool(found) if isinstance(found, ox.QueryBoolean) else len(list(found)) == 1


def test_the_forms_have_names_for_people(sparql):
    names = {
        "json": JSON,
        "xml": "application/sparql-results+xml",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
    }
    for name, media_type in names.items():
        answer = sparql(
            address=f"?query={quote('SELECT ?s { ?s ?p ?o } LIMIT 1')}&format={name}", headers={"accept": "image/png"}
        )
        assert answer.headers["content-type"] == media_type
    refused = sparql(address="?query=ASK%7B%7D&format=png")
    assert (refused.status_code, "png is none of json, xml, csv, tsv" in refused.text) == (400, True)


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "application/sparql-results+json;q=0", "text/csv;q=x"])
def test_what_no_form_suits_is_not_acceptable(sparql, accept):
    answer = sparql(address=f"?query={quote('SELECT ?s { ?s ?p ?o } LIMIT 1')}", headers={"accept": accept})
    assert answer.status_code == 406


def test_bad_query_method(sparql):
    for method in ("PUT", "DELETE", "PATCH"):
        answer = sparql(method, address="?query=ASK%7B%7D")
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    ("name", "method", "address", "content", "kind", "status"),
    [
        ("bad_multiple_queries", "GET", "?query=ASK%7B%7D&query=ASK%7B%7D", None, None, 400),
        ("bad_multiple_queries, form", "POST", "", "query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
        ("a query in the address and the body", "POST", "?query=ASK%7B%7D", "ASK {}", DIRECT, 400),
        ("bad_query_missing_form_type", "POST", "", "query=ASK%7B%7D", {}, 415),
        ("bad_query_missing_direct_type", "POST", "", "ASK {}", {}, 415),
        ("bad_query_wrong_media_type", "POST", "", "ASK {}", {"content-type": "text/plain"}, 415),
        ("bad_query_non_utf8", "POST", "", "ASK {}".encode("utf-16"), {"content-type": "application/sparql-query; charset=UTF-16"}, 415),
        ("not UTF-8, and not said so", "POST", "", b'ASK { FILTER("\xff" = "a") }', DIRECT, 400),
        ("not UTF-8 in the address", "GET", "?query=ASK%20%7B%7D%23%FF", None, None, 400),
        ("bad_query_syntax", "GET", "?query=ASK%20%7B", None, None, 400),
        ("no query", "POST", "", "", FORM, 400),
        ("an empty query", "GET", "?query=", None, None, 400),
        ("too many fields", "GET", "?query=ASK%7B%7D" + "&a=1" * 1100, None, None, 400),
    ],
)  # fmt: skip
def test_bad_queries(sparql, name, method, address, content, kind, status):
    answer = sparql(method, address=address, content=content, headers=kind)
    assert answer.status_code == status, (name, answer.text)
    assert answer.headers["content-type"].startswith("text/plain")
    assert len(answer.text.strip().splitlines()) == 1
    assert "Traceback" not in answer.text


INSERT = "INSERT DATA { <http://e/s> <http://e/p> 1 }"


@pytest.mark.parametrize(
    ("name", "method", "address", "content", "kind", "status"),
    [
        ("update_post_form", "POST", "", f"update={quote(INSERT)}", FORM, 403),
        ("update_post_direct", "POST", "", INSERT, {"content-type": "application/sparql-update"}, 403),
        ("update_dataset", "POST", "?using-graph-uri=http%3A%2F%2Fe%2Fg", "CLEAR ALL", {"content-type": "application/sparql-update"}, 403),
        ("bad_update_get", "GET", f"?update={quote(INSERT)}", None, None, 403),
        ("bad_multiple_updates", "POST", "", "update=CLEAR%20ALL&update=CLEAR%20ALL", FORM, 403),
        ("an update as a query", "POST", "", INSERT, DIRECT, 400),
        ("LOAD", "POST", "", "LOAD <file:///etc/passwd>", DIRECT, 400),
        ("SERVICE", "POST", "", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", DIRECT, 400),
        ("FROM a file", "POST", "", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", DIRECT, 400),
    ],
)  # fmt: skip
def test_updates_and_ways_out_are_refused(sparql, name, method, address, content, kind, status):
    before = count(sparql("POST", content=NUMBER, headers=DIRECT))
    answer = sparql(method, address=address, content=content, headers=kind)
    assert answer.status_code == status, (name, answer.text)
    assert count(sparql("POST", content=NUMBER, headers=DIRECT)) == before


def test_what_is_wrong_is_said_as_json_to_those_who_ask_for_it(sparql):
    answer = sparql(address="?query=ASK%20%7B", headers={"accept": "application/problem+json, application/json"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 400
    assert answer.json()["detail"].startswith("SPARQL syntax")


def test_head_options_and_other_origins(sparql):
    full, head = (sparql(method, address="?query=ASK%7B%7D") for method in ("GET", "HEAD"))
    assert head.content == b""
    assert head.headers["content-length"] == full.headers["content-length"] == str(len(full.content))
    preflight = sparql("OPTIONS", headers={"origin": "http://example.org", "access-control-request-method": "POST"})
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "content-type" in preflight.headers["access-control-allow-headers"]
    for answer in (full, preflight, sparql(address="?query=nothing")):
        assert answer.headers["access-control-allow-origin"] == "*"


def test_gzip_where_it_is_asked_for_and_worthwhile(sparql):
    long = f"?query={quote('SELECT * { ?s ?p ?o } LIMIT 2000')}"
    packed, plain = (sparql(address=long, headers={"accept-encoding": coding}) for coding in ("gzip", "identity"))
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert packed.num_bytes_downloaded < len(plain.content) / 4
    assert "content-encoding" not in sparql(address="?query=ASK%7B%7D").headers
    refused = sparql(address=long, headers={"accept-encoding": "gzip;q=0, identity"})
    assert "content-encoding" not in refused.headers


def test_what_a_client_has_is_not_sent_again(sparql):
    address = f"?query={quote(NUMBER)}"
    first = sparql(address=address)
    tag = first.headers["etag"]
    again = sparql(address=address, headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    since = sparql(address=address, headers={"if-modified-since": first.headers["last-modified"]})
    assert since.status_code == 304
    earlier = sparql(address=address, headers={"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"})
    assert earlier.status_code == 200
    other_form = sparql(address=address, headers={"if-none-match": tag, "accept": "text/csv"})
    assert other_form.status_code == 200
    assert "etag" not in sparql("POST", content=NUMBER, headers=DIRECT).headers


@pytest.mark.parametrize(
    "accept", ["", "text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples"]
)
def test_the_endpoint_describes_itself(sparql, packaged, graphs, accept):
    answer = sparql(headers={"accept": accept})
    assert answer.status_code == 200
    form = ox.RdfFormat.from_media_type(answer.headers["content-type"])
    store = ox.Store()
    store.extend(ox.parse(answer.content, format=form))
    found = store.query(
        """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?endpoint ?triples (COUNT(?name) AS ?graphs) {
          ?service a sd:Service ; sd:endpoint ?endpoint ; sd:supportedLanguage sd:SPARQL11Query ;
            sd:feature sd:UnionDefaultGraph ; sd:resultFormat <http://www.w3.org/ns/formats/Turtle> ; sd:defaultDataset ?data .
          ?data a sd:Dataset, void:Dataset ; void:triples ?triples ; sd:namedGraph ?named .
          ?named a sd:NamedGraph ; sd:name ?name } GROUP BY ?endpoint ?triples"""
    )
    (row,) = found
    assert row["endpoint"].value == f"{packaged.url}sparql"
    assert int(row["graphs"].value) == len(graphs)
    assert int(row["triples"].value) == count(
        sparql("POST", content="SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", headers=DIRECT)
    )


def test_a_browser_gets_a_form(bare):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = bare.client.get(f"{bare.url}sparql", headers={"accept": accept})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<form" in answer.text


def test_answers_are_well_formed_in_every_form_of_a_table(sparql):
    query = (
        f"?query={quote('SELECT ?s ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l } ORDER BY ?s LIMIT 50')}"
    )
    as_xml = ET.fromstring(sparql(address=f"{query}&format=xml").content)
    tables = [sparql(address=f"{query}&format={name}").text.splitlines() for name in ("csv", "tsv")]
    assert len(as_xml[1]) == 50
    assert all(len(table) >= 51 for table in tables)
