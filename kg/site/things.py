"""All that stands on the page of one thing, as plain data for its template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.site.contents import CONTENTS
from kg.site.drawing import Drawing, Tie, draw
from kg.site.facts import MOST, Facts, signed
from kg.site.kinds import look_of, sort_of
from kg.site.parts import Fact, Link, Passage, Section
from kg.site.tables import Tables

if TYPE_CHECKING:
    from collections import Counter

    from kg.site.kinds import Kind
    from kg.site.reading import Knowledge

__all__ = ["Thing", "Things"]


@dataclass(slots=True)
class Thing:
    """All that a page says of a thing."""

    iri: str
    kind: Kind
    sort: str
    look: str
    label: str
    other_labels: list[tuple[str, str]]
    lead: str
    facts: list[Fact]
    drawing: Drawing | None
    sections: list[Section]
    evidence: list[Passage]


class Things:
    """Makes a :class:`Thing` of an IRI."""

    def __init__(self, known: Knowledge, facts: Facts) -> None:
        self.known, self.facts, self.tables = known, facts, Tables(known, facts)

    def of(self, iri: str, kind: Kind) -> Thing:
        """What stands on the page of a thing of that kind."""
        content = CONTENTS[kind.key](self.tables, iri)
        look = self.look(iri)
        return Thing(
            iri=iri,
            kind=kind,
            sort=sort_of(self.known.nodes[iri].types, kind),
            look=look,
            label=self.known.label(iri),
            other_labels=self.known.other_labels(iri),
            lead=content.lead,
            facts=self._through_signing(iri) + self.facts.of(iri),
            drawing=draw(content.caption, look, self._ties(content.ties)),
            sections=[section for section in content.sections if section.rows],
            evidence=self.facts.evidence(iri),
        )

    def look(self, iri: str) -> str:
        """The class of a thing's mark."""
        return look_of(self.known.nodes[iri].types)

    def _through_signing(self, iri: str) -> list[Fact]:
        """What is known of an agreement through its signing: the date, and fields that it does not state itself."""
        found = []
        for signing in self.known.links(iri, "accord:signedAt")[:1]:
            when = self.facts.date(signing)
            if when:
                found.append(Fact("Date", [Link(signed(self.facts, iri), small=when)]))
            own = self.known.links(iri, "accord:inField")
            fields = [one for one in self.known.links(signing, "accord:inField") if one not in own]
            if fields:
                found.append(Fact("Fields of its signing", [self.facts.link(one) for one in fields[:MOST]]))
        return found

    def _ties(self, counted: Counter[str]) -> list[Tie]:
        return [
            Tie(self.known.label(iri), self.facts.paths.link(iri), number, self.look(iri))
            for iri, number in self.tables.ranked(counted)
            if iri in self.known
        ]
