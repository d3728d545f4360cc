"""The lists of things, a list for each kind, in pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.site.parts import Link, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.site.layout import Layout
    from kg.site.things import Things

__all__ = ["ABOUT", "list_pages"]

_ABOVE = 4  # places that a place lies within, shown in the list
ABOUT = {
    "agreements": "Each signed document, the latest first. What has no full date stands last.",
    "signings": "Each occasion on which one set of parties signed one or more documents, the latest first.",
    "parties": "Everyone who signed: bodies, territories acting as parties, and groups counted without names.",
    "places": "Administrative divisions, functional areas and regions.",
    "fields": "Policy fields, with what was signed in each.",
    "commitments": "What the parties say they will do.",
    "initiatives": "What they plan to build or run together: zones, platforms, mechanisms, centres, parks, standards.",
    "sources": "The texts and data sets that all statements are taken from.",
    "claims": "What sources say of how many there are: statements of theirs, no counts made from this graph.",
}


def list_pages(things: Things, layout: Layout, kinds: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """A list of each kind, in pages."""
    for key, iris in kinds.items():
        section = _list(things, key, iris)
        pages = max(1, section.pages)

        def path(number: int, key: str = key) -> str:
            return f"{key}/{f'page-{number}/' if number > 1 else ''}index.html"

        for number in range(1, pages + 1):
            yield (
                path(number),
                layout.page(
                    "list",
                    path(number),
                    heading=key.capitalize(),
                    about=ABOUT[key] if number == 1 else "",
                    total=len(iris),
                    number=number,
                    pages=pages,
                    section=section.page(number),
                    page_path=path,
                ),
            )


def _list(things: Things, key: str, iris: list[str]) -> Section:
    known = things.known
    if key in ("agreements", "signings"):
        return things.tables.agreements(key.capitalize(), iris)
    by_name = sorted(iris, key=lambda iri: (known.label(iri).casefold(), iri))
    if key == "commitments":
        return things.tables.commitments(by_name, "Commitments")
    if key in ("parties", "fields"):
        return _counted(things, key, by_name)
    columns, rows = [key.capitalize()[:-1]], [[[things.facts.link(iri)]] for iri in by_name]
    if key == "places":
        columns += ["Level", "Within"]
        for iri, row in zip(by_name, rows, strict=True):
            row.append([Link(known.label(level)) for level in known.links(iri, "accord:placeLevel")])
            row.append([things.facts.link(one) for one in known.links(iri, "accord:within")[:_ABOVE]])
    if key == "initiatives":
        columns += ["Kind", "Commitments"]
        for iri, row in zip(by_name, rows, strict=True):
            row.append([Link(known.label(kind)) for kind in known.links(iri, "accord:initiativeType")])
            row.append([Link(f"{len(known.back(iri, 'accord:concerns', 'accord:Commitment')):,}")])
    return Section(key, key.capitalize(), columns, rows, numeric=frozenset({"Commitments"}))


def _counted(things: Things, key: str, by_name: list[str]) -> Section:
    """Parties or fields with the number of their agreements, the largest first."""
    known, facts = things.known, things.facts
    one, pointing, above, column = (
        ("Party", "accord:hasParty", "accord:ofPlace", "Place")
        if key == "parties"
        else ("Field", "accord:inField", "skos:broader", "Broader")
    )
    counts = {iri: len(things.tables.agreements_of(iri, pointing)) for iri in by_name}
    rows = [
        [[facts.link(iri)], [facts.link(other) for other in known.links(iri, above)], [Link(f"{counts[iri]:,}")]]
        for iri in sorted(by_name, key=lambda iri: -counts[iri])
    ]
    return Section(key, key.capitalize(), [one, column, "Agreements"], rows, numeric=frozenset({"Agreements"}))
