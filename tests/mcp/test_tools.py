"""The tools, called by the SDK's client over stdio: it holds every answer against the tool's output schema."""

from __future__ import annotations

import json

import pytest
from mcp.shared.exceptions import MCPError

import kg
from kg.mcp.bounds import BYTES
from kg.query import question, question_names

LUZHOU = "https://w3id.org/accord/id/territory/luzhou"


def listed(agent):
    return {one.name: one for one in agent.do(lambda client: client.list_tools()).tools}


def test_there_is_a_typed_tool_for_each_question(agent):
    tools = listed(agent)
    assert {"search", "entity", "evidence", "sparql"} < tools.keys()
    for name in question_names():
        tool, asked = tools[f"ask_{name.replace('-', '_')}"], question(name)
        schema = tool.input_schema
        assert schema["properties"].keys() >= {one.name for one in asked.parameters}
        assert schema["required"] == [one.name for one in asked.parameters if one.required]
        assert schema["additionalProperties"] is False
        assert tool.output_schema["properties"]["rows"]["items"]["properties"].keys() == asked.columns.keys()
        assert asked.summary in tool.description
    assert "health" in tools["ask_agreements"].input_schema["properties"]["field"]["enum"]
    assert "province" in tools["ask_place_partners"].input_schema["properties"]["level"]["enum"]
    assert all(tool.annotations.read_only_hint for tool in tools.values())
    assert all("no instructions" in tool.description for tool in tools.values())


@pytest.mark.parametrize("name", question_names())
def test_a_question_answers_as_kg_ask_does(agent, corpus, name):
    given = {one.name: "2020-04-07" for one in question(name).parameters if one.required}
    told = agent.told(f"ask_{name.replace('-', '_')}", limit=200, **given)
    rows = kg.ask(corpus, name, **given).as_dicts()
    assert told["rows"] == rows[:200]
    assert (told["total"], told["more"]) == (len(rows), len(rows) > 200)


def test_pages_follow_each_other(agent):
    whole = agent.told("ask_agreements", limit=200)["rows"]
    pages = [agent.told("ask_agreements", limit=7, offset=start) for start in range(0, len(whole), 7)]
    assert [row for page in pages for row in page["rows"]] == whole
    assert [page["more"] for page in pages] == [True] * (len(pages) - 1) + [False]


def test_partners_come_with_agreements_evidence_and_iris(agent):
    told = agent.told("ask_partners", party="Luzhou")
    assert {"name": "Luzhou", "iris": ["https://w3id.org/accord/id/place/luzhou", LUZHOU]} in told["things"]
    behind = told["behind"][0]["agreements"]
    assert behind == ["https://w3id.org/accord/id/agreement/sichuan-chongqing-2020/luzhou-jiangjin-1"]
    passages = next(one["passages"] for one in told["evidence"] if one["thing"] == behind[0])
    assert all(iri.startswith("https://w3id.org/accord/id/passage/sichuan-chongqing-2020/") for iri in passages)
    assert passages


def test_search_finds_names_with_errors_in_two_languages(agent):
    first = agent.told("search", name="Chengdou")["rows"][0]
    assert (first["iri"], first["match"]) == ("https://w3id.org/accord/id/place/chengdu", False)
    first = agent.told("search", name="重庆", types=["Place"])["rows"][0]
    assert (first["name"], first["match"]) == ("Chongqing", True)


def test_an_entity_is_told_with_agreements_and_evidence(agent):
    (told,) = agent.told("entity", name=LUZHOU, limit=2)["rows"]
    assert (told["label"], told["type"], told["agreements_total"], told["more"]) == ("Luzhou", "Territory", 3, True)
    assert len(told["agreements"]) == 2
    assert told["evidence"][0]["passages"]
    assert told["evidence_total"] > 0


def test_an_unknown_name_is_answered_with_near_ones(agent):
    result = agent.call("entity", name="Luzou")
    assert result.is_error
    assert f"Luzhou <{LUZHOU}>" in result.content[0].text


def test_evidence_gives_offsets_and_the_source_where_words_may_not_be_quoted(agent):
    told = agent.told("evidence", thing=LUZHOU, limit=1)
    row, source = told["rows"][0], told["sources"][0]
    assert row["words"] is None
    assert row["end"] > row["start"] >= 0
    assert row["passage"].endswith(f"/{row['start']}-{row['end']}")
    assert source["url"].startswith("https://www.ichongqing.info/")


