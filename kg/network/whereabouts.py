"""Where the parties of a network are, and what they are called in other languages; read when it is asked for."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.query import read_query

if TYPE_CHECKING:
    from kg.network.hypergraph import Hypergraph

__all__ = ["Whereabouts"]

_POINT = re.compile(r"POINT\s*\(\s*(-?[0-9.]+)\s+(-?[0-9.]+)\s*\)", re.IGNORECASE)


class Whereabouts:
    """``of`` gives the place of a node, ``places`` what is known of each place, ``names`` labels by language."""

    def __init__(self, graph: Hypergraph) -> None:
        self._graph = graph

    def of(self, node: str) -> str | None:
        """The place of a party, or the place itself."""
        if node in self._graph.places:
            return node
        signatory = self._graph.signatories.get(node)
        return signatory.place if signatory else None

    @cached_property
    def places(self) -> dict[str, dict[str, Any]]:
        """By IRI: label, level, above (IRIs of all places that it lies within) and point (longitude, latitude)."""
        points: dict[str, tuple[float, float]] = {}
        for row in self._graph.store.select(read_query("network", "points").text) if self._graph.store else ():
            if found := _POINT.search(str(row.wkt)):
                points.setdefault(str(row.place), (float(found[1]), float(found[2])))
        return {
            iri: {"label": place.label, "level": place.level, "above": list(place.above), "point": points.get(iri)}
            for iri, place in sorted(self._graph.places.items())
        }

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """The first label of each party and place in each language that is stated, by IRI."""
        found: dict[str, dict[str, str]] = {}
        for row in self._graph.store.select(read_query("network", "names").text) if self._graph.store else ():
            found.setdefault(str(row.thing), {}).setdefault(str(row.language), str(row.label))
        return found
