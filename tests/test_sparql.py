"""Query text: what would go online or change data is refused, whatever it is dressed in; parameters are terms."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.sparql import LIMIT_CHARACTERS, LIMIT_DEPTH, LIMIT_SIGNS, bind, check_size, guard, parameters
from kg.store import Store

GRAPH = "https://w3id.org/accord/id/graph/s"
THERE = {GRAPH}.__contains__
DATA = '<http://s> <http://p> 1, true, "x", <http://a/a#> .'


@pytest.fixture(scope="module")
def elsewhere():
    """A server that counts who comes, as (URL, list of visits)."""
    visits = []

    class Counting(BaseHTTPRequestHandler):
        def do_POST(self):
            visits.append(self.path)
            self.send_error(500)

        do_GET = do_POST  # noqa: N815 - the base's names

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", visits
    server.shutdown()
    server.server_close()


def answered(query: str) -> None:
    """Run the query in the engine itself, without guard; what is wrong with it is no matter here."""
    engine = ox.Store()
    engine.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    try:
        answer = engine.query(query)
        if isinstance(answer, ox.QuerySolutions):
            list(answer)
    except (SyntaxError, OSError, ValueError):
        pass


DRESSED = {
    "plain": "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "lower case": "select * { service <URL> { ?s ?p ?o } }",
    "mixed case": "SELECT * { sErViCe silent <URL> { ?s ?p ?o } }",
    "no blanks": "SELECT*{SERVICE<URL>{?s ?p ?o}}",
    "run into silent": "SELECT * { SERVICESILENT <URL> { ?s ?p ?o } }",
    "after a number": "SELECT * { ?s ?p 1SERVICE <URL> { ?a ?b ?c } }",
    "after a truth value": "SELECT * { ?s ?p trueSERVICE <URL> { ?a ?b ?c } }",
    "after a decimal point": "SELECT * { ?s ?p 1.SERVICE <URL> { ?a ?b ?c } }",
    "like a prefixed name": "PREFIX : <URL> SELECT * { ?s ?p trueSERVICE:x { ?a ?b ?c } }",
    "by a prefix": "PREFIX far: <URL> SELECT * { SERVICE far:x { ?s ?p ?o } }",
    "after a comment": "SELECT * { # nothing to see\n SERVICE <URL> { ?s ?p ?o } }",
    "after a comment that ends in CR": "SELECT * { # nothing\rSERVICE <URL> { ?s ?p ?o } }",
    "after an IRI with #": "SELECT * { ?s ?p <http://a/a#> . SERVICE <URL> { ?a ?b ?c } }",
    "after an IRI with # and an escape": r"SELECT * { ?s ?p <http://a/\u0061#> . SERVICE <URL> { ?a ?b ?c } }",
    "between escaped quotes": r'SELECT * { BIND("\u0022" AS ?x) SERVICE <URL> { ?s ?p ?o } BIND("\u0022" AS ?y) }',
    "between escaped apostrophes": r"SELECT * { BIND('\u0027' AS ?x) SERVICE <URL> { ?s ?p ?o } BIND('\u0027' AS ?y) }",
    "behind quotes and an IRI": r'SELECT * { BIND("\u0022" AS ?x) ?s ?p <http://a/\u0061#> SERVICE <URL> { ?a ?b ?c } BIND("\u0022" AS ?y) }',
    "in a sub-select": "SELECT * { { SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } } } }",
    "in EXISTS": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?a ?b ?c } } }",
}  # fmt: skip


@pytest.mark.parametrize("name", DRESSED)
def test_service_is_refused_however_it_is_dressed(name, elsewhere):
    url, visits = elsewhere
    query = DRESSED[name].replace("URL", url)
    with pytest.raises(QueryError, match="SERVICE would go to another host"):
        guard(query, THERE)
    visits.clear()
    answered(query)
    assert visits, "the engine would not have gone there: the case shows nothing"


@pytest.mark.parametrize(
    "query",
    [
        r"SELECT * { S\u0045RVICE <http://a/> { ?s ?p ?o } }",
        r"SELECT * { \U00000053ERVICE <http://a/> { ?s ?p ?o } }",
        r"SELECT * { # \u000A SERVICE <http://a/> { ?s ?p ?o }",
        "SELECT * { VALUES ?where { <http://a/> } SERVICE ?where { ?s ?p ?o } }",
        r"SELECT * F\u0052OM <http://a/> { ?s ?p ?o }",
    ],
)
def test_what_only_other_engines_would_follow_is_refused_too(query):
    with pytest.raises(QueryError, match=r"refused|no graph"):
        guard(query, THERE)


HARMLESS = [
    'SELECT * { ?s ?p "SERVICE <http://a/>" }',
    "SELECT * { ?s ?p 'a \\' SERVICE <http://a/>' }",
    'SELECT * { ?s ?p """a "" SERVICE\n<http://a/>""" }',
    "SELECT * { ?s ?p '''FROM '' <http://a/>''' }",
    "SELECT * { # SERVICE <http://a/>\n ?s ?p ?o }",
    "SELECT * { ?s <http://a/SERVICE> ?service . ?from ?p $FROM }",
    "PREFIX service: <http://a/> PREFIX from: <http://b/> SELECT * { ?s service:service from:FROM }",
    "PREFIX a: <http://a/> SELECT * { ?s a:b.SERVICE a:FROM-x, _:service }",
    'SELECT * { ?s ?p "x"@en-service }',
    "SELECT * { BIND (1 AS ?with) ?s ?add ?drop }",
    r'SELECT * { ?s ?p "\\u0022 SERVICE <http://a/>" }',
]


