"""Rules of dates, cells with several names, workbooks and Parquet."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import run_kg
from table_sources import read, write

from kg.tables.days import read_day
from kg.tables.merging import signing_id, source_rows
from kg.tables.splitting import split

NAME = st.text("abcdefghij", min_size=1, max_size=8)


@given(st.lists(NAME, max_size=6), st.sampled_from([",", ";", " / "]))
def test_names_that_were_joined_are_split_again(names, mark):
    assert split(mark.join(names), (mark,)) == names


@given(st.dates())
def test_a_day_written_in_any_pattern_is_that_day(day):
    written = f"{day.day:02d}.{day.month:02d}.{day.year:04d}"
    assert read_day(written, ("%d.%m.%Y",)) == (day.isoformat(), False)
    assert read_day(written, ("year-last",)) == (f"{day.year:04d}", False)
    assert read_day(day.isoformat(), ("iso",)) == (day.isoformat(), False)


@pytest.mark.parametrize(
    ("text", "edtf", "uncertain"),
    [
        ("1964-06", "1964-06", False),
        ("1897-05-15?", "1897-05-15", True),
        ("1981-09..1981-10", "[1981-09..1981-10]", False),
        ("{1950-01-01,1951-02-02}", "[1950-01-01..1951-02-02]", False),
        ("2001-02-03 00:00:00", "2001-02-03", False),
        ("2020-99-99", None, None),
    ],
)
def test_dates_of_registers(text, edtf, uncertain):
    assert read_day(text, ("iso",)) == (None if edtf is None else (edtf, uncertain))


@pytest.mark.parametrize(
    ("brackets", "names"),
    [
        ("keep", ["EC (A, B)", "C"]),
        ("drop", ["EC", "C"]),
        ("flatten", ["EC", "A", "B", "C"]),
        ("members", ["A", "B", "C"]),
        ("ignore", ["EC (A", "B)", "C"]),
    ],
)
def test_brackets(brackets, names):
    assert split("EC (A, B), C", (",",), brackets=brackets) == names


def test_a_word_that_separates_is_a_whole_word_and_kept_names_stay_whole():
    assert split("Andorra and Trinidad and Tobago", ("and",), ("Trinidad and Tobago",)) == [
        "Andorra",
        "Trinidad and Tobago",
    ]


@given(st.sets(st.integers(1, 60), min_size=1))
def test_row_fragments_name_exactly_the_rows(rows):
    (fragment,) = source_rows(["t#1.csv"], [(0, row) for row in sorted(rows)])
    name, _, parts = fragment.partition("#row=")
    assert name == "t%231.csv"
    ends = [part.split("-") for part in parts.split(";")]
    assert {row for end in ends for row in range(int(end[0]), int(end[-1]) + 1)} == rows


@given(st.lists(st.text(min_size=1), unique=True, max_size=8))
def test_different_keys_have_different_ids(keys):
    assert len({signing_id(key) for key in keys}) == len(keys)


def test_a_workbook_and_a_parquet_file_give_what_the_csv_gives(tmp_path):
    polars, xlsxwriter = pytest.importorskip("polars"), pytest.importorskip("xlsxwriter")
    pytest.importorskip("fastexcel")
    import datetime as dt

    spec = "tables: [{file: t.%s, rows: agreement, key: id, agreement: {title: t, signed: {column: d, formats: '%%d.%%m.%%Y'}}, parties: {place: 'p{n}'}}]"
    rows = [("1", "A", dt.date(1999, 12, 31), "X", "Y"), ("2", "B", dt.date(2001, 2, 3), "X", "Z")]
    text = "id,t,d,p1,p2\n" + "".join(f"{i},{t},{d:%d.%m.%Y},{a},{b}\n" for i, t, d, a, b in rows)
    wanted = read(tmp_path / "c", spec % "csv", t_csv=text)
    frame = polars.DataFrame(rows, schema=["id", "t", "d", "p1", "p2"], orient="row")
    for folder in ("x", "q"):
        (tmp_path / folder).mkdir()
    with xlsxwriter.Workbook(tmp_path / "x" / "t.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(1, 0, frame.columns)
        for number, row in enumerate(rows, 2):
            sheet.write_row(number, 0, row[:2])
            sheet.write_datetime(number, 2, row[2], book.add_format({"num_format": "d mmm yyyy"}))
            sheet.write_row(number, 3, row[3:])
    frame.write_parquet(tmp_path / "q" / "t.parquet")
    skipping = (spec % "xlsx").replace("key:", "skip_rows: 1, key:")
    for got in (read(tmp_path / "x", skipping), read(tmp_path / "q", spec % "parquet")):
        assert [signing.signed for signing in got.signings] == ["1999-12-31", "2001-02-03"]
        assert [got.parties(number) for number in (0, 1)] == [wanted.parties(number) for number in (0, 1)]
    assert read(tmp_path / "x", skipping).signings[0].instruments[0].source_rows == ("t.xlsx#row=3",)


def test_memory_does_not_grow_with_the_table(tmp_path):
    import tracemalloc

    def peak(rows):
        text = "id,t,p1,p2\n" + "".join(f"K{n},Treaty {n},P{n % 7},P{n % 11}\n" for n in range(rows))
        folder = write(
            tmp_path / str(rows),
            "tables: [{file: t.csv, rows: agreement, key: id, agreement: {title: t}, parties: {place: 'p{n}'}}]",
            t_csv=text,
        )
        from kg.places import Gazetteer
        from kg.tables.reading import TableSource

        tracemalloc.start()
        assert sum(len(record.signings) for record in TableSource(folder, Gazetteer()).records()) == rows
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(500)
    assert peak(24_000) < 1.5 * peak(6_000)


def test_a_draft_of_any_fixture_builds(tmp_path):
    random.seed(1)
    days = [f"{random.randint(1, 28):02d}.{random.randint(1, 12):02d}.{random.randint(1900, 2000)}" for _ in range(40)]
    rows = "Treaty ID;Title;Date signed;Country1;Country2\n" + "".join(
        f"{n};Überein {n};{day};A{n % 5};B{n % 3}\n" for n, day in enumerate(days)
    )
    (tmp_path / "t.csv").write_bytes(("Export of today\n" + rows + "40;X;n/a;A;B\n").encode("cp1252"))
    done = run_kg("init-source", "t.csv", "-o", "source.yml", cwd=tmp_path)
    assert done.status == 0, done.err
    draft = (tmp_path / "source.yml").read_text(encoding="utf-8")
    for words in ('separator: ";"', "skip_rows: 1", "key: Treaty ID", '"%d.%m.%Y"', 'missing: ["n/a"]', "Country{n}"):
        assert words in draft, draft
    done = run_kg("build", ".", "--store", "s", cwd=tmp_path)
    assert done.status == 0, done.err
    assert "41 rows, 41 agreements" in done.err
