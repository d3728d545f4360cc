"""The tool for raw queries: any SPARQL 1.1 query that only reads, within bounds."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.export import turtle
from kg.mcp.bounds import BYTES, PAGING, clipped, offset_and_limit
from kg.mcp.tool import DATA, Tool, arguments_schema
from kg.rows import value_of
from kg.vocab import PREFIXES, with_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.mcp.bounds import JSON
    from kg.store import Readable

__all__ = ["sparql_tool"]

_LONGEST = 20_000  # characters of a query
_CELL: JSON = {"type": ["string", "number", "boolean", "null"]}


def sparql_tool() -> Tool:
    """The tool that answers SPARQL."""
    output = {
        "form": {"type": "string", "enum": ["select", "ask", "graph"]},
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"type": "object", "additionalProperties": _CELL}},
        "answer": {"type": "boolean", "description": "Of ASK"},
        "turtle": {"type": "string", "description": "Of CONSTRUCT and DESCRIBE"},
        "offset": {"type": "integer"},
        "more": {"type": "boolean"},
    }
    return Tool(
        name="sparql",
        title="Ask a SPARQL query",
        description=(
            "A SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE; updates and SERVICE are refused, and a query that "
            "takes too long is ended. The default graph is the union of all; the resource accord://ontology says which "
            f"classes and properties there are. The prefixes {', '.join(PREFIXES)} need no declaration. ORDER BY makes "
            f"limit and offset steady. {DATA}"
        ),
        arguments=arguments_schema(
            {"query": {"type": "string", "minLength": 1, "maxLength": _LONGEST, "description": "The query"}} | PAGING,
            "query",
        ),
        output={"type": "object", "properties": output, "required": ["form", "offset", "more"]},
        answer=_answered,
    )


def _answered(store: Readable, arguments: JSON) -> JSON:
    offset, limit = offset_and_limit(arguments)
    answer = store.query(with_prefixes(arguments["query"]))
    if isinstance(answer, ox.QueryBoolean):
        return {"form": "ask", "answer": bool(answer), "offset": 0, "more": False}
    if isinstance(answer, ox.QuerySolutions):
        columns = [variable.value for variable in answer.variables]
        found = list(islice(answer, offset, offset + limit + 1))
        rows = [dict(zip(columns, (clipped(value_of(term)) for term in row), strict=True)) for row in found[:limit]]
        return {"form": "select", "columns": columns, "rows": rows, "offset": offset, "more": len(found) > limit}
    triples = list(islice(answer, offset, offset + limit + 1))
    text = _bounded(triples[:limit])
    return {"form": "graph", "turtle": text[0], "offset": offset, "more": len(triples) > limit or text[1]}


def _bounded(triples: Iterable[ox.Triple]) -> tuple[str, bool]:
    """Triples as Turtle, and whether there are fewer than given because it would be too long."""
    kept = list(triples)
    whole = len(kept)
    while len((text := turtle(kept)).encode()) > BYTES and kept:
        kept = kept[: len(kept) // 2]
    return text, len(kept) < whole
