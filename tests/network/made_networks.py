"""Networks made by hand or at random for the tests of measures, with the attributes that ``kg.network`` gives."""

from __future__ import annotations

import networkx as nx
from hypothesis import strategies as st


def network_of(edges, *, nodes=(), unnamed=(), view="parties", **attributes):
    """A network over ``edges`` (one, other, weight); ``attributes`` map an attribute's name to {node: value}."""
    made = nx.Graph(view=view)
    made.add_nodes_from(sorted({*nodes, *unnamed, *(node for edge in edges for node in edge[:2])}))
    for one, other, weight in sorted(edges):
        made.add_edge(one, other, weight=weight, newman=weight / 2)
    for node, data in made.nodes(data=True):
        data |= {"label": node.upper(), "named": node not in unnamed, "place": None}
        data |= {name: values[node] for name, values in attributes.items() if node in values}
    for node, data in made.nodes(data=True):
        data["partners"] = sum(made.nodes[other]["named"] for other in made[node])
    return made


def star():
    return network_of([("hub", leaf, 1) for leaf in ("a", "b", "c", "d")])


def bridged():
    """Two triangles, a1-a2-a3 and b1-b2-b3, joined by a bridge from a3 to b3."""
    triangles = [(f"{side}{one}", f"{side}{other}", 1) for side in "ab" for one, other in ((1, 2), (1, 3), (2, 3))]
    return network_of([*triangles, ("a3", "b3", 1)])


@st.composite
def networks(draw):
    """Any small weighted network, in any order, some nodes without names, some alone."""
    count = draw(st.integers(0, 14))
    names = [f"n{number:02}" for number in range(count)]
    pairs = [(one, other) for one in names for other in names if one < other]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    edges = [(*pair, draw(st.integers(1, 5))) for pair in chosen]
    unnamed = draw(st.sets(st.sampled_from(names), max_size=2)) if names else ()
    return network_of(edges, nodes=names, unnamed=unnamed)


def shuffled(network, random):
    """The same network put together in another order."""
    other = nx.Graph(**network.graph)
    nodes, edges = list(network.nodes(data=True)), list(network.edges(data=True))
    random.shuffle(nodes)
    random.shuffle(edges)
    other.add_nodes_from(nodes)
    other.add_edges_from((two, one, data) if random.random() < 0.5 else (one, two, data) for one, two, data in edges)
    return other
