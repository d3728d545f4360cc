"""How much an answer may hold: rows, characters of a text, bytes of it all; and a page of rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["BYTES", "JSON", "LIMIT", "MOST", "PAGING", "clipped", "fitted", "offset_and_limit", "paged", "paged_schema"]

JSON = dict[str, Any]

LIMIT, MOST = 50, 200  # rows of an answer unless told, and at most
LONGEST = 2000  # characters of a text
BYTES = 200_000  # of an answer as JSON
_FURTHEST = 10**9
_LISTED = 100  # items of a list in a cell

PAGING: JSON = {
    "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT, "description": "Rows at most"},
    "offset": {
        "type": "integer",
        "minimum": 0,
        "maximum": _FURTHEST,
        "default": 0,
        "description": "Rows to skip; where an answer says more, add its number of rows",
    },
}


def offset_and_limit(arguments: JSON) -> tuple[int, int]:
    """What PAGING lets be given."""
    return arguments.get("offset", 0), arguments.get("limit", LIMIT)


def paged(rows: Sequence[JSON], arguments: JSON) -> JSON:
    """A page of ``rows``: those that are wanted, how many there are, and whether there are more behind."""
    offset, limit = offset_and_limit(arguments)
    part = [clipped(row) for row in rows[offset : offset + limit]]
    return {"rows": part, "total": len(rows), "offset": offset, "more": offset + len(part) < len(rows)}


def paged_schema(row: JSON, **others: JSON) -> JSON:
    """The JSON Schema of a page whose rows are as ``row`` says, with what else there is beside them."""
    return {
        "type": "object",
        "properties": {
            "rows": {"type": "array", "items": row},
            "total": {"type": "integer", "description": "How many rows there are"},
            "offset": {"type": "integer"},
            "more": {"type": "boolean", "description": "Whether there are rows behind these"},
            **others,
        },
        "required": ["rows", "total", "offset", "more"],
    }


def clipped(value: Any) -> Any:  # noqa: ANN401 - JSON
    """``value`` with long texts and lists cut; what is cut ends in an ellipsis."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
    if isinstance(value, dict):
        return {key: clipped(one) for key, one in value.items()}
    if isinstance(value, list):
        return [clipped(one) for one in value[:_LISTED]] + (["…"] if len(value) > _LISTED else [])
    return value


def fitted(document: JSON) -> JSON:
    """``document`` with fewer rows, where it is longer than BYTES; ``more`` says so. QueryError if one is too long."""
    while size(document) > BYTES and len(rows := document.get("rows") or []) > 1:
        share = BYTES / size(document)
        document = document | {"rows": rows[: max(1, min(len(rows) - 1, int(len(rows) * share)))], "more": True}
    if size(document) > BYTES:
        raise QueryError(f"the answer is longer than {BYTES} bytes; ask for less, with limit or for fewer columns")
    return document


def size(document: JSON) -> int:
    """Bytes of a document as JSON."""
    return len(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"))
