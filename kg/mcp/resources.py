"""What an agent can read: the ontology, the shapes, the codes, and the questions with their SPARQL."""

from __future__ import annotations

import json
from typing import NamedTuple

from kg.mcp.questions import tool_name
from kg.query import question, question_names
from kg.resources import text

__all__ = ["Resource", "listed", "read"]

_TURTLE, _SPARQL = "text/turtle", "application/sparql-query"
_FILES = {
    "accord://ontology": ("accord.ttl", "Ontology", "Classes and properties of the graph, with definitions"),
    "accord://schemes": ("schemes.ttl", "Codes", "Concept schemes: fields, instrument types, levels, kinds of bodies"),
    "accord://shapes": ("shapes.ttl", "Shapes", "SHACL shapes that the data keep to"),
}
_QUESTIONS = "accord://questions"


class Resource(NamedTuple):
    """Something to read: its URI, a name, what it is, and its media type."""

    uri: str
    name: str
    description: str
    media_type: str


def listed() -> list[Resource]:
    """All that can be read."""
    files = [Resource(uri, name, about, _TURTLE) for uri, (_, name, about) in _FILES.items()]
    questions = [
        Resource(f"{_QUESTIONS}/{name}", f"Question {name}", question(name).summary, _SPARQL)
        for name in question_names()
    ]
    about = "The ready-made questions with their parameters, columns and tools"
    return [*files, Resource(_QUESTIONS, "Questions", about, "application/json"), *questions]


def read(uri: str) -> tuple[str, str] | None:
    """Media type and text of a resource; None where there is none of that URI."""
    if uri in _FILES:
        return _TURTLE, text("ontology", _FILES[uri][0])
    if uri == _QUESTIONS:
        return "application/json", json.dumps([_told(name) for name in question_names()], ensure_ascii=False, indent=1)
    name = uri.removeprefix(f"{_QUESTIONS}/")
    return (_SPARQL, question(name).text) if name != uri and name in question_names() else None


def _told(name: str) -> dict[str, object]:
    asked = question(name)
    return {
        "name": name,
        "tool": tool_name(name),
        "summary": asked.summary,
        "description": asked.description,
        "parameters": [parameter._asdict() for parameter in asked.parameters],
        "columns": dict(asked.columns),
        "sparql": f"{_QUESTIONS}/{name}",
    }
