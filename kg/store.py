"""The store: quads in an embedded Oxigraph, in memory or in a folder on disk.

:class:`Readable` is what every reading verb needs, :class:`Writable` what a build needs; :mod:`kg.remote` gives the
same over HTTP. Queries see the union of all named graphs as the default graph.
"""

from __future__ import annotations

import errno
from abc import ABC, abstractmethod
from contextlib import nullcontext, suppress
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError, StoreError, one_line
from kg.rows import Rows
from kg.sparql import check_size, guard
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    import rdflib

    from kg.columns.reading import Columns

    Beside = Callable[[Path], AbstractContextManager[Callable[[], None]]]

__all__ = ["Answer", "Readable", "Store", "Writable"]

_ATTEMPTS = 5

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Readable(ABC):
    """A set of named graphs that can be queried."""

    name: str

    @property
    def columns(self) -> Columns | None:
        """What answers the slow questions in the place of the engine; None, unless a folder has fresh ones."""
        return None

    @abstractmethod
    def _answer(self, query: str, *, union: bool = True) -> Answer:
        """The engine's answer to a query that :func:`kg.sparql.guard` let through; ``union`` unless it has FROM."""

    @abstractmethod
    def has_graph(self, iri: str) -> bool:
        """Whether there is a named graph of that IRI."""

    @abstractmethod
    def quads(self) -> Iterator[ox.Quad]:
        """All quads, in no order."""

    def query(self, query: str) -> Answer:
        """Answer a SPARQL 1.1 query.

        Raises QueryError for updates, SERVICE, FROM of an unknown graph, and bad syntax.
        """
        return self._answer(query, union=not guard(query, self.has_graph))

    def select(self, query: str) -> Rows:
        """Rows of a SELECT query; QueryError if it is of another form."""
        return Rows.of(self.solutions(query))

    def solutions(self, query: str) -> ox.QuerySolutions:
        """The engine's own rows of a SELECT query, read as they are asked for; QueryError if it is of another form."""
        answer = self.query(query)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("a SELECT query is needed here")
        return answer

    def construct(self, query: str) -> Iterator[ox.Triple]:
        """Triples of a CONSTRUCT or DESCRIBE query; QueryError if it is of another form."""
        answer = self.query(query)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryError("a CONSTRUCT or DESCRIBE query is needed here")
        return iter(answer)

    def to_rdflib(self) -> rdflib.Dataset:
        """A copy as an rdflib Dataset whose default graph is the union of all graphs."""
        import rdflib  # only those who ask for it pay for its import

        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=ox.serialize(self.quads(), format=ox.RdfFormat.N_QUADS), format="nquads")
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def export(self, path: str | Path, form: str | None = None) -> Path:
        """Write all data to ``path``, sorted; ``form`` is guessed from the suffix. See :mod:`kg.export`."""
        from kg.export import write  # export stands above the store

        return write(self, Path(path), form)


class Writable(Readable):
    """A set of named graphs that can be changed, a source at a time."""

    @abstractmethod
    def graph(
        self,
        iri: str,
        subjects: Iterable[ox.NamedNode] | None = None,
        predicate: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of one named graph, all or those of some subjects or one predicate, in no order."""

    @abstractmethod
    def load(self, file: Path) -> None:
        """Add the quads of an N-Quads file, in less time than :meth:`replace`. Raises StoreError."""

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def _change(self, gone: list[ox.Quad], come: list[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Take out ``gone`` and put in ``come``; ``new`` is all that is to be there of what is replaced."""

    def _settled(self, quad: ox.Quad) -> ox.Quad:
        """The form in which the engine gives a quad back that it was given."""
        return quad

    def replace(self, old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> bool:
        """Put the quads ``new`` (gone through several times) in the place of ``old`` (each once), in one transaction.

        Only what differs is written. Returns whether anything did. Raises StoreError.
        """
        from hashlib import blake2b  # loads OpenSSL; only a change needs it

        def fingerprint(quad: ox.Quad) -> bytes:
            """Sixteen bytes that tell quads apart, in a fifth of the memory that a quad takes."""
            return blake2b(str(quad).encode(), digest_size=16).digest()

        coming = {fingerprint(self._settled(quad)) for quad in new}
        gone = []
        for quad in old:
            if (mark := fingerprint(quad)) in coming:
                coming.remove(mark)
            else:
                gone.append(quad)
        come = {quad for quad in new if fingerprint(self._settled(quad)) in coming} if coming else set()
        if gone or come:
            self._change(sorted(gone, key=str), sorted(come, key=str), new)
        return bool(gone or come)


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
