"""Rows of one agreement brought together, however far apart they stand and however many there are.

What the rows say goes through a temporary database file, so that memory does not grow with the tables.
"""

from __future__ import annotations

import pickle
import sqlite3
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from kg.errors import InputError, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from kg.tables.facts import PartyFact, Said

__all__ = ["Gathering", "Stated"]

_BATCH = 2_000
_CACHE = -64_000  # kilobytes, as SQLite takes it


class Stated(NamedTuple):
    """What one row states: its table (by number) and row, the digest of its cells, the facts."""

    table: int
    row: int
    digest: bytes
    said: Said
    parties: list[PartyFact]


class Gathering:
    """Takes rows in any order, gives them by key. A context manager: the file is gone at its end."""

    def __enter__(self) -> Self:
        self._folder = TemporaryDirectory(prefix="accord-", ignore_cleanup_errors=True)
        self._engine = sqlite3.connect(f"{self._folder.name}/rows.db", isolation_level=None)
        for setting in ("journal_mode=OFF", "synchronous=OFF", "temp_store=FILE", f"cache_size={_CACHE}"):
            self._engine.execute(f"PRAGMA {setting}")
        self._engine.execute("CREATE TABLE stated (key TEXT, tab INTEGER, num INTEGER, digest BLOB, facts BLOB)")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.close()
        self._folder.cleanup()

    def take(self, rows: Iterable[tuple[str, Stated]]) -> None:
        """Take rows with the key of each. Raises InputError when the disk is full."""
        waiting: list[tuple[Any, ...]] = []
        try:
            self._engine.execute("BEGIN")
            for key, stated in rows:
                facts = pickle.dumps((tuple(stated.said), [tuple(fact) for fact in stated.parties]), 5)
                waiting.append((key, stated.table, stated.row, stated.digest, facts))
                if len(waiting) == _BATCH:
                    self._insert(waiting)
            self._insert(waiting)
            self._engine.execute("COMMIT")
        except sqlite3.Error as error:
            raise InputError(f"the temporary file for the rows cannot be written: {one_line(error)}") from None

    def _insert(self, waiting: list[tuple[Any, ...]]) -> None:
        self._engine.executemany("INSERT INTO stated VALUES (?, ?, ?, ?, ?)", waiting)
        waiting.clear()

    def unmatched(self) -> Iterator[tuple[str, int, int]]:
        """Keys that the first table does not have: the key, the first table that has it, the first row there."""
        self._engine.execute("CREATE INDEX IF NOT EXISTS by_key ON stated (key, tab, num)")
        rows = self._engine.execute(
            "SELECT key, MIN(tab * 1000000000000 + num) FROM stated GROUP BY key HAVING MIN(tab) > 0"
        )
        return ((key, spot // 1_000_000_000_000, spot % 1_000_000_000_000) for key, spot in rows)

    def count(self) -> int:
        """The number of keys."""
        number: int = self._engine.execute("SELECT COUNT(DISTINCT key) FROM stated").fetchone()[0]
        return number

    def agreements(self) -> Iterator[tuple[str, list[Stated]]]:
        """Each key with its rows, in the order of tables and rows."""
        from kg.tables.facts import PartyFact, Said

        rows = self._engine.execute("SELECT key, tab, num, digest, facts FROM stated ORDER BY key, tab, num")
        for key, found in groupby(rows, key=itemgetter(0)):
            stated = []
            for _, table, row, digest, facts in found:
                said, parties = pickle.loads(facts)  # noqa: S301 - written above, into a file of our own
                stated.append(Stated(table, row, digest, Said(*said), [PartyFact(*fact) for fact in parties]))
            yield key, stated
