"""Which parties and places may be one and the same: candidates by blocks, each with a score and a reason.

Things are compared only within their kind, and only inside a block: one country, one town, one name. Scores:
1 for a name or code of the reference data, .95 for a town of one name, .9 for a slip of one letter; what a person
should look at is unsure and scores less.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from kg.identity import countries, towns
from kg.identity.decisions import Decision
from kg.identity.names import fold, is_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Thing", "proposals"]

_CERTAIN, _TOWN, _SLIP, _HOMONYM, _ALIKE = map(Decimal, ("1", "0.95", "0.9", "0.6", "0.5"))
_ALIKE_RATIO = 93  # of 100, rapidfuzz token_sort_ratio
_MOST = 400  # bodies compared word by word in one place


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A party or place. ``kind`` is territory, place or body; ``within`` the alpha-3 code of the country it lies in.

    ``names`` are all its names, the first the one that is shown; ``home`` is what tells the place of a body: a name.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    within: str | None = None
    level: str | None = None
    home: str | None = None
    body_kind: str | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a thing was recognised: the block that it belongs to, the name of what it is, how sure, and why.

    ``told`` is the name or code of the thing that says so; ``near`` another block that it may belong to.
    """

    block: str
    name: str
    score: Decimal
    reason: str
    told: str
    near: str | None = None


def proposals(things: Iterable[Thing]) -> list[Decision]:
    """All proposals, same and unsure. InputError where the reference data are not installed."""
    listed = sorted(things, key=lambda thing: thing.id)
    found: dict[frozenset[str], Decision] = {}
    for kind in ("territory", "place"):
        of_kind = [thing for thing in listed if thing.kind == kind]
        for decision in _by_reference(of_kind):
            found.setdefault(decision.pair, decision)
    for decision in _bodies([thing for thing in listed if thing.kind == "body"]):
        found.setdefault(decision.pair, decision)
    return list(found.values())


def _by_reference(things: list[Thing]) -> Iterator[Decision]:
    """Countries and towns: a star around the best named of each block, and what is ambiguous with each star."""
    blocks: dict[str, list[tuple[Thing, _Reading]]] = {}
    for thing in things:
        if reading := _read(thing):
            blocks.setdefault(reading.block, []).append((thing, reading))
    hubs: dict[str, Thing] = {}
    for block, members in sorted(blocks.items()):
        hub, told = min(members, key=_standing)
        hubs[block] = hub
        for thing, reading in members:
            if thing is not hub:
                score = min(reading.score, told.score)
                verdict = "same" if score >= _SLIP else "unsure"
                reason = reading.reason if reading.score <= told.score else told.reason
                yield Decision(one=hub.id, other=thing.id, verdict=verdict, score=score, reason=reason)
        if told.near in blocks:
            near, _ = min(blocks[told.near], key=_standing)
            yield Decision(
                one=near.id, other=hub.id, verdict="unsure", score=_HOMONYM, reason=f"{told.reason}, perhaps"
            )
    yield from _ambiguous(things, hubs)


def _ambiguous(things: list[Thing], hubs: dict[str, Thing]) -> Iterator[Decision]:
    """What bears a name of two countries, with each of these."""
    for thing in things:
        if thing.within is None:
            for possible in countries.candidates(thing.names[0]):
                hub_of = hubs.get(f"country:{possible.code}")
                if hub_of and hub_of.id != thing.id:
                    reason = f"{thing.names[0]} may be {possible.name}, or another country of that name"
                    yield Decision(one=hub_of.id, other=thing.id, verdict="unsure", score=_ALIKE, reason=reason)


def _standing(member: tuple[Thing, _Reading]) -> tuple[bool, bool, bool, bool, str]:
    """Who stands for a block: what has a level, then the reference's own name, then a name that is no code."""
    thing, reading = member
    named = fold(thing.names[0]) == fold(reading.name)
    return thing.level is None, reading.score < _CERTAIN, not named, is_code(reading.told), thing.id


