"""Terms as Python values, and rows by column."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg.rows import Row, Rows, value_of

XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(text: str, name: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + name))


@given(st.integers())
def test_whole_numbers_stay_whole(number):
    value = value_of(typed(str(number), "integer"))
    assert value == number
    assert type(value) is int


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_with_a_point_are_floats(number):
    assert value_of(typed(repr(number), "double")) == number


@pytest.mark.parametrize("text", ["INF", "-INF", "NaN", "inf", "1e999"])
def test_what_json_has_no_number_for_stays_text(text):
    value = value_of(typed(text, "double"))
    assert value == text
    assert json.loads(json.dumps(value, allow_nan=False)) == text


@pytest.mark.parametrize("text", ["many", "1_000", "1.5", "", "9" * 5000])
def test_an_ill_typed_number_is_what_stands_there(text):
    assert value_of(typed(text, "integer")) == text


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (typed("true", "boolean"), True),
        (typed("1", "boolean"), True),
        (typed("false", "boolean"), False),
        (typed("2020-04-01", "date"), "2020-04-01"),
        (Literal("泸州", language="zh"), "泸州"),
        (NamedNode("https://a/b"), "https://a/b"),
        (BlankNode("x"), "_:x"),
        (None, None),
    ],
)
def test_values(term, value):
    assert value_of(term) == value
    assert type(value_of(term)) is type(value)


def test_a_row_is_reached_by_name_and_by_number():
    row = Row(["a", 1], ("party", "agreements"))
    assert (row.party, row[1], row.as_dict()) == ("a", 1, {"party": "a", "agreements": 1})
    with pytest.raises(AttributeError, match="no column partner: there is party, agreements"):
        _ = row.partner


def test_rows_of_an_engine():
    solutions = Store().query("SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) (0.5 'x') } }")
    rows = Rows.of(solutions)
    assert rows.columns == ("a", "b")
    assert rows.as_dicts() == [{"a": 1, "b": None}, {"a": 0.5, "b": "x"}]
    assert len(rows) == 2
    assert [row.a for row in rows] == [1, 0.5]
    assert math.isclose(rows[1].a, 0.5)
