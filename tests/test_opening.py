"""The ready-made graph: used while fresh, never when stale; the same quads as a build."""

from __future__ import annotations

import shutil

import pytest
from support import ROOT, SOURCE, assert_refused

import kg
from kg import opening, resources, snapshot
from kg.errors import StoreError
from kg.export import serialise
from kg.remote import RemoteStore
from kg.store import Store


@pytest.fixture
def copy(tmp_path, monkeypatch, corpus):
    """A copy of what the package carries, with a fresh graph, in the place of the packaged files."""
    for name in ("ontology", "data", "queries", "kg"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "graph.trig"))
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")
    (tmp_path / "data" / "graph.trig").write_text(
        f"{snapshot.first_line()}\n{serialise(corpus, 'trig')}", encoding="utf-8"
    )
    return tmp_path


def test_a_fresh_graph_gives_the_quads_of_the_build(copy, corpus):
    store = snapshot.load()
    assert store is not None
    assert set(store.quads()) == set(corpus.quads())
    assert opening.open_store().name == store.name


@pytest.mark.parametrize("name", [f"data/{SOURCE}/records.yaml", f"data/{SOURCE}/places.yaml", "ontology/schemes.ttl"])
def test_a_graph_older_than_its_ingredients_is_not_used(name, copy):
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write("# one more word\n")
    assert snapshot.load() is None


def test_an_edited_record_is_seen_at_once(copy, run):
    records = copy / "data" / SOURCE / "records.yaml"
    label = "Healthcare Security Administration of Sichuan"
    assert label in records.read_text(encoding="utf-8")
    records.write_text(records.read_text(encoding="utf-8").replace(label, "Quite Another Office"), encoding="utf-8")
    done = run("ask", "parties", "--format", "csv", PYTHONPATH=str(copy), cwd=copy)
    assert done.status == 0, done.err
    assert "Quite Another Office" in done.out
    assert label not in done.out


def test_another_corpus_is_an_ingredient(copy):
    (copy / "data" / "another").mkdir()
    (copy / "data" / "another" / "records.yaml").write_text("source: {id: another}")
    assert snapshot.load() is None
    assert opening.open_store().has_graph("https://w3id.org/accord/id/graph/another")


def test_without_the_graph_the_records_are_read(copy, corpus):
    (copy / "data" / "graph.trig").unlink()
    assert snapshot.load() is None
    assert set(opening.open_store().quads()) == set(corpus.quads())


def test_another_version_makes_another_graph(copy, monkeypatch):
    monkeypatch.setattr(snapshot, "__version__", "99")
    assert snapshot.load() is None


def test_a_name_is_a_folder_an_endpoint_or_nothing(tmp_path, endpoint):
    kg.build(store=tmp_path / "s")
    assert isinstance(opening.open_store(str(tmp_path / "s")), Store)
    assert isinstance(opening.open_store(endpoint), RemoteStore)
    for name in (str(tmp_path / "none"), "", str(tmp_path), "localhost:7878/query"):
        with pytest.raises(StoreError):
            opening.open_store(name)


def test_a_record_file_is_a_store_in_memory(tmp_path, run):
    file = tmp_path / "records.yaml"
    file.write_text("source: {id: s}\nsignings: [{id: one, parties: [{name: A}, {name: B}], instruments: [{}]}]")
    assert opening.open_store(str(file)).has_graph("https://w3id.org/accord/id/graph/s")
    assert "A,B,1" in run("ask", "partners", "--format", "csv", "--store", str(file)).out
    assert [path.name for path in tmp_path.iterdir()] == ["records.yaml"]
    file.write_text("source: {id: s}\nsignings: [{id: one}]")
    assert_refused(
        run("ask", "partners", "--store", str(file)), "records.yaml:2: signing one: the key parties is missing"
    )


def test_opening_for_reading_changes_no_file(tmp_path, run):
    kg.build(store=tmp_path / "s")

    def contents():
        return {path: path.read_bytes() for path in (tmp_path / "s").rglob("*") if path.is_file()}

    before = contents()
    for arguments in (["ask", "partners"], ["export", "-f", "nq"], ["show", "Luzhou"], ["query", "ASK {}"]):
        assert run(*arguments, "--store", str(tmp_path / "s")).status == 0
    assert_refused(run("query", "DROP ALL", "--store", str(tmp_path / "s")), "DROP is an update")
    assert contents() == before
