"""One plural head over several subjects: "the Departments of Energy, the Interior and Commerce" are three bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.bodies.naming import one_of
from kg.articles.mention import Mention
from kg.articles.text.lexicon import BODY_HEADS, PLURAL_HEADS, is_topic

if TYPE_CHECKING:
    from kg.articles.bodies.parties import PartyReader

__all__ = ["bodies_by_subject"]

_OF = ("of", "for")


def bodies_by_subject(reader: PartyReader, i: int) -> tuple[list[Mention], int]:
    """The bodies that begin at token ``i``, and the token after them; none where there is one subject alone."""
    head, place, level = _head(reader, i)
    if reader.low(head) not in PLURAL_HEADS or reader.low(head + 1) not in _OF:
        return [], i
    subjects, end = _subjects(reader, head + 2)
    if len(subjects) < 2:
        return [], i
    if reader.low(end) == "of" and not reader.blocked[end]:
        places, after = reader.plurals.places(end + 1)
        if len(places) > 1:
            return [], i
        if places:
            place, level, end = places[0].place, places[0].level, after
    name = one_of(reader.tokens[head].text)
    kind = BODY_HEADS[PLURAL_HEADS[reader.low(head)]]
    first, last = reader.tokens[i].start, reader.tokens[end - 1].end
    made = [
        Mention("body", first, last, f"{name} {reader.low(head + 1)} {subject}", kind, place, level)
        for subject in subjects
    ]
    return made, end


def _head(reader: PartyReader, i: int) -> tuple[int, str | None, str | None]:
    """The token of the head, and the place told before it ("U.S. Departments", "Peruvian Ministries")."""
    if reader.low(i) in PLURAL_HEADS and reader.tokens[i].capital:
        return i, None, None
    if match := reader.gazetteer.match(reader.tokens, i):
        return match[0], match[1].name, match[1].level
    nation = reader.gazetteer.demonym(reader.tokens[i].text)
    return i + 1, nation, "country" if nation else None


def _subjects(reader: PartyReader, n: int) -> tuple[list[str], int]:
    """The subjects listed from token ``n`` on ("Energy, the Interior, and of Commerce"), and the token after them."""
    subjects: list[str] = []
    end = n
    while n < len(reader.tokens):
        n += bool(subjects) and reader.low(n) in _OF
        the = "the " if reader.low(n) == "the" else ""
        n += bool(the)
        start = n
        while n < len(reader.tokens) and reader.tokens[n].capital and not reader.blocked[n]:
            n += 1
        if n == start or not is_topic(reader.tokens[start].text):
            break
        subjects.append(the + reader.words(start, n))
        end = n
        n += reader.low(n) == ","
        n += reader.low(n) == "and"
        if n == end:
            break
    return subjects, end