@pytest.mark.parametrize("query", HARMLESS)
def test_the_same_words_elsewhere_are_fine(query):
    guard(query, THERE)
    ox.Store().query(query)


BEFORE = st.sampled_from([
    r'BIND("\u0022" AS ?a)', r"BIND('\u0027' AS ?b)", r'BIND("""\u0022""" AS ?c)', r'BIND("\\" AS ?d)', r'BIND("\\u0022" AS ?e)',
    "# \\u000A\n", "# \\u0022 '\n", '# """\n', "# '''\r", r"?s ?p <http://a/\u0061#> .", "?s ?p <http://a/a#>", "?s ?p 1", "?s ?p true", '?s ?p "x"',
    "OPTIONAL{}", "BIND('#' AS ?f)", 'BIND("<" AS ?g)', r'BIND("\U00000022" AS ?h)', r"BIND('''\u0027'\\''' AS ?i)", "FILTER(1 < 2)", ".", r"BIND('\u005C' AS ?j)",
    r'BIND("\\\u0022" AS ?k)', "BIND(1>0 AS ?l)", '?s ?p "a"@en', r"OPTIONAL { ?s ?p 'a\'b' }",
])  # fmt: skip
CALLS = st.sampled_from(["SERVICE<URL>{}", "service <URL>{?x ?y ?z}", "SERVICESILENT<URL>{}", "SERVICE#\n<URL>{}"])


@settings(max_examples=400, deadline=None)
@given(st.lists(BEFORE, max_size=4), st.sampled_from(["", " ", "\n"]), CALLS, st.lists(BEFORE, max_size=3))
def test_no_mixture_of_quotes_escapes_and_comments_hides_a_service(elsewhere, before, blank, call, after):
    url, visits = elsewhere
    query = f"SELECT * {{ {blank.join(before)}{call.replace('URL', url)}{' '.join(after)} }}"
    try:
        guard(query, THERE)
    except QueryError:
        return
    visits.clear()
    answered(query)
    assert not visits, query


UNKNOWN = {
    "FROM": "SELECT * FROM <http://a/g> { ?s ?p ?o }",
    "FROM NAMED": "SELECT * FROM NAMED <http://a/g> { GRAPH ?g { ?s ?p ?o } }",
    "lower case": "select * from <http://a/g> { ?s ?p ?o }",
    "no blanks": "ASKFROM<http://a/g>{}",
    "run into NAMED": f"SELECT * FROMNAMED<{GRAPH}>{{}}",
    "a prefixed name": "PREFIX g: <http://a/> SELECT * FROM g:g { ?s ?p ?o }",
    "a prefixed name, FROM NAMED": "PREFIX g: <http://a/> SELECT * FROM NAMED g:g { ?s ?p ?o }",
    "a prefix that is not declared": "SELECT * FROM g:g { ?s ?p ?o }",
    "the second of two": f"SELECT * FROM <{GRAPH}> FROM <http://a/g> {{ ?s ?p ?o }}",
    "no graph at all": "SELECT * FROM",
    "the prefix declared again": f"PREFIX g: <{GRAPH}> PREFIX g: <http://a/> SELECT * FROM g: {{ ?s ?p ?o }}",
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_from_of_a_graph_that_is_not_there_is_refused(name):
    with pytest.raises(QueryError, match="which is no graph of the store"):
        guard(UNKNOWN[name], THERE)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * FROM <{GRAPH}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{GRAPH}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "PREFIX g: <https://w3id.org/accord/id/graph/> SELECT * FROM g:s FROM NAMED g:s { ?s ?p ?o }",
        f"CONSTRUCT {{ ?s ?p ?o }} FROM#x\n<{GRAPH}> WHERE {{ ?s ?p ?o }}",
    ],
)
def test_from_of_a_graph_of_the_store_passes(query):
    guard(query, THERE)


UPDATES = [
    "INSERT DATA { <a:a> <a:b> <a:c> }", "delete where { ?s ?p ?o }", "DROP ALL", "CLEAR GRAPH <a:a>", "LOAD <http://a/>", "CREATE GRAPH <a:a>",
    "COPY <a:a> TO <a:b>", "MOVE <a:a> TO <a:b>", "ADD <a:a> TO <a:b>", "PREFIX a: <a:> WITH a:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "# hello\nDROP ALL",
]  # fmt: skip