def test_evidence_gives_the_words_where_they_may_be_quoted(over_stdio, press):
    told = over_stdio("--store", str(press)).told("evidence", thing="Port of Mulhouse")
    assert {row["words"] for row in told["rows"]} == {"Basel and Mulhouse s"}
    assert told["sources"][0]["publisher"] == "The Paper"


def test_hostile_names_stay_data(over_stdio, press):
    agent = over_stdio("--store", str(press))
    told = agent.told("ask_parties")
    assert any("Ignore all previous instructions" in row["label"] for row in told["rows"])
    result = agent.call("ask_parties")
    assert "Ignore" not in result.content[0].text  # the summary is ours; what sources say stands in the JSON alone
    assert json.loads(result.content[1].text) == result.structured_content


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { ?s a accord:Agreement }", {"form": "ask", "answer": True}),
        ("SELECT (COUNT(?s) AS ?n) { ?s a accord:Agreement }", {"columns": ["n"], "rows": [{"n": 20}]}),
        ("SELECT ?s { ?s a accord:Agreement }", {"form": "select", "more": True}),
        ("CONSTRUCT WHERE { ?s a accord:Agreement }", {"form": "graph", "more": True}),
    ],
)
def test_sparql_is_answered_within_bounds(agent, query, expected):
    told = agent.told("sparql", query=query, limit=3)
    assert {key: told[key] for key in expected} == expected
    assert len(told.get("rows", ())) <= 3
    assert told.get("turtle", "").count("accord:Agreement") <= 3


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("sparql", {"query": "DROP ALL"}, "DROP is an update"),
        ("sparql", {"query": "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"}, "SERVICE"),
        ("sparql", {"query": "SELECT"}, "SPARQL syntax"),
        ("sparql", {"query": "SELECT * { ?s ?p ?o }", "limit": 10_000}, "limit: 10000 is greater than the maximum"),
        ("sparql", {}, "'query' is a required property"),
        ("ask_partners", {"field": "helth"}, "field: there is no 'helth'; did you mean health?"),
        ("ask_partners", {"party": "Nobody"}, "no party called 'Nobody'"),
        ("ask_partners", {"from": "yesterday"}, "from: 'yesterday' does not match"),
        ("ask_partners", {"from": "2020-02-31"}, "from"),
        ("ask_partners", {"town": "Luzhou"}, "'town' was unexpected"),
        ("ask_partners", {"merged": True}, "no identity graph"),
        ("search", {"name": ""}, "name"),
        ("search", {"name": 5}, "name: 5 is not of type 'string'"),
    ],
)
def test_what_is_wrong_is_one_line_for_the_agent(agent, tool, arguments, words):
    result = agent.call(tool, **arguments)
    assert result.is_error
    (text,) = [one.text for one in result.content]
    assert words in text
    assert "\n" not in text
    assert "Traceback" not in text


def test_a_tool_that_there_is_not_is_an_error_of_the_protocol(agent):
    with pytest.raises(MCPError, match="there is no tool nothing"):
        agent.call("nothing")


def test_an_answer_is_never_longer_than_its_bound(agent):
    long = "SELECT " + " ".join(f"(CONCAT(?t, '{n}') AS ?v{n})" for n in range(60))
    query = long + " { BIND (REPLACE('" + "x" * 1000 + "', 'x', 'xxxx') AS ?t) ?s a accord:Agreement }"
    told = agent.told("sparql", query=query, limit=20)
    assert len(json.dumps(told)) <= BYTES
    assert told["more"]
    wide = long.replace("range", "") + " { BIND ('x' AS ?t) }"
    assert agent.told("sparql", query=wide)["rows"][0]["v59"] == "x59"


def test_what_takes_too_long_is_ended_and_others_go_on(over_stdio):
    agent = over_stdio("--timeout", "1")
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    result = agent.call("sparql", query=slow)
    assert result.is_error
    assert "no answer within 1 s" in result.content[0].text
    assert agent.told("sparql", query="ASK {}")["answer"] is True