def _read(thing: Thing) -> _Reading | None:
    """The country or town that a thing is by all its names; None where they name none, or two, or one is ambiguous."""
    if thing.within is None and any(map(countries.candidates, thing.names)):
        return None
    readings: dict[str, _Reading] = {}
    for name in thing.names:
        if reading := _country(thing, name) if thing.within is None else _town(thing, name):
            readings.setdefault(reading.block, reading)
    return next(iter(readings.values())) if len(readings) == 1 else None


def _country(thing: Thing, name: str) -> _Reading | None:
    if thing.level not in (None, "country"):
        return None
    if known := countries.country(name):
        block, code = f"country:{known.code}", f"{known.name} (ISO 3166 {known.code})"
        if thing.level is None and not is_code(name) and towns.is_foreign_subdivision(name, known.code):
            return _Reading(block, known.name, _HOMONYM, f"{name} is {code}, or a part of another country", name)
        return _Reading(block, known.name, _CERTAIN, f"{name} is {code}", name)
    if known := countries.misspelt(name):
        reason = f"{name} is {known.name} (ISO 3166 {known.code}) but for one letter"
        return _Reading(f"country:{known.code}", known.name, _SLIP, reason, name)
    return None


def _town(thing: Thing, name: str) -> _Reading | None:
    known = towns.spot(name, thing.within or "")
    if known is None:
        return None
    reason = f"{name} is the only {known.name} of {thing.within} ({known.id})"
    block = f"{thing.within}:{known.id}"
    if towns.same_word(name, known.name):
        return _Reading(block, known.name, _TOWN, reason, name)
    return _Reading(f"{block}:{fold(name)}", name, _TOWN, reason, name, near=block)


def _bodies(bodies: list[Thing]) -> Iterator[Decision]:
    """Bodies of one name in one place; in doubt where the place of one is not told, or names are alike."""
    by_name: dict[str, list[Thing]] = {}
    by_home: dict[str, list[Thing]] = {}
    for body in bodies:
        for name in dict.fromkeys(map(fold, body.names)):
            by_name.setdefault(name, []).append(body)
        if body.home:
            by_home.setdefault(body.home, []).append(body)
    for name, named in sorted(by_name.items()):
        for one, other in combinations(named[:_MOST], 2) if name else ():
            if one.home is not None and other.home is not None and one.home != other.home:
                continue
            kinds_differ = one.body_kind and other.body_kind and one.body_kind != other.body_kind
            sure = one.home == other.home and one.home is not None and not kinds_differ
            reason = "one name in one place" if sure else "one name; the place or kind of one of them is not told"
            verdict, score = ("same", _TOWN) if sure else ("unsure", _HOMONYM)
            yield Decision(one=one.id, other=other.id, verdict=verdict, score=score, reason=reason)
    yield from _alike(by_home)


def _alike(by_home: dict[str, list[Thing]]) -> Iterator[Decision]:
    """Bodies of one place whose names hold nearly the same words."""
    from rapidfuzz import fuzz, process

    for _, block in sorted(by_home.items()):
        if 1 < len(block) <= _MOST:
            names = [fold(body.names[0]) for body in block]
            scores = process.cdist(names, names, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE_RATIO)
            for i, j in combinations(range(len(block)), 2):
                if scores[i][j] and names[i] != names[j] and not _numbers_differ(names[i], names[j]):
                    reason = f"alike names ({int(scores[i][j])} of 100) in one place"
                    one, other = block[i].id, block[j].id
                    yield Decision(one=one, other=other, verdict="unsure", score=_ALIKE, reason=reason)


def _numbers_differ(one: str, other: str) -> bool:
    """Whether two names hold other numbers: the second middle school is not the third."""
    return [w for w in one.split() if w.isdigit()] != [w for w in other.split() if w.isdigit()]
