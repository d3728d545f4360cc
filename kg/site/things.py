"""What stands on the page of an agreement, a signing, a party, a place, a field, a source or a claim."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.site.drawing import Drawing, Tie, draw
from kg.site.facts import Facts, signed
from kg.site.parts import Fact, Link, Passage, Section, cut
from kg.site.reading import first_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.site.reading import Knowledge

__all__ = ["KINDS", "PARTIES", "Kind", "Thing", "Things", "kind_of"]

PARTIES = ("accord:Body", "accord:Territory", "accord:UnnamedParties")
MOST = 40  # values of a fact
NAMED = 3  # parties named in a cell


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that has pages: its classes, what one and many are called, where its list is, its mark."""

    key: str
    types: tuple[str, ...]
    one: str
    many: str
    look: str


KINDS = (
    Kind("agreements", ("accord:Agreement",), "Agreement", "Agreements", "document"),
    Kind("signings", ("accord:SigningEvent",), "Signing", "Signings", "document"),
    Kind("parties", PARTIES, "Party", "Parties", "body"),
    Kind("places", ("accord:Place",), "Place", "Places", "place"),
    Kind("fields", ("accord:Field",), "Field", "Fields", "field"),
    Kind("sources", ("accord:Source",), "Source", "Sources", "source"),
    Kind("claims", ("accord:CountClaim",), "Claim", "Claims", "source"),
)
_PARTY_WORDS = {
    "accord:Body": "Body",
    "accord:Territory": "Territory acting as a party",
    "accord:UnnamedParties": "Parties counted without names",
}


@dataclass(slots=True)
class Thing:
    """All that a page says of a thing."""

    iri: str
    kind: Kind
    sort: str
    label: str
    other_labels: list[tuple[str, str]]
    lead: str
    facts: list[Fact]
    drawing: Drawing | None
    sections: list[Section]
    evidence: list[Passage]


def kind_of(types: Iterable[str]) -> Kind | None:
    """The kind of a thing by its classes, None where it has no page."""
    there = set(types)
    return next((kind for kind in KINDS if not there.isdisjoint(kind.types)), None)


