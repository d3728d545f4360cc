"""The reader's parts, each by itself: sentences, dates, names, documents, triggers, fields."""

from __future__ import annotations

from datetime import date

import pytest

from kg.articles.clauses.chunks import Chunker
from kg.articles.clauses.frames import frames
from kg.articles.dating.calendars import calendar_of
from kg.articles.dating.days import find_days
from kg.articles.facts.topics import fields_of
from kg.articles.places.gazetteer import gazetteer
from kg.articles.text.segments import sentences, tokenise


def reading(text: str, published: date | None = None):
    return Chunker(text, calendar_of(text, published), gazetteer()), sentences(text)


def mentions(text: str):
    chunker, found = reading(text)
    return [mention for one in found for chunk in chunker.chunks(one) for mention in chunk.mentions]


def documents(text: str):
    chunker, found = reading(text)
    return [chunk.document for one in found for chunk in chunker.chunks(one) if chunk.document]


class TestSentences:
    def test_offsets_are_those_of_the_text(self):
        text = "  • The first one. The second, of Acme Co., Ltd. and Mr. Blue.\n\nA heading\nThe last."
        found = sentences(text)
        assert [text[one.start : one.end] for one in found] == [one.text for one in found]
        assert [one.text for one in found] == [
            "The first one.",
            "The second, of Acme Co., Ltd. and Mr. Blue.",
            "A heading",
            "The last.",
        ]
        assert [one.heading for one in found] == [False, False, True, False]

    def test_tokens_keep_abbreviations_and_part_possessives(self):
        assert [token.text for token in tokenise("The U.S. and Xi’an’s Co. (No. 5)")] == [
            "The", "U.S.", "and", "Xi’an", "’s", "Co.", "(", "No.", "5", ")",
        ]  # fmt: skip


class TestDays:
    @pytest.mark.parametrize(
        ("words", "published", "edtf"),
        [
            ("signed on 5 March 2014", None, "2014-03-05"),
            ("signed on March 5th, 2014", None, "2014-03-05"),
            ("signed on 5 March", None, "XXXX-03-05"),
            ("signed on 5 March", date(2016, 2, 1), "2015-03-05"),
            ("signed in June 1999", None, "1999-06"),
            ("signed in 1999", None, "1999"),
            ("signed yesterday", date(2020, 3, 1), "2020-02-29"),
            ("signed yesterday", None, None),
            ("signed on Monday", date(2022, 6, 10), "2022-06-06"),
            ("signed last Monday", date(2022, 6, 10), "2022-05-30"),
            ("signed last month", date(2022, 1, 10), "2021-12"),
            ("signed on the 3rd of this month", date(2022, 6, 10), "2022-06-03"),
            ("from May 30 to June 2, 2011", None, "2011-05-30/2011-06-02"),
            ("on 3-5 July 2011", None, "2011-07-03/2011-07-05"),
        ],
    )
    def test_expression(self, words, published, edtf):
        assert [day.edtf for day in find_days(words, 0, calendar_of(words, published))] == [edtf]

    def test_a_dateline_gives_the_year(self):
        text = "LIMA, 4 May 2009 - The treaty was signed on 3 May."
        assert find_days(text, 0, calendar_of(text, None))[-1].edtf == "2009-05-03"

    @pytest.mark.parametrize("words", ["about 12.5 per cent", "on 31 February, they said", "a May wedding", "at 12:30"])
    def test_what_is_no_date(self, words):
        assert [day.edtf for day in find_days(words, 0, calendar_of(words, None)) if day.edtf] == []


