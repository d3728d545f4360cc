"""Accord: who agreed what with whom, as a knowledge graph in which every fact names its evidence.

    import kg
    store = kg.build()                              # the packaged corpus, in memory
    kg.check(store).raise_if_failed()
    rows = kg.ask(store, "partners", place="Chongqing")  # row.party, row.partner, row.agreements
    network = kg.network.parties(store)             # networkx.Graph, weight = shared agreements
    kg.page.write(network, "network.html")          # one file, opens offline
    store.export("graph.ttl")
    graph = store.to_rdflib()

Names are looked up when they are first used, so that ``import kg`` loads none of the engines.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg import errors, network, page
    from kg.errors import AccordError, FaultsFound, InputError
    from kg.evidence import verify
    from kg.opening import open_store
    from kg.pipeline import build
    from kg.quality import check
    from kg.query import ask
    from kg.records import read_file
    from kg.store import Store

__all__ = [
    "AccordError",
    "FaultsFound",
    "InputError",
    "Store",
    "ask",
    "build",
    "check",
    "errors",
    "network",
    "open_store",
    "page",
    "read_file",
    "verify",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    homes = {
        "AccordError": "errors",
        "FaultsFound": "errors",
        "InputError": "errors",
        "Store": "store",
        "ask": "query",
        "build": "pipeline",
        "check": "quality",
        "open_store": "opening",
        "read_file": "records",
        "verify": "evidence",
    }
    if name in homes:
        return getattr(import_module(f"kg.{homes[name]}"), name)
    if name in __all__:
        return import_module(f"kg.{name}")
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
