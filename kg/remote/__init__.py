"""A SPARQL 1.1 endpoint as a store: read by queries, built into by updates and the Graph Store Protocol.

:mod:`~kg.remote.address` knows where an engine keeps its update and graph store beside its queries,
:mod:`~kg.remote.requests` says what is sent and :mod:`~kg.remote.results` reads what comes back,
:mod:`~kg.remote.login` answers challenges, :mod:`~kg.remote.transport` sends and waits,
:mod:`~kg.remote.dialects` bridges what engines do in their own way, and :mod:`~kg.remote.store` reads and writes.
"""

from __future__ import annotations

from kg.remote.address import is_address
from kg.remote.store import RemoteStore

__all__ = ["RemoteStore", "is_address"]
