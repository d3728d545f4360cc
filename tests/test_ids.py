"""IRIs: the same for the same record, of letters that an IRI may hold, and apart where names are apart."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.ids import BASE, Minter, digest, normalise, slug

MINTER = Minter()
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=40)


@given(NAMES)
def test_a_slug_is_stable_and_fits_into_an_iri(name):
    made = slug(name)
    assert made
    assert "/" not in made
    assert made == made.strip("-") == slug(made)
    assert NamedNode(BASE + "body/" + made).value.endswith(made)


@given(NAMES, NAMES)
def test_what_differs_in_case_and_composition_alone_has_one_slug(one, other):
    name = f"a {one} {other}"
    assert slug(name) == slug(unicodedata.normalize("NFD", name)) == slug(unicodedata.normalize("NFC", name))
    assert slug(f"  {name} ") == slug(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Chongqing Ecology and Environment Bureau", "chongqing-ecology-and-environment-bureau"),
        ("Xi'an", "xian"),
        ("People’s Court", "peoples-court"),
        ("Saint-Étienne", "saint-etienne"),
        ("Łódź / Straße", "łodz-strasse"),
        ("泸州市", "泸州市"),
        ("한국", "한국"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("a/../b", "a-b"),
    ],
)
def test_slugs_people_would_expect(name, expected):
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("one", "other"), [("दिल्ली", "दल्ली"), ("กี", "กา"), ("Йод", "Иод"), ("か", "が"), ("مَدرسة", "مِدرسة")]
)
def test_names_that_their_marks_tell_apart_stay_apart(one, other):
    assert slug(one) != slug(other)


def test_a_name_without_letters_is_a_digest():
    assert slug("!!!") == digest("!!!")[:12]
    assert slug("!!!") != slug("???")


@given(st.text(st.characters(codec="utf-8")))
def test_a_digest_is_that_of_the_utf_8_form(words):
    assert digest(words) == hashlib.sha256(words.encode()).hexdigest()


def test_normalised_names_ignore_case_blanks_apostrophes_and_composition():
    assert normalise("  XI' AN\tCity ") == normalise("xi’an city") == "xian city"
    assert normalise("Saint-E\u0301tienne") == normalise("saint-étienne")
    assert normalise("Xian") != normalise("Xi an")


def test_bodies_of_one_name_in_two_places_are_two():
    one, other = (MINTER.body("s", "Civil Affairs Bureau", place) for place in ("Luzhou", "Yibin"))
    assert one == BASE + "body/s/civil-affairs-bureau-luzhou"
    assert one != other
    assert MINTER.body("s", "Luzhou Civil Affairs Bureau", "Luzhou") == BASE + "body/s/luzhou-civil-affairs-bureau"
    assert MINTER.body("s", "New Luzhouan Bank", "Luzhou").endswith("/new-luzhouan-bank-luzhou")


PERIODS = [
    "2020",
    "2020-04",
    "2020-04-01/2020-04-15",
    "[2020-04-01..2020-04-15]",
    "[..2020]",
    "[2020..]",
    "../2020",
    "2020/..",
    "XXXX-05-18",
]


def test_each_period_has_an_iri_of_its_own():
    made = [MINTER.period(edtf) for edtf in PERIODS]
    assert len(set(made)) == len(PERIODS)
    assert all(NamedNode(iri).value == iri for iri in made)


@given(st.lists(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True), min_size=1, max_size=3))
def test_local_is_the_inverse_of_iri(parts):
    assert MINTER.local(MINTER.iri("signing", *parts), "signing") == "/".join(parts)
    with pytest.raises(ValueError, match="is no place"):
        MINTER.local(MINTER.iri("signing", *parts), "place")
