"""Tasks of the endpoint: SPARQL queries."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError, one_line
from kg.serve.tasks import Refused, Reply
from kg.sparql import guard
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.serve.media import Chosen
    from kg.store import Answer, Readable

__all__ = ["sparql"]


def sparql(
    store: Readable,
    *,
    query: str,
    results: Chosen | None,
    graphs: Chosen | None,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Reply:
    """The answer to a query, in the form ``results`` for SELECT and ASK, ``graphs`` for CONSTRUCT and DESCRIBE.

    ``default_graphs`` and ``named_graphs`` are the dataset of the protocol (SPARQL 1.1 Protocol, section 2.1.4), in the
    place of what the query says by FROM. Raises QueryError; Refused (406) where the form needed is None.
    """
    if default_graphs or named_graphs:
        answer = _of_graphs(store, query, default_graphs, named_graphs)
    else:
        answer = store.query(query)
    if isinstance(answer, ox.QueryTriples):
        chosen = _acceptable(graphs, "a graph")
        rdf = ox.RdfFormat.from_media_type(chosen.form)
        return Reply(chosen.media_type, lambda file: answer.serialize(file, format=rdf))
    chosen = _acceptable(results, "a table of results or a truth value")
    table = ox.QueryResultsFormat.from_media_type(chosen.form)
    return Reply(chosen.media_type, lambda file: answer.serialize(file, format=table))


def _of_graphs(store: Readable, query: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> Answer:
    """The answer from those graphs alone; QueryError where the store has no such graph."""
    if not isinstance(store, Store):
        raise QueryError("default-graph-uri and named-graph-uri are not passed on to another endpoint: use GRAPH")
    guard(query, store.has_graph)
    for iri in (*default_graphs, *named_graphs):
        if not store.has_graph(iri):
            raise QueryError(f"{one_line(iri, 120)} is no graph of the store")
    given: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*map(ox.NamedNode, default_graphs)]
    named: list[ox.NamedNode | ox.BlankNode] = [*map(ox.NamedNode, named_graphs)]
    try:
        return store._engine.query(query, default_graph=given, named_graphs=named)
    except SyntaxError as error:
        raise QueryError(f"SPARQL syntax: {one_line(error.msg, 160)}") from None


def _acceptable(chosen: Chosen | None, what: str) -> Chosen:
    if chosen is None:
        raise Refused(HTTPStatus.NOT_ACCEPTABLE, f"the answer is {what}, and no form of that is acceptable")
    return chosen
