"""Bad tables and bad source.yml files, as whole commands: one clear line, exit status 2, the store as it was."""

from __future__ import annotations

import zipfile

import pytest
from support import assert_refused, run_kg
from table_sources import JOINED, MEMBERS, TREATIES, write

SIMPLE = """
tables:
  - file: t.csv
    rows: agreement
    key: id
    agreement: {title: title, signed: {column: date, formats: "%d.%m.%Y"}}
    parties: {place: who}
"""
ROWS = "id,title,date,who\n1,Treaty,02.01.1950,France\n2,Pact,03.04.1960,Spain\n"


@pytest.fixture
def store(tmp_path):
    """A store with two sources, one of them from a table, and what it holds."""
    folder = tmp_path / "store"
    first = write(tmp_path / "first", SIMPLE, t_csv=ROWS)
    assert run_kg("build", str(first), "--store", str(folder)).status == 0
    return folder


def refused(store, folder, *words, options=()):
    """The build of ``folder`` is refused with ``words``, and the store is as it was; the same with a new store."""
    before = run_kg("export", "-f", "nq", "--store", str(store)).out
    done = run_kg("build", str(folder), "--store", str(store), *options)
    assert_refused(done, *words)
    assert len(done.err.strip().splitlines()) == 1, done.err
    assert run_kg("export", "-f", "nq", "--store", str(store)).out == before
    assert_refused(run_kg("build", str(folder), "--store", str(store) + "-new", *options), *words)
    assert sorted(path.name for path in store.parent.iterdir() if "store" in path.name) == ["store"]


def test_a_missing_column(tmp_path, store):
    folder = write(tmp_path / "s", SIMPLE, t_csv=ROWS.replace("title", "titel"))
    refused(store, folder, "t.csv: column title: is not there; did you mean titel?")


def test_a_wrong_separator(tmp_path, store):
    folder = write(tmp_path / "s", SIMPLE, t_csv=ROWS.replace(",", ";"))
    refused(store, folder, "t.csv", "column id", "write separator: ';'")


def test_a_wrong_encoding(tmp_path, store):
    folder = write(tmp_path / "s", SIMPLE)
    (folder / "t.csv").write_bytes(ROWS.replace("Pact", "Übereinkunft").encode("cp1252"))
    refused(store, folder, "t.csv: row 3, column title", "is not utf-8; is encoding: cp1252 right?")


