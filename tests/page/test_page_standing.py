"""What is a draft, was read with doubt or has an uncertain date: to be seen, filtered and explained."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import TYPE_CHECKING

import page_networks
import pytest
from page_visit import Visit

if TYPE_CHECKING:
    from pathlib import Path

Visiting = Callable[..., Visit]


@pytest.mark.parametrize(
    ("standing", "left"),
    [
        ("", {"Sure", "Draft", "Unsure", "Around", "Accepted"}),
        ("reviewed", {"Sure", "Accepted"}),
        ("firm", {"Sure", "Accepted"}),
        ("draft", {"Draft"}),
        ("unsure", {"Unsure"}),
        ("loose", {"Draft", "Unsure", "Around"}),
    ],
)
def test_drafts_and_doubts_can_be_left_out_or_looked_at(visit: Visiting, standing: str, left: set[str]) -> None:
    page = visit(page_networks.drafts())
    page.page.click("#more summary")
    page.page.select_option("#standing", standing)
    assert {name for pair in page.drawn()["edges"] for name in pair} - {"Hub"} == left
    assert page.page.locator("#more-count").inner_text() == ("1" if standing else "")
    assert (f"standing={standing}" in page.page.url) == bool(standing)


def test_ties_that_rest_on_them_alone_are_drawn_dashed(visit: Visiting, tmp_path: Path) -> None:
    page = visit(page_networks.drafts())
    assert page.page.locator("#loose-key").inner_text() == "drafts or uncertain dates alone"
    with page.page.expect_download() as waiting:
        page.page.click("#save-svg")
    waiting.value.save_as(tmp_path / "view.svg")
    lines = ET.parse(tmp_path / "view.svg").getroot().findall("{http://www.w3.org/2000/svg}line")
    assert sorted(line.get("stroke-dasharray") or "" for line in lines) == ["", "", "2 4", "2 4", "2 4"]


def test_the_panel_says_it(visit: Visiting) -> None:
    page = visit(page_networks.drafts(), hash="#select=body/example/hub")
    badges = page.page.locator("#panel .agreement .badge").all_inner_texts()
    assert sorted(badges) == sorted(
        [*["year inferred"] * 5, "draft, not reviewed", "confidence 95 %", "confidence 40 %", "date uncertain"]
    )


def test_where_nothing_is_in_doubt_nothing_is_offered(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    page.page.click("#more summary")
    assert page.page.locator("#standing-field").is_hidden()
    assert page.page.locator("#loose-key").is_hidden()
