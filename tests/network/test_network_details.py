"""What is told of each agreement beside its parties."""

from __future__ import annotations

import pytest
from support import built

import kg
from kg import network
from kg.ids import BASE

RECORDS = """
source: {id: s, title: S, quotable: false}
signings:
- {id: plain, signed: 2020-04-01, parties: [{place: A}, {place: B}], instruments: [{kind: agreement}]}
- {id: draft, signed: 2020-04-02, parties: [{place: A}, {place: C}], instruments: [{kind: agreement, count: 2}], status: draft, confidence: 0.55}
- {id: kept, signed: 2020-04-03, parties: [{place: B}, {place: C}], instruments: [{kind: agreement}], status: accepted}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return built(tmp_path_factory.mktemp("details"), RECORDS)


def test_status_and_confidence_are_those_of_the_signing(store: kg.Store) -> None:
    known = network.parties(store).graph["agreements"]
    assert {
        iri.removeprefix(f"{BASE}agreement/s/"): (row["status"], row["confidence"]) for iri, row in known.items()
    } == {
        "plain-1": (None, None),
        "draft-1": ("draft", 0.55),
        "draft-2": ("draft", 0.55),
        "kept-1": ("accepted", None),
    }
