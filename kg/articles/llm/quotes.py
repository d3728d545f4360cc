"""Quotes found again in a text: what a model says that it read must stand there, character by character."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

__all__ = ["Quotes", "Span", "printable"]

Span = tuple[int, int]

_FOLDS = {
    **dict.fromkeys("‘’‚‛ʼ′´`", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_WORD = re.compile(r"[^\W_]+")
_SMALL_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"))
_LATIN_END = 0x2E80  # scripts from here on set no blanks between words
_SHORT, _MIDDLE = 3, 6


def printable(words: str) -> str:
    """``words`` on one line, without characters that steer a terminal or cannot be written as UTF-8."""
    return "".join(char for char in " ".join(words.split()) if char.isprintable())


class Quotes:
    """The places of quotes in one text. Each look-up is linear in the length of the text."""

    def __init__(self, text: str) -> None:
        """Look-ups in ``text``."""
        self._text = text
        self._found: dict[str, list[Span]] = {}

    def all(self, quote: str) -> list[Span]:
        """Where ``quote`` stands: to the character, or else with blanks, quotation marks and dashes folded.

        It must begin and end where words do, and hold a letter or digit.
        """
        if quote not in self._found:
            self._found[quote] = self._search(quote.strip())
        return self._found[quote]

    def _search(self, wanted: str) -> list[Span]:
        if not _WORD.search(wanted):
            return []
        if exact := _occurrences(self._text, wanted):
            return exact
        folded, origin = self._folded
        alike, _ = _fold(wanted)
        return [(origin[start], origin[end - 1] + 1) for start, end in _occurrences(folded, alike)]

    def nearest(self, quote: str, near: Span | None) -> Span | None:
        """The place of ``quote`` that lies nearest to ``near`` (None: the first one); None if there is none."""
        found = self.all(quote)
        if near is None:
            return found[0] if found else None
        return min(found, key=lambda span: max(near[0] - span[1], span[0] - near[1], 0), default=None)

    def grounded(self, name: str) -> bool:
        """Whether all words of ``name`` stand somewhere in the text, be it with another ending.

        "the Health Commissions of A and B" gives the names "A Health Commission" and "B Health Commission".
        """
        words = [word.casefold() for word in _WORD.findall(_fold(name)[0])]
        return bool(words) and all(word in _SMALL_WORDS or self._has_word(word) for word in words)

    def _has_word(self, word: str) -> bool:
        stem = word if len(word) <= _SHORT else word[:-1] if len(word) <= _MIDDLE else word[:-3]
        at = bisect_left(self._words, stem)
        if at == len(self._words):
            return False
        return self._words[at] == word if stem == word else self._words[at].startswith(stem)

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        return _fold(self._text)

    @cached_property
    def _words(self) -> list[str]:
        return sorted({word.casefold() for word in _WORD.findall(self._folded[0])})


def _fold(text: str) -> tuple[str, list[int]]:
    """``text`` with one form for blanks, quotation marks and dashes, and where each character comes from."""
    folded: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        if char in _INVISIBLE:
            continue
        piece = " " if char.isspace() else _FOLDS.get(char, char)
        if piece == " " and folded and folded[-1] == " ":
            continue
        folded += piece
        origin += [at] * len(piece)
    return "".join(folded), origin


def _occurrences(text: str, wanted: str) -> list[Span]:
    found: list[Span] = []
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not _joined(text[start - 1 : start], text[start]) and not _joined(text[end - 1], text[end : end + 1]):
            found.append((start, end))
        start = text.find(wanted, start + 1)
    return found


def _joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word."""
    return all(char.isalnum() and ord(char) < _LATIN_END for char in (left, right) if char) and bool(left and right)
