"""Evidence and the text that it points into."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RecordError
from kg.ids import digest
from kg.model import Claim, Commitment, Evidence, Initiative, Instrument, Party, Record, Signing, Source
from kg.records import anchored, evidence_of

TEXT = "In April A and B signed 泸州 😀 a memorandum."


def at(*numbers: int) -> tuple[Evidence, ...]:
    return tuple(Evidence(start=number, end=number + 2) for number in numbers)


def record(**source: object) -> Record:
    """Evidence in every place that may have some."""
    initiative = Initiative(name="i", evidence=at(5))
    signing = Signing(
        id="one",
        parties=(Party(name="A", evidence=at(1)), Party(name="B")),
        instruments=(Instrument(evidence=at(2, 3)),),
        commitments=(Commitment(text="t", initiative=initiative, evidence=at(4)),),
        evidence=at(0),
    )
    return Record(
        source=Source(id="s", **source), signings=(signing,), claims=(Claim(id="c", what="agreements", evidence=at(6)),)
    )


def test_all_evidence_is_found_wherever_it_hangs():
    assert sorted(item.start for item in evidence_of(record())) == list(range(7))
    assert list(evidence_of("words")) == list(evidence_of(())) == []


def test_every_piece_gets_the_digest_of_its_words():
    made = anchored(record(), TEXT, "f.yaml")
    assert all(item.digest == digest(TEXT[item.start : item.end]) for item in evidence_of(made))
    assert all(item.exact is None for item in evidence_of(made))
    assert (made.source.characters, made.source.sha256) == (len(TEXT), digest(TEXT))
    assert anchored(made, TEXT, "f.yaml") == made


def test_words_are_kept_only_of_a_quotable_source():
    made = anchored(record(quotable=True), TEXT, "f.yaml")
    assert [item.exact for item in evidence_of(made)] == [TEXT[item.start : item.end] for item in evidence_of(record())]


@given(st.integers(0, 60), st.integers(1, 60))
def test_what_lies_outside_the_text_is_refused_and_nothing_else(start, length):
    wanted = replace(
        record(), claims=(Claim(id="c", what="agreements", evidence=(Evidence(start=start, end=start + length),)),)
    )
    if start + length <= len(TEXT):
        assert list(evidence_of(anchored(wanted, TEXT, "f.yaml")))[-1].digest == digest(TEXT[start : start + length])
        return
    with pytest.raises(
        RecordError, match=rf"f\.yaml: source s: evidence {start}–{start + length} lies outside the text of {len(TEXT)}"
    ):
        anchored(wanted, TEXT, "f.yaml")


def test_another_text_and_other_words_are_refused():
    with pytest.raises(RecordError, match="sha256 is not that of the text"):
        anchored(record(sha256="0" * 64), TEXT, "f.yaml")
    wrong = replace(
        record(), claims=(Claim(id="c", what="agreements", evidence=(Evidence(start=0, end=2, digest=digest("no")),)),)
    )
    with pytest.raises(RecordError, match="evidence 0–2: the digest is not that of the words there"):
        anchored(wrong, TEXT, "f.yaml")
