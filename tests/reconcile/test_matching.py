"""Which things a name may mean, and when it is safe to take one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reconcile import Entity, Index, Query, candidates, constrained


def best(index, text, *types, **told):
    constraints = tuple(constrained(index, name, [value]) for name, value in told.items())
    found = candidates(index, Query(text, types, constraints))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Chongqing", "place/chongqing"),
        ("CHENGDU CITY", "place/chengdu"),
        ("重庆", "place/chongqing"),
        ("四川省", "place/sichuan"),
        ("Guangan", "territory/guangan"),
        ("泸州", "territory/luzhou"),
        ("https://w3id.org/accord/id/place/luzhou", "place/luzhou"),
        ("place/luzhou", "place/luzhou"),
        (
            "Sichuan Provincial Department of Civil Affairs",
            "body/sichuan-chongqing-2020/department-of-civil-affairs-of-sichuan-province",
        ),
    ],
)
def test_a_name_in_any_form_is_a_match(corpus_index, text, meant):
    found = best(corpus_index, text)
    assert (found.entity.id, found.match) == (meant, True)


@pytest.mark.parametrize("text", ["Chengdou", "Chegndu", "Cengdu", "Chengduu", "Xhengdu"])
def test_a_typing_error_is_found_and_left_to_a_person(corpus_index, text):
    found = best(corpus_index, text, "Place")
    assert (found.entity.id, found.match) == ("place/chengdu", False)


def test_what_is_told_besides_makes_a_wrong_letter_safe(corpus_index):
    assert best(corpus_index, "Chengdou", within="China").match
    assert best(corpus_index, "Chengdou", within="中国").match
    assert not best(corpus_index, "Chengdou", within="Chongqing").match


def test_another_town_is_no_typing_error(towns):
    assert not best(towns, "Neuenkirchen").match
    assert not best(towns, "Wittenberge").match


def test_namesakes_are_not_safe_until_their_country_is_told(towns):
    plain = candidates(towns, Query("Cambridge"))
    assert [(one.score, one.match) for one in plain] == [(100, False), (100, False)]
    told = best(towns, "Cambridge", within="Germany")
    assert (told.entity.id, told.match) == ("place/cambridge-germany", True)


def test_a_country_by_another_name_tells_as_much(towns):
    told = best(towns, "Cambridge", within="Deutschland")
    assert (told.entity.id, told.match, told.features["property-within"]) == ("place/cambridge-germany", True, True)


def test_a_contradiction_is_no_match(towns):
    found = best(towns, "Bonn", within="Austria")
    assert (found.score, found.match, found.features["property-within"]) == (70, False, False)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("Kansas City", False),  # a province of that name is no city
        ("Mexico", False),  # the country is not its capital
        ("Quebec City", True),  # the city is
        ("Kansas Province", True),
        ("School No. 3", False),
    ],
)
def test_the_word_for_the_kind_of_place_must_fit(towns, text, match):
    assert best(towns, text).match is match


def test_types_narrow_the_search(corpus_index):
    assert {one.entity.type for one in candidates(corpus_index, Query("Luzhou", ("Party",)))} <= {"Body", "Territory"}
    assert candidates(corpus_index, Query("Luzhou", ("Nothing",))) == []
    assert candidates(corpus_index, Query("Luzhou", ("Place", "Party"), strict="all")) == []
    should = candidates(corpus_index, Query("Chengdu", ("Body",), strict="should"))[0]
    assert (should.entity.id, should.score, should.match) == ("place/chengdu", 90, False)


def test_properties_alone_find_things(corpus_index):
    constraint = constrained(corpus_index, "party", ["Luzhou"])
    found = candidates(corpus_index, Query(None, ("Agreement",), (constraint,)))
    assert len(found) == 3
    assert all("territory/luzhou" in one.entity.values["party"] for one in found)


def test_a_date_may_be_told_in_part(corpus_index):
    constraint = constrained(corpus_index, "date", ["2020-04"])
    found = candidates(corpus_index, Query(None, ("Agreement",), (constraint,), limit=50))
    assert found
    assert all(one.entity.values["date"][0].lstrip("[").startswith("2020-04") for one in found)


def test_pinyin_finds_what_has_no_chinese_name_and_is_not_safe():
    index = Index([Entity("place/luzhou", "Place", ("Luzhou",), "place/luzhou", 0, {})])
    found = best(index, "泸州市")
    assert (found.entity.id, found.score, found.match) == ("place/luzhou", 90, False)
    index = Index([Entity("place/luzhou", "Place", ("泸州市",), "place/luzhou", 0, {})])
    assert (best(index, "Luzhou").score, best(index, "Luzhou").match) == (90, False)


def test_names_of_nothing_have_no_candidates(corpus_index):
    for text in ("", "   ", "?!", "💥", "\x00", "qqqqqqqqqqqq"):
        assert candidates(corpus_index, Query(text)) == []


names = st.text(st.characters(categories=["Ll", "Lu", "Lo", "Nd", "Zs"]), min_size=1, max_size=25).filter(str.strip)


@given(st.lists(names, min_size=1, max_size=12, unique=True), st.data())
def test_every_name_finds_its_bearer_and_a_match_is_the_only_one_of_that_name(listed, data):
    index = Index([Entity(f"place/{n}", "Place", (name,), f"place/{n}", 0, {}) for n, name in enumerate(listed)])
    text = data.draw(st.sampled_from(listed))
    found = candidates(index, Query(text, limit=50))
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert not any(one.match for one in found[1:])
    if any(char.isalnum() for char in text):
        assert any(text in one.entity.names for one in found)
    if found and found[0].match and found[0].score == 100:
        assert text in found[0].entity.names
