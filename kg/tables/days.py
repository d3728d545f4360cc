"""Dates of tables to EDTF: formats as ``strptime`` knows them, ISO 8601-2, years.

A format is a pattern such as ``%d.%m.%Y``, or one of the words

    iso         2020-04-15, 2020-04, 2020, the EDTF of records, and messydates: 1897-05-15? or ~ (uncertain),
                1981-09..1981-10 (one of these), {1950-01-01,1951-01-01} (from the first to the last of them)
    year        a year: 1964
    year-first  the first four digits are the year, whatever follows
    year-last   the last four digits are the year, whatever goes before

What a pattern leaves out stays open: ``%m/%Y`` gives a month, ``%Y`` a year.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from kg import dates
from kg.errors import InputError

__all__ = ["COMMON", "check_format", "fitting", "read_day"]

COMMON: tuple[str, ...] = (
    *("iso", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y", "%Y%m%d", "%d %B %Y", "%B %d, %Y"),
    *("%d %b %Y", "%b %d, %Y", "%d-%b-%Y", "%m/%Y", "%B %Y", "%Y.%m.%d", "%d.%m.%y", "%m/%d/%y", "%d/%m/%y"),
)
_WORDS = {
    "year": re.compile(r"(\d{4})", re.ASCII),
    "year-first": re.compile(r"\D*(\d{4}).*", re.ASCII | re.DOTALL),
    "year-last": re.compile(r".*(\d{4})\D*", re.ASCII | re.DOTALL),
}
_DIRECTIVE = re.compile(r"%([a-zA-Z%])")
_YEARS, _MONTHS, _DAYS, _TIMES = set("Yy"), set("mbB"), set("d"), set("HIMSfpzZ")
_DOUBT = re.compile(r"[?~%]")


def check_format(text: str) -> None:
    """ValueError if ``text`` is no format."""
    if text == "iso" or text in _WORDS:
        return
    letters = set(_DIRECTIVE.findall(text)) - {"%"}
    if not letters & _YEARS:
        raise ValueError("write iso, year, year-first, year-last, or a pattern with a year such as %d.%m.%Y")
    if letters - _YEARS - _MONTHS - _DAYS - _TIMES - {"A", "a", "j"} or ("d" in letters and not letters & _MONTHS):
        raise ValueError("use %d, %m, %b, %B, %Y and %y, such as %d.%m.%Y")


@lru_cache(maxsize=65_536)
def read_day(text: str, formats: tuple[str, ...]) -> tuple[str, bool] | None:
    """The EDTF of ``text`` by the first of ``formats`` that fits, and whether it is uncertain; None if none does."""
    for form in formats:
        found = _iso(text) if form == "iso" else _plain(text, form)
        if found is not None:
            return found
    return None


def fitting(text: str, formats: tuple[str, ...] = COMMON) -> list[str]:
    """The formats that ``text`` fits, for messages and drafts."""
    return [form for form in formats if read_day(text, (form,)) is not None]


def _plain(text: str, form: str) -> tuple[str, bool] | None:
    if form in _WORDS:
        match = _WORDS[form].fullmatch(text)
        return (match[1], False) if match and int(match[1]) else None
    try:
        when = datetime.strptime(text, form)  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    letters = set(_DIRECTIVE.findall(form))
    if letters & _DAYS or "j" in letters:
        return when.date().isoformat(), False
    return (f"{when.year:04d}-{when.month:02d}" if letters & _MONTHS else f"{when.year:04d}"), False


def _iso(text: str) -> tuple[str, bool] | None:
    uncertain = _DOUBT.search(text) is not None
    plain = _DOUBT.sub("", text).strip()
    if plain.startswith("{") and plain.endswith("}"):
        ends = sorted(part.strip() for part in plain[1:-1].split(","))
        ends = [ends[0].split("..")[0], ends[-1].split("..")[-1]]
        plain = ends[0] if ends[0] == ends[1] else f"[{ends[0]}..{ends[1]}]"
    elif ".." in plain and "/" not in plain and not plain.startswith("["):
        plain = f"[{plain}]"
    elif re.fullmatch(r"\d{4}-\d\d-\d\d[T ][\d:.]+(Z|[+-]\d\d:?\d\d)?", plain, re.ASCII):
        plain = plain[:10]
    try:
        return dates.parse(plain).edtf, uncertain
    except InputError:
        return None
