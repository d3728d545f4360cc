"""Measures of a whole network in Python and through the commands."""

from __future__ import annotations

import csv
import io
import json
import random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import bridged, network_of, networks, shuffled, star
from support import assert_refused

import kg
from kg import network as networks_of_store
from kg.errors import InputError
from kg.network import NodeMeasures, annotate, measures
from kg.network.grouping import SEED, named_part
from kg.network.measuring import EXACT_UP_TO, PIVOTS


def test_two_triangles_and_a_bridge_by_hand():
    found = measures(bridged())
    ranks = nx.pagerank(bridged())
    assert found.nodes["a3"] == NodeMeasures(3, 3, pytest.approx(ranks["a3"]), 0.6, 1)
    assert found.nodes["b1"] == NodeMeasures(2, 2, pytest.approx(ranks["b1"]), 0.0, 2)
    assert found.modularity == pytest.approx(2 * (3 / 7 - 1 / 4))
    assert (found.weight, found.pivots) == ("weight", None)
    assert found.values("a3")["community"] == "A3"


@settings(max_examples=150)
@given(networks(), st.sampled_from(["weight", "newman"]), st.randoms(use_true_random=False))
def test_all_are_those_of_networkx_in_any_order(network, weight, chance):
    found = measures(network, weight=weight)
    part = named_part(network, weight)
    ranks, between = nx.pagerank(part, weight=weight), nx.betweenness_centrality(part)
    assert list(found.nodes) == list(part)
    for node, own in found.nodes.items():
        assert own.degree == part.degree(node) == network.nodes[node]["partners"]
        assert own.strength == pytest.approx(part.degree(node, weight=weight))
        assert own.pagerank == pytest.approx(ranks[node], abs=1e-12)
        assert own.betweenness == pytest.approx(between[node], abs=1e-12)
        assert node in found.communities[own.community - 1].members
    if part.size():
        groups = [each.members for each in found.communities]
        assert found.modularity == pytest.approx(nx.community.modularity(part, groups, weight=weight))
    assert measures(shuffled(network, chance), weight=weight) == found


def test_a_group_without_names_gives_and_gets_nothing():
    network = network_of([("a", "b", 1), ("b", "x", 1), ("x", "c", 1)], unnamed={"x"})
    found = measures(network)
    assert list(found.nodes) == ["a", "b", "c"]
    assert [own.degree for own in found.nodes.values()] == [1, 1, 0]
    assert [own.betweenness for own in found.nodes.values()] == [0, 0, 0]
    annotate(network, found)
    assert network.nodes["x"]["community"] == "A"
    assert "pagerank" not in network.nodes["x"]
    assert network.graph["measures"]["unnamed"] == 1


def test_above_the_stated_size_betweenness_is_estimated():
    network = network_of([("hub", f"leaf{number:04}", 1) for number in range(EXACT_UP_TO)])
    found = measures(network)
    assert found.pivots == PIVOTS == found.values("hub")["pivots"]
    assert found.nodes["hub"].betweenness == pytest.approx(1, abs=0.01)
    assert measures(network, pivots=EXACT_UP_TO + 1).pivots is None
    network.remove_node("leaf0000")
    found = measures(network)
    assert found.pivots is None
    assert "pivots" not in found.values("hub")


def test_pivots_are_those_that_networkx_draws():
    found = measures(star(), pivots=3)
    expected = nx.betweenness_centrality(named_part(star()), k=3, seed=SEED)
    assert {node: own.betweenness for node, own in found.nodes.items()} == pytest.approx(expected)
    assert found.pivots == 3


def test_nothing_to_measure():
    found = measures(network_of([]))
    assert (found.nodes, found.communities, found.modularity) == ({}, (), 0)


def test_wrong_words():
    with pytest.raises(InputError, match="'gold' is no weight; there is weight, newman"):
        measures(star(), weight="gold")
    with pytest.raises(InputError, match="at least 2 pivots, not 1"):
        measures(star(), pivots=1)


