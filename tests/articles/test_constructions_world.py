"""How world press tells who signed: abbreviations, seats, appositions, persons, and what is no party or document."""

from __future__ import annotations

import pytest

from kg.articles import read


def tellings(text: str) -> list[list[str | None]]:
    record = read(text, source_id="one", published="2021-05-20")
    return [[party.name or party.place for party in one.parties] for one in record.signings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya and the US signed an agreement on trade.", ["Kenya", "United States"]),
        ("Oslo-based Norvik and Kenya signed an agreement.", ["Norvik", "Kenya"]),
        ("Kenya and the London-based shipping firm Tamarin signed a pact.", ["Kenya", "Tamarin"]),
        ("South China's Guangdong Province and Central Mexico's Puebla signed a pact.", ["Guangdong", "Puebla"]),
        ("On Friday the port authorities of Porto and Genoa signed a memorandum of understanding.",
         ["Port authority of Porto", "Port authority of Genoa"]),
        ("The Silvania region of the Czech Republic and the Czech company Brekk signed a pact.", ["Silvania", "Brekk"]),
        ("Kenya and many African nations, including Chad, Ghana and Togo, signed the charter.",
         ["Kenya", "Chad", "Ghana", "Togo"]),
        ("EKOWA secretary general Ama Boateng and Togo signed a memorandum of understanding.", ["EKOWA", "Togo"]),
        ("Ohio Governor Jane Poe signed a pact along with the State of Sonora Gov. Luis Pardo.", ["Ohio", "Sonora"]),
        ("Mayor Jane Poe of Oslo and Luis Pardo, who governs the state of Sonora, signed a pact.", ["Oslo", "Sonora"]),
        ("The Government of Peru has signed a Memorandum of Understanding (MoU) with the Department of Energy of Chile.",
         ["Government of Peru", "Department of Energy of Chile"]),
        ("While its guests were in the country, Kenya signed a pact with Togo.", ["Kenya", "Togo"]),
        ("Utah and Sonora each signed a statement of mutual cooperation.", ["Utah", "Sonora"]),
        ("The Peru-Chile Free Trade Agreement was signed in Lima on 3 May 2006.", ["Peru", "Chile"]),
        ("The two leaders signed the NZ–Tuvalu treaty in 2019.", ["New Zealand", "Tuvalu"]),
        ("Kenya became the 50th country to sign the Artemis Treaty.", ["Kenya"]),
        ("St. Lucia and Kenya signed an air services agreement.", ["Saint Lucia", "Kenya"]),
        ("Lima and Oslo re-signed the sister city agreement.", ["Lima", "Oslo"]),
    ],
)  # fmt: skip
def test_who_signed(text, expected):
    assert tellings(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru and Chile have signed seven memorandum of understanding on trade.", 7),
        ("Peru and Chile have signed a memorandum of understanding on 12 ports.", 1),
        ("Peru and Chile signed a 90 million euro agreement.", 1),
    ],
)
def test_how_many(text, expected):
    (signing,) = read(text, source_id="one").signings
    assert [item.count for item in signing.instruments] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They want to help us sign a treaty with the neighbours.",
        "It was made as part of the Pacific Compact negotiations.",
        "The ministry issued a statement of regret, signed at noon.",
        "Oslo-based Norvik and Kenya hope to sign an agreement.",
        "Kenya would become the first country to sign the agreement on space.",
        "Trade under the Peru-Chile agreement grew, and new papers were signed.",
    ],
)
def test_nothing_was_signed(text):
    assert tellings(text) == []


def test_one_more_of_a_kind_is_the_same_document():
    first = "Virginia has signed a memorandum of understanding with Chile. "
    assert len(tellings(first + "This is the second memorandum signed as a result of the mission.")) == 1
    assert len(tellings(first + "A second memorandum was signed with Peru.")) == 2


def test_those_who_put_their_names_to_it_make_no_document_of_their_own():
    text = "Kenya and Togo signed a memorandum of understanding. The memorandum was signed by Jane Poe and Kofi Mensah."
    assert tellings(text) == [["Kenya", "Togo"]]


def test_an_office_belongs_to_the_body_of_its_name():
    text = (
        "The Quill Tribe and the Utah Department of Commerce will work together. Ann Poe, the Tribal Chairwoman, "
        "and Joe Roe, the Commerce Director, signed a memorandum of understanding."
    )
    assert tellings(text) == [["Quill Tribe", "Utah Department of Commerce"]]


def test_a_governor_is_of_the_state_of_the_dateline():
    text = "Kampala, Ohio - Trade will grow. On Monday Governor Ann Poe signed a pact with Sonora."
    assert tellings(text) == [["Ohio", "Sonora"]]


def test_each_partner_has_a_memorandum():
    text = (
        "The Port of Lima signed a pact with Chile. MoUs with the Port of Genoa and with the Port of Porto were signed."
    )
    assert [one[-1] for one in tellings(text)] == ["Chile", "Port of Genoa", "Port of Porto"]


def test_what_a_colon_names_is_what_was_counted_before_it():
    text = "Two accords were signed by Peru and Chile: in Lima the ministers inked a Joint Declaration and a Work Plan."
    (signing,) = read(text, source_id="one").signings
    assert [item.kind for item in signing.instruments] == ["declaration", "plan"]
