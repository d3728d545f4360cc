"""What follows from the stated quads, kept in a graph of its own.

Closures are stored and not left to property paths: the same path is a thousand times faster on one
engine and a thousand times slower on another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from kg.rdf.sink import Sink
from kg.vocab import PARTY_DATES, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ids import Minter

__all__ = ["DERIVED", "derived_closures", "derived_quads"]

DERIVED = "derived"
_BINDING = [PARTY_DATES[event] for event in ("ratification", "accession", "entry-into-force")]


def derived_quads(minter: Minter, stated: Iterable[Quad]) -> Iterable[Quad]:
    """What a source's quads entail for its agreements.

    The parties and the evidence of the signing are those of each agreement; its fields only where the agreement
    is the only one signed. A signature alone does not bind where some party is told to have done more than sign.
    """
    stated = list(stated)
    copied = ("accord:hasParty", "accord:evidence")
    signs, fields, *others = (_pairs(stated, name) for name in ("accord:signs", "accord:inField", *copied))
    bound = {part for name in _BINDING for part in _pairs(stated, name)}
    parts = _pairs(stated, "accord:participation")
    sink = Sink(minter, DERIVED)
    for event, agreements in signs.items():
        not_by_signature = not bound.isdisjoint(parts.get(event, ()))
        for agreement in agreements:
            for predicate, values in zip(copied, others, strict=True):
                for value in values.get(event, ()):
                    if value not in values.get(agreement, ()):
                        sink.add(agreement.value, predicate, value)
            if not_by_signature:
                sink.add(agreement.value, "accord:signatureBinds", False)
            for field in fields.get(event, ()) if len(agreements) == 1 else ():
                if field not in fields.get(agreement, ()):
                    sink.add(agreement.value, "accord:inField", field)
    return sink.quads


def derived_closures(minter: Minter, reference: Iterable[Quad]) -> Iterable[Quad]:
    """Transitive closures of ``within`` (what is not stated already) and of ``skos:broader``."""
    sink = Sink(minter, DERIVED)
    for stated, entailed in (("accord:within", "accord:within"), ("skos:broader", "skos:broaderTransitive")):
        direct = _pairs(reference, stated)
        for node in direct:
            for above in _reachable(node, direct):
                if stated != entailed or above not in direct[node]:
                    sink.add(node.value, entailed, above)
    return sink.quads


def _pairs(quads: Iterable[Quad], predicate: str) -> dict[NamedNode, list[NamedNode]]:
    wanted = term(predicate)
    found: dict[NamedNode, list[NamedNode]] = {}
    for quad in quads:
        if quad.predicate == wanted and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            found.setdefault(quad.subject, []).append(quad.object)
    return found


def _reachable(node: NamedNode, direct: dict[NamedNode, list[NamedNode]]) -> list[NamedNode]:
    """All nodes above ``node``, itself only if it lies on a circle."""
    reached: dict[NamedNode, None] = {}
    waiting = list(direct[node])
    while waiting:
        above = waiting.pop()
        if above not in reached:
            reached[above] = None
            waiting += direct.get(above, ())
    return list(reached)
