"""The words of a signing or claim in its text, for a terminal: marked by what they state, and harmless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from kg.review.spans import Piece, pieces, spans_of_fact

if TYPE_CHECKING:
    from kg.model import Claim, Signing

__all__ = ["legend", "plain", "words_in_text"]

_AROUND = 160  # characters shown before and after the words
_FAR = 400  # stretches further apart than this are shown as two
_STYLES: dict[str, dict[str, Any]] = {
    "party": {"fg": "blue", "bold": True, "underline": True},
    "date": {"fg": "yellow", "bold": True},
    "title": {"fg": "magenta", "bold": True},
    "commitment": {"fg": "green"},
    "claim": {"fg": "cyan"},
    "signing": {"bold": True},
}
_NAMES = {"title": "document", "commitment": "promise", "claim": "count"}
_BLANK = re.compile(r"\s+")
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def words_in_text(fact: Signing | Claim, text: str) -> list[str]:
    """The words of a fact with a little of the text around them, a line for those that stand together."""
    spans = spans_of_fact(fact)
    stretches: list[tuple[int, int]] = []
    for span in spans:
        if stretches and span.start - stretches[-1][1] <= _FAR:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], span.end))
        else:
            stretches.append((span.start, span.end))
    lines = []
    for start, end in stretches:
        begin, stop = _word_begun(text, start - _AROUND, start), _word_ended(text, end + _AROUND, end)
        styled = "".join(_styled(piece, text) for piece in pieces(spans, begin, stop))
        lines.append(("…" if begin else "") + styled + ("…" if stop < len(text) else ""))
    return lines


def legend() -> str:
    """The marks and what they state, in a line."""
    return "  ".join(click.style(_NAMES.get(look, look), **style) for look, style in _STYLES.items())


def _word_begun(text: str, at: int, last: int) -> int:
    """The first word that begins at ``at`` or after, not behind ``last``."""
    if at <= 0:
        return 0
    found = _BLANK.search(text, at - 1, last)
    return found.end() if found else last


def _word_ended(text: str, at: int, first: int) -> int:
    """The end of the last word that ends at ``at`` or before, not ahead of ``first``."""
    if at >= len(text):
        return len(text)
    blanks = list(_BLANK.finditer(text, first, at + 1))
    return blanks[-1].start() if blanks else first


def plain(words: str) -> str:
    """``words`` without characters that command a terminal or turn the direction of writing."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", words.replace("\r", ""))


def _styled(piece: Piece, text: str) -> str:
    words = plain(text[piece.start : piece.end])
    if not piece.spans:
        return click.style(words, dim=True)
    looks = {span.look for span in piece.spans}
    return click.style(words, **next(style for look, style in _STYLES.items() if look in looks))
