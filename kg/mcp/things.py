"""The tools that find things by name and tell all about one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import QueryError, one_line
from kg.mcp.bounds import PAGING, clipped, offset_and_limit, paged, paged_schema
from kg.mcp.evidence import EVIDENCE, evidence_of
from kg.mcp.tool import DATA, LONGEST_NAME, Tool, arguments_schema
from kg.query import question
from kg.reconcile import Query, candidates
from kg.reconcile.reading import iri_of
from kg.reconcile.schema import TYPES
from kg.reconcile.service import described
from kg.reconcile.tasks import index_of
from kg.show import describe

if TYPE_CHECKING:
    from kg.mcp.bounds import JSON
    from kg.show import Shown
    from kg.store import Readable

__all__ = ["entity_tool", "search_tool"]

_MOST_FOUND = 200
_VALUES = 20  # of a fact
_NEAR = 3  # names that are told where one is not known
_ALIKE = 50.0  # the least score of these
_NAME: JSON = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}
_STRING: JSON = {"type": "string"}


def search_tool() -> Tool:
    """The tool that finds things by their names."""
    types = {
        "type": "array",
        "items": {"type": "string", "enum": list(TYPES)},
        "description": "Only things of these types",
    }
    row = {
        "iri": _STRING,
        "name": _STRING,
        "type": _STRING,
        "description": _STRING,
        "score": {"type": "number", "description": "0 to 100: 100 for the very name, 80 for one letter in five wrong"},
        "match": {"type": "boolean", "description": "Whether it is safe to take it: the name, and of nothing else"},
    }
    return Tool(
        name="search",
        title="Find parties, places and agreements by name",
        description=(
            "Names in English or Chinese, with typing errors, without accents, in another order of words. The best "
            f"come first; use the iri of a row in the other tools. {DATA}"
        ),
        arguments=arguments_schema(
            {"name": _NAME | {"description": "What is looked for"}, "types": types} | PAGING, "name"
        ),
        output=paged_schema({"type": "object", "properties": row, "required": list(row)}),
        answer=_searched,
    )


def _searched(store: Readable, arguments: JSON) -> JSON:
    index = index_of(store)
    found = candidates(index, Query(arguments["name"], tuple(arguments.get("types", ())), limit=_MOST_FOUND))
    rows: list[JSON] = [
        {
            "iri": iri_of(one.entity.id),
            "name": one.entity.names[0],
            "type": one.entity.type,
            "description": described(index, one.entity),
            "score": one.score,
            "match": one.match,
        }
        for one in found
    ]
    return paged(rows, arguments)


def entity_tool() -> Tool:
    """The tool that tells all about one thing."""
    facts = {"type": "object", "additionalProperties": {"type": "array", "items": _STRING}}
    agreement = {"type": "object", "properties": {column: {} for column in question("agreements").columns}}
    listed = {"type": "array", "items": agreement, "description": "As of ask_agreements; limit and offset count these"}
    thing = {
        "iri": _STRING,
        "type": _STRING,
        "label": _STRING,
        "facts": facts | {"description": "Values by property; 'name <IRI>' for things"},
        "agreements": listed,
        "agreements_total": {"type": "integer"},
        "more": {"type": "boolean", "description": "Whether there are agreements behind these"},
        "evidence": EVIDENCE,
        "evidence_total": {"type": "integer", "description": "Passages and rows in all: the tool evidence has them"},
    }
    rows = {"type": "array", "items": {"type": "object", "properties": thing, "required": list(thing)}}
    return Tool(
        name="entity",
        title="All about one party, place or agreement",
        description=(
            "What the store says of a thing, its agreements, and the evidence for them. A name that several things "
            f"bear gives several. {DATA}"
        ),
        arguments=arguments_schema({"name": _NAME | {"description": "A name, an id or an IRI"}} | PAGING, "name"),
        output={"type": "object", "properties": {"rows": rows}, "required": ["rows"]},
        answer=_told,
    )


def _told(store: Readable, arguments: JSON) -> JSON:
    try:
        found = describe(store, arguments["name"])
    except QueryError as error:
        raise QueryError(f"{error}{_near(store, arguments['name'])}") from None
    return {"rows": [_thing(store, one, arguments) for one in found.things]}


def _near(store: Readable, name: str) -> str:
    """The names that come nearest, for a message."""
    found = candidates(index_of(store), Query(name, limit=_NEAR))
    names = [f"{one_line(one.entity.names[0], 60)} <{iri_of(one.entity.id)}>" for one in found if one.score >= _ALIKE]
    return f"; near to it: {', '.join(names)}" if names else ""


def _thing(store: Readable, shown: Shown, arguments: JSON) -> JSON:
    offset, limit = offset_and_limit(arguments)
    part = shown.agreements[offset : offset + limit]
    told: list[JSON] = [clipped(row) for row in part]
    return {
        "iri": shown.iri,
        "type": shown.type,
        "label": clipped(shown.label),
        "facts": {key: clipped(_some(values)) for key, values in shown.facts.items()},
        "agreements": told,
        "agreements_total": len(shown.agreements),
        "more": offset + len(part) < len(shown.agreements),
        "evidence": evidence_of(store, [shown.iri, *(str(row["agreement"]) for row in part)]),
        "evidence_total": len(shown.evidence),
    }


def _some(values: list[str]) -> list[str]:
    return values if len(values) <= _VALUES else [*values[:_VALUES], f"… and {len(values) - _VALUES} more"]
