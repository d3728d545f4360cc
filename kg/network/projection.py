"""Projections of the hypergraph: an edge between each two members of an agreement, with two weights."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.vocab import code_iri, concepts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.network.hypergraph import Agreement, Hypergraph

__all__ = ["RANKS", "by_field", "by_party", "by_place"]

RANKS = (
    frozenset({"country"}),
    frozenset({"province", "municipality", "autonomous-region"}),
    frozenset({"prefecture-city", "city"}),
    frozenset({"district", "county"}),
    frozenset({"park", "functional-area"}),
    frozenset({"region"}),
)
Members = "Callable[[Agreement], Iterable[str]]"


def by_party(graph: Hypergraph, agreements: list[Agreement]) -> nx.Graph[str]:
    """Who signed with whom; a node a signatory, named or not."""

    def node(iri: str) -> dict[str, Any]:
        who = graph.signatories[iri]
        place = graph.places.get(who.place or "")
        return {
            "label": who.label,
            "type": who.type,
            "kind": who.kind,
            "place": place.label if place else None,
            "level": place.level if place else None,
            "size": who.size,
            "named": who.type != "unnamed",
        }

    return _projected(agreements, {a.iri: a.signatories for a in agreements}, node)


def by_place(graph: Hypergraph, agreements: list[Agreement], level: str | None) -> nx.Graph[str]:
    """Which places' parties signed together; ``level`` rolls each place up to its ancestor of that rank."""

    def node(iri: str) -> dict[str, Any]:
        place = graph.places[iri]
        plain = {"label": place.label, "type": "place", "kind": None, "place": None, "level": place.level}
        return plain | {"size": None, "named": True}

    members = {}
    for agreement in agreements:
        places = (graph.signatories[iri].place for iri in agreement.signatories)
        rolled = (_rolled(graph, place, level) for place in places if place is not None)
        members[agreement.iri] = sorted({place for place in rolled if place is not None})
    return _projected(agreements, members, node)


def by_field(agreements: list[Agreement]) -> nx.Graph[str]:
    """Which fields are agreed on together; a node a field as stated."""
    fields = concepts("field")

    def node(iri: str) -> dict[str, Any]:
        code = iri.rpartition("/")[2]
        label = fields[code].labels.get("en", code) if code in fields else code  # other stores may know more fields
        plain = {"label": label, "type": "field", "kind": code}
        return plain | {"place": None, "level": None, "size": None, "named": True}

    members = {a.iri: [code_iri("field", code) for code in sorted(a.fields)] for a in agreements}
    return _projected(agreements, members, node)


def _rolled(graph: Hypergraph, place: str, level: str | None) -> str | None:
    """The place itself, or its ancestor (or self) of the rank of ``level``; None if it has none."""
    if level is None:
        return place if place in graph.places else None
    rank = next(ranks for ranks in RANKS if level in ranks)
    line = [place, *graph.places[place].above] if place in graph.places else []
    return next((iri for iri in line if iri in graph.places and graph.places[iri].level in rank), None)


def _projected(
    agreements: list[Agreement], members: Mapping[str, Iterable[str]], node: Callable[[str], dict[str, Any]]
) -> nx.Graph[str]:
    """The weighted graph over the members of each agreement, nodes and edges in the order of their IRIs."""
    projected: nx.Graph[str] = nx.Graph()
    shared: dict[tuple[str, str], list[tuple[Agreement, float]]] = {}
    of_node: dict[str, list[str]] = {}
    for agreement in agreements:
        joined = sorted(set(members[agreement.iri]))
        for iri in joined:
            of_node.setdefault(iri, []).append(agreement.iri)
        for pair in combinations(joined, 2):
            shared.setdefault(pair, []).append((agreement, 1 / (len(joined) - 1)))
    for iri, own in sorted(of_node.items()):
        projected.add_node(iri, **node(iri), agreements=len(own), agreement_iris=own)
    for (one, other), found in sorted(shared.items()):
        projected.add_edge(one, other, **_edge(found))
    for iri, neighbours in projected.adjacency():
        named = sum(1 for neighbour in neighbours if projected.nodes[neighbour]["named"])
        projected.nodes[iri]["partners"] = named
    return projected


def _edge(found: list[tuple[Agreement, float]]) -> dict[str, Any]:
    details = [agreement.details for agreement, _ in found]
    return {
        "weight": len(found),
        "newman": round(sum(share for _, share in found), 9),
        "agreements": [agreement.iri for agreement, _ in found],
        "first": min((known["earliest"] for known in details if known["earliest"]), default=None),
        "last": max((known["latest"] for known in details if known["latest"]), default=None),
        "fields": sorted({code for agreement, _ in found for code in agreement.fields}),
    }
