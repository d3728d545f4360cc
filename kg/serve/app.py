"""The application: what answers at which address."""

from __future__ import annotations

import logging
from http import HTTPStatus
from importlib import import_module
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Mount, Route

from kg.serve import questions, things
from kg.serve.endpoint import endpoint
from kg.serve.media import Forms, chosen
from kg.serve.observing import Observed
from kg.serve.problems import problem
from kg.serve.routing import raw
from kg.serve.tasks import JSON, Refused, json_bytes

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from kg.serve.exchange import Exchange
    from kg.serve.overview import Overview
    from kg.serve.pool import Pool

__all__ = ["EXTENSIONS", "application"]

EXTENSIONS: tuple[str, ...] = ("kg.reconcile.web:routes",)
_VOCABULARY = Forms((("html", ("text/html", "application/xhtml+xml")), ("ttl", ("text/turtle",))))
_NOTHING = "there is nothing at this address; /api/ lists the questions, /sparql is the endpoint"
_LOG = logging.getLogger("kg.serve")


def application(pool: Pool, overview: Overview | None = None) -> Observed:
    """The ASGI application that answers by the workers of ``pool``, and has the pages of ``overview``."""
    sparql = endpoint(pool, overview)

    async def health(exchange: Exchange) -> None:
        able = pool.workers > 0
        document = {"status": "ok" if able else "no worker", "workers": pool.workers, "busy": pool.busy}
        status = HTTPStatus.OK if able else HTTPStatus.SERVICE_UNAVAILABLE
        await exchange.respond(status, json_bytes(document), JSON, [(b"cache-control", b"no-store")])

    async def figures(exchange: Exchange) -> None:
        await exchange.respond(HTTPStatus.OK, observed.figures(), "text/plain; version=0.0.4; charset=utf-8")

    async def home(exchange: Exchange) -> None:
        await exchange.redirect("/api/", b"accept")

    async def vocabulary(exchange: Exchange) -> None:
        form = chosen(exchange.accept, _VOCABULARY)
        await exchange.redirect("/ns.ttl" if form is not None and form.form == "text/turtle" else "/ns/", b"accept")

    together = [] if overview is None else [Route("/code/", overview), Route("/code/index.html", overview)]
    routes: list[BaseRoute] = [
        *([Route("/", raw(home))] if overview is None else []),
        Route("/favicon.ico", raw(_no_icon)),
        Route("/healthz", raw(health)),
        Route("/metrics", raw(figures)),
        *questions.routes(pool),
        Route("/api/{rest:path}", raw(_nothing)),  # no page of the overview, which may not be written yet
        *together,  # the list of all codes, before the single ones
        *things.routes(pool),
    ]
    for name in EXTENSIONS:
        module, _, function = name.partition(":")
        routes += getattr(import_module(module), function)(pool)
    if overview is not None:
        routes += [Route("/ns", raw(vocabulary)), Mount("/", overview)]
    others = Starlette(routes=routes, exception_handlers={HTTPException: _told})
    others.router.redirect_slashes = False

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/sparql":
            await sparql(scope, receive, send)
        else:
            await others(scope, receive, send)

    observed = Observed(_Guarded(answered), pool)
    return observed


async def _nothing(_exchange: Exchange) -> None:
    raise Refused(HTTPStatus.NOT_FOUND, _NOTHING)


async def _no_icon(exchange: Exchange) -> None:
    await exchange.respond(HTTPStatus.OK, b"", "image/x-icon", [(b"cache-control", b"max-age=86400")])


class _Guarded:
    """Tells a fault of ours to the log, and to the client only that there was one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception:
            _LOG.exception("a request failed")
            if not begun:
                body, media_type = problem(
                    HTTPStatus.INTERNAL_SERVER_ERROR, "a fault of the server; its log says more", ""
                )
                headers = [(b"content-type", media_type.encode()), (b"content-length", str(len(body)).encode())]
                await send({"type": "http.response.start", "status": 500, "headers": headers})
                await send({"type": "http.response.body", "body": body})


async def _told(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    detail = _NOTHING if status == HTTPStatus.NOT_FOUND else HTTPStatus(status).phrase
    body, media_type = problem(status, detail, request.headers.get("accept", ""))
    return Response(body, status, media_type=media_type)
