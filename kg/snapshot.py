"""The packaged corpora as one ready-made graph, so that a question is answered at once.

``data/graph.trig`` is what :func:`kg.pipeline.build` makes of the packaged records, with the checksum
of all that it is made from in its first line. When a record, a place or a code has changed since, the
checksum differs and the records are read instead. A test fails when the file itself is stale.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import __version__, resources
from kg.errors import InputError
from kg.store import Store

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["GRAPH_FILE", "first_line", "load"]

GRAPH_FILE = "graph.trig"


def _ingredients() -> list[Path]:
    """The files that the packaged graph is made from."""
    data = resources.path("data")
    return [
        resources.path("ontology", "schemes.ttl"),
        *sorted(data.glob("*/records.yaml")),
        *sorted(data.glob("*/places.yaml")),
    ]


def first_line() -> str:
    """The line that a fresh snapshot begins with. A checksum is enough: it guards against forgetting, not malice."""
    checksum = zlib.crc32(__version__.encode())
    for path in _ingredients():
        checksum = zlib.crc32(path.read_bytes(), checksum)
    return f"# Made by `make generated` from the packaged records; CC BY 4.0; checksum {checksum:08x}"


def load() -> Store | None:
    """The packaged corpora as a store in memory, or None where there is no fresh snapshot."""
    try:
        content = resources.path("data", GRAPH_FILE).read_bytes()
    except InputError:
        return None
    if not content.startswith(first_line().encode() + b"\n"):
        return None
    engine = ox.Store()
    engine.load(content, format=ox.RdfFormat.TRIG)
    return Store(engine, "packaged corpora")
