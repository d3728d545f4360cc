"""The small network of a page: one thing and those it is tied to, the strongest first, as numbers for an SVG."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Drawing", "Tie", "draw"]

MOST = 12
WIDTH, ROW, TOP = 380, 30, 18
_LEFT, _RIGHT, _TEXT = 24, 102, 116
_LETTERS = 32


@dataclass(frozen=True, slots=True)
class Tie:
    """Someone tied to the thing: label, link, how strongly, and the class of its mark."""

    label: str
    href: str | None
    weight: int
    look: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A tie as drawn: its row's height, its line, its words as they fit."""

    tie: Tie
    y: float
    line: str
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing: its size, the mark of the thing itself, the ties, and how many are left out."""

    caption: str
    look: str
    height: float
    middle: float
    marks: list[Mark]
    more: int
    width: int = WIDTH
    left: int = _LEFT
    right: int = _RIGHT
    text: int = _TEXT


def draw(caption: str, look: str, ties: Sequence[Tie], total: int | None = None) -> Drawing | None:
    """Lay out the strongest of ``ties`` (given in that order) in a fan; None where there are none."""
    shown = ties[:MOST]
    if not shown:
        return None
    height = 2 * TOP + ROW * (len(shown) - 1)
    middle = height / 2
    strongest = max(tie.weight for tie in shown)
    marks = []
    for index, tie in enumerate(shown):
        y = TOP + ROW * index
        bend = (_LEFT + _RIGHT) / 2
        line = f"M{_LEFT} {middle:g}C{bend:g} {middle:g} {bend:g} {y} {_RIGHT} {y}"
        marks.append(Mark(tie, y, line, round(1.2 + 4 * (tie.weight / strongest) ** 0.5, 1), _fitted(tie.label)))
    return Drawing(caption, look, height, middle, marks, (total if total is not None else len(ties)) - len(shown))


def _fitted(label: str) -> str:
    """As much of a label as fits; signs of East Asia take the room of nearly two letters."""
    room = float(_LETTERS)
    kept: list[str] = []
    for sign in " ".join(label.split()):
        room -= 1.75 if unicodedata.east_asian_width(sign) in "WF" else 1
        if room < 0:
            return "".join(kept).rstrip() + "…"
        kept.append(sign)
    return "".join(kept)
