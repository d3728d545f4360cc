"""The options that choose a view of the partner network, shared by network and measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from kg.cli.app import merged_option, opened, store_option

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Unpack

    import networkx as nx

__all__ = ["ViewOptions", "view_options", "viewed"]

F = TypeVar("F", bound="Callable[..., Any]")


class ViewOptions(TypedDict):
    """What :func:`view_options` hands to a command."""

    store: str | None
    view: str
    field: str | None
    start: str | None
    end: str | None
    on: str | None
    merged: bool
    level: str | None


def view_options(function: F) -> F:
    """``--store``, ``--view``, its filters and ``--level``."""
    options = (
        store_option,
        click.option(
            "--view", type=click.Choice(["parties", "places", "fields"]), default="parties", show_default=True
        ),
        click.option("--field", metavar="FIELD", help="Only agreements in this field or a narrower one."),
        click.option(
            "--from", "start", metavar="YYYY-MM-DD", help="Only what possibly was signed on this day or later."
        ),
        click.option("--to", "end", metavar="YYYY-MM-DD", help="Only what possibly was signed on this day or earlier."),
        click.option(
            "--on", metavar="YYYY-MM-DD", help="Only those who possibly were parties to the agreement on this day."
        ),
        merged_option,
        click.option("--level", metavar="LEVEL", help="Roll places up to this level. [default: own]"),
    )
    for option in reversed(options):
        function = option(function)
    return function


def viewed(**chosen: Unpack[ViewOptions]) -> nx.Graph[str]:
    """The view that the options choose."""
    from kg import network

    return network.view(
        opened(chosen["store"]),
        chosen["view"],
        field=chosen["field"],
        start=chosen["start"],
        end=chosen["end"],
        on=chosen["on"],
        level=chosen["level"],
        merged=chosen["merged"],
    )
