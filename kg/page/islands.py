"""Large parts of a network, on two levels: communities as islands, and the bodies on each of them.

A plain spring layout of some thousand nodes is a hairball. Here each community (they are those of
`kg.network.communities`) is laid out as a disc of its own, and the discs are set by the ties between them and
pushed apart.
"""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.page.forces import GOLDEN_ANGLE, Points, gathered, push_discs, spiral, spring

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    from numpy.typing import NDArray

CROWD = 450  # nodes up to which springs are tried on one community
ROOM = 1.7  # a mark in the middle gets so many times its radius, since the page enlarges marks
SHORE = 20.0  # water around each island


def islands(
    graph: nx.Graph[Any],
    nodes: tuple[int, ...],
    radii: NDArray[np.float64],
    *,
    core: int,
    homes: Mapping[int, int],
) -> Points:
    """Place the nodes of one connected part. `radii` are those of their marks, `homes` says each node's community.

    Nodes numbered below `core` stand in the middle of their island with room around them; the rest, drawn only
    when asked for, stand close together along its shore.
    """
    inner = graph.subgraph(nodes)
    radius = dict(zip(nodes, radii.tolist(), strict=True))
    groups = _groups(nodes, homes)
    discs = [_island(inner, group, radius, core) for group in groups]
    centres = _centres(inner, groups, np.array([_reach(disc) + SHORE for disc in discs]))
    spots = {
        node: centre + point
        for group, disc, centre in zip(groups, discs, centres, strict=True)
        for node, point in zip(group, disc, strict=True)
    }
    return np.array([spots[node] for node in nodes])


def _groups(nodes: tuple[int, ...], homes: Mapping[int, int]) -> list[tuple[int, ...]]:
    """The nodes by community, the biggest first; those without one stand together."""
    found: dict[int | None, list[int]] = {}
    for node in sorted(nodes):
        found.setdefault(homes.get(node), []).append(node)
    return sorted(map(tuple, found.values()), key=lambda group: (-len(group), group))


def _centres(graph: nx.Graph[Any], groups: list[tuple[int, ...]], radii: NDArray[np.float64]) -> Points:
    """Where the islands lie: near those with which they have many ties, and wider than high."""
    home = {node: number for number, group in enumerate(groups) for node in group}
    ties: dict[tuple[int, int], int] = {}
    for a, b, data in graph.edges(data=True):
        pair = (min(home[a], home[b]), max(home[a], home[b]))
        if pair[0] != pair[1]:
            ties[pair] = ties.get(pair, 0) + int(data["weight"])
    strongest = max(ties.values(), default=1)
    pulls = [(a, b, 0.15 + weight / strongest) for (a, b), weight in sorted(ties.items())]
    points = spring(len(groups), pulls) * float(np.median(radii))
    return push_discs(points * (1.6, 0.7), radii, flatten=2.0)


def _island(graph: nx.Graph[Any], group: tuple[int, ...], radius: dict[int, float], core: int) -> Points:
    """One community around its own middle."""
    middle = tuple(node for node in group if node < core)
    points = np.zeros((len(group), 2))
    if middle:
        points[: len(middle)] = _middle(graph, middle, np.array([ROOM * radius[node] + 5 for node in middle]))
    rim = [radius[node] for node in group[len(middle) :]]
    if rim:
        start = _reach(points[: len(middle)]) + 20 if middle else 0.0
        steps = np.arange(len(rim)) + 0.5
        distance = np.sqrt(start**2 + steps * (2 * max(rim) + 3) ** 2 * 1.15 / pi * 2)
        angle = steps * GOLDEN_ANGLE
        points[len(middle) :] = np.stack([distance * np.cos(angle), distance * np.sin(angle)], axis=1)
    return points


def _middle(graph: nx.Graph[Any], nodes: tuple[int, ...], radii: NDArray[np.float64]) -> Points:
    if len(nodes) > CROWD:
        return spiral(len(nodes)) * float(radii.max()) * 2
    number = {node: order for order, node in enumerate(nodes)}
    pairs = sorted((min(a, b), max(a, b)) for a, b in graph.subgraph(nodes).edges())
    points = gathered(spring(len(nodes), [(number[a], number[b], 1.0) for a, b in pairs], rounds=100))
    points = push_discs(points * float(radii.mean()) * 2.2, radii, rounds=150)
    centred: Points = points - points.mean(axis=0)
    return centred


def _reach(points: Points) -> float:
    return float(np.sqrt((points**2).sum(axis=1)).max(initial=0.0))
