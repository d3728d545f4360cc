"""Gazetteers: names found however written, ancestors, and what is refused."""

from __future__ import annotations

import pytest

from kg.errors import InputError, RecordError
from kg.places import Gazetteer, read_places

GOOD = """
source: {id: g, title: Places of nowhere, as_of: 2020}
places:
- {id: land, name: Land, level: country}
- {id: north, name: North Province, zh: 北省, level: province, parent: land, aliases: [The North]}
- {id: town, name: "King's Town", level: district, parent: north, latitude: '1.5', longitude: '-2'}
- {id: belt, name: Belt, level: region, covers: [town]}
- {id: twin-a, name: Twin, parent: north}
- {id: twin-b, name: Twin, parent: land}
"""


@pytest.fixture
def write(tmp_path):
    def written(text):
        path = tmp_path / "places.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def gazetteer(write):
    return Gazetteer([read_places(write(GOOD))])


@pytest.mark.parametrize("name", ["town", "King's Town", "king’s  town", "KINGS TOWN"])
def test_a_place_is_found_however_it_is_written(gazetteer, name):
    assert gazetteer.place(name).id == "town"


def test_a_place_is_found_by_alias_and_in_another_language(gazetteer):
    assert gazetteer.place("The North").id == gazetteer.place("北省").id == "north"


def test_an_unknown_place_is_made_without_level(gazetteer):
    place = gazetteer.place("Far Away")
    assert (place.id, place.name, place.level, place.parent) == ("far-away", "Far Away", None, None)


def test_a_name_of_several_places_is_refused_with_their_ids(gazetteer):
    with pytest.raises(RecordError, match="'Twin' names several places: write one of the ids twin-a, twin-b"):
        gazetteer.place("Twin")


def test_ancestors_and_what_is_covered_come_along(gazetteer):
    def ids(*names):
        return sorted(place.id for place, _ in gazetteer.with_ancestors(names))

    assert ids("town") == ["land", "north", "town"]
    assert ids("belt") == ["belt", "land", "north", "town"]
    assert ids("unknown") == ids() == []


def test_the_first_gazetteer_that_has_an_id_wins(gazetteer, write):
    other = GOOD.replace("id: g,", "id: h,").replace("name: Land", "name: Other Land")
    both = Gazetteer([*gazetteer.parts, read_places(write(other))])
    assert both.by_id["land"][0].name == "Land"
    assert both.by_id["land"][1].id == "g"


BAD = {
    "repeated id": ("{id: belt, name: Belt", "{id: town, name: Belt", "place town: the id stands 2 times"),
    "unknown parent": (
        "parent: land, aliases",
        "parent: sea, aliases",
        "place north: sea is no place of this gazetteer",
    ),
    "covers what is not there": ("covers: [town]", "covers: [sea]", "place belt: sea is no place of this gazetteer"),
    "within itself": ("level: country}", "level: country, parent: town}", "lies within itself, by way of its parents"),
    "half a point": (", longitude: '-2'", "", "place town: latitude and longitude go together"),
    "no degrees": ("'1.5'", "1.5N", "latitude: '1.5N' is not a number of degrees"),
    "unknown level": ("level: country", "level: planet", "'planet' is no code of the scheme level"),
    "unknown key": ("zh: ", "cn: ", "unknown key 'cn'"),
    "wrong time": ("as_of: 2020", "as_of: now", "as_of: 'now' is no date"),
    "bad address": ("aliases: [The North]", "same_as: ['http://a/<b>']", "is no web address"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_gazetteer_is_refused_in_one_line(name, write):
    old, new, expected = BAD[name]
    assert GOOD.count(old) == 1
    with pytest.raises(InputError) as refused:
        read_places(write(GOOD.replace(old, new)))
    assert expected in str(refused.value)
    assert "places.yaml" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_two_documents_are_no_gazetteer(write):
    with pytest.raises(InputError, match="a gazetteer is one document, not 2"):
        read_places(write(GOOD + "---\n" + GOOD))
