"""Agreements as hyperedges: each joins all who signed it. Read from a store in a few queries."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kg.dates import parse
from kg.network.base import base_rows
from kg.query import Parameter, resolve
from kg.vocab import concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kg.rows import Row
    from kg.store import Readable

__all__ = ["Agreement", "Hypergraph", "Signatory", "read"]


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs. ``type`` is body, territory or unnamed; ``place`` the IRI of its place; ``size`` of a group."""

    iri: str
    label: str
    type: str
    kind: str | None
    place: str | None
    size: int | None


@dataclass(slots=True)
class Agreement:
    """One signed document with what is known of it; ``details`` as the network's ``graph["agreements"]`` has it."""

    iri: str
    signing: str
    details: dict[str, Any]
    signatories: list[str] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)

    def possibly_within(self, start: date | None, end: date | None) -> bool:
        """Whether it possibly was signed in the range; an undated one only when there is no bound."""
        if start is None and end is None:
            return True
        edtf = self.details["date"]
        return edtf is not None and parse(edtf).possibly_within(start, end)


@dataclass(slots=True)
class Hypergraph:
    """Signatories, agreements over them, and places (``{iri: (label, level, ancestors)}``)."""

    signatories: dict[str, Signatory]
    agreements: dict[str, Agreement]
    places: dict[str, Place]


@dataclass(slots=True)
class Place:
    """A place with the IRIs of all places that it lies within."""

    label: str
    level: str | None
    above: list[str] = field(default_factory=list)


def read(store: Readable) -> Hypergraph:
    """All agreements of a store."""
    agreements = {str(row.agreement): _agreement(row) for row in base_rows(store, "agreements")}
    signatories: dict[str, Signatory] = {}
    for row in base_rows(store, "participations"):
        iri, agreement = str(row.party), agreements.get(str(row.agreement))
        signatories.setdefault(iri, _signatory(row))
        if agreement is not None and iri not in agreement.signatories:
            agreement.signatories.append(iri)
            agreement.details["parties"].append({"iri": iri, "label": signatories[iri].label})
    for row in base_rows(store, "fields"):
        if (agreement := agreements.get(str(row.agreement))) is not None:
            agreement.fields.add(str(row.field))
    for agreement in agreements.values():
        agreement.details["fields"] = sorted(agreement.fields)
    _add_lists(agreements, store)
    return Hypergraph(signatories, agreements, _places(store))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _agreement(row: Row) -> Agreement:
    details: dict[str, Any] = {
        "label": str(row.label),
        "title": _text(row.title),
        "kind": _text(row.kind),
        "date": _text(row.date),
        "earliest": _text(row.earliest),
        "latest": _text(row.latest),
        "date_basis": _text(row.basis),
        "fields": [],
        "parties": [],
        "signing": str(row.signing),
        "commitments": [],
        "evidence": [],
    }
    return Agreement(str(row.agreement), str(row.signing), details)


def _signatory(row: Row) -> Signatory:
    size = row.size if isinstance(row.size, int) else None
    return Signatory(str(row.party), str(row.label), str(row.type), _text(row.kind), _text(row.place), size)


def _add_lists(agreements: Mapping[str, Agreement], store: Readable) -> None:
    """Commitments of the signing, and the evidence of agreement and signing."""
    of_signing: dict[str, list[Agreement]] = {}
    for agreement in agreements.values():
        of_signing.setdefault(agreement.signing, []).append(agreement)
    for row in base_rows(store, "commitments"):
        for agreement in of_signing.get(str(row.signing), ()):
            agreement.details["commitments"].append(str(row.commitment))
    for row in base_rows(store, "evidence"):
        thing = str(row.thing)
        known = agreements.get(thing)
        passage = {
            "source": str(row.source),
            "source_title": _text(row.source_title),
            "url": _text(row.url),
            "start": row.start,
            "end": row.end,
            "exact": _text(row.exact),
            "aspect": sorted(part for part in str(row.aspects or "").split("\x1f") if part),
        }
        for agreement in [known] if known else of_signing.get(thing, ()):
            if passage not in agreement.details["evidence"]:
                agreement.details["evidence"].append(passage)


def _places(store: Readable) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for row in base_rows(store, "places"):
        place = places.setdefault(str(row.place), Place(str(row.label), _text(row.level)))
        if row.above is not None:
            place.above.append(str(row.above))
    return places


def filtered(
    graph: Hypergraph, store: Readable, wanted: str | None, start: date | None, end: date | None
) -> list[Agreement]:
    """Agreements in the field ``wanted`` (or a narrower one) that possibly fall between two days, by IRI."""
    codes = None if wanted is None else _narrower(store, wanted)
    kept = [
        agreement
        for agreement in graph.agreements.values()
        if agreement.possibly_within(start, end) and (codes is None or agreement.fields & codes)
    ]
    return sorted(kept, key=lambda agreement: agreement.iri)


def reduced(agreements: Iterable[Agreement], members: Mapping[str, Mapping[str, object]]) -> list[Agreement]:
    """The agreements with only those signatories that ``members`` has, without the ones that are left with none."""
    kept = []
    for agreement in agreements:
        there = [iri for iri in agreement.signatories if iri in members.get(agreement.iri, ())]
        if there:
            kept.append(replace(agreement, signatories=there))
    return kept


def _narrower(store: Readable, wanted: str) -> set[str]:
    """The code of a field and all codes below it."""
    (node,) = resolve(store, Parameter("field", "field", ""), wanted)
    top = node.value.rpartition("/")[2]
    found, fields = {top}, concepts("field")
    while more := {code for code, concept in fields.items() if code not in found and found & set(concept.broader)}:
        found |= more
    return found
