"""The home page and the lists of things."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.page.words import between
from kg.query import ask
from kg.site.parts import ROWS, Link, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rows import Value
    from kg.site.layout import Layout
    from kg.site.things import Things
    from kg.store import Readable

__all__ = ["home_page", "list_pages"]

_LATEST, _ACTIVE, _DOCUMENTS = 10, 10, 3
_ABOUT = {
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


def home_page(
    store: Readable, things: Things, layout: Layout, kinds: dict[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """What is in it, claimed against listed, latest signings, who has most agreements."""
    known, facts = things.known, things.facts
    latest = things.tables.latest_first(kinds["signings"])[:_LATEST]
    counted = Counter(
        {
            iri: len(things.tables.agreements_of(iri, "accord:hasParty"))
            for iri in kinds["parties"]
            if things.look(iri) != "unnamed"
        }
    )
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], known.label(pair[0]), pair[0]))[:_ACTIVE]
    active = Section(
        "active",
        "Most agreements",
        ["Party", "Agreements"],
        [[[facts.link(iri)], [Link(f"{number:,}")]] for iri, number in ranked if number],
        numeric=frozenset({"Agreements"}),
    )
    tiles = [(len(kinds[key]), _named(key, len(kinds[key])), f"{key}/index.html") for key in _ABOUT]
    yield (
        "index.html",
        layout.page(
            "home",
            "index.html",
            heading="Who agreed what with whom, and which words say so",
            sentence=_sentence(things, kinds),
            tiles=tiles,
            empty=not kinds["agreements"],
            latest=Section(
                "latest",
                "Latest signings",
                ["Date", "Parties", "Signed"],
                [
                    [row[0], row[2], _signed_there(things, one)]
                    for one in latest
                    for row in [things.tables.agreement_row(one)]
                ],
                dated=frozenset({"Date"}),
            ),
            claims=_claims(store, things),
            active=active,
            picture=bool(active.rows),
        ),
    )


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
                    about=_ABOUT[key] if number == 1 else "",
                    total=len(iris),
                    number=number,
                    pages=pages,
                    section=section.page(number),
                    page_path=path,
                ),
            )


def _list(things: Things, key: str, iris: list[str]) -> Section:
    known, facts = things.known, things.facts
    if key in ("agreements", "signings"):
        return things.tables.agreements(key.capitalize(), iris)
    by_name = sorted(iris, key=lambda iri: (known.label(iri).casefold(), iri))
    if key in ("parties", "fields"):
        name = "accord:hasParty" if key == "parties" else "accord:inField"
        counts = {iri: len(things.tables.agreements_of(iri, name)) for iri in iris}
        by_name.sort(key=lambda iri: -counts[iri])
        about = "accord:ofPlace" if key == "parties" else "skos:broader"
        rows = [
            [[facts.link(iri)], [facts.link(one) for one in known.links(iri, about)], [Link(f"{counts[iri]:,}")]]
            for iri in by_name
        ]
        columns = ["Party", "Place", "Agreements"] if key == "parties" else ["Field", "Broader", "Agreements"]
        return Section(key, key.capitalize(), columns, rows, numeric=frozenset({"Agreements"}))
    if key == "places":
        rows = [
            [
                [facts.link(iri)],
                [Link(known.label(level)) for level in known.links(iri, "accord:placeLevel")],
                [facts.link(one) for one in known.links(iri, "accord:within")[:4]],
            ]
            for iri in by_name
        ]
        return Section(key, "Places", ["Place", "Level", "Within"], rows)
    if key == "commitments":
        return things.tables.commitments(by_name, "Commitments")
    if key == "initiatives":
        rows = [
            [
                [facts.link(iri)],
                [Link(known.label(kind)) for kind in known.links(iri, "accord:initiativeType")],
                [Link(f"{len(known.back(iri, 'accord:concerns', 'accord:Commitment')):,}")],
            ]
            for iri in by_name
        ]
        return Section(
            key, "Initiatives", ["Initiative", "Kind", "Commitments"], rows, numeric=frozenset({"Commitments"})
        )
    return Section(key, key.capitalize(), [key.capitalize()[:-1]], [[[facts.link(iri)]] for iri in by_name])


def _signed_there(things: Things, signing: str) -> list[Link]:
    """What was signed at a signing, the first three."""
    documents = [one for one in things.known.links(signing, "accord:signs") if one in things.facts.paths]
    more = [Link(f"and {len(documents) - _DOCUMENTS:,} more")] if len(documents) > _DOCUMENTS else []
    return [things.tables.document(one) for one in documents[:_DOCUMENTS]] + more


def _claims(store: Readable, things: Things) -> Section:
    columns = ["Claim", "Claimed", "Listed", "Gap"]
    rows = []
    for row in ask(store, "claimed-and-listed").as_dicts() if things.known.of_type("accord:CountClaim") else []:
        least, most = row["claimed_min"], row["claimed_max"]
        claimed = _claimed(least, most)
        numbers = ["–" if value is None else str(value) for value in (row["listed"], row["gap"])]
        rows.append([[things.facts.link(str(row["claim"]))], [Link(claimed)], *[[Link(text)] for text in numbers]])
    return Section("claims", "Claimed and listed", columns, rows[:ROWS], numeric=frozenset(columns[2:]))


def _claimed(least: Value, most: Value) -> str:
    if least is None and most is None:
        return "no number"
    if least == most:
        return f"{least}"
    if most is None:
        return f"at least {least}"
    return f"at most {most}" if least is None else f"{least} to {most}"


def _sentence(things: Things, kinds: dict[str, list[str]]) -> str:
    known = things.known
    if not kinds["agreements"]:
        return "No agreement is in this graph yet."
    days = {"accord:earliest": set[str](), "accord:latest": set[str]()}
    for signing in kinds["signings"]:
        for when in known.links(signing, "accord:during"):
            for name, found in days.items():
                if (day := known.text(when, name)) is not None:
                    found.add(day)
    when = between(min(days["accord:earliest"], default=None), max(days["accord:latest"], default=None))
    unnamed = sum(things.look(iri) == "unnamed" for iri in kinds["parties"])
    named = len(kinds["parties"]) - unnamed
    return (
        f"{named:,} {'party' if named == 1 else 'parties'} signed {len(kinds['agreements']):,} "
        f"{_named('agreements', len(kinds['agreements']))}{f' {when}' if when else ''}, "
        f"as {_told(things, kinds['sources'])}."
    )


def _told(things: Things, sources: list[str]) -> str:
    """How many sources list agreements; gazetteers do not."""
    count = sum(bool(things.known.back(iri, "accord:inSource", "accord:Agreement")) for iri in sources)
    return "one source tells it" if count == 1 else f"{count:,} sources tell it"


def _named(key: str, count: int) -> str:
    if count != 1:
        return key
    return "party" if key == "parties" else key[:-1]
