"""Projections against networkx's own, over agreements made up at random; files read back by networkx."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite
from support import assert_refused, built

import kg
from kg import network
from kg.errors import InputError
from kg.ids import BASE
from kg.network import files
from kg.network.hypergraph import Agreement, Hypergraph, Signatory, read
from kg.network.hypergraph import Place as PlaceNode
from kg.network.projection import by_field, by_party, by_place

NAMES = [f"p:{number}" for number in range(7)]
UNNAMED = frozenset({"p:5", "p:6"})


def hypergraph(memberships):
    """A hypergraph of made-up parties, every second one in the city c:1 of the province c:0, the others in none."""
    signatories = {
        name: Signatory(
            name,
            name.upper(),
            "unnamed" if name in UNNAMED else "body",
            None,
            "c:1" if int(name[2:]) % 2 else None,
            3 if name in UNNAMED else None,
        )
        for name in NAMES
    }
    agreements = {}
    for number, (members, fields) in enumerate(memberships):
        agreements[f"a:{number}"] = Agreement(
            f"a:{number}", "s:1", f"Agreement {number}", signatories=sorted(members), fields=set(fields)
        )
    places = {"c:0": PlaceNode("Province", "province"), "c:1": PlaceNode("City", "prefecture-city", ["c:0"])}
    return Hypergraph(signatories, agreements, places)


MEMBERSHIPS = st.lists(
    st.tuples(
        st.sets(st.sampled_from(NAMES), max_size=6),
        st.sets(st.sampled_from(["transport", "rail", "health"]), max_size=3),
    ),
    min_size=1,
    max_size=8,
)


def bipartite_graph(members):
    graph = nx.Graph()
    for agreement, joined in members.items():
        graph.add_node(agreement)
        graph.add_edges_from((agreement, iri) for iri in joined)
    return graph


def assert_projected(made, members):
    """That ``made`` is what networkx makes of the same memberships."""
    graph = bipartite_graph(members)
    nodes = set(graph) - set(members)
    plain = bipartite.weighted_projected_graph(graph, nodes)
    newman = bipartite.collaboration_weighted_projected_graph(graph, nodes)
    assert set(made) == nodes
    assert {frozenset(edge) for edge in made.edges} == {frozenset(edge) for edge in plain.edges}
    for one, other, data in made.edges(data=True):
        assert data["weight"] == plain[one][other]["weight"] == len(data["agreements"])
        assert data["newman"] == pytest.approx(newman[one][other]["weight"])
        assert data["agreements"] == sorted(set(graph[one]) & set(graph[other]))
    for node, data in made.nodes(data=True):
        assert data["agreements"] == len(graph[node])
        assert data["partners"] == sum(made.nodes[other]["named"] for other in made[node])
    assert list(made) == sorted(made)


@settings(max_examples=150, deadline=None)
@given(MEMBERSHIPS)
def test_parties_as_networkx_projects_them(memberships):
    graph = hypergraph(memberships)
    made = by_party(graph, list(graph.agreements.values()))
    assert_projected(made, {a.iri: a.signatories for a in graph.agreements.values()})
    assert {node for node, data in made.nodes(data=True) if not data["named"]} == set(made) & UNNAMED


@settings(max_examples=80, deadline=None)
@given(MEMBERSHIPS, st.sampled_from([None, "province", "municipality", "prefecture-city", "district"]))
def test_places_rolled_up_to_a_level(memberships, level):
    graph = hypergraph(memberships)
    up = {None: "c:1", "province": "c:0", "municipality": "c:0", "prefecture-city": "c:1", "district": None}[level]
    members = {
        a.iri: {up} if up and any(graph.signatories[p].place for p in a.signatories) else set()
        for a in graph.agreements.values()
    }
    assert_projected(by_place(graph, list(graph.agreements.values()), level), members)


@settings(max_examples=80, deadline=None)
@given(MEMBERSHIPS)
def test_fields_agreed_on_together(memberships):
    graph = hypergraph(memberships)
    made = by_field(list(graph.agreements.values()))
    assert_projected(
        made,
        {a.iri: {f"https://w3id.org/accord/code/field/{code}" for code in a.fields} for a in graph.agreements.values()},
    )


def test_a_field_that_the_package_does_not_know_is_its_code():
    graph = hypergraph([({"p:0", "p:1"}, {"alchemy"})])
    (label,) = nx.get_node_attributes(by_field(list(graph.agreements.values())), "label").values()
    assert label == "alchemy"


RECORDS = """
source: {id: s}
signings:
- id: one
  signed: 2020-04-01
  parties: [{name: "=cmd|' /C calc'!A0", place: Luzhou}, {name: "-1+1 <b>&amp;", place: Chongqing}, {name: "two towns", named: false, size: 2, place: Sichuan}]
  instruments: [{}]
  fields: [rail]
