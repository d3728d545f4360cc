"""Facts of a record moved into a later state of their text: evidence where its words stand now, or gone with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kg.anchoring import Span, find_again
from kg.articles.matching import same_party, telling
from kg.ids import digest
from kg.records import evidence_of, with_evidence

if TYPE_CHECKING:
    from kg.model import Claim, Evidence, Instrument, Party, Record, Signing

__all__ = ["Mover", "with_words_of"]

F = TypeVar("F", "Signing", "Claim")


class Mover:
    """Moves the facts of ``record`` into ``text``. ``is_another`` says that none of its words stand there."""

    def __init__(self, record: Record, text: str) -> None:
        self._same = record.source.sha256 in (None, digest(text))
        self._length = len(text)
        spans = {Span(item.start, item.end, item.digest) for item in evidence_of(record) if item.digest}
        self._places = find_again(text, spans, record.source.characters)
        self.is_another = not self._same and bool(spans) and all(place is None for place in self._places.values())

    def moved(self, fact: F) -> tuple[F, tuple[Evidence, ...]]:
        """``fact`` with its evidence moved, and the evidence whose words are gone."""
        lost = tuple(item for item in evidence_of(fact) if self._moved(item) is None)
        return with_evidence(fact, self._moved), lost

    def _moved(self, item: Evidence) -> Evidence | None:
        if item.digest is None:  # written by hand: nothing tells whether the words are still those
            return item if self._same and item.end <= self._length else None
        start = self._places[Span(item.start, item.end, item.digest)]
        return None if start is None else replace(item, start=start, end=start + item.end - item.start)


def with_words_of(one: Signing, other: Signing) -> Signing:
    """``one``, whose words are gone in part: what has none left takes those that state the same in ``other``."""
    evidence = one.evidence or tuple(item for item in other.evidence if one.signed == other.signed or not _dates(item))
    if evidence and not telling(replace(one, evidence=evidence)):
        evidence = (*telling(other), *evidence)

    def party(part: Party) -> Party:
        same = (candidate.evidence for candidate in other.parties if same_party(part, candidate))
        return part if part.evidence else replace(part, evidence=next(same, ()))

    def instrument(part: Instrument) -> Instrument:
        same = (item.evidence for item in other.instruments if (item.kind, item.title) == (part.kind, part.title))
        return part if part.evidence else replace(part, evidence=next(same, ()))

    parties, instruments = tuple(map(party, one.parties)), tuple(map(instrument, one.instruments))
    return replace(one, evidence=evidence, parties=parties, instruments=instruments)


def _dates(item: Evidence) -> bool:
    return set(item.aspects) == {"date"}
