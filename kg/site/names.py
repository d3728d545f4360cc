"""What the words of an answer lead to: questions are answered with names and codes, and these have pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.site.parts import Link, cut
from kg.vocab import CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.site.facts import Facts

__all__ = ["Names"]

_COLUMNS = {  # of ready-made questions: what they name, with the key of the kind
    "party": "parties",
    "partner": "parties",
    "parties": "parties",
    "place": "places",
    "commitment": "commitments",
    "initiative": "initiatives",
    "sources": "sources",
    "source": "sources",
}
_FIELDS = frozenset({"field", "fields"})
_MARK = " (not named)"  # after the label of an unnamed group


class Names:
    """Links for names. Parameters: ``kinds``, the IRIs of the things of each kind by its key."""

    def __init__(self, facts: Facts, kinds: Mapping[str, Iterable[str]]) -> None:
        self._facts = facts
        self._named = {key: self._by_name(key, kinds.get(key, ())) for key in set(_COLUMNS.values())}

    def link(self, columns: Iterable[str], column: str, text: str) -> Link:
        """The link for a name in a column of an answer with these columns.

        To the page of the one thing of that name, to the search where several have it, plain words where none has.
        """
        if column in _FIELDS:
            return Link(text, self._facts.paths.link(f"{CODE}field/{text}"))
        key = _COLUMNS.get(column, "")
        if column == "partner" and "place" in columns and "party" not in columns:
            key = "places"
        found = self._named.get(key, {}).get(text, [])
        if len(found) == 1:
            return Link(cut(text), self._facts.paths.link(found[0]))
        return Link(cut(text), f"search/index.html?q={quote(text.removesuffix(_MARK))}" if found else None)

    def _by_name(self, key: str, iris: Iterable[str]) -> dict[str, list[str]]:
        """IRIs by what an answer calls them: a source by the end of its IRI, others by their label."""
        known = self._facts.known
        found: dict[str, list[str]] = {}
        for iri in iris:
            label = iri.rpartition("/")[2] if key == "sources" else known.label(iri)
            mark = _MARK if "accord:UnnamedParties" in known.nodes[iri].types else ""
            found.setdefault(label + mark, []).append(iri)
        return found
