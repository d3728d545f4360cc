"""What measuring a network of 1,000, 10,000 and 100,000 agreements costs, beside what other libraries take for it.

CPU seconds of this process, on made-up corpora (see ``corpus.py``), from a networkx graph to values by node, with
whatever has to be converted on the way, and their ratio to Accord's. rustworkx and graspologic-native are left out
where they are not installed: they are no dependencies. networkx's exact betweenness is left out where it would take
many minutes. Values that differ from Accord's are pointed out; of communities, which are networkx's own here, the
modularity is shown.

    python benchmarks/measures.py
"""

from __future__ import annotations

import json
import tempfile
import time
from importlib import import_module
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
from corpus import write

from kg.network import centrality
from kg.network.grouping import SEED, named_part, partition
from kg.network.measuring import EXACT_UP_TO, PIVOTS, measures

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (1_000, 10_000, 100_000)
PATIENCE = 2_000  # nodes up to which networkx's exact betweenness is waited for
SAME = 1e-9
OPTIONAL = {"rustworkx": "rustworkx", "graspologic-native": "graspologic_native"}
Values = dict[str, float]


def network_of(files: list[Path]) -> nx.Graph[str]:
    """Who signed with whom, straight from record files."""
    made: nx.Graph[str] = nx.Graph(view="parties", agreements={})
    weights: dict[tuple[str, str], list[str]] = {}
    for file in files:
        record = json.loads(file.read_text())
        for signing in record["signings"]:
            names = {_name(record, who): who for who in signing["parties"]}
            agreement = f"{record['source']['id']}/{signing['id']}"
            made.graph["agreements"][agreement] = {"fields": signing.get("fields", [])}
            for name, who in names.items():
                made.add_node(name, label=who.get("name", name), place=who["place"], named=True)
            for pair in combinations(sorted(names), 2):
                weights.setdefault(pair, []).append(agreement)
    for (one, other), shared in sorted(weights.items()):
        made.add_edge(one, other, weight=len(shared), agreements=shared)
    nx.set_node_attributes(made, dict(made.degree()), "partners")
    return made


def _name(record: dict[str, Any], who: dict[str, str]) -> str:
    return f"{record['source']['id']}/{who['name']}" if "name" in who else who["place"]


def own(measure: Callable[[centrality.Arrays], centrality.Floats], part: nx.Graph[str]) -> Values:
    """A measure of Accord's, by node."""
    return dict(zip(part, measure(centrality.arrays(part, "weight")).tolist(), strict=True))


def rust_graph(part: nx.Graph[str], kind: str) -> object:
    """The same graph for rustworkx; both ways for PageRank, which it has for directed ones alone."""
    rust = import_module("rustworkx")
    number = {node: index for index, node in enumerate(part)}
    made = getattr(rust, kind)()
    made.add_nodes_from(list(part))
    edges = [(number[one], number[other], float(data["weight"])) for one, other, data in part.edges(data=True)]
    made.add_edges_from(edges if kind == "PyGraph" else edges + [(b, a, weight) for a, b, weight in edges])
    return made


def rust_pagerank(part: nx.Graph[str]) -> Values:
    found = import_module("rustworkx").pagerank(rust_graph(part, "PyDiGraph"), weight_fn=float)
    return {node: found[index] for index, node in enumerate(part)}


def rust_betweenness(part: nx.Graph[str]) -> Values:
    # on one thread: on several, the order of the sums and with it the last digits change from run to run
    rust = import_module("rustworkx")
    found = rust.graph_betweenness_centrality(rust_graph(part, "PyGraph"), parallel_threshold=2**31)
    return {node: found[index] for index, node in enumerate(part)}


def leiden(part: nx.Graph[str]) -> list[set[str]]:
    edges = [(one, other, float(data["weight"])) for one, other, data in part.edges(data=True)]
    _, homes = import_module("graspologic_native").leiden(edges, seed=SEED)
    found: dict[int, set[str]] = {}
    for node, home in homes.items():
        found.setdefault(home, set()).add(node)
    return [*found.values(), *({node} for node in part if node not in homes)]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, and what came of them."""
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def line(name: str, part: nx.Graph[str], ways: dict[str, Callable[[], Any]]) -> None:
    """One measure in all ways that are at hand, the first of which is ours."""
    cells: list[str] = []
    base, ours = 0.0, None
    for way, work in ways.items():
        if way in OPTIONAL and find_spec(OPTIONAL[way]) is None:
            continue
        taken, found = timed(work)
        if not cells:
            base, ours = taken, found
        ratio = f" ({taken / max(base, 0.001):.1f} ×)" if cells else ""
        cells.append(f"{way} {taken:.2f} s{ratio}{remark(found, ours, part)}")
    print(f"  {name:26}{' | '.join(cells)}", flush=True)


def remark(found: object, ours: object, part: nx.Graph[str]) -> str:
    """What is to be said of an answer besides its time."""
    if isinstance(found, list):
        return f", modularity {nx.community.modularity(part, found):.3f}"
    if isinstance(found, dict) and isinstance(ours, dict):
        gap = max(abs(found[node] - ours[node]) for node in part)
        return f", off by up to {gap:.0e}" if gap > SAME else ""
    return ""


def table(agreements: int) -> None:
    """All measures of a corpus of so many agreements."""
    with tempfile.TemporaryDirectory() as folder:
        network = network_of(write(agreements, Path(folder)))
    part = named_part(network)
    count = len(part)
    print(f"{agreements:,} agreements: {count:,} parties, {part.size():,} ties")
    ways: dict[str, Callable[[], Any]] = {
        "Accord": lambda: own(centrality.pagerank, part),
        "networkx": lambda: nx.pagerank(part),
        "rustworkx": lambda: rust_pagerank(part),
    }
    line("PageRank", part, ways)
    ways = {
        "Accord": lambda: own(centrality.betweenness, part),
        "networkx": lambda: nx.betweenness_centrality(part),
        "rustworkx": lambda: rust_betweenness(part),
    }
    if count > PATIENCE:
        del ways["networkx"]
    line("betweenness, exact", part, ways)
    if count > EXACT_UP_TO:
        drawn = centrality.drawn(count, PIVOTS, SEED)
        ways = {
            "Accord": lambda: own(lambda graph: centrality.betweenness(graph, drawn), part),
            "networkx": lambda: nx.betweenness_centrality(part, k=PIVOTS, seed=SEED),
        }
        line(f"betweenness, {PIVOTS:,} pivots", part, ways)
    line("communities", part, {"Accord": lambda: partition(part), "graspologic-native": lambda: leiden(part)})
    line("all, with names", part, {"Accord": lambda: measures(network).pivots})


def main() -> None:
    """Print a table a size."""
    for agreements in SIZES:
        table(agreements)


if __name__ == "__main__":
    main()
