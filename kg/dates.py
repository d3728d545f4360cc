"""Dates as press texts and registers give them: partial, one of several days, or spans.

The notation is the Extended Date/Time Format (EDTF, ISO 8601-2:2019; Library of Congress
specification of 2019-02-04), cut down to what a date of an agreement needs:

    2020-04-15                 a day                       2020-04-XX, 2020-04     a day of that month
    2020-XX-XX, 2020           a day of that year          202X, 20XX              a day of that decade, century
    [2020-04-07..2020-04-08]   one of these days           [..2020-04-21]          that day or an earlier one
    2020-04-01/2020-04-15      all of these days           2020-04-01/..           from that day on
    XXXX-05-18                 18 May, year unknown

A *completion* of a date is one way to fill in what it leaves open. What holds for every completion
is **certain**, what holds for at least one is **possible**. A span ``a/b`` has one completion, from
the first day of ``a`` to the last day of ``b`` (ISO 8601-2 leaves the ends of 2020-04/2020-06 open
within their months; a count "from April to June" means both months whole, which is the use here).

The packages ``edtf`` and ``edtf-validate`` read more of the format, but importing one costs more
than answering a question does; the tests hold this module against ``edtf``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.errors import InputError

__all__ = ["UNSPECIFIED_YEAR", "Extent", "Period", "day", "duration", "parse"]

Extent = Literal["one-of", "whole"]
UNSPECIFIED_YEAR = "XXXX"  # EDTF writes X for each digit that is not specified (ISO 8601-2)

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?")
_YEARLESS = re.compile(rf"{UNSPECIFIED_YEAR}-(\d{{2}})-(\d{{2}})", re.ASCII)
_DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")
_RIGHT = "a date is written like 2020-04-15, 2020-04, 2020, [2020-04-07..2020-04-08], 2020-04-01/2020-04-15"
_LEAP_YEAR = 2000
_ENDS = 2  # of a span


@dataclass(frozen=True, slots=True)
class Period:
    """A day or span known within bounds.

    ``earliest`` and ``latest`` bound it (None = open); ``extent`` is ``one-of`` (some one day within
    the bounds) or ``whole`` (all days within them); ``month_day`` is ``MM-DD`` where the year is not
    known, and then there is nothing else.
    """

    edtf: str
    earliest: date | None = None
    latest: date | None = None
    extent: Extent | None = None
    month_day: str | None = None

    def possibly_within(self, start: date | None, end: date | None) -> bool:
        """Whether some completion has a day from ``start`` to ``end`` (None = no bound)."""
        if self.month_day is not None:
            return _falls_between(self.month_day, start, end)
        begins_in_time = end is None or self.earliest is None or self.earliest <= end
        return begins_in_time and (start is None or self.latest is None or self.latest >= start)

    def certainly_within(self, start: date | None, end: date | None) -> bool:
        """Whether every completion has a day from ``start`` to ``end`` (None = no bound)."""
        if self.month_day is not None:
            return start is None and end is None
        if self.extent == "whole":
            return self.possibly_within(start, end)
        after = start is None or (self.earliest is not None and self.earliest >= start)
        return after and (end is None or (self.latest is not None and self.latest <= end))

    def possibly_on(self, when: date) -> bool:
        """Whether some completion includes the day ``when``."""
        return self.possibly_within(when, when)

    def certainly_on(self, when: date) -> bool:
        """Whether every completion includes the day ``when``."""
        return self.certainly_within(when, when)


def day(text: str) -> date:
    """The day written as ``YYYY-MM-DD``. Raises InputError for anything else."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise InputError(f"{text!r} is no day: write it like 2020-04-15")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is no day of the calendar") from None


def duration(text: str) -> str:
    """``text`` if it is an ISO 8601 duration such as P1Y or P6M, without weeks mixed in; else InputError."""
    match = _DURATION.fullmatch(text)
    if match is None or match[3]:  # xsd:duration knows no weeks
        raise InputError(f"{text!r} is no duration: write it like P1Y, P6M or P14D")
    return text


def parse(text: str) -> Period:
    """Read an EDTF string of the profile above. Raises InputError that says what would be right."""
    if yearless := _YEARLESS.fullmatch(text):
        _calendar_day(_LEAP_YEAR, int(yearless[1]), int(yearless[2]), text)
        return Period(text, month_day=text[5:])
    if text.startswith("[") and text.endswith("]"):
        return _bounded(text, text[1:-1].split(".."), "one-of", open_end="")
    if "/" in text:
        return _bounded(text, text.split("/"), "whole", open_end="..")
    earliest, latest = _bounds(text, text)
    return Period(text, earliest, latest, "one-of")


def _bounded(text: str, ends: list[str], extent: Extent, open_end: str) -> Period:
    """A period between two ends, at most one of them open."""
    if len(ends) != _ENDS or ends[0] == ends[1] == open_end:
        raise InputError(f"{text!r} is no span: {_RIGHT}")
    earliest = None if ends[0] == open_end else _bounds(ends[0], text)[0]
    latest = None if ends[1] == open_end else _bounds(ends[1], text)[1]
    if earliest and latest and earliest > latest:
        raise InputError(f"{text!r} ends before it begins")
    return Period(text, earliest, latest, extent)


def _bounds(part: str, whole: str) -> tuple[date, date]:
    """First and last day that a date, perhaps partial, can mean."""
    match = _DATE.fullmatch(part, 0) if part.isascii() else None
    if match is None:
        hint = "uncertain and approximate dates are not marked in the date: use basis: inferred"
        raise InputError(f"{whole!r} is no date: {hint if re.search(r'[?~%]', part) else _RIGHT}")
    year, month, monthday = match.groups()
    if ("X" in year and month is not None) or (month == "XX" and monthday not in (None, "XX")):
        raise InputError(f"{whole!r} leaves out the greater part of a date and gives the smaller: {_RIGHT}")
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if last_year < 1:
        raise InputError(f"{whole!r} is no date of the calendar")
    whole_year = month in (None, "XX")
    first_month, last_month = (1, 12) if whole_year else (int(month), int(month))
    if monthday not in (None, "XX"):
        exact = _calendar_day(first_year, first_month, int(monthday), whole)
        return exact, exact
    first = _calendar_day(max(first_year, 1), first_month, 1, whole)
    return first, date(last_year, last_month, monthrange(last_year, last_month)[1])


def _calendar_day(year: int, month: int, monthday: int, whole: str) -> date:
    try:
        return date(year, month, monthday)
    except ValueError:
        raise InputError(f"{whole!r} is no date of the calendar") from None


def _falls_between(month_day: str, start: date | None, end: date | None) -> bool:
    """Whether MM-DD of some year lies between the days."""
    month, monthday = int(month_day[:2]), int(month_day[3:])
    if start is None or end is None:
        return True
    for year in range(start.year, min(end.year, start.year + 8) + 1):  # leap days are at most 8 years apart
        if monthday <= monthrange(year, month)[1] and start <= date(year, month, monthday) <= end:
            return True
    return False
