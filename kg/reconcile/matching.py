"""From a name to the things that may be meant, each with a score of 0 to 100 and whether it is safe to take it.

Scores: 100 for an id or the very name, 99 for one that differs in case, marks or blanks, 95 for one that differs in
the order of its words or in the word for its kind of place, 90 for the same pinyin, and below that by the letters that
have to be changed (optimal string alignment: a swap of two neighbours is one change). What is known besides, such as a
country, takes off where it is contradicted.

A match is said to be safe only where no other thing comes near, nothing contradicts, and the name is the very name;
or its word for a kind of place fits the level of what it names; or one letter of a long name is wrong and what else is
told, such as its country, confirms it (Pittsburg and Pittsburgh, Strasburg and Strasbourg are other towns). A name that
may be of several things, or that sounds like one in pinyin, is left to a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import MissingExtra
from kg.ids import BASE
from kg.reconcile.constraints import agreement, fitting
from kg.reconcile.names import KINDS, numbers, read_name, romanised
from kg.reconcile.schema import CONCRETE, with_broader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.reconcile.constraints import Constraint
    from kg.reconcile.index import Entity, Index
    from kg.reconcile.names import Name

__all__ = ["Candidate", "Query", "candidates"]

_SAME, _FOLDED, _NEAR, _SOUND, _OTHER_KIND = 100.0, 99.0, 95.0, 90.0, 80.0
_MOST_ALIKE = 94.0  # of names that differ in letters
_WORDS_SHARED = 0.85  # worth of all words of the shorter name being in the longer one
_CONTRADICTED, _OTHER_TYPE = 30.0, 10.0  # taken off
_FORMS = 40  # compared letter by letter
_LONG = 7  # letters of a name in which one may be wrong
_GAP = 8.0  # to the next thing, for a match in spite of a wrong letter
_TELLING = 3  # words that make the name of a body its own in any order
_WORTHWHILE = 35.0  # scores below are no candidates


class Query(NamedTuple):
    """What is looked for: a name, classes (local names), what is known besides, and how many candidates at most."""

    text: str | None
    types: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    limit: int = 5
    strict: str = "any"


class Candidate(NamedTuple):
    """A thing that may be meant. ``features`` are what the score is made of, by their ids in the API."""

    entity: Entity
    score: float
    match: bool
    features: dict[str, float | bool]


class _Likeness(NamedTuple):
    """How like a name is: the score, and whether words and kinds alone (``near``) or one letter (``slip``) differ."""

    score: float
    near: bool = False
    slip: bool = False


def candidates(index: Index, query: Query) -> list[Candidate]:
    """The things that may be meant, best first. Raises MissingExtra without rapidfuzz."""
    types = fitting(query.types, query.strict)
    if query.text is None:  # told by their properties alone
        likeness = dict.fromkeys(range(len(index.entities)), _Likeness(_SAME))
    else:
        likeness = _named(index, query.text, types)
    found = []
    for number, like in likeness.items():
        entity = index.entities[number]
        if types is None or entity.type in types:
            told = [agreement(entity, constraint) for constraint in query.constraints]
            if query.text is not None or (told and all(told)):
                found.append((_scored(entity, like, told, query), like, told))
    found.sort(key=lambda one: _rank(one[0]))
    return _decided(found, query)


def _rank(found: Candidate) -> tuple[float, int, int, str]:
    """The best first; of equal ones what signs before its place, and the most active."""
    return -found.score, CONCRETE.index(found.entity.type), -found.entity.agreements, found.entity.id


def _named(index: Index, text: str, types: frozenset[str] | None) -> dict[int, _Likeness]:
    """The bearers of like names, with how like they are."""
    found: dict[int, _Likeness] = {}
    for number, like in _likenesses(index, text, types):
        if number not in found or found[number].score < like.score:
            found[number] = like
    return found


def _likenesses(index: Index, text: str, types: frozenset[str] | None) -> Iterator[tuple[int, _Likeness]]:
    """All that speaks for a thing: its id, its name, its name but for words of kind, its sound, its letters."""
    short, read = text.strip().removeprefix(BASE), read_name(text)
    if short in index.by_id:
        yield index.by_id[short], _Likeness(_SAME)
    if not read.text:
        return
    for form in index.by_core.get(read.core, ()):
        like = _Likeness(_SOUND) if form in index.by_pinyin else _core_alike(read, index.kinds[form])
        yield from ((number, like) for number in index.bearers[form])
    if (form := index.by_tight.get(read.tight, -1)) >= 0:
        for number in index.bearers[form]:
            very = text.strip() in index.entities[number].names
            yield number, _Likeness(_SOUND if form in index.by_pinyin else _SAME if very else _FOLDED)
    if (form := index.by_tight.get(romanised(text) or "", -1)) >= 0:
        yield from ((number, _Likeness(_SOUND)) for number in index.bearers[form])
    forms = index.alike(read.text, _FORMS, types)
    if read.core != read.text:
        forms = list(dict.fromkeys([*forms, *index.alike(read.core, _FORMS, types)]))
    for form, like in zip(forms, _letters_alike(index, read, forms), strict=True):
        yield from ((number, like) for number in index.bearers[form])


def _core_alike(read: Name, kinds: frozenset[str]) -> _Likeness:
    if read.kinds and kinds and not _levels(read.kinds) & _levels(kinds):
        return _Likeness(_OTHER_KIND)
    return _Likeness(_NEAR, near=True)


def _levels(kinds: Iterable[str]) -> frozenset[str]:
    """The levels that words for kinds of places fit."""
    return frozenset().union(*(KINDS[kind] for kind in kinds))


def _letters_alike(index: Index, read: Name, forms: Sequence[int]) -> list[_Likeness]:
    """How like the forms are, letter by letter."""
    try:
        from rapidfuzz import fuzz
        from rapidfuzz.distance import OSA
    except ImportError as error:
        raise MissingExtra(error.name or "rapidfuzz", "reconcile") from None
    several, own = " " in read.text, numbers(read.text)
    found = []
    for form in forms:
        text = index.forms[form]
        like = max(OSA.normalized_similarity(read.text, text), OSA.normalized_similarity(read.core, index.cores[form]))
        if several and " " in text:
            like = max(like, _WORDS_SHARED * fuzz.token_set_ratio(read.text, text) / 100)
        same_numbers = own == numbers(text)
        most = _OTHER_KIND if not same_numbers else _SOUND if form in index.by_pinyin else _MOST_ALIKE
        score = min(most, 100 * like)
        slip = same_numbers and form not in index.by_pinyin and read.text[0] == text[0] and OSA.distance(
            read.text, text, score_cutoff=1
        ) <= 1  # fmt: skip
        found.append(_Likeness(score, slip=slip))
    return found


def _scored(entity: Entity, like: _Likeness, told: Sequence[bool | None], query: Query) -> Candidate:
    score = like.score - _CONTRADICTED * sum(one is False for one in told)
    features: dict[str, float | bool] = {"name": round(like.score, 2), "agreements": float(entity.agreements)}
    if query.types:
        features["type"] = not with_broader([entity.type]).isdisjoint(query.types)
        score -= 0 if features["type"] else _OTHER_TYPE
    for constraint, one in zip(query.constraints, told, strict=True):
        if one is not None:
            features[f"property-{constraint.property}"] = one
    return Candidate(entity, round(max(0.0, score), 2), match=False, features=features)


def _decided(found: Sequence[tuple[Candidate, _Likeness, list[bool | None]]], query: Query) -> list[Candidate]:
    """The candidates that are worth showing; the first is marked as a match where that is safe."""
    worthwhile = [one for one in found if one[0].score >= _WORTHWHILE]
    listed = [candidate for candidate, _, _ in worthwhile[: query.limit]]
    if listed:
        (first, like, told), *others = worthwhile
        rivals = (one.score for one, _, _ in others if one.entity.anchor != first.entity.anchor)
        if False not in told and first.features.get("type") is not False and query.text is not None:
            confirmed = bool(told) and all(told)
            listed[0] = first._replace(match=_is_safe(query.text, first, like, max(rivals, default=0.0), confirmed))
    return listed


def _is_safe(text: str, first: Candidate, like: _Likeness, next_score: float, confirmed: bool) -> bool:
    if like.score >= _FOLDED:
        return next_score < _FOLDED
    if like.near:
        return next_score < _NEAR and _kind_fits(text, first.entity)
    long_enough = len(read_name(text).tight) >= _LONG
    return like.slip and confirmed and long_enough and first.score - next_score >= _GAP


def _kind_fits(text: str, entity: Entity) -> bool:
    """Whether a word for a kind of place fits the level of what is named, or there is no such word in question.

    The words of a body's name may stand in any order (Sichuan Civil Affairs Department, Department of Civil Affairs
    of Sichuan Province). Chinese names go with and without the word. In English what has one in its name is another
    thing than what has none (Kansas City, Kansas), unless its level says that it is of that kind.
    """
    read = read_name(text)
    if entity.type == "Body" and len(read.core.split()) >= _TELLING:
        return True
    held = [read_name(name) for name in entity.names]
    if not text.isascii() and any(name.core == read.core and not name.text.isascii() for name in held):
        return True
    if any(name.core == read.core and name.kinds == read.kinds for name in held):
        return True
    level = entity.values.get("level", ())
    return bool(read.kinds) and all(not KINDS[kind].isdisjoint(level) for kind in read.kinds)
