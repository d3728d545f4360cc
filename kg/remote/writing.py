"""Changes of a remote store: in one update, where the server takes that, and else in pieces.

One request of SPARQL 1.1 Update is atomic where the server is (its section 2.2 asks for it). What does not fit into one
goes in pieces: what comes before what goes, so that whoever reads meanwhile misses nothing; a change that was broken
off is finished by building again, since only what differs is sent.
"""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote
from urllib.request import Request

import pyoxigraph as ox

from kg.remote.requests import AGENT, update_request
from kg.sparql import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.remote.address import Address
    from kg.remote.dialects import Dialect
    from kg.remote.transport import Transport

__all__ = ["Writer"]

T = TypeVar("T")
_PIECE = 20_000  # quads of one request to the graph store
_NOTHING = "INSERT DATA { }"


class Writer:
    """Writes to the update service and the graph store at ``address``. Raises StoreError.

    The first request changes nothing: it finds out whether it may, before much is sent.
    """

    def __init__(self, transport: Transport, address: Address, dialect: Dialect) -> None:
        self._transport, self._address, self._dialect = transport, address, dialect
        self._update(_NOTHING)

    def change(self, gone: Sequence[ox.Quad], come: Sequence[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Take out ``gone`` and put in ``come``; ``new`` is all that is to be there afterwards of what is replaced."""
        unnameable = {(quad.graph_name, quad.subject, quad.predicate) for quad in gone if self._unnameable(quad)}
        if unnameable:
            self._clear(sorted(unnameable, key=str))
            gone = [quad for quad in gone if (quad.graph_name, quad.subject, quad.predicate) not in unnameable]
            again = (quad for quad in new if (quad.graph_name, quad.subject, quad.predicate) in unnameable)
            come = list(dict.fromkeys([*come, *again]))
        if not self._dialect.by_post:
            whole = ";\n".join(_data(verb, quads) for verb, quads in (("DELETE", gone), ("INSERT", come)) if quads)
            if len(whole) <= self._dialect.update_bytes:
                self._update(whole)
                return
        self.add(come)
        self._in_pieces("DELETE", gone)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Put quads in, in pieces."""
        if self._address.graphs is None:
            self._in_pieces("INSERT", quads)
            return
        for piece in _pieces(quads, _PIECE):
            for graph, of_graph in groupby(sorted(piece, key=_graph_of), key=_graph_of):
                self._post(graph[1:-1], [quad.triple for quad in of_graph])

    def _post(self, graph: str, triples: list[ox.Triple]) -> None:
        """Add triples to a graph of the graph store (SPARQL 1.1 Graph Store HTTP Protocol, section 5.5)."""
        body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)  # which is Turtle, too, as each graph store reads
        name = "graph-uri" if self._dialect.by_post else "graph"
        url = f"{self._address.graphs}?{name}={quote(graph, safe='')}"
        headers = {"Content-Type": "text/turtle", "User-Agent": AGENT}
        self._transport.send(Request(url, data=body, method="POST", headers=headers))  # noqa: S310 - http, as checked

    def _in_pieces(self, verb: str, quads: Iterable[ox.Quad]) -> None:
        limit = min(_PIECE, self._dialect.update_triples)
        for piece in _pieces(quads, limit):
            for _, of_graph in groupby(sorted(piece, key=_graph_of), key=_graph_of):  # some heed the first graph alone
                self._update(_data(verb, of_graph))

    def _clear(self, told: Sequence[tuple[object, object, object]]) -> None:
        """Take out all that is said by some subjects of a graph with a predicate."""
        for piece in _pieces(told, self._dialect.update_triples // 10):
            self._update(
                ";\n".join(f"DELETE WHERE {{ GRAPH {graph} {{ {one} {verb} ?value }} }}" for graph, one, verb in piece)
            )

    def _unnameable(self, quad: ox.Quad) -> bool:
        return self._dialect.unnameable(quad.object)

    def _update(self, text: str) -> None:
        self._transport.send(update_request(self._address.update, text))


def _data(verb: str, quads: Iterable[ox.Quad]) -> str:
    """Quads to be deleted or inserted; terms are written by the engine, never pasted from text."""
    lines, current = [], None
    for quad in sorted(quads, key=_graph_of):
        if quad.graph_name != current:
            lines.append(f"{'}' * bool(current)} GRAPH {quad.graph_name} {{")
            current = quad.graph_name
        value = written(quad.object) if isinstance(quad.object, ox.Literal) else str(quad.object)
        lines.append(f"{quad.subject} {quad.predicate} {value} .")
    body = "\n".join(lines)
    return f"{verb} DATA {{ {body} }} }}"


def _graph_of(quad: ox.Quad) -> str:
    return str(quad.graph_name)


def _pieces(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece
