"""Tasks of the endpoint: SPARQL queries."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.serve.tasks import Refused, Reply
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.serve.media import Chosen
    from kg.store import Readable

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
        if not isinstance(store, Store):
            raise QueryError("default-graph-uri and named-graph-uri are not passed on to another endpoint: use GRAPH")
        answer = store.query_in(query, default_graphs, named_graphs)
    else:
        answer = store.query(query)
    if isinstance(answer, ox.QueryTriples):
        chosen = _acceptable(graphs, "a graph")
        rdf = ox.RdfFormat.from_media_type(chosen.form)
        return Reply(chosen.media_type, lambda file: answer.serialize(file, format=rdf))
    chosen = _acceptable(results, "a table of results or a truth value")
    table = ox.QueryResultsFormat.from_media_type(chosen.form)
    return Reply(chosen.media_type, lambda file: answer.serialize(file, format=table))


def _acceptable(chosen: Chosen | None, what: str) -> Chosen:
    if chosen is None:
        raise Refused(HTTPStatus.NOT_ACCEPTABLE, f"the answer is {what}, and no form of that is acceptable")
    return chosen
