"""Measures of a network: degree, strength, PageRank, betweenness and community of each who has a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.errors import InputError
from kg.network import centrality
from kg.network.grouping import SEED, is_named, named_part, partition
from kg.network.naming import Community, named

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

__all__ = ["EXACT_UP_TO", "FEWEST_PIVOTS", "PIVOTS", "Measures", "NodeMeasures", "annotate", "measures"]

EXACT_UP_TO = 2000  # nodes
PIVOTS = 1000  # above that
FEWEST_PIVOTS = 2  # of one source nothing can be said of the source itself
WEIGHTS = ("weight", "newman")
_DIGITS = 9  # in files and tables: those that hold from machine to machine


@dataclass(frozen=True, slots=True)
class NodeMeasures:
    """What is measured of one node.

    ``degree`` is the number of partners, ``strength`` the sum of the weights of the ties with them, ``community``
    the number of its community. PageRanks sum up to 1; betweenness is a share of all pairs of others.
    """

    degree: int
    strength: float
    pagerank: float
    betweenness: float
    community: int


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures of each node by IRI, in the order of IRIs, and the communities, the biggest first.

    ``pivots`` is the number of sources that betweenness was estimated from, None where it is exact; ``modularity``
    says how much more of the weight lies within communities than chance would put there: near 0 they mean little.
    """

    nodes: dict[str, NodeMeasures]
    communities: tuple[Community, ...]
    weight: str
    pivots: int | None
    modularity: float

    def values(self, iri: str) -> dict[str, Any]:
        """The measures of a node as files and tables show them: rounded to nine digits, the community by its name."""
        node = self.nodes[iri]
        shown = {
            "degree": node.degree,
            "strength": int(node.strength) if self.weight == "weight" else _rounded(node.strength),
            "pagerank": _rounded(node.pagerank),
            "betweenness": _rounded(node.betweenness),
        }
        estimated = {} if self.pivots is None else {"pivots": self.pivots}
        return shown | estimated | {"community": self.communities[node.community - 1].name}


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def measures(
    network: nx.Graph[Any],
    *,
    weight: str = "weight",
    pivots: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Measures:
    """Measure a network that :func:`kg.network.view` gives.

    ``weight`` is what counts for strength, PageRank and communities: weight (agreements shared) or newman (an
    agreement of many counts no more than one of two). Betweenness counts each tie as one step, since a weight says
    how close two are, not how far. It is exact up to 2,000 nodes and estimated from 1,000 sources above; ``pivots``
    sets another number of sources, and as many as there are nodes, or more, make it exact. ``progress`` is told how
    many sources are done, of how many.

    A group that the source counts without naming is no one node: it is left out, and who shares an agreement with
    it gets nothing for that. It has no measures, and goes with a community without being counted there. The same
    network gives the same answers, equal to networkx's of the part with names, in the order of IRIs and with seed
    20200401. Raises InputError for another weight and for less than two pivots.
    """
    if weight not in WEIGHTS:
        raise InputError(f"{weight!r} is no weight; there is {', '.join(WEIGHTS)}")
    if pivots is not None and pivots < FEWEST_PIVOTS:
        raise InputError(f"betweenness needs at least {FEWEST_PIVOTS} pivots, not {pivots}")
    part = named_part(network, weight)
    graph = centrality.arrays(part, weight)
    sampled = pivots if pivots is not None else PIVOTS if len(part) > EXACT_UP_TO else len(part)
    drawn = centrality.drawn(len(part), sampled, SEED) if sampled < len(part) else None
    groups = partition(part, weight)
    home = {node: number for number, group in enumerate(groups) for node in group}
    columns = (
        graph.degrees.tolist(),
        graph.strengths.tolist(),
        centrality.pagerank(graph).tolist(),
        centrality.betweenness(graph, drawn, progress).tolist(),
        [home[node] + 1 for node in part],
    )
    return Measures(
        nodes={node: NodeMeasures(*values) for node, *values in zip(part, *columns, strict=True)},
        communities=tuple(named(network, groups, weight)),
        weight=weight,
        pivots=None if drawn is None else sampled,
        modularity=_modularity(graph, np.array(columns[-1], dtype=np.int64)),
    )


def _modularity(graph: centrality.Arrays, communities: centrality.Numbers) -> float:
    """The modularity of communities (M. E. J. Newman, Physical Review E 70, 056131, 2004), 0 where there is no tie."""
    both_ways = graph.weights.sum()
    if not both_ways:
        return 0.0
    home = np.repeat(communities, graph.degrees)
    inside = graph.weights[home == communities[graph.targets]].sum() / both_ways
    shares = np.bincount(communities, weights=graph.strengths) / both_ways
    return float(inside - (shares**2).sum())


def annotate(network: nx.Graph[Any], found: Measures) -> None:
    """Put measures on the nodes of their network as attributes (see :meth:`Measures.values`), for its files.

    A group without names gets its community alone. ``network.graph["measures"]`` says how they were made.
    """
    for iri in found.nodes:
        network.nodes[iri].update(found.values(iri))
    for community in found.communities:
        for iri in community.unnamed:
            network.nodes[iri]["community"] = community.name
    network.graph["measures"] = {
        "weight": found.weight,
        "pivots": found.pivots,
        "modularity": _rounded(found.modularity),
        "communities": [
            {"name": each.name, "named_by": each.named_by, "size": each.size} for each in found.communities
        ],
        "unnamed": sum(not is_named(network, node) for node in network),
    }
