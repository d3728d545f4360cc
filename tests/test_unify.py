"""Identity through the commands: proposed, decided by a person, put into a store, and counted as one."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
import rdflib
from support import assert_refused, run_kg

import kg
from kg import network, unify
from kg.errors import InputError, QueryError
from kg.identity import read_decisions
from kg.ids import BASE
from kg.merging import merged_text
from kg.pipeline import build
from kg.query import read_query
from kg.store import Store

ALPHA = """
source: {id: alpha}
signings:
  - {id: a1, signed: 1990-01-01, parties: [{place: FRA}, {place: DEU}], instruments: [{kind: treaty, title: Treaty on the River Rhine}]}
  - {id: a2, signed: 1991-01-01, parties: [{place: FRA}, {place: CSK}], instruments: [{kind: treaty}]}
  - {id: a3, signed: 1992-01-01, parties: [{name: Port Office, kind: port, place: FRA}, {place: DEU}], instruments: [{kind: treaty}]}
"""
BETA = """
source: {id: beta}
signings:
  - {id: b1, signed: 1990-01-01, parties: [{place: France}, {place: Germany}], instruments: [{kind: treaty, title: Treaty on the River Rhine}]}
  - {id: b2, signed: 1995-01-01, parties: [{place: France}, {place: Allemagne}], instruments: [{kind: treaty}]}
  - {id: b3, signed: 1996-01-01, parties: [{place: France}, {place: Czech Republic}], instruments: [{kind: treaty}]}
  - {id: b4, signed: 1997-01-01, parties: [{name: Port Office, kind: port, place: France}, {place: Congo}], instruments: [{kind: treaty}]}
"""


def files(folder):
    for name, text in (("alpha", ALPHA), ("beta", BETA)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [str(folder / "alpha.yaml"), str(folder / "beta.yaml")]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A folder with a store, its identity.yaml, and the decisions applied."""
    folder = tmp_path_factory.mktemp("world")
    assert run_kg("build", *files(folder), "--store", "store", cwd=folder).status == 0
    proposed = run_kg("identity", "--store", "store", cwd=folder)
    assert proposed.status == 0, proposed.err
    assert "wrote identity.yaml" in proposed.err
    applied = run_kg("identity", "--apply", "--store", "store", cwd=folder)
    assert applied.status == 0, applied.err
    return folder


def decided(folder):
    return {(one.one, one.other): one.verdict for one in read_decisions(folder / "identity.yaml")}


def test_what_is_proposed(world):
    found = decided(world)
    assert {pair: verdict for pair, verdict in found.items() if pair[0].startswith("territory/")} == {
        ("territory/france", "territory/fra"): "same",
        ("territory/germany", "territory/deu"): "same",
        ("territory/germany", "territory/allemagne"): "same",
    }
    assert found["body/alpha/port-office-fra", "body/beta/port-office-france"] == "same"
    assert found["agreement/alpha/a1-1", "agreement/beta/b1-1"] == "same"
    assert not [pair for pair in found if "csk" in str(pair) or "congo" in str(pair)]


def csv_of(folder, *arguments):
    done = run_kg(*arguments, "--format", "csv", "--store", "store", cwd=folder)
    assert done.status == 0, done.err
    return [line.split(",") for line in done.out.splitlines()[1:]]


def test_partners_merged_and_unmerged(world):
    plain = [row[:3] for row in csv_of(world, "ask", "partners", "--party", "France")]
    assert plain == [["France", name, "1"] for name in ("Allemagne", "Czech Republic", "Germany")]
    assert csv_of(world, "ask", "partners", "--party", "France", "--unmerged") == csv_of(
        world, "ask", "partners", "--party", "France"
    )
    for name in ("France", "FRA"):  # the Rhine treaty that both sources tell counts once
        merged = [row[:3] for row in csv_of(world, "ask", "partners", "--party", name, "--merged")]
        assert merged == [["France", "Germany", "2"], ["France", "CSK", "1"], ["France", "Czech Republic", "1"]]
    of_place = [
        row[:3] for row in csv_of(world, "ask", "partners", "--place", "FRA", "--party", "Allemagne", "--merged")
    ]
    assert of_place == [["Germany", "France", "2"], ["Germany", "Port Office", "1"]]


def test_places_merged(world):
    assert csv_of(world, "ask", "place-partners", "--merged") == [
        ["France", "Germany", "3"], ["CSK", "France", "1"], ["Congo", "France", "1"], ["Czech Republic", "France", "1"],
    ]  # fmt: skip
    assert len(csv_of(world, "ask", "place-partners")) == 6


@pytest.mark.parametrize("name", ["partners", "place-partners"])
def test_rdflib_answers_the_same(world, name):
    store = Store.open(world / "store")
    text = merged_text(store, read_query("questions", name).text)
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=ox.serialize(store.quads(), format=ox.RdfFormat.N_QUADS), format="nquads")
    found = [[str(value) if value is not None else None for value in row][:3] for row in dataset.query(text)]
    assert found == [[str(value) for value in row[:3]] for row in kg.ask(store, name, merged=True)]


def test_the_network_merged(world):
    store = Store.open(world / "store")
    made = network.parties(store, merged=True)
    labels = nodes(made)
    assert labels == ["CSK", "Congo", "Czech Republic", "France", "Germany", "Port Office"]
    assert made[f"{BASE}territory/france"][f"{BASE}territory/germany"]["weight"] == 2
    assert nodes(network.parties(store)) == ["Allemagne", "CSK", "Congo", "Czech Republic", "DEU", "FRA", "France", "Germany", "Port Office", "Port Office"]  # fmt: skip
    assert nodes(network.places(store, merged=True)) == ["CSK", "Congo", "Czech Republic", "France", "Germany"]
    assert nodes(network.parties(store, merged=True, on="1990-06-01")) == ["France", "Germany"]
    done = run_kg("network", "--merged", "--store", "store", "-o", "n.json", cwd=world)
    assert done.status == 0, done.err
    assert len(json.loads((world / "n.json").read_text(encoding="utf-8"))["nodes"]) == 6


