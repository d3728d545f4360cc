"""Take the README's picture of the network page: ``make picture`` (needs Chromium)."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

import kg

TARGET = Path(__file__).with_name("network.png")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Write docs/network.png."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        sys.exit("no Chromium on this machine")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = kg.page.write(kg.network.parties(kg.open_store()), Path(folder) / "network.html")
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        page = browser.new_page(viewport={"width": 1180, "height": 880})
        page.goto(page_file.as_uri())
        page.wait_for_timeout(1500)
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()
