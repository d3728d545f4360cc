"""More bodies than a canvas moves smoothly: sigma.js on the graphics processor, here in software, and when it is taken."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import page_networks
import pytest
from page_visit import Visit
from PIL import Image

import kg.page
from kg.page.document import SMOOTH

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

Visiting = Callable[..., Visit]
LIBRARY = "sigmaLibrary=("
HUB = page_networks.BASE + "body/example/office-0-of-region-0"


@pytest.fixture(scope="module")
def network() -> nx.Graph:
    return page_networks.large(1_500, 1_600)


def renderer(visit: Visit) -> str:
    """What the page draws with."""
    name: str = visit.page.evaluate("accordPage.renderer()")
    return name


def painted(visit: Visit, background: str) -> float:
    """The share of the drawing's pixels that are not of the background."""
    shot = Image.open(io.BytesIO(visit.page.locator("#canvas").screenshot())).convert("RGB")
    ground = tuple(bytes.fromhex(background))
    return sum(count for count, colour in shot.getcolors(1 << 24) or () if colour != ground) / (
        shot.width * shot.height
    )


def test_only_files_of_large_networks_carry_the_library(network: nx.Graph) -> None:
    assert LIBRARY in kg.page.render(network)
    assert LIBRARY not in kg.page.render(page_networks.large(SMOOTH, 900))


@pytest.mark.parametrize(("scheme", "background"), [("light", "ffffff"), ("dark", "1b1f24")])
def test_sigma_draws_what_the_canvas_draws(
    visit_with_webgl: Visiting, network: nx.Graph, scheme: str, background: str
) -> None:
    page = visit_with_webgl(network, hash="#renderer=sigma", color_scheme=scheme)
    plain = visit_with_webgl(network, hash="#renderer=canvas", color_scheme=scheme)
    assert (renderer(page), renderer(plain)) == ("webgl", "canvas")
    assert page.drawn() == plain.drawn()
    for iri in list(network)[:20]:
        spots = [visit.page.evaluate("iri => accordPage.pointOf(iri)", iri) for visit in (page, plain)]
        assert spots[0] == pytest.approx(spots[1], abs=1)
    shares = [painted(visit, background) for visit in (page, plain)]
    assert shares[1] > 0.05
    assert shares[0] == pytest.approx(shares[1], rel=0.25)


def test_a_click_selects_with_sigma_too(visit_with_webgl: Visiting, network: nx.Graph) -> None:
    page = visit_with_webgl(network, hash="#renderer=sigma")
    page.click_node(HUB)
    assert page.page.locator("#panel h2").inner_text() == "Office 0 of Region 0"
    assert "renderer=sigma" in page.page.url
    assert "select=body" in page.page.url
    before = page.page.evaluate("accordPage.scale()")
    page.page.locator("#canvas").press("+")
    assert page.page.evaluate("accordPage.scale()") == pytest.approx(before * 1.3)
    page.page.keyboard.press("Escape")
    assert page.page.locator("#panel").is_hidden()
    page.page.select_option("#colour", "place")
    page.page.locator("#legend-list button").first.click()
    assert len(page.drawn()["nodes"]) == 400


def test_a_picture_is_saved_from_sigma(visit_with_webgl: Visiting, network: nx.Graph, tmp_path: Path) -> None:
    page = visit_with_webgl(network, hash="#renderer=sigma")
    with page.page.expect_download() as waiting:
        page.page.click("#save-png")
    waiting.value.save_as(tmp_path / "view.png")
    picture = Image.open(tmp_path / "view.png").convert("RGB")
    assert len(picture.getcolors(1 << 24) or ()) > 200


def test_more_can_be_drawn_and_the_link_keeps_it(visit_with_webgl: Visiting, network: nx.Graph) -> None:
    page = visit_with_webgl(network)
    assert len(page.drawn()["nodes"]) == 400
    page.page.click("#draw-more")
    assert len(page.drawn()["nodes"]) == 800
    assert "Drawn: the 800 most connected" in page.page.locator("#status").inner_text()
    page.page.click("#draw-more")  # to 1,200, of which 1,500 are not many more
    assert len(page.drawn()["nodes"]) == 1500
    assert page.page.locator("#draw-more").is_hidden()
    assert "Drawn:" not in page.page.locator("#status").inner_text()
    again = visit_with_webgl(network, hash="#" + page.page.url.split("#")[1])
    assert len(again.drawn()["nodes"]) == 1500
    again.page.select_option("#drawn", "400")
    assert len(again.drawn()["nodes"]) == 400


def test_without_hardware_the_canvas_is_taken(visit: Visiting, visit_with_webgl: Visiting, network: nx.Graph) -> None:
    for opener in (visit, visit_with_webgl):
        page = opener(network, hash="#drawn=1500")
        assert len(page.drawn()["nodes"]) == 1500
        assert renderer(page) == "canvas"


@pytest.mark.parametrize(
    ("about", "frame", "taken"),
    [("Radeon RX 6600", 1, "webgl"), ("Radeon RX 6600", 60, "canvas"), ("llvmpipe (LLVM 15)", 1, "canvas")],
)
def test_hardware_is_known_by_its_name_and_quick_frames(
    visit_with_webgl: Visiting, network: nx.Graph, about: str, frame: int, taken: str
) -> None:
    """Name and milliseconds are told to the page, since this machine has no such processor; what it draws is drawn."""
    page = visit_with_webgl(network)
    page.page.add_init_script(
        """{
        const told = WebGL2RenderingContext.prototype.getParameter;
        WebGL2RenderingContext.prototype.getParameter = function (name) { return name === 37446 ? ABOUT : told.call(this, name); };
        const got = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, options) { return got.call(this, kind, kind === "webgl2" ? { ...options, failIfMajorPerformanceCaveat: false } : options); };
        let clock = 0;
        performance.now = () => (clock += FRAME);
        }""".replace("ABOUT", repr(about)).replace("FRAME", str(2 * frame))
    )
    page.page.goto(page.address + "#drawn=1500")
    page.page.reload()
    assert len(page.drawn()["nodes"]) == 1500
    assert renderer(page) == taken