def test_the_face_names_what_is_there():
    for name in networks_of_store.__all__:
        assert getattr(networks_of_store, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = networks_of_store.nothing


def records():
    """Three towns whose offices sign with one another, a few of them with those of other towns, and two groups."""
    chance = random.Random(1)
    offices = [{"name": f"Office {number}", "place": f"Town {number % 3}"} for number in range(24)]
    signings = []
    for number in range(90):
        home = offices[number % 3 :: 3] if chance.random() < 0.9 else offices
        parties = chance.sample(home, chance.choice((2, 2, 3)))
        if number in (7, 8):
            parties.append({"name": "some villages", "named": False, "place": "Town 1"})
        signings.append({"id": f"s{number}", "parties": parties, "instruments": [{}], "fields": ["health"]})
    return {"source": {"id": "made-up"}, "signings": signings}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("measures")
    (folder / "records.json").write_text(json.dumps(records()), encoding="utf-8")
    kg.build([folder / "records.json"], folder / "store")
    return str(folder / "store")


def test_the_command_answers_as_python_does(store, run):
    made = networks_of_store.parties(kg.open_store(store))
    found = measures(made)
    done = run("measures", "--store", store, "--by", "pagerank", "--format", "json")
    assert done.status == 0, done.err
    rows = json.loads(done.out)
    assert {row["iri"]: row for row in rows} == {
        iri: {"label": made.nodes[iri]["label"], **found.values(iri), "iri": iri} for iri in found.nodes
    }
    assert [row["pagerank"] for row in rows] == sorted((row["pagerank"] for row in rows), reverse=True)
    assert len(rows) == 24
    assert done.err.startswith("24 nodes; 2 without names left out; betweenness exact; 3 communities of two or more")


def test_communities_are_the_towns(store, run):
    done = run("measures", "--store", store, "--communities", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert {row["community"] for row in rows} == {"Town 0", "Town 1", "Town 2"}
    assert {row["named_by"] for row in rows} == {"place"}
    assert sum(int(row["members"]) for row in rows) == 24
    assert sum(int(row["unnamed"]) for row in rows) == 2


def test_top_weight_view_and_estimates(store, run):
    done = run("measures", "--store", store, "--top", "3", "--pivots", "5", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [row["pivots"] for row in rows] == ["5"] * 3
    assert "betweenness estimated from 5 of 24 nodes" in done.err
    assert "exact" in run("measures", "--store", store, "--pivots", "all").err
    strengths = [
        json.loads(run("measures", "--store", store, "--weight", weight, "--format", "json").out)[0]["strength"]
        for weight in ("weight", "newman")
    ]
    assert strengths[0] > strengths[1]
    done = run("measures", "--store", store, "--view", "places", "--format", "md")
    assert done.out.startswith("| label | degree | strength | pagerank | betweenness | community | iri |\n")
    assert "| Town 1 | 2 |" in done.out
    assert run("measures", "--store", store, "--view", "fields", "--format", "json").status == 0
    assert json.loads(run("measures", "--store", store, "--field", "sport", "--format", "json").out) == []


def test_the_suffix_chooses_the_format(store, tmp_path, run):
    done = run("measures", "--store", store, "-o", str(tmp_path / "nodes.csv"))
    assert (done.status, done.out) == (0, "")
    assert (tmp_path / "nodes.csv").read_text(encoding="utf-8").startswith("label,degree,")
    assert run("measures", "--store", store, "--format", "csv").out == (tmp_path / "nodes.csv").read_text("utf-8")


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "csv", "json"])
def test_files_of_the_network_have_the_measures(suffix, store, tmp_path, run):
    path = tmp_path / f"n.{suffix}"
    done = run("network", "--store", store, "--measures", "-o", str(path))
    assert done.status == 0, done.err
    found = measures(networks_of_store.parties(kg.open_store(store)))
    if suffix == "csv":
        for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))):
            for end in ("source", "target"):
                known = found.values(row[end]) if row[end] in found.nodes else {}
                assert row[f"{end}_pagerank"] == str(known.get("pagerank", ""))
                assert row[f"{end}_community"]
        return
    if suffix == "json":
        back = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
        assert [each["name"] for each in back.graph["measures"]["communities"]] == [
            each.name for each in found.communities
        ]
    else:
        back = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[suffix](path)
    assert len(back) == len(found.nodes) + 2
    for iri in found.nodes:
        assert {key: back.nodes[iri][key] for key in found.values(iri)} == found.values(iri)


@pytest.mark.parametrize(
    "command", [["measures", "--format", "csv"], ["measures", "--communities", "--format", "json"]]
)
def test_processes_give_the_same_bytes(command, store, run):
    answers = {run(*command, "--store", store, PYTHONHASHSEED=seed).out for seed in ("1", "2", "3")}
    assert len(answers) == 1
    assert len(answers.pop()) > 100


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["measures", "--pivots", "1"], "'1' is neither all nor a number from 2"),
        (["measures", "--pivots", "some"], "'some' is neither all nor a number from 2"),
        (["measures", "--top", "0"], "--top"),
        (["measures", "--by", "fame"], "'fame' is not one of"),
        (["measures", "--level", "province"], "level goes with the view places"),
        (["measures", "--field", "transprot"], "did you mean transport?"),
        (["measures", "--store", "none"], "there is no store"),
        (["network", "--measures", "-o", "n.html"], "--measures goes into .graphml, .gexf, .csv and .json files"),
    ],
)
def test_what_is_wrong_is_one_line(arguments, words, tmp_path, run):
    assert_refused(run(*arguments, cwd=tmp_path), words)
    assert list(tmp_path.iterdir()) == []
