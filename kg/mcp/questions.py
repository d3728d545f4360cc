"""The ready-made questions as tools: their schemas come from the headers of their files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.mcp.bounds import PAGING, paged, paged_schema
from kg.mcp.evidence import EVIDENCE, THINGS, bare, evidence_of, shared_agreements, things_called
from kg.mcp.tool import DATA, LONGEST_NAME, Tool, arguments_schema
from kg.query import ask, question, question_names
from kg.vocab import concepts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.mcp.bounds import JSON
    from kg.query import Parameter, Question
    from kg.store import Readable

__all__ = ["question_tools", "tool_name"]

_OWN = "own"
_PAIR = {"party", "partner"}  # columns of rows that agreements of two parties are behind
_BEHIND: JSON = {
    "type": "array",
    "description": "The first few agreements behind a row, which is given by its number on this page, from 0",
    "items": {
        "type": "object",
        "properties": {"row": {"type": "integer"}, "agreements": {"type": "array", "items": {"type": "string"}}},
        "required": ["row", "agreements"],
    },
}
_NAMED = {
    "place": "A place",
    "party": "A party",
    "agreement": "An agreement",
    "thing": "A party, place, agreement, signing, commitment or claim",
}
_COLUMNS: dict[str, JSON] = {
    "int": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
    "bool": {"type": ["boolean", "null"]},
    "list": {"type": "array", "items": {"type": "string"}},
}
_TEXT: JSON = {"type": ["string", "null"]}
_ABOUT = {"iri": "IRI", "code": "code", "edtf": "date as EDTF (ISO 8601-2)"}


def tool_name(question_name: str) -> str:
    """The name of a question's tool: ask_place_partners."""
    return "ask_" + question_name.replace("-", "_")


def question_tools() -> Iterator[Tool]:
    """A tool for each question."""
    for name in question_names():
        asked = question(name)
        arguments = {one.name: _argument(one) for one in asked.parameters}
        if asked.merged:
            about = "Count as one what the store's identity graph says is one"
            arguments["merged"] = {"type": "boolean", "default": False, "description": about}
        yield Tool(
            name=tool_name(name),
            title=asked.summary,
            description=f"{asked.summary}. {asked.description} {DATA}",
            arguments=arguments_schema(arguments | PAGING, *(one.name for one in asked.parameters if one.required)),
            output=paged_schema(
                {"type": "object", "properties": {column: _column(kind) for column, kind in asked.columns.items()}},
                things=THINGS,
                evidence=EVIDENCE,
                **({"behind": _BEHIND} if asked.columns.keys() >= _PAIR else {}),
            ),
            answer=partial(_answered, asked),
        )


def _argument(parameter: Parameter) -> JSON:
    """The JSON Schema of a parameter."""
    described = {"description": parameter.description} | ({"default": parameter.default} if parameter.default else {})
    if parameter.type == "day":
        return described | {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    if parameter.type == "level":
        return described | {"type": "string", "enum": [_OWN, *sorted(concepts("level"))]}
    if parameter.type == "field":
        return described | {"type": "string", "enum": sorted(concepts("field"))}
    named = f"{parameter.description}. {_NAMED[parameter.type]}: a name in English or Chinese, an id or an IRI"
    return described | {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "description": named}


def _column(kind: str) -> JSON:
    about = {"description": _ABOUT[kind]} if kind in _ABOUT else {}
    return _COLUMNS.get(kind, _TEXT) | about


def _answered(asked: Question, store: Readable, arguments: JSON) -> JSON:
    given = {name: value for name, value in arguments.items() if name not in PAGING and name != "merged"}
    merged = bool(arguments.get("merged"))
    page = paged(ask(store, asked.name, merged=merged, **given).as_dicts(), arguments)
    iris, names = dict[str, None](), dict[str, None]()
    for row in page["rows"]:
        for column, kind in asked.columns.items():
            value = row.get(column)
            if kind == "iri" and value:
                iris[str(value)] = None
            elif kind in ("label", "list") and value:
                names |= dict.fromkeys(value if isinstance(value, list) else [str(value)])
    things = things_called(store, names)
    if asked.columns.keys() >= _PAIR:
        known = {one["name"]: one["iris"] for one in things}
        pairs = [tuple(known.get(bare(row[column]), []) for column in sorted(_PAIR)) for row in page["rows"]]
        shared = shared_agreements(store, pairs, merged=merged)
        page["behind"] = [{"row": number, "agreements": found} for number, found in enumerate(shared)]
        iris |= dict.fromkeys(iri for found in shared for iri in found)
    told = [one["iris"][0] for one in things if len(one["iris"]) == 1]
    return page | {"things": things, "evidence": evidence_of(store, [*iris, *told])}