class Things:
    """Makes :class:`Thing` of IRIs; ``signatories`` of an agreement or signing are looked up once."""

    def __init__(self, known: Knowledge, facts: Facts) -> None:
        self.known, self.facts = known, facts
        self._rows: dict[str, list[list[Link]]] = {}

    def of(self, iri: str, kind: Kind) -> Thing:
        """What stands on the page of a thing of that kind."""
        lead, ties, caption, sections = getattr(self, f"_{kind.key}")(iri)
        look = self.look(iri)
        evidence = self.facts.evidence(iri)
        return Thing(
            iri=iri,
            kind=kind,
            sort=next((_PARTY_WORDS[name] for name in PARTIES if name in self.known.nodes[iri].types), kind.one),
            label=self.known.label(iri),
            other_labels=self.known.other_labels(iri),
            lead=lead,
            facts=self._through_signing(iri) + self.facts.of(iri),
            drawing=draw(caption, look, ties),
            sections=[section for section in sections if section.rows],
            evidence=evidence,
        )

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

    def agreements_of(self, iri: str, name: str) -> list[str]:
        """Agreements that point to a thing by a property, or whose signing does."""
        direct = self.known.back(iri, name, "accord:Agreement")
        signings = self.known.back(iri, name, "accord:SigningEvent")
        through = (one for signing in signings for one in self.known.links(signing, "accord:signs"))
        return [one for one in dict.fromkeys((*direct, *through)) if one in self.facts.paths]

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
            made = [
                [Link(signed(self.facts, iri) or "no date given")],
                [self.document(iri)],
                named,
            ]
            self._rows[iri] = made
        return made

    def agreement_table(self, title: str, iris: Iterable[str], key: str = "agreements", note: str = "") -> Section:
        """A table of agreements or signings, the latest first."""
        rows = [self.agreement_row(iri) for iri in self.latest_first(iris)]
        return Section(key, title, ["Date", "Document", "Parties"], rows, note)

    def document(self, iri: str) -> Link:
        """An agreement by its title with its kind, or by its kind alone, where its parties stand beside it."""
        link = self.facts.link(iri)
        kind = first_of(self.known.links(iri, "accord:instrumentType"))
        plain = "signing" if "accord:SigningEvent" in self.known.nodes[iri].types else "document"
        called = self.known.label(kind) if kind else plain
        if title := self.known.text(iri, "dcterms:title"):
            return Link(cut(title), link.href, small=called)
        return Link(called, link.href, full=link.text)

    def _day(self, iri: str) -> str:
        for one in (iri, *self.known.links(iri, "accord:signedAt")):
            for when in self.known.links(one, "accord:during"):
                if (text := self.known.text(when, "accord:latest")) is not None:
                    return text
        return ""

    def look(self, iri: str) -> str:
        """The class of a thing's mark."""
        types = self.known.nodes[iri].types
        if "accord:Territory" in types:
            return "territory"
        if "accord:UnnamedParties" in types:
            return "unnamed"
        kind = kind_of(types)
        return kind.look if kind else "body"

    def _ties(self, counted: Counter[str]) -> list[Tie]:
        ranked = sorted(counted.items(), key=lambda pair: (-pair[1], self.known.label(pair[0]), pair[0]))
        return [
            Tie(self.known.label(iri), self.facts.paths.link(iri), number, self.look(iri))
            for iri, number in ranked
            if iri in self.known
        ]

    def _counted(self, title: str, column: str, counted: Counter[str], key: str, note: str = "") -> Section:
        ranked = sorted(counted.items(), key=lambda pair: (-pair[1], self.known.label(pair[0]), pair[0]))
        rows = [[[self.facts.link(iri)], [Link(f"{number:,}")]] for iri, number in ranked]
        return Section(key, title, [column, "Agreements"], rows, note, frozenset({"Agreements"}))

    def _listed(self, title: str, column: str, iris: Sequence[str], key: str) -> Section:
        ranked = sorted(set(iris), key=lambda iri: (self.known.label(iri), iri))
        return Section(key, title, [column], [[[self.facts.link(iri)]] for iri in ranked])

    def _parties_of(self, iri: str) -> Section:
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
        rows = []
        for party in sorted(self.known.links(iri, "accord:hasParty"), key=lambda one: (self.known.label(one), one)):
            where = [self.facts.link(place) for place in self.known.links(party, "accord:ofPlace")]
            role = "; ".join(dict.fromkeys(roles.get(party, ())))
            rows.append([[self.facts.link(party)], where, [Link(role)] if role else []])
        return _without_empty(Section("parties", "Parties", ["Party", "Place", "Role"], rows))

    def _commitments_of(self, iri: str) -> Section:
        rows = []
        for promise in self.known.links(iri, "accord:commitsTo"):
            about = [Link(self.known.label(one)) for one in self.known.links(promise, "accord:concerns")]
            due = [
                Link(self.known.text(when, "accord:edtf") or self.known.label(when))
                for when in self.known.links(promise, "accord:dueBy")
            ]
            often = self.known.text(promise, "accord:recurrence")
            rows.append([[Link(self.known.label(promise))], about, due + ([Link(f"every {often}")] if often else [])])
        return _without_empty(Section("commitments", "What they promise", ["Commitment", "Initiative", "Due"], rows))

    def _agreements(self, iri: str) -> tuple[str, list[Tie], str, list[Section]]:
        parties = self.known.links(iri, "accord:hasParty")
        ties = self._ties(Counter(dict.fromkeys(parties, 1)))
        sections = [self._parties_of(iri)]
        signings = self.known.links(iri, "accord:signedAt")
        sections += [self._commitments_of(signing) for signing in signings[:1]]
        together = [
            one
            for signing in signings
            for one in self.known.links(signing, "accord:signs")
            if one != iri and one in self.facts.paths
        ]
        sections.append(self.agreement_table("Signed on the same occasion", together, "together"))
        when = signed(self.facts, iri)
        lead = f"Signed {when}" if when else "No date is given"
        return f"{lead} by {_number(len(parties), 'party', 'parties')}.", ties, "Who signed it", sections

    def _signings(self, iri: str) -> tuple[str, list[Tie], str, list[Section]]:
        parties = self.known.links(iri, "accord:hasParty")
        documents = [one for one in self.known.links(iri, "accord:signs") if one in self.facts.paths]
        sections = [
            self.agreement_table("What was signed", documents),
            self._parties_of(iri),
            self._commitments_of(iri),
        ]
        when = signed(self.facts, iri)
        signs = _number(len(documents), "agreement", "agreements")
        lead = f"{_number(len(parties), 'party', 'parties')} signed {signs}{f', {when}' if when else ''}."
        return lead, self._ties(Counter(dict.fromkeys(parties, 1))), "Who signed", sections

    def _parties(self, iri: str) -> tuple[str, list[Tie], str, list[Section]]:
        agreements = self.agreements_of(iri, "accord:hasParty")
        partners: Counter[str] = Counter()
        fields: Counter[str] = Counter()
        for one in agreements:
            partners.update(party for party in self.known.links(one, "accord:hasParty") if party != iri)
            fields.update(self.fields_of(one))
        sections = [
            self.agreement_table("Agreements", agreements),
            self._counted("Partners", "Partner", partners, "partners"),
            self._counted("Fields", "Field", fields, "fields"),
            self._listed("Includes", "Party", self.known.links(iri, "accord:includes"), "includes"),
        ]
        with_whom = _number(len(partners), "partner", "partners")
        lead = f"{_number(len(agreements), 'agreement', 'agreements')} with {with_whom}."
        return lead, self._ties(partners), "Who it signed with", sections

    def fields_of(self, iri: str) -> set[str]:
        """Fields of an agreement, stated of itself or of its signing."""
        signings = self.known.links(iri, "accord:signedAt")
        return {
            field
            for one in (iri, *signings)
            for field in self.known.links(one, "accord:inField")
            if field in self.facts.paths
        }

    def _places(self, iri: str) -> tuple[str, list[Tie], str, list[Section]]:
        parties = self.known.back(iri, "accord:ofPlace", *PARTIES)
        agreements: dict[str, None] = {}
        signed_by: Counter[str] = Counter(dict.fromkeys(parties, 0))
        for party in parties:
            found = self.agreements_of(party, "accord:hasParty")
            agreements |= dict.fromkeys(found)
            signed_by[party] = len(found)
        others: Counter[str] = Counter()
        for one in agreements:
            there = {
                place
                for party in self.known.links(one, "accord:hasParty")
                for place in self.known.links(party, "accord:ofPlace")
            }
            others.update(there - {iri})
        above = self.known.links(iri, "accord:within")
        sections = [
            self._counted("Its parties", "Party", signed_by, "parties"),
            self.agreement_table("Agreements of its parties", agreements),
            self._counted("Signed with", "Place", others, "partners"),
            self._listed("Lies within", "Place", above, "above"),
            self._listed("Places within it", "Place", self.known.back(iri, "accord:within", "accord:Place"), "inside"),
            self._listed("Claims about it", "Claim", self.known.back(iri, "accord:claimAbout"), "claims"),
        ]
        own = _number(len(parties), "party", "parties")
        lead = f"{own} of this very place signed {_number(len(agreements), 'agreement', 'agreements')}."
        return lead, self._ties(others), "Whose parties it signed with", sections

    def _fields(self, iri: str) -> tuple[str, list[Tie], str, list[Section]]:
        agreements = self.agreements_of(iri, "accord:inField")
        parties = Counter(party for one in agreements for party in self.known.links(one, "accord:hasParty"))
        narrower = self.known.back(iri, "skos:broader")
        sections = [
            self.agreement_table("Agreements", agreements),
            self._counted("Parties", "Party", parties, "parties"),
            self._listed("Narrower fields", "Field", [one for one in narrower if one in self.facts.paths], "narrower"),
            self._listed("Claims", "Claim", self.known.back(iri, "accord:inField", "accord:CountClaim"), "claims"),
        ]
        definition = self.known.text(iri, "skos:definition") or ""
        said = f"{_number(len(agreements), 'agreement', 'agreements')} in this very field."
        return f"{definition} {said}".strip(), self._ties(parties), "Who signed in this field", sections

    def _sources(self, iri: str) -> tuple[str, list[Tie], str, list[Section]]:
        signings = self.known.back(iri, "accord:inSource", "accord:SigningEvent")
        agreements = self.known.back(iri, "accord:inSource", "accord:Agreement")
        claims = self.known.back(iri, "accord:inSource", "accord:CountClaim")
        places = self.known.back(iri, "accord:inSource", "accord:Place")
        parties = Counter(party for one in agreements for party in self.known.links(one, "accord:hasParty"))
        sections = [
            self.agreement_table("Agreements it lists", agreements),
            self._listed("What it claims", "Claim", claims, "claims"),
            self._listed("Places it describes", "Place", places, "places"),
        ]
        said = [
            _number(len(agreements), "agreement", "agreements")
            + " at "
            + _number(len(signings), "signing", "signings"),
            *([_number(len(places), "place", "places")] if places else []),
        ]
        return f"It lists {' and '.join(said)}.", self._ties(parties), "Parties it names most", sections

    def _claims(self, iri: str) -> tuple[str, list[Tie], str, list[Section]]:
        places = self.known.links(iri, "accord:claimAbout")
        lead = "What a source says of how many there are; not a count made from this graph."
        return lead, self._ties(Counter(dict.fromkeys(places, 1))), "What it is about", []


def _without_empty(section: Section) -> Section:
    """A table without the columns that no row has anything in."""
    kept = [index for index in range(len(section.columns)) if any(row[index] for row in section.rows)]
    rows = [[row[index] for index in kept] for row in section.rows]
    return Section(section.key, section.title, [section.columns[index] for index in kept], rows, section.note)


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _turned(day: str) -> tuple[int, ...]:
    """A key that puts later days first and no day last."""
    return (0, *(-ord(sign) for sign in day)) if day else (1,)
