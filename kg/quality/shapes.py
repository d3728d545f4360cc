"""Which SHACL engine holds a store against the shapes."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from kg.quality.fast import fast_faults
from kg.quality.standard import validate

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.quality.faults import Fault
    from kg.store import Readable

__all__ = ["Engine", "shape_faults"]

Engine = Literal["shacl", "pyshacl"]


def shape_faults(
    store: Readable, engine: Engine | None = None, progress: Callable[[str], None] = lambda _step: None
) -> list[Fault]:
    """Faults that the SHACL shapes find in ``store``.

    ``engine`` is ``"shacl"``, quick on large stores, or ``"pyshacl"``; None takes ``shacl`` where it is installed
    (it has wheels for the usual platforms only). Both find the same; blank nodes have names of each engine's own.
    """
    if engine == "shacl" or (engine is None and find_spec("shacl") is not None):
        return fast_faults(store, progress)
    progress("reading")
    data = store.to_rdflib()
    progress("shapes")
    return validate(data)
