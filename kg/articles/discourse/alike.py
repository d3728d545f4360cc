"""Whether two mentions name the same party: by name, stems of words, place and kind."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.articles.mention import Mention

__all__ = ["STEM", "among", "distinct", "same_party", "stems"]

_WORDS_DROPPED = frozenset(
    "the of and for on in province city district county municipality municipal provincial people's government".split()
)
STEM = 6  # letters of a word that count: Culture and Cultural are one


def stems(mention: Mention) -> frozenset[str]:
    """The words of a name by which it is compared, cut to their stems."""
    return _stems(mention.name)


@lru_cache(maxsize=4096)
def _stems(name: str) -> frozenset[str]:
    words = name.lower().replace("’", "'").replace(",", " ").split()
    return frozenset(word[:STEM] for word in words if word not in _WORDS_DROPPED) or frozenset(words)


def same_party(one: Mention, two: Mention) -> bool:
    """Whether two mentions name the same party."""
    if one.kind == "group" or two.kind == "group":
        return one.kind == two.kind and one.name.lower() == two.name.lower() and one.place == two.place
    if one.kind == "place" and two.kind == "place":
        return (one.place or one.name).lower() == (two.place or two.name).lower()
    if one.kind == "place" or two.kind == "place":
        place, other = (one, two) if one.kind == "place" else (two, one)
        return other.body_kind == "government" and place.place is not None and place.place == other.place
    elsewhere = bool(one.place and two.place and one.place != two.place)
    if _same_name(one, two):
        return not (elsewhere and (one.name != two.name or one.level == two.level == "country"))
    if elsewhere:
        return False
    small, large = sorted((stems(one), stems(two)), key=len)
    if small == large:
        return True
    short, long = sorted((one.name.lower(), two.name.lower()), key=len)
    if long.startswith(f"{short} of ") and one.body_kind == "university":
        return False  # Kunming University is not Kunming University of Science and Technology
    if one.body_kind and two.body_kind and one.body_kind != two.body_kind:
        return False
    return small < large and len(small) >= min(2, len(large) - 1) and len(large - small) <= 3


def _same_name(one: Mention, two: Mention) -> bool:
    """Whether two bodies have a name in common, case ignored; of the aliases one must be the other's full name."""
    first, second = one.name.lower(), two.name.lower()
    if first == second or not (one.aliases or two.aliases):
        return first == second
    return second in [alias.lower() for alias in one.aliases] or first in [alias.lower() for alias in two.aliases]


def among(one: Mention, others: Iterable[Mention]) -> bool:
    """Whether one of ``others`` names the same party."""
    return any(same_party(one, other) for other in others)


def distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, each party once."""
    found: list[Mention] = []
    for one in mentions:
        if not among(one, found):
            found.append(one)
    return found
