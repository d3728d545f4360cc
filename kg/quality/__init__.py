"""Checks of the data: SHACL shapes, and queries whose rows are faults.

:mod:`~kg.quality.shapes` holds a store against the shapes, with the engine that :mod:`~kg.quality.fast` calls or, where
that is not installed, with pySHACL (:mod:`~kg.quality.standard`); :mod:`~kg.quality.checks` asks the queries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.quality.checks import check_names, run_check
from kg.quality.faults import Fault, Report
from kg.quality.shapes import shape_faults
from kg.quality.standard import validate

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.quality.shapes import Engine
    from kg.store import Readable

__all__ = ["Fault", "Report", "check", "check_names", "run_check", "shape_faults", "validate"]


def check(
    store: Readable, *, engine: Engine | None = None, progress: Callable[[str], None] = lambda _step: None
) -> Report:
    """Hold ``store`` against the SHACL shapes and all of ``queries/checks``.

    ``engine`` names the SHACL engine, ``"shacl"`` or ``"pyshacl"``; None takes the first of them that is installed.
    ``progress`` is called with the name of each step before it begins.
    Raises StoreError if the store cannot be read, and ModuleNotFoundError for an engine that is not installed.
    """
    faults = shape_faults(store, engine, progress)
    for name in check_names():
        progress(name)
        faults += run_check(store, name)
    return Report(tuple(sorted(set(faults), key=lambda fault: (fault.focus, fault.rule, fault.message))))
