"""Tables of all shapes become records: what a row is, who signs, when, in which fields."""

from __future__ import annotations

import json

import pytest
from table_sources import JOINED, MEMBERS, TREATIES, read

from kg.model import PartyDate


def test_two_tables_joined_by_key(tmp_path):
    got = read(tmp_path, JOINED, treaties_csv=TREATIES, members_csv=MEMBERS)
    assert [signing.id for signing in got.signings] == ["T1", "T2", "T3"]
    first, second, third = got.signings
    assert (first.signed, second.signed, third.signed) == ("1950-01-02", "1952", None)
    assert [signing.instruments[0].title for signing in got.signings] == [
        "Rhine treaty",
        "Moselle treaty",
        "Treaty of none",
    ]
    assert [signing.instruments[0].fields for signing in got.signings] == [("water",), ("trade", "water"), ()]
    assert [got.parties(number) for number in range(3)] == [["France", "Germany"], ["Germany"], []]
    assert first.parties[0].dates == (
        PartyDate(event="signature", edtf="1950-01-02"), PartyDate(event="ratification", edtf="1951"),
    )  # fmt: skip
    assert PartyDate(event="withdrawal", edtf="1960-05-05") in first.parties[1].dates
    assert got.counts | {} == {
        "rows": 7, "problems": 0, "agreements": 3, "links": 3, "without_parties": 1, "undated": 1, "first_year": 1950,
        "last_year": 1952, "parties": 2, "left_out": 0,
    }  # fmt: skip


def test_the_rows_that_state_an_agreement_are_named_as_rfc_7111_does(tmp_path):
    got = read(tmp_path, JOINED, treaties_csv=TREATIES, members_csv=MEMBERS)
    assert got.signings[0].instruments[0].source_rows == ("treaties.csv#row=2", "members.csv#row=2-4")
    assert got.signings[2].instruments[0].source_rows == ("treaties.csv#row=4",)
    assert len({signing.instruments[0].rows_digest for signing in got.signings}) == 3


def test_a_pair_of_towns_each_within_its_country(tmp_path):
    spec = """
tables:
  - file: twins.csv
    rows: pair
    agreement: {kind: {constant: twinning}}
    parties: {place: {name: "city{n}", level: city, within: {name: "land{n}", level: country}}}
"""
    rows = "city1,land1,city2,land2\nLagoa,Portugal,Bonn,Germany\nLagoa,Brazil,Lagoa,Brazil\nBonn,Germany,,Germany\n"
    got = read(tmp_path, spec, twins_csv=rows)
    assert [signing.id for signing in got.signings] == ["row-2", "row-3", "row-4"]
    assert [[party.place for party in signing.parties] for signing in got.signings] == [
        ["lagoa-portugal", "bonn-germany"], ["lagoa-brazil"], ["bonn-germany"],
    ]  # fmt: skip
    assert got.problems == ["twins.csv: row 4: a pair needs two parties, and the row names 1"]
    places = {place.id: place for place, _ in got.source.places.with_ancestors(["lagoa-portugal"])}
    assert places["lagoa-portugal"].parent == "portugal"
    assert (places["portugal"].level, places["lagoa-portugal"].level) == ("country", "city")


def test_parties_in_numbered_columns_with_columns_of_their_own(tmp_path):
    spec = """
tables:
  - file: mous.csv
    rows: agreement
    key: no
    agreement: {title: what, signed: {column: when, formats: "%m/%Y"}, kind: {constant: memorandum}}
    parties:
      name: "party{n}"
      place: "place{n}"
      kind: {column: "kind{n}", values: {univ: university}, default: other}
"""
    rows = "no,what,when,party1,place1,kind1,party2,place2,kind2,party3,place3,kind3\n7,MoU,05/2001,A,X,univ,B,Y,,,,\n"
    got = read(tmp_path, spec, mous_csv=rows)
    assert [(party.name, got.place(party), party.kind) for party in got.signings[0].parties] == [
        ("A", "X", "university"), ("B", "Y", "other"),
    ]  # fmt: skip
    assert got.signings[0].signed == "2001-05"


def test_all_members_in_one_cell(tmp_path):
    spec = """
tables:
  - file: blocs.csv
    rows: agreement
    parties:
      - place:
          level: country
          name: {column: who, split: [",", and], keep: [Trinidad and Tobago], brackets: flatten, excluding: [EFTA]}
      - name: {column: who, split: [",", and], keep: [Trinidad and Tobago], brackets: flatten, only: [EFTA]}
        kind: {constant: international-organisation}
"""
    rows = 'who\n"EFTA (Iceland, Norway), Trinidad and Tobago and Andorra"\n'
    got = read(tmp_path, spec, blocs_csv=rows)
    assert sorted(got.parties()) == ["Andorra", "EFTA", "Iceland", "Norway", "Trinidad and Tobago"]
    assert [party.kind for party in got.signings[0].parties if party.name] == ["international-organisation"]


@pytest.mark.parametrize("order", [1, -1])
def test_the_commonest_name_of_a_code_is_its_name(tmp_path, order):
    spec = """
tables:
  - file: t.csv
    rows: party
    key: t
    parties: {place: {id: code, name: country, level: country}}
"""
    rows = ["1,BLR,Bulgaria", "2,BLR,Belarus", "3,BLR,Belarus", "4,BGR,Bulgaria", "5,XBG,Bulgaria", "6,BGR,Bulgaria"]
    got = read(tmp_path, spec, t_csv="\n".join(["t,code,country", *rows[::order]]))
    assert [got.parties(number) for number in range(6)] == [
        ["Belarus"], ["Belarus"], ["Belarus"], ["Bulgaria"], ["Bulgaria (XBG)"], ["Bulgaria"],
    ]  # fmt: skip


