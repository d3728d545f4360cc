"""Checks: the corpus conforms; one broken rule of each kind is seen, and named."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
import rdflib
from support import ROOT

import kg
from kg.errors import FaultsFound
from kg.quality import check, check_names, run_check, validate
from kg.store import Store

RECORDS = """
source: {id: s, characters: 100}
signings:
- id: one
  signed: 2020-04-01
  parties: [{name: Bureau of A, place: Luzhou}, {place: Chongqing}]
  instruments: [{}]
  evidence: [{start: 0, end: 10, digest: 0000000000000000000000000000000000000000000000000000000000000000}]
"""
ACCORD = "https://w3id.org/accord/ns#"


@pytest.fixture
def store(tmp_path):
    (tmp_path / "records.yaml").write_text(RECORDS, encoding="utf-8")
    return kg.build([tmp_path / "records.yaml"])


def changed(store: Store, update: str) -> Store:
    store._engine.update(f"PREFIX : <{ACCORD}> PREFIX id: <https://w3id.org/accord/id/> {update}")
    return store


AGREEMENT = "<https://w3id.org/accord/id/agreement/s/one-1>"
GRAPH = "<https://w3id.org/accord/id/graph/s>"


def test_the_corpus_conforms(corpus):
    report = check(corpus)
    assert report.faults == ()
    report.raise_if_failed()


def test_a_good_record_conforms(store):
    assert check(store).conforms


def test_a_shape_that_is_broken_is_named_with_the_node(store):
    changed(
        store,
        f"DELETE {{ GRAPH ?g {{ {AGREEMENT} :instrumentType ?o }} }} WHERE {{ GRAPH ?g {{ {AGREEMENT} :instrumentType ?o }} }}",
    )
    (fault,) = check(store).faults
    assert fault.focus == AGREEMENT.strip("<>")
    assert fault.rule.startswith("https://w3id.org/accord/")
    assert "instrumentType" in fault.message
    assert str(fault).startswith(AGREEMENT)


def test_a_value_of_the_wrong_kind_is_shown(store):
    changed(
        store, f'INSERT DATA {{ GRAPH {GRAPH} {{ <https://w3id.org/accord/id/signing/s/one> :status "perhaps" }} }}'
    )
    faults = [fault for fault in check(store).faults if fault.value == "perhaps"]
    assert faults
    assert "(found: perhaps)" in str(faults[0])


def test_a_check_that_is_broken_is_named_with_the_node(store):
    changed(
        store, f'INSERT DATA {{ GRAPH {GRAPH} {{ <https://w3id.org/accord/id/passage/s/0-10> :exact "ten chars." }} }}'
    )
    (fault,) = (fault for fault in check(store).faults if fault.rule == "words-not-quotable")
    assert fault.focus == "https://w3id.org/accord/id/passage/s/0-10"
    assert run_check(store, "words-not-quotable") == [fault]


def test_a_failed_check_raises_with_number_and_first_fault(store):
    changed(store, f"DELETE WHERE {{ GRAPH ?g {{ {AGREEMENT} :signedAt ?o }} }}")
    report = check(store)
    assert not report.conforms
    with pytest.raises(FaultsFound, match=rf"^{len(report.faults)} faults, the first: <https://"):
        report.raise_if_failed()
    assert list(report.faults) == sorted(report.faults, key=lambda fault: (fault.focus, fault.rule, fault.message))


def test_every_check_runs_on_an_empty_store_and_on_a_good_one(store):
    assert len(check_names()) > 5
    for name in check_names():
        assert run_check(Store(), name) == run_check(store, name) == []


def test_a_plain_graph_can_be_validated_too():
    graph = rdflib.Graph().parse(
        data=f"@prefix : <{ACCORD}> . <https://w3id.org/accord/id/agreement/s/x-1> a :Agreement .", format="turtle"
    )
    faults = validate(graph)
    assert {fault.focus for fault in faults} == {"https://w3id.org/accord/id/agreement/s/x-1"}


def test_the_verb_tells_a_terminal_how_far_it_is():
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as terminal, os.fdopen(theirs, "wb") as screen:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "check"], stdout=subprocess.PIPE, stderr=screen, cwd=ROOT, check=False
        )
        shown = terminal.read(100_000).decode()
    assert (done.returncode, done.stdout) == (0, b"")
    assert "\rchecking: shapes" in shown
    assert shown.endswith("\r\x1b[Kall rules hold\r\n")


def test_the_verb(store, tmp_path, run):
    good = run("check")
    assert (good.status, good.out, good.err) == (0, "", "all rules hold\n")
    changed(store, f"DELETE WHERE {{ GRAPH ?g {{ {AGREEMENT} :signedAt ?o }} }}")
    Store.create(tmp_path / "bad", store.quads())
    bad = run("check", "--store", str(tmp_path / "bad"))
    assert bad.status == 1
    assert AGREEMENT in bad.out
    number = len(bad.out.splitlines())
    assert bad.err == f"{number} faults\n"
    as_json = run("check", "--store", str(tmp_path / "bad"), "--format", "json")
    assert as_json.status == 1
    assert len(json.loads(as_json.out)) == number
    assert {"focus", "rule", "message", "value"} <= set(json.loads(as_json.out)[0])
    assert json.loads(run("check", "--format", "json").out) == []
