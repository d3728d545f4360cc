"""The base queries of the network: ``queries/network``, from a store's columns where it has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.query import read_query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store import Readable

__all__ = ["base_rows"]


def base_rows(store: Readable, name: str) -> Iterable[tuple[Any, ...]]:
    """The rows of ``queries/network/NAME.rq``, values in the order of its columns; there may be very many."""
    columns = store.columns
    answered = columns.tuples(f"network/{name}") if columns is not None else None
    return store.select(read_query("network", name).text) if answered is None else answered
