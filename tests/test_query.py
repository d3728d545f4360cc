"""Asking: parameters of every type however written, answers over several sources, what is refused."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from support import assert_refused

import kg
from kg.errors import QueryError
from kg.ids import BASE
from kg.network.hypergraph import read
from kg.query import Parameter, question, question_names, resolve
from kg.store import Store

RECORDS = """
source: {id: s1, published: 2020-05-01, characters: 100}
signings:
- id: one
  signed: 2020-04-01
  parties:
  - {name: Bureau of A, kind: department, place: Chongqing, aliases: [A Office]}
  - {name: Bureau of B, kind: court, place: Luzhou}
  - {name: three towns, named: false, size: 3, place: Sichuan}
  instruments: [{kind: memorandum, title: On Roads}, {count: 2}]
  fields: [transport, health]
  commitments: [{text: build a road, due: 2021, initiative: {name: the road, type: corridor, covers: [Luzhou]}}]
  evidence: [{start: 0, end: 10}]
- {id: two, signed: 2020-04, parties: [{place: Luzhou}, {name: Bureau of A, place: Chongqing}], instruments: [{fields: [rail]}], fields: [education]}
claims:
- {id: c, what: agreements, min: 9, places: [Sichuan, Chongqing], period: 2020, evidence: [{start: 0, end: 10}, {start: 20, end: 30}]}
---
source: {id: s2}
signings:
- {id: one, signed: 2020-04, parties: [{place: Luzhou}, {place: Chongqing}], instruments: [{count: 2}], fields: [transport], evidence: [{start: 0, end: 10}]}
- {id: three, parties: [{name: Bureau of A, place: Chongqing}, {place: Luzhou}], instruments: [{kind: plan}]}
claims:
- {id: c, what: agreements, min: 2, places: [Luzhou], period: 2020}
"""
GIVEN = {
    "day": "2020-04-01",
    "field": "transport",
    "party": "Bureau of A",
    "place": "Sichuan",
    "thing": "signing/s1/one",
    "agreement": "agreement/s1/one-1",
    "level": "province",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("query") / "records.yaml"
    path.write_text(RECORDS, encoding="utf-8")
    return kg.build([path])


@pytest.fixture(scope="module")
def flat(store):
    """The same triples, each once, in one graph."""
    engine = ox.Store()
    engine.extend(ox.Quad(*quad.triple, ox.NamedNode("g:all")) for quad in store.quads())
    return Store(engine)


def required(name: str) -> dict[str, str]:
    return {parameter.name: GIVEN[parameter.type] for parameter in question(name).parameters if parameter.required}


@pytest.mark.parametrize("name", question_names())
def test_a_triple_that_several_sources_state_counts_once(name, store, flat):
    assert kg.ask(store, name, **required(name)).as_dicts() == kg.ask(flat, name, **required(name)).as_dicts()
    for parameter in question(name).parameters:
        given = required(name) | {parameter.name: GIVEN[parameter.type]}
        assert kg.ask(store, name, **given).as_dicts() == kg.ask(flat, name, **given).as_dicts(), given


def test_the_network_reads_each_statement_once(store, flat):
    one, other = read(store), read(flat)
    assert one.agreements == other.agreements
    assert (one.signatories, one.places) == (other.signatories, other.places)
    assert (one.commitments, one.passages) == (other.commitments, other.passages)


@pytest.mark.parametrize("name", question_names())
def test_columns_are_those_of_the_header_and_values_plain(name, store):
    rows = kg.ask(store, name, **required(name))
    assert rows.columns == tuple(question(name).columns)
    assert json.loads(json.dumps(rows.as_dicts(), allow_nan=False)) == rows.as_dicts()
    kinds = {"int": int, "bool": bool, "list": list}
    for row in rows:
        for column, kind in question(name).columns.items():
            assert row.as_dict()[column] is None or type(row.as_dict()[column]) is kinds.get(kind, str), (column, row)


def count(store, name="agreements", **parameters):
    return len(kg.ask(store, name, **parameters))


@pytest.mark.parametrize("place", ["Luzhou", "luzhou", " LUZHOU ", "place/luzhou", BASE + "place/luzhou", "泸州市"])
def test_a_place_is_named_however_people_write_it(store, place):
    assert count(store, place=place) == 7


def test_a_place_includes_what_is_within_it(store):
    assert count(store, place="Sichuan") == 7
    assert count(store, place="Luzhou", to="2020-04-01") == count(store, place="Sichuan", to="2020-04-01") == 6


@pytest.mark.parametrize(
    "party",
    [
        "Bureau of A",
        "bureau of a",
        "A Office",
        "body/s1/bureau-of-a-chongqing",
        "bureau-of-a-chongqing",
        BASE + "body/s1/bureau-of-a-chongqing",
    ],
)
def test_a_party_is_named_by_label_alias_id_or_iri(store, party):
    assert resolve(store, Parameter("party", "party", ""), party)[0] == ox.NamedNode(
        BASE + "body/s1/bureau-of-a-chongqing"
    )


def test_a_label_of_several_things_names_them_all(store):
    found = resolve(store, Parameter("party", "party", ""), "Bureau of A")
    assert [node.value.removeprefix(BASE) for node in found] == [
        "body/s1/bureau-of-a-chongqing",
        "body/s2/bureau-of-a-chongqing",
    ]


@pytest.mark.parametrize("field", ["transport", "Transport", "https://w3id.org/accord/code/field/transport"])
def test_a_field_is_named_by_code_label_or_iri_and_includes_narrower_ones(store, field):
    assert count(store, field=field) == 6
    assert count(store, field="rail") == 1


def test_days_keep_what_is_possible(store):
    assert count(store, from_="2020-04-02", to="2020-04-30") == 3
    assert count(store, **{"from": "2020-04-01", "to": "2020-04-01"}) == 6
    assert count(store, to="2020-03-31") == 0


def test_parameters_that_are_none_are_not_given(store):
    assert kg.ask(store, "agreements", place=None, field=None).as_dicts() == kg.ask(store, "agreements").as_dicts()


REFUSED = {
    "question": ("partnrs", {}, "there is no question 'partnrs'; did you mean partners?"),
    "no question": ("../views/schema-org", {}, "there is no question '../views/schema-org'"),
    "parameter": ("signings", {"place": "Luzhou"}, "the question signings has no parameter place; it takes from, to"),
    "missing": ("signed-on", {}, "the question signed-on needs --day (day)"),
    "day": ("signed-on", {"day": "yesterday"}, "day: 'yesterday' is no day: write it like 2020-04-15"),
    "no such day": ("signed-on", {"day": "2020-02-30"}, "is no day of the calendar"),
    "place": ("partners", {"place": "Atlantis"}, "place: the store has no place called 'Atlantis'"),
    "a party as place": ("partners", {"place": "Bureau of A"}, "no place called"),
    "field": (
        "partners",
        {"field": "transprot"},
        "field: 'transprot' is no code or label of a field; did you mean transport?",
    ),
    "level": ("place-partners", {"level": "planet"}, "level: 'planet' is none of own, "),
    "empty": ("partners", {"place": ""}, "no place called ''"),
    "an IRI that is none": ("evidence", {"thing": "https://a b/<>"}, "no thing called"),
    "half a character": ("partners", {"place": "\ud800"}, "is not UTF-8 text"),
    "injection": ("partners", {"place": '" } } ; DROP ALL #'}, "no place called"),
    "injection by IRI": ("partners", {"place": "http://a> } UNION { ?s ?p ?o } #"}, "no place called"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_one_line(name, store):
    asked, parameters, words = REFUSED[name]
    with pytest.raises(QueryError) as refused:
        kg.ask(store, asked, **parameters)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", [key for key, (_, given, _) in REFUSED.items() if "\ud800" not in given.values()])
def test_and_on_the_command_line_too(name, run):
    asked, parameters, _ = REFUSED[name]
    options = [part for key, value in parameters.items() for part in (f"--{key}", value)]
    assert_refused(run("ask", asked, *options))


def test_a_chinese_name_may_leave_out_the_word_for_its_kind(corpus):
    for name in ("泸州", "泸州市", "Luzhou", "luzhou"):
        assert [row.party for row in kg.ask(corpus, "partners", party=name)] == ["Luzhou"] * 3
    assert kg.ask(corpus, "partners", place="重庆").rows == kg.ask(corpus, "partners", place="Chongqing").rows
