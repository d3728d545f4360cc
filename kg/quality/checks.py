"""The queries in ``queries/checks``: each of their rows is a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import resources
from kg.quality.faults import Fault
from kg.query import read_query

if TYPE_CHECKING:
    from kg.store import Readable

__all__ = ["check_names", "run_check"]


def check_names() -> list[str]:
    """Names of the checks, sorted."""
    return sorted(path.stem for path in resources.path("queries", "checks").glob("*.rq"))


def run_check(store: Readable, name: str) -> list[Fault]:
    """Faults that the check ``name`` finds. Raises QueryError or StoreError if the store does not answer."""
    query = read_query("checks", name)
    faults = []
    for row in store.select(query.text):
        values = row.as_dict()
        value = values.get("value")
        message = str(values.get("message") or "breaks the rule")
        stated = None if value is None else str(value)
        faults.append(Fault(str(values.get("focus")), name, message, stated, query.severity))
    return faults
