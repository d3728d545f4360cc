"""Workbooks (.xlsx) and Parquet files, through polars (extra ``tables``).

polars reads workbooks with calamine (fastexcel), which gives the values that formulas had when the workbook was
saved. What that reader does not tell (formulas never computed, errors, merged cells) :mod:`kg.tables.sheets` looks
up beforehand. A sheet is in memory as a whole: the format ends at 1,048,576 rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import BadZipFile

from kg.errors import MissingExtra, TableError, one_line
from kg.tables.files import Row, Table, with_row_names
from kg.tables.lines import text_of
from kg.tables.sheets import look_through

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.tables.spec import TableSpec

__all__ = ["parquet", "workbook"]

_CHUNK = 5_000


def parquet(path: Path, spec: TableSpec) -> Table:
    """A Parquet file; row 1 is the first, as the file has no row of column names.

    Raises TableError for what is no Parquet file, MissingExtra without polars.
    """
    try:
        import polars as pl
    except ImportError:
        raise MissingExtra("polars", "tables") from None
    try:
        lazy = pl.scan_parquet(path)
        schema = lazy.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise TableError(f"not Parquet: {one_line(error, 120)}", table=spec.name) from None
    names = schema.names()

    def rows() -> Iterator[Row]:
        number = 0
        for batch in lazy.collect_batches(chunk_size=_CHUNK, maintain_order=True):
            for values in batch.iter_rows():
                number += 1
                cells = [text_of(value, spec.name, number, name) for value, name in zip(values, names, strict=True)]
                yield number, cells

    return Table(spec.name, names, rows, typed=True)


def workbook(path: Path, spec: TableSpec) -> Table:
    """A sheet of a workbook: the one named, or the first.

    Raises TableError for what cannot be read or would be read wrongly, MissingExtra without polars and fastexcel.
    """
    try:
        import fastexcel
        import polars as pl
    except ImportError as error:
        raise MissingExtra(error.name or "polars", "tables") from None
    try:
        book = fastexcel.read_excel(path)
        sheet = spec.sheet or book.sheet_names[0]
        if sheet not in book.sheet_names:
            raise TableError(f"there is no sheet {sheet!r}; there is {', '.join(book.sheet_names)}", table=spec.name)
        blank = look_through(path, sheet, spec) - 1  # the reader begins with the first row that is not blank
        frame = pl.DataFrame(book.load_sheet(sheet, header_row=None, dtypes="string"))
    except (fastexcel.FastExcelError, BadZipFile, KeyError, IndexError) as error:
        raise TableError(f"no workbook that can be read: {one_line(error, 120)}", table=spec.name) from None

    def rows() -> Iterator[Row]:
        yield from ((number, []) for number in range(1, blank + 1))
        for number, values in enumerate(frame.iter_rows(), blank + 1):
            yield number, [text_of(value, spec.name, number, str(index)) for index, value in enumerate(values, 1)]

    columns, below = with_row_names(rows, spec)
    return Table(spec.name, columns, below, typed=True)
