"""The site in a browser: the SPARQL page answers as `kg ask` does, the search finds, axe-core finds no serious fault."""

from __future__ import annotations

import pytest
from support import SOURCE

import kg
from kg.query import question, question_names

AGREEMENT = f"id/agreement/{SOURCE}/ecology-environment-1/index.html"
PAGES = [
    "index.html",
    "id/territory/luzhou/index.html",
    AGREEMENT,
    "questions/partners/index.html",
    "sparql/index.html",
    "search/index.html",
    "ns/index.html",
    "data/index.html",
    "parties/index.html",
    "network/index.html",
]


def table(page) -> list[list[str]]:
    return page.eval_on_selector_all(
        "#rows tbody tr",
        "rows => rows.map(row => [...row.cells].map(cell => cell.querySelector('a')?.title || cell.textContent))",
    )


def said(value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)


@pytest.fixture(scope="module")
def sparql(browser, address):
    page = browser.new_page()
    page.goto(f"{address}sparql/index.html")
    yield page
    page.close()


@pytest.mark.parametrize(
    "name", [name for name in question_names() if not any(one.required for one in question(name).parameters)]
)
def test_the_sparql_page_answers_as_kg_ask_does(corpus, sparql, name):
    sparql.select_option("#question", name)
    sparql.click("#run")
    rows = kg.ask(corpus, name)
    sparql.locator("#state").filter(has_text=f"{len(rows):,} row").wait_for(timeout=60_000)
    expected = [[said(value) for value in row] for row in rows]
    assert table(sparql) == expected


def test_the_size_of_the_data_is_told_before_they_are_read(visit, address, site):
    page = visit(f"{address}sparql/index.html")
    size = (site / "data/graph.trig").stat().st_size
    assert f"{size / 1e6:.1f} MB" in page.inner_text("#state")
    assert page.get_attribute("#reading", "max") == str(size)
    assert not page.is_visible("#reading")


def test_a_query_of_ones_own_and_its_mistakes(visit, address):
    page = visit(f"{address}sparql/index.html#query=ASK+%7B%3Fs+%3Fp+%3Fo%7D")
    page.click("#run")
    page.locator("#rows td").wait_for(timeout=60_000)
    assert table(page) == [["true"]]
    page.goto(f"{address}sparql/index.html#query=SELECT+nonsense")
    page.locator("#editor").get_by_text("nonsense").wait_for()
    page.click("#run")
    page.locator("#state.fault").wait_for(timeout=60_000)
    assert "rror" in page.inner_text("#state")


def test_words_complete_as_they_are_typed(visit, address):
    page = visit(f"{address}sparql/index.html#query=+")
    page.locator("#editor .cm-content").click()
    page.keyboard.type("SELECT * { ?x accord:hasPar")
    page.locator(".cm-tooltip-autocomplete").get_by_text("accord:hasParty").wait_for()


def test_from_a_disk_the_sparql_page_says_that_it_cannot(visit, site):
    page = visit((site / "sparql/index.html").as_uri())
    assert "opened from a disk" in page.inner_text("#state")


@pytest.mark.parametrize("start", ["http", "file"])
def test_the_search_finds_names_in_any_language(visit, site, address, start):
    root = address if start == "http" else f"{site.as_uri()}/"
    page = visit(f"{root}index.html")
    page.fill("#find", "泸州")
    page.keyboard.press("Enter")
    page.locator("#found a").first.wait_for()
    assert "Luzhou" in page.locator("#found li").first.inner_text()
    page.fill("#q", "ecology")
    page.get_by_text("Chongqing Ecology and Environment Bureau", exact=True).click()
    page.wait_for_url("**/chongqing-ecology-and-environment-bureau/index.html")
    assert page.locator("h1").inner_text() == "Chongqing Ecology and Environment Bureau"


@pytest.mark.parametrize("start", ["http", "file"])
def test_the_network_leads_to_the_pages_of_the_site(visit, site, address, start):
    page = visit(f"{address if start == 'http' else f'{site.as_uri()}/'}network/index.html")
    page.fill("#find", "luzhou")
    page.locator("#found li").first.click()
    page.get_by_text("Its own page").first.click()
    page.wait_for_url("**/id/territory/luzhou/index.html")
    page.go_back()
    page.locator(".of-site").get_by_text("Parties").click()
    page.wait_for_url("**/parties/index.html")


def test_a_search_without_a_hit_says_so(visit, address):
    page = visit(f"{address}search/index.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.locator("#status").get_by_text("Nothing has a name").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_fault(visit, axe, address, name, scheme):
    page = visit(address + name, color_scheme=scheme)
    if name.startswith("sparql"):
        page.click("#run")
        page.locator("#rows table").wait_for(timeout=60_000)
    found = axe.run(page).response["violations"]
    assert [
        (one["id"], [node["html"] for node in one["nodes"]][:3])
        for one in found
        if one["impact"] in ("serious", "critical")
    ] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_every_page_without_scrolling_sideways(visit, address, name):
    page = visit(address + name, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_pages_open_from_a_disk(visit, site):
    page = visit((site / AGREEMENT).as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).display") == "flex"
    page.locator("table a").first.click()
    page.wait_for_url("**/index.html")
