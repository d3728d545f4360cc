"""Gazetteers: reference places with level, parent, names and identifiers, as of a stated time.

A gazetteer is a ``places.yaml`` beside a corpus's records. Names in records are looked up in it; a
name that no gazetteer knows becomes a place without level.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.errors import RecordError
from kg.ids import normalise, slug
from kg.records import kinds, read_text
from kg.records.kinds import At, code, listed
from kg.records.layout import Key, Layout
from kg.records.loading import load_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Gazetteer", "Place", "Vintage", "read_places"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """What a gazetteer is: its source id and title, and the time (EDTF) of which it speaks, where that is known."""

    id: str
    title: str
    as_of: str | None = None
    publisher: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An administrative division, functional area or region, as of the gazetteer's time.

    ``same_as`` are IRIs of the same area elsewhere, ``see_also`` of its seat or unconfirmed ones;
    ``latitude`` and ``longitude`` are WGS84 degrees of one point of it, as decimal text.
    """

    id: str
    name: str
    zh: str | None = None
    level: str | None = None
    parent: str | None = None
    covers: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    gbt2260: str | None = None
    iso3166: str | None = None
    same_as: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    latitude: str | None = None
    longitude: str | None = None


class Gazetteer:
    """Places by id, by name in any language, and by alias."""

    def __init__(self, parts: Iterable[tuple[Vintage, tuple[Place, ...]]] = ()) -> None:
        self.parts = list(parts)
        self._meant: dict[str, Place] = {}

    @cached_property
    def by_id(self) -> dict[str, tuple[Place, Vintage]]:
        """All places, with the gazetteer that each is from; the first gazetteer that has an id wins."""
        found: dict[str, tuple[Place, Vintage]] = {}
        for vintage, places in self.parts:
            for place in places:
                found.setdefault(place.id, (place, vintage))
        return found

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        names: dict[str, set[str]] = {}
        for place, _ in self.by_id.values():
            for name in (place.id, place.name, place.zh, *place.aliases):
                if name:
                    names.setdefault(normalise(name), set()).add(place.id)
        return names

    def called(self, name: str) -> list[Place]:
        """All places called ``name`` (an id, a name or an alias)."""
        return [self.by_id[found][0] for found in sorted(self._by_name.get(normalise(name), ()))]

    def place(self, name: str) -> Place:
        """The place called ``name`` (an id, a name or an alias); a new one without level if unknown.

        Raises RecordError when several places have the name.
        """
        if (meant := self._meant.get(name)) is None:
            found = self.called(name)
            if len(found) > 1:
                ids = ", ".join(place.id for place in found)
                raise RecordError(f"{name!r} names several places: write one of the ids {ids}")
            meant = self._meant[name] = found[0] if found else Place(id=slug(name), name=name)
        return meant

    def with_ancestors(self, ids: Iterable[str]) -> Iterator[tuple[Place, Vintage]]:
        """The known places among ``ids``, what they are within and what they cover, each once."""
        waiting, seen = list(ids), set[str]()
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self.by_id:
                continue
            seen.add(name)
            place, vintage = self.by_id[name]
            yield place, vintage
            waiting += [place.parent] if place.parent else []
            waiting += place.covers


_VINTAGE = Layout(
    Vintage,
    "gazetteer",
    {
        "id": Key(kinds.IDENTIFIER, "source id of the gazetteer", required=True),
        "title": Key(kinds.TEXT, "what it is", required=True),
        "as_of": Key(kinds.EDTF, "time of which it speaks (EDTF)", required=True),
        "publisher": Key(kinds.TEXT, "who made it"),
        "licence": Key(kinds.TEXT, "licence"),
    },
)
_PLACE = Layout(
    Place,
    "place",
    {
        "id": Key(kinds.IDENTIFIER, "last part of its IRI", required=True),
        "name": Key(kinds.TEXT, "English name", required=True),
        "zh": Key(kinds.TEXT, "Chinese name"),
        "level": Key(code("level"), "code of the scheme level"),
        "parent": Key(kinds.IDENTIFIER, "id of the place that it lies in"),
        "covers": Key(listed(kinds.IDENTIFIER), "ids of places that a region covers, wholly or in part"),
        "aliases": Key(listed(kinds.TEXT), "further names"),
        "gbt2260": Key(kinds.TEXT, "code of GB/T 2260"),
        "iso3166": Key(kinds.TEXT, "code of ISO 3166-1 or ISO 3166-2"),
        "same_as": Key(listed(kinds.ADDRESS), "IRIs of the same area"),
        "see_also": Key(listed(kinds.ADDRESS), "IRIs of its seat, or not confirmed"),
        "latitude": Key(kinds.DEGREES, "WGS84 degrees"),
        "longitude": Key(kinds.DEGREES, "WGS84 degrees"),
    },
)


@dataclass(frozen=True, slots=True)
class _File:
    source: Vintage
    places: tuple[Place, ...] = ()


_FILE = Layout(
    _File,
    "gazetteer",
    {
        "source": Key(_VINTAGE.kind(), "what the gazetteer is", required=True),
        "places": Key(listed(_PLACE.kind()), "its places", required=True),
    },
)


def read_places(path: Path) -> tuple[Vintage, tuple[Place, ...]]:
    """A gazetteer file. Raises InputError for bad keys, repeated ids, and parents that it does not have."""
    documents = load_text(read_text(path), str(path))
    at = At(str(path), documents[0].line)
    if len(documents) != 1:
        at.fail(f"a gazetteer is one document, not {len(documents)}")
    content: Any = _FILE.read(documents[0], "the gazetteer", at)
    ids = Counter(place.id for place in content.places)
    for place in content.places:
        here = At(str(path), None, f"place {place.id}")
        if ids[place.id] > 1:
            here.fail(f"the id stands {ids[place.id]} times")
        for other in (*((place.parent,) if place.parent else ()), *place.covers):
            if other not in ids:
                here.fail(f"{other} is no place of this gazetteer")
        if (place.latitude is None) != (place.longitude is None):
            here.fail("latitude and longitude go together")
    _refuse_circles(content.places, str(path))
    return content.source, content.places


def _refuse_circles(places: tuple[Place, ...], file: str) -> None:
    parents = {place.id: place.parent for place in places}
    for place in places:
        seen, above = {place.id}, place.parent
        while above is not None:
            if above in seen:
                At(file, None, f"place {place.id}").fail("lies within itself, by way of its parents")
            seen.add(above)
            above = parents[above]
