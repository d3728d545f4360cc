"""The queries behind the partner network, and the CONSTRUCT views: the same on both engines, with some facts by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.query import read_query

from .conftest import QUERIES, Oxigraph, Rdflib, readable

if TYPE_CHECKING:
    from .conftest import Engine

NETWORK = sorted(path.stem for path in (QUERIES / "network").glob("*.rq"))
VIEWS = sorted(path.stem for path in (QUERIES / "views").glob("*.rq"))

# Query -> number of rows, and one of the rows, by hand.
FACTS: dict[str, tuple[int, list[object]]] = {
    "agreements": (
        9,
        [
            "agreement/alpha/s1-1",
            "s1-1",
            "Air Accord",
            "memorandum",
            "2020-04-01",
            "2020-04-01",
            "2020-04-01",
            "stated",
            "signing/alpha/s1",
        ],
    ),
    "canonical": (1, ["territory/sudside", "territory/oldtown"]),
    "commitments": (3, ["signing/alpha/s1", "open a joint centre", "2020-12-31", None]),
    "evidence": (
        6,
        ["signing/beta/b1", "beta", "Beta Register", None, 0, 60, "Three parties agree.", ["signing"]],
    ),
    "fields": (8, ["agreement/alpha/s1-2", "environment"]),
    "members": (
        21,
        ["agreement/alpha/s1-1", "body/alpha/south-env", "participation/alpha/s1-1", "2020-04-01", None, True],
    ),
    "names": (18, ["body/beta/techpark", "zh", "科技园"]),
    "points": (1, ["place/oldtown", "POINT(105.4 28.9)"]),
    "participations": (19, ["agreement/alpha/s3-1", "unnamed/alpha/s3-1"]),
    "signatories": (8, ["unnamed/alpha/s3-1", "five districts of South", "unnamed", None, "place/south", 5, 1]),
    "standing": (1, ["signing/alpha/s1", "draft", None]),
    "ties": (11, ["body/alpha/north-env", "body/alpha/south-env", 2, 2]),
    "places": (15, ["place/oldtown", "老城", "city", "place/north"]),
}


@pytest.mark.parametrize("name", NETWORK)
def test_a_network_query_gives_its_rows(engine: Engine, name: str) -> None:
    query = read_query("network", name)
    columns, rows = engine.select(query.text)
    found = readable(dict(query.columns), rows)
    number, fact = FACTS[name]
    assert columns == list(query.columns)
    assert fact in found
    assert len(found) == number


@pytest.mark.parametrize("name", NETWORK)
def test_engines_give_network_rows_in_the_same_order(trig: str, name: str) -> None:
    query = read_query("network", name)
    columns = dict(query.columns)
    one, other = (readable(columns, made(trig).select(query.text)[1]) for made in (Oxigraph, Rdflib))
    assert one == other


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_speaks_standard_terms_only(trig: str, name: str) -> None:
    text = read_query("views", name).text
    one, other = Oxigraph(trig).construct(text), Rdflib(trig).construct(text)
    assert one == other
    assert one
    predicates = {re.split(r"[<>]", triple)[3] for triple in one}
    assert not [predicate for predicate in predicates if predicate.startswith("https://w3id.org/accord/")]
    assert not [triple for triple in one if "_:" in triple]


def test_partners_are_linked_both_ways(engine: Engine) -> None:
    links = {triple for triple in engine.construct(read_query("views", "partner-links").text) if "linkedTo" in triple}
    base, linked = "https://w3id.org/accord/id/body", "<http://www.w3.org/ns/org#linkedTo>"
    pairs = [("alpha/north-env", "alpha/south-env"), ("beta/techpark", "beta/world-body")]
    assert links == {f"<{base}/{a}> {linked} <{base}/{b}>" for pair in pairs for a, b in (pair, pair[::-1])}
