"""Quotes, dates and numbers that a model gives, held against texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.llm.dates import DateCheck, number_fits
from kg.articles.llm.quotes import Quotes


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("say “yes”, they did", '"yes"', "“yes”"),
        ("the city’s\n  plan", "the city's plan", "the city’s\n  plan"),
        ("2019–2021 plan", "2019-2021", "2019–2021"),
        ("co\u00adoperation deal", "cooperation deal", "co\u00adoperation deal"),
        ("wait… and see", "wait... and", "wait… and"),
        ("agreements", "agreement", None),
        ("agreements", "greements", None),
        ("an agreement", "Agreement", None),
        ("an agreement", " ... ", None),
        ("an agreement", "", None),
        ("成都市重庆市签署", "重庆市", "重庆市"),
    ],
)
def test_quotes(text, quote, found):
    span = Quotes(text).nearest(quote, None)
    assert (text[slice(*span)] if span else None) == found


def test_a_quote_that_stands_often_is_taken_near():
    text = "Basel. " * 5
    assert Quotes(text).nearest("Basel", (14, 20)) == (14, 19)
    assert Quotes(text).nearest("Basel", (30, 34)) == (28, 33)
    assert Quotes(text).nearest("Basel", None) == (0, 5)


@given(st.text(alphabet="aB1 \n\u00a0“”'’—-…é", max_size=60), st.data())
def test_what_is_cut_from_a_text_is_found_where_it_reads_alike(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = " ".join(text[start:end].replace("“", '"').replace("”", '"').replace("’", "'").split())
    for begin, stop in Quotes(text).all(quote):
        assert " ".join(text[begin:stop].replace("“", '"').replace("”", '"').replace("’", "'").split()) == quote
    whole_words = not (text[start - 1 : start] + text[start:end][:1]).isalnum() or start == 0
    whole_words &= not (text[start:end][-1:] + text[end : end + 1]).isalnum() or end == len(text)
    if whole_words and any(char.isalnum() for char in quote) and text[start:end] == text[start:end].strip():
        assert Quotes(text).all(text[start:end])


@pytest.mark.parametrize(
    ("published", "edtf", "quote", "future", "fits"),
    [
        ("2020-01-02", "2019-12-30", "on December 30", False, True),
        ("2020-01-02", "2018-12-30", "on December 30", False, False),
        ("2020-01-02", "2021", "by next year", True, True),
        ("2020-01-02", "2021", "by next year", False, False),
        ("2020-01-02", "[2019-12-30..2019-12-31]", "December 30 to 31", False, True),
        (None, "2019", "in 2019", False, False),
        (None, "2011-05", "in May", False, True),
        (None, "201X", "in the decade", False, True),
        (None, "2011-06", "they may sign", False, True),
        (None, "2011-06-03", "on June the third", False, True),
    ],
)
def test_dates(published, edtf, quote, future, fits):
    check = DateCheck("Back in 2011 they met; room 20191.", published)
    assert (check.problem(edtf, quote, future=future) is None) is fits


@pytest.mark.parametrize(
    ("quote", "bounds", "fits"),
    [
        ("more than 58 agreements", (59, None), True), ("58 agreements", (60, None), False),
        ("1,200 agreements", (1200, 1200), True), ("twenty-one agreements", (21, 21), True),
        ("seven", (8, None), True), ("many agreements", (5, None), False), ("two dozen", (24, 24), True),
        ("less than 30 percent", (None, 29), True), ("9" * 5000, (9, None), False),
    ],
)  # fmt: skip
def test_numbers(quote, bounds, fits):
    assert number_fits(quote, *bounds) is fits
