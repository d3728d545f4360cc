"""Texts broken at a column are read as if they were not."""

from __future__ import annotations

import textwrap

import pytest
from articles_gold import NAMES, text
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import read
from kg.articles.text.wrapping import unwrapped


@given(st.text(alphabet="abc AB.,:;-•1\n\r\u2028", max_size=300))
def test_nothing_but_blanks_changes_and_nothing_moves(words):
    flat = unwrapped(words)
    assert len(flat) == len(words)
    assert all(new == old or (old in "\r\n\u2028" and new in " \n") for new, old in zip(flat, words, strict=True))


def facts(words: str) -> list:
    record = read(words, source_id="text")
    return [
        (one.signed, [" ".join((party.name or party.place).split()) for party in one.parties], len(one.instruments))
        for one in record.signings
    ]


@pytest.mark.parametrize("width", [60, 72])
@pytest.mark.parametrize("name", NAMES)
def test_a_wrapped_text_tells_the_same(name, width):
    plain = text(name)
    wrapped = "\n\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in plain.split("\n") if line)
    assert facts(wrapped) == facts(plain)


def test_windows_line_ends_tell_the_same():
    plain = text("persons")
    assert facts(plain.replace("\n", "\r\n")) == facts(plain)


def test_a_list_keeps_its_lines():
    lines = "The two sides signed:\n- a treaty on extradition;\n- an agreement on visas;\n2. a plan\nA heading"
    assert unwrapped(lines) == lines
