"""Dates, counts and the opening sentences in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.dates import UNSPECIFIED_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_QUALIFIER = {"?": "probably ", "~": "about ", "%": "probably about "}
DOUBT = "?~%"  # how EDTF marks what is uncertain, approximate, or both
_DATE = re.compile(r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9X]{2}))?(?:-(?P<day>[0-9X]{2}))?")
FEW = 3  # names that still read as a sentence
_OPEN = ("", "..")


def count(number: int, one: str, many: str | None = None) -> str:
    """Give a number with its noun: `1 body`, `1,200 bodies`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Join names as a sentence does: `A, B and C`."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def period(edtf: str | None) -> str:
    """Say an EDTF date in words: `7 or 8 April 2020`, `18 May, year unknown`.

    A form that is not understood comes back as it is written: better odd than wrong.
    """
    if not edtf:
        return "no date given"
    text = edtf.strip()
    try:
        if text.startswith(("[", "{")):
            return _some_of(text)
        if "/" in text:
            return _span(*text.split("/", 1))
        return _single(text)
    except ValueError:
        return text


def between(first: str | None, last: str | None) -> str:
    """Say from which day to which day: `between 10 March and 15 April 2020`, or nothing if unknown."""
    if not first or not last:
        return ""
    if first == last:
        return f"on {period(first)}"
    return f"between {_range(first, last, 'and')}"


def first_place(ranked: Iterable[tuple[str, int]]) -> tuple[int, list[str]]:
    """Give the greatest number of partners and the names of all that have as many."""
    pairs = list(ranked)
    top = max((partners for _, partners in pairs), default=0)
    return top, [name for name, partners in pairs if partners == top]


def most_connected(ranked: Iterable[tuple[str, int]], noun: str, nouns: str, partner: str = "partner") -> str:
    """Say who has the most partners, naming up to three that share the first place."""
    top, names = first_place(ranked)
    if top == 0:
        return ""
    if top == 1 and len(names) > 1:
        return f"No {noun} has more than one {partner}."
    each = f"with {count(top, partner)}"
    if len(names) == 1:
        return f"Most connected: {names[0]}, {each}."
    if len(names) <= FEW:
        return f"Most connected: {listed(names)}, {each} each."
    return f"Most connected: {count(len(names), noun, nouns)}, {each} each."


def _some_of(text: str) -> str:
    """Say `[a..b]` (one of these days), `[..b]`, `[a..]`, `[a,b]` and `{a,b}` (all of them)."""
    joined = "or" if text[0] == "[" else "and"
    inner = text[1:-1]
    if text[-1] not in "]}":
        raise ValueError(text)
    if "," in inner:
        return listed([_single(part.strip()) for part in inner.split(",")], joined)
    start, dots, end = inner.partition("..")
    if not dots:
        return _single(inner)
    if not start:
        return f"on or before {_single(end)}"
    if not end:
        return f"on or after {_single(start)}"
    if joined == "or" and _days_between(start, end) == 1:
        return _range(start, end, "or")
    return f"{'some time ' if joined == 'or' else ''}from {_range(start, end, 'to')}"


def _span(start: str, end: str) -> str:
    if start in _OPEN:
        return f"until {_single(end)}"
    if end in _OPEN:
        return f"from {_single(start)}"
    return f"from {_range(start, end, 'to')}"


def _range(start: str, end: str, word: str) -> str:
    """Join two dates, leaving out of the first what they share: `7 or 8 April 2020`."""
    first, second = _single(start), _single(end)
    before, after = first.split(" "), second.split(" ")
    if len(before) == len(after):
        while len(before) > 1 and before[-1] == after[len(before) - 1]:
            before.pop()
    return f"{' '.join(before)} {word} {second}"


def doubt(edtf: str | None) -> str:
    """How a date is marked: uncertain (?), approximate (~), both (%), or not at all."""
    marks = {mark for mark in DOUBT if mark in (edtf or "")}
    return "%" if "%" in marks or {"?", "~"} <= marks else "".join(marks)


def _single(text: str) -> str:
    match = _DATE.fullmatch(re.sub(f"[{DOUBT}]", "", text))
    if match is None:
        raise ValueError(text)
    return _QUALIFIER.get(doubt(text), "") + _parts(match["year"], match["month"], match["day"])


def _parts(year: str, month: str | None, day: str | None) -> str:
    if month in _SEASONS and day is None:
        return f"{_SEASONS[month]} {_year(year)}"
    named = ""
    if month and "X" not in month:
        if not 1 <= int(month) <= len(MONTHS):
            raise ValueError(month)
        named = MONTHS[int(month) - 1]
    if named and day and "X" not in day:
        named = f"{int(day)} {named}"
    if not named:
        return _year(year)
    return f"{named}, year unknown" if year == UNSPECIFIED_YEAR else f"{named} {_year(year)}"


def _year(year: str) -> str:
    if year == UNSPECIFIED_YEAR:
        return "year unknown"
    if year.endswith("XX"):
        return f"{year[:-2]}00s"
    return f"{year[:-1]}0s" if year.endswith("X") else year


def _days_between(start: str, end: str) -> int | None:
    from datetime import date  # only for the one form that asks for it

    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days
    except ValueError:
        return None
