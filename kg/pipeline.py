"""From record files and tables to a store: a source is written whole or not at all."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg import resources
from kg.errors import InputError, RecordError, one_line
from kg.ids import BASE, Minter
from kg.parts import RecordPart, TablePart
from kg.places import Gazetteer, read_places
from kg.rdf import derived_closures, place_quads, scheme_quads
from kg.records import anchored, read_file
from kg.replacing import replace_parts
from kg.store import Store
from kg.tables.loading import FILE as SOURCE_FILE
from kg.tables.reading import TableSource, table_folder
from kg.texts import source_text
from kg.unify import refresh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyoxigraph import Quad

    from kg.model import Record
    from kg.parts import Part
    from kg.tables.report import Report

__all__ = ["build", "minter_for", "read_sources"]

_LOG = logging.getLogger(__name__)


def build(
    sources: Sequence[str | Path] | None = None,
    store: str | Path | Store | None = None,
    *,
    accepted_only: bool = False,
    base: str = BASE,
    tables: str | Path | None = None,
    strict: bool = False,
    progress: Callable[[str], None] = lambda _source: None,
    reported: Callable[[Report], None] = lambda _report: None,
) -> Store:
    """Build a store from record files and tables.

    ``sources`` are record files (YAML, JSON), folders that hold a ``records.yaml`` or a ``source.yml``, or such
    files; None = the packaged corpora. ``store`` is a folder (made if missing), a Store, or None = a new one in
    memory. A source that the store has already is replaced whole, in one transaction. ``accepted_only`` leaves out
    signings and claims that are drafts, or dropped; ``base`` is the start of all IRIs. ``tables`` is the folder of the
    tables where they do not lie beside their source.yml; ``strict`` refuses what could else be left out of them.
    ``progress`` is called with the id of each source when it is written, ``reported`` with what each table source
    gave, once the store is whole.

    Raises InputError if any source is wrong; the store then stays as it was.
    """
    minter = minter_for(base)
    files = _record_files(sources)
    records = [file for file in files if file.name != SOURCE_FILE]
    told, gazetteer = _told(records), _gazetteer(files)
    reports: list[Report] = []
    folder = table_folder(None if tables is None else Path(tables))
    parts: list[Part] = [
        RecordPart(_accepted(record) if accepted_only else record, file, minter, gazetteer) for record, file in told
    ]
    parts += [
        TablePart(TableSource(file, gazetteer, folder, strict=strict), minter, reports)
        for file in dict.fromkeys(files)
        if file.name == SOURCE_FILE
    ]
    _refuse_shared_ids(parts, gazetteer)
    target = _built(parts, store, minter, progress)
    for report in reports:
        reported(report)
    return target


def _built(
    parts: Sequence[Part], store: str | Path | Store | None, minter: Minter, progress: Callable[[str], None]
) -> Store:
    """The store with the parts in it."""
    if isinstance(store, Store) or (store is not None and (Path(store) / "CURRENT").is_file()):
        target = store if isinstance(store, Store) else Store.open(Path(store), write=True)
        replace_parts(target, parts, minter, progress)
        refresh(target, minter.base)
        return target
    quads = _all_quads(parts, minter, progress)
    if store is not None:
        Store.create(Path(store), quads)
        return Store.open(Path(store), write=True)
    target = Store()
    target.add(quads)
    return target


def _refuse_shared_ids(parts: Sequence[Part], gazetteer: Gazetteer) -> None:
    """RecordError if two sources, or a source and a gazetteer, have one id."""
    taken = {vintage.id for vintage, _ in gazetteer.parts}
    seen: dict[str, Part] = {}
    for part in parts:
        if part.source in taken:
            raise RecordError(f"the source id {part.source} is that of a gazetteer; take another", file=part.file)
        if part.source in seen:
            raise RecordError(f"the source id {part.source} is also in {seen[part.source].file}", file=part.file)
        seen[part.source] = part


def minter_for(base: str) -> Minter:
    """A Minter; InputError if ``base`` is no IRI that ends in / or #."""
    try:
        NamedNode(base)
    except ValueError:
        base_is_iri = False
    else:
        base_is_iri = base.startswith(("http://", "https://", "urn:")) and base[-1] in "/#"
    if not base_is_iri:
        raise InputError(f"{one_line(base, 120)!r} is no base IRI: write one such as {BASE}")
    return Minter(base)


def read_sources(sources: Sequence[str | Path] | None = None) -> tuple[list[Record], Gazetteer]:
    """All records of the files and folders, and the gazetteers beside them and in the package."""
    files = _record_files(sources)
    return [record for record, _ in _told(files)], _gazetteer(files)


def _packaged() -> list[Path]:
    return [resources.corpus(name) for name in resources.corpora()]


def _record_files(sources: Sequence[str | Path] | None) -> list[Path]:
    return _packaged() if sources is None else [_record_file(Path(source)) for source in sources]


def _told(files: Iterable[Path]) -> list[tuple[Record, Path]]:
    """All records with the file that each is from."""
    told: list[tuple[Record, Path]] = []
    origin: dict[str, Path] = {}
    for file in dict.fromkeys(files):
        for record in read_file(file):
            if (other := origin.setdefault(record.source.id, file)) != file:
                raise RecordError(f"the source id {record.source.id} is also in {other}", file=str(file))
            told.append((_with_text(record, file), file))
    return told


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


def _all_quads(parts: Iterable[Part], minter: Minter, progress: Callable[[str], None]) -> Iterator[Quad]:
    """Everything for a new store, one chunk of a source after another."""
    reference: dict[Quad, None] = dict.fromkeys(scheme_quads(minter))
    for part in parts:
        for stated, derived in part.chunks():
            yield from stated
            yield from derived
        reference.update(dict.fromkeys(place_quads(minter, part.gazetteer.with_ancestors(sorted(part.places)))))
        progress(part.source)
    yield from reference
    yield from derived_closures(minter, reference)
