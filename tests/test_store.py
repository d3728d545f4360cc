"""The embedded store: made whole or not at all, changed in one step, read while others write."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time

import pyoxigraph as ox
import pytest
from support import ROOT, Result, assert_refused

import kg
from kg.columns import listing
from kg.errors import QueryError, StoreError
from kg.store import Store


def quads(number: int, graph: str = "g:1", value: str = "v") -> list[ox.Quad]:
    return [
        ox.Quad(ox.NamedNode(f"s:{n}"), ox.NamedNode("p:p"), ox.Literal(value), ox.NamedNode(graph))
        for n in range(number)
    ]


def of(folder) -> set[ox.Quad]:
    return set(Store.open(folder).quads())


def test_a_store_is_made_once_and_read_again(tmp_path):
    Store.create(tmp_path / "a" / "store", quads(5))
    assert of(tmp_path / "a" / "store") == set(quads(5))
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["store"]


def test_an_empty_folder_may_become_a_store_and_a_full_one_not(tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    Store.create(ROOT.__class__("."), quads(2))
    assert of(tmp_path / "empty") == set(quads(2))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("dear to me")
    (tmp_path / "file").write_text("dear to me")
    for name in ("full", "file"):
        with pytest.raises(StoreError, match="is there and is no store; name a new or an empty folder"):
            Store.create(tmp_path / name, quads(1))
    assert (tmp_path / "full" / "mine.txt").read_text() == (tmp_path / "file").read_text() == "dear to me"


def test_what_is_no_store_is_said_with_its_remedy(tmp_path):
    with pytest.raises(StoreError, match="there is no store; make one with: kg build --store"):
        Store.open(tmp_path / "none")
    with pytest.raises(StoreError, match="is no store"):
        Store.open(tmp_path)


def test_a_broken_store_is_one_line(tmp_path, run):
    Store.create(tmp_path / "s", quads(3))
    (tmp_path / "s" / "CURRENT").write_text("MANIFEST-999999\n")
    with pytest.raises(StoreError) as refused:
        Store.open(tmp_path / "s")
    assert "\n" not in str(refused.value)
    assert_refused(run("ask", "signings", "--store", str(tmp_path / "s")), str(tmp_path / "s"))


def test_a_second_writer_is_told_and_readers_are_not_kept_out(tmp_path, run):
    folder = tmp_path / "s"
    Store.create(folder, quads(3))
    writer = Store.open(folder, write=True)
    record = tmp_path / "r.yaml"
    record.write_text("source: {id: r}")
    assert_refused(run("build", str(record), "--store", str(folder)), "another process is writing to the store")
    assert (
        run("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--store", str(folder), "--format", "csv").out == "n\n3\n"
    )
    del writer
    assert run("build", str(record), "--store", str(folder)).status == 0


def test_two_processes_that_make_the_same_store_give_one_whole_store(tmp_path):
    folder = tmp_path / "s"
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "kg", "build", "--store", str(folder)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for _ in range(4)
    ]  # fmt: skip
    ended = [(process.communicate(timeout=120)[1], process.returncode) for process in started]
    assert {status for _, status in ended} <= {0, 2}, ended
    assert any(status == 0 for _, status in ended), ended
    assert all(len(err.splitlines()) == 1 for err, _ in ended)
    assert of(folder) == set(kg.build().quads())
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_a_leftover_that_is_half_removed_is_removed_whole(tmp_path):
    leftover = tmp_path / ".s.building-one"
    Store.create(leftover, quads(100))
    for file in leftover.glob("*.sst"):
        file.unlink()
    with pytest.raises(StoreError):
        Store.open(leftover)
    Store.create(tmp_path / "s", quads(3))
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_a_folder_whose_columns_are_being_listed_is_no_leftover(tmp_path):
    building = tmp_path / ".s.building-one"
    Store.create(building, quads(1))
    with listing(building):
        Store.create(tmp_path / "s", quads(3))
        assert building.is_dir()
    shutil.rmtree(tmp_path / "s")
    Store.create(tmp_path / "s", quads(3))
    assert not building.exists()


def test_a_replacement_is_the_difference_and_idempotent(tmp_path):
    Store.create(tmp_path / "s", [*quads(3), *quads(2, "g:2")])
    store = Store.open(tmp_path / "s", write=True)
    assert store.replace(store.graph("g:1"), quads(5, value="w"))
    assert set(store.quads()) == {*quads(5, value="w"), *quads(2, "g:2")}
    assert not store.replace(store.graph("g:1"), quads(5, value="w"))
    assert store.replace(store.graph("g:1"), [])
    assert set(store.quads()) == set(quads(2, "g:2"))
    assert store.has_graph("g:2")
    assert not store.has_graph("g:3")
    assert not store.has_graph("no IRI")


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "\\",
        r"\u0022 } } ; DROP ALL #",
        "a\r\n\tb",
        "'''",
        "\x00\x01\x1f",
        "\u2028\ufffe",
        "泸州 😀",
        "} } ; DROP ALL #",
    ],
)
def test_no_text_breaks_out_of_a_replacement(text):
    store = Store()
    store.add(quads(1, "g:2"))
    store.replace([], quads(1, value=text))
    assert set(store.quads()) == {*quads(1, value=text), *quads(1, "g:2")}
    store.replace(quads(1, value=text), [])
    assert set(store.quads()) == set(quads(1, "g:2"))


KILLED = """
import sys
from pathlib import Path
import kg
folder, records, names = sys.argv[1:]
print("ready", flush=True)
while True:
    for name in names:
        kg.build([Path(records) / f"{name}1.yaml", Path(records) / f"{name}2.yaml"], folder)