class TestNames:
    @pytest.mark.parametrize(
        ("words", "name", "kind", "place"),
        [
            ("the Jalisco Culture and Tourism Bureau", "Jalisco Culture and Tourism Bureau", "department", "Jalisco"),
            ("the Ministry of Trade and Industry of Ghana", "Ministry of Trade and Industry of Ghana", "department",
             "Ghana"),
            ("Singapore's Ministry of Health said", "Ministry of Health", "department", "Singapore"),
            ("the University of Science and Technology of Oran", "University of Science and Technology of Oran",
             "university", "Oran"),
            ("Acme Rolling Stock Co., Ltd. won", "Acme Rolling Stock Co., Ltd.", "enterprise", None),
            ("Kenya's health ministry said", "Kenya's health ministry", "department", "Kenya"),
            ("the Ministry of Environment, Forest and Climate Change",
             "Ministry of Environment, Forest and Climate Change", "department", None),
        ],
    )  # fmt: skip
    def test_body(self, words, name, kind, place):
        first = mentions(words)[0]
        assert (first.name, first.body_kind, first.place) == (name, kind, place)

    def test_two_bodies_joined_by_and(self):
        found = mentions("the Ministry of Foreign Affairs and the Ministry of Trade, Microsoft and Harvard University")
        assert [one.name for one in found] == [
            "Ministry of Foreign Affairs", "Ministry of Trade", "Microsoft", "Harvard University",
        ]  # fmt: skip

    def test_a_plural_head_over_places_is_a_body_for_each(self):
        found = mentions("the Water Boards of Leeds and York, the courts of Lima and Quito")
        assert [one.name for one in found] == [
            "Water Board of Leeds", "Water Board of York", "Court of Lima", "Court of Quito",
        ]  # fmt: skip

    def test_groups_have_bounds(self):
        found = mentions("more than ten universities and seven districts of Lima")
        assert [(one.kind, one.minimum, one.maximum, one.place) for one in found] == [
            ("group", 11, None, None),
            ("group", 7, 7, "Lima"),
        ]

    def test_persons_stand_for_places_and_bodies(self):
        found = mentions("the governors of Ohio and Utah, the rector of Tartu University")
        assert [[one.name for one in person.represents] for person in found] == [["Ohio", "Utah"], ["Tartu University"]]

    def test_an_abbreviation_in_brackets_is_an_alias(self):
        assert mentions("the National Water Agency (NWA) said")[0].aliases == ("NWA",)


class TestDocuments:
    @pytest.mark.parametrize(
        ("words", "kind", "title", "count"),
        [
            ("signed a framework agreement", "framework-agreement", None, 1),
            ("signed three memoranda of understanding", "memorandum", None, 3),
            ("signed the Agreement on Cooperation in Space with", "agreement", "Agreement on Cooperation in Space", 1),
            ("signed a “Charter for Clean Rivers” in Basel", "other", "Charter for Clean Rivers", 1),
            ("signed a Memorandum of Understanding (MoU) in Basel", "memorandum", None, 1),
            ("signed a letter of intent", "letter-of-intent", None, 1),
            ("signed a sister city agreement", "twinning", None, 1),
        ],
    )
    def test_document(self, words, kind, title, count):
        found = documents(words)
        assert [(one.kind, one.title, one.count) for one in found] == [(kind, title, count)]

    def test_two_titles_joined_by_and(self):
        found = documents("signed the Treaty on Rivers and Lakes and the Protocol on Dams.")
        assert [one.title for one in found] == ["Treaty on Rivers and Lakes", "Protocol on Dams"]


class TestTriggers:
    @pytest.mark.parametrize(
        "words",
        [
            "Peru and Chile signed an agreement.",
            "An agreement was signed by Peru and Chile.",
            "The agreement signed between Peru and Chile is old.",
            "They saw the signing of a treaty between Peru and Chile.",
            "Peru entered into an agreement with Chile.",
            "Peru and Chile put their names to an accord.",
            "Peru, which concluded a treaty with Chile, agreed.",
            "Peru and Chile sign trade pact",
        ],
    )
    def test_a_signing_is_told(self, words):
        chunker, found = reading(words)
        assert sum(len(frames(chunker, one)) for one in found) == 1

    @pytest.mark.parametrize(
        "words",
        [
            "Peru and Chile will sign an agreement.",
            "Peru and Chile are expected to sign an agreement.",
            "Peru refused to sign the agreement with Chile.",
            "An agreement should have been signed by Peru and Chile.",
            "The agreement has not been signed by Peru.",
            "If the agreement is signed by Peru and Chile, work begins.",
            "Peru and Chile reached an agreement in principle.",
            "Peru and Chile reached a consensus on an agreement.",
            "They called for the signing of an agreement between Peru and Chile.",
            "The governor signed the bill.",
            "Peru and Chile concluded talks on the treaty.",
        ],
    )
    def test_no_signing_is_told(self, words):
        chunker, found = reading(words)
        assert not any(frames(chunker, one) for one in found)


def test_fields():
    assert fields_of("an agreement on rail freight and vocational training") == ["transport", "education"]
    assert fields_of("an agreement") == []
