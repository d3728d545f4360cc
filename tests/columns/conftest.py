"""A store's statements written as Parquet, and the two forms of a question asked side by side."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import duckdb
import pyoxigraph as ox
import pytest

from kg import columns
from kg.columns.reading import Columns
from kg.merging import canonical, merged_text
from kg.query import read_query
from kg.sparql import bind
from kg.store import Store
from kg.vocab import PREFIXES, term

FIXTURE = Path(__file__).resolve().parents[1] / "queries" / "fixture.trig"
SQL = Path(__file__).resolve().parents[2] / "queries" / "columns"
QUESTIONS = sorted(path.stem for path in SQL.glob("*.sql") if path.stem != "views")
NETWORK = sorted(path.stem for path in (SQL / "network").glob("*.sql"))
CLASSES = {term(f"accord:{name}").value for name in columns.CLASSES}
PREDICATES = {term(name).value: name for name in columns.PREDICATES}


def write_columns(store: Store, file: Path) -> Path:
    """The statements that questions need, as one Parquet file; what several graphs state stands several times."""
    agreements = {row[0] for row in store.select(f"SELECT ?a {{ ?a a <{PREFIXES['accord']}Agreement> }}")}
    rows = [
        (quad.subject.value, predicate, quad.object.value, getattr(quad.object, "language", None))
        for quad in store.quads()
        if (predicate := PREDICATES.get(quad.predicate.value))
        and (predicate != "rdf:type" or quad.object.value in CLASSES)
        and (predicate not in ("dcterms:title", "accord:inSource") or quad.subject.value in agreements)
    ]
    given = {name: [row[index] for row in rows] for index, name in enumerate(("s", "p", "o", "lang"))}
    with duckdb.connect() as engine:
        engine.execute(
            "CREATE TABLE statements AS SELECT unnest($s::VARCHAR[]) AS s, unnest($p::VARCHAR[]) AS p, "
            "unnest($o::VARCHAR[]) AS o, unnest($lang::VARCHAR[]) AS lang",
            given,
        )
        engine.table("statements").order("p, s, o").write_parquet(str(file))
    return file


def by_sparql(store, name, terms=None, merged=False):
    """Columns and rows of the SPARQL form, lists split and sorted."""
    folder, _, short = name.rpartition("/")
    asked = read_query(folder or "questions", short)
    text = merged_text(store, asked.text) if merged else asked.text
    rows = store.select(bind(text, terms or {}))
    lists = [asked.columns[column] == "list" for column in rows.columns]
    return rows.columns, [
        tuple(
            sorted(part for part in (value or "").split("\x1f") if part) if is_list else value
            for value, is_list in zip(row, lists, strict=True)
        )
        for row in rows
    ]


def by_columns(columns, name, terms=None, merged=False):
    """Columns and rows of the SQL form."""
    rows = columns.answer(name, terms or {}, merged=merged)
    assert rows is not None, f"{name} has no SQL form, or its files cannot be read"
    return rows.columns, [tuple(row) for row in rows]


def assert_same(store, columns, name, terms=None, merged=False):
    """The two forms give the same rows in the same order, their values of the same types."""
    terms = {key: canonical(store, value) for key, value in terms.items()} if merged else terms
    wanted, found = (ask(at, name, terms, merged) for ask, at in ((by_sparql, store), (by_columns, columns)))
    assert repr(found) == repr(wanted), (name, terms, merged)
    return len(found[1])


def choices(store, most=3):
    """Values for each type of parameter, taken from the store; one of them is of several terms."""

    def found(pattern):
        prefixes = " ".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in ("accord", "skos"))
        rows = store.select(f"{prefixes} SELECT DISTINCT ?x {{ {pattern} }} ORDER BY ?x")
        terms = [ox.NamedNode(row[0]) for row in rows]
        spread = terms[:: max(1, len(terms) // most)][:most]
        return [[term] for term in spread] + ([spread] if len(spread) > 1 else [])

    day = ox.NamedNode(f"{PREFIXES['xsd']}date")
    return {
        "place": found("?p accord:ofPlace ?o { ?o accord:within ?x } UNION { ?p accord:ofPlace ?x }"),
        "party": found("?y accord:hasParty ?x"),
        "agreement": found("?x a accord:Agreement"),
        "field": found("?y accord:inField ?z { ?z skos:broaderTransitive ?x } UNION { ?y accord:inField ?x }"),
        "day": [[ox.Literal(text, datatype=day)] for text in ("2020-04-08", "2020-03-31", "2020-04-15")],
        "level": [[ox.Literal(text)] for text in ("own", "province", "city", "country", "district", "park")],
    }


def cases(name, values, rounds=2):
    """Each value of each parameter alone, and every set of parameters, with other values in each round."""
    parameters = read_query("questions", name).parameters
    needed = {one.name: values[one.type][0] for one in parameters if one.required}
    alone = [needed | {one.name: value} for one in parameters for value in values[one.type]] or [{}]
    together = [
        needed
        | {
            one.name: values[one.type][(number + turn) % len(values[one.type])]
            for number, (one, given) in enumerate(zip(parameters, chosen, strict=True))
            if given and values[one.type]
        }
        for turn in range(rounds)
        for chosen in product((False, True), repeat=len(parameters))
    ]
    return alone + together


@pytest.fixture(scope="session")
def fixture_store():
    engine = ox.Store()
    engine.load(path=str(FIXTURE), format=ox.RdfFormat.TRIG)
    return Store(engine, "fixture")


@pytest.fixture(scope="session")
def fixture_columns(fixture_store, tmp_path_factory):
    return Columns([write_columns(fixture_store, tmp_path_factory.mktemp("columns") / "fixture.parquet")])


@pytest.fixture(scope="session")
def corpus_columns(corpus, tmp_path_factory):
    return Columns([write_columns(corpus, tmp_path_factory.mktemp("columns") / "corpus.parquet")])
