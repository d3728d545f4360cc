"""Drafts against their texts: a change of one character is felt by exactly the facts it touches."""

from __future__ import annotations

import pytest
from articles_gold import NAMES, draft, text
from hypothesis import given
from hypothesis import strategies as st

from kg.evidence import verify
from kg.pipeline import build
from kg.records import dump_yaml, evidence_of

RECORDS = {name: draft(name) for name in NAMES}
TELLING = [name for name in NAMES if RECORDS[name].signings]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    file = tmp_path_factory.mktemp("drafts") / "drafts.yaml"
    file.write_text(dump_yaml(list(RECORDS.values())), encoding="utf-8")
    return build([str(file)])


def spans(name: str) -> set[tuple[int, int]]:
    return {(item.start, item.end) for item in evidence_of(RECORDS[name])}


def drifted(store, name: str, words: str) -> set[tuple[int, int]]:
    return {(drift.start, drift.end) for drift in verify(store, {name: words}).drifts}


@pytest.mark.parametrize("name", TELLING)
def test_every_fact_stands_in_its_text(store, name):
    found = verify(store, {name: text(name)})
    assert (found.drifts, found.changed_sources) == ((), ())
    assert found.passages == len(spans(name)) > 0


@given(st.data())
def test_one_replaced_character_drifts_exactly_the_facts_that_hold_it(store, data):
    name = data.draw(st.sampled_from(TELLING))
    words = text(name)
    at = data.draw(st.integers(0, len(words) - 1))
    changed = words[:at] + ("x" if words[at] != "x" else "y") + words[at + 1 :]
    assert drifted(store, name, changed) == {(start, end) for start, end in spans(name) if start <= at < end}


@given(st.data())
def test_one_character_put_in_drifts_exactly_the_facts_that_it_parts(store, data):
    name = data.draw(st.sampled_from(TELLING))
    words = text(name)
    at = data.draw(st.integers(0, len(words)))
    changed = words[:at] + "\u2020" + words[at:]
    assert drifted(store, name, changed) == {(start, end) for start, end in spans(name) if start < at < end}
