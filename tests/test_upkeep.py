"""Columns beside a store: those of what is in it now, or none."""

from __future__ import annotations

import shutil
import sqlite3
import sys

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from support import assert_refused

import kg
from kg import unify
from kg.columns import CLASSES, FOLDER, PREDICATES, fresh_files
from kg.errors import InputError
from kg.ids import BASE, Minter
from kg.rdf import statements
from kg.store import Store
from kg.upkeep import Upkeep, writing
from kg.vocab import term

KEPT = {term(f"accord:{name}").value for name in CLASSES}


def record(name: str, *places: str, fields: str = "transport") -> str:
    parties = ", ".join(f"{{name: Bureau of {place}, place: {place}}}" for place in places[1:])
    return (
        f"source: {{id: {name}}}\nsignings:\n- {{id: one, signed: 2020-04, parties: [{{place: {places[0]}}}, {parties}], "
        f"instruments: [{{kind: treaty}}, {{title: 'A \"title\" of {name}'}}], fields: [{fields}]}}\n"
    )


def stated(folder) -> set:
    """What the store states of the predicates that columns hold, read from its quads."""
    found = set()
    for subject, predicate, value in statements(Store.open(folder).quads()):
        if predicate in PREDICATES and (predicate != "rdf:type" or value in KEPT):
            text, language = (value, None) if isinstance(value, str) else (value.value, value.language)
            found.add((subject, predicate, text, language))
    return found


def columns(folder) -> set:
    files = fresh_files(folder)
    assert files, "no fresh columns"
    return set(duckdb.connect().read_parquet([str(file) for file in files]).fetchall())


@pytest.fixture
def world(tmp_path):
    for name, places in {"a": ("North", "South"), "b": ("South", "East", "North")}.items():
        (tmp_path / f"{name}.yaml").write_text(record(name, *places))
    kg.build([tmp_path / "a.yaml", tmp_path / "b.yaml"], tmp_path / "s")
    return tmp_path


VERSIONS = st.tuples(
    st.sampled_from("abc"),
    st.lists(st.sampled_from(["North", "South", "East"]), min_size=2, max_size=3, unique=True),
    st.sampled_from(["transport", "health", "medical-insurance, rail"]),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(VERSIONS, min_size=1, max_size=4))
def test_columns_hold_what_the_store_states_however_it_came_about(tmp_path_factory, versions):
    folder = tmp_path_factory.mktemp("columns")
    for name, places, fields in versions:
        (folder / f"{name}.yaml").write_text(record(name, *places, fields=fields))
        kg.build([folder / f"{name}.yaml"], folder / "s")
        assert columns(folder / "s") == stated(folder / "s")


def test_only_the_columns_of_a_changed_source_are_written_anew(world):
    before = set(fresh_files(world / "s"))
    (world / "a.yaml").write_text(record("a", "West", "South"))
    kg.build([world / "a.yaml"], world / "s")
    after = set(fresh_files(world / "s"))
    assert len(before & after) == 1  # of b; a and what they share are new
    assert {file for file in (world / "s" / FOLDER).iterdir() if file.suffix == ".parquet"} == after
    assert columns(world / "s") == stated(world / "s")


def test_decisions_on_identity_reach_the_columns(world):
    store = kg.open_store(str(world / "s"))
    proposed = unify.propose(store)
    store.close()
    with Upkeep(Minter()) as upkeep, writing(world / "s", upkeep) as target:
        unify.apply(target, proposed)
    assert columns(world / "s") == stated(world / "s")


def test_what_others_write_makes_columns_stale_until_the_next_build(world):
    store = Store.open(world / "s", write=True)
    store.add(
        [Quad(NamedNode(BASE + "territory/new"), term("rdfs:label"), Literal("New"), NamedNode(BASE + "graph/a"))]
    )
    store.close()
    assert fresh_files(world / "s") is None
    (world / "b.yaml").write_text(record("b", "West", "South"))
    kg.build([world / "b.yaml"], world / "s")
    assert columns(world / "s") == stated(world / "s")
    assert (BASE + "territory/new", "rdfs:label", "New", None) in columns(world / "s")


def test_reading_and_refused_input_leave_columns_fresh(world, run):
    assert len(Store.open(world / "s")) > 100
    (world / "bad.yaml").write_text("source: {id: bad}\nsignings: [{id: one}]\n")
    assert_refused(run("build", str(world / "bad.yaml"), "--store", str(world / "s")), "parties is missing")
    assert columns(world / "s") == stated(world / "s")


def test_a_build_without_the_engine_leaves_no_columns_that_could_mislead(world):
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "duckdb", None)  # as where it is not installed
        (world / "a.yaml").write_text(record("a", "West", "South"))
        kg.build([world / "a.yaml"], world / "s")
        kg.build([world / "b.yaml"], world / "new")
        assert any(row.place == "West" for row in kg.ask(kg.open_store(str(world / "s")), "parties"))
    assert fresh_files(world / "s") is None
    assert not (world / "new" / FOLDER).exists()
    kg.build([world / "b.yaml"], world / "s")
    assert columns(world / "s") == stated(world / "s")


def test_columns_go_where_the_store_goes(world):
    shutil.copytree(world / "s", world / "copy")
    assert columns(world / "copy") == stated(world / "s")


@pytest.mark.parametrize(
    "harm", ["a file is gone", "the listing is gone", "the listing is no database", "another version"]
)
def test_harmed_columns_are_none_and_are_mended(world, harm):
    folder = world / "s" / FOLDER
    if harm == "a file is gone":
        next(folder.glob("*.parquet")).unlink()
    elif harm == "the listing is gone":
        (folder / "listing.sqlite").unlink()
    elif harm == "the listing is no database":
        (folder / "listing.sqlite").write_text("no database " * 100)
    else:
        with sqlite3.connect(folder / "listing.sqlite") as database:
            database.execute("UPDATE listing SET version = 0")
    assert fresh_files(world / "s") is None
    kg.build([world / "a.yaml"], world / "s")
    assert columns(world / "s") == stated(world / "s")


def test_one_builder_at_a_time(world, run):
    with Upkeep(Minter()) as upkeep, writing(world / "s", upkeep):
        assert_refused(run("build", str(world / "a.yaml"), "--store", str(world / "s")), "another process is writing")
    assert columns(world / "s") == stated(world / "s")


def test_a_large_source_is_replaced_whole_and_written_in_parts(tmp_path):
    signings = "".join(
        f"- {{id: s{n}, parties: [{{place: P{n % 7}}}, {{place: Q{n}}}], instruments: [{{}}]}}\n" for n in range(2500)
    )
    file = tmp_path / "large.yaml"
    for text in (signings, signings.replace("{place: P3}", "{place: R3}"), signings):
        file.write_text("source: {id: large}\nsignings:\n" + text)
        kg.build([file], tmp_path / "s")
        assert columns(tmp_path / "s") == stated(tmp_path / "s")
        assert set(Store.open(tmp_path / "s").quads()) == set(kg.build([file]).quads())


def test_a_build_that_fails_half_way_leaves_no_folder(tmp_path):
    many = "".join(f"- {{id: s{n}, parties: [{{place: P{n}}}]}}\n" for n in range(1500))
    twice = "- {id: x, parties: [{name: A, kind: court}, {name: A, kind: park}]}\n"
    (tmp_path / "a.yaml").write_text("source: {id: a}\nsignings:\n" + many + twice)
    with pytest.raises(InputError, match="two kinds"):
        kg.build([tmp_path / "a.yaml"], tmp_path / "deep" / "s")
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
