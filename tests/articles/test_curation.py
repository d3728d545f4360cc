"""What a curator decided survives a second reading, whatever the reader finds then."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.curation import decided, merge
from kg.errors import InputError
from kg.ids import digest
from kg.model import Claim, Commitment, Evidence, Instrument, Party, Record, Signing, Source
from kg.records import anchored, dump_yaml, evidence_of, read_records, with_evidence

STATUSES = ["draft", "accepted", "corrected", "dropped", None]
TEXT = " ".join(digest(str(number))[:6] for number in range(100))  # no two stretches alike
NAMES = ["Port of Basel", "City of Kisumu", "Lagos State", "Office for Canals"]


@st.composite
def stretches(draw, aspect):
    start = draw(st.integers(0, 300))
    return Evidence(start=start, end=start + draw(st.integers(8, 60)), aspects=(aspect,))


@st.composite
def signings(draw, statuses):
    named = draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
    parties = tuple(Party(name=name, evidence=tuple(draw(st.lists(stretches("party"), max_size=1)))) for name in named)
    return Signing(
        id=draw(st.sampled_from(["a", "b", "c", "d", "a-2"])),
        parties=parties,
        signed=draw(st.sampled_from([None, "2021", "2022-05"])),
        status=draw(st.sampled_from(statuses)),
        commitments=tuple(Commitment(text="dig", id=name) for name in draw(st.lists(st.just("dig"), max_size=1))),
        evidence=tuple(draw(st.lists(stretches("signing"), max_size=2))),
    )


def unique_commitments(found):
    seen = set()
    for signing in found:
        ids = {item.id for item in signing.commitments}
        yield signing if not ids & seen else replace(signing, commitments=())
        seen |= ids


def records(statuses):
    several = st.lists(signings(statuses), max_size=5, unique_by=lambda signing: signing.id)
    counts = st.lists(claims(statuses), max_size=3, unique_by=lambda claim: claim.id)
    return st.builds(_record, several, counts)


def _record(found, counts):
    made = Record(source=Source(id="s"), signings=tuple(unique_commitments(found)), claims=tuple(counts))
    return anchored(made, TEXT, "s")


@st.composite
def claims(draw, statuses):
    return Claim(
        id=draw(st.sampled_from(["claim-1", "claim-2", "mine"])),
        what=draw(st.sampled_from(["agreements", "fields"])),
        status=draw(st.sampled_from(statuses)),
        evidence=tuple(draw(st.lists(stretches("count"), max_size=2))),
    )


old_records, new_records = records(STATUSES), records(["draft"])


def parts(merged):
    return (*merged.signings, *merged.claims)


@given(old_records, new_records)
def test_what_is_decided_is_never_lost_or_changed(old, new):
    found = merge(old, new, TEXT)
    assert [fact for fact in parts(found.record) if decided(fact)] == [fact for fact in parts(old) if decided(fact)]
    assert found.drifted == ()


@given(old_records, new_records)
def test_merging_again_changes_nothing(old, new):
    once = merge(old, new, TEXT).record
    assert merge(once, new, TEXT).record == once


@given(old_records, new_records)
def test_undecided_drafts_give_way_to_what_is_found_now(old, new):
    found = {(signing.parties, signing.signed, signing.evidence) for signing in new.signings}
    drafts = [signing for signing in merge(old, new, TEXT).record.signings if not decided(signing)]
    assert all((signing.parties, signing.signed, signing.evidence) in found for signing in drafts)


@given(old_records, new_records)
def test_one_decision_answers_for_one_finding_at_most(old, new):
    merged = merge(old, new, TEXT).record
    left_out = len(parts(new)) - sum(not decided(fact) for fact in parts(merged))
    assert 0 <= left_out <= sum(map(decided, parts(old)))


@given(old_records, new_records)
def test_the_merged_record_is_a_record(old, new):
    merged = merge(old, new, TEXT).record
    (read,) = read_records(dump_yaml([merged]))
    assert [fact.id for fact in parts(read)] == [fact.id for fact in parts(merged)]


@given(old_records, st.randoms(use_true_random=False), st.booleans())
def test_what_was_decided_does_not_come_back_when_it_is_found_again(old, random, rename):
    """Under its old id or, where its words and parties are told apart by nothing else, under another one."""
    again = [replace(signing, status="draft") for signing in old.signings if decided(signing)]
    counted = [replace(claim, status="draft") for claim in old.claims if decided(claim) and claim.evidence]
    if rename:
        again = [replace(one, id=f"x-{n}") for n, one in enumerate(again) if one.evidence]
    random.shuffle(again)
    merged = merge(old, replace(old, signings=tuple(again), claims=tuple(counted)), TEXT).record
    assert [fact for fact in parts(merged) if not decided(fact)] == []


@given(new_records)
def test_without_decisions_the_new_reading_stands(new):
    assert merge(Record(source=Source(id="s")), new, TEXT).record == new


MOVED = "A new paragraph stands at the head of it. " + TEXT


@given(old_records)
def test_in_a_text_that_moved_evidence_goes_with_its_words(old):
    whole = Claim(id="all", what="share", status="accepted", evidence=(Evidence(start=0, end=len(TEXT)),))
    old = anchored(replace(old, claims=(*old.claims, whole)), TEXT, "s")
    found = merge(old, Record(source=Source(id="s", sha256=digest(MOVED), characters=len(MOVED))), MOVED)
    gone = Counter(one.id for one in found.drifted for _ in one.gone)
    assert not gone["all"]
    for fact, before in zip(parts(found.record), filter(decided, parts(old)), strict=True):
        assert all(digest(MOVED[item.start : item.end]) == item.digest for item in evidence_of(fact))
        assert len(list(evidence_of(fact))) + gone[fact.id] == len(list(evidence_of(before)))


@given(old_records, st.integers(0, len(TEXT) - 1))
def test_words_that_are_gone_are_named_and_the_decision_stays(old, where):
    changed = f"{TEXT[:where]}\N{BULLET}{TEXT[where + 1 :]}"
    new = Record(source=Source(id="s", sha256=digest(changed), characters=len(changed)))
    kept = [fact for fact in parts(old) if decided(fact)]
    stand = [item for fact in parts(old) for item in evidence_of(fact) if not item.start <= where < item.end]
    if kept and not stand and any(True for fact in parts(old) for _ in evidence_of(fact)):
        with pytest.raises(InputError, match="none of the words"):
            merge(old, new, changed)
        return
    found = merge(old, new, changed)
    touched = [fact.id for fact in kept if any(item.start <= where < item.end for item in evidence_of(fact))]
    assert [one.id for one in found.drifted] == touched
    assert [bare(fact) for fact in parts(found.record)] == [bare(fact) for fact in kept]


def bare(fact):
    return with_evidence(fact, lambda _: None)


def signing(name, start, *parties, status="draft", signed=None):
    evidence = (Evidence(start=start, end=start + 40, aspects=("signing",)),)
    signers = tuple(Party(name=party) for party in parties)
    return Signing(id=name, parties=signers, status=status, signed=signed, evidence=evidence)


def record(*found, **source):
    return Record(source=Source(id="s", **source), signings=found)


def ids(old, new):
    return [(one.id, one.status) for one in merge(old, new, TEXT).record.signings]


def test_a_new_signing_of_the_same_parties_elsewhere_is_not_swallowed_by_its_id():
    old = record(signing("a-b", 100, "A", "B", status="accepted"))
    new = record(signing("a-b", 0, "A", "B"), signing("a-b-2", 100, "A", "B"))
    assert ids(old, new) == [("a-b", "accepted"), ("a-b-2", "draft")]
    assert merge(old, new, TEXT).record.signings[1].evidence[0].start == 0


def test_two_signings_of_one_sentence_are_two():
    old = record(signing("a-b", 0, "A", "B", status="dropped"), signing("a-b-2", 0, "A", "B"))
    again = replace(old, signings=tuple(replace(one, status="draft") for one in old.signings))
    assert ids(old, again) == [("a-b", "dropped"), ("a-b-2", "draft")]


def test_another_partner_in_the_same_sentence_is_another_signing():
    old = record(signing("a-b", 0, "A", "B", status="dropped"))
    assert ids(old, record(signing("a-c", 0, "A", "C"))) == [("a-b", "dropped"), ("a-c", "draft")]


def test_a_corrected_signing_keeps_its_parties_even_if_none_is_left():
    old = record(signing("a-b", 0, "X", "Y", status="corrected"))
    (kept,) = merge(old, record(signing("a-b", 0, "A", "B")), TEXT).record.signings
    assert [party.name for party in kept.parties] == ["X", "Y"]


def test_what_the_curator_wrote_about_the_source_stays():
    old = record(signing("a", 0, "A", status="accepted"), title="A title", licence="CC BY 4.0", published="2020-01-01")
    source = merge(old, record(published="2020-02-02", path="a.txt"), TEXT).record.source
    assert (source.title, source.licence, source.published, source.path) == (
        "A title", "CC BY 4.0", "2020-02-02", "a.txt",
    )  # fmt: skip


def test_another_text_is_refused_only_where_something_was_decided():
    other = "Quite another text stands here now, and none of it was there before. " * 3
    new = anchored(record(signing("a", 0, "A")), other, "s")
    with pytest.raises(InputError, match="none of the words that were decided on stand in this text"):
        merge(anchored(record(signing("a", 0, "A", status="dropped")), TEXT, "s"), new, other)
    assert merge(anchored(record(signing("a", 0, "A")), TEXT, "s"), new, other).record == new


def test_a_reworded_sentence_gives_its_words_to_what_was_decided_on_it():
    before = "The Port of Basel and the City of Kisumu signed a treaty on 4 May 2021. Nothing else is told."
    after = before.replace("treaty", "pact").replace("4 May", "5 May")

    def read(text, kind, signed, name="Port of Basel", status="draft"):
        def at(words, aspect):
            start = text.index(words)
            return (Evidence(start=start, end=start + len(words), aspects=(aspect,)),)

        parties = (Party(name=name, evidence=at("Port of Basel", "party")), Party(name="City of Kisumu"))
        documents = (Instrument(kind=kind, evidence=at("a treaty" if "treaty" in text else "a pact", "kind")),)
        sentence = at(text.partition(" Nothing")[0], "signing")
        made = Signing(id="x", parties=parties, instruments=documents, signed=signed, status=status, evidence=sentence)
        return anchored(record(made), text, "s")

    old = read(before, "treaty", "2021-05-04", name="Harbour of Basel", status="corrected")
    found = merge(old, read(after, "treaty", "2021-05-05"), after)
    (kept,) = found.record.signings
    assert (kept.signed, kept.parties[0].name, kept.status) == ("2021-05-04", "Harbour of Basel", "corrected")
    words = [after[item.start : item.end] for item in evidence_of(kept)]
    assert words == ["Port of Basel", "a pact", after.partition(" Nothing")[0]]
    (drifted,) = found.drifted
    assert drifted.told_again
    assert drifted.otherwise == ("signed", "parties")
    assert len(drifted.gone) == 2


def test_drafts_that_are_read_otherwise_now_are_named():
    old = record(signing("a", 0, "A"), signing("b", 50, "B"), signing("c", 100, "C", status="accepted"))
    new = record(signing("a", 0, "A"), signing("b", 50, "B", signed="2021"), signing("c", 100, "C", signed="2021"))
    assert merge(old, new, TEXT).replaced == ("b",)


def test_a_reworded_claim_of_the_same_number_is_the_same_claim():
    def counted(text, status):
        start = text.index("It has")
        words = (Evidence(start=start, end=len(text), aspects=("count",)),)
        claim = Claim(id="claim-1", what="agreements", minimum=13, status=status, evidence=words)
        return anchored(Record(source=Source(id="s"), claims=(claim,)), text, "s")

    before = "A long sentence stands here that nobody changes in any way. It has signed more than 12 agreements."
    old = counted(before, "accepted")
    old = anchored(replace(old, signings=(signing("a", 0, "A"),)), before, "s")
    after = before.replace("more than", "over")
    found = merge(old, counted(after, "draft"), after)
    (claim,) = found.record.claims
    assert (claim.status, after[claim.evidence[0].start :]) == ("accepted", "It has signed over 12 agreements.")
    assert [(one.kind, one.id, one.told_again) for one in found.drifted] == [("claim", "claim-1", True)]
