"""A phone: the network on the first screen, the filters folded away, all of it without scrolling sideways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import page_networks
import pytest
from page_visit import Visit

Visiting = Callable[..., Visit]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def test_the_first_screen_shows_the_network(visit: Visiting) -> None:
    for network in (page_networks.corpus(), page_networks.large(600, 700)):
        page = visit(network, **PHONE)
        box = page.page.locator("#canvas").bounding_box()
        assert box is not None
        assert box["y"] < 844 / 2
        assert box["height"] >= 400


def test_the_filters_are_folded_behind_their_number(visit: Visiting) -> None:
    page = visit(page_networks.corpus(), **PHONE)
    assert page.page.locator("#field").is_hidden()
    assert page.page.locator("#slider").is_hidden()
    assert page.page.locator("#fold-count").inner_text() == ""
    page.page.locator("#fold > summary").tap()
    page.page.select_option("#field", "is:environment")
    page.page.fill("#from", "2020-04-01")
    page.page.locator("#from").blur()
    assert page.page.locator("#fold-count").inner_text() == "2"
    page.page.locator("#reset").tap()
    assert page.page.locator("#fold-count").inner_text() == ""
    page.page.locator("#fold > summary").tap()
    assert page.page.locator("#slider").is_hidden()


def test_on_a_desk_nothing_is_folded(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    assert page.page.locator("#fold > summary").is_hidden()
    assert page.page.locator("#field").is_visible()
    page.page.set_viewport_size({"width": 390, "height": 844})
    page.page.locator("#field").wait_for(state="hidden")
    page.page.set_viewport_size({"width": 1280, "height": 844})
    page.page.locator("#field").wait_for(state="visible")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("folded", [True, False])
def test_no_serious_fault_of_accessibility(visit: Visiting, axe: Any, scheme: str, folded: bool) -> None:
    page = visit(page_networks.corpus(), hash="#field=transport", color_scheme=scheme, **PHONE)
    if not folded:
        page.page.locator("#fold > summary").tap()
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390
    found = axe.run(page.page).response
    assert [fault["id"] for fault in found["violations"] if fault["impact"] in ("serious", "critical")] == []
