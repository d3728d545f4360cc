"""Who was a party to which agreement on a day: the question ``parties-on``, in Python for the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.dates import parse
from kg.network.base import base_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.store import Readable

__all__ = ["parties_on"]


class Part(NamedTuple):
    """One part that a party takes in an agreement: its IRI, EDTF strings of entry and withdrawal, whether it binds."""

    iri: str
    entry: str | None
    withdrawal: str | None
    binding: bool | None


def parties_on(store: Readable, when: date, stands: Mapping[str, str] | None = None) -> dict[str, dict[str, bool]]:
    """``{agreement: {party: certain}}`` of all who possibly were parties on the day ``when``.

    A party is one from its entry until the day before its withdrawal. Of several parts of one party the one that
    fits best counts; what is told of its own part goes before the bare signing. ``stands`` is what stands for
    parties and agreements of several names.
    """
    known = stands or {}
    told: dict[tuple[str, str], list[Part]] = {}
    for agreement, party, *about in base_rows(store, "members"):
        told.setdefault((agreement, party), []).append(Part(*about))
    found: dict[str, dict[str, bool]] = {}
    for (agreement, party), parts in told.items():
        own = [part for part in parts if part.iri != agreement] or parts
        fits = [_fit(part, when) for part in own]
        if any(possible for possible, _ in fits):
            members = found.setdefault(known.get(agreement, agreement), {})
            one = known.get(party, party)
            members[one] = members.get(one, False) or any(certain for _, certain in fits)
    return found


def _fit(part: Part, when: date) -> tuple[bool, bool]:
    """Whether one part possibly, and whether it certainly, makes a party on the day."""
    entry = parse(part.entry) if part.entry else None
    left = parse(part.withdrawal) if part.withdrawal else None
    if entry is None and left is None:
        return False, False
    came = entry is None or entry.earliest is None or entry.earliest <= when
    stayed = left is None or left.latest is None or left.latest > when
    certainly_came = entry is not None and entry.latest is not None and entry.latest <= when
    certainly_stayed = left is None or (left.earliest is not None and left.earliest > when)
    possible = came and stayed
    return possible, possible and certainly_came and certainly_stayed and part.binding is True
