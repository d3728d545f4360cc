"""A SPARQL 1.1 endpoint as a store: its queries through SPARQLWrapper, its graphs a page at a time."""

from __future__ import annotations

import os
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.errors import QueryError, StoreError, one_line
from kg.graphs import Answer, Writable
from kg.remote.address import Address, checked
from kg.remote.dialects import STANDARD, dialect_of
from kg.remote.login import Credentials
from kg.remote.requests import query_request
from kg.remote.results import rows_of, solutions_of, truth_of, whole
from kg.remote.transport import Transport
from kg.remote.writing import Writer
from kg.sparql import bind, form, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.remote.transport import Received

__all__ = ["RemoteStore"]

_TIMEOUT = 60
_PAGE = 10_000  # rows: what Virtuoso gives at most, as it comes
_SUBJECTS = 500  # of one request
_IN_MEMORY = 8 << 20
_HAS_GRAPH = "ASK {\n  VALUES ?graph { UNDEF }\n  GRAPH ?graph { ?subject ?predicate ?object }\n}"
_GRAPHS = "SELECT ?g (COUNT(*) AS ?quads) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_FROM_IGNORED = "ASK FROM <urn:accord:no-such-graph> { ?s ?p ?o }"
_SEEN = """SELECT ?union ?named {
  OPTIONAL { SELECT ?union { ?union ?p ?o } LIMIT 1 }
  OPTIONAL { SELECT ?named { GRAPH ?g { ?named ?q ?r } } LIMIT 1 }
}"""
_CUT = "X-SPARQL-MaxRows"  # Virtuoso's word that an answer ends before its end
_CUT_AT_LEAST = 1000  # a server that gives less than so many rows is of no use


