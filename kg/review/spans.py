"""Stretches of a text that say something, and the text cut into pieces at their ends.

Stretches overlap and nest: a sentence tells of a signing, words in it name the parties, two signings share a
sentence. Cut at every end, the text becomes a row of pieces, each with all the stretches that cover it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Evidence, Record, Signing

__all__ = ["LOOKS", "Piece", "Span", "pieces", "spans_of", "spans_of_fact"]

LOOKS = ("signing", "party", "date", "title", "commitment", "claim")
_LOOK_OF = {
    "signing": "signing", "party": "party", "date": "date", "title": "title", "kind": "title", "field": "signing",
    "commitment": "commitment", "initiative": "commitment", "count": "signing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` that say something; ``look`` is one of LOOKS, ``owner`` the id of the fact."""

    start: int
    end: int
    look: str
    owner: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with all the spans that cover it, the longest first."""

    start: int
    end: int
    spans: tuple[Span, ...]

    def begins(self) -> tuple[Span, ...]:
        """The spans of which this is the first piece."""
        return tuple(span for span in self.spans if span.start == self.start)


def spans_of(record: Record) -> list[Span]:
    """All spans of a record, in the order of the text, without doubles."""
    return _in_order(span for fact in record.facts for span in spans_of_fact(fact))


def spans_of_fact(fact: Signing | Claim) -> list[Span]:
    """The spans of one signing or claim."""
    if isinstance(fact, Claim):
        return _in_order(Span(item.start, item.end, "claim", fact.id) for item in fact.evidence)
    found = list(_spans(fact.evidence, "signing", fact.id))
    for party in fact.parties:
        found += _spans(party.evidence, "party", fact.id)
    for instrument in fact.instruments:
        found += _spans(instrument.evidence, "title", fact.id)
    for commitment in fact.commitments:
        found += _spans(commitment.evidence, "commitment", fact.id)
        if commitment.initiative is not None:
            found += _spans(commitment.initiative.evidence, "commitment", fact.id)
    return _in_order(found)


def pieces(spans: Iterable[Span], start: int, end: int) -> list[Piece]:
    """Characters ``start`` to ``end`` cut at the ends of ``spans``; the pieces join up without gap or overlap."""
    spans = [span for span in spans if span.start < end and span.end > start]
    cuts = sorted({start, end} | {at for span in spans for at in (span.start, span.end) if start < at < end})
    opening = sorted(spans, key=lambda span: span.start)
    covering: list[Span] = []
    found, position = [], 0
    for begin, stop in pairwise(cuts):
        while position < len(opening) and opening[position].start <= begin:
            covering.append(opening[position])
            position += 1
        covering = [span for span in covering if span.end > begin]
        longest = sorted(covering, key=lambda span: (span.start - span.end, LOOKS.index(span.look), span.owner))
        found.append(Piece(begin, stop, tuple(longest)))
    return found


def _spans(evidence: Iterable[Evidence], otherwise: str, owner: str) -> Iterator[Span]:
    """A span for each aspect of each piece of evidence; ``otherwise`` is the look where it names no aspect."""
    for item in evidence:
        for look in dict.fromkeys(_LOOK_OF[aspect] for aspect in item.aspects) or (otherwise,):
            yield Span(item.start, item.end, look, owner)


def _in_order(spans: Iterable[Span]) -> list[Span]:
    return sorted(dict.fromkeys(spans), key=lambda span: (span.start, -span.end, LOOKS.index(span.look), span.owner))
