"""One thing with all that hangs on it."""

from __future__ import annotations

import json

import pytest
import rdflib
from support import assert_refused, built

from kg.errors import QueryError
from kg.ids import BASE
from kg.show import describe

RECORDS = """
source: {id: s, quotable: true}
signings:
- id: one
  signed: 2020-04-01
  parties: [{name: Bureau of A, kind: court, place: Luzhou, aliases: [Court A], evidence: [{start: 0, end: 5}]}, {place: Chongqing}]
  instruments: [{kind: memorandum, title: On Roads, evidence: [{start: 6, end: 14}]}]
  commitments: [{text: build a road, id: road}]
- {id: two, parties: [{name: Bureau of A}, {place: Yibin}], instruments: [{}]}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return built(tmp_path_factory.mktemp("show"), RECORDS)


@pytest.mark.parametrize(
    "name", ["court a", "Court A", "body/s/bureau-of-a-luzhou", BASE + "body/s/bureau-of-a-luzhou"]
)
def test_a_party_with_its_facts_agreements_and_evidence(store, name):
    shown = describe(store, name).things[0]
    assert (shown.iri, shown.type, shown.label) == (BASE + "body/s/bureau-of-a-luzhou", "Body", "Bureau of A")
    assert shown.facts["ofPlace"] == [f"Luzhou <{BASE}place/luzhou>"]
    assert shown.facts["bodyKind"][0].startswith("court <")
    assert shown.facts["altLabel"] == ["Court A"]
    assert [row["title"] for row in shown.agreements] == ["On Roads"]
    assert [(row["start"], row["end"]) for row in shown.evidence if "participation" in row["thing"]] == [(0, 5)]


def test_a_label_of_two_things_shows_both(store):
    found = describe(store, "Bureau of A").things
    assert [thing.iri.removeprefix(BASE) for thing in found] == ["body/s/bureau-of-a", "body/s/bureau-of-a-luzhou"]


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("signing/s/one", "SigningEvent"),
        ("agreement/s/one-1", "Agreement"),
        ("On Roads", "Agreement"),
        ("commitment/s/road", "Commitment"),
        ("place/luzhou", "Place"),
        ("territory/yibin", "Territory"),
    ],
)
def test_things_of_all_kinds_have_a_description(store, name, type_):
    described = describe(store, name)
    assert [thing.type for thing in described.things] == [type_]
    assert described.text().splitlines()[1].strip() == described.things[0].iri
    assert json.loads(described.json())[0]["iri"] == described.things[0].iri
    graph = rdflib.Graph().parse(data=described.turtle(), format="turtle")
    assert rdflib.URIRef(described.things[0].iri) in set(graph.subjects())


def test_what_has_no_name_is_refused(store):
    with pytest.raises(QueryError, match="the store has no thing called 'Atlantis'"):
        describe(store, "Atlantis")


@pytest.mark.parametrize("form", ["text", "json", "turtle"])
def test_the_verb(form, folder, run):
    done = run("show", "Bureau of A", "--format", form, "--store", str(folder / "store"))
    assert (done.status, done.err) == (0, "")
    assert "bureau-of-a-luzhou" in done.out
    assert (
        done.out == run("show", "Bureau of A", "--format", form, KG_STORE=str(folder / "store"), PYTHONHASHSEED="7").out
    )
    assert_refused(run("show", "Atlantis", "--format", form), "no thing called 'Atlantis'")
