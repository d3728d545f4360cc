"""One request and its response: reading the body within limits, and sending what a worker answers.

Written to ASGI itself: the endpoint's many small answers are two messages each.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.serve.media import Forms, wants_gzip
from kg.serve.pages import HTML, SECURITY
from kg.serve.problems import JSON_FIRST, problem
from kg.serve.tasks import JSON, Refused, json_bytes
from kg.serve.validators import Headers, etag, has, seen, validators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import Receive, Scope, Send

    from kg.serve.answer import Answer
    from kg.serve.pool import Pool
    from kg.serve.tasks import Task

__all__ = ["Exchange"]

_BEFORE_LOOKING = 0.25  # seconds after which it is worth to see whether the client is still there
_REQUEST_HEADERS = b"accept, accept-language, content-type, if-none-match, if-modified-since"


class Exchange:
    """A request, and the ways to answer it; ``problems`` says in which form what is wrong is told by preference."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, problems: Forms = JSON_FIRST) -> None:
        self.scope, self.receive, self.send = scope, receive, send
        self.method: str = scope["method"]
        self.headers: dict[bytes, bytes] = dict(reversed(scope["headers"]))
        self._problems = problems
        self._begun = False

    def header(self, name: bytes) -> str:
        """A request header, empty where it is missing."""
        return self.headers.get(name, b"").decode("latin-1")

    @property
    def accept(self) -> str:
        """The Accept header; several are one (RFC 9110, section 5.3)."""
        return ",".join(value.decode("latin-1") for name, value in self.scope["headers"] if name == b"accept")

    def address(self) -> str:
        """The URL that was asked for, without its query, as the client sees it."""
        host = self.header(b"host") or "localhost"
        return f"{self.scope['scheme']}://{host}{self.scope['path']}"

    async def body(self, limit: int) -> bytes:
        """The body of the request. Raises Refused (413) where it has more than ``limit`` bytes."""
        told = self.header(b"content-length")
        if told.isdigit() and int(told) > limit:
            raise _too_long(limit)
        chunks, length, more = [], 0, True
        while more:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise _left()
            chunk, more = message.get("body", b""), message.get("more_body", False)
            length += len(chunk)
            if length > limit:
                raise _too_long(limit)
            chunks.append(chunk)
        return b"".join(chunks)

    async def respond(self, status: int, body: bytes, media_type: str, headers: Headers | None = None) -> None:
        """A response whose bytes are all there."""
        start: Headers = [
            (b"content-type", media_type.encode("latin-1")),
            (b"content-length", str(len(body)).encode()),
            *(headers or ()),
        ]
        await self.send({"type": "http.response.start", "status": int(status), "headers": start})
        await self.send({"type": "http.response.body", "body": body})

    async def page(self, html: bytes) -> None:
        """One of our own pages."""
        security = [(name.encode(), value.encode()) for name, value in SECURITY]
        await self.respond(HTTPStatus.OK, html, HTML, [(b"vary", b"accept"), *security])

    async def json(self, document: object) -> None:
        """A document as JSON."""
        await self.respond(HTTPStatus.OK, json_bytes(document), JSON)

    async def redirect(self, address: str, vary: bytes) -> None:
        """303: what is asked for is to be seen elsewhere."""
        headers: Headers = [(b"location", address.encode("latin-1")), (b"vary", vary)]
        await self.respond(HTTPStatus.SEE_OTHER, b"", "text/plain; charset=utf-8", headers)

    async def refuse(self, error: InputError, headers: Headers | None = None) -> None:
        """Say what is wrong."""
        status = error.status if isinstance(error, Refused) else HTTPStatus.BAD_REQUEST
        more = [(b"retry-after", b"5")] if status == HTTPStatus.SERVICE_UNAVAILABLE else []
        body, media_type = problem(status, str(error), self.accept, self._problems)
        await self.respond(status, body, media_type, [*more, *(headers or ())])

    async def allowed(self, methods: Sequence[str]) -> None:
        """Which methods there are here, and that pages of other origins may use them (the preflight of CORS)."""
        there = ", ".join((*methods, "OPTIONS")).encode()
        headers: Headers = [
            (b"allow", there),
            (b"access-control-allow-methods", there),
            (b"access-control-allow-headers", _REQUEST_HEADERS),
            (b"access-control-max-age", b"86400"),
        ]
        await self.send({"type": "http.response.start", "status": HTTPStatus.NO_CONTENT, "headers": headers})
        await self.send({"type": "http.response.body"})

    async def not_allowed(self, methods: Sequence[str]) -> None:
        """405: there are other methods here."""
        there = ", ".join((*methods, "OPTIONS"))
        problem = Refused(HTTPStatus.METHOD_NOT_ALLOWED, f"{self.method} is not answered here; there is {there}")
        await self.refuse(problem, [(b"allow", there.encode())])

    async def not_modified(self, headers: Headers) -> None:
        """304: the client has it."""
        await self.send({"type": "http.response.start", "status": 304, "headers": headers})
        await self.send({"type": "http.response.body"})

    async def answer(self, pool: Pool, task: Task, etag_of: str = "", vary: bytes = b"accept, accept-encoding") -> None:
        """Have ``task`` done by a worker and send what it answers.

        ``etag_of`` is what tells the request from others; with the state of the store it makes the ETag.
        An answer that breaks off is not ended, so that the client sees it.
        """
        stamp = pool.watch.stamp() if etag_of and b"if-none-match" in self.headers else None
        if stamp is not None and has(self.headers, tag := etag(stamp.digest, etag_of)):
            await self.not_modified([(b"etag", tag.encode()), (b"vary", vary)])
            return
        try:
            answer = await self._answering(pool, task)
        except InputError as error:
            await self.refuse(error)
            return
        if answer is None:
            return
        try:
            await self._send(answer, etag_of, vary)
        except InputError as error:
            if not self._begun:
                await self.refuse(error)
        finally:
            pool.abandon(answer)

    async def _answering(self, pool: Pool, task: Task) -> Answer | None:
        """The answer as soon as its head is there, None where the client goes away before that."""
        current = asyncio.current_task()
        gone: list[asyncio.Task[None]] = []

        def look() -> None:  # most answers are there before it is worth to look
            gone.append(asyncio.ensure_future(self._gone()))
            gone[0].add_done_callback(lambda watch: None if watch.cancelled() or current is None else current.cancel())

        timer = asyncio.get_running_loop().call_later(_BEFORE_LOOKING, look)
        try:
            return await pool.run(task, gzip=wants_gzip(self.header(b"accept-encoding")))
        except asyncio.CancelledError:
            if gone and gone[0].done() and current is not None and current.uncancel() == 0:
                return None
            raise
        finally:
            timer.cancel()
            for watch in gone:
                watch.cancel()

    async def _gone(self) -> None:
        while (await self.receive())["type"] != "http.disconnect":
            pass

    async def _send(self, answer: Answer, etag_of: str, vary: bytes) -> None:
        head = answer.begun.result()
        if head.status != HTTPStatus.OK:
            detail = (await answer.read_all()).decode("utf-8", "replace")
            await self.refuse(Refused(head.status, detail))
            return
        headers: Headers = [(b"vary", vary)]
        if head.stamp is not None and etag_of:
            headers += validators(head.stamp, head.modified, etag_of)
            if seen(self.headers, head.modified):
                await self.not_modified(headers)
                return
        headers += [(name.encode("latin-1"), value.encode("latin-1")) for name, value in head.headers]
        headers.append((b"content-type", head.media_type.encode("latin-1")))
        if self.scope["http_version"] == "1.0":  # it could not see that an answer breaks off
            await answer.wait()
        if (length := answer.length()) is not None:
            headers.append((b"content-length", str(length).encode()))
        self._begun = True
        await self.send({"type": "http.response.start", "status": 200, "headers": headers})
        if self.method == "HEAD" or answer.exhausted:
            await self.send({"type": "http.response.body"})
        elif answer.whole:
            await self._rest(answer)
        else:
            watch = asyncio.ensure_future(self._gone())
            watch.add_done_callback(lambda _: answer.cut(_left()))
            try:
                await self._rest(answer)
            finally:
                watch.cancel()

    async def _rest(self, answer: Answer) -> None:
        while True:
            chunk = await answer.read()
            await self.send({"type": "http.response.body", "body": chunk, "more_body": not answer.exhausted})
            if answer.exhausted:
                return


def _left() -> Refused:
    return Refused(HTTPStatus.SERVICE_UNAVAILABLE, "the client has gone")


def _too_long(limit: int) -> Refused:
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the request is longer than {limit} bytes")
