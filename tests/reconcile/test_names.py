"""Names made comparable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reconcile.names import grams, numbers, read_name, romanised


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łódź", "LODZ"),
        ("Tromsø", "tromso"),
        ("Guang'an", "guangan"),
        ("Düsseldorf", "Dusseldorf"),
        ("Ｌuzhou", "Luzhou"),  # full-width
    ],
)
def test_marks_letters_and_blanks_do_not_tell_names_apart(one, other):
    assert read_name(one).tight == read_name(other).tight


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("City of Chengdu", "Chengdu"),
        ("Chengdu Municipality", "Chengdu City"),
        ("Sichuan Province", "Sichuan"),
        ("重庆市", "重庆"),
        ("广西壮族自治区", "广西"),
        ("四川省民政厅", "四川民政厅"),
        ("Department of Civil Affairs of Sichuan Province", "Sichuan Provincial Civil Affairs Department"),
    ],
)
def test_words_for_the_kind_of_place_are_no_part_of_the_core(one, other):
    assert read_name(one).core == read_name(other).core


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chongqing Civil Affairs Bureau", "Chongqing Civil Affairs Department"),
        ("四川省市场监督管理局", "四川省场监督管理局"),  # 市场 is a market, not a city
        ("Chengdu", "Chengde"),
        ("The District", "The County"),  # all kind, no name
    ],
)
def test_other_names_have_other_cores(one, other):
    assert read_name(one).core != read_name(other).core


def test_numbers_are_kept_in_order():
    assert numbers(read_name("No. 2 Middle School of District 7").text) == ("2", "7")


def test_chinese_is_read_in_pinyin():
    assert romanised("泸州市") == "luzhou"
    assert romanised("Luzhou") is None


@given(st.text(max_size=60))
def test_any_text_has_all_forms_or_none(text):
    read = read_name(text)
    assert bool(read.text) == bool(read.tight) == bool(read.core)
    assert read.tight == read.text.replace(" ", "")
    assert all(1 <= len(piece) <= 3 for piece in grams(read.text))
    assert read_name(f"  {text} ") == read
