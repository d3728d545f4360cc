"""What the Reconciliation Service API 0.2 says of its messages, as JSON Schemas.

Written from https://reconciliation-api.github.io/specs/0.2/ (chapters 2 to 6) and the facts of the schemas published
with it. Stricter in one way: fields that the specification does not name are refused.
"""

from __future__ import annotations

TEXT = {"type": "string"}
NAMED = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": "^https?://"}
WITH_ID = {"type": "string", "pattern": r"\{\{id\}\}"}


def closed(required: dict, optional: dict | None = None) -> dict:
    """An object with these fields and no others."""
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


TYPE: dict = {
    "$defs": {
        "type": closed(
            {"id": NAMED, "name": NAMED},
            {"description": TEXT, "broader": {"type": "array", "items": {"$ref": "#/$defs/type"}}},
        )
    },
    "$ref": "#/$defs/type",
}
TYPE_REFERENCE = {"oneOf": [NAMED, closed({"id": NAMED}, {"name": TEXT, "description": TEXT, "broader": {}})]}
SERVICE = closed({"service_url": URL, "service_path": TEXT})
MANIFEST = closed(
    {
        "versions": {"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": URL,
        "schemaSpace": URL,
    },
    {
        "documentation": URL,
        "serviceVersion": TEXT,
        "logo": URL,
        "view": closed({"url": WITH_ID}),
        "feature_view": closed({"url": WITH_ID}),
        "defaultTypes": {"type": "array", "uniqueItems": True},
        "suggest": closed({}, {"entity": SERVICE, "property": SERVICE, "type": SERVICE}),
        "preview": closed({"url": WITH_ID, "width": {"type": "integer"}, "height": {"type": "integer"}}),
        "extend": closed({}, {"propose_properties": SERVICE, "property_settings": {"type": "array"}}),
        "batchSize": {"type": "integer", "minimum": 1},
    },
)
FEATURE = closed({"id": NAMED, "value": {"type": ["boolean", "number"]}})
CANDIDATE = closed(
    {"id": NAMED, "name": NAMED, "score": {"type": "number", "minimum": 0, "maximum": 100}},
    {
        "description": TEXT,
        "type": {"type": "array", "items": TYPE_REFERENCE},
        "features": {"type": "array", "items": FEATURE},
        "match": {"type": "boolean"},
    },
)
RESULTS = {
    "type": "object",
    "additionalProperties": closed({"result": {"type": "array", "items": CANDIDATE}}),
}
SUGGESTED_ENTITIES = closed(
    {
        "result": {
            "type": "array",
            "items": closed(
                {"id": NAMED, "name": NAMED},
                {"description": TEXT, "notable": {"type": "array", "items": TYPE_REFERENCE}},
            ),
        }
    }
)
SUGGESTED_PROPERTIES = closed(
    {"result": {"type": "array", "items": closed({"id": NAMED, "name": NAMED}, {"description": TEXT})}}
)
PROPOSAL = closed(
    {"properties": {"type": "array", "items": closed({"id": NAMED, "name": NAMED})}},
    {"type": NAMED, "limit": {"type": "integer"}},
)
CELL = {
    "oneOf": [
        closed({}),
        closed({"id": NAMED, "name": NAMED}, {"description": TEXT}),
        closed({"str": TEXT}),
        closed({"int": {"type": "integer"}}),
        closed({"float": {"type": "number"}}),
        closed({"date": TEXT}),
    ]
}
EXTENSION = closed(
    {
        "meta": {
            "type": "array",
            "items": closed(
                {"id": NAMED, "name": NAMED}, {"type": closed({"id": NAMED}, {"name": TEXT}), "service": URL}
            ),
        },
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": {"type": "array", "items": CELL}},
        },
    }
)
