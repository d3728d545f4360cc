"""The network of those who were parties on a day, through the commands."""

from __future__ import annotations

import json

import pytest
from support import run_kg

RECORD = """
source: {id: t}
signings:
  - id: law
    signed: 1970-01-01
    instruments: [{kind: convention, title: Law}]
    parties:
      - {place: Early, dates: {ratification: 1971-01-01}}
      - {place: Leaver, dates: {ratification: 1972-05-05, withdrawal: 1980-01-15}}
      - {place: Late, dates: {accession: 1990}}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("membership")
    (folder / "records.yaml").write_text(RECORD, encoding="utf-8")
    assert run_kg("build", str(folder), "--store", str(folder / "store")).status == 0
    return str(folder / "store")


@pytest.mark.parametrize(
    ("day", "nodes"),
    [("1970-06-01", []), ("1980-01-14", ["Early", "Leaver"]), ("1980-01-15", ["Early"]), ("1990-07-01", ["Early", "Late"])],
)  # fmt: skip
def test_only_parties_of_the_day_are_drawn(store, day, nodes, tmp_path, run):
    done = run("network", "--store", store, "--on", day, "-o", str(tmp_path / "n.json"))
    assert done.status == 0, done.err
    made = json.loads((tmp_path / "n.json").read_text(encoding="utf-8"))
    assert sorted(node["label"] for node in made["nodes"]) == nodes
    assert made["graph"]["filters"]["on"] == day


def test_the_question_as_a_command(store, run):
    done = run("ask", "parties-on", "--store", store, "--on", "1990-07-01", "--agreement", "Law", "--format", "csv")
    assert done.status == 0, done.err
    lines = done.out.splitlines()
    assert lines[0] == "agreement,party,certain,by,since,until"
    assert [line.split(",")[1:] for line in lines[1:]] == [
        ["Early", "true", "ratification", "1971-01-01", ""],
        ["Late", "false", "accession", "1990", ""],
    ]


def test_an_unknown_agreement_is_said_in_one_line(store, run):
    done = run("ask", "parties-on", "--store", store, "--on", "1990-07-01", "--agreement", "Lore")
    assert done.status == 2
    assert "the store has no agreement called 'Lore'" in done.err
