"""What an analyst does with the page: time, filters, legend, paths, links, files, other tabs, stories, Chinese."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import page_networks
import pytest
from page_networks import BASE
from page_visit import Visit
from PIL import Image

import kg
import kg.site
from kg.errors import InputError
from kg.page.story import read_story, story_steps

if TYPE_CHECKING:
    from pathlib import Path

Visiting = Callable[..., Visit]
LUZHOU = BASE + "place/luzhou"


def pairs(visit: Visit) -> set[frozenset[str]]:
    """The partnerships on the canvas, by name."""
    return {frozenset(pair) for pair in visit.drawn()["edges"]}


def texts(visit: Visit, selector: str) -> list[str]:
    """The words of all elements."""
    return [" ".join(text.split()) for text in visit.page.locator(selector).all_inner_texts()]


def choose(visit: Visit, control: str, name: str) -> None:
    """Choose the option of that name, whatever is counted behind it."""
    options = visit.page.locator(f"#{control} option").all_inner_texts()
    (label,) = [option for option in options if option.startswith(f"{name} (")]
    visit.page.select_option(f"#{control}", label=label)


def slide(visit: Visit, handle: str, to: int) -> None:
    """Move a handle of the slider as a hand does: many small moves, then it is let go."""
    visit.page.eval_on_selector(
        f"#slide-{handle}",
        "(input, to) => { input.value = to; for (const kind of ['input', 'change']) input.dispatchEvent(new Event(kind, { bubbles: true })); }",
        to,
    )


@pytest.fixture(scope="module")
def store() -> Any:
    return kg.open_store()


@pytest.mark.parametrize(("first", "last"), [(0, 22), (22, 28), (24, 29), (28, 29), (30, 36), (4, 10)])
def test_the_slider_shows_what_the_query_answers(visit: Visiting, store: Any, first: int, last: int) -> None:
    page = visit(kg.network.parties(store))
    slide(page, "to", last)
    slide(page, "from", first)
    start = page.page.locator("#from").input_value() or None
    end = page.page.locator("#to").input_value() or None
    asked = kg.ask(store, "partners", **{key: day for key, day in (("from", start), ("to", end)) if day})
    plain = {
        frozenset(name.removesuffix(" (not named)") for name in (row.party, row.partner)): row.agreements
        for row in asked
    }
    assert pairs(page) == set(plain)
    network = kg.network.parties(store, start=start, end=end)
    names = {iri: data["label"] for iri, data in network.nodes(data=True)}
    assert pairs(page) == {frozenset((names[one], names[two])) for one, two in network.edges}
    page.page.click("#tab-ties")
    rows = page.page.eval_on_selector_all(
        "#sheet-ties tbody tr", "rows => rows.map(row => [...row.cells].slice(0, 3).map(cell => cell.textContent))"
    )
    assert {frozenset(row[:2]): int(row[2]) for row in rows} == plain


def test_play_moves_through_time_and_ends_at_all(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    page.page.click("#play")
    assert page.page.locator("#play").get_attribute("aria-pressed") == "true"
    assert len(page.drawn()["nodes"]) < 30
    page.page.locator("#play[aria-pressed=false]").wait_for(timeout=60_000)
    assert len(page.drawn()["nodes"]) == 30


def test_the_slider_goes_by_keyboard_and_says_its_dates(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    page.page.focus("#slide-from")
    page.page.keyboard.press("ArrowRight")
    assert page.page.locator("#slide-from").get_attribute("aria-valuetext") == "11 March 2020"
    assert "from=2020-03-11" in page.page.url
    assert page.page.locator("#status").inner_text().startswith("Filtered: ")


def test_without_dates_there_are_words_in_place_of_the_slider(visit: Visiting) -> None:
    party = page_networks.Party
    page = visit(page_networks.network_of([page_networks.Signing("one", [party("A"), party("B")])]))
    assert page.page.locator("#slider").is_hidden()
    assert "no time slider" in page.page.locator("#time").inner_text()
    assert "1 agreement without a full date" in page.page.locator("#time").inner_text()
    assert page.page.locator("#view-timeline").is_hidden()
    assert len(page.drawn()["edges"]) == 1


def test_kind_place_and_level_filter_with_partners(visit: Visiting, store: Any) -> None:
    page = visit(kg.network.parties(store))
    choose(page, "place", "Chongqing")
    asked = kg.ask(store, "partners", place="Chongqing")
    assert pairs(page) == {
        frozenset(name.removesuffix(" (not named)") for name in (row.party, row.partner)) for row in asked
    }
    choose(page, "kind", "court")
    assert pairs(page) == {frozenset(("Chongqing Liangjiang New Area Court", "Tianfu New Area Court of Chengdu"))}
    page.page.click("#reset")
    page.wait_for_nodes(30)
    page.page.click("#more summary")
    choose(page, "level", "prefecture-level city")
    assert all({"Luzhou", "Suining", "Mianyang", "Guang'an"} & pair for pair in pairs(page))


def test_certainty_and_weak_ties(visit: Visiting) -> None:
    page = visit(page_networks.uncertain(), hash="#certainty=day")
    assert texts(page, "#sheet-agreements tbody td:nth-child(2)") != []
    assert all(
        day[0].isdigit() for day in page.page.locator("#sheet-agreements tbody td:nth-child(2)").all_inner_texts()
    )
    corpus = visit(page_networks.corpus(), hash="#min=2")
    assert 0 < len(corpus.drawn()["edges"]) < 16
    corpus.page.click("#tab-ties")
    assert all(int(number) >= 2 for number in texts(corpus, "#sheet-ties td:nth-child(3)"))


def test_the_legend_counts_and_hides(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    assert "Courts 2" in texts(page, "#legend-list li")
    page.page.get_by_role("button", name="Courts").click()
    assert len(page.drawn()["nodes"]) == 28
    assert page.page.locator("#legend-list button[data-key=court]").get_attribute("aria-pressed") == "false"
    assert page.page.evaluate("document.activeElement.dataset.key") == "court"
    page.page.select_option("#colour", "place")
    assert len(page.drawn()["nodes"]) == 30
    assert any(text.startswith("Chongqing ") for text in texts(page, "#legend-list li"))
    page.page.select_option("#colour", "community")
    assert "colour=community" in page.page.url


def test_focus_on_one_party_and_back(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    page.click_node(LUZHOU)
    page.page.click("#focus-here")
    assert sorted(page.drawn()["nodes"]) == ["Jiangjin", "Luzhou", "Rongchang", "Yongchuan"]
    assert page.page.locator("#notes").inner_text() == "Only Luzhou and its partners are shown."
    page.page.click("#focus-here")
    assert len(page.drawn()["nodes"]) == 30


def test_the_shortest_path_between_two(visit: Visiting) -> None:
    page = visit(page_networks.corpus(), hash="#select=place/jiangjin")
    page.page.click("#path-here")
    assert "Shortest path from Jiangjin" in page.page.locator("#notes").inner_text()
    page.page.keyboard.type("Yongch")
    page.page.keyboard.press("Enter")
    panel = page.page.locator("#panel").inner_text()
    assert "From Jiangjin to Yongchuan" in panel
    assert "The shortest path has 2 steps." in panel
    again = visit(page_networks.corpus(), hash="#" + page.page.url.split("#")[1])
    assert again.page.locator("#panel").inner_text() == panel
    apart = visit(page_networks.corpus(), hash="#select=place/luzhou&to-party=place/suining")
    assert "No path joins them" in apart.page.locator("#panel").inner_text()


def test_back_and_forward_go_through_the_views(visit: Visiting) -> None:
    page = visit(page_networks.corpus())
    page.page.select_option("#field", label="Environment (3)")
    page.page.select_option("#size", "agreements")
    page.page.click("#view-timeline")
    page.page.go_back()
    page.page.locator("#view-network[aria-selected=true]").wait_for()
    page.page.go_back()
    page.page.wait_for_timeout(50)
    assert page.page.locator("#size").input_value() == "partners"
    assert page.page.locator("#field").input_value() == "is:environment"
    page.page.go_back()
    page.wait_for_nodes(30)
    page.page.go_forward()
    page.wait_for_nodes(2)
    assert page.page.locator("#field").input_value() == "is:environment"


def test_a_link_to_what_is_gone_says_so(visit: Visiting) -> None:
    page = visit(page_networks.corpus(), hash="#select=body/gone&field=no-such-field&focus=" + "x" * 500)
    notes = page.page.locator("#notes").inner_text()
    assert "The link names something that is not in this network: no-such-field, " in notes
    assert "body/gone" in notes
    assert len(notes) < 400
    assert len(page.drawn()["nodes"]) == 30


def test_the_view_is_saved_as_png_svg_and_csv(visit: Visiting, tmp_path: Path) -> None:
    page = visit(page_networks.corpus(), hash="#field=environment")
    saved = {}
    for form in ("png", "svg", "csv"):
        with page.page.expect_download() as waiting:
            page.page.click(f"#save-{form}")
        waiting.value.save_as(tmp_path / f"view.{form}")
        saved[form] = (tmp_path / f"view.{form}").read_bytes()
    assert saved["png"].startswith(b"\x89PNG")
    assert len(saved["png"]) > 5000
    root = ET.fromstring(saved["svg"])
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}line")) == 1
    assert len(root.findall(f"{space}path")) == 2
    assert "Chongqing Ecology" in saved["svg"].decode()
    lines = list(csv.reader(io.StringIO(saved["csv"].decode("utf-8-sig"))))
    assert lines[0][:3] == ["Between", "and", "Agreements"]
    assert len(lines) == 2


def test_hostile_names_stay_text_in_a_saved_svg_and_on_the_other_tabs(visit: Visiting, tmp_path: Path) -> None:
    page = visit(page_networks.hostile())
    with page.page.expect_download() as waiting:
        page.page.click("#save-svg")
    waiting.value.save_as(tmp_path / "view.svg")
    tags = {element.tag.rpartition("}")[2] for element in ET.parse(tmp_path / "view.svg").iter()}
    assert tags <= {"svg", "title", "rect", "line", "path", "text"}
    for tab in ("map", "timeline"):
        if page.page.locator(f"#view-{tab}").is_visible():
            page.page.click(f"#view-{tab}")
            assert page.page.locator(f"#{tab} svg script, #{tab} img").count() == 0


@pytest.mark.parametrize(
    ("tab", "mark", "heading"), [("map", "circle", "Between"), ("timeline", "circle", "Agreement")]
)
def test_map_and_timeline_are_saved_as_they_are_seen(
    visit: Visiting, store: Any, tmp_path: Path, tab: str, mark: str, heading: str
) -> None:
    page = visit(kg.network.parties(store), hash=f"#view={tab}")
    saved = {}
    for form in ("png", "svg", "csv"):
        with page.page.expect_download() as waiting:
            page.page.click(f"#save-{form}")
        assert waiting.value.suggested_filename == f"{tab}.{form}"
        waiting.value.save_as(tmp_path / f"view.{form}")
        saved[form] = (tmp_path / f"view.{form}").read_bytes()
    root = ET.fromstring(saved["svg"])
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f".//{space}{mark}")) == page.page.locator(f"#{tab} {mark}").count() > 0
    assert all(each.get("fill", "").startswith("rgb") for each in root.findall(f".//{space}{mark}"))
    assert not [each for each in root.iter() if {"class", "role", "tabindex", "style"} & each.attrib.keys()]
    assert "Shown: 29 bodies" in saved["svg"].decode()
    picture = Image.open(io.BytesIO(saved["png"])).convert("RGB")
    assert picture.width == 2000
    assert len(picture.getcolors(1 << 24) or ()) > 20
    assert next(csv.reader(io.StringIO(saved["csv"].decode("utf-8-sig"))))[0] == heading


def test_the_map_has_a_bubble_for_each_place(visit: Visiting, store: Any) -> None:
    page = visit(kg.network.parties(store), hash="#view=map")
    assert page.page.locator("#map").is_visible()
    labels = [bubble.get_attribute("aria-label") or "" for bubble in page.page.locator("#map circle").all()]
    assert any(label.startswith("Luzhou: 1 body, 3 agreements") for label in labels)
    page.page.locator("#map circle[aria-label^=Luzhou]").focus()
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == "Luzhou"
    page.page.click("#view-network")
    page.wait_for_nodes(30)
    assert page.page.locator("#map").is_hidden()


def test_the_timeline_has_a_mark_for_each_dated_agreement(visit: Visiting) -> None:
    page = visit(page_networks.corpus(), hash="#view=timeline&field=environment")
    assert page.page.locator("#timeline [role=button]").count() == 3
    page.page.locator("#timeline [role=button][tabindex='0']").focus()
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == "One agreement"
    none = visit(page_networks.uncertain(), hash="#view=timeline")
    assert "without a full date not drawn" in none.page.locator("#timeline-note").inner_text()


def test_the_page_speaks_chinese(visit: Visiting, store: Any) -> None:
    page = visit(kg.network.parties(store), hash="#lang=zh")
    assert page.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.page.locator("h1").inner_text() == "谁与谁签署了协议"
    page.page.fill("#find", "泸州")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == "泸州市"
    said = page.page.locator("#explorer").inner_text()
    for word in ("Signed from", "All fields", "More filters", "Shown:", "partners"):
        assert word not in said
    page.page.click("#language")
    page.page.locator("html[lang=en]").wait_for()
    assert page.page.locator("#panel h2").inner_text() == "Luzhou"


def test_chinese_names_are_found_in_the_english_page(visit: Visiting, store: Any) -> None:
    page = visit(kg.network.parties(store))
    page.page.fill("#find", "荣昌")
    assert page.page.locator("#found li").count() == 1
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == "Rongchang"


STORY = """
- title: Luzhou first
  text: Three districts in two days.
  view: select=place/luzhou
