"""What the parties of a signing plan to build or run: "set up a joint laboratory for …", told inside a promise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Planned", "is_thing", "planned"]

_TYPES = {
    "zone": "zone", "area": "zone", "city": "zone", "district": "zone", "platform": "platform", "portal": "platform",
    "network": "platform", "database": "platform", "mechanism": "mechanism", "committee": "mechanism",
    "group": "mechanism", "council": "mechanism", "commission": "mechanism", "fund": "mechanism",
    "centre": "centre", "center": "centre", "hub": "centre", "institute": "centre", "laboratory": "centre",
    "lab": "centre", "park": "park", "base": "park", "standard": "standard", "guideline": "standard",
    "corridor": "corridor", "system": "service", "service": "service", "hotline": "service",
    "facility": "facility", "plant": "facility", "campus": "facility", "terminal": "facility", "pipeline": "facility",
    "bridge": "facility", "factory": "facility", "library": "other", "pool": "other", "school": "facility",
}  # fmt: skip
_HEADS = {f"{head[:-1]}ies" if head.endswith("y") else f"{head}s": kind for head, kind in _TYPES.items()} | _TYPES
_MAKE = re.compile(
    r"\b(?:co-)?(?:build|establish|set up|create|launch|develop|construct|open|found|form|run|operate|introduce"
    r"|building|establishing|setting up|creating|launching|developing|constructing|opening|founding|forming"
    r"|(?:construction|establishment|creation|development|founding) of)\b"
    r"(?: and (?:\w+(?:ing)?)(?= (?:an?|the|its|their|new|joint|unified|common)\b))?\s+",
    re.IGNORECASE,
)
_SHARED = re.compile(r"\b(?:co-build and share|build and share|share|jointly run)\s+", re.IGNORECASE)
_DETERMINER = re.compile(r"(?:(?:an?|the|their|its|this|new|such)\s+)+", re.IGNORECASE)
_CORE = re.compile(  # up to the first head after which the phrase ends or a tail begins
    r"(?:(?!\b(?:of|for|in|on|to|that|which|by|with|from|at|will|between|among)\b)[^,;:.()]){0,110}?"
    rf"\b(?P<head>{'|'.join(sorted(_HEADS, key=len, reverse=True))})"
    r"(?=\s(?:of|for|in|on|between|to|with|that|which|where|by|featuring|and|at|from|as|so|under|across)\b|\s?\(|[,;:.)”\"]|$)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s(?:of|for|in|on|between)\s(?:(?!\s(?:and(?! [A-Z])|that|which|to|by|with|from|so|as)\s)[^,;:.()“”\"])+"
)
_MOST_WORDS = 18


class Planned(NamedTuple):
    """A thing that is to be built or run: its name, its type (code), and its characters in the words given."""

    name: str
    type: str
    start: int
    end: int


def planned(words: str) -> Planned | None:
    """The first thing that ``words`` of a promise say is to be built or run; None if there is none."""
    for verb in (*_MAKE.finditer(words), *_SHARED.finditer(words)):
        if found := is_thing(words, verb.end()):
            return found
    return None


def is_thing(words: str, start: int = 0) -> Planned | None:
    """What the noun phrase at ``start`` names, if its head is a thing that can be built or run."""
    if determiner := _DETERMINER.match(words, start):
        start = determiner.end()
    start += words[start : start + 1] in ("“", '"')
    core = _CORE.match(words, start)
    if core is None or (len(core[0].split()) == 1 and not _TAIL.match(words, core.end())):
        return None  # "a platform" alone names nothing
    tail = _TAIL.match(words, core.end())
    name = words[start : tail.end() if tail else core.end()].rstrip()
    if len(name.split()) > _MOST_WORDS:
        return None
    return Planned(name.replace("“", "").replace("”", ""), _HEADS[core["head"].lower()], start, start + len(name))


def items(words: str) -> Iterator[tuple[int, int]]:
    """The characters of each object of a list of things: "share X bases, Y pools, and Z libraries"; else all of it."""
    verb = _SHARED.match(words) or _MAKE.match(words)
    cuts = [match.span() for match in re.finditer(r", and |, ", words)] if verb else []
    begins = [verb.end() if verb else 0, *(end for _, end in cuts)]
    if len(begins) < 3 or not all(is_thing(words, begin) for begin in begins):
        yield 0, len(words)
        return
    for number, begin in enumerate(begins):
        yield (0 if number == 0 else begin), (cuts[number][0] if number < len(cuts) else len(words))
