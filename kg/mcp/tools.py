"""All tools by name."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.mcp.evidence import evidence_tool
from kg.mcp.questions import question_tools
from kg.mcp.sparql import sparql_tool
from kg.mcp.things import entity_tool, search_tool

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.mcp.tool import Tool

__all__ = ["tools"]


@cache
def tools() -> Mapping[str, Tool]:
    """What can be called, in the order in which it is listed."""
    listed = (search_tool(), entity_tool(), evidence_tool(), *question_tools(), sparql_tool())
    return MappingProxyType({one.name: one for one in listed})
