"""What a curator decided, kept through a second extraction, also when the text has changed a little.

A signing or claim is decided when it is accepted, corrected or dropped, or has no status at all (a person wrote
it). What is decided stays as it stands; its evidence goes where the words have gone. The finding that tells the
same again is left out. Everything else is the reader's own and gives way to what the reader finds now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from kg.articles.ids import unique_id
from kg.articles.matching import same_claim, told_again
from kg.articles.moving import Mover, with_words_of
from kg.errors import InputError
from kg.model import Claim, Signing
from kg.records import anchored, with_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.model import Evidence, Record, Source

__all__ = ["Drifted", "Merged", "decided", "merge"]

F = TypeVar("F", Signing, Claim)


@dataclass(frozen=True, slots=True)
class Drifted:
    """A decided fact, some of whose words are ``gone`` from the text.

    ``kind`` is signing or claim; ``told_again`` says whether the text tells of it still, ``otherwise`` which keys
    read otherwise there now.
    """

    kind: str
    id: str
    gone: tuple[Evidence, ...]
    told_again: bool = False
    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """The record of a second extraction, what drifted in it, and drafts that stood otherwise before."""

    record: Record
    drifted: tuple[Drifted, ...] = ()
    replaced: tuple[str, ...] = ()


def decided(fact: Signing | Claim) -> bool:
    """Whether a person decided on ``fact``."""
    return fact.status != "draft"


def merge(old: Record, new: Record, text: str) -> Merged:
    """``new``, read from ``text``, with what a curator decided in ``old`` and wrote about the source.

    Raises InputError when ``old`` holds decisions, and none of its words stand in ``text``.
    """
    kept, claims = list(filter(decided, old.signings)), list(filter(decided, old.claims))
    mover = Mover(old, text)
    if mover.is_another and (kept or claims):
        raise InputError(
            f"source {old.source.id}: none of the words that were decided on stand in this text; "
            "write to another file, or begin anew (--fresh)"
        )
    signings, drifted = _signings(kept, new.signings, mover)
    counts, lost = _claims(claims, new.claims, mover)
    merged = replace(new, source=_source(old.source, new.source), signings=signings, claims=counts)
    return Merged(anchored(merged, text, old.source.id), (*drifted, *lost), tuple(_replaced(old, new)))


def _signings(
    kept: Sequence[Signing], found: Sequence[Signing], mover: Mover
) -> tuple[tuple[Signing, ...], list[Drifted]]:
    moved = [mover.moved(signing) for signing in kept]
    again = told_again(moved, found)
    result, drifted = [], []
    for number, (signing, gone) in enumerate(moved):
        other = found[again[number]] if number in again else None
        if gone:
            otherwise = _otherwise(signing, other) if other else ()
            drifted.append(Drifted("signing", signing.id, gone, other is not None, otherwise))
        result.append(with_words_of(signing, other) if gone and other else signing)
    fresh = [signing for position, signing in enumerate(found) if position not in again.values()]
    promised = {item.id for signing in kept for item in signing.commitments if item.id}
    for signing in _renamed(fresh, result):
        clear = tuple(replace(item, id=None) if item.id in promised else item for item in signing.commitments)
        result.append(replace(signing, commitments=clear))
    return tuple(result), drifted


def _claims(kept: Sequence[Claim], found: Sequence[Claim], mover: Mover) -> tuple[tuple[Claim, ...], list[Drifted]]:
    result, drifted, again = [], [], set[int]()
    for claim, gone in map(mover.moved, kept):
        same = (
            position
            for position, other in enumerate(found)
            if position not in again and same_claim(claim, other, by_bounds=bool(gone))
        )
        other = None
        if (position := next(same, None)) is not None:
            again.add(position)
            other = found[position]
        if gone:
            drifted.append(Drifted("claim", claim.id, gone, other is not None))
        result.append(claim if claim.evidence or other is None else replace(claim, evidence=other.evidence))
    fresh = [claim for position, claim in enumerate(found) if position not in again]
    return (*result, *_renamed(fresh, result)), drifted


def _otherwise(one: Signing, other: Signing) -> tuple[str, ...]:
    """The keys in which two signings differ, but for their evidence."""
    plain, others = _told(one), _told(other)
    names = ("signed", "parties", "instruments", "fields", "commitments")
    return tuple(name for name in names if getattr(plain, name) != getattr(others, name))


def _told(fact: F) -> F:
    """``fact`` without its place in the text."""
    return with_evidence(fact, lambda _: None)


def _replaced(old: Record, new: Record) -> Iterator[str]:
    """Drafts of ``old`` that nothing in ``new`` says in the same way."""
    said = {replace(_told(signing), id="", confidence=None) for signing in new.signings}
    for signing in old.signings:
        if not decided(signing) and replace(_told(signing), id="", confidence=None) not in said:
            yield signing.id


def _renamed(found: Iterable[F], kept: Iterable[F]) -> Iterator[F]:
    """``found`` with ids that are unique beside those of ``kept``."""
    taken = {fact.id for fact in kept}
    for fact in found:
        name = unique_id(fact.id, taken)
        taken.add(name)
        yield replace(fact, id=name)


def _source(old: Source, new: Source) -> Source:
    """What the curator wrote about the source, with what only the new reading knows."""
    return replace(
        old,
        published=new.published or old.published,
        sha256=new.sha256,
        characters=new.characters,
        path=new.path or old.path,
    )
