"""Which columnar files a store folder has, and whether they are those of what is in the store now.

The files lie in ``columns`` inside the folder of the store, with a small SQLite database that names them by the part of
the store that they hold. It is stamped with the files of the store itself: whoever writes to the store changes these,
so that columns of an earlier state are not taken for those of this one. New files have new names, and one transaction
puts them in the place of the old: readers and crashes see the earlier state or the new one.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from importlib.util import find_spec
from secrets import token_hex
from typing import TYPE_CHECKING

from kg.errors import StoreError, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["FOLDER", "Listing", "engine_installed", "fresh_files", "in_use", "listing", "of_store"]

FOLDER = "columns"
_LISTING = "listing.sqlite"
_VERSION = 1  # of what the files hold; columns of another version are made anew
_OF_STORE = ("*.sst", "*.log", "MANIFEST-*", "CURRENT")  # RocksDB: tables, write-ahead log, list of tables

Parts = dict[str, list["Path"]]


def engine_installed() -> bool:
    """Whether there is an engine that reads columns, without loading it."""
    return find_spec("duckdb") is not None


def fresh_files(store: Path) -> list[Path] | None:
    """The columnar files of a store folder; None where there are none, those of another state, or no engine."""
    listed = store / FOLDER / _LISTING
    if not listed.is_file() or not engine_installed():
        return None
    try:
        with closing(sqlite3.connect(f"{listed.resolve().as_uri()}?mode=ro", uri=True)) as database:
            parts = _read(database, store)
    except sqlite3.Error:
        return None
    return None if parts is None else [file for files in parts.values() for file in files]


class Listing:
    """The files of a store folder by part, as they were when the listing was opened; None if those of another state."""

    def __init__(self, database: sqlite3.Connection, store: Path) -> None:
        self._database, self._store = database, store
        self.parts = _read(database, store)

    def publish(self, parts: Mapping[str, Sequence[Path]]) -> None:
        """Make ``parts`` the columns of the store folder, which nobody has open for writing; others are removed.

        Files that lie elsewhere are moved there. Raises OSError, and StoreError where the listing cannot be written.
        """
        import shutil  # only building needs it

        folder = self._store / FOLDER
        named: dict[str, list[str]] = {}
        for part, files in parts.items():
            named[part] = []
            for file in files:
                name = file.name if file.parent == folder else f"{token_hex(8)}.parquet"
                if file.parent != folder:
                    shutil.move(file, folder / name)
                named[part].append(name)
        row = (_VERSION, json.dumps(_stamp(self._store)), json.dumps(named))
        try:
            self._database.execute("DELETE FROM listing")
            self._database.execute("INSERT INTO listing VALUES (?, ?, ?)", row)
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"{self._store}: its columns cannot be listed: {one_line(error)}") from error
        kept = {name for names in named.values() for name in names}
        for file in folder.glob("*.parquet"):
            if file.name not in kept:
                file.unlink(missing_ok=True)


@contextmanager
def listing(store: Path) -> Iterator[Listing]:
    """The listing of a store folder, for one process at a time; it stays as it was unless something is published.

    Raises StoreError while another process has it, and where it cannot be written.
    """
    try:
        (store / FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(f"{store}: cannot be written: {error.strerror}") from error
    with closing(_begun(store)) as database:
        yield Listing(database, store)
        if database.in_transaction:
            database.execute("ROLLBACK")


def in_use(store: Path) -> bool:
    """Whether a process has the listing of a store folder."""
    file = store / FOLDER / _LISTING
    if not file.is_file():
        return False
    try:
        with closing(sqlite3.connect(file, isolation_level=None, timeout=0)) as database:
            database.execute("BEGIN IMMEDIATE")
    except sqlite3.DatabaseError as error:  # no database, or gone by now
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
    return False


def _begun(store: Path) -> sqlite3.Connection:
    """The database of the listing, in a transaction that others cannot have at the same time."""
    file = store / FOLDER / _LISTING
    for _ in range(2):
        database = sqlite3.connect(file, isolation_level=None, timeout=1)
        try:
            database.execute("BEGIN IMMEDIATE")
            database.execute("CREATE TABLE IF NOT EXISTS listing (version INTEGER, stamp TEXT, parts TEXT)")
        except sqlite3.OperationalError as error:
            database.close()
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise StoreError(f"{store}: cannot be written: {one_line(error)}") from error
            break
        except sqlite3.DatabaseError:  # harmed; what it listed is made anew
            database.close()
            file.unlink(missing_ok=True)
        else:
            return database
    raise StoreError(f"{store}: another process is writing to the store; try again when it has ended")


def _read(database: sqlite3.Connection, store: Path) -> Parts | None:
    row = database.execute("SELECT version, stamp, parts FROM listing").fetchone()
    try:
        if row is None or row[0] != _VERSION or json.loads(row[1]) != _stamp(store):
            return None
    except FileNotFoundError:  # a writer is putting other files in the place of these
        return None
    parts = {part: [store / FOLDER / name for name in names] for part, names in json.loads(row[2]).items()}
    return parts if all(file.is_file() for files in parts.values() for file in files) else None


def of_store(store: Path) -> list[Path]:
    """The files of a store folder that hold the quads."""
    return [file for pattern in _OF_STORE for file in sorted(store.glob(pattern))]


def _stamp(store: Path) -> dict[str, int]:
    """Names and sizes of the files that hold the quads."""
    return {file.name: file.stat().st_size for file in of_store(store)}
