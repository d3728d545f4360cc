"""The review page in a real browser: no request, no fault, and decisions that come out right."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
import review_drafts
import yaml
from review_drafts import HOSTILE, TEXT

from kg.records import anchored, read_file
from kg.review import decide, open_drafts, read_decisions, render_page, write_page

if TYPE_CHECKING:
    from pathlib import Path

    from page_visit import Visit


@pytest.fixture
def opened(watched, tmp_path):
    """Open the page of a draft, watched for requests, dialogs and the console."""

    def open_page(*sources: str, **settings) -> Visit:
        page = write_page(open_drafts(review_drafts.written(tmp_path, *sources)), tmp_path / "review.html")
        return watched(page, **settings)

    return open_page


def test_the_text_stands_whole_and_as_text(opened):
    page = opened().page
    shown = page.evaluate(
        "() => { const text = document.querySelector('.text').cloneNode(true);"
        " text.querySelectorAll('.chip').forEach(chip => chip.remove()); return text.textContent; }"
    )
    assert shown == TEXT
    assert page.locator("img").count() == 0
    assert page.locator("h2").inner_text() == f"News {HOSTILE}"
    assert HOSTILE in page.locator(".card").nth(1).inner_text()


def test_marks_say_what_the_words_state(opened):
    page = opened().page
    marked = page.eval_on_selector_all("mark[data-cards]", "all => all.map(one => [one.className, one.textContent])")
    assert ["signing party", "Port of Basel"] in marked
    assert ["signing date", "4 May 2021"] in marked
    assert ["signing title", f"Rail {HOSTILE} Pact"] in marked
    assert ["commitment", "share staff"] in marked
    assert ["claim", "At least 12 agreements"] in marked
    styles = "all => all.map(one => getComputedStyle(one).textDecorationStyle)"
    decorations = page.eval_on_selector_all(".legend mark", styles)
    assert len(set(decorations[1:])) == 5


def test_a_click_on_a_card_lights_its_words_and_the_other_way_round(opened):
    page = opened().page
    page.locator(".card .show").nth(1).click()
    lit = "".join(page.locator("mark.lit").all_text_contents())
    assert "signed a memorandum" in lit
    assert "Port of Basel" not in lit
    page.locator("mark", has_text="Port of Basel").click()
    assert page.locator(".card.chosen h3").inner_text().endswith("Port of Basel and City of Kisumu")
    assert "Port of Basel" in "".join(page.locator("mark.lit").all_text_contents())
    page.locator(".text mark.claim").click()
    assert "at least 12 agreements" in page.locator(".card.chosen").inner_text()


def download(page, tmp_path) -> Path:
    with page.expect_download() as waiting:
        page.click("#download")
    assert waiting.value.suggested_filename == "decisions.yaml"
    waiting.value.save_as(tmp_path / "decisions.yaml")
    return tmp_path / "decisions.yaml"


def test_decisions_are_downloaded_and_read_back(opened, tmp_path):
    page = opened().page
    assert page.locator("#download").is_disabled()
    page.locator(".card").nth(0).get_by_role("button", name="Accept").click()
    page.locator(".card").nth(1).get_by_role("button", name="Drop").click()
    assert page.locator("#progress").inner_text() == "2 of 3 decided"
    page.locator(".card.count").get_by_role("button", name="Drop").click()
    assert page.locator("#progress").inner_text() == "3 of 3 decided"
    assert page.locator("#next").is_disabled()
    assert page.locator("#then").is_hidden()
    file = download(page, tmp_path)
    assert page.locator("#then").is_visible()
    assert yaml.safe_load(file.read_text()) == {
        "basel-kisumu": "accepted", "kisumu-ltd": "dropped", "claim-1": "dropped",
    }  # fmt: skip
    records = read_file(tmp_path / "draft.yaml")
    (decided,) = decide(records, read_decisions(file, records))
    assert [one.status for one in decided.signings] == ["accepted", "dropped"]
    assert decided.claims[0].status == "dropped"


def test_a_signing_is_corrected_in_a_form(opened, tmp_path):
    page = opened().page
    card = page.locator(".card").nth(0)
    card.get_by_role("button", name="Correct").click()
    card.get_by_label("Date").fill("5 May")
    card.get_by_role("button", name="Save correction").click()
    assert card.locator("form").is_visible(), "that is no date, so the form stays"
    card.get_by_label("Date").fill("2021-05-05")
    card.get_by_label("Name").nth(0).fill(f"Harbour {HOSTILE}")
    card.get_by_role("button", name="Remove this party").nth(1).click()
    card.get_by_role("button", name="Add field").click()
    card.locator("select").last.select_option("health")
    card.get_by_role("button", name="Save correction").click()
    assert card.locator(".state").inner_text() == "corrected"
    assert f"Harbour {HOSTILE}" in card.locator(".corrected").inner_text()
    assert card.locator(".facts").is_hidden()
    page.reload()
    assert "2021-05-05" in card.locator(".corrected").inner_text(), "the browser keeps it"
    file = download(page, tmp_path)
    records = read_file(tmp_path / "draft.yaml")
    (decided,) = decide(records, read_decisions(file, records), lambda _: TEXT)
    after = decided.signings[0]
    (harbour,) = after.parties
    assert (after.status, after.signed, harbour.name) == ("corrected", "2021-05-05", f"Harbour {HOSTILE}")
    assert TEXT[harbour.evidence[0].start : harbour.evidence[0].end] == "Port of Basel"
    assert after.fields == ("transport", "health")
    before = anchored(records[0], TEXT, "draft.yaml")
    assert after.instruments == before.signings[0].instruments
    assert after.commitments == before.signings[0].commitments
    assert decided.signings[1:] == before.signings[1:]
    card.get_by_role("button", name="Accept").click()
    assert card.locator(".facts").is_visible(), "accepted is as read"


def test_words_that_are_selected_become_a_party_with_evidence(opened, tmp_path):
    page = opened().page
    card = page.locator(".card").nth(1)
    card.get_by_role("button", name="Correct").click()
    page.evaluate(
        """() => {
          const find = (words) => {
            const walker = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode())
              if (node.data.includes(words)) return [node, node.data.indexOf(words)];
          };
          const [first, from] = find('12 agreements'), [last, to] = find('no more.');
          getSelection().setBaseAndExtent(first, from, last, to + 7);
        }"""
    )
    words = TEXT[TEXT.index("12 agreements") : TEXT.index("no more.") + 7]
    button = card.get_by_role("button", name="Add party “12 agreements")
    button.click()
    card.get_by_role("button", name="Save correction").click()
    records = read_file(tmp_path / "draft.yaml")
    (decided,) = decide(records, read_decisions(download(page, tmp_path), records), lambda _: TEXT)
    added = decided.signings[1].parties[-1]
    assert added.name == words
    assert TEXT[added.evidence[0].start : added.evidence[0].end] == words
    assert added.evidence[0].aspects == ("party",)


def test_nothing_corrected_is_accepted_and_cancel_decides_nothing(opened):
    page = opened().page
    card, other = page.locator(".card").nth(0), page.locator(".card").nth(1)
    card.locator(".show").focus()
    page.keyboard.press("c")
    page.keyboard.type("a")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Correct…"
    assert card.locator(".state").inner_text() == "undecided", "keys in a form are letters"
    other.get_by_role("button", name="Correct").click()
    other.get_by_role("button", name="Save correction").click()
    assert other.locator(".state").inner_text() == "accepted"


def test_several_sources_with_the_same_ids_are_told_apart(opened, tmp_path):
    page = opened("one", "two").page
    page.locator("section").nth(1).get_by_role("button", name="Drop").first.click()
    file = download(page, tmp_path)
    assert yaml.safe_load(file.read_text()) == {"two/basel-kisumu": "dropped"}
    records = read_file(tmp_path / "draft.yaml")
    (decision,) = read_decisions(file, records).items()
    assert (decision[0], decision[1].status) == (("two", "basel-kisumu"), "dropped")


def test_it_can_be_done_by_keyboard_and_undone(opened):
    page = opened().page
    page.locator(".chip").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "show"
    page.keyboard.press("a")
    page.keyboard.press("j")
    page.keyboard.press("d")
    states = page.locator(".card .state")
    assert states.all_inner_texts() == ["accepted", "dropped", "undecided"]
    page.keyboard.press("u")
    assert states.all_inner_texts() == ["accepted", "undecided", "undecided"]
    assert page.locator(".card [aria-pressed=true]").all_inner_texts() == ["Accept"]
    page.reload()
    assert states.all_inner_texts() == ["accepted", "undecided", "undecided"]
    page.click("#next")
    assert page.locator(".card.chosen code").inner_text() == "kisumu-ltd"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_accessibility(opened, axe, scheme):
    page = opened(color_scheme=scheme).page
    page.locator(".card .show").first.click()
    page.locator(".card").nth(0).get_by_role("button", name="Accept").click()
    page.locator(".card").nth(1).get_by_role("button", name="Drop").click()
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    page.locator(".card").nth(0).get_by_role("button", name="Correct").click()
    page.locator(".card").nth(0).get_by_role("button", name="Add promise").click()
    found = axe.run(page).response
    faults = [(one["id"], one["impact"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]]
    assert [fault for fault in faults if fault[1] in ("serious", "critical")] == []
    assert len(found["passes"]) > 15


def test_a_phone_shows_it_without_scrolling_sideways(opened):
    page = opened(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click("#next")
    page.locator(".card").nth(0).get_by_role("button", name="Correct").tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_javascript_text_and_cards_stay(opened):
    page = opened(java_script_enabled=False).page
    assert page.locator("noscript .notice").is_visible()
    assert page.locator(".card").count() == 3


def test_the_page_is_the_same_each_time_and_names_no_host(tmp_path):
    drafts = open_drafts(review_drafts.written(tmp_path))
    html = render_page(drafts)
    assert html == render_page(drafts)
    assert HOSTILE not in html

    class Links(HTMLParser):
        found: list[str]

        def handle_starttag(self, tag, attrs):
            outward = ("src", "href", "action", "style")
            self.found += [value for name, value in attrs if name in outward or name.startswith("on")]

    links = Links()
    links.found = []
    links.feed(html)
    assert [link[:5] for link in links.found] == ["data:"]
