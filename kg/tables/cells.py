"""Cells to values: the columns of a table found once, then one look at each row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import TableError
from kg.records.kinds import close
from kg.tables.files import LIST_MARK
from kg.tables.splitting import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.tables.files import Table
    from kg.tables.spec import Cell, Cells

__all__ = ["Columns", "Found", "clean"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Found = tuple[str, str]  # the value, and the column that it is from


def clean(text: str) -> str:
    """The text of a cell with white space folded and without control characters."""
    if not text.isprintable():
        text = _CONTROL.sub(" ", text)
    return " ".join(text.split())


class Columns:
    """The columns of one table; makes the functions that read cells of its rows."""

    def __init__(self, table: Table, missing: Iterable[str]) -> None:
        self.table = table
        self.index = {name: index for index, name in enumerate(table.columns) if name}
        self.missing = frozenset(clean(mark) for mark in missing) | {""}
        self.used: dict[int, None] = {}

    def find(self, column: str) -> int:
        """Where the column stands. TableError with the nearest name if it is not there."""
        if column not in self.index:
            raise TableError(self._absent(column), table=self.table.name, column=column)
        self.used[self.index[column]] = None
        return self.index[column]

    def _absent(self, column: str) -> str:
        names = list(self.index)
        if len(names) == 1 and (mark := next((mark for mark in (";", "\t", "|", ",") if mark in names[0]), None)):
            said = "tab" if mark == "\t" else f"'{mark}'"
            return f"is not there: all of the first row is one cell, so write separator: {said}"
        hint = close(column, names)
        if hint.startswith("; there is"):
            hint = "; the columns are" + hint.removeprefix("; there is")
        return f"is not there{hint} (a value that is the same for all rows is written {{constant: …}})"

    def values(self, cells: Cells) -> Callable[[Sequence[str]], list[Found]]:
        """A function that gives the values of a row: those of the first cell that has any."""
        readers = [self._reader(cell) for cell in cells]
        if len(readers) == 1:
            return readers[0]

        def first(row: Sequence[str]) -> list[Found]:
            return next((found for reader in readers if (found := reader(row))), [])

        return first

    def all_values(self, cells: Cells) -> Callable[[Sequence[str]], list[Found]]:
        """A function that gives the values of all cells of a row."""
        readers = [self._reader(cell) for cell in cells]
        return lambda row: [found for reader in readers for found in reader(row)]

    def value(self, cells: Cells) -> Callable[[Sequence[str]], Found | None]:
        """A function that gives the first value of a row, or None."""
        values = self.values(cells)
        return lambda row: next(iter(values(row)), None)

    def _reader(self, cell: Cell) -> Callable[[Sequence[str]], list[Found]]:
        if cell.constant is not None:
            fixed = [(cell.constant, "")]
            return lambda _row: fixed
        spots = [(self.find(column), column) for column in cell.columns]
        missing = self.missing | {clean(mark) for mark in cell.missing}
        plain = not (cell.replace or cell.split or cell.matching or cell.only or cell.excluding)
        plain = plain and not cell.values and cell.default is None

        def simple(row: Sequence[str]) -> list[Found]:
            for spot, column in spots:
                text = row[spot]
                if LIST_MARK in text:
                    return [(part, column) for part in map(clean, text.split(LIST_MARK)) if part not in missing]
                if (text := clean(text)) not in missing:
                    return [(text, column)]
            return []

        return simple if plain else self._worked(cell, spots, missing)

    def _worked(
        self, cell: Cell, spots: list[tuple[int, str]], missing: frozenset[str]
    ) -> Callable[[Sequence[str]], list[Found]]:
        """A reader that does all that a cell can ask for, in the order that :class:`Cell` tells."""
        fits = _filter(cell)
        marks = dict(cell.replace)

        def worked(row: Sequence[str]) -> list[Found]:
            for spot, column in spots:
                text = row[spot]
                for old, new in marks.items():
                    text = text.replace(old, new or "")
                if clean(text) in missing:
                    continue
                parts = [clean(part) for part in text.split(LIST_MARK)]
                if cell.split:
                    parts = [name for part in parts for name in split(part, cell.split, cell.keep, cell.brackets)]
                parts = [part for part in parts if part not in missing]
                parts = parts[:1] if cell.take == "first" else parts[-1:] if cell.take == "last" else parts
                found = [mapped for part in parts if fits(part) and (mapped := _mapped(cell, part))]
                if found:
                    return [(part, column) for part in dict.fromkeys(found)]
            return [(cell.default, spots[0][1])] if cell.default is not None else []

        return worked


def _filter(cell: Cell) -> Callable[[str], bool]:
    pattern = re.compile(cell.matching) if cell.matching else None
    only, excluding = frozenset(cell.only), frozenset(cell.excluding)

    def fits(text: str) -> bool:
        if only and text not in only:
            return False
        return text not in excluding and (pattern is None or pattern.fullmatch(text) is not None)

    return fits


def _mapped(cell: Cell, text: str) -> str:
    """What the value becomes; empty where it means none."""
    if not cell.values:
        return text
    if text in cell.values:
        return cell.values[text] or ""
    return text if cell.default is None else cell.default
