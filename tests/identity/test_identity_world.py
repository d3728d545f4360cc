"""The four registers and the press corpus in one store: each agreement merge was read by hand, and the joined answer."""

from __future__ import annotations

import csv
import re
import shlex
from collections import Counter
from pathlib import Path

import pytest
from support import ROOT, SHARED, missing, run_kg

from kg.identity import read_decisions
from kg.ids import BASE
from kg.store import Store

AGREEMENTS = (
    "?agreement ?source ?party { ?agreement a accord:Agreement ; accord:hasParty ?party ; accord:inSource ?source }"
)
NAMES = ("gptad", "tfdd", "twincities", "ggo")
SOURCES = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
with (Path(__file__).parent / "checked-agreements.csv").open(encoding="utf-8") as file:
    CHECKED = list(csv.DictReader(file))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A folder with the store ``world`` and its identity.yaml, made with the commands of docs/sources.md."""
    if not all((SHARED / "tables" / name).is_dir() for name in NAMES):
        missing("the folder shared/tables")
    folder = tmp_path_factory.mktemp("world")
    commands = [["build", "--store", "world"]]
    for name in NAMES:
        source, tables = str(ROOT / "data" / "registers" / name), str(SHARED / "tables" / name)
        commands.append(["build", source, "--tables", tables, "--store", "world"])
    commands += [["identity", "--store", "world"], ["identity", "--store", "world", "--apply"]]
    for command in commands:
        done = run_kg(*command, cwd=folder, timeout=600)  # minutes on a busy machine: 17,820 towns
        assert done.status == 0, done.err
    return folder


def test_each_agreement_merge_was_read_by_hand(world):
    """One title, day and parties in two registers; a new merge is to be read, and put into the list."""
    decided = [one for one in read_decisions(world / "identity.yaml") if one.one.startswith("agreement/")]
    same = [sorted(one.pair) for one in decided if one.verdict == "same"]
    merged = {tuple(end.removeprefix("agreement/") for end in pair) for pair in same}
    assert {row["verdict"] for row in CHECKED} == {"right"}
    assert merged == {(row["one"], row["other"]) for row in CHECKED}
    assert len(merged) >= 100


def test_the_answer_that_the_page_shows(world):
    found = re.search(r"^\$ (kg ask place-partners [^\n]+ world [^\n]+)\n(.*?)…\n", SOURCES, re.MULTILINE | re.DOTALL)
    command, shown = found.groups()
    done = run_kg(*shlex.split(command)[1:], cwd=world)
    assert done.status == 0, done.err
    assert done.out.startswith(shown)
    assert shown.count("\n") == 6


def test_the_parts_of_the_answer_that_the_page_tells(world):
    """Agreements of Hungary, its towns among it, with Romania, by the register that lists them."""
    store = Store.open(world / "world")
    near = "?party accord:ofPlace %s", "?party accord:ofPlace ?inner . ?inner accord:within %s"
    parties = [
        {str(row[0]) for path in near for row in select(store, f"?party {{ {path % land} }}")}
        for land in (f"<{BASE}place/hungary>", f"<{BASE}place/romania>")
    ]
    signed = [
        {(str(agreement), str(source).rpartition("/")[2]) for agreement, source, party in rows if str(party) in one}
        for rows in [select(store, AGREEMENTS)]
        for one in parties
    ]
    counts = Counter(source for _, source in signed[0] & signed[1])
    words = {
        "ggo": "treaties",
        "twincities": "pairs of twin towns",
        "gptad": "trade agreements",
        "tfdd": "river treaties",
    }
    assert counts.keys() == words.keys()
    told = " ".join(SOURCES.split())
    assert [source for source, count in counts.items() if f" {count} {words[source]}" not in told] == []
    assert f"Hungary,Romania,{counts.total()}\n" in SOURCES  # none of these is listed twice


def test_a_city_has_its_twin_towns_beside_what_the_press_tells_of_it(world):
    done = run_kg("ask", "partners", "--party", "Luzhou", "--store", "world", "--format", "csv", cwd=world)
    rows = list(csv.DictReader(done.out.splitlines()))
    assert {row["sources"] for row in rows} == {"sichuan-chongqing-2020", "twincities"}
    assert {"Jiangjin", "Herne"} <= {row["partner"] for row in rows}
    assert "partners --party Luzhou" in SOURCES


def select(store, pattern):
    return [
        tuple(row) for row in store.select(f"PREFIX accord: <https://w3id.org/accord/ns#> SELECT DISTINCT {pattern}")
    ]
