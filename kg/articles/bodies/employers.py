"""For whom a person acts whose office names nobody: the body of the text that the office belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.text.lexicon import OFFICES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.articles.mention import Mention

__all__ = ["employer"]

_LEVELS = {"governor": ("province",), "mayor": ("city", "municipality")}
_SHORTEST = 4  # letters that a word of the office and one of the body have in common
_OFFICE_WORDS = 4  # words among which the subject of an office stands


def employer(person: Mention, told: Iterable[Mention], homes: list[Mention]) -> Mention | None:
    """The Commerce Director is of the Department of Commerce; a governor, of the state of the dateline (``homes``)."""
    words = person.name.replace(",", " ").split()[:_OFFICE_WORDS]
    at = next((i for i, word in enumerate(words) if word.lower() in OFFICES), 0)
    subjects = [word.lower() for word in words[:at] if word[0].isupper() and word.lower() not in OFFICES]
    found: list[Mention] = []
    for one in told if subjects else ():
        if one.kind == "body" and any(_alike(subject, word) for subject in subjects for word in one.name.split()):
            found += [one] if one not in found else []
    if len(found) == 1:
        return found[0]
    levels = _LEVELS.get(person.noun, ()) if not subjects else ()
    seats = [home for home in homes if home.level in levels]
    return seats[0] if len(seats) == 1 else None


def _alike(one: str, two: str) -> bool:
    """Whether two words are one but for their ending: Tribal and Tribe."""
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, two.lower(), strict=False)) if a != b), min(len(one), len(two))
    )
    return shared >= max(_SHORTEST, min(len(one), len(two)) - 1)
