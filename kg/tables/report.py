"""What was read, left out and not understood: counted, and told in a few lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import TableError, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.tables.spec import Expect

__all__ = ["Problem", "Report"]

_KEPT = 10_000
_SHOWN = 10


class Problem(NamedTuple):
    """One row or cell that could not be read; ``row`` is 1-based."""

    table: str
    row: int
    column: str | None
    problem: str

    def __str__(self) -> str:
        return str(TableError(self.problem, table=self.table, row=self.row, column=self.column))


@dataclass(slots=True)
class Report:
    """Counts of one import. ``left_out`` counts rows by reason, ``notes`` what is worth knowing and no fault."""

    source: str
    rows: int = 0
    agreements: int = 0
    links: int = 0
    without_parties: int = 0
    undated: int = 0
    first_year: int | None = None
    last_year: int | None = None
    parties: set[object] = field(default_factory=set)
    left_out: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    problems: int = 0
    _kept: list[Problem] = field(default_factory=list)
    _tried: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _failed: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _first: dict[tuple[str, str, str], Problem] = field(default_factory=dict)

    def wrong(self, table: str, row: int, column: str | None, problem: str) -> None:
        """Count a row or cell that could not be read."""
        self.problems += 1
        if len(self._kept) < _KEPT:
            self._kept.append(Problem(table, row, column, problem))

    def tried(self, what: str, table: str, row: int, column: str, problem: str | None) -> None:
        """Count a cell that is to be read as ``what``; ``problem`` if it could not."""
        key = (table, column, what)
        self._tried[key] += 1
        if problem is not None:
            self.wrong(table, row, column, problem)
            self._failed[key] += 1
            if key not in self._first or row < self._first[key].row:
                self._first[key] = Problem(table, row, column, problem)

    def year(self, year: int) -> None:
        """Take a year of signing into the span of years."""
        self.first_year = min(year, self.first_year or year)
        self.last_year = max(year, self.last_year or year)

    def first_problems(self, most: int = _SHOWN) -> list[Problem]:
        """The first problems, by table and row."""
        return sorted(self._kept, key=lambda one: (one.table, one.row, one.column or ""))[:most]

    def refuse_misread(self) -> None:
        """TableError if more than half of a column's cells cannot be read as what source.yml says they are."""
        for key, failed in self._failed.items():
            if failed * 2 > (tried := self._tried[key]):
                first, what = self._first[key], key[2]
                problem = f"{first.problem}; {failed:,} of {tried:,} cells of the column are no {what}"
                raise TableError(problem, table=first.table, row=first.row, column=first.column)

    def refuse_strictly(self) -> None:
        """TableError if anything could not be read."""
        if self.problems:
            first = self.first_problems(1)[0]
            more = f"; {self.problems - 1:,} more problems" if self.problems > 1 else ""
            raise TableError(f"{first.problem} (--strict{more})", table=first.table, row=first.row, column=first.column)

    def refuse_unexpected(self, expect: Expect, file: str) -> None:
        """TableError if a count is not the one that ``expect`` says."""
        found = self.counts()
        for part in fields(expect):
            wanted = getattr(expect, part.name)
            if wanted is not None and wanted != found[part.name]:
                count = "none" if found[part.name] is None else f"{found[part.name]}"
                hint = f"; {self._hint()}" if self.problems or self.left_out else ""
                raise TableError(f"expect: {part.name}: {wanted}, and the tables give {count}{hint}", table=file)

    def _hint(self) -> str:
        told = [f"{count:,} rows left out ({reason})" for reason, count in self.left_out.items()]
        told += [f"{self.problems:,} problems, the first: {self.first_problems(1)[0]}"] if self.problems else []
        return one_line("; ".join(told), 240)

    def counts(self) -> dict[str, int | None]:
        """The counts that ``expect`` can name."""
        own = ("rows", "problems", "agreements", "links", "without_parties", "undated", "first_year", "last_year")
        counts: dict[str, int | None] = {name: getattr(self, name) for name in own}
        return counts | {"parties": len(self.parties), "left_out": self.left_out.total()}

    def lines(self) -> Iterator[str]:
        """The report for people."""
        yield f"{self.source}: {self.rows:,} rows, {self.agreements:,} agreements, {len(self.parties):,} parties"
        for reason, count in sorted(self.left_out.items()):
            yield f"{self.source}: {count:,} rows left out: {reason}"
        for note, count in sorted(self.notes.items()):
            yield f"{self.source}: {count:,} {note}"
        for problem in self.first_problems():
            yield f"{self.source}: {problem}"
        if self.problems > _SHOWN:
            yield f"{self.source}: … {self.problems:,} problems in all (kg build --strict stops at them)"