def test_a_wrong_encoding_in_which_all_bytes_are_letters(tmp_path, store):
    spec = SIMPLE.replace("    key: id", "    key: id\n    encoding: latin-1")
    folder = write(tmp_path / "s", spec, t_csv=ROWS.replace("Pact", "Übereinkünfte"))
    refused(store, folder, "t.csv: row 3", "is UTF-8, not latin-1; write encoding: utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_in_utf_16_is_no_utf_8(tmp_path, store, encoding):
    folder = write(tmp_path / "s", SIMPLE)
    (folder / "t.csv").write_bytes(ROWS.encode(encoding))
    refused(store, folder, "t.csv", "write encoding: utf-16")


def test_a_date_format_that_does_not_fit(tmp_path, store):
    folder = write(tmp_path / "s", SIMPLE, t_csv=ROWS.replace("02.01.1950", "1950-01-02").replace("03.04.", "1/2/"))
    refused(
        store, folder, "t.csv: row 2, column date: '1950-01-02' is no date of the format %d.%m.%Y",
        "formats: [iso] would fit", "2 of 2 cells",
    )  # fmt: skip


def test_a_join_key_without_a_partner(tmp_path, store):
    folder = write(tmp_path / "s", JOINED, treaties_csv=TREATIES, members_csv=MEMBERS.replace("T2,", "T9,"))
    refused(
        store, folder, "members.csv: row 5, column treaty: the key 'T9' has no row in treaties.csv", "unmatched: keep"
    )


def test_a_cell_of_10_mb(tmp_path, store):
    folder = write(tmp_path / "s", SIMPLE, t_csv=ROWS.replace("Pact", "x" * 10_000_000))
    refused(store, folder, "t.csv: row 3, column title: the cell has 10,000,000 characters, more than 1,000,000")


def test_a_quote_left_open(tmp_path, store):
    folder = write(tmp_path / "s", SIMPLE, t_csv=ROWS.replace("Treaty", '"Treaty') + "3,a,04.04.1999,x\n" * 80_000)
    refused(store, folder, "t.csv: row 2, column title", 'is a quote (") left open?')


def test_a_count_that_is_not_the_expected_one(tmp_path, store):
    folder = write(tmp_path / "s", SIMPLE + "expect: {agreements: 3}", t_csv=ROWS)
    refused(store, folder, "source.yml: expect: agreements: 3, and the tables give 2")


def test_a_file_with_another_digest_is_told_and_with_strict_refused(tmp_path, store):
    folder = write(tmp_path / "s", SIMPLE.replace("    key: id", f"    key: id\n    sha256: {'0' * 64}"), t_csv=ROWS)
    refused(store, folder, "t.csv: the file's SHA-256 is ", options=["--strict"])
    done = run_kg("build", str(folder), "--store", str(store))
    assert done.status == 0
    assert "table with another digest than source.yml says: t.csv" in done.err


def test_rows_that_cannot_be_read_are_told_and_counted_and_with_strict_refused(tmp_path, store):
    rows = ROWS + "3,Act,31.02.1970,Italy\n4,Act,01.02.1970,Italy,more\n5,Act,01.02.1971,Italy\n"
    folder = write(tmp_path / "s", SIMPLE, t_csv=rows)
    refused(store, folder, "t.csv: row 4, column date: '31.02.1970'", "1 more problem", options=["--strict"])
    done = run_kg("build", str(folder), "--store", str(store))
    assert done.status == 0
    assert "s: 5 rows, 4 agreements, 4 parties" not in done.err
    assert "s: 5 rows, 4 agreements, 3 parties" in done.err
    assert "t.csv: row 4, column date: '31.02.1970' is no date" in done.err
    assert "t.csv: row 5: the row has 5 cells, the table 4 columns" in done.err


def test_a_code_that_no_scheme_has(tmp_path, store):
    spec = SIMPLE.replace("{title: title,", "{title: title, kind: title,")
    refused(
        store,
        write(tmp_path / "s", spec, t_csv=ROWS),
        "t.csv: row 2, column title: 'Treaty' is no code of the scheme instrument",
    )


def test_a_table_that_is_not_there(tmp_path, store):
    refused(store, write(tmp_path / "s", SIMPLE), "t.csv: there is no such file", "--tables DIR")
    refused(store, tmp_path / "s", "no such folder", options=["--tables", str(tmp_path / "none")])


def test_an_empty_table_and_one_of_column_names_alone(tmp_path, store):
    refused(store, write(tmp_path / "s", SIMPLE, t_csv=""), "t.csv: the table has no row 1")
    refused(store, write(tmp_path / "t", SIMPLE + "expect: {agreements: 2}", t_csv="id,title,date,who\n"), "give 0")


def test_two_columns_of_one_name(tmp_path, store):
    refused(
        store,
        write(tmp_path / "s", SIMPLE, t_csv=ROWS.replace("who", "title")),
        "t.csv: row 1, column title: two columns",
    )


def test_json_lines_that_are_none(tmp_path, store):
    spec = "tables: [{file: t.jsonl, rows: agreement, agreement: {title: title}}]"
    refused(store, write(tmp_path / "s", spec, t_jsonl='{"title": "A"}\n{"title": \n'), "t.jsonl: row 2: not JSON")
    refused(
        store,
        write(tmp_path / "t", spec, t_jsonl='{"title": [{}]}\n'),
        "t.jsonl: row 1, column title: lists of objects",
    )
    refused(store, write(tmp_path / "u", spec, t_jsonl="[1]\n"), "t.jsonl: row 1: each line must hold one JSON object")


@pytest.mark.parametrize(
    ("spec", "line", "words"),
    [
        ("tables: [{file: t.csv, rows: agreement, kee: id}]", 2, "unknown key 'kee'; did you mean key?"),
        ("tables: [{file: t.csv}]", 2, "the key rows is missing"),
        ("tables:\n  - file: t.csv\n    rows: row\n", 4, "rows: 'row' is none of agreement, party, pair"),
        ("tables: [{file: t.csv, rows: party, parties: {place: x}}]", 2, "rows: party needs key"),
        ("tables: [{file: t.csv, rows: pair}]", 2, "rows: pair needs parties"),
        ("tables: [{file: t.csv, rows: agreement, encoding: utf-9}]", 2, "'utf-9' is not an encoding"),
        ("tables: [{file: ../t.csv, rows: agreement}]", 2, "inside its folder"),
        ("tables: [{file: t.doc, rows: agreement}]", 2, "no known suffix"),
        (
            "tables: [{file: t.csv, rows: agreement, agreement: {signed: {column: d, formats: DD.MM.YYYY}}}]",
            2,
            "write iso",
        ),
        ("tables: [{file: t.csv, rows: agreement, agreement: {title: {colum: d}}}]", 2, "did you mean column?"),
        (
            "tables: [{file: t.csv, rows: agreement, parties: {place: {name: a, level: town}}}]",
            2,
            "no code of the scheme level",
        ),
        (
            "tables: [{file: t.csv, rows: agreement, parties: {kind: a}}]",
            2,
            "a party has a name (of a body) or a place",
        ),
        (
            "tables: [{file: t.csv, rows: agreement, parties: {name: {column: a, matching: '('}}}]",
            2,
            "regular expression",
        ),
        (
            "tables: [{file: t.csv, rows: agreement, parties: {name: a, dates: {signed: b}}}]",
            2,
            "did you mean signature?",
        ),
        ("tables: [{file: t.csv, rows: agreement}]\nexpect: {agreement: 2}", 3, "did you mean agreements?"),
        ("tables: []", 1, "a source has at least one table"),
        ("tables: [{file: a.csv, rows: agreement}, {file: b.csv, rows: agreement}]", 1, "a.csv needs key"),
    ],
)
def test_mistakes_in_source_yml_are_named_with_their_line(tmp_path, store, spec, line, words):
    folder = write(tmp_path / "s", spec, t_csv=ROWS)
    before = run_kg("export", "-f", "nq", "--store", str(store)).out
    assert_refused(run_kg("build", str(folder), "--store", str(store)), f"source.yml:{line}:", words)
    assert run_kg("export", "-f", "nq", "--store", str(store)).out == before


def test_a_folder_with_records_and_a_source_is_refused(tmp_path, store):
    folder = write(tmp_path / "s", SIMPLE, t_csv=ROWS, records_yaml="source: {id: x}")
    refused(store, folder, "the folder holds both records.yaml and source.yml")


def workbook(path, cells, merged=None, formulas=()):
    """A workbook: rows of cells, ranges to merge, formulas ``(cell, formula, value)``."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("fastexcel")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Treaties")
        for number, row in enumerate(cells):
            sheet.write_row(number, 0, row)
        for reference in merged or ():
            sheet.merge_range(reference, "merged")
        for cell, formula, value in formulas:
            sheet.write_formula(cell, formula, None, value)


BOOK = SIMPLE.replace("t.csv", "t.xlsx")
CELLS = [line.split(",") for line in ROWS.splitlines()]


def test_a_spreadsheet_with_merged_cells(tmp_path, store):
    folder = write(tmp_path / "s", BOOK)
    workbook(folder / "t.xlsx", CELLS, merged=["B2:B3"])
    refused(store, folder, "t.xlsx: row 2, column B: the cells B2:B3 are merged; unmerge them")


def test_a_spreadsheet_of_formulas_that_were_never_computed(tmp_path, store):
    folder = write(tmp_path / "s", BOOK)
    workbook(folder / "t.xlsx", CELLS, formulas=[("B3", "=A1&A2", "")])
    refused(store, folder, "t.xlsx: row 3, column B: the formula has no computed value")


def test_a_spreadsheet_with_errors(tmp_path, store):
    folder = write(tmp_path / "s", BOOK)
    workbook(folder / "t.xlsx", CELLS, formulas=[("B3", "=1/0", "#DIV/0!")])
    refused(store, folder, "t.xlsx: row 3, column B: the cell is an error")


def test_a_spreadsheet_that_is_none(tmp_path, store):
    pytest.importorskip("fastexcel")
    folder = write(tmp_path / "s", BOOK, t_xlsx="no workbook")
    refused(store, folder, "t.xlsx: no workbook that can be read")
    with zipfile.ZipFile(folder / "t.xlsx", "w") as archive:
        archive.writestr("x.txt", "x")
    refused(store, folder, "t.xlsx: no workbook that can be read")


def test_a_sheet_that_is_not_there(tmp_path, store):
    folder = write(tmp_path / "s", BOOK.replace("    key: id", "    sheet: Pacts\n    key: id"))
    workbook(folder / "t.xlsx", CELLS)
    refused(store, folder, "t.xlsx/Pacts: there is no sheet 'Pacts'; there is Treaties")


def test_a_parquet_file_that_is_none(tmp_path, store):
    pytest.importorskip("polars")
    folder = write(tmp_path / "s", SIMPLE.replace("t.csv", "t.parquet"), t_parquet="no")
    refused(store, folder, "t.parquet: not Parquet")


def test_a_csv_that_is_a_workbook(tmp_path, store):
    folder = write(tmp_path / "s", SIMPLE)
    workbook(folder / "t.csv", CELLS)
    refused(store, folder, "t.csv", "is it format: xlsx?")
