"""The API's answers as plain JSON, held against the specification."""

from __future__ import annotations

import pytest
import schemas
from jsonschema import Draft202012Validator

from kg.errors import InputError
from kg.reconcile import Entity, Index, extension, service
from kg.reconcile.preview import card


def holds(schema, document):
    Draft202012Validator(schema).validate(document)
    return document


def test_the_manifest_is_as_the_specification_has_it():
    told = holds(schemas.MANIFEST, service.manifest("http://localhost:8000/reconcile"))
    for one in told["defaultTypes"]:
        holds(schemas.TYPE, one)
    assert told["preview"]["url"] == "http://localhost:8000/reconcile/preview?id={{id}}"


def test_a_batch_is_answered_query_by_query(corpus_index):
    batch = {
        "q0": {"query": "Chengdou", "limit": 2},
        "q1": {"query": "重庆", "type": ["Place"], "type_strict": "any"},
        "q2": {"query": "Luzhou", "type": "https://w3id.org/accord/ns#Party", "properties": [{"pid": "within", "v": "Sichuan"}]},
        "q3": {"properties": [{"pid": "party", "v": {"id": "territory/luzhou", "name": "Luzhou"}}]},
        "q4": {"query": "Atlantis"},
        "q5": {"query": "Luzhou", "properties": [{"pid": "accord:level", "v": ["county", "prefecture-city"]}, {"pid": "agreements", "v": 3}]},
    }  # fmt: skip
    told = holds(schemas.RESULTS, service.reconcile(corpus_index, batch))
    first = {key: next(((one["id"], one["match"]) for one in answer["result"]), None) for key, answer in told.items()}
    assert first["q0"] == ("place/chengdu", False)
    assert len(told["q0"]["result"]) == 2
    assert first["q1"] == ("place/chongqing", True)
    assert first["q2"] == ("territory/luzhou", True)
    assert first["q3"][0].startswith("agreement/")
    assert first["q4"] is None
    assert first["q5"] == ("territory/luzhou", True)


@pytest.mark.parametrize(
    ("batch", "words"),
    [
        ([], "a JSON object of queries"),
        ({"q0": "Luzhou"}, "a JSON object of queries"),
        ({"q0": {}}, "neither query nor properties"),
        ({"q0": {"query": 5}}, "query is text"),
        ({"q0": {"query": "a", "limit": 0}}, "limit is a number from 1 on"),
        ({"q0": {"query": "a", "limit": True}}, "limit is a number from 1 on"),
        ({"q0": {"query": "a", "type": 5}}, "type is the id of a type"),
        ({"q0": {"query": "a", "type_strict": "most"}}, "any, all, should"),
        ({"q0": {"query": "a", "properties": [{"pid": "colour", "v": "red"}]}}, "no property colour"),
        ({"q0": {"query": "a", "properties": "within"}}, "properties is a list"),
        ({"q0": {"query": "a" * 501}}, "longer than 500"),
        ({str(n): {"query": "a"} for n in range(101)}, "at most 100"),
    ],
)
def test_a_bad_batch_gets_one_clear_line(corpus_index, batch, words):
    with pytest.raises(InputError, match=words) as raised:
        service.reconcile(corpus_index, batch)
    assert "\n" not in str(raised.value)


def test_suggestions_begin_with_what_is_written(corpus_index):
    told = holds(schemas.SUGGESTED_ENTITIES, service.suggest(corpus_index, "entity", "lu"))
    assert [one["id"] for one in told["result"][:2]] == ["territory/luzhou", "place/luzhou"]  # the more active first
    assert service.suggest(corpus_index, "entity", "泸")["result"][0]["name"] == "Luzhou"
    assert service.suggest(corpus_index, "entity", "place/luzhou")["result"][0]["id"] == "place/luzhou"
    assert service.suggest(corpus_index, "entity", "Chengdou")["result"][0]["id"] == "place/chengdu"
    assert service.suggest(corpus_index, "entity", "")["result"] == []


def test_further_suggestions_follow_without_a_gap(corpus_index):
    pages = [service.suggest(corpus_index, "entity", "C", cursor)["result"] for cursor in (0, 10, 20)]
    ids = [one["id"] for page in pages for one in page]
    assert len(ids) == len(set(ids))
    assert len(pages[0]) == 10


def test_types_and_properties_are_suggested(corpus_index):
    types = service.suggest(corpus_index, "type", "Pa")["result"]
    assert [one["id"] for one in types] == ["Party", "UnnamedParties"]
    for one in types:
        holds(schemas.TYPE, one)
    told = holds(schemas.SUGGESTED_PROPERTIES, service.suggest(corpus_index, "property", "fi"))
    assert [one["id"] for one in told["result"]] == ["field"]
    everything = service.suggest(corpus_index, "property", "")["result"]
    assert [one["id"] for one in service.suggest(corpus_index, "property", "", 10)["result"]] == ["same-as"]
    assert len(everything) == 10


def test_properties_are_proposed_for_a_type():
    told = holds(schemas.PROPOSAL, extension.propose("Agreement"))
    assert [one["id"] for one in told["properties"]] == ["kind", "party", "date", "field", "label", "source"]
    assert len(holds(schemas.PROPOSAL, extension.propose("Party", 2))["properties"]) == 2
    with pytest.raises(InputError, match="no type Planet"):
        extension.propose("Planet")


def test_data_are_extended(corpus_index):
    asked = {
        "ids": ["territory/luzhou", "agreement/sichuan-chongqing-2020/luzhou-jiangjin-1", "place/nowhere"],
        "properties": [{"id": name} for name in ("within", "level", "label", "agreements", "party", "date", "field")],
    }
    told = holds(schemas.EXTENSION, extension.extend(corpus_index, asked))
    luzhou, agreement, nothing = (told["rows"][one] for one in asked["ids"])
    assert {"id": "place/sichuan", "name": "Sichuan"} in luzhou["within"]
    assert luzhou["level"] == [{"str": "prefecture-city"}]
    assert {"str": "泸州市"} in luzhou["label"]
    assert luzhou["agreements"] == [{"int": 3}]
    assert agreement["party"] == [
        {"id": "territory/jiangjin", "name": "Jiangjin"},
        {"id": "territory/luzhou", "name": "Luzhou"},
    ]
    assert agreement["date"] == [{"str": "[2020-04-07..2020-04-08]"}]
    assert {"str": "industry"} in agreement["field"]
    assert all(cells == [] for cells in nothing.values())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ([], "a JSON object is wanted"),
        ({"ids": "place/luzhou", "properties": []}, "ids is a list"),
        ({"ids": ["x"], "properties": ["within"]}, "properties is a list"),
        ({"ids": ["x"], "properties": [{"id": "colour"}]}, "no property colour"),
        ({"ids": ["x"] * 1001, "properties": []}, "at most 1000"),
    ],
)
def test_a_bad_extension_gets_one_clear_line(corpus_index, query, words):
    with pytest.raises(InputError, match=words):
        extension.extend(corpus_index, query)


def test_hostile_names_stay_text():
    name = '<img src=x onerror="alert(1)"></title><script>alert(2)</script>'
    index = Index([Entity("body/s/x", "Body", (name, "'\"&"), "body/s/x", 1, {"source": ("<b>",)})])
    html = card(index, index.entities[0], 'javascript:alert(1)//"><script>')
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") >= 2
