"""The home page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.page.words import between
from kg.query import ask
from kg.site.lists import ABOUT
from kg.site.parts import ROWS, Link, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rows import Value
    from kg.site.layout import Layout
    from kg.site.things import Things
    from kg.store import Readable

__all__ = ["home_page"]

_LATEST, _ACTIVE, _DOCUMENTS = 10, 10, 3


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
    tiles = [(len(kinds[key]), _named(key, len(kinds[key])), f"{key}/index.html") for key in ABOUT]
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
