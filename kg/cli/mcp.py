"""The verb mcp."""

from __future__ import annotations

import os

import click

from kg.cli.app import note, store_option
from kg.cli.numbers import Number
from kg.errors import InputError, MissingExtra
from kg.serve.listening import listening
from kg.serve.settings import MIB, Settings

__all__ = ["mcp"]

_WORKERS, _TIMEOUT, _PORT, _ANSWER = 2, 60.0, 8765, 8 * MIB


@click.command(
    epilog="To add it to a client over stdio, put into its configuration, in the object mcpServers: "
    '"accord": {"command": "kg", "args": ["mcp", "--store", "/path/to/agreements.store"]}. '
    "Over HTTP: kg mcp --http, and give the client the address http://127.0.0.1:8765/mcp. "
    "What is needed: pip install 'accord-kg[mcp]'."
)
@store_option
@click.option("--http", is_flag=True, help="Speak streamable HTTP on 127.0.0.1 instead of stdio.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=_PORT,
    show_default=True,
    help="With --http: the port; 0 takes a free one.",
)
@click.option("--allow-host", multiple=True, metavar="HOST:PORT", help="With --http: a further Host that is answered.")
@click.option("--allow-origin", multiple=True, metavar="URL", help="With --http: a further Origin that is answered.")
@click.option(
    "--timeout",
    type=Number(0.1, 86_400),
    default=_TIMEOUT,
    show_default=True,
    help="Seconds that a call may take.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=_WORKERS, show_default=True, help="Calls at one time.")
def mcp(
    store: str | None,
    http: bool,
    port: int,
    allow_host: tuple[str, ...],
    allow_origin: tuple[str, ...],
    timeout: float,
    workers: int,
) -> None:
    """Let agents ask a store, by the Model Context Protocol: search, questions, evidence, SPARQL. Nothing is changed.

    Without --http it speaks on stdin and stdout, for a client that starts it.
    """
    if os.name != "posix":
        raise InputError("kg mcp needs Linux or macOS: it ends processes by the timer of the kernel")
    settings = Settings(store=store, port=port, workers=workers, timeout=timeout, result_bytes=_ANSWER)
    try:
        from kg.mcp import transports
    except ImportError as error:
        raise MissingExtra(str(error.name or "mcp").partition(".")[0], "mcp") from None
    if not http:
        transports.over_stdio(settings)
        return
    with listening("127.0.0.1", port) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}{transports.PATH}"
        transports.over_http(
            settings, listener, lambda: note(f"agents are answered at {address}"), allow_host, allow_origin
        )
