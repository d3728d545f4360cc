"""Questions answered from columns, by DuckDB."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.rows import Rows, uncollected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb
    from pyoxigraph import Literal, NamedNode

__all__ = ["Columns", "sql_form"]

# What a merged question reads in the place of what the sources state (see kg.merging): the views look these up.
_STATED = {"has_party": "accord:hasParty", "of_place": "accord:ofPlace", "within": "accord:within"}
_MERGED = {"has_party": "accord:mergedParty", "of_place": "accord:mergedPlace", "within": "accord:mergedWithin"}
_MEMORY = "4GB"
_THREADS = 4


@cache
def sql_form(name: str) -> str | None:
    """The SQL form of a question, or of ``network/NAME``; None where it has none."""
    path = resources.path("queries", "columns") / f"{name}.sql"
    return path.read_text(encoding="utf-8") if path.is_file() else None


class Columns:
    """The statements of a store in Parquet files, which together are one table (subject, property, object, language).

    The engine is started by the first answer. It reads these files alone, and writes only what does not fit into
    memory, into a folder of its own that goes with it.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self.files = tuple(files)
        self._engine: duckdb.DuckDBPyConnection | None = None

    def answer(
        self, name: str, terms: Mapping[str, Sequence[NamedNode | Literal]] | None = None, *, merged: bool = False
    ) -> Rows | None:
        """Rows of a question (or of ``network/NAME``), as its SPARQL form gives them.

        ``terms`` are the values of its parameters, any of several for one; ``merged`` counts identified things as
        one. None where it has no SQL form, and where the files cannot be read (any more).
        """
        found = self._fetched(name, terms or {}, merged=merged)
        if found is None:
            return None
        with uncollected():
            return Rows(*found)

    def tuples(self, name: str) -> list[tuple[Any, ...]] | None:
        """The same rows without parameters, as plain tuples."""
        found = self._fetched(name, {}, merged=False)
        return None if found is None else found[1]

    def _fetched(
        self, name: str, terms: Mapping[str, Sequence[NamedNode | Literal]], *, merged: bool
    ) -> tuple[list[str], list[tuple[Any, ...]]] | None:
        """Columns and rows."""
        text = sql_form(name)
        if text is None:
            return None
        import duckdb  # only a store with columns needs it

        try:
            cursor = self._connection().cursor()  # a session of its own: variables, and safe among threads
            _set(cursor, "files", [str(file) for file in self.files])
            for variable, value in (_MERGED if merged else _STATED).items():
                _set(cursor, variable, value)
            for parameter, given in terms.items():
                if given:
                    _set(cursor, parameter, [term.value for term in given])
            cursor.execute(text)
            columns = [column[0] for column in cursor.description or ()]
            with uncollected():
                return columns, cursor.fetchall()
        except (
            duckdb.IOException, duckdb.InvalidInputException, duckdb.OutOfMemoryException, duckdb.PermissionException
        ):  # fmt: skip
            return None  # what is derived may be taken away or be broken; the store itself still answers

    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._engine is None:
            self._engine = _started(self.files)
        return self._engine


def _started(files: Sequence[Path]) -> duckdb.DuckDBPyConnection:
    """An engine with the views over the files, that can open no other file and no connection."""
    import duckdb

    paths = [str(file) for file in files]
    engine = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": _MEMORY,
            "temp_directory": str(Path(tempfile.gettempdir()) / f"kg-columns-{token_hex(8)}"),
            "threads": str(min(_THREADS, os.cpu_count() or 1)),
        },
    )
    engine.execute("SET allowed_paths = $paths", {"paths": paths})
    engine.execute("SET enable_external_access = false")
    engine.execute("SET lock_configuration = true")
    _set(engine, "files", paths)
    engine.execute(resources.text("queries", "columns", "views.sql"))
    return engine


def _set(cursor: duckdb.DuckDBPyConnection, variable: str, value: str | list[str]) -> None:
    """Give a variable of the views its value. ``variable`` is a name of ours, quoted as it may be a keyword (from)."""
    if not variable.isidentifier():
        raise ValueError(variable)
    cursor.execute(f'SET VARIABLE "{variable}" = $value', {"value": value})
