"""Columns beside a store folder: asked where they are, done without where they are not or cannot be read."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from support import ROOT

import kg
from kg import network, unify
from kg.columns.files import fresh_files, listing
from kg.columns.reading import Columns, sql_form
from kg.errors import QueryError
from kg.identity import Decision
from kg.ids import Minter
from kg.query import ask, question_names, read_query
from kg.store import Store
from kg.upkeep import Upkeep, writing

from .conftest import NETWORK, QUESTIONS, assert_same, cases, choices

ALPHA = """
source: {id: alpha}
signings:
  - {id: a1, signed: 1990-01-01, parties: [{place: FRA}, {place: DEU}], fields: [trade], instruments: [{kind: treaty, title: River Treaty}]}
  - {id: a2, signed: 1991, parties: [{place: FRA}, {place: CSK}], instruments: [{kind: treaty, fields: [transport]}]}
  - {id: a3, signed: 1992-01-01, parties: [{name: Port Office, kind: port, place: FRA}, {place: DEU}], instruments: [{kind: treaty}]}
"""
BETA = """
source: {id: beta}
signings:
  - {id: b1, signed: 1990-01-01, parties: [{place: France}, {place: DEU}], instruments: [{kind: treaty, title: River Treaty}]}
  - {id: b2, signed: 1995-01-01, parties: [{place: France}, {place: Allemagne}], instruments: [{kind: treaty}]}
  - {id: b3, parties: [{name: Port Office, kind: port, place: France}, {place: FRA}, {place: DEU}], instruments: [{kind: treaty}]}
"""
JOINED = [
    ("territory/fra", "territory/france"),
    ("territory/deu", "territory/allemagne"),
    ("place/fra", "place/france"),
    ("body/alpha/port-office-fra", "body/beta/port-office-france"),
    ("agreement/alpha/a1-1", "agreement/beta/b1-1"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A store folder of two sources that name the same places, some of them otherwise, with an identity graph."""
    home = tmp_path_factory.mktemp("two")
    for name, text in (("alpha", ALPHA), ("beta", BETA)):
        (home / f"{name}.yaml").write_text(text, encoding="utf-8")
    kg.build([home / "alpha.yaml", home / "beta.yaml"], store=home / "store")
    with Upkeep(Minter()) as upkeep, writing(home / "store", upkeep) as store:
        unify.apply(store, [Decision(one=one, other=other, verdict="same", by="test") for one, other in JOINED])
    return home / "store"


@pytest.fixture
def store(folder):
    return Store.open(folder)


def without(store):
    """The same store in memory, which has no columns."""
    plain = Store()
    plain.add(store.quads())
    return plain


@pytest.mark.parametrize("name", QUESTIONS)
def test_two_sources_and_an_identity_graph(store, name):
    values = choices(store)
    for terms in cases(name, values):
        assert_same(store, store.columns, name, terms)
        if read_query("questions", name).merged:
            assert_same(store, store.columns, name, terms, merged=True)


@pytest.mark.parametrize("name", NETWORK)
def test_base_queries_of_two_sources(store, name):
    assert assert_same(store, store.columns, f"network/{name}")


def test_merged_counts_otherwise(store):
    plain, merged = (ask(store, "partners", party="FRA", merged=merged).rows for merged in (False, True))
    assert plain != merged
    assert merged == ask(without(store), "partners", party="FRA", merged=True).rows


def test_a_folder_is_asked_by_its_columns(store, folder, tmp_path):
    """Beside a store that is empty, what is answered can only be from the columns."""
    Store.create(tmp_path / "empty", [])
    copies = [Path(shutil.copy(file, tmp_path)) for file in fresh_files(folder)]
    with listing(tmp_path / "empty") as fresh:
        fresh.publish({"all": copies})
    empty = Store.open(tmp_path / "empty")
    for name in QUESTIONS:
        if name != "parties-on":
            assert ask(empty, name).rows == ask(without(store), name).rows
    assert network.parties(empty).edges == network.parties(store).edges


@pytest.mark.parametrize("view", ["parties", "places"])
def test_a_network_of_a_folder_is_the_same(store, view):
    made = [getattr(network, view)(one) for one in (store, without(store))]
    assert made[0].nodes(data=True) == made[1].nodes(data=True)
    assert list(made[0].edges(data=True)) == list(made[1].edges(data=True))


def test_mistakes_are_named_as_ever(store):
    with pytest.raises(QueryError, match="has no parameter"):
        ask(store, "partners", planet="Mars")
    with pytest.raises(QueryError, match="the store has no party called"):
        ask(store, "partners", party="Mars")


def test_a_question_without_a_second_form(store):
    assert sql_form("evidence") is None
    assert store.columns.answer("evidence") is None
    assert ask(store, "evidence").rows == ask(without(store), "evidence").rows
    assert set(QUESTIONS) < set(question_names())


@pytest.mark.parametrize("content", [None, b"", b"PAR1 no such thing PAR1"])
def test_files_that_cannot_be_read_leave_the_answer_to_the_store(tmp_path, content):
    file = tmp_path / "statements.parquet"
    if content is not None:
        file.write_bytes(content)
    assert Columns([file]).answer("signings") is None


def test_a_store_has_columns_where_there_are_files(store, folder, tmp_path):
    assert store.columns is store.columns
    assert tuple(fresh_files(folder)) == store.columns.files
    assert Store().columns is None
    assert fresh_files(tmp_path) is None


def test_no_other_file_and_no_setting_is_within_reach(store, tmp_path):
    store.columns.answer("signings")
    session = store.columns._connection().cursor()
    other = tmp_path / "other.csv"
    other.write_text("a,b\n", encoding="utf-8")
    for reach in (f"SELECT * FROM '{other}'", f"COPY (SELECT 1) TO '{other}'", "INSTALL httpfs", "LOAD httpfs"):
        with pytest.raises(duckdb.Error, match=r"disabled|permission|Cannot|not found"):
            session.execute(reach)
    with pytest.raises(duckdb.Error, match="locked"):
        session.execute("SET enable_external_access = true")


def test_terms_are_values_and_never_text(store):
    import pyoxigraph as ox

    for text in ("'; DROP VIEW statements; --", '" OR 1 = 1', "$value", "\\", "\x00"):
        assert len(store.columns.answer("partners", {"party": [ox.Literal(text)]})) == 0
    assert len(store.columns.answer("partners")) > 0


def test_duckdb_is_loaded_for_columns_alone(folder):
    code = (
        "import sys; from kg.cli import main; "
        "main(['ask', '{name}', '--format', 'csv'{store}]); "
        "assert ('duckdb' in sys.modules) is {loaded}"
    )
    for store, loaded in (("", False), (f", '--store', {str(folder)!r}", True)):
        call = code.format(name="fields", store=store, loaded=loaded)
        done = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=False, cwd=ROOT)
        assert done.returncode == 0, done.stderr
