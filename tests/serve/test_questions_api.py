"""The questions as an API: rows, parameters, pages, the OpenAPI document, and what schemathesis makes of it."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import quote

import openapi_spec_validator
import pytest
import schemathesis
from hypothesis import HealthCheck, settings

import kg
from kg.query import question, question_names
from kg.serve.openapi import document


def test_the_list(packaged):
    answer = packaged.get("api/questions")
    assert [one["name"] for one in answer.json()] == question_names()
    (partners,) = [one for one in answer.json() if one["name"] == "partners"]
    assert {"name": "from", "type": "day"}.items() <= partners["parameters"][3].items()
    assert partners["address"] == "/api/questions/partners"
    assert partners["merged"] is True


@pytest.mark.parametrize("name", question_names())
def test_every_question_gives_the_rows_of_kg_ask(packaged, corpus, name):
    given = {p.name: VALUES[p.type] for p in question(name).parameters if p.required}
    answer = packaged.get(f"api/questions/{name}", params=given)
    assert answer.status_code == 200, answer.text
    expected = kg.ask(corpus, name, **{key.replace("from", "from_"): value for key, value in given.items()})
    assert answer.json() == json.loads(json.dumps(expected.as_dicts()))
    assert answer.headers["x-total-count"] == str(len(expected))


VALUES = {
    "place": "Chongqing",
    "day": "2020-04-07",
    "field": "environment",
    "level": "province",
    "thing": "Luzhou",
    "party": "Luzhou",
    "agreement": "x",
}


def test_parameters(packaged, corpus):
    answer = packaged.get("api/questions/partners?place=Chongqing&from=2020-04-01")
    expected = kg.ask(corpus, "partners", place="Chongqing", from_="2020-04-01")
    assert len(answer.json()) == len(expected) > 0
    chinese = packaged.get(f"api/questions/partners?place={quote('重庆')}&from=2020-04-01&to=")
    assert chinese.json() == answer.json()


def test_csv(packaged):
    address = "api/questions/partners?place=Chongqing"
    by_name, by_header = packaged.get(f"{address}&format=csv"), packaged.get(address, headers={"accept": "text/csv"})
    assert by_name.text == by_header.text
    assert by_name.headers["content-type"].startswith("text/csv; charset=utf-8")
    table = list(csv.DictReader(io.StringIO(by_name.text)))
    assert [row["partner"] for row in table] == [row["partner"] for row in packaged.get(address).json()]


def test_pages_put_together_are_all_rows(packaged):
    every = packaged.get("api/questions/parties").json()
    address, found = "/api/questions/parties?limit=7", []
    while address:
        answer = packaged.get(address.lstrip("/"))
        assert int(answer.headers["x-total-count"]) == len(every)
        found += answer.json()
        by_relation = {name: target for target, name in re.findall(r'<([^>]+)>; rel="(\w+)"', answer.headers["link"])}
        address = by_relation.get("next")
    assert found == every
    assert packaged.get(by_relation["last"].lstrip("/")).json() == every[len(every) - 1 - (len(every) - 1) % 7 :]
    assert packaged.get(by_relation["prev"].lstrip("/")).status_code == 200
    assert packaged.get(f"api/questions/parties?limit=5&offset={len(every)}").json() == []


def test_links_keep_the_parameters_and_the_form(packaged):
    answer = packaged.get("api/questions/partners?place=Chongqing&limit=1&format=csv&merged=false")
    following = re.search(r'<([^>]+)>; rel="next"', answer.headers["link"])[1]
    assert following == "/api/questions/partners?place=Chongqing&format=csv&limit=1&offset=1"


def test_merged(packaged, tmp_path):
    able = [name for name in question_names() if question(name).merged]
    for name in able[:2]:
        answer = packaged.get(f"api/questions/{name}?merged=true")
        assert answer.status_code in (200, 400)
        if answer.status_code == 400:
            assert "identity" in answer.json()["detail"]
    unable = next(name for name in question_names() if not question(name).merged)
    assert "cannot be asked merged" in packaged.get(f"api/questions/{unable}?merged=true").json()["detail"]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("partnerz", 404, "did you mean partners?"),
        ("partners?plaec=Chongqing", 400, "has no parameter plaec; it takes party, place, field, from, to"),
        ("partners?place=Nowhere", 400, "place: the store has no place called 'Nowhere'"),
        ("partners?from=yesterday", 400, "from"),
        ("partners?field=knitting", 400, "field: 'knitting' is no code or label of a field"),
        ("signed-on", 400, "needs --day"),
        ("partners?place=Chongqing&place=Chengdu", 400, "place is given twice"),
        ("partners?limit=0", 400, "limit: '0' is no whole number from 1"),
        ("partners?limit=-1", 400, "limit"),
        (f"partners?offset={10**9:040d}1", 400, "offset"),
        ("partners?limit=%D9%A1", 400, "limit"),
        ("partners?offset=x", 400, "offset"),
        ("partners?format=xlsx", 400, "format: 'xlsx' is none of json, csv"),
        ("partners?merged=perhaps", 400, "merged"),
        ("partners?place=%FF", 400, "UTF-8"),
    ],
)
def test_what_is_wrong_is_one_clear_line(packaged, address, status, words):
    answer = packaged.get(f"api/questions/{address}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]
    assert "\n" not in answer.json()["detail"]


def test_forms_that_nobody_has(packaged):
    assert packaged.get("api/questions/parties", headers={"accept": "image/png"}).status_code == 406
    for method in ("POST", "DELETE"):
        answer = packaged.client.request(method, f"{packaged.url}api/questions/parties")
        assert (answer.status_code, "GET" in answer.headers["allow"]) == (405, True)
    nothing = packaged.get("api/nothing")
    assert (nothing.status_code, nothing.headers["content-type"]) == (404, "application/problem+json")


def test_the_document_is_openapi_3_1():
    openapi_spec_validator.validate(document(), cls=openapi_spec_validator.OpenAPIV31SpecValidator)


def test_the_document_says_what_the_headers_of_the_questions_say(packaged):
    found = packaged.get("api/openapi.json").json()
    assert found == json.loads(json.dumps(document()))
    assert set(found["paths"]) == {"/api/questions", *(f"/api/questions/{name}" for name in question_names())}
    for name in question_names():
        operation = found["paths"][f"/api/questions/{name}"]["get"]
        own = {
            p["name"]: p for p in operation["parameters"] if p["name"] not in ("limit", "offset", "format", "merged")
        }
        assert list(own) == [parameter.name for parameter in question(name).parameters]
        rows = operation["responses"]["200"]["content"]["application/json"]["schema"]["items"]
        assert list(rows["properties"]) == list(question(name).columns)


schema = schemathesis.openapi.from_dict(document())


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_server_holds_to_its_document(packaged, case):
    """Statuses, media types, headers and bodies are those of the document, for parameters good and bad."""
    case.call_and_validate(
        base_url=packaged.url.rstrip("/"), excluded_checks=[schemathesis.checks.positive_data_acceptance]
    )
