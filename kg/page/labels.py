"""Breaks names into short lines for the canvas, by an estimate of how wide letters are."""

from __future__ import annotations

import unicodedata

WIDTH = 136.0  # pixels of a line
LINES = 4
ELLIPSIS = "…"

# Widths at the canvas's type size in DejaVu Sans, the widest of the usual screen fonts.
_WIDTHS = {
    letter: width
    for letters, width in (("ijlI'.,:;|!`", 3.9), ("frt()-[]/ ", 5.0), ("mwMW@%", 11.6))
    for letter in letters
}
_CAPITAL, _SMALL, _WIDE = 8.7, 7.7, 12.5


def wrap(name: str) -> str:
    """Break a name into at most four short lines; what does not fit ends in an ellipsis.

    Wide (Chinese, Japanese, Korean) characters may be parted anywhere, others at spaces only, unless a
    single word is longer than a line.
    """
    rows = [""]
    for piece in _pieces(" ".join(name.split())):
        joined = rows[-1] + piece
        if rows[-1] and width_of(joined.rstrip()) > WIDTH:
            rows.append(piece.lstrip())
        else:
            rows[-1] = joined
    rows = [row.rstrip() for row in rows]
    if len(rows) > LINES:
        rows = [*rows[: LINES - 1], _shortened(rows[LINES - 1])]
    return "\n".join(rows)


def width_of(text: str) -> float:
    """Estimate the width of a text on the canvas, in pixels."""
    return sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if _is_wide(letter):
        return _WIDE
    return _WIDTHS.get(letter, _CAPITAL if letter.isupper() or letter.isdigit() else _SMALL)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _shortened(row: str) -> str:
    while row and width_of(row + ELLIPSIS) > WIDTH:
        row = row[:-1]
    return row.rstrip(" ,;.") + ELLIPSIS


def _pieces(name: str) -> list[str]:
    """The stretches between which a line may break: words with the space before them, wide characters."""
    pieces = [""]
    for letter in name:
        last = pieces[-1]
        breaks = letter == " " or _is_wide(letter) or (last and _is_wide(last[-1]))
        if breaks or width_of(last + letter) > WIDTH:
            pieces.append("")
        pieces[-1] += letter
    return [piece for piece in pieces if piece]
