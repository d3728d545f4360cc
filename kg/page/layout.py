"""Where each node stands: computed here once, so that the page opens still and every copy looks alike.

Each connected part is laid out alone (a pair side by side, a star under its hub, small parts with room for
every label, large ones as islands of communities), then the parts are set on a grid, once for a wide and once
for a narrow screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from kg.page.forces import Points, push_boxes, spring
from kg.page.islands import islands
from kg.page.packing import View, pack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDE = View(1190, 560)
NARROW = View(366, 1200)
SMALL = 36  # nodes up to which a part gets room for every label
STAR_LEAVES = 4  # leaves that stand in one row under their hub
PAIR = 2  # nodes up to which a part is one row
COLUMN, LINE, GAP = 142.0, 15.0, 10.0


@dataclass(frozen=True)
class Box:
    """The room a node takes: the radius of its mark and the lines of its label."""

    radius: float
    lines: int

    @property
    def height(self) -> float:
        """Mark and label together."""
        return 2 * self.radius + self.lines * LINE + 6


@dataclass(frozen=True)
class Spot:
    """Where a node stands on a wide and on a narrow screen, and whether its label stands above it on the wide one."""

    wide: tuple[int, int]
    narrow: tuple[int, int]
    above: bool


@dataclass(frozen=True)
class _Part:
    """One connected part, laid out from its own top left corner."""

    nodes: tuple[int, ...]
    points: Points
    size: tuple[float, float]
    above: frozenset[int] = frozenset()


def place(
    boxes: Sequence[Box],
    edges: Sequence[tuple[int, int, int]],
    *,
    core: int,
    homes: Mapping[int, int] | None = None,
) -> list[Spot]:
    """Give each node its spot.

    `boxes` by node number, the most important node first; `edges` are (node, node, weight); the first `core`
    nodes are those drawn at first, and get the most room; `homes` says to which community a node belongs, which
    makes the islands of large parts.
    """
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_weighted_edges_from(sorted(edges))
    parts = [
        _lay_out(graph, tuple(sorted(nodes)), boxes, core, homes or {}) for nodes in nx.connected_components(graph)
    ]
    lines = [part.size[1] for part in parts if len(part.nodes) <= PAIR]
    cell = (COLUMN + GAP / 2, max(lines, default=COLUMN))
    wide = _spread(parts, cell, WIDE)
    narrow = _spread([_upright(part, boxes) for part in parts], cell, NARROW)
    above = {node for part in parts for node in part.above}
    return [Spot(wide[node], narrow[node], node in above) for node in range(len(boxes))]


def _cells(part: _Part, cell: tuple[float, float]) -> tuple[int, int]:
    """How many cells a part takes: an even number across, so that pairs stand below pairs."""
    width, height = (ceil(length / side - 0.01) for length, side in zip(part.size, cell, strict=True))
    return (width if width == 1 else width + width % 2, height)


def _area(cells: tuple[int, int]) -> int:
    return cells[0] * cells[1]


def _spread(parts: Sequence[_Part], cell: tuple[float, float], view: View) -> dict[int, tuple[int, int]]:
    ordered = sorted(parts, key=lambda part: (-_area(_cells(part, cell)), part.nodes))
    sizes = [_cells(part, cell) for part in ordered]
    spots = {}
    for part, size, (left, top) in zip(ordered, sizes, pack(sizes, cell, view), strict=True):
        margin = (size[0] * cell[0] - part.size[0]) / 2
        for node, (x, y) in zip(part.nodes, part.points, strict=True):
            spots[node] = (round(left + margin + x), round(top + y))
    return spots


def _lay_out(
    graph: nx.Graph[Any], nodes: tuple[int, ...], boxes: Sequence[Box], core: int, homes: Mapping[int, int]
) -> _Part:
    degrees = {node: graph.degree(node) for node in nodes}
    hub = max(nodes, key=lambda node: (degrees[node], -node))
    leaves = tuple(node for node in nodes if node != hub)
    if len(nodes) <= PAIR:
        return _row(nodes, boxes)
    is_star = graph.subgraph(nodes).number_of_edges() == len(leaves) == degrees[hub]
    if is_star and len(leaves) <= STAR_LEAVES:
        return _star(hub, leaves, boxes)
    if len(nodes) <= SMALL:
        return _with_labels(graph, nodes, boxes)
    radii = np.array([boxes[node].radius for node in nodes])
    return _framed(nodes, islands(graph, nodes, radii, core=core, homes=homes), np.full((len(nodes), 2), 90.0))


def _row(nodes: tuple[int, ...], boxes: Sequence[Box]) -> _Part:
    """Nodes side by side, labels below: a single one or a pair."""
    top = max(boxes[node].radius for node in nodes) + 4
    points = np.array([(COLUMN * (order + 0.5), top) for order in range(len(nodes))])
    height = max(boxes[node].height for node in nodes) + GAP
    return _Part(nodes, points, (COLUMN * len(nodes), height))


def _star(hub: int, leaves: tuple[int, ...], boxes: Sequence[Box]) -> _Part:
    """A hub above (its label above it) and its partners in a row: no line crosses a label."""
    row = _row(leaves, boxes)
    head = boxes[hub].height - boxes[hub].radius + 4
    drop = head + boxes[hub].radius + 40
    points = np.concatenate([[(COLUMN * len(leaves) / 2, head)], row.points + np.array([0, drop])])
    return _Part((hub, *leaves), points, (row.size[0], row.size[1] + drop), frozenset({hub}))


def _upright(part: _Part, boxes: Sequence[Box]) -> _Part:
    """The same part for a narrow screen: stars and islands that lie are stood up."""
    if part.above:
        return _upright_star(part, boxes)
    if len(part.nodes) > SMALL and part.size[0] > part.size[1]:
        return _Part(part.nodes, part.points[:, ::-1], part.size[::-1])
    return part


def _upright_star(star: _Part, boxes: Sequence[Box]) -> _Part:
    """The hub on the left, its partners below one another on the right."""
    leaves = star.nodes[1:]
    heights = [boxes[leaf].height + GAP for leaf in leaves]
    tops = [sum(heights[:order]) + boxes[leaf].radius + 4 for order, leaf in enumerate(leaves)]
    points = np.array([(COLUMN * 0.5, (tops[0] + tops[-1]) / 2), *((COLUMN * 1.5, top) for top in tops)])
    return _Part(star.nodes, points, (COLUMN * 2, sum(heights)))


def _with_labels(graph: nx.Graph[Any], nodes: tuple[int, ...], boxes: Sequence[Box]) -> _Part:
    """A small part by springs, then pushed apart until no label lies on another."""
    number = {node: order for order, node in enumerate(nodes)}
    edges = [(number[a], number[b], 1.0) for a, b in sorted(graph.subgraph(nodes).edges())]
    room = np.array([(COLUMN, boxes[node].height + GAP) for node in nodes])
    points = spring(len(nodes), edges, rounds=200) * (COLUMN * 0.62, COLUMN * 0.42)
    hang = np.array([(0.0, boxes[node].height / 2 - boxes[node].radius) for node in nodes])  # labels hang below
    return _framed(nodes, push_boxes(points + hang, room) - hang, room + 2 * hang)


def _framed(nodes: tuple[int, ...], points: Points, room: Points) -> _Part:
    low = (points - room / 2).min(axis=0)
    high = (points + room / 2).max(axis=0)
    width, height = high - low
    return _Part(nodes, points - low, (float(width), float(height) + GAP))