def test_names_that_differ_in_accents_alone_stay_apart(tmp_path):
    spec = "tables: [{file: t.csv, rows: agreement, parties: {place: {name: {column: who, split: ;}, level: country}}}]"
    got = read(tmp_path, spec, t_csv="who\nBenin;Bénin\nBenin;Togo\n")
    assert got.counts["parties"] == 3
    assert {party.place for signing in got.signings for party in signing.parties} >= {"benin", "togo"}


def test_rows_left_out_are_counted_by_reason(tmp_path):
    spec = """
tables:
  - file: t.csv
    rows: agreement
    key: id
    where: {column: status, is_not: [draft]}
    agreement: {title: title}
"""
    rows = "id,title,status\n1,A,ok\n,B,ok\n3,C,draft\n\n4,D\n5,E,ok,,\n6,F,ok,too,many\n"
    got = read(tmp_path, spec, t_csv=rows)
    assert [signing.id for signing in got.signings] == ["1", "5"]
    assert got.source.report.left_out == {
        "t.csv: no key (id)": 1, "t.csv: not fitting where": 1, "t.csv: blank": 1, "t.csv: not as many cells as columns": 2,
    }  # fmt: skip
    assert got.counts["rows"] == 7
    assert "t.csv: row 6: the row has 2 cells, the table 3 columns" in got.problems[0]
    assert got.problems[1].startswith("t.csv: row 8: the row has 5 cells")


def test_several_columns_in_order_of_preference(tmp_path):
    spec = """
tables:
  - file: t.csv
    rows: agreement
    agreement:
      title: [short, long]
      signed: [{column: day, formats: "%d.%m.%Y"}, {column: year, formats: year, basis: inferred}]
"""
    got = read(tmp_path, spec, t_csv="short,long,day,year\nA,AA,1.2.1990,1990\n,BB,,1991\n")
    assert [signing.instruments[0].title for signing in got.signings] == ["A", "BB"]
    assert [(signing.signed, signing.basis) for signing in got.signings] == [("1990-02-01", None), ("1991", "inferred")]


def test_rows_above_the_names_a_separator_an_encoding_and_a_table_without_names(tmp_path):
    spec = """
tables:
  - {file: t.csv, rows: agreement, separator: ;, encoding: cp1252, skip_rows: 2, key: id, agreement: {title: Titel}}
  - {file: u.tsv, rows: party, columns: [id, state], key: id, parties: {place: state}}
"""
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "t.csv").write_bytes("Export;\n\nid;Titel\n1;Übereinkommen\n".encode("cp1252"))
    got = read(folder, spec, u_tsv="1\tFrance\n")
    assert got.signings[0].instruments[0].title == "Übereinkommen"
    assert got.signings[0].instruments[0].source_rows == ("t.csv#row=4", "u.tsv#row=1")
    assert got.parties() == ["France"]


def test_json_lines_with_lists_and_inner_objects(tmp_path):
    spec = """
tables:
  - file: t.jsonl
    rows: agreement
    key: id
    agreement: {title: about.title, signed: year}
    parties: {name: parties}
"""
    lines = [{"id": 1, "about": {"title": "X"}, "parties": ["A, of B", "C"], "year": 1999}, {"id": 2, "parties": []}]
    got = read(tmp_path, spec, t_jsonl="\n".join(map(json.dumps, lines)))
    assert got.parties() == ["A, of B", "C"]
    assert (got.signings[0].signed, got.signings[0].instruments[0].title) == ("1999", "X")
    assert got.signings[1].instruments[0].source_rows == ("t.jsonl#row=2",)


def test_places_that_an_agreement_is_about(tmp_path):
    spec = """
tables:
  - file: t.csv
    rows: agreement
    agreement: {about: {id: code, name: basin, within: {name: continent, level: region}}}
"""
    got = read(tmp_path, spec, t_csv="code,basin,continent\nRHI,Rhine,Europe\n")
    assert got.signings[0].instruments[0].about == ("rhine-europe",)


def test_the_same_tables_give_the_same_records(tmp_path):
    first = read(tmp_path, JOINED, treaties_csv=TREATIES, members_csv=MEMBERS)
    assert first.signings == read(tmp_path, JOINED, treaties_csv=TREATIES, members_csv=MEMBERS).signings


@pytest.mark.parametrize(("how", "ids"), [("keep", ["T1", "T2", "T3"]), ("report", ["T1", "T3"])])
def test_keys_that_the_first_table_does_not_have(tmp_path, how, ids):
    spec = JOINED.replace("    key: treaty\n", f"    key: treaty\n    unmatched: {how}\n")
    got = read(tmp_path, spec, treaties_csv=TREATIES.replace("T2,", "T3,"), members_csv=MEMBERS)
    assert [signing.id for signing in got.signings] == ids
    wanted = ["members.csv: row 5, column treaty: the key 'T2' has no row in treaties.csv"] if how == "report" else []
    assert got.problems == wanted