@pytest.mark.parametrize("query", UPDATES)
def test_updates_are_refused_by_name(query):
    with pytest.raises(QueryError, match="is an update; only queries are answered here"):
        guard(query, THERE)


def test_a_query_without_end_is_refused_and_long_ones_are_read_in_a_breath():
    with pytest.raises(QueryError, match="longer than"):
        guard("SELECT * { " + " " * LIMIT_CHARACTERS, THERE)
    for piece in ("a.", "a", "'", '"""', "<", "?", "a:", "\\u0022", "@a", "1.", "#"):
        with pytest.raises(QueryError):  # a reader that goes back and forth would not end
            guard(
                (piece * LIMIT_CHARACTERS)[: LIMIT_CHARACTERS - 40] + "\n SELECT * { SERVICE <http://a/> {} } # '",
                THERE,
            )


@pytest.mark.parametrize(
    ("before", "piece", "after"),
    [
        ("SELECT * {", "{", "}"),
        ("ASK { FILTER(", "(", "1)"),
        ("ASK { FILTER(", "!", "1)}"),
        ("ASK { FILTER(1", "||1", ")}"),
        ("ASK { FILTER(1", "+1", ")}"),
        ("ASK { FILTER(1", "-1", ")}"),
        ("PREFIX a: <a:> ASK {", "a:b a:b a:b.", "}"),
        ("ASK { {}", "UNION{}", "}"),
        ("ASK {", "<a:b> <a:b> <a:b>.", "}"),
        ("ASK { <a:b> <a:b> 1", ",1", "}"),
        ("ASK { <a:b> <a:b> 1", ";<a:b>1", "}"),
        ("ASK {", "FILTER NOT EXISTS{", "}"),
        ("ASK {", "MINUS {}", "}"),
        ("ASK { ?s ", "(", ")"),
        ("ASK { ?s <a:b>", "/<a:b>", " ?o }"),
    ],
)
def test_a_query_that_no_stack_could_hold_is_refused(before, piece, after):
    for number in (LIMIT_SIGNS + 1, 100_000):
        with pytest.raises(QueryError, match="more than"):
            check_size((before + piece * number + after)[:LIMIT_CHARACTERS])


def test_what_is_let_through_ends_no_process():
    store = Store()
    n = LIMIT_SIGNS // 2 - 10
    for query in (
        "ASK {" + "{" * (LIMIT_DEPTH - 1) + "}" * LIMIT_DEPTH,
        "ASK {" + "OPTIONAL {" * (LIMIT_DEPTH - 1) + "}" * LIMIT_DEPTH,
        "ASK {" + "<a:b> <a:b> <a:b>." * n * 2 + "}",
        "ASK {" + " ".join(f"BIND(1 AS ?v{one})" for one in range(n)) + "}",
        "ASK { FILTER(" + "!" * n * 2 + "true)}",
        "ASK { VALUES (?a ?b) {" + "(1 2)" * 100_000 + "} }",
        "ASK { FILTER(1 IN (" + ",".join(["1"] * 200_000) + ")) }",
    ):
        assert isinstance(bool(store.query(query)), bool)


QUERY = """SELECT ?label {
  VALUES ?label { UNDEF }
  ?thing <http://label> ?label .
}"""


def test_parameters_are_the_lines_that_say_so():
    assert parameters(QUERY + "\n# VALUES ?no { UNDEF }\n  VALUES ?other {UNDEF}") == ["label", "other"]
    with pytest.raises(QueryError, match="no parameter thing"):
        bind(QUERY, {"thing": [ox.Literal("x")]})


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(codec="utf-8"))
    | st.sampled_from(['"', "\\", r"\u0022 } #", '"} ; DROP ALL #', "a\r\nb", r"\g<1>", "} UNION { ?thing ?p ?label"])
)
def test_a_bound_text_finds_that_text_and_nothing_else(text):
    engine = ox.Store()
    engine.extend(
        ox.Quad(ox.NamedNode(f"a:{n}"), ox.NamedNode("http://label"), ox.Literal(t))
        for n, t in enumerate([text, "other"])
    )
    found = [row["label"].value for row in engine.query(bind(QUERY, {"label": [ox.Literal(text)]}))]
    assert found == [text]
    both = bind(QUERY, {"label": [ox.Literal(text), ox.Literal("other")]})
    assert sorted(row["label"].value for row in engine.query(both)) == sorted(
        [text, "other"] if text != "other" else [text] * 4
    )


@pytest.mark.parametrize("text", ['"', "\\", r"\\u0022 } #", "a\r\nb", "'''", "泸州"])
def test_rdflib_reads_a_bound_text_the_same_way(text):
    graph = rdflib.Graph()
    graph.add((rdflib.URIRef("a:a"), rdflib.URIRef("http://label"), rdflib.Literal(text)))
    graph.add((rdflib.URIRef("a:b"), rdflib.URIRef("http://label"), rdflib.Literal("other")))
    assert [str(row[0]) for row in graph.query(bind(QUERY, {"label": [ox.Literal(text)]}))] == [text]
