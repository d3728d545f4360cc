"""A record to the statements of its source's named graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from kg import dates
from kg.errors import RecordError
from kg.ids import digest, slug
from kg.model import DROPPED
from kg.rdf.reference import place_node
from kg.rdf.sink import Sink, literal, typed
from kg.vocab import PARTY_DATES, concepts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.ids import Minter
    from kg.model import Claim, Commitment, Evidence, Initiative, Instrument, Party, Record, Signing
    from kg.places import Gazetteer

__all__ = ["SourceWriter"]

T = TypeVar("T")


class SourceWriter:
    """Writes one record. ``places`` afterwards holds the ids of all places that it used."""

    def __init__(self, record: Record, minter: Minter, gazetteer: Gazetteer) -> None:
        self.record, self.minter, self.gazetteer = record, minter, gazetteer
        self.source = minter.iri("source", record.source.id)
        self.sink = Sink(minter, record.source.id)
        self.places: set[str] = set()  # grows with :meth:`more`, too
        self._known: dict[str, Party] = {}
        # What was stated already, by what it was made from: parties, places and days come again and again.
        self._parties: dict[tuple[object, ...], str] = {}
        self._spots: dict[str, str] = {}
        self._periods: dict[str, str] = {}
        self._kinds = concepts("instrument")

    def write(self) -> Sink:
        """All statements of the record; what a curator dropped is left out. Raises RecordError."""
        self._source()
        return self._facts()

    def more(self, record: Record) -> Sink:
        """What another part of the same source adds, for sources that are not held as one record."""
        self.record, self.sink = record, Sink(self.minter, record.source.id)
        return self._facts()

    def _facts(self) -> Sink:
        for signing in self.record.signings:
            if signing.status != DROPPED:
                self._told(f"signing {signing.id}", self._signing, signing)
        for claim in self.record.claims:
            if claim.status != DROPPED:
                self._told(f"claim {claim.id}", self._claim, claim)
        return self.sink

    def _told(self, where: str, write: Callable[[T], None], thing: T) -> None:
        """Write a signing or claim, and name it in what is wrong with it."""
        try:
            write(thing)
        except RecordError as error:
            raise RecordError(error.problem, record=where) from None

    def _iri(self, kind: str, *parts: str | int) -> str:
        return self.minter.iri(kind, self.record.source.id, *parts)

    def _thing(self, iri: str, cls: str, label: str | None = None) -> str:
        self.sink.thing(iri, f"accord:{cls}", label)
        self.sink.add(iri, "accord:inSource", self.source)
        return iri

    def _source(self) -> None:
        source, add = self.record.source, self.sink.add
        self.sink.thing(self.source, "accord:Source", source.title or source.id, source.language)
        if source.title:
            add(self.source, "dcterms:title", literal(source.title, source.language))
        for predicate, text in (
            ("dcterms:publisher", source.publisher),
            ("dcterms:language", source.language),
            ("dcterms:license", source.licence),
            ("accord:digest", source.sha256),
        ):
            add(self.source, predicate, literal(text) if text else None)
        add(self.source, "dcterms:issued", typed(source.published, "xsd:date") if source.published else None)
        add(self.source, "dcterms:source", source.url)
        add(self.source, "accord:characters", source.characters)
        add(self.source, "accord:quotable", source.quotable)

    def _signing(self, signing: Signing) -> None:
        parties = [self._party(signing, number, party) for number, party in enumerate(signing.parties, 1)]
        occasion = self._occasion(signing)
        node = self._thing(self._iri("signing", signing.id), "SigningEvent", f"Signing by {occasion}")
        for number, (iri, party) in enumerate(zip(parties, signing.parties, strict=True), 1):
            self.sink.add(node, "accord:hasParty", iri)
            if party.evidence or party.dates or party.role != "signatory":
                self._participation(node, signing, number, iri, party)
        self._dated(node, "accord:during", signing.signed, signing.basis)
        self._common(node, signing.fields, signing.evidence, "signing")
        self.sink.add(node, "accord:status", literal(signing.status) if signing.status else None)
        if signing.confidence is not None:
            self.sink.add(node, "accord:confidence", typed(f"{signing.confidence:f}", "xsd:decimal"))
        number = 0
        for instrument in signing.instruments:
            for _ in range(instrument.count):
                number += 1
                self._agreement(node, self._iri("agreement", f"{signing.id}-{number}"), instrument, occasion)
        for commitment in signing.commitments:
            self.sink.add(node, "accord:commitsTo", self._commitment(commitment))

    def _occasion(self, signing: Signing) -> str:
        """Words for an event or agreement that has no name of its own; the parties by name, as they have no order."""
        names = sorted(party.name or self.gazetteer.place(party.place or "").name for party in signing.parties)
        listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names) or "parties not named"
        return listed + (f", {_day_words(signing.signed)}" if signing.signed else "")

    def _party(self, signing: Signing, number: int, party: Party) -> str:
        if not party.named:
            return self._unnamed(signing, number, party)
        told = (party.name, party.kind, party.place, party.aliases)
        if (known := self._parties.get(told)) is None:
            known = self._parties[told] = self._named(party)
        return known

    def _unnamed(self, signing: Signing, number: int, party: Party) -> str:
        iri = self._thing(self._iri("unnamed", f"{signing.id}-{number}"), "UnnamedParties", party.name)
        self.sink.add(iri, "accord:minCount", party.minimum)
        self.sink.add(iri, "accord:maxCount", party.maximum)
        for member in party.includes:
            self.sink.add(iri, "accord:includes", self._party(signing, number, member))
        self.sink.add(iri, "accord:ofPlace", self._place(party.place) if party.place else None)
        return iri

    def _named(self, party: Party) -> str:
        if party.name:
            place_name = self.gazetteer.place(party.place).name if party.place else None
            iri = self._body(self.minter.body(self.record.source.id, party.name, place_name), party)
        else:
            known = self.gazetteer.place(party.place or "")
            iri = self._thing(self.minter.iri("territory", known.id), "Territory", known.name)
            self.sink.add(iri, "rdfs:label", literal(known.zh, "zh") if known.zh else None)
        for alias in party.aliases:
            self.sink.add(iri, "skos:altLabel", literal(alias, "en"))
        self.sink.add(iri, "accord:ofPlace", self._place(party.place) if party.place else None)
        return iri

    def _body(self, iri: str, party: Party) -> str:
        """A body, which may be told several times; names that differ in case and marks alone are one body's."""
        known = self._known.setdefault(iri, party)
        if known.kind and party.kind and known.kind != party.kind:
            raise RecordError(f"{party.name} is of two kinds, {known.kind} and {party.kind}: write one of them")
        self._thing(iri, "Body", known.name)
        if party.name and party.name != known.name:
            self.sink.add(iri, "skos:altLabel", literal(party.name, "en"))
        self.sink.code(iri, "accord:bodyKind", "body-kind", party.kind)
        return iri

    def _participation(self, event: str, signing: Signing, number: int, iri: str, party: Party) -> None:
        node = self._thing(self._iri("participation", f"{signing.id}-{number}"), "Participation")
        self.sink.add(event, "accord:participation", node)
        self.sink.add(node, "accord:party", iri)
        self.sink.code(node, "accord:role", "role", party.role)
        for date in party.dates:
            self._dated(node, PARTY_DATES[date.event], date.edtf, None)
        self._common(node, (), party.evidence, "party")

    def _agreement(self, event: str, iri: str, instrument: Instrument, occasion: str) -> None:
        kind = self._kinds[instrument.kind].labels.get("en", instrument.kind)
        node = self._thing(iri, "Agreement", instrument.title or f"{kind.capitalize()} of {occasion}")
        self.sink.add(event, "accord:signs", node)
        self.sink.add(node, "accord:signedAt", event)
        self.sink.code(node, "accord:instrumentType", "instrument", instrument.kind)
        if instrument.title:
            self.sink.add(node, "dcterms:title", literal(instrument.title, self.record.source.language))
        self.sink.add(node, "accord:asWritten", literal(instrument.as_written) if instrument.as_written else None)
        for place in instrument.about:
            self.sink.add(node, "dcterms:spatial", self._place(place))
        for row in instrument.source_rows:
            self.sink.add(node, "accord:sourceRow", literal(row))
        self.sink.add(node, "accord:digest", literal(instrument.rows_digest) if instrument.rows_digest else None)
        self._common(node, instrument.fields, instrument.evidence, "title" if instrument.title else "kind")

    def _commitment(self, commitment: Commitment) -> str:
        name = commitment.id or digest(commitment.text)[:12]
        node = self._thing(self._iri("commitment", name), "Commitment", commitment.text)
        self._dated(node, "accord:dueBy", commitment.due, commitment.due_basis)
        if commitment.recurrence:
            self.sink.add(node, "accord:recurrence", typed(commitment.recurrence, "xsd:duration"))
        if commitment.initiative:
            self.sink.add(node, "accord:concerns", self._initiative(commitment.initiative))
        self._common(node, (), commitment.evidence, "commitment")
        return node

    def _initiative(self, initiative: Initiative) -> str:
        node = self._thing(self._iri("initiative", slug(initiative.name)), "Initiative", initiative.name)
        self.sink.code(node, "accord:initiativeType", "initiative-type", initiative.type)
        for place in initiative.covers:
            self.sink.add(node, "accord:covers", self._place(place))
        self._common(node, (), initiative.evidence, "initiative")
        return node

    def _claim(self, claim: Claim) -> None:
        bounds = {(True, False): "at least {0}", (False, True): "at most {1}", (True, True): "{0} to {1}"}
        counted = bounds.get((claim.minimum is not None, claim.maximum is not None), "no number given of")
        words = f"{counted.format(claim.minimum, claim.maximum)} {claim.what}"
        label = ", ".join([words, *claim.places] + ([claim.period] if claim.period else []))
        node = self._thing(self._iri("claim", claim.id), "CountClaim", f"Claim: {label}")
        self.sink.code(node, "accord:counts", "count", claim.what)
        self.sink.add(node, "accord:minCount", claim.minimum)
        self.sink.add(node, "accord:maxCount", claim.maximum)
        for place in claim.places:
            self.sink.add(node, "accord:claimAbout", self._place(place))
        self._dated(node, "accord:during", claim.period, claim.basis)
        self.sink.add(node, "accord:asWritten", literal(claim.as_written) if claim.as_written else None)
        self.sink.add(node, "accord:status", literal(claim.status) if claim.status else None)
        self._common(node, claim.fields, claim.evidence, "count")

    def _place(self, name: str) -> str:
        if (node := self._spots.get(name)) is None:
            place = self.gazetteer.place(name)
            self.places.add(place.id)
            node = self._spots[name] = place_node(self.sink, place)
        return node

    def _dated(self, node: str, predicate: str, edtf: str | None, basis: str | None) -> None:
        if edtf:
            if (period := self._periods.get(edtf)) is None:
                period = self._periods[edtf] = self.sink.period(dates.parse(edtf))
            self.sink.add(node, predicate, period)
            self.sink.code(node, "accord:dateBasis", "basis", basis)

    def _common(self, node: str, fields: Iterable[str], evidence: Iterable[Evidence], aspect: str) -> None:
        for field in fields:
            self.sink.code(node, "accord:inField", "field", field)
        for stretch in evidence:
            self.sink.add(node, "accord:evidence", self._passage(stretch, aspect))

    def _passage(self, stretch: Evidence, aspect: str) -> str:
        node = self._thing(self._iri("passage", f"{stretch.start}-{stretch.end}"), "Passage")
        self.sink.add(node, "accord:start", stretch.start)
        self.sink.add(node, "accord:end", stretch.end)
        self.sink.add(node, "accord:digest", literal(stretch.digest) if stretch.digest else None)
        if stretch.exact and self.record.source.quotable:
            self.sink.add(node, "accord:exact", literal(stretch.exact, self.record.source.language))
        for name in stretch.aspects or (aspect,):
            self.sink.add(node, "accord:aspect", literal(name))
        return node


def _day_words(edtf: str) -> str:
    """A date for a label, without the notation's brackets."""
    year, _, month_day = edtf.partition("-")
    if year == dates.UNSPECIFIED_YEAR:
        return f"{month_day} of a year not given"
    return _between(*edtf.strip("[]").split("..")) if edtf.startswith("[") else edtf.replace("/", " to ")


def _between(first: str, last: str) -> str:
    if not first or not last:
        return f"until {last}" if last else f"from {first}"
    return f"between {first} and {last}"
