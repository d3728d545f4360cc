"""Answers as text: tables for people, CSV, JSON and Markdown for what comes next."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.rows import Rows, Value

__all__ = ["FORMATS", "render"]

_LEGIBLE = 8  # columns of a terminal below which no cell is cut


def render(rows: Rows, form: str) -> str:
    """``rows`` as text in one of FORMATS, with a line end."""
    return FORMATS[form](rows)


def _json(rows: Rows) -> str:
    from kg.tabular import json_text  # most answers are tables

    return json_text(rows)


def _csv(rows: Rows) -> str:
    from kg.tabular import csv_text  # most answers are tables

    return csv_text(rows)


def _printable(value: Value) -> str:
    """A cell on one line, without characters that steer a terminal."""
    from kg.tabular import cell

    text = " ".join(cell(value).split())
    return "".join(char if unicodedata.category(char)[0] != "C" else "\ufffd" for char in text)


def _markdown(rows: Rows) -> str:
    def line(cells: list[str]) -> str:
        return (
            "| " + " | ".join(re.sub(r"[\\|\[\]`]", r"\\\g<0>", cell).replace("<", "&lt;") for cell in cells) + " |\n"
        )

    body = "".join(line([_printable(value) for value in row]) for row in rows)
    return line(list(rows.columns)) + line(["---"] * len(rows.columns)) + body


def _table(rows: Rows) -> str:
    """Columns side by side; on a terminal the longest cells are cut to its width."""
    cells = [list(rows.columns), *([_printable(value) for value in row] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    if sys.stdout.isatty():
        widths = _fitted(widths, os.get_terminal_size().columns)
    numeric = [any(isinstance(row[i], int | float) for row in rows) for i in range(len(widths))]
    cells.insert(1, ["─" * width for width in widths])
    return "".join(
        "  ".join(_padded(cell, width, right) for cell, width, right in zip(row, widths, numeric, strict=True)).rstrip()
        + "\n"
        for row in cells
    )


def _fitted(widths: list[int], total: int) -> list[int]:
    """Widths cut, the widest first, so that a line fits into ``total`` columns."""
    fitted = list(widths)
    while sum(fitted) + 2 * (len(fitted) - 1) > total and max(fitted) > _LEGIBLE:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _width(text: str) -> int:
    """Columns that ``text`` takes on a terminal (East Asian wide characters take two)."""
    return len(text) if text.isascii() else sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def _padded(text: str, width: int, right: bool) -> str:
    if _width(text) > width:
        while _width(text) > width - 1:
            text = text[:-1]
        text += "…"
    blank = " " * (width - _width(text))
    return blank + text if right else text + blank


FORMATS: dict[str, Callable[[Rows], str]] = {"table": _table, "csv": _csv, "json": _json, "md": _markdown}
