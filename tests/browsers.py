"""Fixtures of a real browser, and of the rules of accessibility."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def _unavailable(reason: str) -> NoReturn:
    """Skip where a browser is missing, but fail where every test must run."""
    if os.environ.get("ACCORD_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as it is installed on the machine."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _unavailable("browser tests need the Python package playwright")
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        _unavailable("browser tests need chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe() -> Any:
    """The accessibility rules of axe-core."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        _unavailable("accessibility tests need the Python package axe-playwright-python")
    return Axe()
