"""Parties that stand in the title of a document: "the Agreement of A and B", "the A–B Treaty"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.articles.clauses.row import groups
from kg.articles.mention import Mention

if TYPE_CHECKING:
    from kg.articles.clauses.chunks import Chunker
    from kg.articles.clauses.frame import Frame
    from kg.articles.mention import Document
    from kg.articles.text.segments import Sentence

__all__ = ["in_title", "joined_states"]


def _parted(frame: Frame, chunker: Chunker) -> bool:
    """Whether another clause begins between a document and the verb: "under the accord trade grew, and … signed"."""
    verb = frame.sentence.tokens[frame.trigger].start
    return " and " in chunker.text[frame.documents[0].end : verb]


_JOINED = re.compile(r"([A-Z]\w+(?: [A-Z]\w+){0,2}) ?[-–] ?((?:[A-Z]\w+ ){0,2}[A-Z]\w+)")  # Peru–Chile Treaty
_LEFT = 30  # characters before a title among which the first of two joined states stands


def joined_states(frame: Frame, chunker: Chunker, parties: list[Mention]) -> list[Mention]:
    """The two states of "the Peru–Chile Trade Agreement", ``parties`` among them; empty if the title has none."""
    document, sentence = frame.documents[0], frame.sentence
    if len(frame.documents) > 1 or not document.end or _parted(frame, chunker):
        return []
    start = max(sentence.start, document.start - _LEFT)
    for match in _JOINED.finditer(chunker.text, start, document.end):
        left, right = match[1].split(), match[2].split()
        ends = [" ".join(left[i:]) for i in range(len(left))], [" ".join(right[:i]) for i in range(len(right), 0, -1)]
        one, two = (next(filter(None, map(chunker.gazetteer.known, side)), None) for side in ends)
        if one and two and one.level == two.level == "country" and one != two and match.end() > document.start:
            fits = all(party.place in (one.name, two.name) for party in parties)
            return [
                Mention("place", match.start(), match.end(), side.name, place=side.name, level=side.level)
                for side in (one, two)
                if fits
            ]
    return []


def in_title(document: Document, sentence: Sentence, chunker: Chunker) -> list[Mention]:
    """The parties that stand in a title: the first coordinated ones after "of" or "between"."""
    tokens = sentence.tokens
    inside = [i for i, token in enumerate(tokens) if document.start <= token.start < document.end]
    if not inside:
        return []
    row = chunker.fill(tokens, inside[0], inside[-1] + 1, [False] * len(tokens), {})
    found = [group for group in groups(row) if group.governor in ("of", "between", "by") and len(group.mentions) > 1]
    return found[0].mentions if found else []
