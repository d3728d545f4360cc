"""What a store is built from: which files are meant by what a user names, and the sources in them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import InputError, RecordError
from kg.parts import RecordPart, TablePart
from kg.places import Gazetteer, read_places
from kg.records import anchored, read_file
from kg.tables.loading import FILE as SOURCE_FILE
from kg.tables.reading import TableSource
from kg.texts import source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.ids import Minter
    from kg.model import Record
    from kg.parts import Part
    from kg.tables.report import Report

__all__ = ["Inputs", "read_sources"]

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Record files, folders that hold a ``records.yaml`` or a ``source.yml``, and such files; None = the packaged ones.

    ``tables`` is the folder of the tables where they do not lie beside their source.yml, ``strict`` refuses what could
    else be left out of them, ``accepted_only`` leaves out what is a draft or dropped.
    """

    sources: Sequence[str | Path] | None = None
    tables: Path | None = None
    strict: bool = False
    accepted_only: bool = False

    def parts(self, minter: Minter, reports: list[Report]) -> Iterator[Part]:
        """The sources, each read when it is asked for; ``reports`` gets what each table source gave.

        Raises InputError for what cannot be read, and if two sources, or a source and a gazetteer, have one id.
        """
        files = _record_files(self.sources)
        gazetteer = _gazetteer(files)
        taken = {vintage.id for vintage, _ in gazetteer.parts}
        seen: dict[str, str] = {}
        for file in dict.fromkeys(files):
            for part in self._parts_of(file, minter, gazetteer, reports):
                if part.source in taken:
                    problem = f"the source id {part.source} is that of a gazetteer; take another"
                    raise RecordError(problem, file=part.file)
                if part.source in seen:
                    raise RecordError(f"the source id {part.source} is also in {seen[part.source]}", file=part.file)
                seen[part.source] = part.file
                yield part

    def bytes(self) -> int:
        """The size of all that is read, for a progress bar; what is not known counts nothing."""
        sizes = 0
        for file in dict.fromkeys(_record_files(self.sources)):
            if file.name == SOURCE_FILE:
                sizes += TableSource(file, Gazetteer(), self.tables).size
            elif file.is_file():
                sizes += file.stat().st_size
        return sizes

    def _parts_of(self, file: Path, minter: Minter, gazetteer: Gazetteer, reports: list[Report]) -> Iterator[Part]:
        if file.name == SOURCE_FILE:
            yield TablePart(TableSource(file, gazetteer, self.tables, strict=self.strict), minter, reports)
            return
        records = _read(file)
        size = file.stat().st_size // len(records) if file.is_file() and records else 0
        for record in records:
            kept = _accepted(record) if self.accepted_only else record
            yield RecordPart(kept, file, minter, gazetteer, size)


def read_sources(sources: Sequence[str | Path] | None = None) -> tuple[list[Record], Gazetteer]:
    """All records of the files and folders, and the gazetteers beside them and in the package."""
    files = _record_files(sources)
    return [record for file in dict.fromkeys(files) for record in _read(file)], _gazetteer(files)


def _packaged() -> list[Path]:
    return [resources.corpus(name) for name in resources.corpora()]


def _record_files(sources: Sequence[str | Path] | None) -> list[Path]:
    return _packaged() if sources is None else [_record_file(Path(source)) for source in sources]


def _read(file: Path) -> list[Record]:
    """The records of a file, with what their texts tell of them."""
    return [_with_text(record, file) for record in read_file(file)]


def _gazetteer(files: Iterable[Path]) -> Gazetteer:
    """The places of the gazetteers beside the files (``-``, stdin, lies beside none) and in the package."""
    beside = [file.parent / "places.yaml" for file in [*files, *_packaged()] if str(file) != "-"]
    gazetteers = [path for path in dict.fromkeys(path.resolve() for path in beside) if path.is_file()]
    return Gazetteer(read_places(path) for path in gazetteers)


def _record_file(source: Path) -> Path:
    """The record file or source.yml that is meant."""
    if not source.is_dir():
        return source
    found = [source / name for name in ("records.yaml", SOURCE_FILE) if (source / name).is_file()]
    if len(found) != 1:
        what = f"both records.yaml and {SOURCE_FILE}" if found else f"no records.yaml and no {SOURCE_FILE}"
        raise InputError(f"{source}: the folder holds {what}")
    return found[0]


def _with_text(record: Record, file: Path) -> Record:
    """The record with digests from its text, where that lies in the folder of the record file."""
    if record.source.path is None:
        return record
    folder = file.parent.resolve()
    text = (folder / record.source.path).resolve()
    if not text.is_relative_to(folder) or not text.is_file():
        _LOG.info("%s: no text at %s; digests are taken as the record gives them", file, record.source.path)
        return record
    return anchored(record, source_text(text), str(file))


def _accepted(record: Record) -> Record:
    kept = (None, "accepted", "corrected")
    return replace(
        record,
        signings=tuple(signing for signing in record.signings if signing.status in kept),
        claims=tuple(claim for claim in record.claims if claim.status in kept),
    )
