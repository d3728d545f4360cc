"""From record files to a store: read everything first, then write, a source at a time."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg import resources
from kg.errors import InputError, RecordError, one_line
from kg.ids import BASE, Minter
from kg.places import Gazetteer, read_places
from kg.rdf import SourceWriter, derived_closures, derived_quads, place_quads, scheme_quads
from kg.rdf.derive import DERIVED
from kg.rdf.reference import REFERENCE
from kg.records import anchored, read_file
from kg.store import Store
from kg.texts import source_text
from kg.unify import refresh
from kg.vocab import term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pyoxigraph import Quad

    from kg.model import Record

__all__ = ["build", "minter_for", "read_sources"]

_LOG = logging.getLogger(__name__)


def build(
    sources: Sequence[str | Path] | None = None,
    store: str | Path | Store | None = None,
    *,
    accepted_only: bool = False,
    base: str = BASE,
    progress: Callable[[str], None] = lambda _source: None,
) -> Store:
    """Build a store from record files.

    ``sources`` are record files (YAML, JSON) or folders that hold a ``records.yaml``; None = the packaged
    corpora. ``store`` is a folder (made if missing), a Store, or None = a new one in memory. A source
    that the store has already is replaced whole, in one transaction. ``accepted_only`` leaves out signings
    and claims that are drafts, or dropped; ``base`` is the start of all IRIs; ``progress`` is called with
    the id of each source when it is written.

    Raises InputError before anything is written if any source is wrong; the store then stays as it was.
    """
    minter = minter_for(base)
    files = _record_files(sources)
    told, gazetteer = _told(files), _gazetteer(files)
    taken = {vintage.id for vintage, _ in gazetteer.parts}
    for record, file in told:
        if record.source.id in taken:
            raise RecordError(f"the source id {record.source.id} is that of a gazetteer; take another", file=str(file))
    parts = [_Part(_accepted(record) if accepted_only else record, file, minter, gazetteer) for record, file in told]
    if isinstance(store, Store) or (store is not None and (Path(store) / "CURRENT").is_file()):
        target = store if isinstance(store, Store) else Store.open(Path(store), write=True)
        for part in parts:
            _replace(target, part, minter, gazetteer)
            progress(part.source)
        refresh(target, base)
        return target
    quads = _all_quads(parts, minter, gazetteer)
    for part in parts:
        progress(part.source)
    if store is not None:
        Store.create(Path(store), quads)
        return Store.open(Path(store), write=True)
    target = Store()
    target.add(quads)
    return target


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
    if not source.is_dir():
        return source
    if not (source / "records.yaml").is_file():
        raise InputError(f"{source}: the folder holds no records.yaml")
    return source / "records.yaml"


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


class _Part:
    """One source's quads, and the places that they use."""

    def __init__(self, record: Record, file: Path, minter: Minter, gazetteer: Gazetteer) -> None:
        self.source = record.source.id
        self.graph = minter.graph(self.source)
        writer = SourceWriter(record, minter, gazetteer)
        try:
            self.stated = list(writer.quads())
        except RecordError as error:
            where = f"source {self.source}" + (f", {error.record}" if error.record else "")
            raise RecordError(error.problem, file=str(file), record=where) from None
        self.derived = list(derived_quads(minter, self.stated))
        self.places = writer.places


def _all_quads(parts: Iterable[_Part], minter: Minter, gazetteer: Gazetteer) -> list[Quad]:
    """Everything for a new store."""
    parts = list(parts)
    used = set[str]().union(*(part.places for part in parts))
    reference = [*scheme_quads(minter), *place_quads(minter, gazetteer.with_ancestors(sorted(used)))]
    quads = [*reference, *derived_closures(minter, reference)]
    for part in parts:
        quads += part.stated
        quads += part.derived
    return quads


def _replace(store: Store, part: _Part, minter: Minter, gazetteer: Gazetteer) -> None:
    """Replace one source, and what the reference and derived graphs say because of it, in one transaction."""
    derived_graph, reference_graph = minter.graph(DERIVED), minter.graph(REFERENCE)
    old_stated, old_reference = store.graph(part.graph), store.graph(reference_graph)
    described = [*scheme_quads(minter), *place_quads(minter, gazetteer.with_ancestors(sorted(part.places)))]
    reference = _reference(old_reference, described, _places_of_others(store, part.graph, reference_graph))
    # The derived graph is read in parts: it is as large as the store, and a source is a small piece of it.
    signs, closures = term("accord:signs"), (term("accord:within"), term("skos:broaderTransitive"))
    stale = [quad for predicate in closures for quad in store.graph(derived_graph, predicate=predicate)]
    for agreement in {quad.object for quad in (*old_stated, *part.stated) if quad.predicate == signs}:
        if isinstance(agreement, NamedNode):
            stale += store.graph(derived_graph, subject=agreement)
    store.replace(
        {
            part.graph: (old_stated, part.stated),
            reference_graph: (old_reference, reference),
            derived_graph: (stale, [*part.derived, *derived_closures(minter, reference)]),
        }
    )


def _places_of_others(store: Store, own: str, reference: str) -> list[NamedNode]:
    """The places that sources other than that of the graph ``own`` use."""
    rows = store.select(
        f"SELECT DISTINCT ?place {{ GRAPH ?graph {{ ?place a {term('accord:Place')} }} "
        f"FILTER (?graph NOT IN (<{own}>, <{reference}>)) }}"
    )
    return [NamedNode(str(row[0])) for row in rows]


def _reference(old: Iterable[Quad], described: Sequence[Quad], used: Iterable[NamedNode]) -> list[Quad]:
    """The reference graph: what is described anew, and of the old what hangs on places that are used still."""
    fresh = {quad.subject for quad in described}
    about: dict[object, list[Quad]] = {}
    for quad in old:
        if quad.subject not in fresh:
            about.setdefault(quad.subject, []).append(quad)
    kept = list(described)
    waiting: list[object] = [*used, *(quad.object for quad in described)]
    while waiting:
        found = about.pop(waiting.pop(), [])
        kept += found
        waiting += [quad.object for quad in found]
    return kept
