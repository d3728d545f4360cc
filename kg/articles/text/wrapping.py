"""Lines that a text breaks for its width alone, joined again without moving a character.

Mail, wire copy and the text layer of a PDF break sentences at a column. A break is one of these where the
next word would not have fitted in (greedy filling), where a long line ends inside a sentence (the column of
proportional type is no number of characters), or where the next line goes on with a small letter.
"""

from __future__ import annotations

import re

__all__ = ["unwrapped"]

_NARROW, _WIDE = 50, 160  # characters; running text is wrapped within these
_LONG = 0.75  # of the width; a shorter line that ends no sentence may be a heading
_FEW, _SHARE = 2, 0.25  # lines near the width that show it is one: number, and share of all
_ITEM = re.compile(r"\s*(?:[-–—•*·●▪◦#>]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|\d{1,2}\s+[A-Z])")
_END = re.compile(r"[.!?:;。][\"”’')\]]*\s*$")


def unwrapped(text: str) -> str:
    """``text`` of the same length, with a blank for each line break inside a sentence or wrapped paragraph."""
    flat = text.replace("\r\n", " \n").replace("\r", "\n").replace("\u2028", "\n")
    lines = flat.split("\n")
    width = _width(lines)
    parts: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        parts += (line, " " if _goes_on(line, following, width) else "\n")
    return "".join(parts[:-1])


def _width(lines: list[str]) -> int:
    """The column at which the lines are broken; 0 where they are not."""
    filled = [line.rstrip() for line in lines if line.strip()]
    longest = max((len(line) for line in filled if len(line) <= _WIDE), default=0)
    if longest < _NARROW:
        return 0
    near = sum(0.8 * longest < len(line) <= longest and not _END.search(line) for line in filled)
    return longest if near >= max(_FEW, _SHARE * len(filled)) else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether ``following`` goes on with the sentence or paragraph of ``line``."""
    words = following.split(maxsplit=1)
    if not words or not line.strip() or _ITEM.match(following):
        return False
    if not _END.search(line) and following.lstrip()[0].islower():
        return True
    length = len(line.rstrip())
    return bool(width) and (length + 1 + len(words[0]) > width or (length > _LONG * width and not _END.search(line)))
