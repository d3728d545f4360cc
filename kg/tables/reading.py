"""A table source: read once for what the rows say, then given as records, a thousand agreements at a time."""

from __future__ import annotations

from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import InputError, TableError
from kg.model import Record
from kg.tables.facts import RowReader
from kg.tables.files import open_table
from kg.tables.gathering import Gathering, Stated
from kg.tables.loading import read_spec
from kg.tables.merging import Merger
from kg.tables.places import TablePlaces
from kg.tables.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kg.places import Gazetteer
    from kg.tables.files import Table
    from kg.tables.spec import SourceSpec, TableSpec

__all__ = ["TableSource", "row_digest"]

_CHUNK = 1_000
_BLOCK = 1 << 20
_PAIR = 2


def row_digest(cells: list[str], width: int) -> bytes:
    """The digest of the cells of a row as read, filled up with empty ones to ``width``."""
    filled = cells if len(cells) >= width else cells + [""] * (width - len(cells))
    return sha256("\x1f".join(filled).encode("utf-8", "surrogatepass")).digest()


class TableSource:
    """One source.yml and its tables.

    ``path`` is the source.yml or its folder; ``tables`` the folder where the tables lie, None = beside it. The
    source.yml is read at once (RecordError if it is wrong), the tables by :meth:`records`. ``places`` and ``report``
    are whole when the last record was given.
    """

    def __init__(self, path: Path, gazetteer: Gazetteer, tables: Path | None = None, *, strict: bool = False) -> None:
        self.spec: SourceSpec = read_spec(path)
        self.file = self.spec.path or path
        self.source = self.spec.source
        self.folder = self.file.parent if tables is None else tables
        self.strict = strict
        self.places = TablePlaces(self.source, gazetteer)
        self.report = Report(self.source.id)
        self.share = 0.0  # of the agreements that were given by now

    @property
    def size(self) -> int:
        """Bytes of its tables; of one that is not there, none."""
        files = (self.folder / spec.file for spec in self.spec.tables)
        return sum(file.stat().st_size for file in files if file.is_file())

    def records(self) -> Iterator[Record]:
        """The agreements, as records of the source with at most a thousand signings each.

        Raises TableError (table, row, column) when a table is not as source.yml says, when more than half of a
        column cannot be read, when a count is not the expected one, and if ``strict`` for any problem; InputError
        when a file is not there. Nothing that was given counts then.
        """
        with Gathering() as gathering:
            for index, spec in enumerate(self.spec.tables):
                gathering.take(self._stated(index, spec))
            left_out = self._unmatched(gathering)
            self.report.refuse_misread()
            if self.strict:
                self.report.refuse_strictly()
            self.places.settle()
            merger = Merger(self.spec, self.places, self.report)
            signings = (merger.signing(key, rows) for key, rows in gathering.agreements() if key not in left_out)
            given, number = 0, gathering.count()
            while chunk := tuple(islice(signings, _CHUNK)):
                given += len(chunk)
                self.share = given / max(number, 1)
                yield Record(source=self.source, signings=chunk)
        if self.strict:
            self.report.refuse_strictly()
        self.report.refuse_unexpected(self.spec.expect, str(self.file))

    def opened(self, spec: TableSpec) -> Table:
        """A table of the source, from its file."""
        return open_table(self.folder / spec.file, spec)

    def _stated(self, index: int, spec: TableSpec) -> Iterator[tuple[str, Stated]]:
        """What the rows of a table state, with their keys."""
        table = self.opened(spec)
        self._check_digest(spec)
        reader = RowReader(spec, table, self.spec.missing, self.report)
        width, report = len(table.columns), self.report
        keyed = self._keys(reader, spec)
        for number, cells in table.rows():
            report.rows += 1
            if not any(cells):
                report.left_out[f"{table.name}: blank"] += 1
                continue
            if len(cells) != width:
                if len(cells) < width or any(cells[width:]):
                    problem = (
                        f"the row has {len(cells)} cells, the table {width} columns; is a separator or quote amiss?"
                    )
                    report.wrong(table.name, number, None, problem)
                    report.left_out[f"{table.name}: not as many cells as columns"] += 1
                    continue
                cells = cells[:width]  # noqa: PLW2901 - a row that ends in separators
            if not reader.counts(cells):
                report.left_out[f"{table.name}: not fitting where"] += 1
                continue
            key = keyed(number, cells)
            if key is None:
                report.left_out[f"{table.name}: no key ({', '.join(spec.key)})"] += 1
                continue
            parties = reader.parties(cells, number)
            self._check_parties(spec, number, len(parties))
            said = reader.said(cells, number)
            for spot in (*(fact.spot for fact in parties), *said.about):
                if spot is not None:
                    self.places.count(spot)
            yield key, Stated(index, number, row_digest(cells, width), said, parties)

    @staticmethod
    def _keys(reader: RowReader, spec: TableSpec) -> Callable[[int, list[str]], str | None]:
        """A function that gives the key of a row; without key columns each row is an agreement of its own."""
        if not spec.key:
            return lambda number, _cells: f"row-{number}"

        def key(_number: int, cells: list[str]) -> str | None:
            parts = reader.key(cells)
            return None if parts is None else "\x1f".join(parts)

        return key

    def _check_parties(self, spec: TableSpec, number: int, found: int) -> None:
        if spec.rows == "pair" and found != _PAIR:
            self.report.wrong(spec.name, number, None, f"a pair needs two parties, and the row names {found or 'none'}")
        elif spec.rows == "party" and not found:
            self.report.wrong(spec.name, number, None, "the row names no party")

    def _check_digest(self, spec: TableSpec) -> None:
        """Count a file that is not the one described; with ``strict``, refuse it."""
        if spec.sha256 is None:
            return
        digest = sha256()
        with (self.folder / spec.file).open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        if digest.hexdigest() != spec.sha256:
            if self.strict:
                problem = f"the file's SHA-256 is {digest.hexdigest()}, and source.yml says {spec.sha256}"
                raise TableError(problem, table=spec.name)
            self.report.notes[f"table with another digest than source.yml says: {spec.name}"] += 1

    def _unmatched(self, gathering: Gathering) -> set[str]:
        """Keys to leave out because the first table does not have them. TableError where that is refused."""
        left_out: set[str] = set()
        if len(self.spec.tables) == 1:
            return left_out
        first = self.spec.tables[0]
        refused: list[tuple[int, int, str]] = []
        for key, index, row in gathering.unmatched():
            spec = self.spec.tables[index]
            if spec.unmatched == "refuse":
                refused.append((index, row, key))
            elif spec.unmatched == "report":
                problem = f"the key {_shown(key)} has no row in {first.name}"
                self.report.wrong(spec.name, row, ", ".join(spec.key), problem)
                left_out.add(key)
        if refused:
            index, row, key = min(refused)
            problem = f"the key {_shown(key)} has no row in {first.name} (so have {len(refused) - 1:,} more keys); "
            problem += "correct it, or write unmatched: keep or unmatched: report"
            spec = self.spec.tables[index]
            raise TableError(problem, table=spec.name, row=row, column=", ".join(spec.key))
        return left_out


def _shown(key: str) -> str:
    return repr(", ".join(key.split("\x1f"))[:60])


def table_folder(tables: Path | None) -> Path | None:
    """``tables``, if it is a folder. Raises InputError."""
    if tables is not None and not tables.is_dir():
        raise InputError(f"{tables}: there is no such folder; --tables DIR names the one that holds the tables")
    return tables
