"""A CSV file with a column of names: the same file with what each name means beside it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import TableError, one_line
from kg.export import defused
from kg.reconcile.constraints import constrained
from kg.reconcile.matching import Query, candidates
from kg.reconcile.schema import PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.reconcile.index import Index

__all__ = ["ADDED", "Reconciled", "reconciled_table"]

ADDED = ("accord_id", "accord_name", "accord_score", "accord_match")
_LONGEST = 500  # characters of a name


class Reconciled(NamedTuple):
    """A table with its new columns as CSV, and how many names of how many have a candidate, and a safe match."""

    text: str
    names: int
    found: int
    matched: int


def reconciled_table(
    index: Index,
    text: str,
    column: str,
    *,
    file: str = "-",
    types: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    least: float = 0.0,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Reconciled:
    """Reconcile the names in one column of a table.

    Parameters: ``text`` is CSV or TSV with a heading; ``file`` its name, for messages; ``types`` are ids of types;
    ``columns`` gives columns by the properties that they tell of; candidates below the score ``least`` are left out;
    ``progress`` is told how many rows are done, of how many. Raises TableError.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        heading, *rows = reader
    except ValueError:
        raise TableError("the table is empty; a heading and rows are wanted", table=file) from None
    except csv.Error as error:
        problem = f"is no CSV: {one_line(error)}; is a quotation mark missing, or one too many?"
        raise TableError(problem, table=file, row=reader.line_num) from None
    _check_width(heading, rows, file)
    places = {name: _place(heading, given, file) for name, given in (columns or {}).items()}
    for name in places:
        if name not in PROPERTIES:
            raise TableError(f"there is no property {name}; there is {', '.join(PROPERTIES)}", table=file)
    at, known = _place(heading, column, file), dict[tuple[str, ...], tuple[str, str, str, str]]()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*heading, *ADDED])
    for number, row in enumerate(rows, 1):
        cells = (row + [""] * (len(heading) - len(row)))[: len(heading)]
        key = (cells[at].strip()[:_LONGEST], *(cells[place].strip()[:_LONGEST] for place in places.values()))
        if key not in known:
            known[key] = _meant(index, key, types, tuple(places), least) if key[0] else ("", "", "", "")
        writer.writerow([*cells, *known[key]])
        progress(number, len(rows))
    told = [cells for key, cells in known.items() if key[0]]
    return Reconciled(
        out.getvalue(), len(told), sum(bool(cells[0]) for cells in told), sum(cells[3] == "true" for cells in told)
    )


def _check_width(heading: Sequence[str], rows: Sequence[Sequence[str]], file: str) -> None:
    """Raise TableError where the new columns would not stand below their names, or twice."""
    taken = next((name for name in heading if name.strip().casefold() in ADDED), None)
    if taken is not None:
        raise TableError(f"{taken!r} is a column already, and would be added; rename or remove it", table=file, row=1)
    for number, row in enumerate(rows, 2):
        if any(cell.strip() for cell in row[len(heading) :]):
            problem = (
                f"{len(row)} cells, but {len(heading)} in the heading; a cell with the sign between cells needs quotes"
            )
            raise TableError(problem, table=file, row=number)


def _meant(
    index: Index, key: tuple[str, ...], types: Sequence[str], properties: Sequence[str], least: float
) -> tuple[str, str, str, str]:
    name, *values = key
    told = tuple(constrained(index, which, [value]) for which, value in zip(properties, values, strict=True) if value)
    found = candidates(index, Query(name, tuple(types), told, limit=1))
    if not found or found[0].score < least:
        return ("", "", "", "")
    best = found[0]
    return (best.entity.id, str(defused(best.entity.names[0])), f"{best.score:g}", str(best.match).lower())


def _delimiter(text: str) -> str:
    """The sign that stands most often in the heading, of the usual ones."""
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def _place(heading: Sequence[str], column: str, file: str) -> int:
    names = [name.strip().casefold() for name in heading]
    if names.count(column.strip().casefold()) != 1:
        what = "stands twice" if column.strip().casefold() in names else "is no column"
        there = ", ".join(one_line(name, 40) for name in heading)
        raise TableError(f"{one_line(column, 60)!r} {what}; there is {there}", table=file, row=1)
    return names.index(column.strip().casefold())
