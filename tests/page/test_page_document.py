"""The file itself: nothing in it can run but its own script, and nothing in it asks another host."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import networkx as nx
import page_networks
import pytest

import kg.page
from kg.errors import StoreError
from kg.page.document import SCRIPTS, STYLES, asset, json_in_script, page_script, vis_network
from kg.page.model import page_data

if TYPE_CHECKING:
    from pathlib import Path

URL_ATTRIBUTES = {
    "src",
    "href",
    "srcset",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "ping",
    "manifest",
    "cite",
    "xlink:href",
}


class Reader(HTMLParser):
    """Collects elements, their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, dict[str, str | None], str]] = []
        self.words: list[str] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._open = (tag, dict(attrs))
            self.inside.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[0] == tag:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, attributes, text = self.inside[-1]
            self.inside[-1] = (tag, attributes, text + data)
        else:
            self.words.append(data)

    def data(self) -> dict[str, Any]:
        """The page's data."""
        found: dict[str, Any] = json.loads(
            next(text for _, attributes, text in self.inside if attributes.get("id") == "page-data")
        )
        return found


@pytest.fixture(scope="module")
def hostile() -> Reader:
    return Reader(kg.page.render(page_networks.hostile(), title="<b>{{7*7}}</b></title><script>alert(0)</script>"))


@pytest.fixture(scope="module")
def corpus() -> Reader:
    return Reader(kg.page.render(page_networks.corpus()))


def test_a_page_has_doctype_language_and_viewport(corpus: Reader) -> None:
    assert kg.page.render(page_networks.corpus()).startswith('<!doctype html>\n<html lang="en">')
    metas = [attributes for tag, attributes in corpus.elements if tag == "meta"]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in metas
    assert {"charset": "utf-8"} in metas


def test_hostile_names_make_no_element(hostile: Reader, corpus: Reader) -> None:
    assert {tag for tag, _ in hostile.elements} <= {tag for tag, _ in corpus.elements}
    assert "img" not in {tag for tag, _ in hostile.elements}
    assert sum(tag == "script" for tag, _ in hostile.elements) == 3
    assert not [
        name for _, attributes in hostile.elements for name in attributes if name.startswith("on") or name == "style"
    ]


def test_hostile_names_stay_as_they_are(hostile: Reader) -> None:
    assert [node["name"] for node in hostile.data()["nodes"]] == sorted(
        page_networks.HOSTILE, key=lambda name: (page_networks.HOSTILE.index(name) > 2, name)
    )
    said = "".join(hostile.words)
    for name in page_networks.HOSTILE:
        assert name in said
    assert "{{7*7}}" in said
    assert "49" not in said


def test_json_in_a_script_cannot_end_it() -> None:
    text = str(json_in_script({"a": "</script><!-- & \u2028 é"}))
    assert not set(text) & set("<>&\u2028")
    assert json.loads(text) == {"a": "</script><!-- & \u2028 é"}


