"""The tables on the pages of things: agreements, parties, what was promised, and how often something occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.site.facts import Facts, signed
from kg.site.parts import Link, Section, cut
from kg.site.reading import first_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from kg.site.reading import Knowledge

__all__ = ["Tables"]

NAMED = 3  # parties named in a cell


class Tables:
    """Makes tables of what is known; the row of an agreement or signing is made once."""

    def __init__(self, known: Knowledge, facts: Facts) -> None:
        self.known, self.facts = known, facts
        self._rows: dict[str, list[list[Link]]] = {}

    def agreements_of(self, iri: str, name: str) -> list[str]:
        """Agreements that point to a thing by a property, or whose signing does."""
        direct = self.known.back(iri, name, "accord:Agreement")
        signings = self.known.back(iri, name, "accord:SigningEvent")
        through = (one for signing in signings for one in self.known.links(signing, "accord:signs"))
        return [one for one in dict.fromkeys((*direct, *through)) if one in self.facts.paths]

    def fields_of(self, iri: str) -> set[str]:
        """Fields of an agreement, stated of itself or of its signing."""
        signings = self.known.links(iri, "accord:signedAt")
        return {
            field
            for one in (iri, *signings)
            for field in self.known.links(one, "accord:inField")
            if field in self.facts.paths
        }

    def ranked(self, counted: Counter[str]) -> list[tuple[str, int]]:
        """Things with their numbers, the largest first, equals by their names."""
        return sorted(counted.items(), key=lambda pair: (-pair[1], self.known.label(pair[0]), pair[0]))

    def latest_first(self, iris: Iterable[str]) -> list[str]:
        """Agreements or signings, the latest first, the undated last."""
        return sorted(iris, key=lambda iri: (_turned(self._day(iri)), iri))

    def agreement_row(self, iri: str) -> list[list[Link]]:
        """Date, document and parties of an agreement or signing, as cells."""
        if (made := self._rows.get(iri)) is None:
            parties = self.known.links(iri, "accord:hasParty")
            named = [self.facts.link(party) for party in parties[:NAMED]]
            if len(parties) > NAMED:
                named.append(Link(f"and {len(parties) - NAMED:,} more"))
            made = [[Link(signed(self.facts, iri) or "no date given")], [self.document(iri)], named]
            self._rows[iri] = made
        return made

    def agreements(self, title: str, iris: Iterable[str], key: str = "agreements") -> Section:
        """A table of agreements or signings, the latest first."""
        rows = [self.agreement_row(iri) for iri in self.latest_first(iris)]
        return Section(key, title, ["Date", "Document", "Parties"], rows, dated=frozenset({"Date"}))

    def document(self, iri: str) -> Link:
        """An agreement by its title with its kind, or by its kind alone, where its parties stand beside it."""
        link = self.facts.link(iri)
        kind = first_of(self.known.links(iri, "accord:instrumentType"))
        plain = "signing" if "accord:SigningEvent" in self.known.nodes[iri].types else "document"
        called = self.known.label(kind) if kind else plain
        if title := self.known.text(iri, "dcterms:title"):
            return Link(cut(title), link.href, small=called)
        return Link(called, link.href, full=link.text)

    def counted(self, title: str, column: str, counted: Counter[str], key: str) -> Section:
        """A table of things with the number of their agreements."""
        rows = [[[self.facts.link(iri)], [Link(f"{number:,}")]] for iri, number in self.ranked(counted)]
        return Section(key, title, [column, "Agreements"], rows, numeric=frozenset({"Agreements"}))

    def listed(self, title: str, column: str, iris: Sequence[str], key: str) -> Section:
        """A table of things, by their names."""
        ranked = sorted(set(iris), key=lambda iri: (self.known.label(iri), iri))
        return Section(key, title, [column], [[[self.facts.link(iri)]] for iri in ranked])

    def parties(self, iri: str) -> Section:
        """Who signed an agreement or at a signing, with place and role."""
        roles = self._roles(iri)
        rows = []
        for party in sorted(self.known.links(iri, "accord:hasParty"), key=lambda one: (self.known.label(one), one)):
            where = [self.facts.link(place) for place in self.known.links(party, "accord:ofPlace")]
            role = "; ".join(dict.fromkeys(roles.get(party, ())))
            rows.append([[self.facts.link(party)], where, [Link(role)] if role else []])
        return _without_empty(Section("parties", "Parties", ["Party", "Place", "Role"], rows))

    def _roles(self, iri: str) -> dict[str, list[str]]:
        """Roles and dates of the parties to an agreement or signing, in words."""
        roles: dict[str, list[str]] = {}
        told = (iri, *self.known.links(iri, "accord:signedAt"))
        for part in dict.fromkeys(one for thing in told for one in self.known.links(thing, "accord:participation")):
            said = [self.known.label(role) for role in self.known.links(part, "accord:role")]
            for name in ("signature", "ratification", "accession", "entryIntoForce", "withdrawal"):
                for when in self.known.links(part, f"accord:{name}"):
                    day = self.known.text(when, "accord:edtf") or self.known.label(when)
                    said.append(f"{self.facts.name(f'accord:{name}').lower()} {day}")
            for party in self.known.links(part, "accord:party"):
                roles.setdefault(party, []).extend(said)
        return roles

    def commitments(
        self, promises: Iterable[str], title: str = "What they promise", *, of: str | None = None
    ) -> Section:
        """Commitments with the initiatives that they are about, but for ``of``, and until when."""
        rows = []
        for promise in promises:
            about = [self.facts.link(one) for one in self.known.links(promise, "accord:concerns") if one != of]
            due = [
                Link(self.known.text(when, "accord:edtf") or self.known.label(when))
                for when in self.known.links(promise, "accord:dueBy")
            ]
            often = self.known.text(promise, "accord:recurrence")
            rows.append([[self.facts.link(promise)], about, due + ([Link(f"every {often}")] if often else [])])
        return _without_empty(Section("commitments", title, ["Commitment", "Initiative", "Due"], rows))

    def _day(self, iri: str) -> str:
        for one in (iri, *self.known.links(iri, "accord:signedAt")):
            for when in self.known.links(one, "accord:during"):
                if (text := self.known.text(when, "accord:latest")) is not None:
                    return text
        return ""


def _without_empty(section: Section) -> Section:
    """A table without the columns that no row has anything in."""
    kept = [index for index in range(len(section.columns)) if any(row[index] for row in section.rows)]
    rows = [[row[index] for index in kept] for row in section.rows]
    return Section(section.key, section.title, [section.columns[index] for index in kept], rows, section.note)


def _turned(day: str) -> tuple[int, ...]:
    """A key that puts later days first and no day last."""
    return (0, *(-ord(sign) for sign in day)) if day else (1,)
