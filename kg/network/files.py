"""Network files for other programs: GraphML, GEXF, CSV, JSON; byte-identical between runs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import InputError
from kg.export import defused, write_text

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["as_csv", "as_gexf", "as_graphml", "as_json", "write"]

_MEASURES = ("degree", "strength", "pagerank", "betweenness", "pivots", "community")


def write(network: nx.Graph[str], path: Path) -> Path:
    """Write ``network`` in the format of the suffix. Raises InputError for another suffix, StoreError."""
    forms = {".graphml": as_graphml, ".gexf": as_gexf, ".csv": as_csv, ".json": as_json}
    if path.suffix not in forms:
        raise InputError(f"{path}: the suffix is none of .html, {', '.join(forms)}")
    write_text(path, forms[path.suffix](network))
    return path


def as_json(network: nx.Graph[str]) -> str:
    """networkx's node-link form, with all attributes; ``nx.node_link_graph(data, edges="edges")`` reads it."""
    data = nx.node_link_data(network, edges="edges")
    data["graph"] = {key: dict(value) if isinstance(value, Mapping) else value for key, value in data["graph"].items()}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_csv(network: nx.Graph[str]) -> str:
    """One row an edge, with the labels of both ends, and their measures where ``annotate`` has put them there."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    columns = ["weight", "newman", "first", "last", "fields", "agreements"]
    own = [key for key in _MEASURES if any(key in data for _, data in network.nodes(data=True))]
    measured = [f"{end}_{key}" for end in ("source", "target") for key in own]
    writer.writerow(["source", "source_label", "target", "target_label", *columns, *measured])
    for one, other, edge in network.edges(data=True):
        ends = [one, network.nodes[one]["label"], other, network.nodes[other]["label"]]
        values = [network.nodes[end].get(key) for end in (one, other) for key in own]
        writer.writerow([defused(_flat(value)) for value in (*ends, *(edge[column] for column in columns), *values)])
    return buffer.getvalue()


def as_graphml(network: nx.Graph[str]) -> str:
    """GraphML with plain attributes; lists are joined by semicolons."""
    return "\n".join(nx.generate_graphml(_plain(network))) + "\n"


def as_gexf(network: nx.Graph[str]) -> str:
    """GEXF 1.2, without the day of writing that networkx puts in."""
    text = "\n".join(nx.generate_gexf(_plain(network)))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text) + "\n"


def _plain(network: nx.Graph[str]) -> nx.Graph[str]:
    """A copy with attributes that XML formats can hold: no None, no list, no character that XML forbids."""
    copy: nx.Graph[str] = nx.Graph()
    for node, data in network.nodes(data=True):
        copy.add_node(node, **_scalars(data))
    for one, other, data in network.edges(data=True):
        copy.add_edge(one, other, **_scalars(data))
    return copy


def _scalars(data: dict[str, Any]) -> dict[str, Any]:
    return {key: _flat(value) for key, value in data.items() if value is not None}


def _flat(value: object) -> object:
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text) if isinstance(text, str) else text