class RemoteStore(Writable):
    """The endpoint at ``url``; ``timeout`` in seconds for one request (None: KG_STORE_TIMEOUT, or 60).

    Who asks, and where updates and graphs go where that is not customary, stands in the environment: KG_STORE_USER with
    KG_STORE_PASSWORD, or KG_STORE_TOKEN; KG_STORE_UPDATE and KG_STORE_GRAPHS.

    The default graph must be the union of the named graphs, as in most servers (``oxigraph serve`` wants
    ``--union-default-graph``); one that is empty beside full named graphs is refused with that hint.
    """

    def __init__(self, url: str, timeout: float | None = None, environ: Mapping[str, str] | None = None) -> None:
        given = os.environ if environ is None else environ
        self.name = checked(url)
        self._transport = Transport(url, Credentials.of(given), timeout or _seconds(given))
        self._dialect = STANDARD
        self._address = Address(url, url, None)
        received = self._received(_SEEN, "SELECT")
        server = str(received.headers.get("Server") or "")
        self._dialect = dialect_of(server)
        self._address = Address.of(url, server, given)
        self._rows_at_most: int | None = None
        self._writer: Writer | None = None
        self._check_union(received)

    def check_union(self) -> None:
        """Raise StoreError where queries do not see what is in the named graphs."""
        self._check_union(self._received(_SEEN, "SELECT"))

    def _check_union(self, received: Received) -> None:
        for row in rows_of(self.name, received.body):
            if row["named"] is not None and row["union"] is None:
                raise StoreError(
                    f"{self.name}: queries do not see its named graphs; let its default graph be their union "
                    "(oxigraph serve --union-default-graph)"
                )

    def _received(self, query: str, kind: str) -> Received:
        return self._transport.send(query_request(self._address.query, self._dialect.query(query, kind), kind))

    def _answer(self, query: str, *, union: bool = True) -> Answer:
        if not union and bool(self._answer(_FROM_IGNORED)):
            raise QueryError(f"{self.name} does not heed FROM: write GRAPH <…> {{ … }} for what is to be in one graph")
        kind = form(query)
        received = self._received(query, kind)
        if kind in ("CONSTRUCT", "DESCRIBE"):
            return self._triples(received)
        if kind == "ASK":
            return truth_of(self.name, received.body)
        if received.headers.get(_CUT):
            raise StoreError(
                f"{self.name}: gives no more than {received.headers[_CUT]} rows of an answer, and this one has more: "
                "add LIMIT, or raise ResultSetMaxRows in its virtuoso.ini"
            )
        body = received.body
        if not self._dialect.plain:
            body = self._settled_rows(body)
            return ox.parse_query_results(body, format=ox.QueryResultsFormat.TSV)
        for _ in rows_of(self.name, body):  # rows are read late: an answer that breaks off must be seen here
            pass
        body.seek(0)
        return solutions_of(self.name, body)

    def _settled_rows(self, body: IO[bytes]) -> IO[bytes]:
        """Rows as SPARQL TSV with their terms as they were given to the engine."""
        solutions = solutions_of(self.name, body)
        settled = cast("IO[bytes]", SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - closed with the answer
        settled.write("\t".join(f"?{variable.value}" for variable in solutions.variables).encode() + b"\n")
        for row in whole(self.name, solutions):
            cells = ("" if term is None else str(self._dialect.settled(term)) for term in row)
            settled.write("\t".join(cells).encode() + b"\n")
        settled.seek(0)
        return settled

    def _triples(self, received: Received) -> Answer:
        """The triples of an answer, as an engine gives them."""
        holder = ox.Store()
        try:
            parsed = ox.parse(received.body, format=ox.RdfFormat.TURTLE)
            settle = self._dialect.settled
            holder.bulk_extend(
                ox.Quad(triple.subject, triple.predicate, settle(triple.object), ox.DefaultGraph()) for triple in parsed
            )
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.name}: its answer is no SPARQL result: {one_line(error)}") from None
        if not self._dialect.plain and len(holder) >= _CUT_AT_LEAST and len(holder) > self._limit():
            raise StoreError(
                f"{self.name}: gives no more than {self._limit()} rows of an answer, and this one may have more: "
                "ask for less, or raise ResultSetMaxRows in its virtuoso.ini"
            )
        return holder.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")

    def _limit(self) -> int:
        """Rows of an answer at most: Virtuoso says it of SELECT alone, and cuts CONSTRUCT without a word."""
        if self._rows_at_most is None:
            told = self._received("SELECT ?s { GRAPH ?g { ?s ?p ?o } }", "SELECT").headers.get(_CUT)
            self._rows_at_most = int(told) if told else 1 << 62
        return self._rows_at_most

    def has_graph(self, iri: str) -> bool:
        """Whether there is a named graph of that IRI."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        return bool(self._answer(bind(_HAS_GRAPH, {"graph": [node]})))

    def quads(self) -> Iterator[ox.Quad]:
        """All quads of the named graphs, one graph after another, in flat memory."""
        for graph in sorted(self._graphs()):
            yield from self.graph(graph)

    def __len__(self) -> int:
        return sum(self._graphs().values())

    def _graphs(self) -> dict[str, int]:
        """The named graphs that hold data, and how many quads they have."""
        rows = self.solutions(_GRAPHS)
        found = {str(row["g"].value): int(row["quads"].value) for row in rows}
        return {graph: quads for graph, quads in found.items() if graph not in self._dialect.own_graphs}

    def graph(
        self,
        iri: str,
        subjects: Iterable[ox.NamedNode] | None = None,
        predicate: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of one named graph, all or those of some subjects or one predicate, in no order."""
        graph = ox.NamedNode(iri)
        verb = "?p" if predicate is None else written(predicate)
        if subjects is None:
            yield from self._paged(graph, f"GRAPH {graph} {{ ?s {verb} ?o }}", predicate)
            return
        rest = iter(subjects)
        while batch := list(islice(rest, _SUBJECTS)):
            values = " ".join(map(written, batch))
            yield from self._paged(graph, f"VALUES ?s {{ {values} }} GRAPH {graph} {{ ?s {verb} ?o }}", predicate)

    def _paged(self, graph: ox.NamedNode, pattern: str, predicate: ox.NamedNode | None) -> Iterator[ox.Quad]:
        """The matches of a pattern: in one answer, or where the server cuts it, in pages, and all of them."""
        query = f"SELECT ?s {'' if predicate else '?p '}?o {{ {pattern} }}"
        number, cut = 0, False
        while True:
            paged = f"{query} OFFSET {number} LIMIT {_PAGE}" if number else query
            received = self._received(paged, "SELECT")
            rows = 0
            for row in rows_of(self.name, received.body):
                rows += 1
                verb = row["p"] if predicate is None else predicate
                yield ox.Quad(row["s"], verb, self._dialect.settled(row["o"]), graph)
            number += rows
            cut = cut or bool(received.headers.get(_CUT))
            if not rows or not cut:
                break
        if cut:
            (counted,) = self.solutions(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
            if int(counted["n"].value) != number:
                raise StoreError(f"{self.name}: it changed while it was read; try again")

    def load(self, file: Path) -> None:
        """Add the quads of an N-Quads file, in pieces. Raises StoreError."""
        self._writing().add(ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS))

    def _settled(self, quad: ox.Quad) -> ox.Quad:
        if self._dialect.plain:
            return quad
        return ox.Quad(quad.subject, quad.predicate, self._dialect.settled(quad.object), quad.graph_name)

    def _change(self, gone: list[ox.Quad], come: list[ox.Quad], new: Iterable[ox.Quad]) -> None:
        self._writing().change(gone, come, new)

    def _writing(self) -> Writer:
        """What writes; it is made, and may write, when it is first needed."""
        if self._writer is None:
            self._writer = Writer(self._transport, self._address, self._dialect)
        return self._writer


def _seconds(environ: Mapping[str, str]) -> float:
    text = environ.get("KG_STORE_TIMEOUT", "")
    if not text:
        return _TIMEOUT
    if not text.isdigit() or not int(text):
        raise StoreError(f"KG_STORE_TIMEOUT: {one_line(text, 40)!r} is no number of seconds; write one such as 300")
    return float(text)
