"""Questions asked merged: what the identity graph says is one counts as one.

The build of the identity graph (:mod:`kg.unify`) states the merged form of three properties; a merged question is
the same text with these in the place of what the sources state.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.vocab import term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store import Readable

__all__ = ["canonical", "merged_text"]

_MERGED = {"hasParty": "mergedParty", "ofPlace": "mergedPlace", "within": "mergedWithin"}


def merged_text(store: Readable, text: str) -> str:
    """``text`` of a question with merged properties. QueryError where the store has no identity graph."""
    if not store.select(f"SELECT ?party {{ ?agreement {term('accord:mergedParty')} ?party }} LIMIT 1"):
        raise QueryError("the store has no identity graph: decide with kg identity, then kg identity --apply")
    return re.sub(r"accord:(hasParty|ofPlace|within)\b", lambda match: f"accord:{_MERGED[match[1]]}", text)


def canonical(store: Readable, terms: Iterable[NamedNode | Literal]) -> list[NamedNode | Literal]:
    """What stands for each of the terms in the identity graph, or the term itself; each once."""
    found: dict[NamedNode | Literal, None] = {}
    for node in terms:
        found |= dict.fromkeys([node] if isinstance(node, Literal) else _standing(store, node) or [node])
    return list(found)


def _standing(store: Readable, node: NamedNode) -> list[NamedNode | Literal]:
    rows = store.select(f"SELECT DISTINCT ?one {{ {node} {term('accord:canonical')} ?one }}")
    return [NamedNode(str(row[0])) for row in rows]
