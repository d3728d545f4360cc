"""A progress bar: on stderr, and only where that is a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["bar", "clear", "draw"]

_WIDTH = 30
_PATIENCE, _BEAT = 1.0, 0.1  # seconds before there is a bar at all, and between two looks of it


def draw(done: int, total: int) -> None:
    """The bar with so much done."""
    full = _WIDTH * done // total
    click.echo(f"\r[{'#' * full}{'.' * (_WIDTH - full)}] {done}/{total}\x1b[K", nl=False, err=True)


def clear() -> None:
    """The line without the bar."""
    click.echo("\r\x1b[K", nl=False, err=True)


@contextmanager
def bar() -> Iterator[Callable[[int, int], None]]:
    """Gives what is to be told how much is done, of how much; there is a bar once that has taken a second."""
    due = time.monotonic() + _PATIENCE
    shown = False

    def progress(done: int, total: int) -> None:
        nonlocal due, shown
        if sys.stderr.isatty() and time.monotonic() >= due:
            draw(done, total)
            due, shown = time.monotonic() + _BEAT, True

    try:
        yield progress
    finally:
        if shown:
            clear()
