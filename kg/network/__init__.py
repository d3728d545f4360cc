"""The partner network: agreements as hyperedges over those who signed, and its explicit projections.

An agreement joins all its signatories at once. A projection puts an edge between each two of them,
with two weights: ``weight``, the number of agreements shared, and ``newman``, the sum of 1/(k - 1)
over the shared agreements of k signatories each, a group counted as one (M. E. J. Newman, Scientific
collaboration networks II, Physical Review E 64, 016132, 2001), so that an agreement of many counts for
no more than one of two. An unnamed group is one marked node: listed, but not counted in a party's number of partners.

:func:`measures` gives degree, strength, PageRank, betweenness and community of each node, :func:`communities` the
named communities alone, :func:`annotate` puts measures on the nodes for :func:`write`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kg import dates
from kg.errors import InputError
from kg.network.base import base_rows
from kg.network.details import Details
from kg.network.files import write
from kg.network.hypergraph import Hypergraph, filtered, places_of, read, reduced, signatories_of
from kg.network.membership import parties_on
from kg.network.merged import merged as one_of_each
from kg.network.merged import stands_for
from kg.network.projection import RANKS, by_field, by_party, by_place, by_ties
from kg.vocab import concepts

if TYPE_CHECKING:
    from typing import Any

    import networkx as nx

    from kg.network.hypergraph import Agreement
    from kg.network.measuring import Measures, NodeMeasures, annotate, measures
    from kg.network.naming import Community, communities
    from kg.store import Readable

__all__ = [
    "Community",
    "Hypergraph",
    "Measures",
    "NodeMeasures",
    "annotate",
    "communities",
    "fields",
    "measures",
    "most_connected",
    "parties",
    "places",
    "read",
    "ties",
    "view",
    "write",
]


def __getattr__(name: str) -> object:
    homes = {"Community": "naming", "communities": "naming"}
    if name in __all__:  # what needs numpy, for those who measure alone
        return getattr(import_module(f"kg.network.{homes.get(name, 'measuring')}"), name)
    raise AttributeError(f"module 'kg.network' has no attribute {name!r}")


def parties(
    store: Readable,
    *,
    field: str | None = None,
    start: str | None = None,
    end: str | None = None,
    on: str | None = None,
    merged: bool = False,
) -> nx.Graph[str]:
    """Who signed with whom.

    ``field`` (a code or label; narrower ones count) and ``start``, ``end`` (days, YYYY-MM-DD; what possibly
    falls between them counts) choose the agreements, ``on`` (a day) those who possibly were parties to them then;
    ``merged`` counts as one what the store's identity graph says is one. See :func:`view` for the attributes.
    """
    return view(store, "parties", field=field, start=start, end=end, on=on, merged=merged)


def ties(store: Readable) -> nx.Graph[str]:
    """Who signed with whom, by weights alone: the same nodes as :func:`parties`, edges with weight and newman.

    For large networks of which the shape counts. Of the agreements behind a tie nothing is told, and nothing is left
    out.
    """
    return by_ties(signatories_of(store), places_of(store), base_rows(store, "ties"))


def places(
    store: Readable,
    level: str | None = None,
    *,
    field: str | None = None,
    start: str | None = None,
    end: str | None = None,
    merged: bool = False,
) -> nx.Graph[str]:
    """Whose places' parties signed together; ``level`` (a code of the scheme level) rolls places up."""
    return view(store, "places", field=field, start=start, end=end, level=level, merged=merged)


def fields(
    store: Readable, *, field: str | None = None, start: str | None = None, end: str | None = None
) -> nx.Graph[str]:
    """Which fields are agreed on together."""
    return view(store, "fields", field=field, start=start, end=end)


def view(
    store: Readable,
    name: str = "parties",
    *,
    field: str | None = None,
    start: str | None = None,
    end: str | None = None,
    on: str | None = None,
    level: str | None = None,
    merged: bool = False,
) -> nx.Graph[str]:
    """A projection called parties, places or fields.

    Nodes (IRIs) have label, type, kind, place, level, size, named, partners, agreements; edges have weight,
    newman, agreements, first, last, fields; the graph has view, level, filters, agreements (what is known
    of each, made when it is looked at), labels, summary. Raises InputError for a bad filter.
    """
    level = None if level == "own" else level
    if level is not None and (name != "places" or not any(level in rank for rank in RANKS)):
        levels = ", ".join(sorted(frozenset().union(*RANKS)))
        raise InputError(f"level goes with the view places and is one of own, {levels}, not {level!r} with {name}")
    first, last, when = (dates.day(text) if text else None for text in (start, end, on))
    if first and last and first > last:
        raise InputError(f"from {first} is after to {last}")
    stands = stands_for(store) if merged else {}
    graph = one_of_each(read(store), stands) if merged else read(store)
    agreements = filtered(graph, store, field, first, last)
    if when:
        agreements = reduced(agreements, parties_on(store, when, stands))
    if name == "parties":
        made = by_party(graph, agreements)
    elif name == "places":
        made = by_place(graph, agreements, level)
    elif name == "fields":
        made = by_field(agreements)
    else:
        raise InputError(f"{name!r} is no view; there is parties, places, fields")
    made.graph |= {
        "view": name,
        "level": level,
        "filters": {"field": field, "from": start, "to": end}
        | ({"on": on} if on else {})
        | ({"merged": "yes"} if merged else {}),
        "agreements": Details(graph, agreements),
        "labels": {key: _labels(scheme) for key, scheme in _LABELLED.items()} | {"broader": _broader()},
        "summary": _summary(made, agreements),
    }
    return made


def most_connected(network: nx.Graph[str], count: int) -> list[tuple[str, int, int]]:
    """The ``count`` named nodes with most partners: label, named partners, agreements."""
    named = [data for _, data in network.nodes(data=True) if data["named"]]
    named.sort(key=lambda data: (-data["partners"], -data["agreements"], data["label"]))
    return [(data["label"], data["partners"], data["agreements"]) for data in named[:count]]


_LABELLED = {"fields": "field", "kinds": "body-kind", "instruments": "instrument", "levels": "level"}


def _labels(scheme: str) -> dict[str, str]:
    return {code: concept.labels.get("en", code) for code, concept in sorted(concepts(scheme).items())}


def _broader() -> dict[str, list[str]]:
    """Broader codes of each field that has any."""
    return {code: sorted(concept.broader) for code, concept in sorted(concepts("field").items()) if concept.broader}


def _summary(network: nx.Graph[str], agreements: list[Agreement]) -> dict[str, Any]:
    named = {node for node, data in network.nodes(data=True) if data["named"]}
    return {
        "bodies": len(named),
        "unnamed": network.number_of_nodes() - len(named),
        "partnerships": sum(one in named and other in named for one, other in network.edges),
        "agreements": len(agreements),
        "signings": len({agreement.signing for agreement in agreements}),
        "first": min((one.earliest for one in agreements if one.earliest), default=None),
        "last": max((one.latest for one in agreements if one.latest), default=None),
        "undated": sum(one.earliest is None and one.latest is None for one in agreements),
    }
