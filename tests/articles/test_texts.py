"""The reader on texts of many kinds and regions, written for these tests, with small annotations."""

from __future__ import annotations

import pytest
from articles_gold import NAMES, annotation, draft, score, text

from kg.ids import digest
from kg.records import dump_json, dump_yaml, evidence_of, read_records


@pytest.fixture(scope="module")
def with_published():
    return score(NAMES)


def test_documents_and_parties(with_published):
    assert with_published.precision >= 0.92
    assert with_published.recall >= 0.92
    assert with_published.parties_right >= 0.9 * with_published.parties_gold


def test_dates_and_kinds(with_published):
    assert with_published.dates_right >= 0.92 * with_published.dated
    assert with_published.kinds_right >= 0.95 * with_published.right
    assert not with_published.invented


def test_no_year_is_invented_without_the_day_of_publication():
    found = score(NAMES, published=False)
    assert not found.invented
    assert found.precision >= 0.92


def test_texts_without_a_signing_give_none(with_published):
    assert not with_published.alarms
    assert sum(not annotation(name)["agreements"] for name in NAMES) >= 6


def test_higher_confidence_is_no_less_precise():
    shares = [score(NAMES, least=least) for least in (0.0, 0.6, 0.8)]
    assert shares[0].precision <= shares[1].precision <= shares[2].precision
    assert shares[0].read > shares[2].read > shares[0].read / 3


@pytest.mark.parametrize("name", NAMES)
def test_all_evidence_holds_the_words(name):
    record, words = draft(name), text(name)
    for signing in record.signings:
        assert signing.evidence
        assert signing.status == "draft"
        assert 0 < signing.confidence < 1
        assert all(party.evidence for party in signing.parties)
        assert all(instrument.evidence for instrument in signing.instruments)
        for instrument in signing.instruments:
            assert instrument.title is None or instrument.title in words
    assert all(claim.evidence for claim in record.claims)
    for stretch in evidence_of(record):
        assert words[stretch.start : stretch.end] == stretch.exact
        assert stretch.digest == digest(stretch.exact)


@pytest.mark.parametrize("name", NAMES)
def test_claims(name):
    wanted = [
        (claim["exact"] or claim["at_least"], claim["exact"] or claim["at_most"])
        for claim in annotation(name)["claims"]
    ]
    assert [(claim.minimum, claim.maximum) for claim in draft(name).claims] == wanted


def test_drafts_can_be_read_back():
    records = [draft(name) for name in NAMES]
    assert read_records(dump_yaml(records)) == records
    assert read_records(dump_json(records)) == records


def test_the_same_text_gives_the_same_draft():
    assert dump_yaml([draft(NAMES[0])]) == dump_yaml([draft(NAMES[0])])
