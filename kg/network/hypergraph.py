"""Agreements as hyperedges: each joins all who signed it. Read from a store in a few queries."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.dates import parse
from kg.network.base import base_rows
from kg.query import Parameter, resolve
from kg.rows import uncollected
from kg.vocab import concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kg.store import Readable

__all__ = ["Agreement", "Hypergraph", "Place", "Signatory", "places_of", "read", "signatories_of"]


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs. ``type`` is body, territory or unnamed; ``place`` the IRI of its place; ``size`` of a group;
    ``agreements`` the number that it signed, in all.
    """

    iri: str
    label: str
    type: str
    kind: str | None
    place: str | None
    size: int | None
    agreements: int = 0


@dataclass(slots=True)
class Agreement:
    """One signed document. ``edtf`` is its date, ``earliest`` and ``latest`` are days, fields are codes."""

    iri: str
    signing: str
    label: str
    title: str | None = None
    kind: str | None = None
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    date_basis: str | None = None
    signatories: list[str] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)

    def possibly_within(self, start: date | None, end: date | None) -> bool:
        """Whether it possibly was signed in the range; an undated one only when there is no bound."""
        if start is None and end is None:
            return True
        return self.edtf is not None and parse(self.edtf).possibly_within(start, end)


@dataclass(slots=True)
class Place:
    """A place with the IRIs of all places that it lies within."""

    label: str
    level: str | None
    above: list[str] = field(default_factory=list)


@dataclass
class Hypergraph:
    """Signatories, agreements over them, and places, by IRI.

    ``commitments``, ``passages`` and ``standing`` are read from the store when they are asked for.
    """

    signatories: dict[str, Signatory]
    agreements: dict[str, Agreement]
    places: dict[str, Place] = field(default_factory=dict)
    store: Readable | None = None

    @cached_property
    def commitments(self) -> dict[str, list[str]]:
        """The words of what each signing promised."""
        found: dict[str, list[str]] = {}
        for signing, commitment, *_ in base_rows(self.store, "commitments") if self.store else ():
            found.setdefault(signing, []).append(commitment)
        return found

    @cached_property
    def passages(self) -> dict[str, list[dict[str, Any]]]:
        """The evidence of each signing and agreement."""
        return _passages(self.store) if self.store else {}

    @cached_property
    def standing(self) -> dict[str, dict[str, Any]]:
        """Status (draft, accepted, corrected) and confidence (0 to 1) of signings and agreements, where told."""
        found: dict[str, dict[str, Any]] = {}
        for thing, status, confidence in base_rows(self.store, "standing") if self.store else ():
            told = {"status": status, "confidence": confidence}
            found.setdefault(thing, {}).update({key: value for key, value in told.items() if value is not None})
        return found


def read(store: Readable) -> Hypergraph:
    """All agreements of a store."""
    with uncollected():
        agreements: dict[str, Agreement] = {}
        for iri, label, title, kind, day, earliest, latest, basis, signing in base_rows(store, "agreements"):
            agreements[iri] = Agreement(iri, signing, label, title, kind, day, earliest, latest, basis)
        signatories = signatories_of(store)
        for iri, party in base_rows(store, "participations"):
            if (agreement := agreements.get(iri)) is not None and party in signatories:
                agreement.signatories.append(party)
        for iri, code in base_rows(store, "fields"):
            if (agreement := agreements.get(iri)) is not None:
                agreement.fields.add(code)
    return Hypergraph(signatories, agreements, places_of(store), store)


def signatories_of(store: Readable) -> dict[str, Signatory]:
    """All parties of a store, by IRI."""
    found: dict[str, Signatory] = {}
    for iri, *about in base_rows(store, "signatories"):
        found.setdefault(iri, Signatory(iri, *about))
    return found


def _passages(store: Readable) -> dict[str, list[dict[str, Any]]]:
    """The evidence of signings and agreements."""
    passages: dict[str, list[dict[str, Any]]] = {}
    for thing, source, title, url, start, end, exact, aspects in base_rows(store, "evidence"):
        passage = {
            "source": source,
            "source_title": title,
            "url": url,
            "start": start,
            "end": end,
            "exact": exact,
            "aspect": sorted(part for part in (aspects or "").split("\x1f") if part),
        }
        of_thing = passages.setdefault(thing, [])
        if passage not in of_thing:
            of_thing.append(passage)
    return passages


def places_of(store: Readable) -> dict[str, Place]:
    """All places of a store, by IRI."""
    places: dict[str, Place] = {}
    for iri, label, level, above in base_rows(store, "places"):
        place = places.setdefault(iri, Place(label, level))
        if above is not None:
            place.above.append(above)
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
