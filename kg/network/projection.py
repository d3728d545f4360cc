"""Projections of the hypergraph: an edge between each two members of an agreement, with two weights."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.rows import uncollected
from kg.vocab import code_iri, concepts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.network.hypergraph import Agreement, Hypergraph, Place, Signatory

__all__ = ["RANKS", "by_field", "by_party", "by_place", "by_ties"]

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
        return _party(who, graph.places.get(who.place or ""))

    return _projected(agreements, {a.iri: a.signatories for a in agreements}, node)


def by_ties(
    signatories: Mapping[str, Signatory], places: Mapping[str, Place], ties: Iterable[tuple[str, str, int, int]]
) -> nx.Graph[str]:
    """The same without agreements, from ties: two parties, a number of signatories, how many agreements of so many."""
    projected: nx.Graph[str] = nx.Graph()
    for iri, who in sorted(signatories.items()):
        if who.agreements:
            about = _party(who, places.get(who.place or ""))
            projected.add_node(iri, **about, agreements=who.agreements)
    with uncollected():
        weights: dict[tuple[str, str], list[float]] = {}
        for one, other, size, agreements in ties:
            edge = weights.setdefault((one, other), [0, 0.0])
            edge[0] += agreements
            edge[1] += agreements / (size - 1)
        projected.add_edges_from(
            (*pair, {"weight": weight, "newman": round(newman, 9)})
            for pair, (weight, newman) in weights.items()
            if pair[0] in projected and pair[1] in projected
        )
    return _with_partners(projected)


def _party(who: Signatory, place: Place | None) -> dict[str, Any]:
    return {
        "label": who.label,
        "type": who.type,
        "kind": who.kind,
        "place": place.label if place else None,
        "level": place.level if place else None,
        "size": who.size,
        "named": who.type != "unnamed",
    }


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
    with uncollected():
        for agreement in agreements:
            joined = sorted(set(members[agreement.iri]))
            for iri in joined:
                of_node.setdefault(iri, []).append(agreement.iri)
            if len(joined) > 1:
                part = (agreement, 1 / (len(joined) - 1))
                for pair in combinations(joined, 2):
                    shared.setdefault(pair, []).append(part)
        for iri, own in sorted(of_node.items()):
            projected.add_node(iri, **node(iri), agreements=len(own), agreement_iris=own)
        projected.add_edges_from((*pair, _edge(shared[pair])) for pair in sorted(shared))
    return _with_partners(projected)


def _with_partners(projected: nx.Graph[str]) -> nx.Graph[str]:
    """The graph, each node with the number of its named partners."""
    named = {iri for iri, data in projected.nodes(data=True) if data["named"]}
    for iri, neighbours in projected.adjacency():
        projected.nodes[iri]["partners"] = len(neighbours.keys() & named)
    return projected


def _edge(found: list[tuple[Agreement, float]]) -> dict[str, Any]:
    agreements = [agreement for agreement, _ in found]
    return {
        "weight": len(found),
        "newman": round(sum([share for _, share in found]), 9),
        "agreements": [agreement.iri for agreement in agreements],
        "first": min([one.earliest for one in agreements if one.earliest], default=None),
        "last": max([one.latest for one in agreements if one.latest], default=None),
        "fields": sorted(set().union(*[one.fields for one in agreements])),
    }
