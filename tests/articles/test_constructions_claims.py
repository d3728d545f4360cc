"""Totals however they are told, with their bounds; and what looks like a total but is none."""

from __future__ import annotations

import pytest

from kg.articles import read

SIGNED = "Peru and Chile signed an agreement on fisheries. "


def totals(text: str) -> list[tuple[int | None, int | None]]:
    return [(one.minimum, one.maximum) for one in read(text, source_id="one", published="2021-05-20").claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So far the port has concluded friendly relations with 12 ports of Asia.", (12, 12)),
        ("The university has signed agreements with no fewer than 130 institutes abroad.", (130, None)),
        ("Lima has established sister relations with more than 40 cities around the world.", (41, None)),
        ("By then the ministry had already signed similar memoranda with eight other provinces.", (8, 8)),
        ("Peru has concluded 341 pairs of sister-city relations with 34 countries.", (341, 341)),
        ("Seven pairs of hospitals signed cooperation agreements at the fair.", (7, 7)),
        ("With it the number of air services agreements that Peru had concluded rose to 92.", (92, 92)),
        ("This brought to 30 the number of agreements that Peru has signed with its neighbours.", (30, 30)),
        ("It was already the fourteenth that Peru had signed with an African state.", (14, 14)),
        ("The memorandum is the second that the court has entered into with Chile within two weeks.", (2, 2)),
        ("Seven of the eleven states of the basin have signed by now.", (7, 7)),
        ("The signatures of 54 nations stand under the convention.", (54, 54)),
        ("In a collective signing, 48 cooperation projects were settled.", (48, 48)),
        ("Departments followed with 76 sub-agreements in the same year.", (76, 76)),
    ],
)
def test_a_total_is_found(text, expected):
    assert totals(SIGNED + text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "In 2018 Peru signed cooperation agreements with Chile and Bolivia.",
        "On April 13 agreements on trade were signed by Peru and Chile.",
        "The port hopes to conclude friendly relations with 12 ports of Asia.",
        "The number of agreements that Peru has signed will rise to 92.",
        "Two agreements were signed at the fair: Peru signed a pact with Chile. Peru signed a treaty with Bolivia. ",
    ],
)
def test_what_is_no_total(text):
    assert totals(text) == []
