"""A network turned into the data of a page: plain, compact, in a settled order, with its words.

Nodes, edges and agreements are numbered in the order in which the page lists them, and refer to one
another by number. The layout and the words for dates are made here; nothing in this module knows HTML.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from kg.network.grouping import homes, named_part, partition
from kg.network.naming import named as named_communities
from kg.page.agreements import Row, Sources, agreement_rank, agreement_row, field_options, site_address
from kg.page.labels import wrap
from kg.page.layout import Box, Spot, place
from kg.page.looks import ORDER, Look, look_of
from kg.page.regions import chinese_labels, chinese_name, place_rows
from kg.page.summary import Summary, summarise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

DRAWN = 400  # nodes drawn at first; the rest is in the search, the tables and on the click of a neighbour


@dataclass(frozen=True)
class PageData:
    """All that the page shows. `nodes` and `edges` go through pyvis, the rest beside them."""

    view: str
    summary: Summary
    nodes: list[Row]
    edges: list[Row]
    tie_fields: list[list[str]]
    agreements: list[Row]
    sources: list[Row]
    fields: list[Row]
    legend: list[tuple[Look, int]]
    communities: list[str]
    places: list[Row]
    broader: Row
    chinese: Row
    story: list[Row]
    site: str | None = None
    drawn: int = DRAWN


def page_data(
    network: nx.Graph[Any], *, title: str | None = None, story: Sequence[Row] = (), site: str | None = None
) -> PageData:
    """Read a network into page data.

    Parameters: `network`; `title`, the heading if not the view's own; `story`, its steps; `site`, where a
    site of the same store stands. Raises InputError for a site that is neither a path nor a web address.
    """
    labels = network.graph.get("labels") or {}
    order = sorted(network, key=lambda iri: _node_rank(network, iri))
    number = {iri: index for index, iri in enumerate(order)}
    links = sorted(
        (
            (number[a], number[b], data) if number[a] < number[b] else (number[b], number[a], data)
            for a, b, data in network.edges(data=True)
        ),
        key=lambda link: (-link[2].get("weight", 1), link[0], link[1]),
    )
    sources = Sources()
    known = network.graph.get("agreements") or {}
    ranked = sorted(known, key=lambda iri: agreement_rank(known[iri], iri))
    agreements = [agreement_row(iri, known[iri], labels, number, sources) for iri in ranked]
    position = {iri: index for index, iri in enumerate(ranked)}
    signed = _signed_by(network, number, links, known, position)
    whereabouts = getattr(known, "whereabouts", None)
    places, where = place_rows(whereabouts, order, [network.nodes[iri].get("place") for iri in order])
    groups = partition(named_part(network))
    home = homes(network, groups)
    nodes = [_node(index, iri, network.nodes[iri], labels, signed[index]) for iri, index in number.items()]
    _set_sizes(nodes)
    spots = place(
        [Box(node["size"], node["label"].count("\n") + 1) for node in nodes],
        [(a, b, int(data.get("weight", 1))) for a, b, data in links],
        core=DRAWN,
        homes={number[iri]: group for iri, group in home.items()},
    )
    other_names = whereabouts.names if whereabouts else {}
    for iri, node, spot in zip(order, nodes, spots, strict=True):
        node.update(_coordinates(spot))
        node.update(home=home.get(iri), where=where[node["id"]], also=chinese_name(other_names.get(iri), node["name"]))
    fields = field_options(agreements, labels)
    edges = [_edge(index, link, network, order, position) for index, link in enumerate(links)]
    looks = Counter(look_of(network.nodes[iri]) for iri in order)
    return PageData(
        view=network.graph.get("view") or "parties",
        summary=summarise(network.graph, nodes, edges, title),
        nodes=nodes,
        edges=edges,
        agreements=agreements,
        sources=sources.found,
        tie_fields=[_labels_of(data.get("fields") or (), labels) for _, _, data in links],
        fields=fields,
        communities=[community.name for community in named_communities(network, groups)],
        places=places,
        broader={code: list(codes) for code, codes in (labels.get("broader") or {}).items()},
        chinese=chinese_labels(agreements, fields),
        story=list(story),
        site=site_address(site),
        legend=[(look, looks[look]) for look in ORDER if looks[look]],
    )


def _node_rank(network: nx.Graph[Any], iri: str) -> tuple[int, int, str, str]:
    data = network.nodes[iri]
    return (-data.get("partners", 0), -data.get("agreements", 0), str(data.get("label") or iri), iri)


def _node(index: int, iri: str, data: Mapping[str, Any], labels: Mapping[str, Any], signed: list[int]) -> Row:
    name = str(data.get("label") or iri)
    look = look_of(data)
    partners = int(data.get("partners", 0))
    kinds = labels.get("kinds") or {}
    code = data.get("kind") if data.get("type") == "body" else None
    kind = kinds.get(code, code) or _sort_in_words(data, labels)
    return {
        "id": index,
        "label": wrap(name),
        "shape": look.shape,
        "name": name,
        "iri": iri,
        "look": look.key,
        "kind": kind,
        "place": data.get("place"),
        "level": (labels.get("levels") or {}).get(data.get("level"), data.get("level")),
        "named": bool(data.get("named", True)),
        "members": data.get("size"),
        "partners": partners,
        "agreements": int(data.get("agreements", 0)),
        "signed": signed,
    }


def _set_sizes(nodes: Iterable[Row]) -> None:
    """Make the area of a mark grow with the number of partners."""
    rows = list(nodes)
    most = max([12, *(node["partners"] for node in rows)])
    for node in rows:
        node["size"] = round(8 + 20 * sqrt(node["partners"] / most), 1)


def _sort_in_words(data: Mapping[str, Any], labels: Mapping[str, Any]) -> str:
    code = str(data.get("level") or "")
    level = (labels.get("levels") or {}).get(code, code.replace("-", " "))
    if data.get("type") in ("territory", "place"):
        return level or str(data["type"])
    return {"unnamed": "group counted without names", "field": "policy field"}.get(str(data.get("type")), "")


def _coordinates(spot: Spot) -> Row:
    row: Row = {"x": spot.wide[0], "y": spot.wide[1]}
    if spot.narrow != spot.wide:
        row["narrow"] = list(spot.narrow)
    if spot.above:
        row["above"] = True
    return row


def _edge(
    index: int,
    link: tuple[int, int, Mapping[str, Any]],
    network: nx.Graph[Any],
    order: list[str],
    position: Mapping[str, int],
) -> Row:
    start, end, data = link
    row: Row = {
        "id": index,
        "from": start,
        "to": end,
        "signed": sorted(position[iri] for iri in data.get("agreements") or () if iri in position),
    }
    if not all(network.nodes[order[node]].get("named", True) for node in (start, end)):
        row["dashes"] = True
    return row


def _signed_by(
    network: nx.Graph[Any],
    number: Mapping[str, int],
    links: Iterable[tuple[int, int, Mapping[str, Any]]],
    known: Mapping[str, Any],
    position: Mapping[str, int],
) -> list[list[int]]:
    """The agreements of each node: those that name it or have it as a field, of its edges, and of its own list.

    The last (`agreement_iris` of a node) is for views whose nodes are not parties.
    """
    signed: list[set[int]] = [set() for _ in number]
    for iri, data in known.items():
        for party in data.get("parties") or ():
            if party.get("iri") in number:
                signed[number[party["iri"]]].add(position[iri])
    for start, end, data in links:
        shared = {position[iri] for iri in data.get("agreements") or () if iri in position}
        signed[start] |= shared
        signed[end] |= shared
    for iri, index in number.items():
        node = network.nodes[iri]
        if node.get("type") == "field":
            signed[index] |= {
                position[name] for name, data in known.items() if node.get("kind") in (data.get("fields") or ())
            }
        own = node.get("agreement_iris") or ()
        signed[index] |= {position[name] for name in own if name in position}
    return [sorted(numbers) for numbers in signed]


def _labels_of(codes: Iterable[str], labels: Mapping[str, Any]) -> list[str]:
    names = labels.get("fields") or {}
    return sorted(str(names.get(code, code)) for code in codes)
