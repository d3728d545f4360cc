"""Date expressions of press English as EDTF: absolute, partial, ranges, and relative to a known day.

A package for dates of any form (dateparser) fills in what a text does not say and takes milliseconds a
phrase; here nothing is filled in, and what a phrase leaves open stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

from kg.articles.mention import Day

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Calendar", "calendar_of", "find_days"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct"
        "|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_MOST_DAYS = 300  # days before a date from which its year is taken; as many as an article has
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_M = (
    r"(?P<{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![^\W_])"
)
_D = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\s?(?:%|per\s?cent))"
_Y = r"(?P<{0}>(?:1[6-9]|20)\d\d)(?![\d%]|[.,]\d)"
_TO = r"\s*(?:-|–|—|to|and|until|through|till)\s*"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_PATTERNS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        # named groups: month m, day d, second day e, second month n, year y
        rf"\b{_WEEKDAY}{_M.format('m')}\s+{_D.format('d')}{_TO}(?:{_M.format('n')}\s+)"
        rf"?{_D.format('e')}(?:,?\s+{_Y.format('y')})?",
        rf"\b{_WEEKDAY}(?:the\s+)?{_D.format('d')}(?:\s+(?:of\s+)?{_M.format('m')})"
        rf"?{_TO}{_D.format('e')}\s+(?:of\s+)?{_M.format('n')}(?:,?\s+{_Y.format('y')})?",
        rf"\b{_WEEKDAY}{_M.format('m')}\s+(?:the\s+)?{_D.format('d')}(?:,?\s+{_Y.format('y')})?",
        rf"\b{_WEEKDAY}(?:the\s+)?{_D.format('d')}\s+(?:day\s+)?(?:of\s+)?{_M.format('m')}(?:,?\s+{_Y.format('y')})?",
        rf"\b{_M.format('m')},?\s+(?:of\s+)?{_Y.format('y')}",
        r"\b(?P<y>(?:19|20)\d\d)[-./](?P<k>0?[1-9]|1[0-2])[-./](?P<d>[0-3]?\d)(?!\d)",
    )
)
_DIGIT = re.compile(r"\d")
_MONTH_ALONE = re.compile(
    rf"\b(?P<p>(?:in|In|of|since|Since|early|late|mid|last|this|throughout|until|by|during)[ -]+){_M.format('m')}",
    re.ASCII,
)
_YEAR_ALONE = re.compile(
    rf"\b(?P<p>(?:in|In|of|since|Since|early|late|by|By|from|From|until|back to|dated|year)[ -]+)"
    rf"{_Y.format('y')}(?!\s*(?:million|billion|km|MW|people))",
    re.ASCII,
)
_RELATIVE = re.compile(
    r"\b(?:(?P<w>today|tonight|this (?:morning|afternoon|evening)|earlier today|the same day|same "
    r"day|that (?:same )?day|yesterday|the day before yesterday"
    r"|tomorrow|last (?:month|week|year)|this (?:month|week|year))"
    r"|(?P<q>last|this past|this|next|past|on|On|late|earlier "
    r"on)?\s*(?P<v>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?P<r> last| this week| last week)?"
    r"|(?:on )?the (?P<o>[0-3]?\d)(?:st|nd|rd|th)(?: (?:day )?of)? (?P<x>this|last) month"
    r"|(?P<n>two|three|four|five|six|\d{1,2}) (?P<u>days?|weeks?) ago"
    r"|on the (?P<z>[0-3]?\d)(?:st|nd|rd|th)(?![ -][A-Za-z]+ (?:anniversary|session|meeting))(?=[ ,.;]))",
    re.IGNORECASE,
)
_RELATIVE_WORDS = "day night noon morning evening tomorrow week month year ago".split()  # one is in each without digits
_SPECIAL = re.compile(
    r"\b(?:(?:Independence|National|Victory|Labou?r|Memorial|Children|Earth|Europe|Women|Veterans|"
    r"Martyrs|Republic|Army)'?s? Day)\b"
)


@dataclass(slots=True)
class Calendar:
    """What partial dates are counted from: the day of publication, a dateline, the years that the text states."""

    published: date | None = None
    dateline: date | None = None
    dateline_year_known: bool = False
    full: list[tuple[int, date]] | None = None
    dateline_month_day: tuple[int, int] | None = None

    @property
    def anchor(self) -> date | None:
        """The day that "today" means, with its year."""
        return self.dateline or self.published

    def year_for(self, month: int, day: int | None, at: int) -> int | None:
        """The year of a day and month given without one; None where nothing tells it."""
        anchor = self.anchor
        if anchor is not None:
            year = anchor.year
            try:
                candidate = date(year, month, day or 1)
            except ValueError:
                return None
            return year - 1 if candidate > anchor + timedelta(days=7 if day else 0) else year
        stated = self.full or []
        before = bisect_left(stated, at, key=itemgetter(0))
        for _, full in reversed(stated[max(0, before - _MOST_DAYS) : before]):
            try:
                gap = abs((date(full.year, month, day or full.day) - full).days)
            except ValueError:
                return None
            if gap <= 31:
                return full.year
        return None


_DATELINE = re.compile(
    r"(?:\A|\n)[^\n.]{0,60}?(?:\b|\()(?:"
    + _PATTERNS[2].pattern
    + "|"
    + _PATTERNS[3].pattern.replace("?P<", "?P<x")
    + r")\)?\s*(?:\([^)]{1,30}\)\s*)?(?:-|–|—|:|/|\))",
    re.ASCII,
)


def calendar_of(text: str, published: date | None) -> Calendar:
    """The calendar of a text: its dateline, if any, and the full dates that it states."""
    made = Calendar(published=published, full=[])
    match = _DATELINE.match(text[:400])
    if match:
        groups = match.groupdict()
        month = groups.get("m") or groups.get("xm")
        day = groups.get("d") or groups.get("xd")
        year = groups.get("y") or groups.get("xy")
        if month and day:
            number = _month(month)
            if year is None and published is not None:
                year = str(made.year_for(number, int(day), 0) or published.year)
            try:
                if year:
                    made.dateline = date(int(year), number, int(day))
                else:
                    made.dateline_month_day = (number, int(day))
            except ValueError:
                made.dateline = None
    for pattern in (_PATTERNS[2], _PATTERNS[3], _PATTERNS[5]):
        for found in pattern.finditer(text):
            groups = found.groupdict()
            if groups.get("y") and groups.get("d"):
                month_number = int(groups["k"]) if groups.get("k") else _month(groups["m"])
                try:
                    made.full.append((found.start(), date(int(groups["y"]), month_number, int(groups["d"]))))  # type: ignore[union-attr]  # set above
                except ValueError:
                    continue
    (made.full or []).sort()
    return made


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


_PART_OF_DAY = re.compile(r"(?:morning|afternoon|evening|night|day)\s+of\s+$")
_GOVERNOR = re.compile(r"([A-Za-z]+)\s+(?:the\s+)?$")


def find_days(sentence: str, offset: int, calendar: Calendar) -> list[Day]:
    """The date expressions of a sentence in order, none inside another."""
    found: list[Day] = []
    taken: list[tuple[int, int]] = []
    for day, span in _all(sentence, offset, calendar):
        if all(span[1] <= start or span[0] >= end for start, end in taken):
            taken.append(span)
            before = _GOVERNOR.search(sentence[max(0, span[0] - 24) : span[0]])
            day.governor = day.governor or (before[1].lower() if before else "")
            if day.governor == "of" and _PART_OF_DAY.search(sentence[max(0, span[0] - 24) : span[0]]):
                day.governor = "on"
            day.start, day.end = offset + span[0], offset + span[1]
            found.append(day)
    return sorted(found, key=lambda item: item.start)


def _all(sentence: str, offset: int, calendar: Calendar) -> Iterator[tuple[Day, tuple[int, int]]]:
    digits = _DIGIT.search(sentence) is not None
    if digits:
        for pattern in _PATTERNS:
            for match in pattern.finditer(sentence):
                if day := _absolute(match, offset, calendar):
                    yield day, match.span()
        for match in _YEAR_ALONE.finditer(sentence):
            yield Day(0, 0, match["y"], governor=match["p"].split()[0].lower()), (match.start("y"), match.end())
    for match in _MONTH_ALONE.finditer(sentence):
        month = _month(match["m"])
        if match["m"] == "May" and not match["p"].lower().startswith(
            ("in", "of", "since", "late", "early", "mid", "last")
        ):
            continue
        year = calendar.year_for(month, None, offset)
        yield (
            Day(0, 0, f"{year}-{month:02d}" if year else None, "inferred", governor=match["p"].split()[0].lower()),
            match.span(),
        )
    low = sentence.lower()
    if digits or any(word in low for word in _RELATIVE_WORDS):
        for match in _RELATIVE.finditer(sentence):
            yield _relative(match, calendar), match.span()
    if " Day" in sentence:
        for match in _SPECIAL.finditer(sentence):
            yield Day(0, 0, None), match.span()


def _absolute(match: re.Match[str], offset: int, calendar: Calendar) -> Day | None:
    """The day, month or range of a match; None if it is no date of the calendar."""
    groups = match.groupdict()
    month = int(groups["k"]) if groups.get("k") else _month(groups.get("m") or groups["n"])
    year = int(groups["y"]) if groups.get("y") else None
    basis = None
    first = int(groups["d"]) if groups.get("d") else None
    if year is None:
        year = calendar.year_for(month, first, offset + match.start())
        basis = "inferred" if year else None
    try:
        one = _written(year, month, first)
        if not groups.get("e"):
            return Day(0, 0, one, basis)
        last_month = _month(groups["n"]) if groups.get("n") else month
        last_year = year
        if year and last_month < month:
            last_year = year + (0 if groups.get("y") else 1)
        two = _written(last_year, last_month, int(groups["e"]))
    except ValueError:
        return None
    if year is None:
        return Day(0, 0, None, span=True)
    if (month, first) > (last_month, int(groups["e"])) and last_year == year:
        return None
    return Day(0, 0, f"{one}/{two}", basis, span=True)


def _written(year: int | None, month: int, day: int | None) -> str:
    if day is None:
        return f"{year:04d}-{month:02d}" if year else ""
    date(year or 2000, month, day)  # a day of the calendar, or ValueError
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"


def _relative(match: re.Match[str], calendar: Calendar) -> Day:
    """A relative day as EDTF; without anything to count from its EDTF is None."""
    word = (match["w"] or "").lower()
    if word in ("the same day", "same day", "that day", "that same day"):
        return Day(0, 0, None, same=True)
    anchor = calendar.anchor
    if anchor is None:
        if (
            calendar.dateline_month_day
            and word
            and ("today" in word or (word.startswith("this ") and word not in ("this month", "this week", "this year")))
        ):
            month, day = calendar.dateline_month_day
            return Day(0, 0, f"XXXX-{month:02d}-{day:02d}")
        return Day(0, 0, None)
    return Day(0, 0, _counted(match, word, anchor), "inferred")


def _counted(match: re.Match[str], word: str, anchor: date) -> str | None:
    if word:
        return _named_day(word, anchor)
    if match["v"]:
        return _weekday(match, anchor)
    if match["n"]:
        amount = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}.get(match["n"].lower()) or int(match["n"])
        return (anchor - timedelta(days=amount)).isoformat() if match["u"].lower().startswith("day") else None
    month, year = anchor.month, anchor.year
    if (match["o"] and match["x"].lower() == "last") or (match["z"] and int(match["z"]) > anchor.day):
        month, year = (month - 1, year) if month > 1 else (12, year - 1)
    try:
        return date(year, month, int(match["o"] or match["z"])).isoformat()
    except ValueError:
        return None


def _named_day(word: str, anchor: date) -> str | None:
    if word in ("last year", "this year"):
        return str(anchor.year - (word == "last year"))
    if word in ("last month", "this month"):
        first = anchor.replace(day=1)
        return (first if word == "this month" else first - timedelta(days=1)).isoformat()[:7]
    if word in ("last week", "this week"):
        monday = anchor - timedelta(days=anchor.weekday() + (7 if word == "last week" else 0))
        return f"[{monday.isoformat()}..{(monday + timedelta(days=6)).isoformat()}]"
    back = {"yesterday": 1, "the day before yesterday": 2, "tomorrow": -1}.get(word, 0)
    return (anchor - timedelta(days=back)).isoformat()


def _weekday(match: re.Match[str], anchor: date) -> str | None:
    """A weekday: the latest one on or before the anchor; "last Thursday" that of the week before."""
    wanted = _WEEKDAYS.index(match["v"].lower())
    qualifier = f"{match['q'] or ''} {match['r'] or ''}".lower()
    back = (anchor.weekday() - wanted) % 7
    if "next" in qualifier:
        return None
    if "last" in qualifier:
        monday = anchor - timedelta(days=anchor.weekday() + 7)
        return (monday + timedelta(days=wanted)).isoformat()
    return (anchor - timedelta(days=back)).isoformat()
