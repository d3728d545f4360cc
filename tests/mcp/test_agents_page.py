"""docs/agents.md says what is so."""

from __future__ import annotations

import json
import re

from support import ROOT

from kg.mcp import bounds

PAGE = (ROOT / "docs" / "agents.md").read_text(encoding="utf-8")
BLOCKS = [json.loads(text) for text in re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)]


def test_the_configuration_starts_a_server(over_stdio):
    server = BLOCKS[0]["mcpServers"]["accord"]
    assert server["command"] == "kg"
    name, *options = server["args"]
    assert name == "mcp"
    assert options[0] == "--store"
    assert over_stdio().told("search", name="Luzhou")["rows"]


def test_the_tools_are_all_of_them_in_their_order(agent):
    named = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert named == [one.name for one in agent.do(lambda client: client.list_tools()).tools]


def test_the_answer_is_the_one_shown(agent):
    asked, shown = BLOCKS[1:]
    told = agent.told(asked["tool"], **asked["arguments"])
    assert {key: told[key] for key in shown} == shown
    assert told.keys() - shown.keys() == {"things", "evidence"}


def test_the_bounds_are_those_said():
    for number in (bounds.MOST, bounds.LIMIT, bounds.BYTES, bounds.LONGEST):
        assert f"{number:,}" in PAGE


def test_what_can_be_read_is_named(agent):
    resources = {one.uri for one in agent.do(lambda client: client.list_resources()).resources}
    named = set(re.findall(r"`(accord://\w+)`", PAGE))
    assert named == {uri for uri in resources if uri.count("/") == 2}
    prompts = {one.name for one in agent.do(lambda client: client.list_prompts()).prompts}
    assert all(f"`{name}`" in PAGE for name in prompts)


def test_the_options_are_those_of_the_command(run):
    told = run("mcp", "--help").out
    assert all(option in told for option in re.findall(r"--[a-z]+(?:-[a-z]+)*", PAGE))
