"""The HTTP server: uvicorn, with limits on what a connection may take in time and room.

uvicorn itself waits for ever for the rest of a request, and for a client that does not read.
"""

from __future__ import annotations

import asyncio
import logging
import resource
import signal
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

import uvicorn
import uvloop
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from kg.serve.app import application
from kg.serve.overview import Overview
from kg.serve.pool import Pool

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from kg.serve.observing import Observed
    from kg.serve.settings import Settings

__all__ = ["run"]

LONGEST_HEAD = 64 * 1024  # bytes of a request's line and headers
_BETWEEN_LOOKS = 1.0  # seconds
_TICK = 0.1
_HEADERS = [
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "ETag, Last-Modified, Link, Location, Retry-After, X-Total-Count"),
    ("x-content-type-options", "nosniff"),
]


class _Protocol(HttpToolsProtocol):
    """A connection that is ended when its client is too slow, and whose requests' heads have a longest length."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's
        super().__init__(*arguments, **named)
        self._head = 0  # bytes of the head that is coming
        self._incomplete_since: float | None = monotonic()
        self._unsent, self._unsent_since = 0, 0.0

    def data_received(self, data: bytes) -> None:
        if self._incomplete_since is None:
            self._incomplete_since = monotonic()
        if self._head >= 0:
            self._head += len(data)
        super().data_received(data)
        if self._head > LONGEST_HEAD and not self.transport.is_closing():
            self._refuse(431, f"a request's line and headers may have {LONGEST_HEAD} bytes")

    def on_headers_complete(self) -> None:
        self._head = -1
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._incomplete_since = monotonic()  # a body may be long, as long as it comes
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._incomplete_since, self._head = None, 0
        super().on_message_complete()

    def look(self, now: float, patience: float) -> None:
        """End the connection if nothing has come or gone for too long."""
        if self.transport is None or self.transport.is_closing():
            if self.transport is not None and self._stalled(now, patience):
                self.transport.abort()
        elif self._incomplete_since is not None and now - self._incomplete_since > patience and self._reading():
            self._refuse(408, "the request has not come to its end in time")
        elif self._stalled(now, patience):
            self.transport.abort()

    def _reading(self) -> bool:
        """Whether it is the client that is waited for, and not the application that does not read."""
        return not self.flow.read_paused

    def _stalled(self, now: float, patience: float) -> bool:
        unsent = self.transport.get_write_buffer_size()
        if unsent != self._unsent or unsent == 0:
            self._unsent, self._unsent_since = unsent, now
        return unsent > 0 and now - self._unsent_since > patience

    def _refuse(self, status: int, problem: str) -> None:
        if self.cycle is None or self.cycle.response_complete:
            text = f"{problem}\n".encode()
            head = STATUS_LINE[status] + b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
            self.transport.write(head + b"content-length: %d\r\n\r\n" % len(text) + text)
            self.transport.close()
        else:
            self.transport.abort()


class _Server(uvicorn.Server):
    """Looks after workers and log ten times a second, and after its connections once."""

    def __init__(self, config: uvicorn.Config, pool: Pool, app: Observed, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._pool, self._observed, self._ready = pool, app, ready
        self._looking: asyncio.Task[None] | None = None

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """A signal ends the server, and then nothing else: uvicorn would raise it again, past what is to be closed."""
        loop = asyncio.get_running_loop()
        for ending in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(ending, self.handle_exit, ending, None)
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._looking = asyncio.create_task(self._look())  # not uvicorn's ticks: they end before the last answers do
        self._ready()  # from here on it answers, and a signal ends it in order

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        if self._looking is not None:
            self._looking.cancel()
        self._observed.flush()

    async def _look(self) -> None:
        upcoming = 0.0
        while True:
            self._pool.end_overdue()
            self._observed.flush()
            if (now := monotonic()) >= upcoming:
                upcoming = now + _BETWEEN_LOOKS
                for connection in list(self.server_state.connections):
                    if isinstance(connection, _Protocol):
                        connection.look(now, self._pool.settings.patience)
            await asyncio.sleep(_TICK)


def run(settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until a signal ends it; ``ready`` is called when requests are answered. Raises StoreError."""
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # what a client does wrong is told to the client
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a file for each connection, and for each slow reader
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings, listener, ready))


async def _serve(settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    pool = Pool(settings)
    await pool.start()
    overview = Overview(settings, pool.watch) if settings.pages else None
    try:
        app = application(pool, overview)
        await _Server(_config(settings, app), pool, app, ready).serve(sockets=[listener])
    finally:
        if overview is not None:
            await overview.close()
        await pool.close()


def _config(settings: Settings, app: Observed) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        headers=_HEADERS,
        limit_concurrency=settings.connections,
        timeout_keep_alive=round(settings.patience),
        timeout_graceful_shutdown=round(settings.timeout + settings.patience),
    )
