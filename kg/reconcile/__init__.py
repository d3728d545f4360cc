"""Reconciliation: which party, place or agreement of a store a name means, with a score, and whether that is safe.

``names`` makes names comparable, ``reading`` takes the things of a store, ``index`` finds the names that share pieces
with another, ``matching`` scores them and ``constraints`` holds them against what else is known; ``service`` and
``extension`` answer as the Reconciliation Service API 0.2 of the W3C community group has it, ``web`` puts that on HTTP,
``table`` does a whole CSV file.
"""

from __future__ import annotations

from kg.reconcile.constraints import constrained
from kg.reconcile.index import Entity, Index
from kg.reconcile.matching import Candidate, Query, candidates
from kg.reconcile.reading import entities

__all__ = ["Candidate", "Entity", "Index", "Query", "candidates", "constrained", "entities"]
