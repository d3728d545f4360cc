"""Decisions as a graph of their own: links between what is the same, and what counts as one by them.

Sources stay as they are. The graph says ``identifiedWith`` of each pair that is the same, ``canonical`` of each
thing that another stands for, and the parties, places and places above in which canonical things stand for all:
``mergedParty``, ``mergedPlace``, ``mergedWithin``. Queries that use these run merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.sink import Sink

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.identity.clusters import Clusters
    from kg.ids import Minter

__all__ = ["IDENTITY", "identity_statements"]

IDENTITY = "identity"


def identity_statements(
    minter: Minter,
    clusters: Clusters,
    *,
    parties: Collection[tuple[str, str]],
    places: Collection[tuple[str, str]],
    within: Collection[tuple[str, str]],
) -> Sink:
    """The identity graph. Things in ``clusters`` are ends of IRIs; the pairs are whole IRIs.

    ``parties`` are (agreement, party), ``places`` (party, place), ``within`` (place, place above) as the store
    states them.
    """
    sink = Sink(minter, IDENTITY)
    whole = {end: minter.base + end for pair in clusters.joined for end in (pair.one, pair.other)}
    for decision in clusters.joined:
        sink.add(whole[decision.one], "accord:identifiedWith", whole[decision.other])
    known = {end.removeprefix(minter.base) for pairs in (parties, places, within) for pair in pairs for end in pair}
    stands = {whole[thing]: whole[chosen] for thing, chosen in clusters.canonical(known).items()}
    for thing, chosen in sorted(stands.items()):
        if thing != chosen:
            sink.add(thing, "accord:canonical", chosen)
    for predicate, pairs in (("mergedParty", parties), ("mergedPlace", places), ("mergedWithin", within)):
        for subject, value in pairs:
            # An agreement that several sources tell is counted once, a party of several names too.
            owner, merged = stands.get(subject, subject), stands.get(value, value)
            if owner != merged:
                sink.add(owner, f"accord:{predicate}", merged)
    return sink
