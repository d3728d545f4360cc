"""An open page, as the browser tests handle it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass
class Visit:
    """An open page and all that it did besides showing itself."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def drawn(self) -> dict[str, Any]:
        """Names of the nodes and pairs that are on the canvas."""
        drawn: dict[str, Any] = self.page.evaluate("accordPage.drawn()")
        return drawn

    def wait_for_nodes(self, count: int) -> None:
        """Wait until so many marks are drawn; asked from outside, as the page's policy forbids eval in it."""
        for _ in range(200):
            if len(self.drawn()["nodes"]) == count:
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"{len(self.drawn()['nodes'])} marks are drawn, not {count}")

    def click_node(self, iri: str) -> None:
        """Click a node where it stands on the canvas."""
        self.page.locator("#canvas").scroll_into_view_if_needed()
        self._click(self.page.evaluate("iri => accordPage.pointOf(iri)", iri))

    def click_between(self, first: str, second: str) -> None:
        """Click the middle of the line between two nodes."""
        self.page.locator("#canvas").scroll_into_view_if_needed()
        one, two = (self.page.evaluate("iri => accordPage.pointOf(iri)", iri) for iri in (first, second))
        self._click({axis: (one[axis] + two[axis]) / 2 for axis in ("x", "y")})

    def _click(self, point: dict[str, float]) -> None:
        self.page.mouse.click(point["x"], point["y"])
        self.page.locator("#panel").wait_for(state="visible")
