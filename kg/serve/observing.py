"""What an operator sees: a line a response, and figures for Prometheus.

No query and no header of a client is put down: a query is known by its digest.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from hashlib import blake2b
from time import perf_counter
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prometheus_client.core import Metric
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from kg.serve.pool import Pool

__all__ = ["Observed"]

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_AREAS = frozenset({"sparql", "api", "id", "code", "healthz", "metrics"})
_LONGEST_PATH = 200
_MOST_LINES = 500


class Observed:
    """An ASGI application that puts down the responses of ``app``; ``figures`` are Prometheus's text."""

    def __init__(self, app: ASGIApp, pool: Pool) -> None:
        self._app, self._format = app, pool.settings.log_format
        self._lines: list[str] = []
        self._registry = CollectorRegistry()
        self._registry.register(_Workers(pool))
        labels = ("area", "status")
        self._responses = Counter("accord_responses", "Responses.", labels, registry=self._registry)
        self._bytes = Counter(
            "accord_response_bytes", "Bytes of responses' bodies.", ("area",), registry=self._registry
        )
        self._seconds = Histogram(
            "accord_response_seconds", "From request to the end of the response.", ("area",), buckets=_BUCKETS,
            registry=self._registry,
        )  # fmt: skip
        self._of_area = {area: (self._bytes.labels(area), self._seconds.labels(area)) for area in (*_AREAS, "other")}
        self._of_status: dict[tuple[str, int], Counter] = {}

    def figures(self) -> bytes:
        """All figures in Prometheus's text format."""
        return generate_latest(self._registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and put down what came of it."""
        start = perf_counter()
        status, length, whole = 0, 0, False

        async def counted(message: Message) -> None:
            nonlocal status, length, whole
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                length += len(message.get("body", b""))
                whole = not message.get("more_body", False)
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            seconds = perf_counter() - start
            area = scope["path"].split("/", 2)[1]
            self._count(area if area in _AREAS else "other", status, length, seconds)
            if self._format != "none":
                self._log(scope, status, length, seconds, whole=whole)

    def _count(self, area: str, status: int, length: int, seconds: float) -> None:
        if (counter := self._of_status.get((area, status))) is None:
            counter = self._of_status[area, status] = self._responses.labels(area, str(status))
        sent, taken = self._of_area[area]
        counter.inc()
        sent.inc(length)
        taken.observe(seconds)

    def _log(self, scope: Scope, status: int, length: int, seconds: float, *, whole: bool) -> None:
        client = scope.get("client")
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": client[0] if client else "",
            "method": scope["method"],
            "path": scope["path"][:_LONGEST_PATH],
            "status": status,
            "bytes": length,
            "ms": round(seconds * 1000, 1),
        }
        if not whole:
            line["cut"] = True
        if (query := scope.get("accord.query")) is not None:
            line["query"] = blake2b(query.encode("utf-8", "replace"), digest_size=6).hexdigest()
        if self._format == "json":
            text = json.dumps(line)
        else:
            text = " ".join(f"{name}={value}" for name, value in line.items() if name not in ("time", "path"))
            text = f"{line['time']} {ascii(line['path'])[1:-1]} {text}"
        self._lines.append(text + "\n")
        if len(self._lines) >= _MOST_LINES:
            self.flush()

    def flush(self) -> None:
        """Write the lines that wait: one write for many is a tenth of the work."""
        if self._lines:
            sys.stderr.write("".join(self._lines))
            sys.stderr.flush()
            self._lines.clear()


class _Workers(Collector):
    """The pool's own figures, read when they are asked for."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def collect(self) -> Iterator[Metric]:
        pool = self._pool
        for name, about, value in (
            ("workers", "Workers with an open store.", pool.workers),
            ("workers_busy", "Workers that answer.", pool.busy),
            ("waiting", "Tasks that wait for a worker.", pool.waiting),
        ):
            yield GaugeMetricFamily(f"accord_{name}", about, value)
        yield CounterMetricFamily(
            "accord_cache_hits", "Answers from the cache, without a worker.", value=pool.cache.hits
        )
        ended = CounterMetricFamily("accord_workers_ended", "Workers that have ended.", labels=["why"])
        for why in ("timeout", "broken", "abandoned", "unready"):
            ended.add_metric([why], pool.ended[why])
        yield ended

    def describe(self) -> Iterable[Metric]:
        return []
