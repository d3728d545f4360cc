"""Answers of endpoints, read: SPARQL 1.1 Query Results in JSON, as rows or a truth value."""

from __future__ import annotations

from io import BytesIO
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graphs import Answer

__all__ = ["rows_of", "solutions_of", "truth_of", "whole"]

_TRUTH = "__ASK_RETVAL"  # Virtuoso's answer to ASK: a row, or none


def solutions_of(name: str, body: IO[bytes]) -> ox.QuerySolutions:
    """The rows of a JSON answer, each read when it is asked for. Raises StoreError where there are none."""
    answer = _parsed(name, body)
    if not isinstance(answer, ox.QuerySolutions):
        raise StoreError(f"{name}: its answer is no SPARQL result: a truth value, where rows were asked for")
    return answer


def rows_of(name: str, body: IO[bytes]) -> Iterator[ox.QuerySolution]:
    """The rows of a JSON answer of the server called ``name``. Raises StoreError, also late, for what is none."""
    return whole(name, solutions_of(name, body))


def whole(name: str, solutions: ox.QuerySolutions) -> Iterator[ox.QuerySolution]:
    """The rows; StoreError where the answer breaks off."""
    try:
        yield from solutions
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{name}: its answer is no SPARQL result: {one_line(error)}") from None


def truth_of(name: str, body: IO[bytes]) -> ox.QueryBoolean:
    """The truth value of a JSON answer. Raises StoreError where there is none."""
    answer = _parsed(name, body)
    if isinstance(answer, ox.QuerySolutions) and [variable.value for variable in answer.variables] == [_TRUTH]:
        value = "true" if list(answer) else "false"
        answer = _parsed(name, BytesIO(b'{"head": {}, "boolean": %b}' % value.encode()))
    if not isinstance(answer, ox.QueryBoolean):
        raise StoreError(f"{name}: its answer is no SPARQL result: rows, where a truth value was asked for")
    return answer


def _parsed(name: str, body: IO[bytes]) -> Answer:
    try:
        return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{name}: its answer is no SPARQL result: {one_line(error)}") from None
