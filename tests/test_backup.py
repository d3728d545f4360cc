"""Backups: whole stores, taken while others read, and brought back whole or not at all."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from support import assert_refused, built, run_kg

import kg
from kg.columns import fresh_files
from kg.store import Store

RECORDS = "source: {id: s}\nsignings: [{id: one, parties: [{name: A}, {name: B}], instruments: [{}]}]"


@pytest.fixture
def folder(tmp_path):
    return built(tmp_path, RECORDS)


def quads(store):
    return set(Store.open(store).quads())


def kept(folder):
    """Names of all that lies in a folder: nothing may be left there."""
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_a_store_and_comes_back(folder):
    reader = Store.open(folder / "store")  # somebody reads all the while
    done = run_kg("backup", "copy", "--store", "store", cwd=folder)
    assert (done.status, done.out) == (0, ""), done.err
    assert done.err == f"copied store to copy ({len(reader):,} quads)\n"
    assert quads(folder / "copy") == set(reader.quads())
    assert run_kg("ask", "partners", "--store", "copy", "--format", "csv", cwd=folder).out.count("A,B,1") == 1
    done = run_kg("restore", "copy", "--store", "new/store", cwd=folder)
    assert done.status == 0, done.err
    assert quads(folder / "new" / "store") == set(reader.quads())
    assert kept(folder) == ["copy", "new", "records.yaml", "store"]


def test_columns_come_along_and_are_fresh(folder):
    pytest.importorskip("duckdb")
    run_kg("backup", "copy", "--store", "store", cwd=folder)
    run_kg("restore", "copy", "--store", "new", cwd=folder)
    for name in ("copy", "new"):
        assert fresh_files(folder / name), name
        assert Store.open(folder / name).columns is not None
    (folder / "records.yaml").write_text(RECORDS.replace("name: B", "name: C"))
    kg.build([folder / "records.yaml"], folder / "new")  # a restored store is built on
    assert fresh_files(folder / "new")
    assert "A,C,1" in run_kg("ask", "partners", "--store", "new", "--format", "csv", cwd=folder).out
    assert "A,B,1" in run_kg("ask", "partners", "--store", "copy", "--format", "csv", cwd=folder).out


def test_a_backup_stays_as_it_was_when_the_store_changes(folder):
    before = quads(folder / "store")
    run_kg("backup", "copy", "--store", "store", cwd=folder)
    (folder / "records.yaml").write_text(RECORDS.replace("name: B", "name: C"))
    kg.build([folder / "records.yaml"], folder / "store")
    assert quads(folder / "copy") == before != quads(folder / "store")
    assert_refused(run_kg("restore", "copy", "--store", "store", cwd=folder), "store: is there already; --force")
    assert quads(folder / "store") != before
    done = run_kg("restore", "copy", "--store", "store", "--force", cwd=folder)
    assert done.status == 0, done.err
    assert quads(folder / "store") == before
    assert kept(folder) == ["copy", "records.yaml", "store"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["backup", "copy", "--store", "none"], "there is no store"),
        (["backup", "copy", "--store", "records.yaml"], "is no store"),
        (["backup", "store", "--store", "store"], "store: is there already; name a new folder"),
        (["backup", "records.yaml/copy", "--store", "store"], "records.yaml/copy: cannot be written"),
        (["backup", "copy", "--store", "http://localhost/query"], "kg export -f nq"),
        (["backup", "store/backups/copy", "--store", "store"], "lies in the store store; name a folder beside it"),
        (["restore", "store", "--store", "store/new"], "lies in the store store"),
        (["restore", "none", "--store", "new"], "none: there is no store"),
        (["restore", ".", "--store", "new"], "is no store"),
        (["restore", "store", "--store", "store", "--force"], "is the backup itself"),
        (["restore", "store", "--store", "records.yaml", "--force"], "is there and is no store"),
        (["restore", "store", "--store", "http://localhost/query"], "a store folder is needed"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(arguments, words, folder):
    before = quads(folder / "store")
    assert_refused(run_kg(*arguments, cwd=folder), words)
    assert quads(folder / "store") == before
    assert kept(folder) == ["records.yaml", "store"]


@pytest.mark.parametrize("arguments", [["backup", "copy"], ["restore", "other", "--force"]])
def test_nobody_else_may_write_meanwhile(arguments, folder):
    Store.create(folder / "other", [ox.Quad(*[ox.NamedNode("a:a")] * 4)])
    before = quads(folder / "store")
    writer = Store.open(folder / "store", write=True)
    assert_refused(run_kg(*arguments, "--store", "store", cwd=folder), "another process is writing to the store")
    writer.close()
    assert quads(folder / "store") == before
    assert kept(folder) == ["other", "records.yaml", "store"]


def test_a_backup_in_a_store_is_not_lost_with_it(folder):
    run_kg("backup", "copy", "--store", "store", cwd=folder)
    (folder / "copy").rename(folder / "store" / "copy")
    done = run_kg("restore", "store/copy", "--store", "store", "--force", cwd=folder)
    assert_refused(done, "lies in the store store")
    assert quads(folder / "store" / "copy") == quads(folder / "store")


def test_a_harmed_backup_does_not_replace_a_store(folder):
    run_kg("backup", "copy", "--store", "store", cwd=folder)
    before = quads(folder / "store")
    for file in (folder / "copy").glob("MANIFEST-*"):
        file.unlink()
    assert_refused(run_kg("restore", "copy", "--store", "store", "--force", cwd=folder), "MANIFEST")
    assert quads(folder / "store") == before
