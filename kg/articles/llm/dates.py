"""Dates and numbers that a model gives, held against the words that it quotes for them.

A model fills in what a text leaves open. Here a year must stand in the text or follow from the day of
publication, a month and a day named in the quote must be those of the date, and a number must be one of
the quote's.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from kg import dates
from kg.articles.dating.calendars import MONTHS
from kg.errors import InputError

__all__ = ["DateCheck", "number_fits"]

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_EDTF_DATE = re.compile(r"(?P<y>[\dX]{4})(?:-(?P<m>[\dX]{2})(?:-(?P<d>[\dX]{2}))?)?")
_CAPITALISED = re.compile(r"\b[A-Z][A-Za-z]{2,8}\b")
_DAY_NUMBER = re.compile(r"(?<!\d)([0-3]?\d)(?:st|nd|rd|th)?(?!\d)")
_NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?:[, ]\d{3})+(?!\d)|(?<![\d.])\d+")
_UNITS = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * tens for tens, word in enumerate(_ROUND.split(" "), 2)}
_UNIT_NUMBERS = {word: number for number, word in enumerate(_UNITS.split(" "), 1)}
_TEEN_NUMBERS = {word: number for number, word in enumerate(_TEENS.split(" "), 10)}
_WORD_NUMBERS = _UNIT_NUMBERS | _TEEN_NUMBERS | _TENS
_LONGEST_NUMBER = 12
_BEYOND = re.compile(
    r"\b(?:dozens?|scores?|hundreds?|thousands?|million|half|third|quarter|both|pair|couple|single)\b|%|per\s?cent",
    re.IGNORECASE,
)


class DateCheck:
    """What dates a text of a day of publication can state."""

    def __init__(self, text: str, published: str | None) -> None:
        """Dates of ``text``, of the day ``published`` if that is known."""
        self._published = date.fromisoformat(published) if published else None
        self._years = set(_YEAR.findall(text))

    def problem(self, edtf: str, quote: str, *, future: bool = False) -> str | None:
        """Why ``edtf`` cannot be what ``quote`` states; None if it can. ``future``: what is promised, not done."""
        try:
            period = dates.parse(edtf)
        except InputError as error:
            return str(error)
        parts = list(_EDTF_DATE.finditer(edtf))
        for part in parts:
            if not self._known(part["y"], future=future):
                return f"the year of {edtf} is neither in the text nor follows from the day of publication"
        if not future and self._published and period.earliest and period.earliest > self._published:
            return f"{edtf} lies after the day of publication"
        return _contradiction(parts, quote, edtf)

    def basis(self, edtf: str, quote: str) -> str:
        """``stated`` if the quote itself gives all that ``edtf`` gives, else ``inferred``."""
        years = {part["y"] for part in _EDTF_DATE.finditer(edtf)} - {dates.UNSPECIFIED_YEAR}
        told = years <= set(_YEAR.findall(quote))
        days = any(part["d"] and "X" not in part["d"] for part in _EDTF_DATE.finditer(edtf))
        return "stated" if told and (not days or bool(_DAY_NUMBER.search(quote))) else "inferred"

    def _known(self, year: str, *, future: bool) -> bool:
        if year == dates.UNSPECIFIED_YEAR:
            return True
        derivable: set[str] = set()
        if self._published:
            this = self._published.year
            derivable = {str(number) for number in (this - 1, this, *((this + 1,) if future else ()))}
        pattern = re.compile(year.replace("X", r"\d"))
        return any(pattern.fullmatch(known) for known in self._years | derivable)


def _contradiction(parts: list[re.Match[str]], quote: str, edtf: str) -> str | None:
    """Whether the quote names other months or days than the date does."""
    words = [word.lower() for word in _CAPITALISED.findall(quote)]
    named = {MONTHS[word] for word in words if word in MONTHS}
    if not named:
        return None
    months = {int(part["m"]) for part in parts if part["m"] and part["m"] != "XX"}
    if months and not months & named:
        return f"the quote names another month than {edtf}"
    numbers = {int(match[1]) for match in _DAY_NUMBER.finditer(quote)}
    days = {int(part["d"]) for part in parts if part["d"] and part["d"] != "XX"}
    if days and numbers and not days & numbers:
        return f"the quote names no such day as that of {edtf}"
    return None


def number_fits(quote: str, *bounds: int | None) -> bool:
    """Whether each bound is a number of ``quote``, or next to one ("more than 58" means 59 at least).

    Dozens, halves and the like are left to the curator; a quote without any number fits no bound.
    """
    if _BEYOND.search(quote):
        return True
    numbers = {int(re.sub(r"\D", "", digits)) for digits in _NUMBER.findall(quote) if len(digits) <= _LONGEST_NUMBER}
    words = [word.lower() for word in re.findall(r"[A-Za-z]+", quote)]
    numbers |= {_WORD_NUMBERS[word] for word in words if word in _WORD_NUMBERS}
    numbers |= {
        _TENS[ten] + _UNIT_NUMBERS[unit] for ten, unit in pairwise(words) if ten in _TENS and unit in _UNIT_NUMBERS
    }
    return all(bound is None or any(abs(bound - number) <= 1 for number in numbers) for bound in bounds)
