"""Makes a site: reads the store once, then writes its parts one after another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import InputError, one_line
from kg.site import Written
from kg.site.datasets import DUMPS, data_pages
from kg.site.explorer import explorer_files
from kg.site.folder import Folder
from kg.site.home import home_page
from kg.site.hosting import hosting_files
from kg.site.kinds import KINDS, kind_of
from kg.site.layout import Layout, assets
from kg.site.lists import list_pages
from kg.site.ondemand import Addresses
from kg.site.pages import Pages
from kg.site.paths import Paths, script
from kg.site.playground import sparql_files
from kg.site.questioning import question_pages
from kg.site.reading import read
from kg.site.search import entries, parts
from kg.site.vocabulary import vocabulary_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kg.site.reading import Knowledge
    from kg.store import Readable

__all__ = ["make", "make_overview"]


def make(
    store: Readable, path: Path, *, base_url: str | None, title: str, progress: Callable[[int, int], None]
) -> Written:
    """Write the site; see :func:`kg.site.write`."""
    base = _base(base_url)
    with Folder(path) as folder:
        known = read(store)
        kinds = _kinds(known)
        paths = Paths(iri for iris in kinds.values() for iri in iris)
        made = Pages(known, paths, Layout(one_line(title, 80) or "Accord", base))
        total, done = sum(map(len, kinds.values())), 0
        for kind in KINDS:
            for iri in kinds[kind.key]:
                for name, text in made.files(iri):
                    folder.write(name, text)
                done += 1
                progress(done, total)
        for name, content in _overview(store, made, kinds, base, paths.moved):
            folder.write(name, content)
        pages = [name for name in folder.files if name.endswith("index.html")]
        for name, text in hosting_files(paths, pages, base):
            folder.write(name, text)
    return Written(folder.written, folder.unchanged, folder.removed, tuple(folder.kept))


def make_overview(store: Readable, path: Path, *, title: str, endpoint: str) -> None:
    """Write what is of all things together; see :func:`kg.site.overview`."""
    with Folder(path) as folder:
        known = read(store)
        made = Pages(known, Addresses(known), Layout(one_line(title, 80) or "Accord", endpoint=endpoint))
        for name, content in _overview(store, made, _kinds(known), None, {}):
            folder.write(name, content)


def _kinds(known: Knowledge) -> dict[str, list[str]]:
    """The things that have pages, by the key of their kind."""
    return {
        kind.key: [iri for iri in known.of_type(*kind.types) if kind_of(known.nodes[iri].types) is kind]
        for kind in KINDS
    }


def _overview(
    store: Readable, made: Pages, kinds: dict[str, list[str]], base: str | None, moved: dict[str, str]
) -> Iterator[tuple[str, str | bytes]]:
    """All files but those of single things."""
    things, layout, paths = made.things, made.layout, made.paths
    for name, asset in assets():
        yield f"assets/{name}", asset
    yield "assets/moved.js", script((paths.folder(iri) for iris in kinds.values() for iri in iris), moved)
    found = list(entries(things.known, paths))
    index = list(parts(found))
    yield from index
    yield "search/index.html", layout.page("search", "search/index.html", parts=len(index), entries=len(found))
    yield from home_page(store, things, layout, kinds)
    yield from list_pages(things, layout, kinds)
    yield from question_pages(store, things.facts, layout, kinds)
    yield from vocabulary_pages(layout)
    size = 0
    for name, text in data_pages(store, things.known, layout, kinds, base):
        if name == DUMPS["trig"][0]:  # what the SPARQL page reads
            size = len(text.encode("utf-8", "replace"))
        yield name, text
    yield from sparql_files(layout, things.known.statements, size)
    yield from explorer_files(store, layout.site)


def _base(url: str | None) -> str | None:
    """A base URL that ends with a slash. InputError for what is none."""
    if url is None:
        return None
    if not re.fullmatch(r"https?://[\w.-]+(:\d+)?(/[\w.~%+@!$&'()*,;=-]+)*/?", url, re.ASCII):
        raise InputError(
            f"--base-url: {one_line(url, 120)!r} is no address of a site; give one such as https://example.org/accord/"
        )
    return url.rstrip("/") + "/"
