"""PageRank and betweenness over arrays: numpy does the counting, and the answers are networkx's.

networkx's PageRank needs scipy, which Accord does not, and its betweenness walks in Python. Here both stand on
numpy alone, so there is one answer whatever else is installed. Sums are added up in a settled order, not on several
threads at once, so that the last digit stays, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

__all__ = ["Arrays", "arrays", "betweenness", "drawn", "pagerank"]

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

ALPHA, TOLERANCE = 0.85, 1e-6  # networkx's own
ENDS = 2  # of a path: a graph of no more nodes has none in between
BATCH = 100_000  # cells of a batch of sources: few enough for the processor's cache


@dataclass(frozen=True)
class Arrays:
    """A weighted graph by node number: the neighbours of node v are ``targets[starts[v]:starts[v + 1]]``."""

    starts: Numbers
    targets: Numbers
    weights: Floats

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.starts) - 1

    @property
    def degrees(self) -> Numbers:
        """The number of neighbours of each node."""
        return np.diff(self.starts)

    @property
    def strengths(self) -> Floats:
        """The sum of the weights of each node's edges."""
        return _counted(np.repeat(np.arange(self.nodes), self.degrees), self.weights, self.nodes)


def arrays(graph: nx.Graph[Any], weight: str) -> Arrays:
    """A graph without loops as arrays, its nodes numbered in their order; ``weight`` names the edges' attribute."""
    number = {node: index for index, node in enumerate(graph)}
    starts = np.cumsum([0, *(len(neighbours) for _, neighbours in graph.adjacency())], dtype=np.int64)
    ties = [(number[other], edge[weight]) for _, neighbours in graph.adjacency() for other, edge in neighbours.items()]
    targets = np.array([other for other, _ in ties], dtype=np.int64)
    return Arrays(starts, targets, np.array([value for _, value in ties], dtype=np.float64))


def pagerank(graph: Arrays) -> Floats:
    """PageRank of each node (Page, Brin, Motwani and Winograd, The PageRank citation ranking, 1999), by weight.

    By power iteration with networkx's damping (0.85) and end: a round that changes the sum of all by less than
    0.000001 a node. That always comes, since each round leaves at most 0.85 of the change of the one before.
    """
    count = graph.nodes
    if not count:
        return np.zeros(0)
    sources = np.repeat(np.arange(count), graph.degrees)
    strengths = graph.strengths
    shares = graph.weights / strengths[sources]
    alone = strengths == 0
    ranks: Floats = np.full(count, 1 / count)
    while True:
        before = ranks
        flow = _counted(graph.targets, before[sources] * shares, count)
        ranks = ALPHA * (flow + before[alone].sum() / count) + (1 - ALPHA) / count
        if np.abs(ranks - before).sum() < count * TOLERANCE:
            return ranks


def drawn(count: int, pivots: int, seed: int) -> list[int]:
    """The numbers of ``pivots`` out of ``count`` nodes, those that networkx draws with the same seed."""
    return Random(seed).sample(range(count), pivots)  # noqa: S311 - no secret


def betweenness(
    graph: Arrays, pivots: list[int] | None = None, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Floats:
    """The share of all shortest paths between two others that lead through each node; edges count as one step each.

    Exact from all nodes (U. Brandes, A faster algorithm for betweenness centrality, Journal of Mathematical
    Sociology 25, 2001), or estimated from the paths that begin at ``pivots``, at least two nodes (U. Brandes and
    C. Pich, Centrality estimation in large networks, International Journal of Bifurcation and Chaos 17, 2007). A pivot
    is no inner node of its own paths: its sum is one of one source less, as in networkx. ``progress`` is told after
    each batch how many sources are done, of how many.
    """
    count = graph.nodes
    sources = np.arange(count) if pivots is None else np.array(pivots, dtype=np.int64)
    total = np.zeros(count)
    at_once = max(1, BATCH // max(count, len(graph.targets), 1))
    for start in range(0, len(sources), at_once):
        batch = sources[start : start + at_once]
        total += _dependencies(graph, batch).reshape(len(batch), count).sum(axis=0)
        progress(start + len(batch), len(sources))
    if count <= ENDS:
        return total
    pairs = np.full(count, len(sources) * float(count - ENDS))
    pairs[sources] -= float(count - ENDS)
    shares: Floats = total / pairs
    return shares


def _dependencies(graph: Arrays, batch: Numbers) -> Floats:
    """Brandes's dependencies of each source of ``batch`` on each node, all breadth-first searches going side by side.

    Cell ``position * nodes + node`` belongs to the search from the source at ``position``.
    """
    cells = len(batch) * graph.nodes
    roots = np.arange(len(batch)) * graph.nodes + batch
    seen = np.zeros(cells, dtype=bool)
    paths, last = np.zeros(cells), np.zeros(cells, dtype=np.int64)
    seen[roots], paths[roots] = True, 1.0
    steps: list[tuple[Numbers, Numbers]] = []
    front = roots
    while len(front):
        tails, heads = _out_of(graph, front)
        fresh = ~seen[heads]
        tails, heads = tails[fresh], heads[fresh]
        _add(paths, heads, paths[tails])
        seen[heads] = True
        order = np.arange(len(heads))
        last[heads] = order
        front = heads[last[heads] == order]  # each cell that was reached, once
        steps.append((tails, heads))
    depends = np.zeros(cells)
    for tails, heads in reversed(steps):
        _add(depends, tails, paths[tails] / paths[heads] * (1 + depends[heads]))
    depends[roots] = 0
    return depends


def _out_of(graph: Arrays, front: Numbers) -> tuple[Numbers, Numbers]:
    """Both ends of all edges that leave the cells of ``front``."""
    nodes = front % graph.nodes
    degrees = graph.starts[nodes + 1] - graph.starts[nodes]
    before = np.cumsum(degrees) - degrees
    edges = np.arange(degrees.sum()) + np.repeat(graph.starts[nodes] - before, degrees)
    return np.repeat(front, degrees), graph.targets[edges] + np.repeat(front - nodes, degrees)


def _add(sums: Floats, cells: Numbers, values: Floats) -> None:
    """Add each value to its cell: over all cells at once where many are met, else one by one."""
    if len(cells) * 4 > len(sums):
        sums += _counted(cells, values, len(sums))
    else:
        np.add.at(sums, cells, values)


def _counted(cells: Numbers, values: Floats, count: int) -> Floats:
    """The sum of the values of each of ``count`` cells."""
    return np.bincount(cells, weights=values, minlength=count).astype(np.float64, copy=False)
