"""The page as a reader meets it, in a real browser. Requests, dialogs and console are watched throughout."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import page_networks
import pytest
from page_networks import BASE
from page_visit import Visit

if TYPE_CHECKING:
    from pathlib import Path

Visiting = Callable[..., Visit]

LUZHOU = BASE + "place/luzhou"
SUINING, TONGNAN = BASE + "place/suining", BASE + "place/tongnan-district"


def rows(visit: Visit, table: str) -> list[list[str]]:
    """The words of each row of a table."""
    found: list[list[str]] = visit.page.eval_on_selector_all(
        f"#sheet-{table} tbody tr", "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return found


def test_the_first_glance_shows_all_of_a_small_network(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    assert len(page.drawn()["nodes"]) == 30
    assert len(page.drawn()["edges"]) == 16
    assert page.page.locator("#status").inner_text() == (
        "Shown: 29 bodies, 1 group not named, 15 partnerships, 20 agreements."
    )
    assert len(rows(page, "bodies")) == 30
    assert page.page.locator("#panel").is_hidden()
    assert page.requests[0] == page.address


def test_hostile_names_stay_text_everywhere(visit: Visiting) -> None:
    page = visit(page_networks.hostile(), hash="#table=agreements")
    assert sorted(page.drawn()["nodes"]) == sorted(page_networks.HOSTILE)
    name = page_networks.HOSTILE[0]
    page.page.fill("#find", "onerror")
    assert name in page.page.locator("#found li").first.inner_text()
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == name
    panel = page.page.locator("#panel").inner_text()
    for text in (
        "<img src=x onerror=alert(7)>",
        "<script>alert(9)</script>",
        "<img src=x onerror=alert(4)> {{7*7}} </script>",
        "</title><script>alert(5)</script>",
    ):
        assert text in panel
    assert "</option><script>alert(8)</script> (1)" in page.page.locator("#field").inner_text()
    assert page.page.locator("img, svg[onload], #panel a[href^='javascript']").count() == 0
    assert [link.get_attribute("href") or "" for link in page.page.locator("#panel a:not(.own a)").all()] == [
        "https://example.org/sichuan-chongqing"
    ]
    for link in page.page.locator("#panel .own a").all():
        assert (link.get_attribute("href") or "").startswith(BASE)


def test_a_click_on_a_node_opens_its_agreements(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    page.click_node(LUZHOU)
    assert page.page.evaluate("document.activeElement.id") == "canvas"
    panel = page.page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Luzhou"
    assert "3 named partners, 3 agreements" in panel.inner_text()
    assert panel.locator(".agreement").count() == 3
    first = panel.locator(".agreement").first.inner_text()
    for words in (
        "2020 action plan for integrated development",
        "action plan, 7 or 8 April 2020",
        "year inferred",
        "Infrastructure",
        "characters 3,101–3,290",
        "states the signing, the parties, the date, the title",
    ):
        assert words in first
    assert panel.locator(".agreement a").first.get_attribute("href") == "https://example.org/sichuan-chongqing"
    page.page.keyboard.press("Escape")
    assert panel.is_hidden()


def test_a_click_on_a_line_opens_what_both_signed(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    page.click_between(SUINING, TONGNAN)
    panel = page.page.locator("#panel")
    assert panel.locator("h2").inner_text() in (
        "Suining and Tongnan District",
        "Tongnan District and Suining",
    )
    assert panel.locator(".agreement").count() == 1


def test_an_unnamed_group_is_listed_but_never_counted(visit: Visiting) -> None:
    page = visit(page_networks.corpus(), hash="#select=place/guang-an")
    panel = page.page.locator("#panel").inner_text()
    assert "0 named partners, 1 agreement" in panel
    assert "seven districts and counties of Chongqing" in panel
    assert "not counted" in panel
    row = next(row for row in rows(page, "bodies") if row[0] == "Guang'an")
    assert row[3] == "0"


def test_search_finds_and_selects(visit: Visiting) -> None:
    page = visit(page_networks.uncertain())
    page.page.fill("#find", "epsilon")
    assert page.page.locator("#found li").count() == 1
    assert page.page.locator("#find").get_attribute("aria-expanded") == "true"
    page.page.keyboard.press("ArrowDown")
    assert page.page.locator("#find").get_attribute("aria-activedescendant") == "found-0"
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == "Épsilon University"
    assert page.page.locator("#found").is_hidden()
    assert "select=body" in page.page.url
    page.page.fill("#find", "no such body")
    assert page.page.locator("#found").is_hidden()
    assert page.page.locator("#spoken").inner_text() == "0 bodies found."


def test_the_field_filter_changes_drawing_and_tables(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    assert page.page.locator("#field option").nth(0).inner_text() == "All fields (20)"
    page.page.select_option("#field", label="Environment (3)")
    assert page.drawn()["edges"] == [
        ["Chongqing Ecology and Environment Bureau", "Department of Ecology and Environment of Sichuan Province"]
    ]
    assert len(rows(page, "bodies")) == 2
    assert len(rows(page, "ties")) == 1
    assert len(rows(page, "agreements")) == 3
    assert page.page.locator("#status").inner_text().startswith("Filtered: 2 of 29 bodies")
    page.page.click("#reset")
    page.wait_for_nodes(30)
    assert page.page.locator("#reset").is_hidden()


def test_the_date_filter_takes_in_what_may_have_been_signed_then(visit: Visiting) -> None:
    page = visit(page_networks.uncertain())
    page.page.fill("#from", "2020-04-08")
    page.page.fill("#to", "2020-04-10")
    page.page.locator("#to").blur()
    certain = ["7 or 8 April 2020", "from 1 to 15 April 2020"]
    assert [row[1] for row in rows(page, "agreements")] == certain
    assert page.page.locator("#undated-note").inner_text() == "2 agreements without a full date left out."
    page.page.check("#undated")
    assert [row[1] for row in rows(page, "agreements")] == [*certain, "no date given", "18 May, year unknown"]
    page.page.uncheck("#undated")
    assert sorted(page.drawn()["nodes"]) == ["Alpha Office", "Delta Port", "Gamma Court"]
    page.page.fill("#from", "2031-01-01")
    page.page.fill("#to", "")
    page.page.locator("#to").blur()
    assert page.drawn()["nodes"] == []
    assert page.page.locator("#nothing").is_visible()


def test_tables_sort_by_any_column(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    heading = page.page.locator("#sheet-bodies thead th").nth(0)
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    names = [row[0] for row in rows(page, "bodies")]
    assert names == sorted(names, key=str.casefold)
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    assert [row[0] for row in rows(page, "bodies")] == names[::-1]
    page.page.locator("#sheet-bodies thead th").nth(3).locator("button").click()
    assert heading.get_attribute("aria-sort") is None
    assert rows(page, "bodies")[0][0] == "Luzhou"
    page.page.click("#tab-agreements")
    assert page.page.locator("#sheet-bodies").is_hidden()
    page.page.locator("#sheet-agreements thead button", has_text="Date").click()
    assert rows(page, "agreements")[0][1] == "10 March 2020 (year inferred)"


def test_a_row_opens_the_panel_and_the_focus_returns(visit: Visiting) -> None:
    page = visit(page_networks.corpus(), hash="#table=agreements")
    button = page.page.locator("#sheet-agreements tbody button").first
    name = button.inner_text()
    button.focus()
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h4").inner_text() == name
    assert page.page.evaluate("document.activeElement.tagName") == "H2"
    assert "agreement=agreement" in page.page.url


def test_the_page_can_be_walked_by_keyboard(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    seen = []
    for _ in range(36):
        page.page.keyboard.press("Tab")
        seen.append(page.page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert seen[0] == "skip"
    stops = list(dict.fromkeys(seen))
    assert [stop for stop in stops if stop][:13] == (
        "skip language find field kind place play slide-from slide-to from to view-network colour".split()
    )
    assert [stop for stop in stops if stop][13:21] == (
        "size save-png save-svg save-csv canvas zoom-in zoom-out zoom-fit".split()
    )
    page.page.locator("#canvas").focus()
    page.page.keyboard.press("ArrowRight")
    assert page.page.locator("#spoken").inner_text() == "Luzhou. prefecture city. 3 partners, 3 agreements."
    page.page.keyboard.press("ArrowDown")
    assert "1 partner, 1 agreement" in page.page.locator("#spoken").inner_text()
    assert page.page.locator("#panel").is_hidden()
    before = page.page.evaluate("accordPage.scale()")
    page.page.keyboard.press("+")
    assert page.page.evaluate("accordPage.scale()") > before
    page.page.keyboard.press("0")
    assert page.page.evaluate("accordPage.scale()") == pytest.approx(before)
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() in ("Jiangjin", "Rongchang", "Yongchuan")
    assert page.page.evaluate("document.activeElement.tagName") == "H2"
    page.page.keyboard.press("Escape")
    assert page.page.locator("#panel").is_hidden()
    assert page.page.evaluate("document.activeElement.id") == "canvas"
    page.page.locator("#tab-bodies").focus()
    page.page.keyboard.press("ArrowRight")
    assert page.page.locator("#tab-ties").get_attribute("aria-selected") == "true"
    assert page.page.evaluate("document.activeElement.id") == "tab-ties"


def test_the_focus_can_be_seen(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    for _ in range(20):
        page.page.keyboard.press("Tab")
        width = page.page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        style = page.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert width >= 2
        assert style == "solid"


def test_an_address_leads_to_the_same_view(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    page.page.select_option("#field", label="Integrated development (5)")
    page.click_node(LUZHOU)
    page.page.click("#tab-ties")
    address = page.page.url.split("#")[1]
    again = visit(page_networks.corpus(), hash=f"#{address}")
    assert again.page.locator("#panel h2").inner_text() == "Luzhou"
    assert again.drawn() == page.drawn()
    assert rows(again, "ties") == rows(page, "ties")
    assert again.page.locator("#sheet-ties").is_visible()
    again.page.evaluate("location.hash = 'select=place/suining&with=place/tongnan-district'")
    again.page.locator("#panel h2", has_text="Suining and Tongnan District").wait_for()
    assert len(again.drawn()["nodes"]) == 30


def test_an_address_with_nonsense_is_taken_as_none(visit: Visiting) -> None:
    page = visit(page_networks.corpus(), hash="#field=<img>&from=yesterday&select=nobody&with=%00&table=constructor")
    assert len(page.drawn()["nodes"]) == 30
    assert page.page.locator("#panel").is_hidden()
    assert page.page.locator("#sheet-bodies").is_visible()


def test_the_table_can_be_taken_away_as_csv(visit: Visiting, tmp_path: Path) -> None:
    page = visit(page_networks.hostile())
    with page.page.expect_download() as waiting:
        page.page.click("#csv")
    saved = tmp_path / "saved.csv"
    waiting.value.save_as(saved)
    text = saved.read_bytes().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[0] == ["Name", "Kind", "Place", "Partners", "Agreements", "First", "Last"]
    names = {line[0] for line in lines[1:]}
    assert "'=HYPERLINK(1)" in names
    assert "<img src=x onerror=alert(1)>" in names
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("hash", ["", "#select=place/luzhou&field=transport&table=agreements", "#select=place/luzhou"])
def test_no_serious_fault_of_accessibility(visit: Visiting, axe: Any, scheme: str, hash: str) -> None:  # noqa: A002 - the word for it
    page = visit(page_networks.corpus(), hash=hash, color_scheme=scheme)
    found = axe.run(page.page).response
    faults = [
        (fault["id"], fault["impact"], [node["html"][:120] for node in fault["nodes"]]) for fault in found["violations"]
    ]
    assert [fault for fault in faults if fault[1] in ("serious", "critical")] == []
    assert len(found["passes"]) > 20


def test_a_phone_shows_it_without_scrolling_sideways(visit: Visiting) -> None:
    page = visit(page_networks.corpus(), viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360
    point = page.page.evaluate("iri => accordPage.pointOf(iri)", LUZHOU)
    page.page.evaluate("y => scrollTo(0, y - 200)", point["y"])
    point = page.page.evaluate("iri => accordPage.pointOf(iri)", LUZHOU)
    page.page.touchscreen.tap(point["x"], point["y"])
    panel = page.page.locator("#panel")
    panel.wait_for(state="visible")
    assert panel.locator("h2").inner_text() == "Luzhou"
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_javascript_the_tables_stay(visit: Visiting) -> None:
    page = visit(page_networks.corpus(), java_script_enabled=False)
    assert "which is off" in page.page.locator("body").inner_text()
    assert page.page.locator("#explorer").is_hidden()
    for table in ("bodies", "ties", "agreements"):
        assert page.page.locator(f"#sheet-{table}").is_visible()
    assert page.page.locator("#sheet-bodies tbody tr").count() == 30


def test_a_large_network_opens_with_its_best_connected_bodies(visit: Visiting) -> None:
    network = page_networks.large()
    page = visit(network)
    assert len(page.drawn()["nodes"]) == 400
    assert "Drawn: the 400 most connected" in page.page.locator("#status").inner_text()
    assert page.page.locator("#tab-bodies").inner_text() == "Bodies (2,000)"
    assert len(rows(page, "bodies")) == 100
    page.page.get_by_role("button", name="Show 100 more of 1,900").click()
    assert len(rows(page, "bodies")) == 200
    page.page.fill("#find", "Office 1999")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == "Office 1999 of Region 7"
    assert "Office 1999 of Region 7" in page.drawn()["nodes"]


def test_dark_and_light_draw_with_other_colours(visit: Visiting) -> None:
    page = visit(page_networks.corpus(), color_scheme="light")
    light = page.page.locator("#stage").screenshot()
    page.page.emulate_media(color_scheme="dark")
    page.page.wait_for_timeout(200)
    assert page.page.locator("#stage").screenshot() != light


def test_all_tables_are_printed(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    page.page.emulate_media(media="print")
    for table in ("bodies", "ties", "agreements"):
        assert page.page.locator(f"#sheet-{table}").is_visible()
    assert page.page.locator("#filters").is_hidden()


def test_an_empty_network_opens(visit: Visiting) -> None:
    page = visit(page_networks.network_of([]))
    assert page.page.locator("#nothing").is_visible()
    assert page.drawn() == {"nodes": [], "edges": []}
