"""What signatories promise: its characters, deadline, recurrence, and what is to be built."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import ROOT

from kg.articles import read
from kg.articles.facts.initiatives import planned
from kg.records import read_file

SIGNED = "The cities of Porto and Recife signed an agreement on 3 May 2021. "
SEED = ROOT.parent / "shared" / "seed" / "sichuan-chongqing-2020.txt"


def promises(words: str) -> list:
    (signing,) = read(SIGNED + words, source_id="text").signings
    return list(signing.commitments)


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("They will share data on floods.", ["share data on floods"]),
        (
            "The two cities agreed to train nurses, open a joint clinic for sailors and hold a yearly fair.",
            ["train nurses", "open a joint clinic for sailors", "hold a yearly fair"],
        ),
        (
            "Both sides will build and share seed banks, two training bases, and project libraries.",
            ["share seed banks, two training bases, and project libraries"],
        ),
        (
            "The parties are to share training bases, talent pools for nurses, and project libraries.",
            ["share training bases", "talent pools for nurses", "project libraries"],
        ),
        ("The rain will stop soon.", []),
    ],
)
def test_each_promise_is_a_stretch_of_the_text(words, texts):
    found = promises(words)
    assert [one.text for one in found] == texts
    assert [(SIGNED + words)[one.evidence[0].start : one.evidence[0].end] for one in found] == texts


@pytest.mark.parametrize(
    ("words", "due", "recurrence"),
    [
        ("They will open a shared port office by March 2023.", "2023-03", None),
        ("They will open a shared port office by the end of 2024.", "2024", None),
        ("They will hold a joint drill every year.", None, "P1Y"),
        ("They will hold a joint drill twice a year.", None, "P6M"),
        ("They will exchange figures each quarter.", None, "P3M"),
        ("They will exchange figures monthly.", None, "P1M"),
    ],
)
def test_deadline_and_recurrence(words, due, recurrence):
    (one,) = promises(words)
    assert (one.due, one.recurrence) == (due, recurrence)


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("set up a joint laboratory for tropical fevers", "joint laboratory for tropical fevers", "centre"),
        ("build a science and trade service platform of the delta", "science and trade service platform of the delta", "platform"),
        ("explore the construction of a “River Delta Industrial Park", "River Delta Industrial Park", "park"),
        ("help in establishing a coordination mechanism featuring joint patrols", "coordination mechanism", "mechanism"),
        ("launch a fund of ten million pesos", "fund of ten million pesos", "mechanism"),
        ("build a platform", None, None),
        ("build trust between the peoples", None, None),
        ("develop trade in the area", None, None),
    ],
)  # fmt: skip
def test_what_is_to_be_built(words, name, kind):
    found = planned(words)
    assert (found and found.name, found and found.type) == (name, kind)
    if found and "“" not in words:
        assert words[found.start : found.end] == name


@pytest.mark.skipif(not SEED.exists(), reason="the first corpus's article is not beside the repository")
def test_the_first_corpus_commitments_are_found():
    (by_hand,) = read_file(Path(ROOT / "data" / "sichuan-chongqing-2020" / "records.yaml"))
    draft = read(SEED.read_text(encoding="utf-8"), source_id="seed", published="2020-04-21")

    def told(record):
        return [one for signing in record.signings for one in signing.commitments]

    spans = [(one.evidence[0].start, one.evidence[0].end) for one in told(draft)]
    met = [
        one
        for one in told(by_hand)
        if any(start < item.end and item.start < end for start, end in spans for item in one.evidence)
    ]
    assert len(met) >= 21
    assert len(spans) <= len(told(by_hand)) + 2
    assert sum(one.initiative is not None for one in told(draft)) >= 12


def _promised(text: str) -> list[tuple[str, str | None]]:
    record = read(text, source_id="one", published="2021-05-20")
    return [
        (one.text, one.initiative.name if one.initiative else None)
        for signing in record.signings
        for one in signing.commitments
    ]


def test_promises_of_named_parties_according_to_the_document() -> None:
    text = (
        "Anshan Customs and Bergen Customs signed a memorandum. According to the memorandum, Anshan and Bergen will "
        "jointly build a joint inspection platform and develop the friendly relations between the two cities."
    )
    assert _promised(text) == [
        ("build a joint inspection platform", "joint inspection platform"),
        ("develop the friendly relations between the two cities", None),
    ]
