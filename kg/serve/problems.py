"""What is wrong, told to a client in the form that it reads: problem details (RFC 9457), or text."""

from __future__ import annotations

import json
from http import HTTPStatus

from kg.serve.media import Forms, chosen

__all__ = ["JSON_FIRST", "TEXT_FIRST", "problem"]

_PROBLEM = ("json", ("application/problem+json", "application/json"))
_TEXT = ("text", ("text/plain", "text/html"))
JSON_FIRST = Forms((_PROBLEM, _TEXT))
TEXT_FIRST = Forms((_TEXT, _PROBLEM))


def problem(status: int, detail: str, accept: str, forms: Forms = JSON_FIRST) -> tuple[bytes, str]:
    """Body and media type of an answer that says what is wrong and what would be right."""
    found = chosen(accept, forms)
    if found is not None and found.form == _PROBLEM[1][0]:
        document = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status), "detail": detail}
        return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"), _PROBLEM[1][0]
    return f"{detail}\n".encode("utf-8", "replace"), "text/plain; charset=utf-8"
