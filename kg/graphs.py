"""What a store is: named graphs that can be read and changed, embedded (:mod:`kg.store`) or remote (:mod:`kg.remote`).

:class:`Readable` is what every reading verb needs, :class:`Writable` what a build needs. Queries see the union of all
named graphs as the default graph.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rows import Rows
from kg.sparql import guard
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib

    from kg.columns.reading import Columns

__all__ = ["Answer", "Readable", "Writable"]

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
