"""The embedded store: quads in Oxigraph, in memory or in a folder on disk."""

from __future__ import annotations

import errno
from contextlib import nullcontext, suppress
from time import sleep
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError, StoreError, one_line
from kg.graphs import Answer, Readable, Writable
from kg.sparql import check_size, guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from kg.columns.reading import Columns

    Beside = Callable[[Path], AbstractContextManager[Callable[[], None]]]

__all__ = ["Answer", "Readable", "Store", "Writable"]

_ATTEMPTS = 5


class Store(Writable):
    """An embedded store. ``Store()`` is in memory; see :meth:`open` and :meth:`create` for folders."""

    def __init__(self, engine: ox.Store | None = None, name: str = "memory", folder: Path | None = None) -> None:
        self._engine = engine if engine is not None else ox.Store()
        self.name = name
        self._folder = folder
        self._columns: Columns | None = None

    @classmethod
    def open(cls, folder: Path, *, write: bool = False) -> Store:
        """Open a store folder, for reading unless ``write``. Raises StoreError."""
        if not (folder / "CURRENT").is_file():
            what = "is no store" if folder.exists() else "there is no store"
            raise StoreError(f"{folder}: {what}; make one with: kg build --store {folder}")
        problem = ""
        for attempt in range(_ATTEMPTS):
            sleep(0.05 * attempt)
            try:
                engine = ox.Store(str(folder)) if write else ox.Store.read_only(str(folder))
                return cls(engine, str(folder), folder)
            except OSError as error:
                raise StoreError(_reason(folder, error)) from error
            except RuntimeError as error:  # broken, or a writer is just putting other files in the place of these
                problem = one_line(error, 160)
        raise StoreError(f"{folder}: cannot be opened: {problem}")

    @classmethod
    def create(
        cls, folder: Path, quads: Iterable[ox.Quad], beside: Beside = lambda _folder: nullcontext(lambda: None)
    ) -> None:
        """Make a new store folder, whole or not at all. Raises StoreError.

        ``beside`` is entered with the folder before the engine lets go of it, and gives what adds files to it after.
        """
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreError(f"{folder}: is there and is no store; name a new or an empty folder")
        import shutil  # only making a store needs these
        from secrets import token_hex

        target = folder.resolve()
        above = [path for path in target.parents if not path.exists()]
        # A name of its own: two processes that make the same store must not work in one folder.
        building = target.with_name(f".{target.name}.building-{token_hex(8)}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _clear_leftovers(target)
            engine = ox.Store(str(building))
            engine.bulk_extend(quads)
            engine.flush()
            with beside(building) as add_files:
                del engine  # closes it: its lock is inside the folder that is renamed
                add_files()
                building.replace(target)
        except OSError as error:
            raise StoreError(_reason(folder, error)) from error
        finally:
            shutil.rmtree(building, ignore_errors=True)
            for path in above if not target.exists() else ():
                with suppress(OSError):  # somebody else uses it by now
                    path.rmdir()

    @property
    def columns(self) -> Columns | None:
        """The columns of a store folder, as long as they say what the store says."""
        if self._folder is None:
            return None
        from kg.columns.files import fresh_files  # a store in memory has none

        if (files := fresh_files(self._folder)) is None:
            return None
        if self._columns is None or self._columns.files != tuple(files):
            from kg.columns.reading import Columns

            self._columns = Columns(files)
        return self._columns

    def query_in(self, query: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> Answer:
        """Answer a query from those graphs alone, whatever it says by FROM (SPARQL 1.1 Protocol, section 2.1.4).

        Raises QueryError as :meth:`query`, and for graphs that the store has not.
        """
        guard(query, self.has_graph)
        for iri in (*default_graphs, *named_graphs):
            if not self.has_graph(iri):
                raise QueryError(f"{one_line(iri, 120)} is no graph of the store")
        return self._asked(
            query,
            default_graph=[ox.NamedNode(iri) for iri in default_graphs],
            named_graphs=[ox.NamedNode(iri) for iri in named_graphs],
        )

    def _answer(self, query: str, *, union: bool = True) -> Answer:
        return self._asked(query, use_default_graph_as_union=union)  # with the union, FROM is not heard

    def _asked(self, query: str, **options: Any) -> Answer:  # noqa: ANN401 - the engine's own options
        check_size(query)
        try:
            return self._engine.query(query, **options)
        except SyntaxError as error:
            raise QueryError(f"SPARQL syntax: {one_line(error.msg, 160)}") from None
        except (OSError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {one_line(error)}") from error

    def has_graph(self, iri: str) -> bool:
        """Whether there is a named graph of that IRI."""
        try:
            return self._engine.contains_named_graph(ox.NamedNode(iri))
        except ValueError:
            return False

    def quads(self) -> Iterator[ox.Quad]:
        """All quads, in no order."""
        return iter(self._engine)

    def graph(
        self,
        iri: str,
        subjects: Iterable[ox.NamedNode] | None = None,
        predicate: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of one named graph, all or those of some subjects or one predicate, in no order."""
        for subject in [None] if subjects is None else subjects:
            yield from self._engine.quads_for_pattern(subject, predicate, None, ox.NamedNode(iri))

    def __len__(self) -> int:
        return len(self._engine)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads, all or none."""
        self._engine.extend(quads)

    def load(self, file: Path) -> None:
        """Add the quads of an N-Quads file, all or none, in less time than :meth:`add`. Raises StoreError."""
        try:
            self._engine.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
            self._engine.flush()
        except OSError as error:
            raise StoreError(f"{self.name}: cannot be written: {one_line(error)}") from error

    def _change(self, gone: list[ox.Quad], come: list[ox.Quad], new: Iterable[ox.Quad]) -> None:
        del new  # all terms of this engine have one form
        try:
            self._engine.update(f"DELETE DATA {{ {_data(gone)} }} ;\nINSERT DATA {{ {_data(come)} }}")
            self._engine.flush()
        except OSError as error:
            raise StoreError(f"{self.name}: cannot be written: {one_line(error)}") from error

    def backup(self, target: Path) -> None:
        """Copy the quads of a store folder to the new folder ``target``. Raises OSError."""
        self._engine.backup(str(target))

    def close(self) -> None:
        """Let go of the folder; nothing can be asked of the store afterwards."""
        del self._engine


def _data(quads: Iterable[ox.Quad]) -> str:
    """Quads for an update; terms are written by the engine, never pasted from text."""
    return "\n".join(f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in quads)


def _clear_leftovers(target: Path) -> None:
    """Remove what processes that were killed while making the same store left beside it."""
    import shutil  # only making a store needs these

    from kg.columns.files import in_use

    for leftover in target.parent.glob(".*.building-*/CURRENT"):
        if not leftover.parent.name.startswith(f".{target.name}.building-") or in_use(leftover.parent):
            continue
        try:
            ox.Store(str(leftover.parent))
        except OSError:  # locked: its process is at work
            continue
        except RuntimeError:  # half of it is gone: another process is removing it, or was killed at that
            pass
        if not in_use(leftover.parent):  # its process let go of the engine to work on the columns
            shutil.rmtree(leftover.parent, ignore_errors=True)


def _reason(folder: Path, error: OSError) -> str:
    text = one_line(error, 160)
    if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
        return f"{folder}: is there already, or lies below a file; name a new or an empty folder"
    if "lock" in text.lower():
        return f"{folder}: another process is writing to the store; try again when it has ended"
    return f"{folder}: {error.strerror or text}"
