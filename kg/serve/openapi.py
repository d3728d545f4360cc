"""The OpenAPI 3.1 document of the questions, made from the headers of their files."""

from __future__ import annotations

from functools import cache
from typing import Any

from kg import __version__
from kg.query import Parameter, Question, question, question_names
from kg.vocab import concepts

__all__ = ["document"]

Json = dict[str, Any]

_COLUMNS: dict[str, Json] = {
    "int": {"type": ["integer", "null"]},
    "list": {"type": "array", "items": {"type": "string"}},
    "bool": {"type": ["boolean", "null"]},
    "day": {"type": ["string", "null"], "format": "date"},
}
_NOT_GIVEN: Json = {"const": ""}  # a field of a form that is left empty
_TEXT: Json = {"type": ["string", "number", "null"]}
_EXAMPLES = {"place": "Chongqing", "day": "2020-04-01", "field": "environment"}
_PAGING: list[Json] = [
    {
        "name": "limit",
        "in": "query",
        "description": "Rows at most; all without it.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 1_000_000_000},
    },
    {
        "name": "offset",
        "in": "query",
        "description": "Rows to leave out at the beginning.",
        "schema": {"type": "integer", "minimum": 0, "maximum": 1_000_000_000},
    },
    {
        "name": "format",
        "in": "query",
        "description": "json or csv, whatever the header Accept says.",
        "schema": {"type": "string", "enum": ["json", "csv"]},
    },
]
_MERGED: Json = {
    "name": "merged",
    "in": "query",
    "description": "Count as one what the store's identity graph puts down as one.",
    "schema": {"type": "boolean"},
}
_PROBLEMS = {
    "400": "A parameter is unknown, or its value is wrong or names nothing.",
    "404": "There is no such question.",
    "406": "No form of the answer is acceptable.",
    "503": "The server is busy; the header Retry-After says when to try again.",
    "504": "The answer took longer than it may.",
}


@cache
def document() -> Json:
    """The document; the same for every store."""
    asked = [question(name) for name in question_names()]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Accord: questions about cooperation agreements",
            "description": "Who agreed what with whom, when and in which fields, and which words or rows say so.",
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": tag} for tag in sorted({tag for one in asked for tag in one.tags})],
        "paths": {
            "/api/questions": {"get": _listing()},
            **{f"/api/questions/{one.name}": {"get": _operation(one)} for one in asked},
        },
        "components": {
            "schemas": {
                "Problem": {
                    "description": "What is wrong and what would be right (RFC 9457).",
                    "type": "object",
                    "required": ["title", "status", "detail"],
                    "properties": {
                        "type": {"type": "string"},
                        "title": {"type": "string"},
                        "status": {"type": "integer"},
                        "detail": {"type": "string"},
                    },
                }
            },
            "responses": {
                status: {
                    "description": about,
                    "content": {
                        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
                        "text/plain": {"schema": {"type": "string"}},
                    },
                }
                for status, about in _PROBLEMS.items()
            },
        },
    }


def _listing() -> Json:
    schema = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["name", "summary", "parameters", "columns", "address"],
            "properties": {"name": {"type": "string"}, "summary": {"type": "string"}, "address": {"type": "string"}},
        },
    }
    return {
        "operationId": "questions",
        "summary": "All questions with their parameters and columns",
        "responses": {
            "200": {"description": "The list.", "content": {"application/json": {"schema": schema}}},
            **_problems("406"),
        },
    }


def _operation(asked: Question) -> Json:
    columns = {name: _COLUMNS.get(kind, _TEXT) for name, kind in asked.columns.items()}
    rows = {
        "type": "array",
        "items": {"type": "object", "required": list(columns), "properties": columns, "additionalProperties": False},
    }
    headers = {
        "X-Total-Count": {"description": "Rows of all pages together.", "schema": {"type": "integer"}},
        "Link": {"description": "The first, previous, next and last page (RFC 8288).", "schema": {"type": "string"}},
        "ETag": {"description": "For If-None-Match.", "schema": {"type": "string"}},
    }
    return {
        "operationId": asked.name,
        "summary": asked.summary,
        "description": asked.description,
        "tags": list(asked.tags),
        "parameters": [*map(_parameter, asked.parameters), *_PAGING, *([_MERGED] if asked.merged else [])],
        "responses": {
            "200": {
                "description": "The rows.",
                "headers": headers,
                "content": {"application/json": {"schema": rows}, "text/csv": {"schema": {"type": "string"}}},
            },
            **_problems(*_PROBLEMS),
        },
    }


def _parameter(parameter: Parameter) -> Json:
    schema: Json = {"type": "string"}
    if parameter.type == "day":
        schema["anyOf"] = [{"format": "date"}, _NOT_GIVEN]
    elif parameter.type == "level":
        schema["enum"] = ["own", *sorted(concepts("level")), _NOT_GIVEN["const"]]
    if parameter.default:
        schema["default"] = parameter.default
    found: Json = {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "required": parameter.required and not parameter.default,
        "schema": schema,
    }
    if parameter.type in _EXAMPLES:
        found["example"] = _EXAMPLES[parameter.type]
    return found


def _problems(*statuses: str) -> Json:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}
