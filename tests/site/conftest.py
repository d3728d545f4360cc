"""The site of the packaged corpus, served on the loopback, and pages of it opened in a real browser."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from kg.site import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a line of log for each."""

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def site(corpus, tmp_path_factory) -> Path:
    """The folder of the site; not to be changed."""
    folder = tmp_path_factory.mktemp("site") / "public"
    write(corpus, folder, base_url="https://example.org/accord")
    return folder


@pytest.fixture(scope="session")
def address(site) -> Iterator[str]:
    """Where the site is served from, by plain HTTP without rules."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()


@pytest.fixture
def visit(browser) -> Iterator[Callable[..., Page]]:
    """Opens pages; afterwards none may have had a fault, or asked another host."""
    opened, faults = [], []

    def go(url: str, **options) -> Page:
        context = browser.new_context(**options)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("request", lambda sent: faults.append(sent.url) if not sent.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")) else None)  # fmt: skip
        opened.append(context)
        page.goto(url)
        return page

    yield go
    for context in opened:
        context.close()
    assert faults == []
