"""The columns of a store folder, kept in step with its quads while it is built."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kg.columns import ColumnsWriter, Listing, engine_installed, listing
from kg.identity import IDENTITY
from kg.rdf import REFERENCE, statements
from kg.records import RESERVED_SOURCES
from kg.replacing import closures_of, entailed_of
from kg.store import Store
from kg.vocab import term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType
    from typing import Self

    from pyoxigraph import Quad

    from kg.ids import Minter
    from kg.parts import Chunk, Part
    from kg.rdf import Statement

__all__ = ["Upkeep", "replace_graph", "writing"]


class Upkeep:
    """Writes columns of what is built; a context manager around the making of one store folder, or a change of it.

    Nothing is done without an engine for columns.
    """

    def __init__(self, minter: Minter) -> None:
        self._minter = minter
        self._writer: ColumnsWriter | None = None

    def __enter__(self) -> Self:
        if engine_installed():
            self._space = TemporaryDirectory(prefix="accord-", ignore_cleanup_errors=True)
            self._writer = ColumnsWriter(Path(self._space.name))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None:
            self._writer.close()
            self._space.cleanup()

    def take(self, part: Part, chunk: Chunk) -> None:
        """Take a chunk of a source."""
        if self._writer is not None:
            self._writer.take(part.source, chunk.stated.statements)
            self._writer.take(part.source, chunk.derived.statements)

    def share(self, shared: Iterable[Statement]) -> None:
        """Take what no source owns: places, codes, closures, identity."""
        if self._writer is not None:
            self._writer.take(REFERENCE, shared)

    def complete(self, store: Store, earlier: Listing) -> dict[str, list[Path]] | None:
        """The columns of a store that was changed: those of the sources taken, and of all else as it was listed.

        What was not listed, or in another state, is read from the store. None without an engine.
        """
        if self._writer is None:
            return None
        kept = earlier.parts or {}
        for name in _sources(store, self._minter):
            if name not in self._writer.parts and name not in kept:
                self._writer.take(name, _of_source(store, self._minter, name))
        self.share(_of_all(store, self._minter))
        self._writer.finish()
        return {**kept, **self._writer.parts}

    @contextmanager
    def beside(self, folder: Path) -> Iterator[Callable[[], None]]:
        """Gives what puts the columns into a new store folder once nobody has it open for writing; see Store.create.

        The listing is held meanwhile, so that others see that somebody is at work on the folder. Raises StoreError.
        """
        if self._writer is None:
            yield lambda: None
            return
        self._writer.finish()
        parts = self._writer.parts
        with listing(folder) as fresh:
            yield lambda: fresh.publish(parts)


@contextmanager
def writing(folder: Path, columns: Upkeep) -> Iterator[Store]:
    """A store folder opened for writing, for one process at a time; its columns are brought up to date at the end.

    Raises StoreError.
    """
    if not (folder / "CURRENT").is_file():
        Store.open(folder)  # says what it is instead
    with listing(folder) as listed:
        store = Store.open(folder, write=True)
        yield store
        made = columns.complete(store, listed)
        store.close()  # what comes after must not change its files
        if made is not None:
            listed.publish(made)


def replace_graph(store: str, minter: Minter, name: str, quads: Sequence[Quad]) -> None:
    """Put ``quads`` in the place of the graph ``name`` of a store folder or an endpoint. Raises StoreError."""
    graph = minter.graph(name)
    if "://" in store:
        from kg.remote import RemoteStore  # folders need none

        far = RemoteStore(store)
        far.replace(far.graph(graph), quads)
        return
    with Upkeep(minter) as columns, writing(Path(store), columns) as target:
        target.replace(target.graph(graph), quads)


def _sources(store: Store, minter: Minter) -> Iterator[str]:
    """Ids of the sources that have a named graph."""
    for row in store.select("SELECT DISTINCT ?graph { GRAPH ?graph { ?s a " + str(term("accord:Source")) + " } }"):
        name = str(row[0]).removeprefix(minter.graph(""))
        if name not in RESERVED_SOURCES:
            yield name


def _of_source(store: Store, minter: Minter, name: str) -> Iterator[Statement]:
    """What a source states, and what the derived graph says of its agreements."""
    yield from statements(store.graph(minter.graph(name)))
    signed = (quad.object for quad in store.graph(minter.graph(name), predicate=term("accord:signs")))
    yield from statements(entailed_of(store, minter, signed))


def _of_all(store: Store, minter: Minter) -> Iterator[Statement]:
    """What no source owns."""
    yield from statements(closures_of(store, minter))
    for graph in (REFERENCE, IDENTITY):
        yield from statements(store.graph(minter.graph(graph)))
