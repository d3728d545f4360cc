"""One thing as a page and as data: the same for a whole site and for a single request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.site.facts import Facts
from kg.site.forms import as_text, json_ld, statements, turtle
from kg.site.kinds import kind_of
from kg.site.parts import ROWS
from kg.site.things import Things

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from kg.site.layout import Layout
    from kg.site.paths import Places
    from kg.site.reading import Knowledge
    from kg.site.things import Thing

__all__ = ["Pages"]

IN_PAGE = 40_000  # characters of JSON-LD that a page carries itself; longer ones stand beside it alone


class Pages:
    """Pages and data of things. Parameters: what is known, where the pages lie, and how they look."""

    def __init__(self, known: Knowledge, paths: Places, layout: Layout) -> None:
        self.known, self.paths, self.layout = known, paths, layout
        self.things = Things(known, Facts(known, paths))

    def html(self, iri: str, number: int = 1) -> str:
        """The page of a thing, or a further page of its tables, from 1. KeyError for what has none."""
        thing = self._thing(iri)
        if not 1 <= number <= _pages(thing):
            raise KeyError(number)
        document = json_ld(statements(self.known, self.paths, iri))
        return self._page(thing, number, document if number == 1 and len(as_text(document)) <= IN_PAGE else None)

    def turtle(self, iri: str) -> str:
        """What is stated of a thing, in Turtle. KeyError for what has no page."""
        return turtle(statements(self.known, self.paths, self._thing(iri).iri))

    def json_ld(self, iri: str) -> str:
        """The same in JSON-LD."""
        return as_text(json_ld(statements(self.known, self.paths, self._thing(iri).iri)))

    def files(self, iri: str) -> Iterator[tuple[str, str]]:
        """Names and texts of all files of a thing: its Turtle, its JSON-LD, its pages."""
        thing, folder = self._thing(iri), self.paths.folder(iri)
        triples = statements(self.known, self.paths, iri)
        document = json_ld(triples)
        text = as_text(document)
        yield f"{folder}.ttl", turtle(triples)
        yield f"{folder}.jsonld", text
        for number in range(1, _pages(thing) + 1):
            carried = document if number == 1 and len(text) <= IN_PAGE else None
            yield self.paths.page(iri, number), self._page(thing, number, carried)

    def _thing(self, iri: str) -> Thing:
        kind = kind_of(self.known.nodes[iri].types)
        if kind is None:
            raise KeyError(iri)
        return self.things.of(iri, kind)

    def _page(self, thing: Thing, number: int, document: dict[str, Any] | None) -> str:
        name = self.paths.page(thing.iri, number)
        return self.layout.page(
            "thing",
            name,
            thing=thing,
            number=number,
            pages=_pages(thing),
            totals={section.key: section.count for section in thing.sections},
            sections=[section.page(number) for section in thing.sections if section.count > (number - 1) * ROWS],
            stem=self.paths.folder(thing.iri).rpartition("/")[2],
            up="../" if number == 1 else "../../",
            page_path=lambda other: self.paths.page(thing.iri, other),
            document=document,
        )


def _pages(thing: Thing) -> int:
    return max([section.pages for section in thing.sections], default=1) or 1
