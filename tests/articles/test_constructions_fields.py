"""What a document is about: words by their sense, what the names of all signatories share, the document's own clause."""

from __future__ import annotations

import pytest

from kg.articles import read
from kg.articles.facts.topics import fields_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("under the Belt and Road Initiative", []),
        ("a road map for 2030", []),
        ("a road to the border", ["transport"]),
        ("signed in Port Louis", []),
        ("the Port of Durban", ["transport"]),
        ("exports of edible oil", ["trade-investment"]),
        ("drilling for oil", ["energy"]),
        ("office space", []),
        ("outer space", ["science-technology"]),
        ("joint law enforcement", ["public-security"]),
        ("the construction of a long-term mechanism", []),
        ("strategic cooperation", ["integrated-development"]),
        ("strategic cooperation in tourism", ["culture-tourism"]),
    ],
)
def test_words_count_by_their_sense(words, expected):
    assert fields_of(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Supreme Court of Peru and the Supreme Court of Chile signed a cooperation agreement on 3 May 2019.",
         ("judiciary",)),
        ("Kenya's Ministry of Health and Rwanda's Ministry of Health signed an agreement on 3 May 2019.", ("health",)),
        ("Peru and Chile signed an agreement on fisheries. The museum was full and the police watched.",
         ("agriculture-rural",)),
    ],
)  # fmt: skip
def test_signatories_and_the_own_clause_decide(text, expected):
    (signing,) = read(text, source_id="one").signings
    assert signing.fields == expected
