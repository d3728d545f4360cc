"""One agreement that several sources tell: same title, same date, same parties."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from kg import dates
from kg.identity.decisions import Decision
from kg.identity.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Document", "same_documents"]

_WORDS = 3  # titles of fewer words are shared by many documents
_MOST = 20  # of one title, in a block
_FEWEST_SHARED = 2  # parties: of one alone there are too many agreements of one title


@dataclass(frozen=True, slots=True)
class Document:
    """An agreement: its formal title, the EDTF of its signing, its parties (those that stand for others) and source."""

    iri: str
    title: str
    date: str | None
    parties: frozenset[str]
    source: str


def same_documents(documents: Iterable[Document]) -> Iterator[Decision]:
    """Pairs of agreements of different sources that bear one title of 3 words or more.

    The same where the dates are the same day and the parties the same; unsure where the dates may be the same and
    two parties are (or where one source names no parties).
    """
    blocks: dict[str, list[Document]] = {}
    for document in documents:
        title = fold(document.title)
        if len(title.split()) >= _WORDS:
            blocks.setdefault(title, []).append(document)
    for _, block in sorted(blocks.items()):
        if len(block) <= _MOST:
            for one, other in combinations(sorted(block, key=lambda document: document.iri), 2):
                if one.source != other.source and (decided := _decided(one, other)):
                    yield decided


def _decided(one: Document, other: Document) -> Decision | None:
    shared = one.parties & other.parties
    one_day = one.date is not None and one.date == other.date and len(one.date) == len("2020-04-15")
    if one_day and shared and one.parties == other.parties:
        reason = f"one title, date ({one.date}) and parties"
        return Decision(one=one.iri, other=other.iri, verdict="same", score=Decimal(1), reason=reason)
    if not _may_be_one_day(one.date, other.date) or (one.parties and other.parties and len(shared) < _FEWEST_SHARED):
        return None
    reason = (
        f"one title, dates {one.date or 'not given'} and {other.date or 'not given'}, {len(shared)} parties of both"
    )
    return Decision(one=one.iri, other=other.iri, verdict="unsure", score=Decimal("0.7"), reason=reason)


def _may_be_one_day(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    first, second = dates.parse(one), dates.parse(other)
    return first.possibly_within(second.earliest, second.latest)
