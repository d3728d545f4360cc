"""From the words of a name to what it names: kind of body, place, level, aliases, distributed plurals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.articles.bodies.names import OF_WORDS, singular, topical
from kg.articles.mention import Mention
from kg.articles.text.lexicon import (
    ADMIN_ADJECTIVES,
    BODY_HEADS,
    INTERNATIONAL,
    PLACE_HEADS,
    PLURAL_HEADS,
    SUFFIXES,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.places.gazetteer import Gazetteer, Known
    from kg.articles.text.segments import Token

__all__ = ["classify", "known_place", "place_in", "territory"]

_NATIONAL = frozenset(
    "ministry department government embassy authority agency customs police parliament cabinet".split()
)
_CONTINENTAL = frozenset("european african asian inter-american islamic arab nordic caribbean pacific world".split())
_COMMON_HEADS = frozenset("bank commission agency union fund community".split())
_STATES = frozenset(
    "kingdom republic state city province county district municipality town region "
    "prefecture commonwealth "
    "emirate government principality sultanate islands union".split()
)


def classify(tokens: Sequence[Token], gazetteer: Gazetteer) -> Mention:
    """The mention that the tokens of one name make."""
    words, aliases = _without_brackets(tokens)
    start, end = tokens[0].start, tokens[-1].end
    name = _written(words)
    parts = _parts(words)
    first = parts[0]
    if place := _as_place(words, parts, gazetteer):
        return Mention("place", start, end, place[0], place=place[0], level=place[1], within=place[2], aliases=aliases)
    kind, plural = _kind_of(first, parts)
    if name.lower().replace(" ", "-").removeprefix("the-") in INTERNATIONAL:
        return Mention("body", start, end, name, "international-organisation", aliases=aliases)
    if kind is None:
        place_of = _short(parts[1], gazetteer) if len(parts) == 2 and words[len(parts[0])].low == "of" else None
        if place_of and gazetteer.known(place_of[0]):
            return Mention(
                "unknown", start, end, _written(parts[0]), aliases=aliases, place=place_of[0], level=place_of[1]
            )
        return Mention("unknown", start, end, name, aliases=aliases, place=_prefix_place(words, gazetteer)[0])
    place_name, level, taken = place_in(words, parts, gazetteer)
    if (
        taken == 1
        and words[0].low != "people"
        and words[taken].low in _NATIONAL | {"foreign"}
        and gazetteer.demonym(words[0].text)
    ):
        name = _written(words[taken:])
    if first[0].low in _CONTINENTAL and first[-1].low in _COMMON_HEADS and not place_name:
        kind = "international-organisation"
    if kind == "international-organisation" and place_name:
        kind = "association"
    return Mention(
        "body", start, end, name, kind, place_name, level, aliases=aliases, plural=plural, noun=first[-1].low
    )


def known_place(known: Known, words: Sequence[Token]) -> Mention:
    """The place that the gazetteer knows under these words."""
    return Mention("place", words[0].start, words[-1].end, known.name, place=known.name, level=known.level)


def territory(name: str, gazetteer: Gazetteer, start: int, end: int, level: str | None = None) -> Mention:
    """A place by its short name."""
    known = gazetteer.known(name)
    usual = known.name if known and known.level == "country" else name
    return Mention("place", start, end, usual, place=usual, level=level or (known.level if known else None))


def _spelt(known: Known, words: Sequence[Token]) -> str:
    """A place as the text spells it; a country by its usual name."""
    return known.name if known.level == "country" else _written(words)


def _written(words: Sequence[Token]) -> str:
    """The words with blanks as they were, as far as the marks tell."""
    out = ""
    for index, word in enumerate(words):
        glued = index == 0 or word.text in (",", ")", ".", "'s", "’s", "'", "’") or words[index - 1].text == "("
        out += ("" if glued else " ") + word.text
    return re.sub(r"(?<=[a-z])[’']\s*(?=(?:an|ang|en|ai|ao|er)\b)", "'", out)


def _without_brackets(tokens: Sequence[Token]) -> tuple[list[Token], tuple[str, ...]]:
    """The words outside brackets, and what stands in brackets as other names."""
    words: list[Token] = []
    aliases: list[str] = []
    inner: list[Token] = []
    depth = 0
    for token in tokens:
        if token.text == "(":
            depth += 1
            if depth == 1:
                continue
        elif token.text == ")":
            depth -= 1
            if depth == 0:
                aliases.append(_written(inner))
                inner = []
                continue
        (inner if depth > 0 else words).append(token)
    return (words or list(tokens)), tuple(aliases)


def _parts(words: Sequence[Token]) -> list[list[Token]]:
    """A name cut at "of", "for", "on", the small words dropped."""
    parts: list[list[Token]] = [[]]
    for word in words:
        if word.low in OF_WORDS and parts[-1]:
            parts.append([])
        elif word.low != "the":
            parts[-1].append(word)
    return [part for part in parts if part] or [list(words)]


def _as_place(
    words: Sequence[Token], parts: list[list[Token]], gazetteer: Gazetteer
) -> tuple[str, str | None, str | None] | None:
    """Short name, level and the place around it, if the name is one of a place."""
    match = gazetteer.match(words, 0)
    if match and match[0] == len(words):
        return _spelt(match[1], words), match[1].level, None
    first = parts[0]
    tail = _short(parts[1], gazetteer)[0] if len(parts) > 1 else None
    if first[-1].low in ("republic", "kingdom", "state", "commonwealth"):
        known = gazetteer.known(tail) if tail else None
        country = known.name if known and known.level == "country" else gazetteer.demonym(first[0].text)
        if country and (known or len(parts) == 1):
            return country, "country", None  # the Socialist Republic of Vietnam, the Italian Republic
    if len(first) == 1 and first[0].low in _STATES - {"government", "union"} and len(parts) == 2:
        name, level = _short(parts[1], gazetteer)
        return name, PLACE_HEADS.get(first[0].low, level), None
    if len(parts) > 2 or (len(parts) > 1 and words[len(first)].low != "of"):
        return None
    if first[-1].low in PLACE_HEADS and len(first) > 1 and not topical(first[-2].text, gazetteer):
        if first[-1].low == "department" or (len(first) > 2 and any(w.low in BODY_HEADS for w in first[:-1])):
            return None
        name, level = _short(first, gazetteer)
        own = PLACE_HEADS[first[-1].low] if level is None or first[-1].low not in ("state", "region") else level
        return name, own, tail
    match = gazetteer.match(first, 0)
    if match and match[0] == len(first) and tail and gazetteer.known(tail):
        return _spelt(match[1], first), match[1].level, tail
    if len(first) > 2 and first[0].low in _STATES and first[-1].low not in BODY_HEADS:
        return None
    return None


def _short(part: Sequence[Token], gazetteer: Gazetteer) -> tuple[str, str | None]:
    """A place's name without its word of level ("Sichuan Province" is Sichuan), and its level as known."""
    match = gazetteer.match(part, 0)
    if match and match[0] == len(part):
        return _spelt(match[1], part), match[1].level
    autonomous = next((k for k, word in enumerate(part) if k and word.low == "autonomous"), 0)
    if autonomous:  # Guangxi Zhuang Autonomous Region: the people's name is no part of the short one
        match = gazetteer.match(part, 0)
        size = match[0] if match else 1
        level = PLACE_HEADS.get(part[-1].low)
        return _written(part[:size]), "autonomous-region" if level == "region" else level
    end = len(part)
    while end > 1 and (
        part[end - 1].low in PLACE_HEADS or part[end - 1].low in ADMIN_ADJECTIVES | {"special", "administrative"}
    ):
        end -= 1
    match = gazetteer.match(part[:end], 0)
    if match and match[0] == end:
        return _spelt(match[1], part[:end]), match[1].level
    cut = part[:end] if end < len(part) and part[end - 1].low != "cooperative" else part
    return _written(cut), PLACE_HEADS.get(part[-1].low)


