"""What partial dates of a text are counted from: its day of publication, its dateline, the years it states."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

from kg.articles.mention import Day
from kg.dates import UNSPECIFIED_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "DAY_PATTERNS",
    "MONTH",
    "MONTHS",
    "WEEKDAYS",
    "YEAR",
    "Calendar",
    "calendar_of",
    "month_number",
    "numeric_day",
]

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct"
        "|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
MONTH = (
    r"(?P<{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![^\W_])"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\s?(?:%|per\s?cent))"
YEAR = r"(?P<{0}>(?:1[6-9]|20)\d\d)(?![\d%]|[.,]\d)"
_TO = r"\s*(?:-|–|—|to|and|until|through|till)\s*"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_ITS_YEAR = (
    rf"(?:,?(?:\s+|-)(?:of\s+)?{YEAR.format('y')}|,?\s(?:of\s)?(?P<l>last|this)\syear"
    r"|,?\sof\s(?P<c>the\ssame|that)\syear)?"
)
_MDY = rf"\b{_WEEKDAY}{MONTH.format('m')}\s+(?:the\s+)?{_DAY.format('d')}{_ITS_YEAR}"
_DMY = rf"\b{_WEEKDAY}(?:the\s+)?{_DAY.format('d')}[\s-](?:day\s+)?(?:of\s+)?{MONTH.format('m')}{_ITS_YEAR}"
_ISO = r"\b(?P<y>(?:19|20)\d\d)[-./](?P<k>0?[1-9]|1[0-2])[-./](?P<d>[0-3]?\d)(?!\d)"
# Named groups: month m (number k), day d, second day e, second month n, year y; last or this year l, that year c.
DAY_PATTERNS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"\b{_WEEKDAY}{MONTH.format('m')}\s+{_DAY.format('d')}{_TO}(?:{MONTH.format('n')}\s+)"
        rf"?{_DAY.format('e')}(?:,?\s+{YEAR.format('y')})?",
        rf"\b{_WEEKDAY}(?:the\s+)?{_DAY.format('d')}(?:\s+(?:of\s+)?{MONTH.format('m')})"
        rf"?{_TO}(?:the\s+)?{_DAY.format('e')}\s+(?:of\s+)?{MONTH.format('n')}(?:,?\s+{YEAR.format('y')})?",
        _MDY,
        _DMY,
        rf"\b{MONTH.format('m')},?\s+(?:of\s+)?{YEAR.format('y')}",
        _ISO,
    )
)
_FULL = (DAY_PATTERNS[2], DAY_PATTERNS[3], DAY_PATTERNS[5])
_NUMERIC = re.compile(
    r"(?:(?P<v>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s+\(?)?"
    r"(?<![\w/.])(?P<a>[0-3]?\d)(?P<s>[/.])(?P<b>[0-3]?\d)(?P=s)(?P<y>(?:19|20)\d\d|\d\d)(?![\w/]|[.]\d)",
    re.ASCII,
)
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DATELINE = re.compile(
    r"(?:\A|\n)[^\n]{0,60}?(?:\b|\()(?:"
    + DAY_PATTERNS[2].pattern
    + "|"
    + DAY_PATTERNS[3].pattern.replace("?P<", "?P<x")
    + r")\)?,?\s*(?:\([^)\n]{1,40}\)|/[^/\n]{1,40}/)?\s*(?:-|–|—|:|/|\)|\|)",
    re.ASCII | re.IGNORECASE,
)
_MOST_DAYS = 300  # days before a date from which its year is taken; as many as an article has
_NEAR = 300  # characters over which "March 2018" gives its year to a later "in June"
_HEAD = 600  # characters in which a dateline stands
_SHORT = 90  # characters of a line that holds a date and nothing told


@dataclass(slots=True)
class Calendar:
    """What partial dates are counted from: the day of publication, a dateline, the years that the text states.

    ``line`` is where the dateline stands, ``told_from`` the first character after one that names the day of the news.
    """

    published: date | None = None
    dateline: date | None = None
    full: list[tuple[int, date]] = field(default_factory=list)
    months: list[tuple[int, int, int]] = field(default_factory=list)
    dateline_month_day: tuple[int, int] | None = None
    told_from: int | None = None
    line: tuple[int, int] = (0, 0)

    @property
    def dateline_day(self) -> Day | None:
        """The day of the dateline as a date expression."""
        if self.dateline is not None:
            return Day(*self.line, self.dateline.isoformat(), "inferred")
        if self.dateline_month_day is not None:
            month, day = self.dateline_month_day
            return Day(*self.line, f"{UNSPECIFIED_YEAR}-{month:02d}-{day:02d}", "inferred")
        return None

    @property
    def anchor(self) -> date | None:
        """The day that "today" means, with its year."""
        return self.dateline or self.published

    def year_for(self, month: int, day: int | None, at: int, *, later: bool = False) -> int | None:
        """The year of a day and month given without one; None where nothing tells it.

        ``later``: the text says that the day came after the one told before.
        """
        anchor = self.anchor
        if anchor is not None:
            year = anchor.year
            try:
                candidate = date(year, month, day or 1)
            except ValueError:
                return None
            return year - 1 if candidate > anchor + timedelta(days=7 if day else 0) else year
        before = self._before(at)
        told = bisect_left(self.months, (at, 0, 0))
        position, year, last = self.months[told - 1] if told else (-_NEAR - 1, 0, 0)
        if at - position < _NEAR and month >= last and (not before or before[-1][0] < position):
            return year
        for _, full in reversed(before):
            try:
                near = date(full.year, month, day or full.day)
            except ValueError:
                return None
            if later:
                return full.year if near >= full else full.year + 1
            if abs((near - full).days) <= 31:
                return full.year
        return None

    def last_year_before(self, at: int) -> int | None:
        """The year of the full date that the text states last before character ``at``."""
        before = self._before(at)
        return before[-1][1].year if before else None

    def _before(self, at: int) -> list[tuple[int, date]]:
        end = bisect_left(self.full, at, key=itemgetter(0))
        return self.full[max(0, end - _MOST_DAYS) : end]


def month_number(name: str) -> int:
    """The number of a month's name or abbreviation."""
    return MONTHS[name.lower().rstrip(".")]


