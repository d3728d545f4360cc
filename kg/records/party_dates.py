"""The dates of one party as a kind of value: a mapping from what it did to when, each event once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import one_line
from kg.model import PARTY_EVENTS, PartyDate
from kg.records import kinds
from kg.records.kinds import At, Kind, close
from kg.records.loading import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PARTY_DATES"]


def _read(value: object, key: str, at: At) -> tuple[PartyDate, ...]:
    """Dates in the order of PARTY_EVENTS; RecordError for another event and for what is no date."""
    if not isinstance(value, Mapping):
        at.fail(f"{key} must be a mapping such as {{ratification: 1995-03-01, withdrawal: 2001}}")
    found: dict[str, PartyDate] = {}
    for event, date in value.items():
        here = At(at.file, value.lines.get(event, at.line), at.record)
        if event not in PARTY_EVENTS:
            here.fail(f"{key}: {one_line(event, 60)!r} is nothing that a party does{close(event, PARTY_EVENTS)}")
        if date is not None:
            found[event] = PartyDate(event=event, edtf=kinds.EDTF.read(date, f"{key}: {event}", here))
    return tuple(found[event] for event in PARTY_EVENTS if event in found)


def _write(dates: Iterable[PartyDate]) -> dict[str, object]:
    return {date.event: date.edtf for date in dates}


def _schema() -> dict[str, object]:
    date = {"anyOf": [kinds.EDTF.schema(), {"type": "null"}]}
    return {"type": "object", "properties": dict.fromkeys(PARTY_EVENTS, date), "additionalProperties": False}


PARTY_DATES = Kind(_read, _write, _schema)