- {id: two, signed: 2020-05, parties: [{name: "=cmd|' /C calc'!A0", place: Luzhou}, {name: "@C", place: Yibin}], instruments: [{fields: [health]}, {fields: [transport]}], fields: [education]}
- {id: old, signed: XXXX-04-15, parties: [{name: "+D"}, {name: "@C", place: Yibin}], instruments: [{}]}
- {id: undated, parties: [{name: "+D"}, {place: Luzhou}], instruments: [{}]}
- {id: alone, parties: [{name: "Lonely \\u202e"}], instruments: [{}]}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return built(tmp_path_factory.mktemp("network"), RECORDS)


def numbers(made):
    return sorted(iri.removeprefix(f"{BASE}agreement/s/") for iri in made.graph["agreements"])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["alone-1", "old-1", "one-1", "two-1", "two-2", "undated-1"]),
        ({"field": "transport"}, ["one-1", "two-2"]),
        ({"field": "Rail"}, ["one-1"]),
        ({"field": "health"}, ["two-1"]),
        ({"start": "2020-04-01", "end": "2020-04-01"}, ["one-1"]),
        ({"start": "2020-04-01", "end": "2020-04-15"}, ["old-1", "one-1"]),
        ({"start": "2020-04-02"}, ["old-1", "two-1", "two-2"]),
        ({"end": "2020-05-01"}, ["old-1", "one-1", "two-1", "two-2"]),
        ({"field": "health", "end": "2020-04-30"}, []),
    ],
)
def test_filters_keep_what_is_possible(store, filters, expected):
    assert numbers(network.parties(store, **filters)) == expected
    assert numbers(network.places(store, **filters)) == expected
    assert numbers(network.fields(store, **filters)) == expected


def test_an_unnamed_group_is_a_marked_node_and_no_partner(store):
    made = network.parties(store)
    group = made.nodes[f"{BASE}unnamed/s/one-3"]
    assert (group["named"], group["type"], group["size"], group["partners"]) == (False, "unnamed", 2, 2)
    body = made.nodes[f"{BASE}body/s/cmd-c-calc-a0-luzhou"]
    assert body["partners"] == 2
    assert len(made[f"{BASE}body/s/cmd-c-calc-a0-luzhou"]) == 3
    assert made.nodes[f"{BASE}body/s/lonely"]["partners"] == 0
    summary = made.graph["summary"]
    assert (summary["unnamed"], summary["agreements"], summary["signings"]) == (1, 6, 5)


def test_places_roll_up_to_their_rank(store):
    own = network.places(store)
    assert {data["label"] for _, data in own.nodes(data=True)} == {"Luzhou", "Chongqing", "Sichuan", "Yibin"}
    assert network.places(store, level="own").edges == own.edges
    rolled = network.places(store, level="province")
    assert {data["label"] for _, data in rolled.nodes(data=True)} == {"Chongqing", "Sichuan"}
    ((one, other, edge),) = rolled.edges(data=True)
    assert {one, other} == {f"{BASE}place/chongqing", f"{BASE}place/sichuan"}
    assert edge["weight"] == 1