def nodes(made):
    return sorted(data["label"] for _, data in made.nodes(data=True))


def test_sources_keep_what_they_say(world, tmp_path):
    fresh = build(files(tmp_path), tmp_path / "plain")
    store = Store.open(world / "store")
    graph = f"{BASE}graph/identity"
    assert {quad for quad in store.quads() if quad.graph_name.value != graph} == set(fresh.quads())
    assert kg.check(store).conforms


def test_a_persons_word_stays_and_is_taken_back(tmp_path):
    store = build(files(tmp_path), tmp_path / "store")
    del store
    (tmp_path / "identity.yaml").write_text(
        "decisions:\n  - {one: territory/france, other: territory/fra, verdict: different, by: Ada, reason: a test}\n",
        encoding="utf-8",
    )
    for _ in range(2):
        assert run_kg("identity", "--store", "store", cwd=tmp_path).status == 0
        assert decided(tmp_path)["territory/france", "territory/fra"] == "different"
    assert run_kg("identity", "--apply", "--store", "store", cwd=tmp_path).status == 0
    assert len(csv_of(tmp_path, "ask", "partners", "--party", "FRA", "--merged")) == 2
    (tmp_path / "identity.yaml").write_text("decisions: []\n", encoding="utf-8")
    assert run_kg("identity", "--apply", "--store", "store", cwd=tmp_path).status == 0
    assert not list(Store.open(tmp_path / "store").graph(f"{BASE}graph/identity"))
    refused = run_kg("ask", "partners", "--merged", "--store", "store", cwd=tmp_path)
    assert_refused(refused, "the store has no identity graph")


def test_a_changed_source_is_merged_anew(tmp_path):
    paths = files(tmp_path)
    store = build(paths, Store())
    unify.apply(store, unify.propose(store))
    (tmp_path / "beta.yaml").write_text(BETA.replace("place: Czech Republic", "place: Allemagne"), encoding="utf-8")
    build(paths[1:], store)
    found = {row.partner: row.agreements for row in kg.ask(store, "partners", party="FRA", merged=True)}
    assert found == {"Germany": 3, "CSK": 1}


def test_a_table_that_joins_a_store_is_merged_with_what_is_there(tmp_path):
    store = build(files(tmp_path), Store())
    unify.apply(store, unify.propose(store))
    folder = tmp_path / "gamma"
    folder.mkdir()
    (folder / "t.csv").write_text("id,who,day\n1,FRA;Germany,2001-01-01\n2,France;DEU,2002-02-02\n", encoding="utf-8")
    (folder / "source.yml").write_text(
        "source: {id: gamma}\n"
        "tables:\n"
        "  - file: t.csv\n    rows: agreement\n    key: id\n    agreement: {signed: day}\n"
        '    parties: [{place: {name: {column: who, split: ";"}, level: country}}]\n',
        encoding="utf-8",
    )
    build([folder], store)
    found = {row.partner: row.agreements for row in kg.ask(store, "partners", party="FRA", merged=True)}
    assert found["Germany"] == 4
    assert kg.check(store).conforms


def test_what_a_store_does_not_know_stands_for_nothing(tmp_path):
    (tmp_path / "identity.yaml").write_text(
        "decisions:\n"
        "  - {one: territory/atlantis, other: territory/fra, verdict: same, by: Ada}\n"
        "  - {one: territory/atlantis, other: territory/france, verdict: same, by: Ada}\n",
        encoding="utf-8",
    )
    store = build(files(tmp_path))
    unify.apply(store, read_decisions(tmp_path / "identity.yaml"))
    assert {row.party for row in kg.ask(store, "partners", party="FRA", merged=True)} == {"FRA"}
    assert kg.check(store).conforms


def test_list_and_explain(world):
    listed = csv_of_file(world, "--list", "same")
    assert ["territory/france", "territory/fra", "same", "kg", "1.0", "FRA is France (ISO 3166 FRA)"] in listed
    explained = csv_of_file(world, "--explain", "Allemagne")
    assert {row[1] for row in explained} >= {"territory/allemagne", "territory/deu", "place/allemagne"}
    assert_refused(run_kg("identity", "--explain", "Atlantis", cwd=world), "nothing is decided of 'Atlantis'")
    assert_refused(run_kg("identity", "--list", "same", "--file", "none.yaml", cwd=world), "there is no such file")


def csv_of_file(folder, *arguments):
    done = run_kg("identity", *arguments, "--format", "csv", cwd=folder)
    assert done.status == 0, done.err
    return [line.split(",") for line in done.out.splitlines()[1:]]


def test_what_is_wrong_is_one_line(world):
    assert_refused(run_kg("identity", "gamma", "--store", "store", cwd=world), "no source called gamma")
    assert_refused(run_kg("identity", "--apply", cwd=world, KG_STORE=""), "--apply needs a store folder")
    assert_refused(run_kg("identity", "--apply", "--list", "same", cwd=world), "one at a time")


def test_only_some_questions_are_asked_merged(world):
    store = Store.open(world / "store")
    with pytest.raises(QueryError, match="cannot be asked merged; there is partners, place-partners"):
        kg.ask(store, "fields", merged=True)
    with pytest.raises(InputError, match="the store identifies nothing"):
        network.parties(build(), merged=True)
