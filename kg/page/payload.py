"""Page data as the script reads it: names, kinds and dates once each, what can be derived left out.

`assets/data.js` undoes what is done here. A page of thousands of bodies is half as large for it.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kg.page.looks import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.page.agreements import Row
    from kg.page.model import PageData

PREFIX = "https://w3id.org/accord/id/"


class Words:
    """Texts that occur often, each written once and named by its number."""

    def __init__(self) -> None:
        """Begin with none."""
        self.list: list[str] = []
        self._numbers: dict[str, int] = {}

    def __call__(self, text: str | None) -> int | None:
        """Give the number of a text; of no text, None."""
        if not text:
            return None
        if text not in self._numbers:
            self._numbers[text] = len(self.list)
            self.list.append(text)
        return self._numbers[text]

    def all(self, texts: Iterable[str]) -> list[int]:
        """Give the numbers of texts."""
        return [number for text in texts if (number := self(text)) is not None]


def payload(page: PageData) -> Row:
    """Give the page's data, ready for JSON."""
    words = Words()
    by_parties = _signed_by_parties(page)
    nouns = page.summary.nouns
    return {
        "view": page.view,
        "nouns": {key: value for key, value in asdict(nouns).items() if key in ("one", "many", "tie", "ties")},
        "prefix": PREFIX,
        "nodes": [_node(node, words, by_parties[node["id"]]) for node in page.nodes],
        "edges": [[edge["from"], edge["to"], *edge["signed"]] for edge in page.edges],
        "agreements": [_agreement(agreement, words) for agreement in page.agreements],
        "sources": page.sources,
        "drawn": page.drawn,
        "looks": [{"key": look.key, "label": look.label, "shape": look.shape, "path": look.path} for look in ORDER],
        "communities": page.communities,
        "places": page.places,
        "broader": page.broader,
        "facts": page.summary.facts,
        "story": page.story,
        "site": page.site,
        "chinese": page.chinese,
        "words": words.list,
    }


def _signed_by_parties(page: PageData) -> list[list[int]]:
    """The agreements that name each node as a party, which the script can find out for itself."""
    found: list[list[int]] = [[] for _ in page.nodes]
    for index, agreement in enumerate(page.agreements):
        for party in agreement["parties"]:
            if party["node"] is not None:
                found[party["node"]].append(index)
    return found


def _node(node: Row, words: Words, derived: list[int]) -> Row:
    row: Row = {
        "name": node["name"],
        "iri": _short(node["iri"]),
        "look": next(number for number, look in enumerate(ORDER) if look.key == node["look"]),
        "kind": words(node["kind"]),
        "place": words(node["place"]),
        "level": words(node["level"]),
        "where": node["where"],
        "home": node["home"],
        "x": node["x"],
        "y": node["y"],
        "narrow": node.get("narrow"),
        "size": node["size"],
        "members": node["members"],
        "partners": node["partners"] or None,
        "also": node["also"],
        "label": None if node["label"] == node["name"] else node["label"],
        "above": 1 if node.get("above") else None,
        "unnamed": None if node["named"] else 1,
        "shape": None,
    }
    if _shape(node) != node["shape"]:
        row["shape"] = node["shape"]
    if node["signed"] != derived:
        row["signed"] = node["signed"]
    if node["agreements"] != len(node["signed"]):
        row["agreements"] = node["agreements"]
    return _without_none(row)


def _shape(node: Row) -> str:
    return next(look.shape for look in ORDER if look.key == node["look"])


def _agreement(agreement: Row, words: Words) -> Row:
    latest = agreement["latest"]
    return _without_none(
        {
            "iri": _short(agreement["iri"]),
            "name": agreement["name"],
            "date": words(agreement["date"]),
            "from": agreement["earliest"],
            "to": None if latest == agreement["earliest"] else latest or "",
            "inferred": 1 if agreement["inferred"] else None,
            "status": words(agreement["status"]),
            "confidence": agreement["confidence"],
            "doubt": agreement["doubt"] or None,
            "kind": words(agreement["kind"]),
            "fields": words.all(agreement["fields"]),
            "codes": words.all(agreement["codes"]),
            "parties": [
                {"name": party["name"], "iri": party["iri"]} if party["node"] is None else party["node"]
                for party in agreement["parties"]
            ],
            "promised": agreement["commitments"] or None,
            "evidence": [_passage(passage, words) for passage in agreement["evidence"]] or None,
        }
    )


def _passage(passage: Row, words: Words) -> list[Any]:
    """Source, start, end, what it states, and the words themselves where they may be quoted."""
    row = [passage["source"], passage["start"], passage["end"], words.all(passage["aspect"])]
    return [*row, passage["exact"]] if "exact" in passage else row


def _short(iri: str) -> str:
    """An IRI of ours without what they all begin with; others begin with `!`."""
    return iri[len(PREFIX) :] if iri.startswith(PREFIX) else f"!{iri}"


def _without_none(row: Row) -> Row:
    return {key: value for key, value in row.items() if value is not None}
