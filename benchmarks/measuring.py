"""CPU time and memory of whole commands and of functions, and tables of them."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from resource import RUSAGE_SELF, getrusage
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KG = [sys.executable, "-m", "kg"]


class Cost(NamedTuple):
    """CPU seconds (user and system, all threads) and the peak of memory in MB."""

    cpu: float
    peak: float


def cost(command: Sequence[str]) -> Cost:
    """What one run of a command costs. CalledProcessError if it fails."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def cost_of(function: Callable[..., float], *arguments: object) -> Cost:
    """What a function costs in a process of its own; it gives the CPU seconds that count."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, function, *arguments).result()


def _measured(function: Callable[..., float], *arguments: object) -> Cost:
    seconds = function(*arguments)
    return Cost(seconds, getrusage(RUSAGE_SELF).ru_maxrss / 1024)


def table(rows: Sequence[Sequence[object]]) -> str:
    """Rows of text and numbers, columns in line; the first row is the heading."""
    cells = [[f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) if not index else cell.rjust(width) for index, (cell, width) in enumerate(pairs))
        for pairs in (list(zip(row, widths, strict=True)) for row in cells)
    ]
    return "\n".join(line.rstrip() for line in lines)
