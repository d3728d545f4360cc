"""A hypergraph in which what the identity graph says is one counts as one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.network.base import base_rows

if TYPE_CHECKING:
    from kg.network.hypergraph import Hypergraph
    from kg.store import Readable

__all__ = ["merged", "stands_for"]


def stands_for(store: Readable) -> dict[str, str]:
    """``{thing: what stands for it}``. InputError where the store has no identity graph."""
    found = dict(base_rows(store, "canonical"))
    if not found:
        raise InputError("the store identifies nothing: decide with kg identity, then kg identity --apply")
    return found


def merged(graph: Hypergraph, stands: dict[str, str]) -> Hypergraph:
    """``graph`` with one signatory, agreement and place for each that ``stands`` joins; it is not changed."""
    signatories = {}
    for iri, signatory in graph.signatories.items():
        chosen = stands.get(iri, iri)
        if chosen == iri or chosen not in graph.signatories:
            place = stands.get(signatory.place, signatory.place) if signatory.place else None
            signatories[chosen] = replace(signatory, iri=chosen, place=place)
    agreements = {}
    for iri, agreement in graph.agreements.items():
        if stands.get(iri, iri) == iri or stands[iri] not in graph.agreements:
            signed = list(dict.fromkeys(stands.get(party, party) for party in agreement.signatories))
            agreements[iri] = replace(agreement, signatories=signed)
    places = {}
    for iri, known in graph.places.items():
        if stands.get(iri, iri) == iri or stands[iri] not in graph.places:
            above = list(dict.fromkeys(stands.get(spot, spot) for spot in known.above))
            places[stands.get(iri, iri)] = replace(known, above=above)
    return replace(graph, signatories=signatories, agreements=agreements, places=places)
