"""What the partner network costs: from a store folder, beside networkx's projection of the same rows.

    python benchmarks/network.py [AGREEMENTS]

CPU seconds until there is a networkx graph of all party pairs with their weights: ``kg.network.parties`` whole (with
what is known of each agreement, party and tie) and ``kg.network.ties`` (names and weights), from a store folder with
and without its columns; networkx's bipartite projection and scipy's B'B of rows that are in memory already.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from corpus import write
from measuring import KG, cost, cost_of, table

ROWS = """SELECT DISTINCT ?agreement ?party {
  ?agreement a <https://w3id.org/accord/ns#Agreement> ; <https://w3id.org/accord/ns#hasParty> ?party }"""


def whole(store: str, name: str) -> float:
    """CPU seconds of Accord's network."""
    import kg

    opened = kg.open_store(store)
    start = process_time()
    getattr(kg.network, name)(opened)
    return process_time() - start


def _rows(store: str) -> list[tuple[str, str]]:
    import kg

    return [(str(row[0]), str(row[1])) for row in kg.open_store(store).select(ROWS)]


def projected(store: str) -> float:
    """CPU seconds of networkx's projection."""
    import networkx as nx
    from networkx.algorithms import bipartite

    rows = _rows(store)
    start = process_time()
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(rows)
    bipartite.weighted_projected_graph(graph, {party for _, party in rows})
    return process_time() - start


def multiplied(store: str) -> float:
    """CPU seconds of B'B by scipy, and a networkx graph of it."""
    import networkx as nx
    import numpy as np
    from scipy.sparse import csr_array, triu

    rows = _rows(store)
    start = process_time()
    numbers: list[dict[str, int]] = [{}, {}]
    cells = [[known.setdefault(name, len(known)) for known, name in zip(numbers, row, strict=True)] for row in rows]
    places = np.array(cells).T
    incidence = csr_array((np.ones(len(rows)), (places[0], places[1])))
    pairs = triu(incidence.T @ incidence, k=1).tocoo()
    names = list(numbers[1])
    graph: nx.Graph[str] = nx.Graph()
    ties = zip(pairs.row.tolist(), pairs.col.tolist(), pairs.data.tolist(), strict=True)
    graph.add_weighted_edges_from((names[one], names[other], weight) for one, other, weight in ties)
    return process_time() - start


def main() -> None:
    """Print one row a way."""
    parser = argparse.ArgumentParser(description="Time the partner network beside networkx's projection.")
    parser.add_argument("agreements", type=int, nargs="?", default=100_000)
    given = parser.parse_args()
    with TemporaryDirectory(prefix="accord-bench-") as temporary:
        folder = Path(temporary)
        files = [str(file) for file in write(given.agreements, folder / "corpus")]
        store, bare = str(folder / "store"), str(folder / "bare")
        cost([*KG, "build", *files, "--store", store])
        shutil.copytree(store, bare, ignore=shutil.ignore_patterns("columns"))
        peer = cost_of(projected, store).cpu
        rows = [
            ("networkx, weighted_projected_graph", peer),
            ("scipy B'B, then networkx", cost_of(multiplied, store).cpu),
            ("kg.network.ties", cost_of(whole, store, "ties").cpu),
            ("kg.network.parties", cost_of(whole, store, "parties").cpu),
            ("kg.network.ties, no columns", cost_of(whole, bare, "ties").cpu),
            ("kg.network.parties, no columns", cost_of(whole, bare, "parties").cpu),
        ]
    print(f"{given.agreements:,} agreements")
    print(table([("", "CPU s", "networkx takes, ×"), *((name, cpu, peer / cpu) for name, cpu in rows)]))


if __name__ == "__main__":
    main()