def _kind_of(first: Sequence[Token], parts: list[list[Token]]) -> tuple[str | None, bool]:
    """Kind of body by its head, and whether the head is a plural."""
    last = first[-1].low
    if any(word.low in SUFFIXES for word in first[1:]):
        return "enterprise", False
    if last in ("general", "regional") and len(first) > 1 and first[-2].low in ("directorate", "consulate"):
        return "department", False
    if last == "area" and len(first) > 1 and first[-2].low == "port":
        return "port", False
    if last in BODY_HEADS:
        kind = BODY_HEADS[last]
        if last == "council" and not any(
            w.low in ("city", "county", "district", "town", "borough", "municipal", "regional") for w in first
        ):
            kind = "association" if len(first) > 1 or len(parts) > 1 else "government"
        if last == "institute" and not (len(parts) > 1 and parts[1][0].low == "technology"):
            kind = "other"
        if last == "bank" and len(first) > 1 and first[-2].low in ("central", "reserve"):
            kind = "department"
        if last in ("authority", "agency", "service") and any(w.low in ("port", "ports") for w in first):
            kind = "port"
        if last in ("energy", "power", "fund", "press", "firm", "lines", "systems", "hub", "area") and len(first) == 1:
            return None, False
        return kind, False
    if last in PLURAL_HEADS:
        return BODY_HEADS[PLURAL_HEADS[last]], True
    if any(word.low in ("airlines", "airways", "bank") for word in first):
        return "enterprise", False
    if (
        first[0].low in BODY_HEADS
        and (len(parts) > 1 or len(first) > 1)
        and first[0].low in ("university", "bank", "port", "universidad")
    ):
        return BODY_HEADS[first[0].low], False
    return None, False


