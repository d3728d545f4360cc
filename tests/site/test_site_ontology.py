"""The ontology's page holds all that pyLODE documents of the same file, term by term."""

from __future__ import annotations

import logging

import html5lib
import pytest
from support import ROOT

from kg.vocab import NAMESPACE

TEXTS = {"Description", "Scope Note", "Example"}


def words(element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def pieces(element) -> list[str]:
    return [" ".join(text.split()) for text in element.itertext() if text.strip()]


@pytest.fixture(scope="module")
def documented() -> dict[str, list[tuple[str, list[str]]]]:
    """What pyLODE says of each term of ours: the name of a line, and its text or the labels that it links."""
    from pylode.profiles.ontpub import OntPub

    level = logging.getLogger().level  # pyLODE sets it on import and tells much
    logging.getLogger().setLevel(logging.ERROR)
    page = html5lib.parse(OntPub(ROOT / "ontology/accord.ttl").make_html(), namespaceHTMLElements=False)
    logging.getLogger().setLevel(level)
    found = {}
    for entity in page.iter("div"):
        if "entity" not in entity.get("class", "").split():
            continue
        rows = [(words(row.find("th")), row.find("td")) for row in entity.iter("tr")]
        iri = words(dict(rows)["IRI"])
        if iri.startswith(NAMESPACE):
            found[iri] = [
                (name, [words(link) for link in cell.iter("a")] if name not in TEXTS else pieces(cell))
                for name, cell in rows
                if name not in ("IRI", "Is Defined By")
            ]
    return found


def test_every_term_is_there_with_all_that_pylode_says(site, documented):
    page = html5lib.parse((site / "ns/index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    ours = {element.get("id"): element for element in page.iter("section") if element.get("id")}
    names: dict[str, list[str]] = {}  # a class and a property may share a label
    for name, section in ours.items():
        names.setdefault(words(section.find("h3")).partition(" accord:")[0], []).append(f"accord:{name}")
    assert len(documented) > 60
    missing = []
    for iri, lines in documented.items():
        said = words(ours[iri.removeprefix(NAMESPACE)])
        for name, texts in lines:
            for text in texts:
                wanted = [text] if name in TEXTS else names.get(text)
                if wanted and not any(one in said for one in wanted):
                    missing.append((iri, name, text))
    assert missing == []
    linked = {text for lines in documented.values() for name, texts in lines if name not in TEXTS for text in texts}
    assert len(linked & names.keys()) > 20


def test_the_header_is_there_with_all_that_pylode_says(site):
    page = (site / "ns/index.html").read_text(encoding="utf-8")
    for said in ("https://w3id.org/accord/ns/0.1.0", "Accord contributors", "creativecommons.org/licenses/by/4.0"):
        assert said in page
