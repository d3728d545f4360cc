"""The page in Chinese: every text of its own has a Chinese form; only names stay as the sources write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import page_networks
import pytest
from page_visit import Visit

import kg
from kg.page.document import SCRIPTS, asset
from kg.page.looks import ORDER
from kg.page.summary import NOUNS

Visiting = Callable[..., Visit]
LATIN = re.compile(r"[A-Za-z]{3,}")
OUR_NAMES = ("PNG", "SVG", "CSV", "IRI", "Accord", "Enter", "Escape", "English", "body/gone")
WORDS = r"""
() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!parent.closest("script, style, noscript")) found.push(walk.currentNode.textContent.trim());
  }
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [aria-valuetext]"))
    for (const name of ["aria-label", "placeholder", "aria-valuetext"]) found.push(element.getAttribute(name) || "");
  return found.filter(Boolean);
}
"""
STATES = [
    "",
    "&select={node}",
    "&select={node}&with={partner}",
    "&select={node}&to-party={far}",
    "&select={node}&to-party={partner}",
    "&agreement={agreement}",
    "&focus={node}&min=2",
    "&view=map",
    "&view=timeline",
    "&from=2020-04-02&to=2020-04-09&table=ties",
    "&colour=community&size=agreements&table=agreements",
    "&colour=place&hide=government",
    "&select=body/gone",
    "&from=2190-01-01",
]


def names_of(network: Any) -> list[str]:
    """All that the sources say in their own words."""
    names = {data["label"] for _, data in network.nodes(data=True)}
    names |= {str(data["place"]) for _, data in network.nodes(data=True) if data.get("place")}
    for data in network.graph["agreements"].values():
        names |= {data["label"], *data["commitments"], *(str(part["exact"]) for part in data["evidence"])}
        names |= {str(part["source_title"]) for part in data["evidence"]} | {
            party["label"] for party in data["parties"]
        }
    return sorted(names, key=len, reverse=True)


def left_in_english(page: Visit, names: list[str]) -> list[str]:
    """What the page says in Latin letters that is no name."""
    left = []
    for text in page.page.evaluate(WORDS):
        said = text
        for name in (*names, *OUR_NAMES):
            said = said.replace(name, "")
        if LATIN.search(said):
            left.append(text)
    return left


@pytest.mark.parametrize("view", ["parties", "places", "fields"])
def test_no_text_of_the_page_is_left_in_english(visit: Visiting, corpus: kg.Store, view: str) -> None:
    narrowed = kg.network.view(corpus, view, field="environment" if view == "places" else None)
    whole = kg.network.view(corpus, view)
    order = sorted(whole, key=lambda iri: -whole.degree(iri))
    node, partner = order[0], next(iter(whole[order[0]]))
    far = next((iri for iri in order if iri not in whole[node] and iri != node), partner)
    agreement = next(iter(whole.graph["agreements"]))
    story = [{"title": "一", "text": "二"}]
    for network, states in ((whole, STATES), (narrowed, STATES[:1])):
        page = visit(network, hash="#lang=zh", story=story)
        for state in states:
            given = state.format(node=node, partner=partner, far=far, agreement=agreement)
            page.page.evaluate("hash => { location.hash = hash }", f"lang=zh{given}")
            page.page.wait_for_timeout(60)
            assert left_in_english(page, names_of(network)) == [], state


def test_drafts_dates_and_groups_are_told_in_chinese(visit: Visiting) -> None:
    for network in (page_networks.drafts(), page_networks.uncertain(), page_networks.large(600, 500)):
        page = visit(network, hash="#lang=zh&table=agreements")
        page.page.click("#more summary")
        assert left_in_english(page, [*names_of(network), *page_networks.FIELDS.values(), *KINDS]) == []
    dates = page.page.locator("#undated-note").inner_text()
    assert "full date" not in dates


KINDS = [text for words in (page_networks.KINDS, page_networks.INSTRUMENTS) for text in words.values()]


def test_dates_in_chinese(visit: Visiting) -> None:
    page = visit(page_networks.uncertain(), hash="#lang=zh&table=agreements")
    told = {text.split("（")[0] for text in page.page.locator("#sheet-agreements td:nth-child(2)").all_inner_texts()}
    assert told == {
        "2019年5月2日",
        "2020年4月7日至2020年4月8日",
        "2020年4月1日至2020年4月15日",
        "5月18日，年份不详",
        "无日期",
    }
    page = visit(page_networks.drafts(), hash="#lang=zh&table=agreements")
    told = {text.split("（")[0] for text in page.page.locator("#sheet-agreements td:nth-child(2)").all_inner_texts()}
    assert told == {"2020年4月1日", "约2020年4月1日"}


def test_the_head_says_the_same_in_chinese(visit: Visiting) -> None:
    network = page_networks.corpus()
    network.graph["filters"] = {"field": "health", "from": "2020-03-01", "to": None}
    page = visit(network, hash="#lang=zh")
    head = page.page.locator("header").inner_text()
    assert "2020年3月10日至2020年4月15日，29 个机构签署了 20 份协议，共 16 次签约，构成 15 组伙伴关系。" in head
    assert "联系最多：Luzhou，有 3 个伙伴。" in head
    assert "筛选条件：领域 Health；起始日期 2020年3月1日。" in head


def test_every_text_in_the_scripts_has_a_chinese_form() -> None:
    chinese = asset("chinese.js")
    scripts = "\n".join(asset(name) for name in SCRIPTS if name not in ("chinese.js", "outline.js"))
    texts = set(re.findall(r'\bt\((?:[\w.]+ \? )?"([^"]+)"', scripts))
    counted = set(re.findall(r'plural\([^"()]*(?:\([^()]*\))?[^"()]*"([^"]+)"', scripts))
    counted |= {noun for nouns in NOUNS.values() for noun in (nouns.one, nouns.tie, nouns.partner)}
    template = asset("template.html.j2")
    marked = set(re.findall(r"data-t(?: hidden)?>([^<{]+)<", template))
    known = {
        key for pair in re.findall(r'(?:^|[{,\s])(?:"((?:[^"\\]|\\.)*)"|(\w+)): "', chinese) for key in pair if key
    }
    assert len(texts) > 60
    assert len(counted) > 8
    assert len(marked) > 30
    assert sorted((texts | marked | {look.label for look in ORDER}) - known) == []
    assert sorted({f"count {noun}" for noun in counted} - known) == []
