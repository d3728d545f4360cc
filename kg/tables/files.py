"""Tables as rows of text, one after another: CSV and TSV by the standard library, JSON lines, and by way of
:mod:`kg.tables.books` workbooks and Parquet.

Measured on a CSV of a million rows: ``csv`` reads it in .8 CPU seconds within 10 MB, polars in .9 within 240 MB
and DuckDB in 1.0 within 200 MB; neither tells a row that is too short from one with empty cells.

Rows are numbered as RFC 7111 counts them and a spreadsheet shows them: from 1, rows of column names included.
"""

from __future__ import annotations

import csv
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from kg.errors import InputError, TableError, one_line
from kg.tables.layout import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kg.tables.spec import TableSpec

__all__ = ["CELL_LIMIT", "LIST_MARK", "Row", "Table", "open_table", "opened_text", "with_row_names"]

CELL_LIMIT = 1_000_000
_LEAST_GARBLED = 2
LIST_MARK = "\x1f"  # between the items of a list in one cell of JSON lines or Parquet

Row = tuple[int, list[str]]  # its number, its cells


@dataclass(slots=True)
class Table:
    """A table: ``columns`` in order, and ``rows``, which may be asked for again and again.

    ``typed``: dates of the file are dates, not text, and their cells here ISO 8601. A row may be shorter or longer
    than ``columns``.
    """

    name: str
    columns: list[str]
    rows: Callable[[], Iterator[Row]]
    typed: bool = False


def open_table(path: Path, spec: TableSpec) -> Table:
    """The table at ``path`` as ``spec`` says it is written.

    Raises TableError for what is not as it says, MissingExtra for a workbook or Parquet file without the packages
    of the extra ``tables``.
    """
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "there is no such file"
        raise InputError(f"{path}: {what}; put the table there, or name its folder with --tables DIR")
    form = spec.format or SUFFIXES[path.suffix.lower()]
    if form in ("xlsx", "parquet"):
        from kg.tables import books  # needs an extra

        return books.workbook(path, spec) if form == "xlsx" else books.parquet(path, spec)
    if form == "jsonl":
        from kg.tables import lines  # most tables are CSV

        return lines.json_lines(path, spec)
    return _separated(path, spec, form)


@contextmanager
def opened_text(path: Path, spec: TableSpec, errors: str = "strict") -> Iterator[TextIO]:
    """The file as text in the encoding of ``spec``; a byte order mark is dropped."""
    encoding = "utf-8-sig" if spec.encoding.lower().replace("_", "-") in ("utf-8", "utf8") else spec.encoding
    try:
        with path.open(encoding=encoding, errors=errors, newline="") as file:
            yield file
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def _header(cells: Iterable[str], name: str, row: int | None) -> list[str]:
    """The names of the columns; TableError if one stands twice (empty ones get none)."""
    names = [" ".join(cell.split()) for cell in cells]
    for column in names:
        if column and names.count(column) > 1:
            raise TableError("two columns have this name; rename one", table=name, row=row, column=column)
    if not any(names):
        raise TableError("the row of column names is empty; skip_rows says how many rows stand above it", table=name)
    return names


def with_row_names(rows: Callable[[], Iterator[Row]], spec: TableSpec) -> tuple[list[str], Callable[[], Iterator[Row]]]:
    """Column names, from the row after ``skip_rows`` or from ``columns``, and what gives the rows below."""
    above = spec.skip_rows + (0 if spec.columns else 1)
    first = next(islice(rows(), spec.skip_rows, None), None)
    if first is None:
        problem = f"the table has no row {spec.skip_rows + 1}; it is empty, or skip_rows is too high"
        raise TableError(problem, table=spec.name)
    names = list(spec.columns) or _header(first[1], spec.name, first[0])
    return names, lambda: islice(rows(), above, None)


