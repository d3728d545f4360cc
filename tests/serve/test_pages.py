"""The pages: usable by all, in light and dark, without scripts, and nothing from elsewhere."""

from __future__ import annotations

import pytest

PAGES = ["api/", "sparql", "id/place/luzhou/"]


@pytest.fixture(name="page", params=["light", "dark"])
def _page(request, browser):
    context = browser.new_context(color_scheme=request.param, viewport={"width": 390, "height": 800})
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda sent: problems.append(sent.url) if "127.0.0.1" not in sent.url else None)
    yield page
    context.close()
    assert not problems


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_accessible(bare, axe, page, path):
    page.goto(bare.url + path)
    found = axe.run(page)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "no sideways scrolling on a phone"


def test_a_question_is_asked_by_its_form(packaged, page):
    page.goto(f"{packaged.url}api/")
    form = page.locator("form[action='/api/questions/partners']")
    form.get_by_label("place", exact=True).fill("Chongqing")
    form.get_by_label("rows at most").fill("3")
    form.get_by_role("button").click()
    page.wait_for_load_state()
    assert "place=Chongqing" in page.url
    rows = packaged.get("api/questions/partners?place=Chongqing&limit=3").json()
    assert rows[0]["partner"] in page.inner_text("body")


def test_a_query_is_sent_by_the_form(bare, page):
    page.goto(f"{bare.url}sparql")
    page.get_by_label("Format").select_option("json")
    with page.expect_response(lambda answer: "query=" in answer.url) as answered:
        page.get_by_role("button").click(no_wait_after=True)
    assert answered.value.status == 200
