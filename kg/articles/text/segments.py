"""Paragraphs, sentences and tokens of a text, each with its exact characters.

Sentences are found by `sentencex` (Wikimedia; rules with lists of abbreviations, linear in the length of
the text), tokens by one regular expression without nested repetition. Every line is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

__all__ = ["Sentence", "Token", "sentences", "tokenise"]

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S., H.E.
    r"|(?:Co|Ltd|Inc|Corp|Mr|Mrs|Ms|Dr|Sen|Gov|Gen|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Rep|Prof|Pty"
    r"|Bhd|Sdn|Hon|Lt|Col|Jr|Sr)\.(?=\W|$)"
    r"|['’]s(?![^\W_])"  # the possessive is a token of its own
    r"|[A-Z][a-z]+['’] ?(?:an|ang|en|ai|ao|er)(?![^\W_])"  # Xi'an, also written Xi’ an
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![^\W_])"
    r"|[^\W_]+(?:(?:['’](?!s(?![^\W_]))|[-.&])[^\W_]+)*(?:(?<=-St)\.)?"
    r"|\.\.\.|[^\w\s]|_"
)
_LONGEST = 2_000  # characters of one sentence; what is longer is cut, so that no step meets a giant
_BLOCK = 10_000  # characters given to sentencex at once: quotes that never close take it the square of their number
_BULLET = re.compile(r"[\s\-–—•*·●▪◦]*(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+)?")


@dataclass(slots=True, eq=False)
class Token:
    """A word, number or mark: its characters in the text, the text itself, and in lower case."""

    start: int
    end: int
    text: str
    low: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence: its characters, its number and that of its paragraph, and its tokens."""

    start: int
    end: int
    text: str
    number: int
    paragraph: int
    heading: bool = False
    _tokens: list[Token] | None = None

    @property
    def tokens(self) -> list[Token]:
        """The tokens, found when they are first asked for: what follows the last signing needs none."""
        if self._tokens is None:
            self._tokens = tokenise(self.text, self.start)
        return self._tokens


def tokenise(text: str, offset: int = 0) -> list[Token]:
    """The tokens of ``text``, whose first character is number ``offset`` of the whole."""
    return [
        Token(match.start() + offset, match.end() + offset, word := match.group(), word.lower())
        for match in _TOKEN.finditer(text)
    ]


def sentences(text: str) -> list[Sentence]:
    """The sentences of ``text`` in order. Raises MissingExtra without the package sentencex."""
    try:
        from sentencex import get_sentence_boundaries  # an extra
    except ImportError:
        raise MissingExtra("sentencex", "extract") from None
    found: list[Sentence] = []
    start = 0
    for paragraph, line in enumerate(text.split("\n")):
        if line.strip():
            bullet = _BULLET.match(line)
            skipped = bullet.end() if bullet else 0
            body = line[skipped:]
            for begin, end in _pieces(_joined(_bounds(body, get_sentence_boundaries), body)):
                _add(found, text, (start + skipped + begin, start + skipped + end), paragraph)
            if found and not line.rstrip().endswith((".", "!", "?", "”", '"', ":", ";", "。")) and len(line) < _HEADING:
                found[-1].heading = True
        start += len(line) + 1
    return found


_HEADING = 200
_NO_END = re.compile(r"(?:\b(?:Co|Ltd|Inc|No|Mr|Ms|Mrs|Dr|St|Sen|Gov|Gen|Rep|Prof|Hon|H\.E)\.|,)\s*$")


def _bounds(line: str, split: Callable[[str, str], list[dict[str, Any]]]) -> Iterator[tuple[int, int]]:
    """The sentences of a line, found block by block; the last one of a block is read again with the next."""
    start = 0
    while start < len(line):
        found = [(piece["start_index"], piece["end_index"]) for piece in split("en", line[start : start + _BLOCK])]
        if len(found) > 1 and start + _BLOCK < len(line):
            unsure = found.pop()
            following = start + unsure[0]
        else:
            following = start + _BLOCK
        yield from ((start + begin, start + end) for begin, end in found)
        start = following


def _joined(bounds: Iterator[tuple[int, int]], line: str) -> Iterator[tuple[int, int]]:
    """Bounds joined again where a cut fell after an abbreviation and a small letter follows."""
    held: tuple[int, int] | None = None
    for begin, end in bounds:
        if held is not None:
            follows = line[begin : begin + _LONGEST].lstrip()[:1] if end - begin < _LONGEST else ""
            tail = line[max(held[0], held[1] - 12) : held[1]]
            if follows.islower() or follows in (",", ")") or (_NO_END.search(tail.rstrip() + " ") and not _ends(tail)):
                held = (held[0], end)
                continue
            yield held
        held = (begin, end)
    if held is not None:
        yield held


def _ends(tail: str) -> bool:
    """Whether a cut after Co., Ltd. or Inc. may be a real one."""
    return bool(re.search(r"\b(?:Co|Ltd|Inc)\.\s*$", tail))


def _pieces(bounds: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for begin, end in bounds:
        for first in range(begin, end, _LONGEST):
            yield first, min(first + _LONGEST, end)


def _add(found: list[Sentence], text: str, span: tuple[int, int], paragraph: int) -> None:
    """Add one sentence without the blanks around it."""
    start, end = span
    raw = text[start:end]
    body = raw.strip()
    if not body:
        return
    first = start + len(raw) - len(raw.lstrip())
    found.append(Sentence(first, first + len(body), body, len(found), paragraph))
