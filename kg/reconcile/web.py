"""The Reconciliation Service API 0.2 at ``/reconcile`` of :mod:`kg.serve`.

What needs the store is done by a worker (:mod:`kg.reconcile.tasks`); the manifest, and what is known of types and
properties alone, are answered here.
"""

from __future__ import annotations

import json
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn

from starlette.routing import Route

from kg.errors import InputError, one_line
from kg.reconcile import extension, service, tasks
from kg.serve.protocol import FORM, fields, whole_number
from kg.serve.routing import raw
from kg.serve.tasks import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.routing import BaseRoute

    from kg.serve.exchange import Exchange
    from kg.serve.pool import Pool
    from kg.serve.tasks import Task

__all__ = ["routes"]

PATH = "/reconcile"
_LONGEST = 2 << 20  # bytes of a request's body, and characters of what stands in a field
_LONGEST_PREFIX = 500
_MOST = 10**6
_DEEPEST = 20  # lists and objects in one another; the API needs six


def routes(pool: Pool) -> list[BaseRoute]:
    """What is at and below ``/reconcile``."""

    async def endpoint(exchange: Exchange) -> None:
        given = await _given(exchange)
        if (task := _asked(given)) is not None:
            await exchange.answer(pool, task, repr(given) if exchange.method == "GET" else "")
        elif exchange.method == "POST" or given:
            raise InputError(
                "queries or extend is wanted, as JSON in a field of that name; GET without any field gives the manifest"
            )
        else:
            await exchange.json(service.manifest(exchange.address().rstrip("/"), _view(exchange)))

    async def suggest(exchange: Exchange) -> None:
        given, kind = await _given(exchange), exchange.scope["path_params"]["kind"]
        if kind not in ("entity", "type", "property"):
            raise Refused(HTTPStatus.NOT_FOUND, "there is suggest/entity, suggest/type and suggest/property")
        prefix, cursor = given.get("prefix", "")[:_LONGEST_PREFIX], _number(given, "cursor") or 0
        task = partial(tasks.suggested, kind=kind, prefix=prefix, cursor=cursor)
        await exchange.answer(pool, task, f"{kind} {cursor} {prefix}")

    async def properties(exchange: Exchange) -> None:
        given = await _given(exchange)
        await exchange.json(extension.propose(given.get("type", ""), _number(given, "limit")))

    async def preview(exchange: Exchange) -> None:
        identifier = (await _given(exchange)).get("id", "")
        task = partial(tasks.previewed, identifier=identifier, view=_view(exchange))
        await exchange.answer(pool, task, identifier)

    return [
        Route(PATH, raw(endpoint, "GET", "HEAD", "POST")),
        Route(f"{PATH}/", raw(endpoint, "GET", "HEAD", "POST")),  # not redirected: a form that is posted would be lost
        Route(f"{PATH}/suggest/{{kind}}", raw(suggest)),
        Route(f"{PATH}/properties", raw(properties)),
        Route(f"{PATH}/preview", raw(preview)),
    ]


async def _given(exchange: Exchange) -> dict[str, str]:
    """The fields of the address, or of the form that is posted. Raises Refused."""
    if exchange.method != "POST":
        return dict(fields(exchange.scope["query_string"], "the address"))
    if exchange.header(b"content-type").partition(";")[0].strip().lower() != FORM:
        problem = f"a form is wanted here ({FORM}), with queries or extend in it"
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, problem)
    return dict(fields(await exchange.body(_LONGEST), "the form"))


def _asked(given: dict[str, str]) -> Task | None:
    if "queries" in given:
        return partial(tasks.reconciled, batch=_parsed("queries", given["queries"]))
    if "extend" in given:
        return partial(tasks.extended, query=_parsed("extend", given["extend"]))
    return None


def _parsed(name: str, text: str) -> Any:  # noqa: ANN401 - JSON from outside
    try:
        parsed = json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise InputError(f"{name}: nested more than {_DEEPEST} deep") from None
    except ValueError as error:
        raise InputError(f"{name} is no JSON: {one_line(error, 80)}") from None
    level = [parsed]
    for _ in range(_DEEPEST):
        level = [inner for one in level for inner in _inner(one)]
    if level:
        raise InputError(f"{name}: nested more than {_DEEPEST} deep")
    return parsed


def _no_number(name: str) -> NoReturn:
    """Python reads NaN and Infinity, which are no JSON (RFC 8259, section 6)."""
    raise ValueError(f"{name} is no number")


def _inner(value: Any) -> Iterable[Any]:  # noqa: ANN401 - JSON from outside
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _number(given: dict[str, str], name: str) -> int | None:
    text = given.get(name, "")
    return whole_number(text, name, 0, _MOST) if text else None


def _view(exchange: Exchange) -> str:
    """The address of things' pages on this server, with the place of their ids."""
    return exchange.address().partition(PATH)[0] + "/id/{{id}}"
