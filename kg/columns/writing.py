"""Statements as Parquet files, a part of the store at a time: what questions need, by columns."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from kg.errors import one_line
from kg.vocab import term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.rdf import Statement

__all__ = ["CLASSES", "PREDICATES", "ColumnsWriter"]

PREDICATES = frozenset(
    "rdf:type rdfs:label dcterms:title accord:hasParty accord:signedAt accord:signs accord:during accord:edtf "
    "accord:earliest accord:latest accord:instrumentType accord:inField accord:ofPlace accord:within "
    "accord:placeLevel accord:bodyKind accord:inSource accord:commitsTo accord:minCount accord:participation "
    "accord:party accord:signature accord:ratification accord:accession accord:entryIntoForce "
    "accord:withdrawal accord:signatureBinds accord:dateBasis accord:canonical "
    "accord:mergedParty accord:mergedPlace accord:mergedWithin skos:notation skos:broaderTransitive "
    "skos:topConceptOf".split()
)
CLASSES = ("SigningEvent", "Agreement", "Body", "Territory", "UnnamedParties", "Place")
_ROWS = 500_000  # of a file: what is held in memory at a time


class ColumnsWriter:
    """Writes Parquet files into ``folder``, which must be there; ``parts`` are the files of each part by now.

    Their columns are s (IRI of the subject), p (``prefix:local``), o (IRI, or the text of a literal) and lang, all
    text, sorted by p. ImportError without duckdb.
    """

    def __init__(self, folder: Path) -> None:
        import duckdb  # an extra

        self.parts: dict[str, list[Path]] = {}
        self._folder = folder
        self._engine = duckdb.connect(config={"autoinstall_known_extensions": False, "threads": 2})
        self._engine_error = duckdb.IOException
        self._classes = {term(f"accord:{name}").value for name in CLASSES}
        self._columns: tuple[list[str], ...] = ([], [], [])
        self._languages: list[str | None] = []
        self._part = ""

    def take(self, part: str, statements: Iterable[Statement]) -> None:
        """Take statements of a part; those of another part before it are then whole."""
        if part != self._part:
            self.finish()
            self._part = part
            self.parts.setdefault(part, [])
        kept = [
            statement
            for statement in statements
            if statement[1] in PREDICATES and (statement[1] != "rdf:type" or statement[2] in self._classes)
        ]
        subjects, predicates, values = self._columns
        subjects += [subject for subject, _, _ in kept]
        predicates += [predicate for _, predicate, _ in kept]
        values += [value if isinstance(value, str) else value.value for _, _, value in kept]
        self._languages += [None if isinstance(value, str) else value.language for _, _, value in kept]
        if len(subjects) >= _ROWS:
            self._write()

    def finish(self) -> None:
        """Write what was taken and is not written yet."""
        if self._languages:
            self._write()

    def close(self) -> None:
        """Let go of the engine."""
        self._engine.close()

    def _write(self) -> None:
        import numpy as np

        columns = zip(("s", "p", "o", "lang"), (*self._columns, self._languages), strict=True)
        rows = {name: np.array(column, dtype=object) for name, column in columns}
        file = self._folder / f"{len(self.parts):06}-{len(self.parts[self._part]):06}.parquet"
        self._engine.register("taken", rows)
        try:
            self._engine.table("taken").order("p").write_parquet(str(file))
        except self._engine_error as error:
            raise OSError(errno.EIO, one_line(error, 160), str(file)) from error
        self._engine.unregister("taken")
        self.parts[self._part].append(file)
        self._columns, self._languages = ([], [], []), []
