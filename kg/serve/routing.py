"""Routes whose handlers are given an :class:`Exchange`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.serve.exchange import Exchange
from kg.serve.problems import JSON_FIRST

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from kg.serve.media import Forms

__all__ = ["raw"]


class _Raw:
    def __init__(
        self, handler: Callable[[Exchange], Awaitable[None]], methods: tuple[str, ...], problems: Forms
    ) -> None:
        self._handler, self._methods, self._problems = handler, methods, problems

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = Exchange(scope, receive, send, self._problems)
        try:
            if exchange.method in self._methods:
                await self._handler(exchange)
            elif exchange.method == "OPTIONS":
                await exchange.allowed(self._methods)
            else:
                await exchange.not_allowed(self._methods)
        except InputError as error:
            await exchange.refuse(error)


def raw(handler: Callable[[Exchange], Awaitable[None]], *methods: str, problems: Forms = JSON_FIRST) -> ASGIApp:
    """An ASGI application of ``handler`` for requests with one of ``methods`` (GET and HEAD unless told).

    An InputError that the handler raises is told to the client; of forms as welcome, in the first of ``problems``.
    """
    return _Raw(handler, methods or ("GET", "HEAD"), problems)
