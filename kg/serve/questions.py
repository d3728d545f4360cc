"""The questions as an API: their list, their answers, the OpenAPI document, and a page of forms."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.routing import Route

from kg.errors import QueryError, one_line
from kg.query import question, question_names
from kg.serve.asking import Page, answered
from kg.serve.media import Chosen, Forms, chosen
from kg.serve.openapi import document
from kg.serve.pages import questions_page, style
from kg.serve.protocol import fields, whole_number
from kg.serve.routing import raw
from kg.serve.tasks import JSON, Refused

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from kg.serve.exchange import Exchange
    from kg.serve.pool import Pool
    from kg.serve.tasks import Task

__all__ = ["routes"]

ROWS = Forms((("json", (JSON,)), ("csv", ("text/csv",))))
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_MOST = 10**9


def routes(pool: Pool) -> list[BaseRoute]:
    """What is below ``/api``."""

    async def listed(exchange: Exchange) -> None:
        _forms(exchange.accept, None)
        await exchange.json(_listed())

    async def asked(exchange: Exchange) -> None:
        await exchange.answer(pool, *_asked(exchange))

    async def page(exchange: Exchange) -> None:
        await exchange.page(questions_page())

    async def styled(exchange: Exchange) -> None:
        await exchange.respond(HTTPStatus.OK, style(), "text/css; charset=utf-8", [(b"cache-control", b"max-age=3600")])

    async def described(exchange: Exchange) -> None:
        await exchange.json(document())

    return [
        Route("/api/", raw(page)),
        Route("/api/serve.css", raw(styled)),
        Route("/api/openapi.json", raw(described)),
        Route("/api/questions", raw(listed)),
        Route("/api/questions/{name}", raw(asked)),
    ]


def _listed() -> list[dict[str, object]]:
    asked = [question(name) for name in question_names()]
    return [
        {
            "name": one.name,
            "summary": one.summary,
            "description": one.description,
            "parameters": [parameter._asdict() for parameter in one.parameters],
            "columns": dict(one.columns),
            "merged": one.merged,
            "address": f"/api/questions/{one.name}",
        }
        for one in asked
    ]


def _asked(exchange: Exchange) -> tuple[Task, str]:
    """The task that answers a request, and what tells it from others. Raises QueryError, Refused."""
    name = exchange.scope["path_params"]["name"]
    try:
        question(name)
    except QueryError as error:
        problem = str(error).replace("kg ask lists them", "/api/questions lists them")
        raise Refused(HTTPStatus.NOT_FOUND, problem) from None
    given = _once(fields(exchange.scope["query_string"], "the address"))
    form = _forms(exchange.accept, given.pop("format", None))
    limit, offset = _count(given.pop("limit", None), "limit", 1), _count(given.pop("offset", None), "offset", 0)
    merged = _truth(given.pop("merged", None))
    given = {key: value for key, value in given.items() if value}  # fields of a form may be left empty
    own = {**given, **({"merged": "true"} if merged else {}), "format": form.form.rpartition("/")[2]}
    address = f"/api/questions/{name}?{urlencode(own)}"
    page = Page(address, offset or 0, limit)
    task = partial(answered, name=name, parameters=given, merged=merged, form=form, page=page)
    return task, f"{page} {form}"


def _once(pairs: list[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found:
            raise QueryError(f"the parameter {one_line(name, 40)} is given twice; give it once")
        found[name] = value
    return found


def _forms(accept: str, name: str | None) -> Chosen:
    if name is not None:
        if (form := ROWS.named(name)) is None:
            raise QueryError(f"format: {one_line(name, 40)!r} is none of {', '.join(ROWS.short_names())}")
        return form
    browser = "text/html" in accept  # a person who follows a link gets JSON
    if (form := chosen("" if browser else accept, ROWS)) is None:
        raise Refused(HTTPStatus.NOT_ACCEPTABLE, "the rows are to be had as application/json and text/csv")
    return form


def _count(text: str | None, name: str, least: int) -> int | None:
    return None if text is None else whole_number(text, name, least, _MOST)


def _truth(text: str | None) -> bool:
    if text is None:
        return False
    if text not in _TRUTHS:
        raise QueryError(f"merged: {one_line(text, 40)!r} is neither true nor false")
    return _TRUTHS[text]
