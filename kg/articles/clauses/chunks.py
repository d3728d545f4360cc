"""A sentence as a row of chunks: parties, documents, dates, and the plain words between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.bodies.parties import PartyReader
from kg.articles.clauses.row import groups, live
from kg.articles.dating.days import find_days
from kg.articles.instruments.documents import find_documents
from kg.articles.mention import Chunk, Mention

if TYPE_CHECKING:
    from kg.articles.clauses.row import Group
    from kg.articles.dating.calendars import Calendar
    from kg.articles.places.gazetteer import Gazetteer
    from kg.articles.text.segments import Sentence, Token

__all__ = ["Chunker"]


class Chunker:
    """Reads sentences of one text into chunks, each once. ``names`` are abbreviations that the text explains."""

    def __init__(self, text: str, calendar: Calendar, gazetteer: Gazetteer) -> None:
        self.text, self.calendar, self.gazetteer = text, calendar, gazetteer
        self.short: dict[str, Mention] = {}
        self._done: dict[int, list[Chunk]] = {}
        self._rows: dict[int, list[Chunk]] = {}
        self._groups: dict[int, list[Group]] = {}

    def chunks(self, sentence: Sentence) -> list[Chunk]:
        """The chunks of a sentence."""
        if sentence.number not in self._done:
            self._done[sentence.number] = self._read(sentence)
        return self._done[sentence.number]

    def row(self, sentence: Sentence) -> list[Chunk]:
        """The chunks of a sentence without its appositions (see :func:`kg.articles.clauses.row.live`)."""
        if sentence.number not in self._rows:
            self._rows[sentence.number] = live(self.chunks(sentence))
        return self._rows[sentence.number]

    def groups(self, sentence: Sentence) -> list[Group]:
        """The coordinated parties of a sentence."""
        if sentence.number not in self._groups:
            self._groups[sentence.number] = groups(self.row(sentence))
        return self._groups[sentence.number]

    def _read(self, sentence: Sentence) -> list[Chunk]:
        tokens = sentence.tokens
        blocked = [False] * len(tokens)
        fixed: dict[int, Chunk] = {}
        self._days(sentence, blocked, fixed)
        for i, j, document in find_documents(tokens, self.text, blocked, self.gazetteer):
            if any(blocked[i:j]) and any(k in fixed for k in range(i, j)):
                for k in range(i, j):
                    fixed.pop(k, None)
            fixed[i] = Chunk(i, j, "document", document=document)
            for k in range(i, j):
                blocked[k] = True
        return self.fill(tokens, 0, len(tokens), blocked, fixed)

    def fill(
        self, tokens: list[Token], first: int, last: int, blocked: list[bool], fixed: dict[int, Chunk]
    ) -> list[Chunk]:
        """The chunks of tokens ``first`` to ``last``: what is fixed, and parties and words between."""
        reader = PartyReader(self, tokens[:last] if last < len(tokens) else tokens, blocked)
        chunks: list[Chunk] = []
        i = first
        while i < last:
            if i in fixed:
                chunks.append(fixed[i])
                i = max(fixed[i].j, i + 1)
                continue
            mentions, j = reader.party(i) if not blocked[i] else ([], i)
            if mentions and j > i:
                chunks.append(Chunk(i, j, "party", tokens[i].low, mentions))
                i = j
            else:
                chunks.append(Chunk(i, i + 1, "", tokens[i].low))
                i += 1
        return chunks

    def _days(self, sentence: Sentence, blocked: list[bool], fixed: dict[int, Chunk]) -> None:
        days = find_days(sentence.text, sentence.start, self.calendar)
        k = 0
        for day in days:
            while k < len(sentence.tokens) and sentence.tokens[k].end <= day.start:
                k += 1
            i = k
            while k < len(sentence.tokens) and sentence.tokens[k].start < day.end:
                blocked[k] = True
                k += 1
            if k > i:
                fixed[i] = Chunk(i, k, "day", day=day)
