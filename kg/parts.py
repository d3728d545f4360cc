"""One source's statements, from a record or from tables, and the places that they use."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kg.errors import RecordError
from kg.model import Record
from kg.rdf import SourceWriter, derived

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kg.ids import Minter
    from kg.model import Source
    from kg.places import Gazetteer
    from kg.rdf import Sink
    from kg.tables.reading import TableSource
    from kg.tables.report import Report

__all__ = ["Chunk", "Part", "RecordPart", "TablePart"]

_CHUNK = 1_000  # signings written at a time: memory does not grow with the source


class Chunk(NamedTuple):
    """Some of what a source states, what follows from it, and the share of the source that is written by now."""

    stated: Sink
    derived: Sink
    share: float


class Part(Protocol):
    """What a store is built from: the statements of one source. ``places`` is whole after the last chunk.

    ``large`` is one that is not held in memory as a whole, ``size`` the bytes that it is read from.
    """

    source: str
    file: str
    graph: str
    places: set[str]
    large: bool
    size: int

    @property
    def gazetteer(self) -> Gazetteer:
        """Where the places are described."""

    def chunks(self) -> Iterator[Chunk]:
        """What is stated and what follows from it, in parts. Raises InputError for what cannot be written."""


class _Written:
    """A source that is written as one record after another."""

    def __init__(self, source: Source, file: Path, minter: Minter, gazetteer: Gazetteer) -> None:
        self.source, self.file = source.id, str(file)
        self.graph = minter.graph(source.id)
        self.gazetteer = gazetteer
        self.places: set[str] = set()
        self._described, self._minter = source, minter

    def chunks(self) -> Iterator[Chunk]:
        """What is stated and what follows from it: of the source itself, and then of each record. Raises InputError."""
        writer = SourceWriter(Record(source=self._described), self._minter, self.gazetteer)
        yield self._chunk(writer.write, 0.0)
        for record, share in self._records():
            yield self._chunk(partial(writer.more, record), share)
        self.places = writer.places

    def _records(self) -> Iterator[tuple[Record, float]]:
        """Records of the source, and the share of it that is given with each."""
        raise NotImplementedError

    def _chunk(self, write: Callable[[], Sink], share: float) -> Chunk:
        """What ``write`` states, its errors with the file and the source."""
        try:
            stated = write()
        except RecordError as error:
            where = f"source {self.source}" + (f", {error.record}" if error.record else "")
            raise RecordError(error.problem, file=self.file, record=where) from None
        return Chunk(stated, derived(self._minter, stated.statements), share)


class RecordPart(_Written):
    """A record, some signings at a time. ``size`` is its share of the file's bytes."""

    def __init__(self, record: Record, file: Path, minter: Minter, gazetteer: Gazetteer, size: int = 0) -> None:
        super().__init__(record.source, file, minter, gazetteer)
        self.large = len(record.signings) > _CHUNK
        self.size = size
        self._record = record

    def _records(self) -> Iterator[tuple[Record, float]]:
        signings, claims = self._record.signings, self._record.claims
        for start in range(0, max(1, len(signings)), _CHUNK):
            end = start + _CHUNK
            kept = claims if end >= len(signings) else ()
            yield (
                replace(self._record, signings=signings[start:end], claims=kept),
                min(1.0, end / max(1, len(signings))),
            )


class TablePart(_Written):
    """The records of a table source, one after another; ``reports`` gets what was read and what could not be."""

    large = True

    def __init__(self, table: TableSource, minter: Minter, reports: list[Report]) -> None:
        super().__init__(table.source, table.file, minter, table.places)
        self.size = table.size
        self._table, self._reports = table, reports

    def _records(self) -> Iterator[tuple[Record, float]]:
        for record in self._table.records():
            yield record, self._table.share
        self._reports.append(self._table.report)
