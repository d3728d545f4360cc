"""What a worker of :mod:`kg.serve` is asked to do: to call a tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.mcp.bounds import fitted
from kg.mcp.tools import tools
from kg.serve.tasks import Reply, json_reply

if TYPE_CHECKING:
    from kg.mcp.bounds import JSON
    from kg.store import Readable

__all__ = ["called"]


def called(store: Readable, *, name: str, arguments: JSON) -> Reply:
    """The answer of a tool to arguments that fit its schema. Raises InputError."""
    return json_reply(fitted(tools()[name].answer(store, arguments)))
