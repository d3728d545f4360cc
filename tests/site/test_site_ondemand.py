"""Pages made one by one from a store: the same as the written ones, and of the store as it is."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from support import SOURCE

import kg
from kg.site import live

BASE = "https://w3id.org/accord/"


def test_each_page_and_its_data_are_those_of_the_written_site(corpus, site):
    pages = live(corpus, base_url="https://example.org/accord/")
    found = [page.parent for page in (*site.glob("id/**/index.html"), *site.glob("code/*/**/index.html"))]
    assert found
    for folder in found:
        path = folder.relative_to(site).as_posix()
        iri = pages.iri(path)
        assert iri == BASE + path
        assert pages.html(iri) == (folder / "index.html").read_text(encoding="utf-8")
        assert pages.turtle(iri) == folder.with_name(f"{folder.name}.ttl").read_text(encoding="utf-8")
        assert pages.json_ld(iri) == folder.with_name(f"{folder.name}.jsonld").read_text(encoding="utf-8")


def test_a_page_from_an_endpoint_is_the_same(corpus, endpoint):
    iri = f"{BASE}id/agreement/{SOURCE}/ecology-environment-1"
    assert live(kg.open_store(endpoint)).html(iri) == live(corpus).html(iri)


@pytest.mark.parametrize(
    "iri", [f"{BASE}id/place/nowhere", f"{BASE}id/period/2020-04-01", "no IRI", 'a> <b> "c', f"{BASE}ns#Agreement"]
)
def test_what_has_no_page_is_a_key_error(corpus, iri):
    pages = live(corpus)
    for made in (pages.html, pages.turtle, pages.json_ld):
        with pytest.raises(KeyError):
            made(iri)
    with pytest.raises(KeyError):
        pages.html(f"{BASE}id/place/luzhou", 2)


def test_a_change_of_the_store_shows_in_the_next_page():
    store = kg.build()
    pages, luzhou = live(store), ox.NamedNode(f"{BASE}id/territory/luzhou")
    assert "Lujiang" not in pages.html(luzhou.value)
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    store.add([ox.Quad(luzhou, label, ox.Literal("Lujiang", language="la"), luzhou)])
    assert "Lujiang" in pages.html(luzhou.value)


def test_paths_that_are_nobodys():
    pages = live(kg.Store())
    assert pages.iri("parties") is None
    assert pages.iri("id/") is None
    assert pages.iri("etc/passwd") is None
