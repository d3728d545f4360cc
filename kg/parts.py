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


class RecordPart:
    """A record, some signings at a time. ``size`` is its share of the file's bytes."""

    def __init__(self, record: Record, file: Path, minter: Minter, gazetteer: Gazetteer, size: int = 0) -> None:
        self.source, self.file = record.source.id, str(file)
        self.graph = minter.graph(self.source)
        self.gazetteer = gazetteer
        self.large = len(record.signings) > _CHUNK
        self.size = size
        self.places: set[str] = set()
        self._record, self._minter = record, minter

    def chunks(self) -> Iterator[Chunk]:
        """What is stated and what follows from it. Raises RecordError."""
        record, minter = self._record, self._minter
        first = replace(record, signings=record.signings[:_CHUNK])
        writer = SourceWriter(first, minter, self.gazetteer)
        for start in range(0, max(1, len(record.signings)), _CHUNK):
            more = replace(record, signings=record.signings[start : start + _CHUNK], claims=())
            write = partial(writer.more, more) if start else writer.write
            stated = _written(write, self.source, self.file)
            share = min(1.0, (start + _CHUNK) / max(1, len(record.signings)))
            yield Chunk(stated, derived(minter, stated.statements), share)
        self.places = writer.places


class TablePart:
    """The records of a table source, one after another; ``reports`` gets what was read and what could not be."""

    large = True

    def __init__(self, table: TableSource, minter: Minter, reports: list[Report]) -> None:
        self.source, self.file = table.source.id, str(table.file)
        self.graph = minter.graph(self.source)
        self.gazetteer = table.places
        self.size = table.size
        self.places: set[str] = set()
        self._table, self._minter, self._reports = table, minter, reports

    def chunks(self) -> Iterator[Chunk]:
        """What is stated and what follows from it, some agreements at a time. Raises TableError, as the source does."""
        writer = SourceWriter(Record(source=self._table.source), self._minter, self.gazetteer)
        stated = _written(writer.write, self.source, self.file)
        yield Chunk(stated, derived(self._minter, ()), 0.0)
        for record in self._table.records():
            stated = _written(partial(writer.more, record), self.source, self.file)
            yield Chunk(stated, derived(self._minter, stated.statements), self._table.share)
        self.places = writer.places
        self._reports.append(self._table.report)


def _written(write: Callable[[], Sink], source: str, file: str) -> Sink:
    """The statements that ``write`` gives, its errors with the file and the source."""
    try:
        return write()
    except RecordError as error:
        where = f"source {source}" + (f", {error.record}" if error.record else "")
        raise RecordError(error.problem, file=file, record=where) from None
