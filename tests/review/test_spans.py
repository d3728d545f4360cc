"""Spans cut into pieces join up to the text, whatever overlaps."""

from __future__ import annotations

from dataclasses import replace

import pytest
import review_drafts
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Evidence
from kg.records import dump_json, read_file
from kg.review import Decision, open_drafts, read_decisions, resolve, save
from kg.review.spans import LOOKS, Span, pieces, spans_of

spans = st.lists(
    st.builds(
        lambda start, length, look, owner: Span(start, start + length, look, owner),
        st.integers(0, 90), st.integers(1, 40), st.sampled_from(LOOKS), st.sampled_from("ab"),
    ),
    max_size=12,
)  # fmt: skip


@given(spans, st.integers(0, 50), st.integers(51, 140))
def test_pieces_join_up_and_name_all_that_covers_them(found, start, end):
    cut = pieces(found, start, end)
    assert [piece.start for piece in cut] == [start, *(piece.end for piece in cut[:-1])]
    assert cut[-1].end == end
    for piece in cut:
        for at in range(piece.start, piece.end):
            assert set(piece.spans) == {span for span in found if span.start <= at < span.end}


def test_an_empty_text_has_no_pieces():
    assert pieces([], 0, 0) == []


def test_the_spans_of_a_record_are_in_the_order_of_the_text():
    found = spans_of(review_drafts.record())
    assert [span.start for span in found] == sorted(span.start for span in found)
    assert {span.look for span in found} == set(LOOKS)


def test_the_text_is_found_beside_the_draft_and_must_be_the_one_read(tmp_path, monkeypatch):
    draft = review_drafts.written(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    drafts = open_drafts(draft)
    assert drafts.texts == (review_drafts.TEXT,)
    (tmp_path / "basel.txt").unlink()
    with pytest.raises(InputError, match=r"no text at basel\.txt; give it with --text"):
        open_drafts(draft)
    (tmp_path / "short.txt").write_text("Too short.")
    with pytest.raises(InputError, match="outside the text"):
        open_drafts(draft, [tmp_path / "short.txt"])


def test_decisions_are_checked_before_anything_is_written(tmp_path):
    draft = review_drafts.written(tmp_path, "one", "two")
    records = open_drafts(draft).records
    assert resolve(records, "two/kisumu-ltd") == ("two", "kisumu-ltd")
    assert resolve(records, "two/claim-1") == ("two", "claim-1")
    with pytest.raises(InputError, match="in several sources: write one/kisumu-ltd, two/kisumu-ltd"):
        resolve(records, "kisumu-ltd")
    with pytest.raises(InputError, match="did you mean kisumu-ltd"):
        resolve(records, "one/kisumu-lt")
    file = tmp_path / "decisions.yaml"
    file.write_text("# a\none/kisumu-ltd: approved\n")
    with pytest.raises(InputError, match=r"decisions\.yaml:2: one/kisumu-ltd: 'approved' is no status"):
        read_decisions(file, records)


@pytest.mark.parametrize(
    ("correction", "problem"),
    [
        ("{signed: 5 May}", r"decisions\.yaml:1: .*signed: '5 May' is no date"),
        ("{parties: [{name: A, kind: harbour}]}", "no code of the scheme body-kind"),
        ("{id: other}", "id is not corrected here"),
        ("{colour: red}", "unknown key 'colour'"),
        ("{parties: [{name: A, evidence: [{start: 0, end: 9999}]}]}", "outside the text"),
        (f"{{evidence: [{{start: 0, end: 9, digest: {'0' * 64}}}]}}", "the digest is not that of the words there"),
    ],
)
def test_a_correction_is_held_to_the_record_format(tmp_path, correction, problem):
    drafts = open_drafts(review_drafts.written(tmp_path))
    file = tmp_path / "decisions.yaml"
    file.write_text(f"kisumu-ltd: {correction}\n")
    before = drafts.path.read_bytes()
    with pytest.raises(InputError, match=problem):
        save(drafts.path, read_decisions(file, drafts.records), drafts.text_of)
    assert drafts.path.read_bytes() == before


def test_a_correction_changes_what_it_names_and_nothing_else(tmp_path):
    drafts = open_drafts(review_drafts.written(tmp_path))
    file = tmp_path / "decisions.yaml"
    file.write_text("basel-kisumu: {signed: 2021-05, instruments: null}\nclaim-1: {status: dropped, min: 13}\n")
    (record,) = save(drafts.path, read_decisions(file, drafts.records), drafts.text_of)
    before, after = drafts.records[0].signings[0], record.signings[0]
    assert (after.status, after.signed, after.instruments) == ("corrected", "2021-05", ())
    assert [party.name for party in after.parties] == [party.name for party in before.parties]
    assert [item.start for item in after.evidence] == [item.start for item in before.evidence]
    assert (record.claims[0].status, record.claims[0].minimum) == ("dropped", 13)
    assert read_file(drafts.path) == [record]


def test_one_id_for_a_signing_and_a_claim_names_neither():
    record = review_drafts.record()
    twice = replace(record, claims=(replace(record.claims[0], id="kisumu-ltd"),))
    with pytest.raises(InputError, match="is a signing and a claim"):
        resolve([twice], "kisumu-ltd")


def test_saving_keeps_json_json_and_comments_in_yaml(tmp_path):
    draft = review_drafts.written(tmp_path)
    draft.write_text(draft.read_text().replace("  - id: kisumu-ltd\n", "  # who?\n  - id: kisumu-ltd\n"))
    dropped = {("basel", "kisumu-ltd"): Decision("dropped")}
    save(draft, dropped, lambda _: None)
    assert "  # who?\n  - id: kisumu-ltd\n" in draft.read_text()
    target = tmp_path / "draft.json"
    target.write_text(dump_json(read_file(draft)))
    save(target, {("basel", "basel-kisumu"): Decision("accepted")}, lambda _: None)
    assert target.read_text().startswith("[")
    assert [one.status for one in open_drafts(target).records[0].signings] == ["accepted", "dropped"]


def test_what_was_changed_in_the_file_meanwhile_stays(tmp_path):
    draft = review_drafts.written(tmp_path)
    drafts = open_drafts(draft)
    draft.write_text(draft.read_text().replace("name: Port of Basel", "name: Harbour of Basel"))
    save(draft, {("basel", "kisumu-ltd"): Decision("dropped")}, drafts.text_of)
    assert "name: Harbour of Basel" in draft.read_text()


def test_a_claim_and_a_signing_may_share_words_and_aspects():
    record = review_drafts.record()
    odd = (Evidence(start=0, end=9, aspects=("count", "signing")),)
    odd_claim = (Evidence(start=0, end=9, aspects=("party",)),)
    made = replace(
        record,
        signings=(replace(record.signings[0], evidence=odd),),
        claims=(replace(record.claims[0], id="basel-kisumu", evidence=odd_claim),),
    )
    looks = {(span.start, span.look) for span in spans_of(made)}
    assert {(0, "signing"), (0, "claim")} <= looks
