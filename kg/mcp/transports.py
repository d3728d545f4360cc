"""How agents reach the server: on stdio, or by streamable HTTP on the loopback."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from kg.errors import AccordError
from kg.mcp.server import Agents
from kg.serve.pool import Pool

if TYPE_CHECKING:
    import socket
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence

    from kg.serve.settings import Settings

__all__ = ["PATH", "over_http", "over_stdio"]

PATH = "/mcp"
_LONGEST = 1 << 20  # bytes of a request
_BETWEEN_LOOKS = 0.2  # seconds


def over_stdio(settings: Settings) -> None:
    """Speak the protocol on stdin and stdout until stdin ends. Raises StoreError, RecordError."""

    async def spoken() -> None:
        # In this order: what workers print must not go to stdout.
        async with stdio_server() as (incoming, outgoing), _pool(settings) as pool:
            server = Agents(pool).server
            await server.run(incoming, outgoing, server.create_initialization_options())

    logging.getLogger("mcp").setLevel(logging.ERROR)
    try:
        asyncio.run(spoken())
    except ExceptionGroup as group:  # of the SDK's tasks
        ours, _ = group.split(AccordError)
        raise next(_leaves(ours)) if ours is not None else group from None


def over_http(
    settings: Settings,
    listener: socket.socket,
    ready: Callable[[], None],
    hosts: Sequence[str] = (),
    origins: Sequence[str] = (),
) -> None:
    """Speak the protocol by streamable HTTP at ``/mcp`` until a signal ends it.

    Parameters: ``listener`` listens at a loopback address; ``ready`` is called when the workers are; ``hosts`` and
    ``origins`` are allowed in the headers Host and Origin beside the loopback's own, so that no page of another site
    gets at the server by a name that it made point here (DNS rebinding). Raises StoreError, RecordError.
    """
    uvicorn = import_module("uvicorn")  # stdio does without it
    port = listener.getsockname()[1]
    own = [f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=[*own, *hosts],
        allowed_origins=[*(f"http://{name}" for name in own), *origins],
    )

    async def served() -> None:
        async with _pool(settings) as pool:
            app = Agents(pool).server.streamable_http_app(
                streamable_http_path=PATH,
                stateless_http=True,
                json_response=True,
                max_request_body_size=_LONGEST,
                transport_security=security,
            )
            config = uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                ws="none",
                limit_concurrency=settings.connections,
                timeout_graceful_shutdown=round(settings.timeout),
            )
            ready()
            await uvicorn.Server(config).serve(sockets=[listener])

    asyncio.run(served())


@asynccontextmanager
async def _pool(settings: Settings) -> AsyncIterator[Pool]:
    """The workers, ended one by one when their time is over and all at the end. Raises StoreError, RecordError."""
    pool = Pool(settings)

    async def look() -> None:
        while True:
            await asyncio.sleep(_BETWEEN_LOOKS)
            pool.end_overdue()

    await pool.start()
    looking = asyncio.create_task(look())
    try:
        yield pool
    finally:
        looking.cancel()
        await pool.close()


def _leaves(group: ExceptionGroup[AccordError]) -> Iterator[AccordError]:
    """The errors in a group of groups."""
    for one in group.exceptions:
        if isinstance(one, ExceptionGroup):
            yield from _leaves(one)
        else:
            yield one