"""
ROUNDS = 20


def graph_of(quads, source) -> frozenset:
    """What is in the graph of a source."""
    graph = ox.NamedNode(f"https://w3id.org/accord/id/graph/{source}")
    return frozenset(quad for quad in quads if quad.graph_name == graph)


def test_a_store_whose_writer_is_killed_is_whole(tmp_path):
    """Killed twenty times at any moment of a build: each of two sources is the one version or the other, never half."""
    for name, city in (("a", "Luzhou"), ("b", "Yibin")):
        for number in (1, 2):
            parties = "".join(f"{{name: Body {n}, place: {city}}}, " for n in range(60))
            (tmp_path / f"{name}{number}.yaml").write_text(
                f"source: {{id: s{number}}}\nsignings: [{{id: one, parties: [{parties}], instruments: [{{count: 3}}]}}]"
            )
    versions = {name: set(kg.build([tmp_path / f"{name}{n}.yaml" for n in (1, 2)]).quads()) for name in ("a", "b")}
    wanted = {source: {graph_of(quads, source) for quads in versions.values()} for source in ("s1", "s2")}
    folder, seen = tmp_path / "s", set()
    for round_ in range(ROUNDS):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder), str(tmp_path), "ab" if round_ % 4 < 2 else "ba"],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        process.stdout.readline()
        deadline = time.monotonic() + 20
        while round_ == 0 and not folder.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.1 + 0.1 * round_)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
        process.stdout.close()
        quads = of(folder)
        state = tuple(graph_of(quads, source) for source in wanted)
        assert all(graph in wanted[source] for source, graph in zip(wanted, state, strict=True)), round_
        seen.add(state)
    assert len(seen) > 1, "the builds were killed at different moments"
    for name in ("b", "a"):
        kg.build([tmp_path / f"{name}{n}.yaml" for n in (1, 2)], folder)
    assert of(folder) == versions["a"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a1.yaml", "a2.yaml", "b1.yaml", "b2.yaml", "s"]


FULL = """
import resource, sys
from kg.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(main(["build", *sys.argv[2:]]))
"""


@pytest.mark.parametrize("there", [False, True], ids=["new", "changed"])
@pytest.mark.parametrize("room", [4_000, 100_000, 400_000])
def test_a_disk_without_room_is_one_line_and_nothing_is_lost(there, room, tmp_path):
    """No file may grow beyond ``room`` bytes, as on a disk that is full; the system says so in the same way."""
    pytest.importorskip("resource", reason="only Unix limits the size of files")
    (tmp_path / "small.yaml").write_text(
        "source: {id: small}\nsignings: [{id: one, parties: [{name: A}], instruments: [{}]}]"
    )
    parties = "".join(f"{{name: Body {n} {'x' * 99}, place: Luzhou}}, " for n in range(3000))
    (tmp_path / "large.yaml").write_text(
        f"source: {{id: large}}\nsignings: [{{id: one, parties: [{parties}], instruments: [{{count: 3}}]}}]"
    )
    folder = tmp_path / "s"
    if there:
        kg.build([tmp_path / "small.yaml"], folder)
    before = of(folder) if there else None
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(room), str(tmp_path / "large.yaml"), "--store", str(folder)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert_refused(Result(done.returncode, done.stdout, done.stderr))
    assert (of(folder) if folder.exists() else None) == before
    assert sorted(path.name for path in tmp_path.iterdir() if path != folder) == ["large.yaml", "small.yaml"]
    kg.build([tmp_path / "large.yaml"], folder)  # once there is room again
    assert Store.open(folder).has_graph("https://w3id.org/accord/id/graph/large")


def test_what_a_killed_first_build_left_is_cleared_away_and_a_living_one_left_alone(tmp_path):
    dead, living = (tmp_path / f".s.building-{name}" for name in ("dead", "living"))
    ox.Store(str(dead)).extend(quads(1))
    lock = ox.Store(str(living))
    Store.create(tmp_path / "s", quads(2))
    assert sorted(path.name for path in tmp_path.iterdir()) == [".s.building-living", "s"]
    del lock


def test_a_reader_beside_a_writer_sees_all_of_before_or_all_of_after(tmp_path):
    folder = tmp_path / "s"
    before, after = quads(400), quads(400, value="w")
    Store.create(folder, before)
    writer = Store.open(folder, write=True)
    for old, new in ((before, after), (after, before)) * 3:
        reader = Store.open(folder)
        writer.replace(old, new)
        assert set(reader.quads()) in (set(old), set(new))
        assert of(folder) == set(new)


def test_queries_see_the_union_of_the_graphs():
    store = Store()
    store.add([*quads(2), *quads(3, "g:2")])
    assert len(store.select("SELECT DISTINCT ?s { ?s ?p ?o }")) == 3
    assert store.select("SELECT (COUNT(*) AS ?n) FROM <g:1> { ?s ?p ?o }")[0].n == 2
    assert store.select("SELECT (COUNT(*) AS ?n) FROM NAMED <g:2> { GRAPH ?g { ?s ?p ?o } }")[0].n == 3
    assert len(store) == 5


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * {", "SPARQL syntax: error at 1:"),
        ("SELEC * {}", "SPARQL syntax"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT is an update"),
        ("SELECT * { SERVICE <http://a/> {} }", "SERVICE would go to another host"),
        ("SELECT * FROM <g:9> { ?s ?p ?o }", "no graph of the store"),
        ("ASK { ?s ?p 'half \ud800' }", "cannot be answered"),
    ],
)
def test_a_bad_query_is_one_line(query, words):
    store = Store()
    store.add(quads(1))
    with pytest.raises(QueryError) as refused:
        store.query(query)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
    assert set(store.quads()) == set(quads(1))


def test_select_wants_a_select_query():
    with pytest.raises(QueryError, match="a SELECT query is needed here"):
        Store().select("ASK {}")


def test_rdflib_gets_all_graphs_and_their_union(corpus):
    dataset = corpus.to_rdflib()
    named = {(str(s), str(p), str(o), str(g)) for s, p, o, g in dataset.quads()}
    assert named == {(q.subject.value, q.predicate.value, q.object.value, q.graph_name.value) for q in corpus.quads()}
    assert len(dataset) == len({quad.triple for quad in corpus.quads()})
