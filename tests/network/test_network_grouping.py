"""Communities: networkx's Louvain, whatever order a network was put together in, and one notion for the page, too."""

from __future__ import annotations

import networkx as nx
import page_networks
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import bridged, network_of, networks, shuffled

from kg.network import communities
from kg.network.grouping import SEED, homes, named_part, partition
from kg.page.layout import SMALL
from kg.page.model import page_data


@settings(max_examples=150)
@given(networks(), st.randoms(use_true_random=False), st.sampled_from(["weight", "newman"]))
def test_the_partition_is_that_of_networkx_in_any_order(network, random, weight):
    part = named_part(network, weight)
    own = network.subgraph(node for node in network if network.nodes[node]["named"])
    expected = nx.community.louvain_communities(own, weight=weight, seed=SEED)  # networks come in the order of IRIs
    assert {frozenset(group) for group in partition(part, weight)} == {frozenset(group) for group in expected}
    mixed = shuffled(network, random)
    assert communities(mixed, weight=weight) == communities(network, weight=weight)


def test_two_triangles_and_a_bridge():
    assert partition(named_part(bridged())) == [["a1", "a2", "a3"], ["b1", "b2", "b3"]]


def test_weights_decide():
    square = [("a", "b", 9), ("b", "c", 1), ("c", "d", 9), ("a", "d", 1)]
    assert partition(named_part(network_of(square))) == [["a", "b"], ["c", "d"]]


def test_a_group_without_names_has_no_say_and_goes_along():
    edges = [("a", "b", 1), ("c", "d", 1), ("a", "x", 1), ("c", "x", 5), ("d", "x", 1), ("y", "z", 1)]
    network = network_of(edges, unnamed={"x", "y", "z"})
    groups = partition(named_part(network))
    assert groups == [["a", "b"], ["c", "d"]]
    assert homes(network, groups) == {"a": 0, "b": 0, "c": 1, "d": 1, "x": 1}
    first, second = communities(network)
    assert (first.unnamed, second.unnamed) == ((), ("x",))
    assert (first.size, second.size) == (2, 2)


def test_the_islands_of_the_page_are_the_communities():
    network = page_networks.large(300, 400)
    assert max(map(len, nx.connected_components(network))) > SMALL
    spots = {node["iri"]: (node["x"], node["y"]) for node in page_data(network).nodes}
    found = [each for each in communities(network) if each.size > 5]
    assert len(found) > 3
    middles = [tuple(sum(spots[iri][axis] for iri in each.members) / each.size for axis in (0, 1)) for each in found]
    at_home = sum(
        min(range(len(found)), key=lambda other: _far(spots[iri], middles[other])) == number
        for number, each in enumerate(found)
        for iri in each.members
    )
    assert at_home / sum(each.size for each in found) == pytest.approx(1, abs=0.15)


def _far(one, other):
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
