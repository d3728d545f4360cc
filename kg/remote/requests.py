"""Requests of the SPARQL 1.1 Protocol, as SPARQLWrapper writes them.

Sending them is ours (:mod:`kg.remote.transport`): SPARQLWrapper gives a password to every later request of the process,
follows redirections with it, and does not try again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import __version__

if TYPE_CHECKING:
    from urllib.request import Request

    from SPARQLWrapper import SPARQLWrapper

__all__ = ["AGENT", "query_request", "update_request"]

AGENT = f"accord-kg/{__version__} (https://w3id.org/accord)"


def query_request(address: str, query: str, kind: str) -> Request:
    """A query to the service at ``address``; ``kind`` is SELECT, ASK, CONSTRUCT or DESCRIBE."""
    from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper  # slow, and only remote stores need it

    client = SPARQLWrapper(address, agent=AGENT)
    client.setReturnFormat(TURTLE if kind in ("CONSTRUCT", "DESCRIBE") else JSON)
    return _request(client, query, kind)


def update_request(address: str, update: str) -> Request:
    """An update to the service at ``address``."""
    from SPARQLWrapper import SPARQLWrapper  # as above

    return _request(SPARQLWrapper(address, agent=AGENT), update, "INSERT")


def _request(client: SPARQLWrapper, text: str, kind: str) -> Request:
    client.queryString, client.queryType = text, kind  # its own setQuery is misled by words in comments
    client.setMethod("POST")
    return client._createRequest()  # it gives a request without sending it in no other way