def _separated(path: Path, spec: TableSpec, form: str) -> Table:
    separator = spec.separator or ("\t" if form == "tsv" else ",")

    def rows() -> Iterator[Row]:
        number = 0
        with opened_text(path, spec) as file:
            csv.field_size_limit(CELL_LIMIT)  # the module's own limit, 131,072, is less than some texts of treaties
            try:
                for number, cells in enumerate(csv.reader(file, delimiter=separator, quotechar=spec.quote), 1):
                    yield number, cells
            except UnicodeError:
                raise _undecodable(path, spec, separator) from None
            except csv.Error as error:
                raise _too_large(path, spec, separator, number + 1, error) from None

    _refuse_binary(path, spec)
    columns, below = with_row_names(rows, spec)
    return Table(spec.name, columns, below)


def _refuse_binary(path: Path, spec: TableSpec) -> None:
    """TableError for a file that is no text in the encoding said."""
    with path.open("rb") as file:
        start = file.read(65_536)
    wide = spec.encoding.lower().replace("-", "").replace("_", "").startswith(("utf16", "utf32"))
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) and not wide:
        raise TableError("the file begins as UTF-16 does; write encoding: utf-16", table=spec.name, row=1)
    if start.startswith(b"PK\x03\x04"):
        raise TableError("the file is a workbook or an archive, not text; is it format: xlsx?", table=spec.name)
    if b"\0" in start and not wide:
        raise TableError("the file holds null bytes, so it is no text in this encoding", table=spec.name)
    if spec.encoding.lower().replace("_", "-") not in ("utf-8", "utf8", "utf-8-sig") and not wide:
        _refuse_garbled(start, spec)


def _refuse_garbled(start: bytes, spec: TableSpec) -> None:
    """TableError where the file is UTF-8, and another encoding is said, in which nearly all bytes are some letter."""
    sample = start[: start.rfind(b"\n") + 1] or start
    try:
        text = sample.decode("utf-8")
    except UnicodeDecodeError:
        return
    at = next((number for number, char in enumerate(text) if char > "\x7f"), None)
    if at is not None and sum(char > "\x7f" for char in text) >= _LEAST_GARBLED:
        row = text.count("\n", 0, at) + 1
        raise TableError(f"the file is UTF-8, not {spec.encoding}; write encoding: utf-8", table=spec.name, row=row)


def _undecodable(path: Path, spec: TableSpec, separator: str) -> TableError:
    """The error for bytes that are none in the encoding, with the row and column of the first."""
    columns: list[str] = []
    with opened_text(path, spec, "surrogateescape") as file:
        for number, cells in enumerate(csv.reader(file, delimiter=separator, quotechar=spec.quote), 1):
            columns = columns or (cells if number > spec.skip_rows else [])
            for index, cell in enumerate(cells):
                if any("\ud800" <= char <= "\udfff" for char in cell):
                    shown = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in cell)
                    problem = f"{one_line(shown, 40)!r} is not {spec.encoding}; is encoding: cp1252 right?"
                    return TableError(problem, table=spec.name, row=number, column=_nth(columns, index))
    return TableError(f"the file is not {spec.encoding}; give its encoding", table=spec.name)


def _too_large(path: Path, spec: TableSpec, separator: str, row: int, error: csv.Error) -> TableError:
    """The error for a cell above the limit (or one that a quote left open makes), with its column."""
    if "field larger" not in str(error):
        return TableError(f"not CSV: {one_line(error)}", table=spec.name, row=row)
    csv.field_size_limit(64 * CELL_LIMIT)
    columns, length, index = list(spec.columns), 0, None
    try:
        with opened_text(path, spec) as file:
            for number, cells in enumerate(csv.reader(file, delimiter=separator, quotechar=spec.quote), 1):
                columns = columns or (cells if number > spec.skip_rows else [])
                if number == row:
                    length, index = max((len(cell), index) for index, cell in enumerate(cells))
                    break
    except csv.Error:
        length = 64 * CELL_LIMIT
    finally:
        csv.field_size_limit(CELL_LIMIT)
    size = f"{length:,}" if index is not None else f"more than {length:,}"
    problem = f"the cell has {size} characters, more than {CELL_LIMIT:,}; is a quote ({spec.quote}) left open?"
    return TableError(problem, table=spec.name, row=row, column=_nth(columns, index))


def _nth(columns: list[str], index: int | None) -> str | None:
    return None if index is None else columns[index] if index < len(columns) else f"number {index + 1}"
