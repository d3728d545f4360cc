"""Where nodes stand: always the same, and nothing on top of anything else."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import page_networks
import pytest

from kg.page.forces import gathered
from kg.page.layout import LINE, Box, Spot, place
from kg.page.model import DRAWN, page_data
from kg.page.packing import View, pack

SMALL = {
    "pair": (2, [(0, 1)]),
    "alone": (3, []),
    "star": (5, [(0, 1), (0, 2), (0, 3), (0, 4)]),
    "big star": (9, [(0, leaf) for leaf in range(1, 9)]),
    "ring": (7, [(node, (node + 1) % 7) for node in range(7)]),
    "all with all": (8, list(combinations(range(8), 2))),
    "pairs": (24, [(node, node + 1) for node in range(0, 24, 2)]),
    "mixed": (20, [(0, 1), (0, 2), (0, 3), (4, 5), (6, 7), (7, 8), (8, 9), (9, 6), (10, 11)]),
    "chain": (30, [(node, node + 1) for node in range(29)]),
}


def rectangle(box: Box, at: tuple[int, int], *, above: bool) -> tuple[float, float, float, float]:
    """The room of a mark and its label: left, top, right, bottom."""
    label = box.lines * LINE
    return (
        at[0] - 68,
        at[1] - box.radius - (label if above else 0),
        at[0] + 68,
        at[1] + box.radius + (0 if above else label),
    )


def overlaps(boxes: list[Box], spots: list[Spot], screen: str) -> list[tuple[int, int]]:
    """Pairs of nodes whose marks or labels lie on one another."""
    rooms = [
        rectangle(box, getattr(spot, screen), above=spot.above and screen == "wide")
        for box, spot in zip(boxes, spots, strict=True)
    ]
    return [
        (a, b)
        for a, b in combinations(range(len(rooms)), 2)
        if rooms[a][0] < rooms[b][2]
        and rooms[b][0] < rooms[a][2]
        and rooms[a][1] < rooms[b][3]
        and rooms[b][1] < rooms[a][3]
    ]


@pytest.mark.parametrize("screen", ["wide", "narrow"])
@pytest.mark.parametrize("name", SMALL)
def test_no_label_lies_on_another_in_small_networks(name: str, screen: str) -> None:
    number, edges = SMALL[name]
    boxes = [Box(10 + node % 5, 1 + node % 4) for node in range(number)]
    spots = place(boxes, [(a, b, 1) for a, b in edges], core=400)
    assert overlaps(boxes, spots, screen) == []


@pytest.mark.parametrize("screen", ["wide", "narrow"])
@pytest.mark.parametrize("make", [page_networks.corpus, page_networks.hostile, page_networks.uncertain])
def test_no_label_lies_on_another_in_the_examples(make: object, screen: str) -> None:
    nodes = page_data(make()).nodes  # type: ignore[operator]  # one of the three makers
    boxes = [Box(node["size"], node["label"].count("\n") + 1) for node in nodes]
    spots = [
        Spot(
            (node["x"], node["y"]),
            tuple(node.get("narrow", (node["x"], node["y"]))),
            node.get("above", False),
        )
        for node in nodes
    ]
    assert overlaps(boxes, spots, screen) == []


def test_the_corpus_fits_a_screen_at_reading_size() -> None:
    nodes = page_data(page_networks.corpus()).nodes
    assert max(node["x"] for node in nodes) - min(node["x"] for node in nodes) < 1190
    assert max(node["y"] for node in nodes) - min(node["y"] for node in nodes) < 600
    narrow = [node.get("narrow", [node["x"], node["y"]]) for node in nodes]
    assert max(x for x, _ in narrow) - min(x for x, _ in narrow) < 300


def test_the_order_in_which_a_network_was_made_does_not_matter() -> None:
    network = page_networks.large(300, 400)
    other: nx.Graph = nx.Graph(**network.graph)
    other.add_nodes_from(reversed(list(network.nodes(data=True))))
    other.add_edges_from((b, a, data) for a, b, data in reversed(list(network.edges(data=True))))
    assert page_data(other) == page_data(network)


def test_marks_of_a_large_network_lie_apart() -> None:
    nodes = page_data(page_networks.large()).nodes
    cells: dict[tuple[int, int], list[dict[str, float]]] = {}
    for node in nodes:
        cells.setdefault((node["x"] // 80, node["y"] // 80), []).append(node)
    touching = 0
    for (column, row), here in cells.items():
        near = [node for dx in (-1, 0, 1) for dy in (-1, 0, 1) for node in cells.get((column + dx, row + dy), [])]
        for node in here:
            for other in near:
                distance = ((node["x"] - other["x"]) ** 2 + (node["y"] - other["y"]) ** 2) ** 0.5
                touching += node["id"] < other["id"] and distance < (node["size"] + other["size"]) * 0.8
    assert touching <= len(nodes) // 100
    core = [node for node in nodes if node["id"] < DRAWN]
    assert len({(node["x"], node["y"]) for node in core}) == DRAWN


def test_packing_keeps_rectangles_apart() -> None:
    sizes = [(4, 2), (2, 1), (2, 1), (3, 2), (2, 1), (1, 1), (1, 1), (1, 1)]
    corners = pack(sizes, (100.0, 50.0), View(900, 400))
    taken = set()
    for (width, height), (left, top) in zip(sizes, corners, strict=True):
        cells = {(left / 100 + column, top / 50 + row) for column in range(width) for row in range(height)}
        assert not cells & taken
        taken |= cells
    assert pack([], (1.0, 1.0), View(1, 1)) == []


def test_what_is_gathered_keeps_its_direction_and_stays_within_the_disc() -> None:
    points = np.array([[0.1, 0.0], [0.0, 40.0], [-90.0, 0.0], [3.0, 4.0]])
    moved = gathered(points)
    far = np.sqrt((moved**2).sum(axis=1))
    assert sorted(far) == pytest.approx([0.1, np.sqrt(2), np.sqrt(3), 2.0])
    assert points[:, 0] * moved[:, 1] == pytest.approx(points[:, 1] * moved[:, 0])
    assert gathered(moved) == pytest.approx(moved)
