"""Finding passages again in a text that has changed around them.

A passage is known by its place and the digest of its words, not by the words. Where the words no longer
stand at their place, they are looked for where the passages around them have gone; a long passage also
anywhere between its neighbours. The order of passages is kept, so that a word that was changed is not
taken for the same word elsewhere. (The Web Annotation Data Model, section 4.2, names the problem.)
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

from kg.ids import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Span", "find_again"]

_LONG = 40  # characters; shorter words may stand anywhere by chance
_REACH = 20_000  # characters searched to each side


class Span(NamedTuple):
    """Characters ``start`` to ``end`` whose words had ``digest``."""

    start: int
    end: int
    digest: str


def find_again(text: str, spans: Iterable[Span], characters: int | None = None) -> dict[Span, int | None]:
    """Where each span stands in ``text`` now: its start, or None where its words are not to be found.

    ``characters`` is the length that the text had, if known: by as much as it grew, what follows has moved.
    """
    growth = {len(text) - characters} if characters is not None else set()
    pending = sorted(set(spans))
    found: dict[Span, int | None] = {span: span.start for span in pending if _stands(text, span, span.start)}
    anchors = sorted((span.start, span.start) for span in found)
    for span in sorted(set(pending) - found.keys(), key=lambda span: (span.start - span.end, span.start)):
        start = _moved_to(text, span, anchors, growth)
        found[span] = start
        if start is not None:
            insort(anchors, (span.start, start))
    return found


def _stands(text: str, span: Span, start: int) -> bool:
    end = start + span.end - span.start
    return start >= 0 and end <= len(text) and digest(text[start:end]) == span.digest


def _moved_to(text: str, span: Span, anchors: list[tuple[int, int]], growth: set[int]) -> int | None:
    """The new start of a span between those of its neighbours, as near as can be to where they have gone."""
    index = bisect_left(anchors, (span.start, -1))
    around = anchors[max(index - 1, 0) : index + 1]
    after = bisect_left(anchors, (span.start + 1, -1))
    low = anchors[index - 1][1] if index else 0
    high = anchors[after][1] if after < len(anchors) else len(text)
    shifts = sorted({new - old for old, new in around} | growth, key=abs) or [0]
    for shift in shifts:
        if low <= span.start + shift <= high and _stands(text, span, span.start + shift):
            return span.start + shift
    if span.end - span.start < _LONG:
        return None
    expected = span.start + shifts[0]
    places = range(max(low, expected - _REACH), min(high, expected + _REACH) + 1)
    return next(
        (place for place in sorted(places, key=lambda place: abs(place - expected)) if _stands(text, span, place)), None
    )
