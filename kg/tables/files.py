"""Tables as rows of text, one after another: CSV and TSV by the standard library, JSON lines, and by way of
:mod:`kg.tables.books` workbooks and Parquet.

Measured on a CSV of a million rows: ``csv`` reads it in .8 CPU seconds within 10 MB, polars in .9 within 240 MB
and DuckDB in 1.0 within 200 MB; neither tells a row that is too short from one with empty cells.

Rows are numbered as RFC 7111 counts them and a spreadsheet shows them: from 1, rows of column names included.
"""

from __future__ import annotations

import csv
import json
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, TextIO

from kg.errors import InputError, TableError, one_line
from kg.tables.layout import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kg.tables.spec import TableSpec

__all__ = ["CELL_LIMIT", "Row", "Table", "header", "open_table", "opened_text", "with_row_names"]

CELL_LIMIT = 1_000_000
_SAMPLED_LINES = 1_000
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
    return _json_lines(path, spec) if form == "jsonl" else _separated(path, spec, form)


@contextmanager
def opened_text(path: Path, spec: TableSpec, errors: str = "strict") -> Iterator[TextIO]:
    """The file as text in the encoding of ``spec``; a byte order mark is dropped."""
    encoding = "utf-8-sig" if spec.encoding.lower().replace("_", "-") in ("utf-8", "utf8") else spec.encoding
    try:
        with path.open(encoding=encoding, errors=errors, newline="") as file:
            yield file
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def header(cells: Iterable[str], name: str, row: int | None) -> list[str]:
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
        raise TableError(f"the table has no row {spec.skip_rows + 1}; it is empty, or skip_rows is too high", table=spec.name)
    names = list(spec.columns) or header(first[1], spec.name, first[0])
    return names, lambda: islice(rows(), above, None)


def _separated(path: Path, spec: TableSpec, form: str) -> Table:
    separator = spec.separator or ("\t" if form == "tsv" else ",")

    def rows() -> Iterator[Row]:
        number = 0
        with opened_text(path, spec) as file:
            csv.field_size_limit(CELL_LIMIT)  # the module's own limit, 131,072, is less than some texts of treaties
            try:
                for number, cells in enumerate(csv.reader(file, delimiter=separator, quotechar=spec.quote), 1):  # noqa: B007
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
                    problem = f"{one_line(shown, 40)!r} is not {spec.encoding}; perhaps encoding: cp1252 or another is right"
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


def _json_lines(path: Path, spec: TableSpec) -> Table:
    """One JSON object a line; keys of objects in objects are joined by a dot."""

    def objects() -> Iterator[tuple[int, dict[str, str]]]:
        number = 0
        with opened_text(path, spec) as file:
            try:
                while line := file.readline(CELL_LIMIT * 4):
                    number += 1
                    yield number, _flat(line, spec.name, number)
            except UnicodeError:
                problem = f"the line is not {spec.encoding}; give its encoding"
                raise TableError(problem, table=spec.name, row=number + 1) from None

    columns = list(dict.fromkeys(chain.from_iterable(cells for _, cells in islice(objects(), _SAMPLED_LINES))))
    if not columns:
        raise TableError("the file has no JSON object", table=spec.name)

    def rows() -> Iterator[Row]:
        for number, cells in objects():
            yield number, [cells.get(column, "") for column in columns] if cells else []

    return Table(spec.name, columns, rows)


def _flat(line: str, name: str, number: int) -> dict[str, str]:
    if not line.strip():
        return {}
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        problem = getattr(error, "msg", "nested too deep")
        raise TableError(f"not JSON: {problem}; each line holds one JSON object", table=name, row=number) from None
    if not isinstance(value, dict):
        raise TableError("each line must hold one JSON object, {…}", table=name, row=number)
    cells: dict[str, str] = {}
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        key, item = waiting.pop()
        if isinstance(item, dict):
            waiting += [(f"{key}.{inner}" if key else inner, part) for inner, part in reversed(item.items())]
        else:
            cells[key] = text_of(item, name, number, key)
    return cells


def text_of(value: object, name: str, row: int, column: str) -> str:
    """A typed value as the text of a cell; the items of a list are joined by LIST_MARK."""
    if isinstance(value, str):
        text = value
    elif value is None:
        text = ""
    elif isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    elif isinstance(value, list | tuple):
        if any(isinstance(item, dict | list) for item in value):
            raise TableError("lists of objects or lists cannot be read; write one row each", table=name, row=row, column=column)
        text = LIST_MARK.join(text_of(item, name, row, column) for item in value)
    else:
        text = str(value)
    if len(text) > CELL_LIMIT:
        problem = f"the cell has {len(text):,} characters, more than {CELL_LIMIT:,}"
        raise TableError(problem, table=name, row=row, column=column)
    return text
