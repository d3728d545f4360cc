"""A SPARQL 1.1 endpoint as a store for reading, through SPARQLWrapper."""

from __future__ import annotations

import re
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.errors import QueryError, StoreError, one_line
from kg.sparql import bind, form
from kg.store import Answer, Readable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["RemoteStore"]

_HAS_GRAPH = "ASK {\n  VALUES ?graph { UNDEF }\n  GRAPH ?graph { ?subject ?predicate ?object }\n}"
_QUADS = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"
_FROM_IGNORED = "ASK FROM <urn:accord:no-such-graph> { ?s ?p ?o }"
_UNION_MISSING = "ASK { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?a ?b ?c } }"


class RemoteStore(Readable):
    """The endpoint at ``url``; ``timeout`` in seconds for one request.

    Its default graph must be the union of its named graphs, as in most servers (``oxigraph serve`` wants
    ``--union-default-graph``); one that is empty beside full named graphs is refused with that hint.
    """

    def __init__(self, url: str, timeout: int = 60) -> None:
        if not _is_address(url):
            raise StoreError(f"{one_line(url, 200)}: is no endpoint; write http://host/sparql")
        self.name, self._timeout = url, timeout
        if bool(self._answer(_UNION_MISSING)):
            raise StoreError(
                f"{url}: queries do not see its named graphs; let its default graph be their union "
                "(oxigraph serve --union-default-graph)"
            )

    def _answer(self, query: str, *, union: bool = True) -> Answer:
        if not union and bool(self._answer(_FROM_IGNORED)):
            raise QueryError(f"{self.name} does not heed FROM: write GRAPH <…> {{ … }} for what is to be in one graph")
        from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper  # slow, and only remote reading needs it
        from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed, SPARQLWrapperException

        client = SPARQLWrapper(self.name)
        client.queryString, client.queryType = query, form(query)  # its own setQuery is misled by words in comments
        client.setMethod("POST")
        client.setTimeout(self._timeout)
        graph_form = client.queryType in ("CONSTRUCT", "DESCRIBE")
        client.setReturnFormat(TURTLE if graph_form else JSON)
        try:
            content = client.query().response.read()
        except (QueryBadFormed, EndPointInternalError) as error:
            said = str(error).rpartition("Response:")[2]
            raise QueryError(f"{self.name} refuses the query: {one_line(said, 160)}") from None
        except (SPARQLWrapperException, HTTPError, URLError, HTTPException, OSError, ValueError) as error:
            reason = one_line(getattr(error, "reason", error)) or type(error).__name__
            raise StoreError(f"{self.name}: no answer: {reason}") from None
        try:
            if graph_form:
                return _triples(content)
            answer = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
            if isinstance(answer, ox.QueryBoolean):
                return answer
            for _ in answer:  # rows are read late: an answer that breaks off must be seen here
                pass
            return ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.name}: its answer is no SPARQL result: {one_line(error)}") from None

    def has_graph(self, iri: str) -> bool:
        """Whether there is a named graph of that IRI."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        return bool(self._answer(bind(_HAS_GRAPH, {"graph": [node]})))

    def quads(self) -> Iterator[ox.Quad]:
        """All quads of the named graphs."""
        answer = self._answer(_QUADS)
        for solution in answer if isinstance(answer, ox.QuerySolutions) else ():
            yield ox.Quad(solution["s"], solution["p"], solution["o"], solution["g"])


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # ValueError if it is no number
    except ValueError:
        return False
    plain = url.isascii() and not re.search(r"[\s\x00-\x1f]", url)
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname)


def _triples(turtle: bytes) -> Answer:
    """The triples of an answer, as an engine gives them."""
    holder = ox.Store()
    holder.load(turtle, format=ox.RdfFormat.TURTLE)
    return holder.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
