"""What is known of each agreement of a network, made when it is looked at: most of them never are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.network.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.network.hypergraph import Agreement, Hypergraph

__all__ = ["Details"]


class Details(Mapping[str, "dict[str, Any]"]):
    """By IRI: label, title, kind, date, earliest, latest, date_basis, fields, parties, signing, commitments, evidence,
    status, confidence.

    Evidence of an agreement is its own and that of its signing, status and confidence its own or those of its signing;
    ``parties`` are all that signed, each with iri and
    label, by label. ``whereabouts`` tells where the parties are.
    """

    def __init__(self, graph: Hypergraph, agreements: Iterable[Agreement]) -> None:
        self._graph = graph
        self._chosen = dict.fromkeys(agreement.iri for agreement in agreements)
        self._made: dict[str, dict[str, Any]] = {}
        self.whereabouts = Whereabouts(graph)

    def __getitem__(self, iri: str) -> dict[str, Any]:
        if iri not in self._chosen:
            raise KeyError(iri)
        if iri not in self._made:
            self._made[iri] = self._details(self._graph.agreements[iri])
        return self._made[iri]

    def __iter__(self) -> Iterator[str]:
        return iter(self._chosen)

    def __len__(self) -> int:
        return len(self._chosen)

    def _details(self, agreement: Agreement) -> dict[str, Any]:
        graph = self._graph
        own = graph.passages.get(agreement.iri, [])
        parties = [{"iri": iri, "label": graph.signatories[iri].label} for iri in agreement.signatories]
        of_signing = [passage for passage in graph.passages.get(agreement.signing, ()) if passage not in own]
        standing = graph.standing.get(agreement.signing, {}) | graph.standing.get(agreement.iri, {})
        return {
            "label": agreement.label,
            "title": agreement.title,
            "kind": agreement.kind,
            "date": agreement.edtf,
            "earliest": agreement.earliest,
            "latest": agreement.latest,
            "date_basis": agreement.date_basis,
            "fields": sorted(agreement.fields),
            "parties": sorted(parties, key=lambda party: (party["label"], party["iri"])),
            "signing": agreement.signing,
            "commitments": list(graph.commitments.get(agreement.signing, ())),
            "evidence": [*own, *of_signing],
            "status": standing.get("status"),
            "confidence": standing.get("confidence"),
        }
