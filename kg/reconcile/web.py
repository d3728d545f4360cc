"""The Reconciliation Service API 0.2 on HTTP: routes for whoever serves a store, at ``/reconcile`` or another path.

What needs the store is handed to a worker as a function (:mod:`kg.reconcile.tasks`); the manifest and what is known of
types alone are answered here. Every answer may be read from other origins, as the API demands; nothing is changed by
any request, and no credentials are taken.
"""

from __future__ import annotations

import json
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import InputError, one_line
from kg.reconcile import service, tasks
from kg.reconcile.preview import POLICY

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from typing import TypeAlias

    from starlette.requests import Request

    from kg.reconcile.tasks import Answer
    from kg.store import Readable

    Task: TypeAlias = Callable[[Readable], Answer]
    Ask: TypeAlias = Callable[[Task], Awaitable[Answer]]

__all__ = ["routes"]

CORS = {"access-control-allow-origin": "*"}
_PREFLIGHT = CORS | {
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "access-control-allow-headers": "content-type",
}
_LONGEST = 2 << 20  # bytes of a request's body
_PREFIX = 500  # characters


class _Requests:
    """The handlers of the routes, with what answers them."""

    def __init__(self, ask: Ask, view: str | None) -> None:
        self._ask, self._view = ask, view

    async def endpoint(self, request: Request) -> Response:
        """The manifest; reconciliation with ``queries``, data extension with ``extend``, by GET or a posted form."""
        given: Mapping[str, Any] = request.query_params
        if request.method == "POST":
            given = await _form(request)
        if "queries" in given:
            return await self._answered(partial(tasks.reconciled, _parsed("queries", given["queries"])))
        if "extend" in given:
            return await self._answered(partial(tasks.extended, _parsed("extend", given["extend"])))
        if request.method == "POST" or given:
            raise InputError("queries or extend is wanted, as JSON in a field of that name; without any, the manifest")
        root = str(request.url.replace(query="")).rstrip("/")
        return JSONResponse(service.manifest(root, self._view and self._view.replace("{root}", _origin(request))))

    async def suggest(self, request: Request) -> Response:
        """What begins with ``prefix``."""
        kind, prefix = request.path_params["kind"], request.query_params.get("prefix", "")[:_PREFIX]
        cursor = _number(request, "cursor")
        return await self._answered(partial(tasks.suggested, kind, prefix, cursor or 0))

    async def properties(self, request: Request) -> Response:
        """The properties of a ``type``."""
        return JSONResponse(service.propose(request.query_params.get("type", ""), _number(request, "limit")))

    async def preview(self, request: Request) -> Response:
        """The card of a thing."""
        view = self._view and self._view.replace("{root}", _origin(request))
        answer = await self._answered(partial(tasks.previewed, request.query_params.get("id", ""), view))
        answer.headers.update({"content-security-policy": POLICY, "x-content-type-options": "nosniff"})
        return answer

    async def _answered(self, task: Task) -> Response:
        answer = await self._ask(task)
        return Response(answer.body, media_type=answer.media_type)


def routes(ask: Ask, path: str = "/reconcile", view: str | None = None) -> list[Route]:
    """The routes of a service at ``path``.

    Parameters: ``ask`` runs a task on the store that is served and gives its answer; it may raise InputError, and what
    it raises besides is its server's to handle. ``view`` is the URL of a thing's page with ``{{id}}`` in it, and
    ``{root}`` for the server's own.
    """
    handlers = _Requests(ask, view)
    told = (
        ("", handlers.endpoint, ["GET", "POST"]),
        ("/", handlers.endpoint, ["GET", "POST"]),  # no redirection: a client that posts would lose its form
        ("/suggest/{kind:str}", handlers.suggest, ["GET"]),
        ("/properties", handlers.properties, ["GET"]),
        ("/preview", handlers.preview, ["GET"]),
    )
    return [
        Route(path + below, _open(handler, methods), methods=[*methods, "OPTIONS"]) for below, handler, methods in told
    ]


def _open(handler: Callable[[Request], Awaitable[Response]], methods: list[str]) -> Callable[..., Awaitable[Response]]:
    """A handler whose answers, errors too, other origins may read."""

    async def answered(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(
                status_code=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT | {"allow": ", ".join([*methods, "OPTIONS"])}
            )
        try:
            response = await handler(request)
        except tasks.UnknownIdError as error:
            response = _problem(HTTPStatus.NOT_FOUND, error)
        except service.LimitError as error:
            response = _problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, error)
        except InputError as error:
            response = _problem(HTTPStatus.BAD_REQUEST, error)
        response.headers.update(CORS)
        return response

    return answered


def _problem(status: HTTPStatus, error: InputError) -> Response:
    return JSONResponse({"status": "error", "message": one_line(error, 600)}, status)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a posted form. InputError for another media type, service.LimitError for a long body."""
    from urllib.parse import parse_qsl

    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise InputError("a form is wanted (application/x-www-form-urlencoded), with queries or extend in it")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise service.LimitError(f"the request is longer than {_LONGEST} bytes; send fewer names at a time")
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100))
    except ValueError as error:
        raise InputError(f"the form cannot be read: {one_line(error, 80)}") from None


def _parsed(name: str, text: str) -> Any:  # noqa: ANN401 - JSON from outside
    if len(text) > _LONGEST:
        raise service.LimitError(f"{name} is longer than {_LONGEST} characters; send fewer names at a time")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is no JSON: {one_line(error, 80)}") from None


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name)
    if text is None or text == "":
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(_LONGEST)):
        raise InputError(f"{name} is a number from 0 on, not {one_line(text, 40)}")
    return int(text)


def _origin(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"
