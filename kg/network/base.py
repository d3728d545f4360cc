"""The base queries of the network: ``queries/network``, from a store's columns where it has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.query import read_query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.rows import Rows
    from kg.store import Readable

__all__ = ["base_rows", "base_tuples"]


def base_rows(store: Readable, name: str) -> Rows:
    """The rows of ``queries/network/NAME.rq``."""
    columns = store.columns
    answered = columns.answer(f"network/{name}") if columns is not None else None
    return store.select(read_query("network", name).text) if answered is None else answered


def base_tuples(store: Readable, name: str) -> Iterable[tuple[Any, ...]]:
    """The same rows as plain tuples, for those of which there are many."""
    columns = store.columns
    answered = columns.tuples(f"network/{name}") if columns is not None else None
    return store.select(read_query("network", name).text) if answered is None else answered