def test_the_policy_names_every_script_and_style_by_its_digest(hostile: Reader) -> None:
    policy = next(
        attributes["content"]
        for tag, attributes in hostile.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["form-action"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        running = [
            text
            for tag, attributes, text in hostile.inside
            if tag == kind and attributes.get("type") != "application/json"
        ]
        digests = [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in running]
        assert rules[f"{kind}-src"].split() == digests


def test_no_attribute_leads_to_another_host_but_links_to_sources(corpus: Reader, hostile: Reader) -> None:
    for reader in (corpus, hostile):
        for tag, attributes in reader.elements:
            for name in URL_ATTRIBUTES & set(attributes):
                address = attributes[name] or ""
                is_source = tag == "a" and address.startswith("https://example.org/")
                assert is_source or address.startswith(("#", "data:image/")), (tag, name, address)
    assert not any(re.search(r"url\(|@import", asset(name)) for name in STYLES)
    assert "sourceMappingURL" not in vis_network()


def test_the_scripts_can_stand_inside_a_script_element() -> None:
    for text in (page_script(), vis_network()):
        assert "</script" not in text.lower()
        assert "\r" not in text
        assert "\0" not in text
    for name in SCRIPTS:
        for sink in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
        ):
            assert sink not in asset(name)


def test_a_link_that_is_no_web_address_is_dropped(hostile: Reader) -> None:
    addresses = {source["title"]: source["url"] for source in hostile.data()["sources"]}
    assert addresses["</title><script>alert(5)</script>"] is None
    assert "javascript:" not in " ".join(attributes.get("href") or "" for _, attributes in hostile.elements)


def test_the_tables_are_in_the_file_itself(corpus: Reader) -> None:
    said = "".join(corpus.words)
    for name in ("Luzhou", "Guang'an", "seven districts and counties of Chongqing", "7 or 8 April 2020"):
        assert name in said
    assert [attributes for tag, attributes in corpus.elements if tag == "noscript"]
    assert sum(tag == "caption" for tag, _ in corpus.elements) == 3


def test_the_same_network_gives_the_same_bytes(tmp_path: Path) -> None:
    first = kg.page.write(page_networks.corpus(), tmp_path / "first.html").read_bytes()
    script = "import sys, page_networks, kg.page; kg.page.write(page_networks.corpus(), sys.argv[1])"
    for seed in ("1", "2"):
        other = tmp_path / f"{seed}.html"
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        subprocess.run([sys.executable, "-c", script, str(other)], check=True, env=environment, cwd=tmp_path)
        assert other.read_bytes() == first
    assert b"\r" not in first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.html", "2.html", "first.html"]


def test_importing_the_package_loads_neither_pyvis_nor_networkx() -> None:
    script = (
        "import sys, kg.page; print(sorted({'pyvis', 'networkx', 'numpy', 'jinja2', 'IPython'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"


def test_an_empty_network_has_a_page() -> None:
    empty: nx.Graph = nx.Graph(view="parties", agreements={}, labels={}, summary={})
    assert "No agreement is in this network." in kg.page.render(empty)


@pytest.mark.parametrize(("view", "noun"), [("places", "places"), ("fields", "fields")])
def test_other_views_use_their_own_words(view: str, noun: str) -> None:
    network = page_networks.corpus()
    network.graph["view"] = view
    for _, node in network.nodes(data=True):
        node["type"] = {"places": "place", "fields": "field"}[view]
    said = "".join(Reader(kg.page.render(network)).words)
    assert noun in said
    assert ("with 3 other fields" in said) == (view == "fields")


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    made = kg.page.write(page_networks.uncertain(), tmp_path / "new" / "page.html")
    assert made == tmp_path / "new" / "page.html"
    assert [path.name for path in made.parent.iterdir()] == ["page.html"]
    with pytest.raises(StoreError, match="cannot be written"):
        kg.page.write(page_networks.uncertain(), made / "page.html")
    with pytest.raises(StoreError, match="cannot be written"):
        kg.page.write(page_networks.uncertain(), made.parent)
    assert [path.name for path in made.parent.parent.iterdir()] == ["new"]


def test_a_broader_field_counts_its_narrower_ones() -> None:
    network = page_networks.corpus()
    network.graph["labels"]["broader"] = {"medical-insurance": ["health"]}
    fields = {field["code"]: field["count"] for field in page_data(network).fields}
    assert fields["health"] == fields["medical-insurance"] == 3


def test_nodes_that_are_no_parties_can_list_their_agreements() -> None:
    network = page_networks.corpus()
    agreement = next(iter(network.graph["agreements"]))
    network.add_node(
        "urn:place",
        label="Place",
        type="place",
        partners=0,
        agreements=1,
        named=True,
        agreement_iris=[agreement],
    )
    nodes = {node["iri"]: node for node in page_data(network).nodes}
    assert len(nodes["urn:place"]["signed"]) == 1


def test_a_field_has_the_agreements_in_it() -> None:
    network = page_networks.corpus()
    network.graph["view"] = "fields"
    network.add_node(
        "urn:field", label="Environment", type="field", kind="environment", partners=0, agreements=3, named=True
    )
    nodes = {node["iri"]: node for node in page_data(network).nodes}
    assert len(nodes["urn:field"]["signed"]) == 3
    assert nodes["urn:field"]["kind"] == "policy field"
