"""What follows from the stated quads, kept in a graph of its own.

Closures are stored and not left to property paths: the same path is a thousand times faster on one
engine and a thousand times slower on another.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.rdf.sink import Sink
from kg.vocab import PARTY_DATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.ids import Minter
    from kg.rdf.sink import Statement

__all__ = ["CLOSURES", "DERIVED", "derived", "derived_closures"]

DERIVED = "derived"
CLOSURES: Mapping[str, str] = MappingProxyType(  # a stated property: the one that holds its transitive closure
    {"accord:within": "accord:within", "skos:broader": "skos:broaderTransitive"}
)
_BINDING = [PARTY_DATES[event] for event in ("ratification", "accession", "entry-into-force")]


def derived(minter: Minter, stated: Iterable[Statement]) -> Sink:
    """What a source's statements entail for its agreements.

    The parties and the evidence of the signing are those of each agreement; its fields only where the agreement
    is the only one signed. A signature alone does not bind where some party is told to have done more than sign.
    """
    copied = ("accord:hasParty", "accord:evidence")
    told = _pairs(stated, ("accord:signs", "accord:inField", "accord:participation", *copied, *_BINDING))
    signs, fields, parts = (told[name] for name in ("accord:signs", "accord:inField", "accord:participation"))
    bound = {part for name in _BINDING for part in told[name]}
    sink = Sink(minter, DERIVED)
    for event, agreements in signs.items():
        not_by_signature = not bound.isdisjoint(parts.get(event, ()))
        for agreement in agreements:
            for predicate in copied:
                values = told[predicate]
                for value in values.get(event, ()):
                    if value not in values.get(agreement, ()):
                        sink.add(agreement, predicate, value)
            if not_by_signature:
                sink.add(agreement, "accord:signatureBinds", False)
            for field in fields.get(event, ()) if len(agreements) == 1 else ():
                if field not in fields.get(agreement, ()):
                    sink.add(agreement, "accord:inField", field)
    return sink


def derived_closures(minter: Minter, reference: Iterable[Statement]) -> Sink:
    """Transitive closures of ``within`` (what is not stated already) and of ``skos:broader``."""
    sink = Sink(minter, DERIVED)
    told = _pairs(reference, CLOSURES)
    for stated, entailed in CLOSURES.items():
        direct = told[stated]
        for node in direct:
            for above in _reachable(node, direct):
                if stated != entailed or above not in direct[node]:
                    sink.add(node, entailed, above)
    return sink


def _pairs(statements: Iterable[Statement], predicates: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """By predicate and subject, the IRIs that are stated."""
    found: dict[str, dict[str, list[str]]] = {predicate: {} for predicate in predicates}
    for subject, predicate, value in statements:
        if predicate in found and isinstance(value, str):
            found[predicate].setdefault(subject, []).append(value)
    return found


def _reachable(node: str, direct: dict[str, list[str]]) -> list[str]:
    """All nodes above ``node``, itself only if it lies on a circle."""
    reached: dict[str, None] = {}
    waiting = list(direct[node])
    while waiting:
        above = waiting.pop()
        if above not in reached:
            reached[above] = None
            waiting += direct.get(above, ())
    return list(reached)
