"""Requests of the SPARQL 1.1 Protocol (section 2.1): what is asked, and what is wrong with how it is asked."""

from __future__ import annotations

from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qsl

from kg.errors import one_line
from kg.serve.tasks import Refused

__all__ = ["FORM", "Asked", "asked", "fields", "whole_number"]

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_MOST_FIELDS = 1000
_READ_ONLY = "this endpoint only answers queries; updates are refused"


class Asked(NamedTuple):
    """A query with its dataset (none = what the query says), and the short name of a form where one is given."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    form: str | None = None


def asked(method: str, query_string: bytes, content_type: str, body: bytes) -> Asked | None:
    """What a GET, HEAD or POST request asks; None for a GET without any query. Raises Refused."""
    given = fields(query_string, "the address")
    if method != "POST":
        return _asked(given) if given and any(name in ("query", "update") for name, _ in given) else None
    media_type, _, parameters = content_type.lower().partition(";")
    if "charset=" in parameters and parameters.partition("charset=")[2].strip(' "') not in (
        "utf-8",
        "utf8",
        "us-ascii",
    ):
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "queries are read as UTF-8; send charset=utf-8 or none")
    if media_type.strip() == FORM:
        return _asked(given + fields(body, "the form"))
    if media_type.strip() == QUERY:
        if any(name == "query" for name, _ in given):
            raise Refused(HTTPStatus.BAD_REQUEST, "the query stands in the body; the address must not hold another")
        return _asked([*given, ("query", _text(body, "the query"))])
    if media_type.strip() == UPDATE:
        raise Refused(HTTPStatus.FORBIDDEN, _READ_ONLY)
    named = one_line(media_type, 60) or "none"
    raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the content type is {named}; send a query as {FORM} or {QUERY}")


def _asked(fields: list[tuple[str, str]]) -> Asked:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in fields if key == name)

    if values("update"):
        raise Refused(HTTPStatus.FORBIDDEN, _READ_ONLY)
    queries = values("query")
    if len(queries) != 1:
        count = "no" if not queries else str(len(queries))
        raise Refused(HTTPStatus.BAD_REQUEST, f"the request holds {count} queries; send one, as query=…")
    form = next(iter(values("format")), None)
    return Asked(queries[0], values("default-graph-uri"), values("named-graph-uri"), form)


def fields(encoded: bytes, where: str) -> list[tuple[str, str]]:
    """Names and values of a form or of the query of an address. Raises Refused; ``where`` says what is wrong then."""
    try:
        return parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise Refused(HTTPStatus.BAD_REQUEST, f"{where} is not UTF-8") from None
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST, f"{where} has more than {_MOST_FIELDS} fields") from None


def _text(body: bytes, where: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(HTTPStatus.BAD_REQUEST, f"{where} is not UTF-8") from None


def whole_number(text: str, name: str, least: int, most: int) -> int:
    """The number that the field ``name`` gives. Refused where it is none from ``least`` to ``most``."""
    digits = text.lstrip("0") or "0"
    if not (text.isascii() and text.isdigit()) or len(digits) > len(str(most)) or not least <= int(digits) <= most:
        problem = f"{name}: {one_line(text, 40)!r} is no whole number from {least} to {most}"
        raise Refused(HTTPStatus.BAD_REQUEST, problem)
    return int(digits)
