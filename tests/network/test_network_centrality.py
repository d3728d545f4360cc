"""PageRank and betweenness by hand on small networks, and against networkx's own on any."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import bridged, networks, star

from kg.network import centrality
from kg.network.grouping import SEED, named_part


def arrays(network, weight="weight"):
    part = named_part(network, weight)
    return part, centrality.arrays(part, weight)


def by_node(part, values):
    return dict(zip(part, values.tolist(), strict=True))


def test_a_star_by_hand():
    part, graph = arrays(star())
    assert by_node(part, centrality.betweenness(graph)) == {"hub": 1, "a": 0, "b": 0, "c": 0, "d": 0}
    # hub = 0.03 + 0.85 * 4 * leaf, leaf = 0.03 + 0.85 * hub / 4
    hub = (0.03 + 0.85 * 4 * 0.03) / (1 - 0.85 * 0.85)
    ranks = by_node(part, centrality.pagerank(graph))
    assert ranks["hub"] == pytest.approx(hub, abs=1e-5)
    assert ranks["a"] == ranks["d"] == pytest.approx((1 - hub) / 4, abs=1e-5)


def test_a_bridge_by_hand():
    part, graph = arrays(bridged())
    # a1 and a2 reach b1, b2 and b3 through a3: 6 of the 10 pairs of others
    assert by_node(part, centrality.betweenness(graph)) == {"a1": 0, "a2": 0, "a3": 0.6, "b1": 0, "b2": 0, "b3": 0.6}


def test_paths_of_equal_length_share():
    part, graph = arrays(nx.cycle_graph(["a", "b", "c", "d"]))
    assert by_node(part, centrality.betweenness(graph)) == dict.fromkeys("abcd", pytest.approx(1 / 6))


@settings(max_examples=200)
@given(networks(), st.sampled_from(["weight", "newman"]))
def test_pagerank_is_that_of_networkx(network, weight):
    part, graph = arrays(network, weight)
    assert by_node(part, centrality.pagerank(graph)) == pytest.approx(nx.pagerank(part, weight=weight), abs=1e-12)


@settings(max_examples=200)
@given(networks())
def test_betweenness_is_that_of_networkx(network):
    part, graph = arrays(network)
    assert by_node(part, centrality.betweenness(graph)) == pytest.approx(nx.betweenness_centrality(part), abs=1e-12)


@settings(max_examples=200)
@given(networks(), st.data())
def test_estimated_betweenness_is_that_of_networkx_from_the_same_pivots(network, data):
    part, graph = arrays(network)
    if len(part) < 3:
        return
    pivots = data.draw(st.integers(2, len(part) - 1))
    seed = data.draw(st.sampled_from([SEED, 1, 2]))
    found = centrality.betweenness(graph, centrality.drawn(len(part), pivots, seed))
    assert by_node(part, found) == pytest.approx(nx.betweenness_centrality(part, k=pivots, seed=seed), abs=1e-12)


@pytest.mark.parametrize(
    "graph",
    [nx.barabasi_albert_graph(400, 3, seed=1), nx.path_graph(300), nx.grid_2d_graph(20, 20), nx.caveman_graph(40, 10)],
    ids=["hubs", "path", "grid", "cliques"],
)
def test_larger_graphs_in_several_batches(graph):
    part, made = arrays(nx.convert_node_labels_to_integers(graph))
    calls = []
    found = centrality.betweenness(made, progress=lambda *done: calls.append(done))
    assert by_node(part, found) == pytest.approx(nx.betweenness_centrality(part), abs=1e-12)
    assert calls[-1] == (len(part), len(part))
    assert len(calls) > 1
    assert calls == sorted(set(calls))
    assert by_node(part, centrality.pagerank(made)) == pytest.approx(nx.pagerank(part), abs=1e-12)


def test_pageranks_add_up_to_one_where_some_are_alone():
    _, graph = arrays(nx.disjoint_union(nx.star_graph(3), nx.empty_graph(4)))
    assert centrality.pagerank(graph).sum() == pytest.approx(1)


def test_nothing_and_few():
    for count in range(3):
        part, graph = arrays(nx.empty_graph(count) if count < 2 else nx.path_graph(2))
        assert centrality.betweenness(graph).tolist() == [0.0] * count
        assert centrality.pagerank(graph) == pytest.approx(np.full(count, 1 / max(count, 1)))
        assert len(part) == count
