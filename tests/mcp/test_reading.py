"""Resources and prompts."""

from __future__ import annotations

import json

import pytest
from mcp.shared.exceptions import MCPError
from rdflib import Graph

from kg.query import question_names


def read(agent, uri):
    (content,) = agent.do(lambda client: client.read_resource(uri)).contents
    return content


def test_all_resources_can_be_read(agent):
    listed = agent.do(lambda client: client.list_resources()).resources
    assert len({one.uri for one in listed}) == len(listed) == 4 + len(question_names())
    for one in listed:
        content = read(agent, one.uri)
        assert content.mime_type == one.mime_type
        assert content.text.strip()


@pytest.mark.parametrize("name", ["ontology", "schemes", "shapes"])
def test_the_ontology_is_turtle(agent, name):
    assert len(Graph().parse(data=read(agent, f"accord://{name}").text, format="turtle")) > 100


def test_the_questions_name_their_tools(agent):
    told = json.loads(read(agent, "accord://questions").text)
    assert [one["name"] for one in told] == question_names()
    tools = {one.name for one in agent.do(lambda client: client.list_tools()).tools}
    assert {one["tool"] for one in told} <= tools
    assert "SELECT" in read(agent, told[0]["sparql"]).text


@pytest.mark.parametrize(
    "uri", ["accord://nothing", "accord://questions/nothing", "file:///etc/passwd", "accord://questions/../x"]
)
def test_nothing_else_can_be_read(agent, uri):
    with pytest.raises(MCPError, match="there is no resource"):
        read(agent, uri)


def test_prompts_take_what_they_need(agent):
    prompts = agent.do(lambda client: client.list_prompts()).prompts
    assert {one.name: [gap.name for gap in one.arguments] for one in prompts} == {
        "profile": ["name"],
        "check-statement": ["statement"],
    }
    told = agent.do(lambda client: client.get_prompt("profile", {"name": "Luzhou"}))
    assert "Find Luzhou with the tool search" in told.messages[0].content.text
    with pytest.raises(MCPError, match="needs name"):
        agent.do(lambda client: client.get_prompt("profile", {}))
    with pytest.raises(MCPError, match="there is no prompt"):
        agent.do(lambda client: client.get_prompt("nothing", {}))
