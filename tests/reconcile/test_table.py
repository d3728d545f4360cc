"""A whole CSV file reconciled by ``kg reconcile``."""

from __future__ import annotations

import csv
import io

import pytest
from support import assert_refused

from kg.reconcile import Entity, Index
from kg.reconcile.table import ADDED, reconciled_table

CITIES = (
    'City,Country,Note\nChengdou,China,a\n重庆,中国,"b, c"\nLuzhou City,China,=1+1\nAtlantis,,\n,,\nLuzhou City,China\n'
)


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_four_columns_are_added_and_nothing_else_changes(run, tmp_path):
    (tmp_path / "cities.csv").write_text(CITIES, encoding="utf-8")
    done = run("reconcile", "cities.csv", "--column", "city", "-o", "out.csv", cwd=tmp_path)
    assert (done.status, done.out) == (0, "")
    assert "4 names: 3 with a candidate, 2 safe to take" in done.err
    found = rows((tmp_path / "out.csv").read_text(encoding="utf-8"))
    assert [row["City"] for row in found] == [row["City"] for row in rows(CITIES)]
    assert [row["Note"] for row in found][:3] == ["a", "b, c", "=1+1"]
    told = [tuple(row[column] for column in ADDED) for row in found]
    assert told == [
        ("place/chengdu", "Chengdu", "87.5", "false"),
        ("place/chongqing", "Chongqing", "95", "true"),
        ("place/luzhou", "Luzhou", "100", "true"),
        ("", "", "", ""),
        ("", "", "", ""),
        ("place/luzhou", "Luzhou", "100", "true"),
    ]


def test_other_columns_and_types_tell_more(run):
    done = run("reconcile", "-", "--column", "City", "--type", "Party", "--property", "within=Country",
               "--min-score", "90", stdin=CITIES)  # fmt: skip
    found = rows(done.out)
    assert [row["accord_id"] for row in found] == ["", "", "territory/luzhou", "", "", "territory/luzhou"]


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        (CITIES, ["--column", "Town"], ("'Town' is no column", "City, Country, Note")),
        ("City,City\na,b\n", ["--column", "City"], ("stands twice",)),
        ("", ["--column", "City"], ("the table is empty",)),
        (CITIES, ["--column", "City", "--property", "within"], ("write PROPERTY=COLUMN",)),
        (CITIES, ["--column", "City", "--property", "colour=Country"], ("no property colour",)),
        (CITIES, ["--column", "City", "--property", "within=Land"], ("'Land' is no column",)),
        ("City\n" + "x" * 200_000 + "\n", ["--column", "City"], ("is no CSV",)),
        ('City\n"Luzhou\nChengdu\n', ["--column", "City"], ("row 3", "is no CSV", "a quotation mark")),
        (
            "City,Country\nLuzhou,China\nChengdu,China,more\n",
            ["--column", "City"],
            ("row 3", "3 cells, but 2 in the heading"),
        ),
        ("City,Accord_ID\nLuzhou,x\n", ["--column", "City"], ("row 1", "'Accord_ID' is a column already")),
    ],
)
def test_a_bad_table_is_refused_in_one_line(run, text, arguments, words):
    assert_refused(run("reconcile", "-", *arguments, stdin=text), *words)


def test_blank_cells_beyond_the_heading_are_no_fault(run):
    done = run("reconcile", "-", "--column", "City", stdin="City,Country,\nLuzhou,China,,,\n")
    assert [row["accord_id"] for row in rows(done.out)] == ["territory/luzhou"]


def test_a_file_that_is_not_there_is_named(run):
    assert_refused(run("reconcile", "nowhere.csv", "--column", "a"), "nowhere.csv", "no such file")


def test_names_of_the_store_are_no_formulas_of_a_spreadsheet():
    index = Index([Entity("body/s/x", "Body", ("=HYPERLINK(1)",), "body/s/x", 0, {})])
    told = rows(reconciled_table(index, "name\n=HYPERLINK(1)\n", "name").text)[0]
    assert (told["name"], told["accord_name"]) == ("=HYPERLINK(1)", "'=HYPERLINK(1)")


def test_each_name_is_looked_up_once_and_progress_is_told(corpus_index):
    steps = []
    done = reconciled_table(
        corpus_index, "name;n\n" + "Luzhou;1\n" * 50, "name", progress=lambda *step: steps.append(step)
    )
    assert (done.names, done.found, done.matched) == (1, 1, 1)
    assert steps[-1] == (50, 50)
