"""``kg mcp`` as a process: streamable HTTP on the loopback, stdio that is clean, what it says when it cannot start."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time

import httpx
import pytest
from agents import Agent
from support import ROOT, assert_refused

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
INITIALIZE = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}  # fmt: skip
ACCEPT = {"accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a server on HTTP."""
    log = tmp_path_factory.mktemp("http") / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "kg", "mcp", "--http", "--port", "0", "--allow-host", "agents.example:443"],
            stderr=file, stdin=subprocess.DEVNULL, env=ENVIRONMENT,
        )  # fmt: skip
    try:
        for _ in range(1200):
            if found := re.search(r"http://\S+", log.read_text()):
                break
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) in (0, 130), log.read_text()


def test_the_sdk_is_answered_over_http(address):
    agent = Agent(address)
    try:
        assert agent.told("ask_partners", party="Luzhou")["total"] == 3
        assert agent.call("sparql", query="DROP ALL").is_error
    finally:
        agent.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "evil.example"}, 421),  # DNS rebinding: a name of another site that points here
        ({"host": "127.0.0.1:1"}, 421),
        ({"origin": "https://evil.example"}, 403),
        ({"host": "agents.example:443"}, 200),
    ],
)
def test_only_the_loopback_and_what_is_allowed_is_answered(address, headers, status):
    answer = httpx.post(address, json=INITIALIZE, headers=ACCEPT | headers, timeout=60)
    assert answer.status_code == status


def test_it_listens_on_the_loopback_alone(address):
    assert address.startswith("http://127.0.0.1:")


def test_a_long_request_is_refused(address):
    assert (
        httpx.post(address, content=b"x" * 2_000_000, headers=ACCEPT | {"content-type": "application/json"}).status_code
        == 413
    )


def test_stdout_holds_messages_alone_and_the_end_of_stdin_ends_it():
    done = subprocess.run(
        [sys.executable, "-m", "kg", "mcp"], input=json.dumps(INITIALIZE) + "\nno json\n", capture_output=True,
        text=True, timeout=120, env=ENVIRONMENT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    messages = [json.loads(line) for line in done.stdout.splitlines()]
    assert messages[0]["result"]["serverInfo"]["name"] == "accord"
    assert "Traceback" not in done.stderr


def test_a_store_that_is_not_there_is_named(run, tmp_path):
    assert_refused(run("mcp", "--store", str(tmp_path / "nothing")), "there is no store")


def test_a_port_that_is_taken_is_named(run, address):
    port = address.rpartition(":")[2].partition("/")[0]
    assert_refused(run("mcp", "--http", "--port", port), f"port {port}", "give another --port")


def test_help_says_how_to_add_it_to_a_client(run):
    told = " ".join(run("mcp", "--help").out.split())
    assert '"accord": {"command": "kg", "args": ["mcp", "--store",' in told
    assert "http://127.0.0.1:8765/mcp" in told
