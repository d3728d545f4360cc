"""The service as ``kg serve`` has it, asked by raw requests and by a client of the API."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from urllib.parse import quote

import httpx
import pytest
import schemas
from jsonschema import Draft202012Validator
from support import ROOT

import kg


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The packaged corpora as a store folder, which a test adds to."""
    folder = tmp_path_factory.mktemp("served") / "agreements.store"
    kg.Store.create(folder, kg.open_store().quads())
    return folder


@pytest.fixture(scope="module")
def service(folder):
    """A client of a real server."""
    log = folder.with_name("log")
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "kg", "serve", "--port", "0", "--workers", "1", "--store", str(folder)],
            stderr=file, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    try:
        for _ in range(1200):
            if found := re.search(r"serving (http://[^/]+)/", log.read_text()):
                break
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
        with httpx.Client(base_url=found[1], timeout=60) as client:
            yield client
    finally:
        process.terminate()
        process.wait(timeout=60)


def ask(service, batch):
    answer = service.post("/reconcile", data={"queries": json.dumps(batch)})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_manifest_leads_to_addresses_that_answer(service):
    told = service.get("/reconcile").json()
    Draft202012Validator(schemas.MANIFEST).validate(told)
    assert service.get("/reconcile/").json()["name"] == told["name"]
    identifier = quote("place/luzhou", safe="")
    preview = service.get(told["preview"]["url"].replace("{{id}}", identifier))
    assert "<h1>Luzhou</h1>" in preview.text
    view = service.get(told["view"]["url"].replace("{{id}}", identifier), follow_redirects=True)
    assert (view.status_code, "Luzhou" in view.text) == (200, True)
    for kind, schema in (("entity", schemas.SUGGESTED_ENTITIES), ("property", schemas.SUGGESTED_PROPERTIES)):
        address = told["suggest"][kind]["service_url"] + told["suggest"][kind]["service_path"]
        suggested = service.get(address, params={"prefix": "l"}).json()
        Draft202012Validator(schema).validate(suggested)
        assert suggested["result"]
    proposals = told["extend"]["propose_properties"]
    proposed = service.get(proposals["service_url"] + proposals["service_path"], params={"type": "Place"}).json()
    Draft202012Validator(schemas.PROPOSAL).validate(proposed)


def test_queries_are_answered_by_form_and_by_address(service):
    batch = {"q0": {"query": "重庆"}, "q1": {"query": "Chengdou", "type": "Place"}}
    posted = ask(service, batch)
    Draft202012Validator(schemas.RESULTS).validate(posted)
    assert posted["q0"]["result"][0]["id"] == "place/chongqing"
    assert service.get("/reconcile", params={"queries": json.dumps(batch)}).json() == posted
    assert service.post("/reconcile/", data={"queries": json.dumps(batch)}).json() == posted


def test_data_are_extended_by_form(service):
    query = {"ids": ["territory/luzhou"], "properties": [{"id": "within"}]}
    told = service.post("/reconcile", data={"extend": json.dumps(query)}).json()
    Draft202012Validator(schemas.EXTENSION).validate(told)
    assert {"id": "place/china", "name": "China"} in told["rows"]["territory/luzhou"]["within"]


def test_other_origins_may_ask(service):
    assert service.get("/reconcile").headers.get_list("access-control-allow-origin") == ["*"]
    assert service.options("/reconcile").status_code == 204


def test_a_preview_runs_nothing_and_may_stand_in_a_frame(service):
    policy = service.get("/reconcile/preview?id=place/luzhou").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "frame-ancestors *" in policy


@pytest.mark.parametrize(
    ("method", "path", "content", "status", "words"),
    [
        ("POST", "/reconcile", {"data": {"queries": "{"}}, 400, "queries is no JSON"),
        ("POST", "/reconcile", {"data": {"queries": "[" * 100_000}}, 400, "nested more than 20 deep"),
        ("POST", "/reconcile", {"data": {"queries": '{"q": {"query": "a", "properties": ' + "[" * 300 + "]" * 300 + "}}"}}, 400, "nested more than 20 deep"),
        ("POST", "/reconcile", {"data": {"queries": '{"q": {"query": "a", "limit": NaN}}'}}, 400, "NaN is no number"),
        ("POST", "/reconcile", {"data": {"extend": '{"ids": [], "properties": [Infinity]}'}}, 400, "Infinity is no number"),
        ("POST", "/reconcile", {"data": {"queries": "[]"}}, 400, "a JSON object of queries"),
        ("POST", "/reconcile", {"data": {"other": "x"}}, 400, "queries or extend"),
        ("POST", "/reconcile", {"json": {"queries": {}}}, 415, "a form is wanted"),
        ("POST", "/reconcile", {"data": {"queries": "x" * 3_000_000}}, 413, "longer than"),
        ("POST", "/reconcile", {"data": {"queries": json.dumps({str(n): {"query": "a"} for n in range(101)})}}, 413, "at most 100"),
        ("GET", "/reconcile?queries=%ff", {}, 400, "not UTF-8"),
        ("GET", "/reconcile/suggest/colour?prefix=a", {}, 404, "suggest/entity"),
        ("GET", "/reconcile/suggest/entity?prefix=a&cursor=-1", {}, 400, "cursor"),
        ("GET", "/reconcile/properties?type=Planet", {}, 400, "no type Planet"),
        ("GET", "/reconcile/preview?id=place/nowhere", {}, 404, "nothing with the id place/nowhere"),
        ("DELETE", "/reconcile", {}, 405, "DELETE is not answered"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(service, method, path, content, status, words):
    answer = service.request(method, path, **content)
    assert (answer.status_code, words in answer.text) == (status, True), answer.text
    assert "Traceback" not in answer.text


def test_a_client_of_the_api_is_served(service):
    import pandas as pd
    from reconciler import reconcile

    column = pd.Series(["Luzhou", "Chengdou", "重庆"])
    found = reconcile(column, type_id="Place", reconciliation_endpoint=f"{service.base_url}/reconcile")
    assert list(found["id"]) == ["place/luzhou", "place/chengdu", "place/chongqing"]
    assert list(found["match"]) == [True, False, True]


def test_what_is_built_meanwhile_is_found(service, folder, tmp_path):
    def found():
        return [one["id"] for one in ask(service, {"q": {"query": "Port of Basel"}})["q"]["result"] if one["match"]]

    assert found() == []
    record = "source: {id: rhine}\nsignings:\n  - {id: a, parties: [{name: Port of Basel, kind: port, place: Basel}]}\n"
    (tmp_path / "records.yaml").write_text(record, encoding="utf-8")
    kg.build([tmp_path / "records.yaml"], folder)
    end = time.monotonic() + 60
    while not found() and time.monotonic() < end:
        time.sleep(0.1)
    assert found() == ["body/rhine/port-of-basel"]
