"""Pages opened in a real browser, watched for anything that a page must not do."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from browsers import SWITCHES
from page_visit import Visit

import kg.page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import networkx as nx
    from playwright.sync_api import Browser, BrowserContext, Dialog


WEBGL = [
    *(switch for switch in SWITCHES if switch != "--disable-gpu"),
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


def refuse(visited: Visit, dialog: Dialog) -> None:
    """Note a dialog as a fault and close it, so that the test goes on."""
    visited.faults.append(f"dialog: {dialog.message}")
    dialog.dismiss()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Write a network's page and open it from disk; afterwards, hold it to what every page must keep."""
    yield from visiting(browser, tmp_path)


@pytest.fixture(scope="module")
def browser_with_webgl(browser: Browser) -> Iterator[Browser]:
    """Chromium with WebGL2 in software: all that a graphics processor does, slowly."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    running = browser.browser_type.launch(executable_path=chromium, args=WEBGL)
    yield running
    running.close()


@pytest.fixture
def visit_with_webgl(browser_with_webgl: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """The same as `visit`, with WebGL2."""
    yield from visiting(browser_with_webgl, tmp_path)


def visiting(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Give what opens pages; then see that there was no request besides the file, no dialog, nothing on the console."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def open_page(
        network: nx.Graph,
        *,
        hash: str = "",  # noqa: A002 - the word for it
        story: Any = (),
        site: str | None = None,
        **settings: Any,
    ) -> Visit:
        path = kg.page.write(network, tmp_path / f"page-{len(visits)}.html", story=story, site=site)
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
        contexts.append(context)
        visited = Visit(context.new_page(), path.as_uri())
        visits.append(visited)
        page = visited.page
        page.on("request", lambda request: visited.requests.append(request.url))
        page.on("console", lambda message: visited.faults.append(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: visited.faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (visited.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(visited.address + hash)
        return visited

    yield open_page
    for context in contexts:
        context.close()
    for visited in visits:
        outside = [
            url
            for url in visited.requests
            if url.split("#")[0] != visited.address and not url.startswith(("data:", "blob:"))
        ]
        assert not outside, outside
        assert not visited.faults, visited.faults
