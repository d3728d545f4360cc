"""Which finding of a second reading tells what a kept signing tells already.

First by the words (evidence that overlaps, and the parties of one among those of the other), the most alike first;
then by the parties alone, where the words are gone; then by id. Each kept signing answers for one finding, so that a
second signing in the same sentence is never swallowed by the first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.ids import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.model import Claim, Evidence, Party, Signing

__all__ = ["same_claim", "same_party", "telling", "told_again"]


def told_again(moved: Sequence[tuple[Signing, object]], found: Sequence[Signing]) -> dict[int, int]:
    """Which finding, by position, says what each kept signing says already."""
    alike = sorted(
        (
            (_likeness(one, other), -number, -position)
            for number, (one, gone) in enumerate(moved)
            for position, other in enumerate(found)
            if _same(one, other, by_parties=bool(gone))
        ),
        reverse=True,
    )
    again: dict[int, int] = {}
    for _, number, position in alike:
        if -number not in again and -position not in again.values():
            again[-number] = -position
    position_of = {signing.id: position for position, signing in enumerate(found)}
    for number, (one, _) in enumerate(moved):
        by_id = position_of.get(one.id)
        if number not in again and by_id is not None and by_id not in again.values():
            again[number] = by_id
    return again


def same_claim(one: Claim, other: Claim, *, by_bounds: bool) -> bool:
    """Whether two claims count the same thing in the same words, or (``by_bounds``) to the same number."""
    if one.what != other.what:
        return False
    alike = (one.minimum, one.maximum, one.places) == (other.minimum, other.maximum, other.places)
    return _shared(one.evidence, other.evidence) > 0 or (by_bounds and alike)


def _same(one: Signing, other: Signing, *, by_parties: bool) -> bool:
    """Whether the parties of one are among those of the other, and the words of both overlap (or need not)."""
    if not by_parties and not _shared(telling(one), telling(other)):
        return False
    fewer, more = sorted((one.parties, other.parties), key=len)
    if by_parties and not fewer:
        return False
    return all(any(same_party(party, candidate) for candidate in more) for party in fewer)


def same_party(one: Party, other: Party) -> bool:
    """Whether two parties have a name in common, or words of the text."""
    names, others = ({normalise(name) for name in _names(party)} for party in (one, other))
    return bool(names & others) or _shared(one.evidence, other.evidence) > 0


def _names(party: Party) -> Iterator[str]:
    yield party.name or party.place or ""
    yield from party.aliases


def _likeness(one: Signing, other: Signing) -> tuple[bool, bool, bool, int]:
    """How alike two signings are that may be the same: the greater, the more."""
    exact = replace(one, id=other.id, status=None, confidence=None) == replace(other, status=None, confidence=None)
    return exact, one.id == other.id, one.signed == other.signed, _shared(telling(one), telling(other))


def telling(signing: Signing) -> list[Evidence]:
    """The evidence that tells of the signing, and not only of its date."""
    return [item for item in signing.evidence if not item.aspects or set(item.aspects) != {"date"}]


def _shared(some: Iterable[Evidence], others: Iterable[Evidence]) -> int:
    """Characters that stand in the evidence of both."""
    others = tuple(others)
    return sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for one in some for other in others)
