"""From record files and tables to a store: a source is written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from kg.errors import InputError, StoreError, one_line
from kg.ids import BASE, Minter
from kg.inputs import Inputs
from kg.rdf import REFERENCE, Sink, add_places, add_schemes, derived_closures
from kg.replacing import replace_parts, spooled
from kg.rows import uncollected
from kg.store import Store, Writable
from kg.tables.reading import table_folder
from kg.unify import refresh
from kg.upkeep import Upkeep, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyoxigraph import Quad

    from kg.parts import Chunk, Part
    from kg.tables.report import Report

    Take = Callable[[Part, Chunk], None]

__all__ = ["Progress", "build", "minter_for"]


class Progress(NamedTuple):
    """How far a build is: the source that is being read, and the share of all input that was read, 0 to 1."""

    source: str
    share: float


def build(
    sources: Sequence[str | Path] | None = None,
    store: str | Path | Writable | None = None,
    *,
    accepted_only: bool = False,
    base: str = BASE,
    tables: str | Path | None = None,
    strict: bool = False,
    progress: Callable[[Progress], None] = lambda _done: None,
    reported: Callable[[Report], None] = lambda _report: None,
) -> Writable:
    """Build a store from record files and tables.

    ``sources`` are record files (YAML, JSON), folders that hold a ``records.yaml`` or a ``source.yml``, or such
    files; None = the packaged corpora. ``store`` is a folder (made if missing), the URL of an endpoint, an open store,
    or None = a new one in memory; a folder is returned open for reading, with columns beside its quads
    (:mod:`kg.columns`) where the engine for them is installed. A source that the store has already is replaced whole,
    in one transaction (of endpoints see :mod:`kg.remote.writing`).
    ``accepted_only`` leaves out signings and claims that are drafts, or dropped; ``base`` is the start of all IRIs.
    ``tables`` is the folder of the tables where they do not lie beside their source.yml; ``strict`` refuses what
    could else be left out of them. ``progress`` is called again and again while sources are read, ``reported`` with
    what each table source gave, once the store is whole.

    Raises InputError if any source is wrong; the store then stays as it was.
    """
    minter = minter_for(base)
    folder = table_folder(None if tables is None else Path(tables))
    inputs = Inputs(sources, folder, strict=strict, accepted_only=accepted_only)
    reports: list[Report] = []
    parts, meter = inputs.parts(minter, reports), _Meter(inputs, progress)
    try:
        with uncollected():
            made = _built(store, parts, minter, meter)
    except OSError as error:  # a full disk, above all: that of the store, or that of the temporary files
        where = error.filename or (store if isinstance(store, str | Path) else "the store")
        reason = error.strerror or one_line(error, 160)
        raise StoreError(
            f"{where}: cannot be written: {reason}; the store is as it was (TMPDIR: {gettempdir()})"
        ) from error
    for report in reports:
        reported(report)
    return made


def _built(store: str | Path | Writable | None, parts: Iterable[Part], minter: Minter, meter: _Meter) -> Writable:
    """The store with the parts in it."""
    if isinstance(store, str) and "://" in store:
        from kg.remote import RemoteStore  # folders need none

        far = RemoteStore(store)
        _built(far, parts, minter, meter)
        far.check_union()
        return far
    if isinstance(store, Writable):
        with spooled(parts, meter.take) as read:
            replace_parts(store, read, minter)
        refresh(store, minter.base)
        return store
    if store is None:
        made = Store()
        made.add(_all_quads(parts, minter, meter.take))
        return made
    is_there = (Path(store) / "CURRENT").is_file()
    return (_changed if is_there else _new)(Path(store), parts, minter, meter)


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


class _Meter:
    """Tells how much of the input was read."""

    def __init__(self, inputs: Inputs, progress: Callable[[Progress], None]) -> None:
        self._bytes, self._progress = inputs.bytes, progress
        self._total = 0
        self._before = 0
        self._part: Part | None = None

    def take(self, part: Part, chunk: Chunk) -> None:
        """Note a chunk."""
        if part is not self._part:
            self._total = self._total or self._bytes()
            self._before += self._part.size if self._part else 0
            self._part = part
        read = self._before + part.size * chunk.share
        self._progress(Progress(part.source, min(1.0, read / self._total) if self._total else 0.0))


def _new(folder: Path, parts: Iterable[Part], minter: Minter, meter: _Meter) -> Store:
    """A new store folder, open for reading."""
    with Upkeep(minter) as columns:
        Store.create(folder, _all_quads(parts, minter, _both(columns.take, meter.take), columns), columns.beside)
    return Store.open(folder)


def _changed(folder: Path, parts: Iterable[Part], minter: Minter, meter: _Meter) -> Store:
    """A store folder that was there with the parts in it, open for reading."""
    with (
        Upkeep(minter) as columns,
        spooled(parts, _both(columns.take, meter.take)) as read,
        writing(folder, columns) as store,
    ):
        replace_parts(store, read, minter)
        refresh(store, minter.base)
    return Store.open(folder)


def _both(first: Take, second: Take) -> Take:
    def take(part: Part, chunk: Chunk) -> None:
        first(part, chunk)
        second(part, chunk)

    return take


def _all_quads(
    parts: Iterable[Part],
    minter: Minter,
    take: Take,
    columns: Upkeep | None = None,
) -> Iterator[Quad]:
    """Everything for a new store, one chunk of a source after another."""
    reference = Sink(minter, REFERENCE)
    add_schemes(reference)
    for part in parts:
        for chunk in part.chunks():
            take(part, chunk)
            yield from chunk.stated.quads()
            yield from chunk.derived.quads()
        add_places(reference, part.gazetteer.with_ancestors(sorted(part.places)))
    closures = derived_closures(minter, reference.statements)
    for sink in (reference, closures):
        if columns is not None:
            columns.share(sink.statements)
        yield from sink.quads()
