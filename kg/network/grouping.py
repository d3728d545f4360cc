"""Who belongs together: Louvain's communities of a network, for the measures and for the islands of the page.

By networkx, so that an answer does not hang on what else is installed. Louvain's outcome follows the order in which
it meets nodes and edges, therefore they are numbered by IRI first: the same network gives the same communities in
whatever order it was put together. Another release of networkx may settle ties in another way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SEED", "homes", "is_named", "named_part", "partition"]

SEED = 20200401  # of Louvain's shuffling and of the draw of pivots; any number will do as long as it stays


def is_named(network: nx.Graph[Any], node: str) -> bool:
    """Whether a node is a party (place, field) of its own and not a group that the source counts without names."""
    return bool(network.nodes[node].get("named", True))


def named_part(network: nx.Graph[Any], weight: str = "weight") -> nx.Graph[str]:
    """The nodes that have names and the edges between them, in the order of IRIs, with this weight (1 if none)."""
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from(sorted(node for node in network if is_named(network, node)))
    ends = ((min(pair), max(pair), data.get(weight, 1)) for *pair, data in network.edges(data=True))
    ties = sorted((one, other, value) for one, other, value in ends if one != other and one in part and other in part)
    part.add_weighted_edges_from(ties, weight=weight)
    return part


def partition(part: nx.Graph[str], weight: str = "weight") -> list[list[str]]:
    """The communities of what :func:`named_part` gives, the biggest first, each in the order of its IRIs.

    V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, Fast unfolding of communities in large networks,
    Journal of Statistical Mechanics P10008, 2008, with resolution 1. A node without edges is a community of one.
    """
    found = [sorted(group) for group in nx.community.louvain_communities(part, weight=weight, seed=SEED)]
    return sorted(found, key=lambda group: (-len(group), group))


def homes(network: nx.Graph[Any], groups: Iterable[Iterable[str]], weight: str = "weight") -> dict[str, int]:
    """The place in ``groups`` of each node's community.

    A group without names has no say in who belongs together: how many it is, and who, is not known. It goes with the
    community that its edges weigh most to, of equal ones the first; one that signed only with other such groups has
    none and is not in the answer.
    """
    found = {node: number for number, group in enumerate(groups) for node in group}
    unnamed = {}
    for node in network:
        if node in found:
            continue
        pulls: dict[int, float] = {}
        for other in sorted(network[node]):
            if other in found:
                pulls[found[other]] = pulls.get(found[other], 0) + network[node][other].get(weight, 1)
        if pulls:
            unnamed[node] = min(pulls, key=lambda number: (-pulls[number], number))
    return found | unnamed
