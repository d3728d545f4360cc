"""The verb serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.app import note, store_option
from kg.cli.numbers import Number
from kg.serve.settings import MIB, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["serve"]

_USUAL = Settings()
_LEAST_MEMORY = 256  # MB; with less the engine cannot start


def _limit(option: str, field: str, kind: click.ParamType[Any], about: str) -> Callable[[Callable[..., None]], Any]:
    """An option for a field of the settings, with its usual value."""
    return click.option(option, field, default=getattr(_USUAL, field), show_default=True, type=kind, help=about)


def _size(option: str, field: str, about: str, least: int = 1) -> Callable[[Callable[..., None]], Any]:
    """An option in megabytes for a field in bytes."""
    return click.option(
        option,
        field,
        default=getattr(_USUAL, field) // MIB,
        show_default=True,
        type=click.IntRange(least, 1_000_000),
        metavar="MB",
        callback=lambda _context, _parameter, value: value * MIB,
        help=about,
    )


@click.command(
    epilog="Examples: kg serve; kg serve --store agreements.store --port 8080; "
    "kg serve --store agreements.store --workers 8 --timeout 10 --log-format json. "
    "Behind nginx: see docs/serve.md."
)
@store_option
@_limit("--host", "host", click.STRING, "Address to listen at.")
@_limit("--port", "port", click.IntRange(0, 65_535), "Port to listen at; 0 takes a free one.")
@click.option(
    "--workers",
    default=_USUAL.workers,
    type=click.IntRange(1, 256),
    help="Processes that answer. [default: one a core]",
)
@_limit("--timeout", "timeout", Number(0.1, 86_400), "Seconds that an answer may take.")
@_size("--max-answer", "result_bytes", "Longest answer.")
@_size("--max-request", "request_bytes", "Longest body of a request.")
@_size("--memory", "memory", "Memory that each worker may have.", _LEAST_MEMORY)
@_size("--cache", "cache_bytes", "Room for short answers, given again while the store stays the same; 0 for none.", 0)
@_limit("--max-waiting", "waiting", click.IntRange(0, 100_000), "Requests that may wait for a worker; more get 503.")
@_limit("--max-connections", "connections", click.IntRange(1, 100_000), "Connections at one time.")
@_limit(
    "--patience",
    "patience",
    Number(1, 3_600),
    "Seconds that a client may take to send a request, or to take the next bytes of an answer.",
)
@_limit("--log-format", "log_format", click.Choice(["text", "json", "none"]), "A line a response, on stderr.")
@click.option(
    "--pages/--no-pages",
    default=_USUAL.pages,
    help="Serve the pages of kg site, made of the store as it is. [default: yes]",
)
def serve(**given: Any) -> None:  # noqa: ANN401 - the options are the fields of Settings
    """Serve a store: SPARQL endpoint, questions as an API, and a page for every thing at its address. Read-only.

    A query past its time is ended and told so, while others go on. When the store is built anew, the answers follow.
    """
    from kg import serve as serving

    serving.serve(Settings(**given), lambda at: note(f"serving {at} (endpoint {at}sparql, questions {at}api/)"))
