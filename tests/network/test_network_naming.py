"""How communities are called, by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from made_networks import bridged, network_of, networks

from kg.network import communities
from kg.network.naming import named


def triangle(side):
    return [(f"{side}1", f"{side}2", 1), (f"{side}1", f"{side}3", 1), (f"{side}2", f"{side}3", 1)]


def called(network):
    return [(each.name, each.named_by) for each in communities(network)]


def agreed(network, fields):
    """Give each edge an agreement of its own; ``fields`` maps the first letter of an end to the codes."""
    network.graph["agreements"] = {}
    network.graph["labels"] = {"fields": {"rail": "railways"}}
    for one, other, data in network.edges(data=True):
        data["agreements"] = [f"{one}-{other}"]
        network.graph["agreements"][f"{one}-{other}"] = {"fields": fields.get(one[0], [])}
    return network


def test_by_the_place_of_most():
    places = {"a1": "Basel", "a2": "Basel", "a3": "Bern", "b1": "Chur"}
    assert called(network_of(triangle("a") + triangle("b"), place=places)) == [("Basel", "place"), ("Chur", "place")]


def test_by_the_field_of_most_agreements_where_no_place_stands_out():
    network = network_of(triangle("a") + triangle("b"), place={"a1": "Basel", "a2": "Bern", "a3": "Chur"})
    assert called(agreed(network, {"a": ["rail"], "b": ["ports", "rail"]})) == [("railways", "field"), ("B1", "member")]


def test_by_the_member_with_most_partners():
    network = network_of([*triangle("a"), ("a3", "a4", 1), ("a3", "a5", 1)])
    (found,) = named(network, [sorted(network)])
    assert (found.name, found.named_by) == ("A3", "member")
    assert found.members == ("a3", "a1", "a2", "a4", "a5")


def test_a_place_or_field_of_fewer_than_a_third_names_nothing():
    pairs = [(f"a{one}", f"a{other}", 1) for one in range(1, 8) for other in range(one + 1, 8)]
    network = network_of(pairs, place={"a1": "Basel", "a2": "Basel"})
    assert called(network) == [("A1", "member")]
    assert called(network_of(pairs, place={"a1": "Basel", "a2": "Basel", "a3": "Basel"})) == [("Basel", "place")]


def test_a_name_that_two_would_have_is_made_longer():
    places = dict.fromkeys(["a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2", "c3"], "Basel")
    network = network_of(triangle("a") + triangle("b") + triangle("c"), place=places)
    assert called(agreed(network, {"a": ["rail"]})) == [
        ("Basel: railways", "place"),
        ("Basel: B1", "place"),
        ("Basel: C1", "place"),
    ]
    for data in network.nodes.values():
        data["label"] = "Port"
    assert [name for name, _ in called(network)] == ["Basel: railways", "Basel: Port", "Basel: Port (2)"]


@pytest.mark.parametrize("view", ["places", "fields"])
def test_places_and_fields_are_called_after_one_of_them(view):
    network = network_of(triangle("a"), view=view, place=dict.fromkeys(["a1", "a2"], "Basel"))
    assert called(network) == [("A1", "member")]


def test_one_alone_is_its_own_name():
    assert called(network_of([], nodes=["a"], place={"a": "Basel"})) == [("A", "member")]


def test_members_and_numbers():
    first, second = communities(bridged())
    assert (first.number, first.members, first.size) == (1, ("a3", "a1", "a2"), 3)
    assert (second.number, second.members) == (2, ("b3", "b1", "b2"))


@settings(max_examples=100)
@given(networks())
def test_names_are_unique_and_members_are_all_that_have_names(network):
    for data in network.nodes.values():
        data["label"] = "Port"
    found = communities(network)
    assert len({each.name for each in found}) == len(found)
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    assert [each.size for each in found] == sorted((each.size for each in found), reverse=True)
    members = [iri for each in found for iri in each.members]
    assert sorted(members) == sorted(node for node in network if network.nodes[node]["named"])
