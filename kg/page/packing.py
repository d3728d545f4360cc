"""Packs the separate parts of a network side by side, so that the whole can be shown as large as possible."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MANY = 150  # more rectangles than this are packed once, into the likeliest width


@dataclass(frozen=True)
class View:
    """The room there is on a screen, in pixels."""

    width: float
    height: float


def pack(sizes: Sequence[tuple[int, int]], cell: tuple[float, float], view: View) -> list[tuple[float, float]]:
    """Give the top left corner of each rectangle in pixels, in the order given, none overlapping another.

    `sizes` are counted in cells of a grid, `cell` is the size of one in pixels. Each rectangle goes to the lowest
    free spot from the left ("skyline"); of several total widths the one is taken that lets the whole be shown
    largest in `view`. Rectangles should come in order of size.
    """
    if not sizes:
        return []
    tries = [_attempt(sizes, columns, cell, view) for columns in _widths(sizes, cell, view)]
    corners = max(tries, key=lambda attempt: attempt[0])[1]
    return [(column * cell[0], row * cell[1]) for column, row in corners]


def _widths(sizes: Sequence[tuple[int, int]], cell: tuple[float, float], view: View) -> list[int]:
    """Total widths worth trying, in cells."""
    widest = max(width for width, _ in sizes)
    area = sum(width * height for width, height in sizes)
    ideal = max(widest, ceil(sqrt(area * cell[1] / cell[0] * view.width / view.height)))
    if len(sizes) > MANY:
        return [ideal]
    even = range(widest, max(widest, ideal * 2) + 2)
    return [columns for columns in even if columns % 2 == 0 or columns == widest]


def _attempt(
    sizes: Sequence[tuple[int, int]], columns: int, cell: tuple[float, float], view: View
) -> tuple[tuple[float, float], list[tuple[int, int]]]:
    """Pack into so many columns; give ((scale, tightness), corners), greater being better."""
    skyline = [0] * columns
    corners = []
    for width, height in sizes:
        tops = [max(skyline[column : column + width]) for column in range(columns - width + 1)]
        top = min(tops)
        column = tops.index(top)
        skyline[column : column + width] = [top + height] * width
        corners.append((column, top))
    right = cell[0] * max(column + width for (column, _), (width, _) in zip(corners, sizes, strict=True))
    bottom = cell[1] * max(skyline)
    scale = min(view.width / right, view.height / bottom, 1.0)
    return (round(scale, 2), -right * bottom), corners