def test_the_most_connected_are_named_ones(store):
    listed = network.most_connected(network.parties(store), 3)
    assert listed[0] == ("=cmd|' /C calc'!A0", 2, 3)
    assert "two towns" not in {label for label, _, _ in network.most_connected(network.parties(store), 99)}


@pytest.mark.parametrize("view", ["parties", "places", "fields"])
def test_files_are_read_back_by_networkx(store, view, tmp_path):
    made = network.view(store, view)
    for suffix, reader in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        back = reader(files.write(made, tmp_path / f"n.{suffix}"))
        assert set(back) == set(made)
        assert {frozenset(edge) for edge in back.edges} == {frozenset(edge) for edge in made.edges}
        for one, other, data in made.edges(data=True):
            assert back[one][other]["weight"] == data["weight"]
            assert back[one][other]["agreements"] == "; ".join(data["agreements"])
        for node, data in made.nodes(data=True):
            assert back.nodes[node]["label"] == data["label"]
            assert back.nodes[node]["named"] == data["named"]
    back = nx.node_link_graph(json.loads(files.as_json(made)), edges="edges")
    assert nx.utils.graphs_equal(back, made)


def test_no_cell_of_a_table_is_a_formula(store):
    rows = list(csv.reader(io.StringIO(files.as_csv(network.parties(store)))))
    assert len(rows) == network.parties(store).number_of_edges() + 1
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=cmd|' /C calc'!A0" in {row[1] for row in rows} | {row[3] for row in rows}


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\x1f"])
def test_characters_that_xml_forbids_do_not_break_a_file(character, tmp_path):
    made = nx.Graph()
    made.add_node("p:1", label=f"a{character}b", named=True)
    assert nx.read_graphml(files.write(made, tmp_path / "n.graphml")).nodes["p:1"]["label"] == "a\ufffdb"
    assert nx.read_gexf(files.write(made, tmp_path / "n.gexf")).nodes["p:1"]["label"] == "a\ufffdb"


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "csv", "json", "html"])
def test_processes_write_the_same_bytes(suffix, folder, tmp_path, run):
    for seed in ("1", "2"):
        done = run(
            "network", "-o", str(tmp_path / seed / f"n.{suffix}"), "--store", str(folder / "store"), PYTHONHASHSEED=seed
        )
        assert (done.status, done.out) == (0, ""), done.err
    assert (tmp_path / "1" / f"n.{suffix}").read_bytes() == (tmp_path / "2" / f"n.{suffix}").read_bytes()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--level", "province"], "level goes with the view places"),
        (["--view", "places", "--level", "planet"], "is one of own, "),
        (["--view", "stars"], "'stars' is not one of"),
        (["--field", "transprot"], "did you mean transport?"),
        (["--from", "spring"], "'spring' is no day"),
        (["--from", "2020-05-01", "--to", "2020-04-01"], "from 2020-05-01 is after to 2020-04-01"),
        (["-o", "n.png"], "the suffix is none of .html, .graphml"),
        (["--store", "none"], "there is no store"),
    ],
)
def test_what_is_wrong_is_one_line(options, words, tmp_path, run):
    assert_refused(run("network", "-o", "n.csv", *options, cwd=tmp_path), words)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_view_and_a_bad_level_in_python(store):
    with pytest.raises(InputError, match="'stars' is no view"):
        network.view(store, "stars")
    with pytest.raises(InputError, match="level goes with the view places"):
        network.view(store, "parties", level="province")


def test_the_corpus_is_read_as_its_questions_answer(corpus):
    graph = read(corpus)
    assert sorted(graph.agreements) == sorted(str(row.agreement) for row in kg.ask(corpus, "agreements"))
    partners = kg.ask(corpus, "partners")
    made = network.parties(corpus)
    assert sorted(row.agreements for row in partners) == sorted(data["weight"] for _, _, data in made.edges(data=True))
