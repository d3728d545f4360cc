"""Pages of single things, made from a store when they are asked for: for servers, of stores that change.

Nothing is read but what the page shows, and nothing is kept between two pages. Addresses are those of the written
site, but for things whose IRI is no name of a file: their addresses say the IRI as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kg.site.kinds import kind_of
from kg.site.layout import Layout
from kg.site.pages import Pages
from kg.site.paths import HOMES, OTHER, address
from kg.site.reading import NO_LINKS, Knowledge, Node, filled, full, short
from kg.sparql import bind

if TYPE_CHECKING:
    from kg.store import Readable

__all__ = ["Addresses", "Live"]

_OF_TYPES = "SELECT DISTINCT ?s {\n  VALUES ?type { UNDEF }\n  ?s a ?type\n}"
_INTO = "SELECT DISTINCT ?s ?p {\n  VALUES ?thing { UNDEF }\n  ?s ?p ?thing\n}"
_SAID = "SELECT DISTINCT ?p ?o {\n  VALUES ?thing { UNDEF }\n  ?thing ?p ?o\n}"


class Live:
    """The pages of a store: ``html``, ``turtle`` and ``json_ld`` of an IRI. Parameters as for :func:`kg.site.live`."""

    def __init__(
        self, store: Readable, *, title: str = "Accord", base_url: str | None = None, endpoint: str | None = None
    ) -> None:
        self._store, self._layout = store, _layout(title, base_url, endpoint)

    def iri(self, path: str) -> str | None:
        """The IRI that lives at a path below the site, such as ``id/place/luzhou``; None where none can."""
        home, _, rest = path.partition("/")
        if home == OTHER and rest:
            return unquote(rest)
        return next((start + rest for start, folder in HOMES.items() if folder == home and rest), None)

    def html(self, iri: str, number: int = 1) -> str:
        """The page of a thing, or a further page of its tables, from 1. KeyError for what has none."""
        return self._pages().html(iri, number)

    def turtle(self, iri: str) -> str:
        """What is stated of a thing, in Turtle. KeyError for what has no page."""
        return self._pages().turtle(iri)

    def json_ld(self, iri: str) -> str:
        """The same in JSON-LD."""
        return self._pages().json_ld(iri)

    def _pages(self) -> Pages:
        known = _Asked(self._store)
        return Pages(known, Addresses(known), self._layout)


@lru_cache(maxsize=8)
def _layout(title: str, base_url: str | None, endpoint: str | None) -> Layout:
    """The layout of all sites that are called so: to read and compile its templates takes longer than a page."""
    return Layout(title, base_url, endpoint)


class _Asked(Knowledge):
    """What a store knows, thing by thing."""

    def __init__(self, store: Readable) -> None:
        super().__init__(_Nodes(store))
        self._store = store
        self._into: dict[str, dict[str, list[str]]] = {}

    def of_type(self, *types: str) -> list[str]:
        query = bind(_OF_TYPES, {"type": [ox.NamedNode(full(name)) for name in types]})
        rows = self._store.solutions(query)
        return sorted(row["s"].value for row in rows if isinstance(row["s"], ox.NamedNode))

    def into(self, iri: str) -> dict[str, list[str]]:
        if (found := self._into.get(iri)) is None:
            rows = self._store.solutions(bind(_INTO, {"thing": [ox.NamedNode(iri)]}))
            pairs = sorted((row["s"].value, row["p"].value) for row in rows if isinstance(row["s"], ox.NamedNode))
            found = self._into[iri] = {}
            for subject, predicate in pairs:
                if (name := short(predicate)) not in NO_LINKS:
                    found.setdefault(name, []).append(subject)
        return found


class _Nodes(Mapping[str, Node]):
    """Things by IRI, each read once."""

    def __init__(self, store: Readable) -> None:
        self._store = store
        self._read: dict[str, Node | None] = {}

    def __getitem__(self, iri: str) -> Node:
        if iri not in self._read:
            self._read[iri] = self._asked(iri)
        if (node := self._read[iri]) is None:
            raise KeyError(iri)
        return node

    def __iter__(self) -> Iterator[str]:
        rows = self._store.solutions("SELECT DISTINCT ?s { ?s ?p ?o }")
        return (row["s"].value for row in rows if isinstance(row["s"], ox.NamedNode))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _asked(self, iri: str) -> Node | None:
        try:
            subject = ox.NamedNode(iri)
        except ValueError:  # no IRI at all
            return None
        rows = self._store.solutions(bind(_SAID, {"thing": [subject]}))
        return filled(iri, (ox.Triple(subject, row["p"], row["o"]) for row in rows))


class Addresses:
    """Where pages lie that nobody has written to files."""

    def __init__(self, known: Knowledge) -> None:
        self._known = known

    def __contains__(self, iri: str) -> bool:
        return iri in self._known and kind_of(self._known.nodes[iri].types) is not None

    def folder(self, iri: str) -> str:
        """The path that says the IRI as it is; one of another host is one name, as servers join slashes that meet."""
        found = (f"{folder}/{iri.removeprefix(start)}" for start, folder in HOMES.items() if iri.startswith(start))
        return next(found, f"{OTHER}/{quote(iri, safe='')}")

    def page(self, iri: str, number: int = 1) -> str:
        """The path of a page."""
        return f"{self.folder(iri)}/{f'page-{number}/' if number > 1 else ''}index.html"

    def link(self, iri: str) -> str | None:
        """The address of a page, None for what has none."""
        return address(self.page(iri)) if iri in self else None
