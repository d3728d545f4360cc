"""The quads of a source's named graph to its record: the inverse of :mod:`kg.rdf.write`.

What a record says and RDF does not keep: the order of parties that have no evidence of their own, the
path of the text, what a curator dropped, and whether alike documents were counted or listed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.ids import digest
from kg.model import Claim, Commitment, Evidence, Initiative, Instrument, Party, PartyDate, Record, Signing, Source
from kg.vocab import PARTY_DATES, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ids import Minter

__all__ = ["read_record"]


def read_record(quads: Iterable[Quad], minter: Minter, source: str) -> Record:
    """The record of ``source`` from the quads of its graph."""
    return _Reader(quads, minter, source).record()


class _Reader:
    def __init__(self, quads: Iterable[Quad], minter: Minter, source: str) -> None:
        self.minter, self.source = minter, source
        self.values: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in quads:
            if isinstance(quad.object, (NamedNode, Literal)) and isinstance(quad.subject, NamedNode):
                self.values[quad.subject.value, quad.predicate.value].append(quad.object.value)

    def record(self) -> Record:
        node = self.minter.iri("source", self.source)
        characters = self._one(node, "accord:characters")
        about = Source(
            id=self.source,
            title=self._one(node, "dcterms:title"),
            publisher=self._one(node, "dcterms:publisher"),
            published=self._one(node, "dcterms:issued"),
            url=self._one(node, "dcterms:source"),
            language=self._one(node, "dcterms:language") or "en",
            licence=self._one(node, "dcterms:license"),
            quotable=self._one(node, "accord:quotable") == "true",
            sha256=self._one(node, "accord:digest"),
            characters=int(characters) if characters else None,
        )
        return Record(
            source=about,
            signings=tuple(self._signing(iri) for iri in self._instances("SigningEvent")),
            claims=tuple(self._claim(iri) for iri in self._instances("CountClaim")),
        )

    def _all(self, node: str, predicate: str) -> list[str]:
        return sorted(self.values[node, term(predicate).value])

    def _one(self, node: str, predicate: str) -> str | None:
        return next(iter(self._all(node, predicate)), None)

    def _number(self, node: str, predicate: str) -> int | None:
        value = self._one(node, predicate)
        return None if value is None else int(value)

    def _code(self, node: str, predicate: str) -> str | None:
        value = self._one(node, predicate)
        return value.rpartition("/")[2] if value else None

    def _fields(self, node: str) -> tuple[str, ...]:
        return tuple(sorted(value.rpartition("/")[2] for value in self._all(node, "accord:inField")))

    def _instances(self, cls: str) -> list[str]:
        wanted = term(f"accord:{cls}").value
        rdf_type = term("rdf:type").value
        stated = list(self.values.items())
        return sorted(node for (node, predicate), found in stated if predicate == rdf_type and wanted in found)

    def _local(self, iri: str, kind: str) -> str:
        return self.minter.local(iri, kind).removeprefix(f"{self.source}/")

    def _place(self, node: str | None) -> str | None:
        return self._one(node, "rdfs:label") if node else None

    def _places(self, node: str, predicate: str) -> tuple[str, ...]:
        return tuple(sorted(self._place(place) or "" for place in self._all(node, predicate)))

    def _edtf(self, node: str, predicate: str) -> str | None:
        period = self._one(node, predicate)
        return self._one(period, "accord:edtf") if period else None

    def _signing(self, iri: str) -> Signing:
        name = self._local(iri, "signing")
        agreements = sorted(self._all(iri, "accord:signs"), key=lambda agreement: int(agreement.rpartition("-")[2]))
        confidence = self._one(iri, "accord:confidence")
        return Signing(
            id=name,
            signed=self._edtf(iri, "accord:during"),
            basis=self._code(iri, "accord:dateBasis"),
            parties=self._parties(iri),
            instruments=_counted(self._instrument(agreement) for agreement in agreements),
            fields=self._fields(iri),
            commitments=tuple(self._commitment(node) for node in self._all(iri, "accord:commitsTo")),
            status=self._one(iri, "accord:status"),
            confidence=Decimal(confidence) if confidence else None,
            evidence=self._evidence(iri, "signing"),
        )

    def _parties(self, event: str) -> tuple[Party, ...]:
        """The parties, those with a number of their own in its place, the others between them."""
        participations: defaultdict[str | None, list[str | None]] = defaultdict(list)
        for node in self._all(event, "accord:participation"):
            participations[self._one(node, "accord:party")].append(node)
        slots: dict[int, Party] = {}
        rest: list[Party] = []
        for iri in self._all(event, "accord:hasParty"):
            for participation in participations.get(iri, [None]):
                party = self._party(iri, participation)
                numbered = participation or (iri if not party.named else None)
                if numbered:
                    slots[int(numbered.rpartition("-")[2])] = party
                else:
                    rest.append(party)
        for number in range(1, len(slots) + len(rest) + 1):
            if number not in slots and rest:
                slots[number] = rest.pop(0)
        return tuple(slots[number] for number in sorted(slots))

    def _party(self, iri: str, participation: str | None) -> Party:
        cls = (self._one(iri, "rdf:type") or "").rpartition("#")[2]
        return Party(
            name=self._one(iri, "rdfs:label") if cls != "Territory" else None,
            kind=self._code(iri, "accord:bodyKind"),
            place=self._place(self._one(iri, "accord:ofPlace")),
            named=cls != "UnnamedParties",
            minimum=self._number(iri, "accord:minCount"),
            maximum=self._number(iri, "accord:maxCount"),
            role=(self._code(participation, "accord:role") if participation else None) or "signatory",
            aliases=tuple(self._all(iri, "skos:altLabel")),
            dates=self._party_dates(participation) if participation else (),
            includes=tuple(self._party(member, None) for member in self._all(iri, "accord:includes")),
            evidence=self._evidence(participation, "party") if participation else (),
        )

    def _party_dates(self, participation: str) -> tuple[PartyDate, ...]:
        found = ((event, self._edtf(participation, predicate)) for event, predicate in PARTY_DATES.items())
        return tuple(PartyDate(event=event, edtf=edtf) for event, edtf in found if edtf)

    def _instrument(self, iri: str) -> Instrument:
        title = self._one(iri, "dcterms:title")
        return Instrument(
            kind=self._code(iri, "accord:instrumentType") or "agreement",
            title=title,
            as_written=self._one(iri, "accord:asWritten"),
            fields=self._fields(iri),
            about=self._places(iri, "dcterms:spatial"),
            source_rows=tuple(self._all(iri, "accord:sourceRow")),
            rows_digest=self._one(iri, "accord:digest"),
            evidence=self._evidence(iri, "title" if title else "kind"),
        )

    def _commitment(self, iri: str) -> Commitment:
        name, text = self._local(iri, "commitment"), self._one(iri, "rdfs:label") or ""
        initiative = self._one(iri, "accord:concerns")
        return Commitment(
            text=text,
            id=None if name == digest(text)[:12] else name,
            due=self._edtf(iri, "accord:dueBy"),
            due_basis=self._code(iri, "accord:dateBasis"),
            recurrence=self._one(iri, "accord:recurrence"),
            initiative=self._initiative(initiative) if initiative else None,
            evidence=self._evidence(iri, "commitment"),
        )

    def _initiative(self, iri: str) -> Initiative:
        return Initiative(
            name=self._one(iri, "rdfs:label") or "",
            type=self._code(iri, "accord:initiativeType") or "other",
            covers=self._places(iri, "accord:covers"),
            evidence=self._evidence(iri, "initiative"),
        )

    def _claim(self, iri: str) -> Claim:
        return Claim(
            id=self._local(iri, "claim"),
            what=self._code(iri, "accord:counts") or "",
            minimum=self._number(iri, "accord:minCount"),
            maximum=self._number(iri, "accord:maxCount"),
            places=self._places(iri, "accord:claimAbout"),
            period=self._edtf(iri, "accord:during"),
            basis=self._code(iri, "accord:dateBasis"),
            fields=self._fields(iri),
            as_written=self._one(iri, "accord:asWritten"),
            status=self._one(iri, "accord:status"),
            evidence=self._evidence(iri, "count"),
        )

    def _evidence(self, node: str, usual: str) -> tuple[Evidence, ...]:
        found = []
        for passage in self._all(node, "accord:evidence"):
            aspects = tuple(self._all(passage, "accord:aspect"))
            found.append(
                Evidence(
                    start=int(self._one(passage, "accord:start") or 0),
                    end=int(self._one(passage, "accord:end") or 0),
                    digest=self._one(passage, "accord:digest"),
                    exact=self._one(passage, "accord:exact"),
                    aspects=() if aspects == (usual,) else aspects,
                )
            )
        return tuple(sorted(found, key=lambda item: (item.start, item.end)))


def _counted(instruments: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """Neighbours that are told alike, as one with a count."""
    grouped = ((first, len(list(same))) for first, same in groupby(instruments))
    return tuple(replace(first, count=count) for first, count in grouped)
