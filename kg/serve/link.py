"""A worker process as the server sees it: calls go to it, and what it sends back is put into their answers."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, cast

from kg.errors import StoreError
from kg.serve.frames import DATA, END, HEAD, READY, UNREADY, Frames, Head
from kg.serve.tasks import Refused

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

    from kg.serve.answer import Answer
    from kg.serve.pool import Pool

__all__ = ["Link"]


class Link(asyncio.Protocol):
    """One worker: its process, and the socket to it; ``pool`` is told when it is free and when it has ended."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.process: ForkServerProcess | None = None
        self.answer: Answer | None = None
        self.asked = 0.0
        self.killed = False
        self.ready = asyncio.get_running_loop().create_future()
        self.ready.add_done_callback(_looked_at)
        self.transport: asyncio.Transport | None = None
        self._call = b""
        self._head: Head | None = None
        self._body: bytes | None = b""  # of the answer; None of a long one
        self._frames = Frames()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is there."""
        self.transport = cast("asyncio.Transport", transport)

    def ask(self, call: bytes, answer: Answer) -> None:
        """Send a call, whose answer is then filled."""
        assert self.transport is not None  # noqa: S101 - connected before it is anybody's
        self.answer, self.asked = answer, monotonic()
        self._call, self._head, self._body = call, None, b""
        self.transport.write(call)

    def data_received(self, data: bytes) -> None:
        """Take frames from the worker."""
        for kind, payload in self._frames.take(data):
            if kind == READY:
                self.ready.set_result(None)
                self.pool.free(self)
            elif kind == UNREADY:
                self.ready.set_exception(StoreError(payload.decode()))
            elif self.answer is not None:
                self._answered(self.answer, kind, payload)

    def _answered(self, answer: Answer, kind: int, payload: bytes) -> None:
        try:
            if kind == HEAD:
                self._head = Head.unpack(payload)
                answer.begin(self._head)
            elif kind == DATA:
                answer.add(payload)
                self._body = payload if self._body == b"" else None
            elif kind == END:
                self.answer = None
                answer.end()
                if self._head is not None and self._body is not None:
                    self.pool.cache.put(self._call, self._head, self._body)
                self.pool.free(self)
            else:
                self.answer = None
                answer.cut(Refused(HTTPStatus.SERVICE_UNAVAILABLE, payload.decode()))
                self.pool.free(self)
        except OSError as error:
            answer.cut(Refused(HTTPStatus.SERVICE_UNAVAILABLE, f"there is no room for the answer: {error.strerror}"))
            self.kill()

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.killed = True
        if self.process is not None:
            self.process.kill()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """The process has ended."""
        self.pool.lost(self)


def _looked_at(ready: asyncio.Future[None]) -> None:
    """Of several workers that cannot open the store one tells why; asyncio must not complain of the others."""
    if not ready.cancelled():
        ready.exception()