def numeric_day(text: str, anchor: date | None) -> Iterator[tuple[date, tuple[int, int]]]:
    """Days such as 12/12/19 whose order of day and month is plain: by size, weekday or nearness to ``anchor``."""
    for match in _NUMERIC.finditer(text):
        found = _plain_order(match, anchor)
        if found:
            yield found, match.span()


def _plain_order(match: re.Match[str], anchor: date | None) -> date | None:
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    read: list[date] = []
    for month, day in ((match["a"], match["b"]), (match["b"], match["a"])):
        try:
            read.append(date(year, int(month), int(day)))
        except ValueError:
            continue
    if match["s"] == ".":  # written so where the day comes first
        read = read[-1:] if int(match["b"]) <= 12 else []
    if match["v"]:
        read = [one for one in read if WEEKDAYS[one.weekday()] == match["v"].lower()]
    elif anchor is not None and len(set(read)) > 1:
        read = [one for one in read if 0 <= (anchor - one).days <= 31]
    return read[0] if len(set(read)) == 1 else None


def calendar_of(text: str, published: date | None) -> Calendar:
    """The calendar of a text: its dateline, if any, and the full dates that it states."""
    made = Calendar(published=published)
    match = _DATELINE.match(text[:_HEAD])
    if match and len(match.group().split()) <= 14:
        groups = match.groupdict()
        _date_line(made, *(groups.get(name) or groups.get(f"x{name}") for name in "mdy"))
        made.told_from = match.end()
        made.line = (match.start(), match.end())
    for pattern in _FULL:
        for found in pattern.finditer(text):
            if found["y"] and (day := _full(found)):
                made.full.append((found.start(), day))
    made.months = [(one.start(), int(one["y"]), month_number(one["m"])) for one in DAY_PATTERNS[4].finditer(text)]
    made.full += [(span[0], day) for day, span in numeric_day(text, published)]
    made.full.sort()
    if made.dateline is None and made.dateline_month_day is None:
        _line_of_its_own(made, text)
    return made


def _full(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    try:
        return date(int(groups["y"]), int(groups.get("k") or 0) or month_number(groups["m"]), int(groups["d"]))
    except ValueError:
        return None


def _date_line(made: Calendar, month: str | None, day: str | None, year: str | None) -> None:
    """Set the dateline; its year may come from the day of publication."""
    if not month or not day:
        return
    number = month_number(month)
    if year is None and made.published is not None:
        year = str(made.year_for(number, int(day), 0) or made.published.year)
    try:
        if year:
            made.dateline = date(int(year), number, int(day))
        else:
            date(2000, number, int(day))
            made.dateline_month_day = (number, int(day))
    except ValueError:
        made.dateline = None


_TOLD = re.compile(r"\b(?:sign|inked|held|was|were|has|had|will|met|between|from|to|dated)\b", re.IGNORECASE)


def _line_of_its_own(made: Calendar, text: str) -> None:
    """A short line near the start that is a date: "Nicosia, 5 December 2017", "Updated: 2023-02-22"."""
    start = 0
    for line in text[:_HEAD].split("\n"):
        at = next((day for position, day in made.full if start <= position < start + len(line)), None)
        if at is not None and len(line) <= _SHORT and len(line.split()) <= 12 and not _TOLD.search(line):
            made.dateline = at
            return
        start += len(line) + 1
