"""Numbers with their bounds as English writes them: more than 58, no fewer than a dozen, the twelfth."""

from __future__ import annotations

import re

from kg.articles.text.lexicon import number

__all__ = ["BOUND", "NUMBER", "ORDINAL", "amount", "bounds", "rank"]

NUMBER = (
    r"(?P<n>\d[\d,]*|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|a hundred|a dozen|one hundred)"
)
BOUND = (
    r"(?:(?P<b>more than|over|exceeding|upwards of|in excess of|at least|no fewer than|no less "
    r"than|not less than|not fewer than|as many as|up to|at most|no more than|not more than|fewer than|less than|"
    r"under|nearly|almost|about|around|some|approximately|roughly|close to|a total of|a record|"
    r"another|altogether|in all)\s+)?"
)
_ORDINALS = {
    word: place
    for place, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        2,
    )
}
ORDINAL = rf"(?P<o>{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
_LOW_BOUNDS = {
    "more than": 1,
    "over": 1,
    "exceeding": 1,
    "upwards of": 1,
    "in excess of": 1,
    "at least": 0,
    "no fewer than": 0,
    "no less than": 0,
    "not less than": 0,
    "not fewer than": 0,
}
_HIGH_BOUNDS = {
    "up to": 0,
    "at most": 0,
    "no more than": 0,
    "not more than": 0,
    "fewer than": -1,
    "less than": -1,
    "under": -1,
}
_VAGUE = ("nearly", "almost", "about", "around", "some", "approximately", "roughly", "close to", "as many as")


def amount(words: str) -> int:
    """The number that digits or words write; 0 where they write none."""
    low = words.lower().replace(",", "").removeprefix("a ").removeprefix("one ")
    return number(low) or 0


def rank(word: str) -> int:
    """The number of an ordinal: "third", "12th"."""
    return _ORDINALS.get(word.lower()) or int(re.sub(r"\D", "", word))


def bounds(match: re.Match[str]) -> tuple[int | None, int | None]:
    """The least and the most that a count with its bound (groups b and n) states."""
    bound, counted = (match["b"] or "").lower(), amount(match["n"])
    if bound in _LOW_BOUNDS:
        return counted + _LOW_BOUNDS[bound], None
    if bound in _HIGH_BOUNDS:
        return None, counted + _HIGH_BOUNDS[bound]
    if bound in _VAGUE:
        return None, None
    return counted, counted
