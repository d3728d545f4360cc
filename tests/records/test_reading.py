"""Reading records: what is wrong is said in one line with file, line and record."""

from __future__ import annotations

import json

import pytest
import yaml

from kg.errors import InputError, RecordError
from kg.ids import digest
from kg.records import dump_json, dump_yaml, read_file, read_records

GOOD = """
source: {id: s, characters: 100}
signings:
  - id: one
    signed: 2020-04-01
    parties:
      - {name: Bureau of A, kind: department, place: A}
      - {place: Luzhou}
      - {name: three towns of B, named: false, size: 3, place: B}
    instruments:
      - {kind: agreement, count: 2}
    fields: [transport]
    commitments:
      - {text: build a road, due: 2021, initiative: {name: the road, type: other}}
    evidence: [{start: 5, end: 20}]
claims:
  - {id: c, what: agreements, min: 2, places: [A, B], period: 2020}
"""


def test_a_good_record_is_read_whole():
    (record,) = read_records(GOOD)
    (signing,) = record.signings
    assert [party.name for party in signing.parties] == ["Bureau of A", None, "three towns of B"]
    assert (signing.parties[2].minimum, signing.parties[2].maximum) == (3, 3)
    assert signing.instruments[0].count == 2
    assert signing.commitments[0].initiative.name == "the road"
    assert record.claims[0].minimum == 2


def test_the_dates_of_a_party_stand_in_the_order_of_what_it_does():
    party = (
        "{place: Luzhou, dates: {withdrawal: '[2001-01-01..2001-06-30]', ratification: 1995-03-01, accession: null}}"
    )
    (record,) = read_records(edited("{place: Luzhou}", party))
    dates = record.signings[0].parties[1].dates
    assert [(date.event, date.edtf) for date in dates] == [
        ("ratification", "1995-03-01"),
        ("withdrawal", "[2001-01-01..2001-06-30]"),
    ]
    assert "dates:\n          ratification: 1995-03-01\n" in dump_yaml([record])


def test_members_of_a_group_may_be_named_later():
    (record,) = read_records(
        edited("size: 3, ", "size: 3, includes: [{place: Town}, {name: Office, kind: court, place: B}], ")
    )
    group = record.signings[0].parties[2]
    assert [(member.name, member.place) for member in group.includes] == [(None, "Town"), ("Office", "B")]
    assert read_records(dump_yaml([record])) == [record]


def test_scalars_are_text_first():
    text = "source: {id: NO}\nsignings:\n- {id: '010', signed: 2020-04, parties: [{name: Yes}]}"
    (record,) = read_records(text)
    assert record.source.id == "NO"
    assert record.signings[0].id == "010"
    assert record.signings[0].signed == "2020-04"
    assert record.signings[0].parties[0].name == "Yes"


def edited(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1)


