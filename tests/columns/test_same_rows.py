"""The SQL form of a question gives what its SPARQL form gives: the same rows, in the same order."""

from __future__ import annotations

import pytest

from kg.query import read_query

from .conftest import NETWORK, QUESTIONS, assert_same, cases, choices

SLOW = [
    "agreements", "agreements-in-field", "fields", "fields-by-signing", "largest-signings", "parties-on", "partners",
    "place-partners", "signings", "signings-without-commitment", "titled-agreements",
]  # fmt: skip


def test_the_slow_questions_have_a_second_form():
    assert QUESTIONS == SLOW
    assert NETWORK == [
        "agreements",
        "canonical",
        "fields",
        "members",
        "participations",
        "places",
        "signatories",
        "ties",
    ]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_over_the_fixture(fixture_store, fixture_columns, name):
    given = cases(name, choices(fixture_store))
    assert sum(assert_same(fixture_store, fixture_columns, name, terms) for terms in given)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_over_the_packaged_corpus(corpus, corpus_columns, name):
    assert sum(assert_same(corpus, corpus_columns, name, terms) for terms in cases(name, choices(corpus), rounds=1))


@pytest.mark.parametrize("name", NETWORK)
def test_a_base_query(fixture_store, fixture_columns, corpus, corpus_columns, name):
    assert assert_same(fixture_store, fixture_columns, f"network/{name}")
    assert_same(corpus, corpus_columns, f"network/{name}")


@pytest.mark.parametrize("name", [name for name in QUESTIONS if read_query("questions", name).parameters])
def test_an_empty_list_of_terms_is_none(fixture_store, fixture_columns, name):
    assert_same(
        fixture_store, fixture_columns, name, {one.name: [] for one in read_query("questions", name).parameters}
    )