- {title: The courts, text: A pair of courts., view: "network.html#field=judiciary"}
"""


def test_a_story_goes_from_view_to_view(visit: Visiting, tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(STORY, encoding="utf-8")
    page = visit(page_networks.corpus(), story=read_story(tmp_path / "story.yaml"))
    assert page.page.locator("#story").is_visible()
    assert page.page.locator("#story-count").inner_text() == "A story in 2 steps"
    page.page.click("#story-next")
    assert page.page.locator("#story-title").inner_text() == "Luzhou first"
    assert page.page.locator("#panel h2").inner_text() == "Luzhou"
    page.page.click("#story-next")
    assert len(page.drawn()["nodes"]) == 2
    assert page.page.locator("#story-next").is_disabled()
    assert "step=2" in page.page.url
    page.page.go_back()
    page.page.locator("#story-title", has_text="Luzhou first").wait_for()
    page.page.click("#story-end")
    page.wait_for_nodes(30)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: b", "a story is a list of steps"),
        ("[]", "a story is a list of steps"),
        ("- text: x", "step 1 has no title"),
        ("- {title: a}\n- {title: b, caption: c}", "step 2: caption is none of title, text, view"),
        ("- {title: [a]}", "step 1: title is no text"),
        ("- just words", "step 1 is no mapping"),
        ("- {title: a", "no YAML"),
    ],
)
def test_a_bad_story_is_refused_in_words(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "story.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=fault) as caught:
        read_story(path)
    assert "story.yaml" in str(caught.value)
    with pytest.raises(InputError, match="cannot be read"):
        read_story(tmp_path / "none.yaml")
    assert story_steps([{"title": "a"}]) == [{"title": "a", "text": "", "view": ""}]


def test_one_node_alone(visit: Visiting) -> None:
    page = visit(
        page_networks.network_of(
            [page_networks.Signing("one", [page_networks.Party("Alone")], "2020-01-01", "2020-01-01", "2020-01-01")]
        )
    )
    assert page.drawn()["nodes"] == ["Alone"]
    assert page.page.locator("#play").is_disabled()


def test_long_names_and_names_from_right_to_left(visit: Visiting) -> None:
    party = page_networks.Party
    names = ["Department " * 50, "وزارة الخارجية", "四川省生态环境厅", "x" * 500]
    page = visit(
        page_networks.network_of(
            [page_networks.Signing("one", [party(name) for name in names], "2020-01-01", "2020-01-01", "2020-01-01")]
        ),
        viewport={"width": 390, "height": 844},
    )
    assert len(page.drawn()["nodes"]) == 4
    for name in names:
        page.page.fill("#find", name[:40])
        page.page.keyboard.press("Enter")
        assert page.page.locator("#panel h2").inner_text().startswith(name[:40].strip())
        assert page.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_hub_with_thousands_of_partners_stays_usable(visit: Visiting) -> None:
    party = page_networks.Party
    hub = party("Hub")
    signings = [
        page_networks.Signing(f"s{number}", [hub, party(f"Leaf {number}")], "2020-01-01", "2020-01-01", "2020-01-01")
        for number in range(5000)
    ]
    page = visit(page_networks.network_of(signings), hash="#select=body/example/hub")
    assert "5,000 named partners" in page.page.locator("#panel").inner_text()
    assert page.page.locator("#panel .partners li").count() == 25
    assert len(page.drawn()["nodes"]) <= 800
    page.page.fill("#find", "Leaf 4999")
    page.page.keyboard.press("Enter")
    assert "Leaf 4999" in page.drawn()["nodes"]


def test_ten_thousand_bodies_open(visit: Visiting) -> None:
    page = visit(page_networks.large(10_000, 9_000))
    assert len(page.drawn()["nodes"]) == 400
    assert "Drawn: the 400 most connected" in page.page.locator("#status").inner_text()
    slide(page, "to", 5)
    assert page.page.locator("#status").inner_text().startswith("Filtered: ")
    page.page.click("#view-timeline")
    assert page.page.locator("#timeline [role=button]").count() == 600
    assert "Drawn: the newest 600 of" in page.page.locator("#timeline-note").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "hash", ["#view=map", "#view=timeline&from=2020-04-01", "#lang=zh&select=territory/luzhou&min=2"]
)
def test_no_serious_fault_on_the_other_tabs(visit: Visiting, axe: Any, store: Any, scheme: str, hash: str) -> None:  # noqa: A002 - the word for it
    page = visit(kg.network.parties(store), hash=hash, color_scheme=scheme, story=[{"title": "One", "text": "Two"}])
    page.page.click("#more summary")
    found = axe.run(page.page).response
    faults = [
        (fault["id"], [node["html"][:120] for node in fault["nodes"]])
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
    assert faults == []


@pytest.mark.parametrize("view", ["network", "map", "timeline"])
def test_a_phone_needs_no_scrolling_sideways(visit: Visiting, store: Any, view: str) -> None:
    page = visit(
        kg.network.parties(store),
        hash=f"#view={view}",
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        has_touch=True,
    )
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_panel_leads_to_the_pages_of_a_site_beside_it(visit: Visiting, tmp_path: Path) -> None:
    store = kg.open_store()
    kg.site.write(store, tmp_path / "site")
    page = visit(kg.network.parties(store), hash="#select=territory/luzhou", site="site")
    links = [link.get_attribute("href") or "" for link in page.page.locator("#panel .own a").all()]
    assert len(links) == 4
    assert all((tmp_path / link).is_file() for link in links), links
    plain = visit(kg.network.parties(store), hash="#select=territory/luzhou")
    assert (plain.page.locator("#panel .own a").first.get_attribute("href") or "").startswith(BASE)


@pytest.mark.parametrize("site", ["javascript:alert(1)", "data:text/html,x", "", "//host?x", "a b"])
def test_a_site_is_a_path_or_a_web_address(site: str) -> None:
    with pytest.raises(InputError, match="is no place of a site"):
        kg.page.render(page_networks.corpus(), site=site)


def test_an_empty_network_answers_a_deep_link_in_words(visit: Visiting) -> None:
    page = visit(page_networks.network_of([]), hash="#select=body/gone&view=timeline&from=2020-01-01&drawn=5000")
    assert (
        "The link names something that is not in this network: body/gone." in page.page.locator("#notes").inner_text()
    )
    assert page.page.locator("#nothing").is_visible()


def test_islands_stand_close_whatever_of_them_is_drawn(visit: Visiting) -> None:
    page = visit(page_networks.large(2_000, 2_600))
    spots = [
        page.page.evaluate("iri => accordPage.pointOf(iri)", page_networks.Party(n).iri) for n in page.drawn()["nodes"]
    ]
    box = page.page.locator("#canvas").bounding_box()
    assert box is not None
    assert max(spot["x"] for spot in spots) - min(spot["x"] for spot in spots) > box["width"] * 0.5
    assert all(box["x"] <= spot["x"] <= box["x"] + box["width"] for spot in spots)
    assert all(box["y"] <= spot["y"] <= box["y"] + box["height"] for spot in spots)