def place_in(
    words: Sequence[Token], parts: list[list[Token]], gazetteer: Gazetteer
) -> tuple[str | None, str | None, int]:
    """The place that a body's name gives: short name, level, and how many first words name it."""
    for part in reversed(parts[1:]):
        match = gazetteer.match(part, 0)
        if (match and match[0] == len(part)) or (
            part[-1].low in PLACE_HEADS and len(part) > 1 and not topical(part[-2].text, gazetteer)
        ):
            name, level = _short(part, gazetteer)
            return name, level, 0
        inner, inner_level, _ = _place_before_admin(part, gazetteer)
        if inner:
            return inner, inner_level, 0
    before, level, taken = _place_before_admin(words, gazetteer)
    if before:
        return before, level, taken
    first, level, taken = _prefix_place(words, gazetteer)
    if first:
        return first, level, taken
    for part in parts[1:]:  # a place at the start of a later part: "of Sichuan Finance"
        match = gazetteer.match(part, 0)
        if match:
            return match[1].name, match[1].level, 0
    return None, None, 0


def _place_before_admin(words: Sequence[Token], gazetteer: Gazetteer) -> tuple[str | None, str | None, int]:
    """The words before "Municipal", "Provincial", "City" … People's Government."""
    for index in range(1, min(4, len(words) - 1)):
        low = words[index].low
        if low in ("municipal", "provincial", "city", "county", "district", "prefectural") and all(
            word.capital and not topical(word.text, gazetteer) for word in words[:index]
        ):
            name, level = _short(words[:index], gazetteer)
            by_word = {"municipal": "city", "provincial": "province", "prefectural": "prefecture-city"}.get(low, low)
            return name, level or by_word, index
        if low in BODY_HEADS:
            break
    return None, None, 0


def _prefix_place(words: Sequence[Token], gazetteer: Gazetteer) -> tuple[str | None, str | None, int]:
    match = gazetteer.match(words, 0)
    if match and match[0] < len(words):
        return match[1].name, match[1].level, match[0]
    country = gazetteer.demonym(words[0].text)
    if country is None and len(words) > 1:
        country = gazetteer.demonym(f"{words[0].text} {words[1].text}")
        return (country, "country", 2) if country else (None, None, 0)
    return (country, "country", 1) if country else (None, None, 0)


def distribute(mention: Mention, places: Sequence[Mention], words: str) -> list[Mention]:
    """One body for each place of a plural head: "the Bureaus of A and B"."""
    made = []
    for place in places:
        name = f"{words} of {place.place or place.name}"
        made.append(
            Mention(
                "body",
                mention.start,
                max(mention.end, places[-1].end),
                name,
                mention.body_kind,
                place.place or place.name,
                place.level,
                noun=mention.noun,
            )
        )
    return made


def one_of(words: str) -> str:
    """A plural name in the singular: the last word before "of" or "for", or the last of all."""
    link = re.search(r" (?:of|for) ", words)
    end = link.start() if link else len(words)
    parts = words[:end].split(" ")
    parts[-1] = singular(parts[-1])
    return " ".join(parts) + words[end:]
