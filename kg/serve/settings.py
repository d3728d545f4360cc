"""How a server is set up: what it serves, where, and its limits."""

from __future__ import annotations

import os
from dataclasses import dataclass

__all__ = ["Settings"]

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``kg serve`` can be told.

    Parameters: ``store`` as :func:`kg.opening.open_store` takes it; ``workers``, processes that answer; ``timeout``,
    seconds that an answer may take before its worker is ended; ``result_bytes`` and ``request_bytes``, the longest
    answer and request; ``memory``, bytes that a worker may have; ``waiting``, tasks that may wait for a worker;
    ``connections`` at one time; ``cache_bytes``, room for short answers that are given again while the store stays the
    same; ``patience``, seconds that a client may take to send a request, or to take the next bytes of an answer;
    ``log_format``, text, json or none; ``pages``, whether the pages of :mod:`kg.site` are served.
    """

    store: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = os.cpu_count() or 1
    timeout: float = 30.0
    result_bytes: int = 1024 * MIB
    request_bytes: int = 2 * MIB
    memory: int = 6144 * MIB
    waiting: int = 100
    connections: int = 1000
    cache_bytes: int = 64 * MIB
    patience: float = 20.0
    log_format: str = "text"
    pages: bool = True
