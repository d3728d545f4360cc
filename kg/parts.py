"""One source's quads, from a record or from tables, and the places that they use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from kg.errors import RecordError
from kg.model import Record
from kg.rdf import SourceWriter, derived_quads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Quad

    from kg.ids import Minter
    from kg.places import Gazetteer
    from kg.tables.reading import TableSource
    from kg.tables.report import Report

__all__ = ["Part", "RecordPart", "TablePart"]


class Part(Protocol):
    """What a store is built from: the quads of one source. ``places`` is whole after the last chunk."""

    source: str
    file: str
    graph: str
    places: set[str]
    large: bool

    @property
    def gazetteer(self) -> Gazetteer:
        """Where the places are described."""

    def chunks(self) -> Iterator[tuple[list[Quad], list[Quad]]]:
        """What is stated and what follows from it, in parts."""


class RecordPart:
    """A record as a whole. Raises RecordError at once if it cannot be written."""

    large = False

    def __init__(self, record: Record, file: Path, minter: Minter, gazetteer: Gazetteer) -> None:
        self.source, self.file = record.source.id, str(file)
        self.graph = minter.graph(self.source)
        self.gazetteer = gazetteer
        writer = SourceWriter(record, minter, gazetteer)
        self._stated = _written(writer.quads, self.source, self.file)
        self._derived = list(derived_quads(minter, self._stated))
        self.places = writer.places

    def chunks(self) -> Iterator[tuple[list[Quad], list[Quad]]]:
        """What is stated and what follows from it, at once."""
        yield self._stated, self._derived


class TablePart:
    """The records of a table source, one after another; ``reports`` gets what was read and what could not be."""

    large = True

    def __init__(self, table: TableSource, minter: Minter, reports: list[Report]) -> None:
        self.source, self.file = table.source.id, str(table.file)
        self.graph = minter.graph(self.source)
        self.gazetteer = table.places
        self.places: set[str] = set()
        self._table, self._minter, self._reports = table, minter, reports

    def chunks(self) -> Iterator[tuple[list[Quad], list[Quad]]]:
        """What is stated and what follows from it, some agreements at a time. Raises TableError, as the source does."""
        writer = SourceWriter(Record(source=self._table.source), self._minter, self.gazetteer)
        yield _written(writer.quads, self.source, self.file), []
        for record in self._table.records():
            stated = _written(partial(writer.more, record), self.source, self.file)
            yield stated, list(derived_quads(self._minter, stated))
        self.places = writer.places
        self._reports.append(self._table.report)


def _written(write: Callable[[], Iterable[Quad]], source: str, file: str) -> list[Quad]:
    """The quads that ``write`` gives, its errors with the file and the source."""
    try:
        return list(write())
    except RecordError as error:
        where = f"source {source}" + (f", {error.record}" if error.record else "")
        raise RecordError(error.problem, file=file, record=where) from None