BAD = {
    "unknown key": (edited("parties:", "partys:"), "f.yaml:6: signing one: unknown key 'partys'; did you mean parties?"),
    "unknown key of a party": (edited("kind: department", "sort: department"), "f.yaml:7: signing one: unknown key 'sort'"),
    "missing id": (edited("id: one\n    ", ""), "f.yaml:4: the key id is missing"),
    "missing parties": ("source: {id: s}\nsignings: [{id: x}]", "f.yaml:2: signing x: the key parties is missing"),
    "missing source": ("signings: []", "f.yaml:1: the key source is missing"),
    "wrong date": (edited("2020-04-01", "2020-02-30"), "f.yaml:5: signing one: signed: '2020-02-30' is no date of the calendar"),
    "date that is none": (edited("2020-04-01", "in April"), "signed: 'in April' is no date"),
    "unquoted range": (edited("2020-04-01", "[2020-04-07..2020-04-08]"), "quote it: signed: '[2020-04-07..2020-04-08]'"),
    "nobody": (edited("{place: Luzhou}", "{aliases: [x]}"), "f.yaml:8: signing one: a party needs a name or a place"),
    "kind without name": (edited("{place: Luzhou}", "{place: Luzhou, kind: court}"), "a place that signs as itself has no kind"),
    "size of a named party": (edited("named: false, ", ""), "only a group without names has a size"),
    "group without description": (edited("name: three towns of B, ", ""), "a group without names needs a name"),
    "date of nothing": (edited("{place: Luzhou}", "{place: Luzhou, dates: {ratified: 1995}}"), "f.yaml:8: signing one: dates: 'ratified' is nothing that a party does; did you mean ratification?"),
    "party date that is none": (edited("{place: Luzhou}", "{place: Luzhou, dates: {ratification: soon}}"), "f.yaml:8: signing one: dates: ratification: 'soon' is no date"),
    "dates without events": (edited("{place: Luzhou}", "{place: Luzhou, dates: 1995}"), "dates must be a mapping such as {ratification: 1995-03-01, withdrawal: 2001}"),
    "members of a named party": (edited("{place: Luzhou}", "{place: Luzhou, includes: [{place: A}]}"), "only a group without names includes parties"),
    "nameless member": (edited("size: 3, ", "size: 3, includes: [{kind: court}], "), "a party needs a name or a place"),
    "size and min": (edited("size: 3", "size: 3, min: 2"), "not both"),
    "min over max": (edited("size: 3", "min: 3, max: 2"), "min 3 is more than max 2"),
    "evidence outside": (edited("end: 20", "end: 101"), "signing one: evidence 5–101 lies outside the text of 100 characters"),
    "evidence backwards": (edited("start: 5", "start: 20"), "evidence ends at 20, not after its start 20"),
    "negative evidence": (edited("start: 5", "start: -5"), "start: '-5' is not a whole number"),
    "false digest": (edited("end: 20", "end: 7, exact: ab, digest: " + "0" * 64), "digest is not that of the words"),
    "exact of another length": (edited("end: 20", "end: 20, exact: ab"), "exact has 2 characters, start and end say 15"),
    "duplicate signing": (GOOD.replace("claims:", "  - {id: one, parties: []}\nclaims:"), "the signing id one stands 2 times"),
    "duplicate key": (edited("fields: [transport]", "id: two"), "f.yaml:12: the key id stands twice in one mapping"),
    "unknown field": (edited("transport", "transprt"), "'transprt' is no code of the scheme field; did you mean transport?"),
    "unknown instrument": (edited("kind: agreement", "kind: handshake"), "is no code of the scheme instrument"),
    "unknown body kind": (edited("kind: department", "kind: club"), "is no code of the scheme body-kind; there is"),
    "unknown count": (edited("what: agreements", "what: apples"), "is no code of the scheme count"),
    "unknown basis": (edited("fields: [transport]", "basis: guessed"), "is no code of the scheme basis"),
    "basis without date": (edited("signed: 2020-04-01", "basis: inferred"), "there is no signed"),
    "unknown status": (edited("fields: [transport]", "status: maybe"), "'maybe' is none of draft, accepted, corrected, dropped"),
    "confidence over 1": (edited("fields: [transport]", "confidence: 1.5"), "'1.5' is not a number from 0 to 1"),
    "count of nothing": (edited("count: 2", "count: 0"), "count: '0' is not a whole number from 1 on"),
    "id with blanks": (edited("id: one", "id: one two"), "'one two' is not an id"),
    "id that leaves its folder": (edited("{id: s,", "{id: ../s,"), "'../s' is not an id"),
    "source id of the program": (edited("{id: s,", "{id: derived,"), "is kept for the program's own graphs"),
    "bad address": (edited("{id: s,", "{id: s, url: 'javascript:alert(1)',"), "is no web address"),
    "bad digest of the text": (edited("{id: s,", "{id: s, sha256: abc,"), "is not a SHA-256 digest"),
    "bad duration": (edited("due: 2021", "recurrence: yearly"), "'yearly' is no duration"),
    "flag that is none": (edited("named: false", "named: perhaps"), "named is true or false"),
    "list for a mapping": (edited("{id: s, characters: 100}", "[s]"), "source must be a mapping"),
    "mapping for a list": (edited("[transport]", "{transport: 1}"), "fields must be a list"),
    "mapping for text": (edited("id: one", "id: {a: b}"), "id must be text, not a mapping"),
    "empty text": (edited("name: Bureau of A", "name: ''"), "name is empty; leave the key out instead"),
    "control characters": (edited("name: Bureau of A", 'name: "Bureau\\u0007"'), "name holds control characters"),
    "name too long": (edited("Bureau of A", "B" * 1001), "name is longer than 1000 characters"),
    "Turtle": ("@prefix accord: <https://w3id.org/accord/ns#> .\n<a> a accord:Agreement .", "this looks like RDF"),
    "SPARQL prefix style": ("PREFIX a: <http://a/>\na:b a a:c .", "this looks like RDF"),
    "N-Triples": ("<http://a/b> <http://a/c> <http://a/d> .", "this looks like RDF"),
    "empty file": ("", "the file is empty; a record file begins with source: {id: …}"),
    "only blanks": ("  \n\n ", "the file is empty"),
    "not YAML": ("source: {id: s", "not YAML: did not find expected"),
    "tabs": ("source:\n\tid: s", "f.yaml:2: not YAML"),
    "a list of words": ("- a\n- b", "a record is a mapping"),
    "only a word": ("hello", "a record is a mapping"),
    "aliases": ("source: &a {id: s}\nsignings: *a", "f.yaml:2: aliases (*name) are not allowed"),
    "a bomb of aliases": (
        "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(9)),
        "aliases",
    ),
    "a key that is a list": ("? [a, b]\n: c", "a key must be a word"),
    "two sources of one id": ("source: {id: s}\n---\nsource: {id: s}", "the source id s stands 2 times"),
    "nested too deep": ("source: " + "[" * 200_000, "nested more than 32 deep"),
    "nested too deep in blocks": ("- " * 200_000, "nested more than 32 deep"),
    "a tag that would run code": ("source: !!python/object/apply:os.system [ls]", "source must be a mapping"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_line(name):
    text, expected = BAD[name]
    with pytest.raises(RecordError) as refused:
        read_records(text, "f.yaml")
    assert expected in str(refused.value)
    assert str(refused.value).startswith("f.yaml")
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 400


JSON_BAD = {
    "not JSON": ('{"source": {"id": "s"}', "f.json:1: not JSON"),
    "nested too deep": ("[" * 100_000, "nested too deep"),
    "repeated key": ('{"source": {"id": "s", "id": "t"}}', "the key id stands twice"),
    "numbers": ("[1, 2]", "a record is a mapping"),
    "flag as text": ('{"source": {"id": "s", "quotable": "yes"}}', "quotable is true or false"),
}


@pytest.mark.parametrize("name", JSON_BAD)
def test_bad_json_is_one_clear_line(name):
    text, expected = JSON_BAD[name]
    with pytest.raises(RecordError) as refused:
        read_records(text, "f.json")
    assert expected in str(refused.value)


def test_files_that_are_no_text(tmp_path):
    (tmp_path / "latin").write_bytes("café".encode("latin-1"))
    (tmp_path / "binary").write_bytes(b"source: {id: s}\0")
    for name, words in {"none": "no such file", "latin": "not UTF-8", "binary": "binary", ".": "is a folder"}.items():
        with pytest.raises(InputError, match=words):
            read_file(tmp_path / name)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(InputError, match="larger than 64 MB"):
        read_file(path)


def test_yaml_and_json_say_the_same():
    (record,) = read_records(GOOD)
    assert read_records(dump_yaml([record])) == [record]
    assert read_records(dump_json([record]), "f.json") == [record]
    assert yaml.safe_load(dump_yaml([record]))["source"]["id"] == "s"
    assert json.loads(dump_json([record]))[0]["signings"][0]["parties"][2]["size"] == 3


def test_a_byte_order_mark_is_no_character(tmp_path):
    (tmp_path / "f.yaml").write_bytes(b"\xef\xbb\xbfsource: {id: s}")
    assert read_file(tmp_path / "f.yaml")[0].source.id == "s"


def test_exact_words_give_the_digest():
    (record,) = read_records(edited("end: 20", "end: 7, exact: ab"))
    assert record.signings[0].evidence[0].digest == digest("ab")
