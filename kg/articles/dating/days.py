"""Date expressions of press English as EDTF: absolute, partial, ranges, and relative to a known day.

A package for dates of any form (dateparser) fills in what a text does not say and takes milliseconds a
phrase; here nothing is filled in, and what a phrase leaves open stays open.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.articles.dating.calendars import DAY_PATTERNS, MONTH, WEEKDAYS, YEAR, month_number, numeric_day
from kg.articles.mention import Day
from kg.articles.text.lexicon import number
from kg.dates import UNSPECIFIED_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.articles.dating.calendars import Calendar

__all__ = ["find_days"]

_MONTH_STARTS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DIGIT = re.compile(r"\d")
_MONTH_ALONE = re.compile(
    rf"\b(?P<p>(?:in|In|of|since|Since|early|late|mid|last|this|throughout|until|by|during)[ -]+){MONTH.format('m')}"
    r"(?P<r> (?:of )?(?:last|this|that|the same) year)?",
    re.ASCII,
)
_YEAR_ALONE = re.compile(
    r"(?:\b(?P<p>(?:in|In|of|since|Since|early|late|by|By|from|From|until|back to|dated|year"
    r"|[Aa]s (?:early|late|recently|far back) as)[ -]+)|(?P<b>\())"
    rf"{YEAR.format('y')}(?(b)\)|(?!\s*(?:million|billion|km|MW|people)))",
    re.ASCII,
)
_AMOUNT = r"(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_RELATIVE = re.compile(
    r"\b(?:(?P<w>today|tonight|this (?:morning|afternoon|evening)|(?:earlier|later) today|yesterday|last night"
    r"|the day before yesterday|tomorrow|(?:last|this) (?:month|weekend|week|year))"
    r"|(?P<k>(?:(?:later )?(?:on )?|in |(?:earlier|later) in )?(?:the same|that(?: same| very)?|same)"
    r" (?:day|morning|afternoon|evening|month|year))"
    r"|(?P<f>the (?:following|next|previous) day|the day (?:before|after)(?! [a-z])"
    rf"|{_AMOUNT} days? (?:later|earlier|after(?:wards?)?)(?! [A-Za-z]))"
    r"|(?P<q>last|this past|this|next|past|on|On|late|earlier "
    r"on)?\s*(?P<v>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?P<r> last| this week| (?:of )?last week)?"
    r"|(?:on )?the (?P<o>[0-3]?\d)(?:st|nd|rd|th)(?: (?:day )?of)? (?P<x>this|last) month"
    rf"|(?P<n>{_AMOUNT}) (?P<u>days?|weeks?) ago"
    r"|on the (?P<z>[0-3]?\d)(?:st|nd|rd|th)(?![ -][A-Za-z]+ (?:anniversary|session|meeting))(?=[ ,.;]))",
    re.IGNORECASE,
)
_RELATIVE_WORDS = "day night noon morning evening tomorrow week month year ago".split()  # one is in each without digits
_SPECIAL = re.compile(
    r"\b(?:(?:Independence|National|Victory|Labou?r|Memorial|Children|Earth|Europe|Women|Veterans|"
    r"Martyrs|Republic|Army)'?s? Day)\b"
)
_LATER = re.compile(r"\b(?:days?|weeks?|months?|years?) (?:later|after(?:wards?)?)\b,?[^.]{0,40}$", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:morning|afternoon|evening|night|day|end|beginning|start|middle|half|quarter|course|spring|summer|autumn|fall"
    r"|winter|days|weeks|months)\s+(?:of(?:\s+.{0,3})?)?$"
)
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
            if day.governor == "of" and _PART.search(sentence[max(0, span[0] - 24) : span[0] + 3]):
                day.governor = "on"
            day.start, day.end = offset + span[0], offset + span[1]
            if calendar.line[0] <= day.start and day.end <= calendar.line[1]:
                day.governor = "dateline"
            found.append(day)
    return sorted(found, key=lambda item: item.start)


def _all(sentence: str, offset: int, calendar: Calendar) -> Iterator[tuple[Day, tuple[int, int]]]:
    digits = _DIGIT.search(sentence) is not None
    months = any(month in sentence for month in _MONTH_STARTS)
    if digits:
        for pattern in DAY_PATTERNS if months else DAY_PATTERNS[-1:]:
            for match in pattern.finditer(sentence):
                if day := _absolute(match, offset, calendar):
                    yield day, match.span()
        for one, span in numeric_day(sentence, calendar.anchor):
            yield Day(0, 0, one.isoformat()), span
        for match in _YEAR_ALONE.finditer(sentence):
            governor = match["p"].split()[0].lower() if match["p"] else "("
            yield Day(0, 0, match["y"], governor=governor), (match.start("y"), match.end("y"))
    for match in _MONTH_ALONE.finditer(sentence) if months else ():
        if day := _month_alone(match, offset, calendar):
            yield day, match.span()
    low = sentence.lower()
    if digits or any(word in low for word in _RELATIVE_WORDS):
        for match in _RELATIVE.finditer(sentence):
            yield _relative(match, calendar), match.span()
    if " Day" in sentence:
        for match in _SPECIAL.finditer(sentence):
            yield Day(0, 0, None), match.span()


def _month_alone(match: re.Match[str], offset: int, calendar: Calendar) -> Day | None:
    before = match["p"].lower().split()[0].rstrip("-")
    if match["m"] == "May" and before not in ("in", "of", "since", "late", "early", "mid", "last"):
        return None
    month, own = month_number(match["m"]), match["r"] or ""
    year = calendar.year_for(month, None, offset)
    if own and "that" not in own and "same" not in own:
        year = calendar.anchor.year - ("last" in own) if calendar.anchor else None
    elif own:
        year = calendar.last_year_before(offset + match.start())
    return Day(0, 0, f"{year}-{month:02d}" if year else None, "inferred", governor=before)


def _absolute(match: re.Match[str], offset: int, calendar: Calendar) -> Day | None:
    """The day, month or range of a match; None if it is no date of the calendar."""
    groups = match.groupdict()
    month = int(groups["k"]) if groups.get("k") else month_number(groups.get("m") or groups["n"])
    year = int(groups["y"]) if groups.get("y") else None
    basis = None
    first = int(groups["d"]) if groups.get("d") else None
    if year is None:
        year = _year_of(match, month, first, offset, calendar)
        basis = "inferred" if year else None
    try:
        one = _written(year, month, first)
        if not groups.get("e"):
            return Day(0, 0, one, basis)
        last_month = month_number(groups["n"]) if groups.get("n") else month
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


def _year_of(match: re.Match[str], month: int, day: int | None, offset: int, calendar: Calendar) -> int | None:
    """The year of a day told without a number for it: "last year", "that year", or by what the text says around."""
    groups, at = match.groupdict(), offset + match.start()
    if groups.get("l"):
        return calendar.anchor.year - (groups["l"] == "last") if calendar.anchor else None
    if groups.get("c"):
        return calendar.last_year_before(at)
    later = _LATER.search(match.string[max(0, match.start() - 60) : match.start()]) is not None
    return calendar.year_for(month, day, at, later=later)


def _written(year: int | None, month: int, day: int | None) -> str:
    if day is None:
        return f"{year:04d}-{month:02d}" if year else ""
    date(year or 2000, month, day)  # a day of the calendar, or ValueError
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"{UNSPECIFIED_YEAR}-{month:02d}-{day:02d}"


def _relative(match: re.Match[str], calendar: Calendar) -> Day:
    """A relative day as EDTF; without anything to count from its EDTF is None."""
    if match["k"]:
        unit = match["k"].lower().split()[-1]
        return Day(0, 0, None, same=unit if unit in ("month", "year") else "day")
    if match["f"]:
        return Day(0, 0, None, same="day", shift=_shift(match["f"].lower()))
    word = (match["w"] or "").lower()
    anchor = calendar.anchor
    if anchor is not None:
        return Day(0, 0, _counted(match, word, anchor), "inferred")
    if calendar.dateline_month_day:
        return Day(0, 0, _yearless(match, word, calendar.dateline_month_day))
    return Day(0, 0, None)


def _shift(words: str) -> int:
    """How many days after the day told before "the next day", "two days earlier" are."""
    back = any(word in words for word in ("previous", "before", "earlier"))
    amount = 1 if words.startswith("the ") else number(words.split(maxsplit=1)[0]) or 1
    return -amount if back else amount


def _yearless(match: re.Match[str], word: str, dateline: tuple[int, int]) -> str | None:
    """Today, yesterday and the 25th by a dateline without a year."""
    month, day = dateline
    try:
        if match["z"]:
            wanted = int(match["z"])
            before = date(2000, month, 1) - timedelta(days=1)
            day, month = (wanted, month) if wanted <= day else (wanted, before.month)
        elif word in ("yesterday", "last night"):
            earlier = date(2000, month, day) - timedelta(days=1)
            if (month, day) == (3, 1):
                return None
            day, month = earlier.day, earlier.month
        elif not (word in ("tonight", "today", "earlier today", "later today") or re.match("this (?:m.*g|a|e)", word)):
            return None
        return _written(None, month, day)
    except ValueError:
        return None


def _counted(match: re.Match[str], word: str, anchor: date) -> str | None:
    if word:
        return _named_day(word, anchor)
    if match["v"]:
        return _weekday(match, anchor)
    if match["n"]:
        amount = number(match["n"].lower()) or 0
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
    if word in ("last week", "this week", "last weekend", "this weekend"):
        monday = anchor - timedelta(days=anchor.weekday() + (7 if word.startswith("last") else 0))
        first = monday + timedelta(days=5 if word.endswith("end") else 0)
        return f"[{first.isoformat()}..{(monday + timedelta(days=6)).isoformat()}]"
    back = {"yesterday": 1, "last night": 1, "the day before yesterday": 2, "tomorrow": -1}.get(word, 0)
    return (anchor - timedelta(days=back)).isoformat()


def _weekday(match: re.Match[str], anchor: date) -> str | None:
    """A weekday: the latest one on or before the anchor; "last Thursday" that of the week before."""
    wanted = WEEKDAYS.index(match["v"].lower())
    qualifier = f"{match['q'] or ''} {match['r'] or ''}".lower()
    back = (anchor.weekday() - wanted) % 7
    if "next" in qualifier:
        return None
    if "last" in qualifier:
        monday = anchor - timedelta(days=anchor.weekday() + 7)
        return (monday + timedelta(days=wanted)).isoformat()
    return (anchor - timedelta(days=back)).isoformat()
