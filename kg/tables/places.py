"""Places that the columns of a table name: each one told apart, given an id, and placed within another.

All places of the tables are counted first; then ids are given, the commonest names first, so that the same tables
give the same ids whatever the order of their rows. A place that a gazetteer knows by name (and, where the table names
the larger place, within that one) is that place. Otherwise the id is the name, followed by the id of the larger place.
Two names never share an id, even those that differ in accents alone: to join them is a decision of its own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.ids import digest, slug
from kg.places import Gazetteer, Place, Vintage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Source

__all__ = ["Spot", "TablePlaces"]

_COUNTRY = "country"


class Spot(NamedTuple):
    """A place as one row names it."""

    name: str
    code: str | None = None
    level: str | None = None
    iso3166: str | None = None
    latitude: str | None = None
    longitude: str | None = None
    within: Spot | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What tells the place apart: its code, or its name and the larger place."""
        if self.code is not None:
            return (self.level, self.code)
        return (self.level, self.name, self.within.key if self.within else None)


class TablePlaces(Gazetteer):
    """The places of one table source, in front of the gazetteers of the build."""

    def __init__(self, source: Source, known: Gazetteer) -> None:
        super().__init__(known.parts)
        title = source.title or source.id
        self._vintage = Vintage(
            id=source.id, title=title, as_of=source.published, publisher=source.publisher, licence=source.licence
        )
        self._names: dict[tuple[object, ...], Counter[str]] = {}
        self._spots: dict[tuple[object, ...], Spot] = {}
        self._ids: dict[tuple[object, ...], str] = {}
        self._own: dict[str, Place] = {}

    def count(self, spot: Spot) -> None:
        """Note that a row names the place."""
        key = spot.key
        names = self._names.get(key)
        if names is None:
            self._names[key] = Counter((spot.name,))
            self._spots[key] = spot
            if spot.within:
                self.count(spot.within)
        else:
            names[spot.name] += 1

    def settle(self) -> None:
        """Give each place its id and its name; to be called once, after the last :meth:`count`."""
        taken: set[str] = set()
        order = sorted(self._names, key=lambda key: (_depth(self._spots[key]), -self._names[key].total(), repr(key)))
        for key in order:
            spot = self._spots[key]
            name = min(self._names[key].items(), key=lambda item: (-item[1], item[0]))[0]
            parent = self._ids[spot.within.key] if spot.within else None
            larger = None if spot.level == _COUNTRY else parent  # a country is known by its own name
            known = self._known(name, spot, larger)
            if known is not None and known.id not in taken:
                self._ids[key] = known.id
                taken.add(known.id)
                continue
            own = slug(name) if larger is None else f"{slug(name)}-{larger}"
            if own in taken or own in self.by_id:
                own = f"{own}-{slug(spot.code) if spot.code else digest(name)[:8]}"
                name = f"{name} ({spot.code})" if spot.code else name
            taken.add(own)
            self._ids[key] = own
            self._own[own] = Place(
                id=own,
                name=name,
                level=spot.level,
                parent=parent,
                iso3166=spot.iso3166,
                latitude=spot.latitude if spot.longitude else None,
                longitude=spot.longitude if spot.latitude else None,
            )

    def id_of(self, spot: Spot) -> str:
        """The id of a place that was counted."""
        return self._ids[spot.key]

    def place(self, name: str) -> Place:
        """The place with the id ``name``, or that the gazetteers call so."""
        own = self._own.get(name)
        if own is not None:
            return own
        return self.by_id[name][0] if name in self.by_id else super().place(name)

    def with_ancestors(self, ids: Iterable[str]) -> Iterator[tuple[Place, Vintage]]:
        """The known places among ``ids``, what they are within and what they cover, each once."""
        waiting, seen, others = list(ids), set[str](), list[str]()
        while waiting:
            name = waiting.pop()
            own = self._own.get(name)
            if own is None:
                others.append(name)
            elif name not in seen:
                seen.add(name)
                yield own, self._vintage
                waiting += [own.parent] if own.parent else []
        yield from super().with_ancestors(others)

    def _known(self, name: str, spot: Spot, parent: str | None) -> Place | None:
        """The place of a gazetteer that the table means, if there is exactly one."""
        found = self.called(name)
        if len(found) != 1:
            return None
        place = found[0]
        if parent is not None:
            return place if parent in self._above(place) else None
        return place if spot.level in (None, place.level) else None

    def _above(self, place: Place) -> Iterator[str]:
        """The ids of the places that a place of a gazetteer lies in."""
        while place.parent is not None:
            yield place.parent
            place = self.by_id[place.parent][0]


def _depth(spot: Spot) -> int:
    return 0 if spot.within is None else 1 + _depth(spot.within)
