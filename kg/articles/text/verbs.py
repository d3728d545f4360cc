"""Verbs and nouns of signing."""

from __future__ import annotations

__all__ = ["PAST", "SIGNS", "VERBS"]

PAST = frozenset(
    "signed inked penned concluded sealed reached entered exchanged struck formalised formalized "
    "executed initialed initialled co-signed countersigned re-signed".split()
)
VERBS = frozenset(
    "signed sign signing signs inked sealed reached concluded entered exchanged finalised finalized penned".split()
)
SIGNS = frozenset("name names signature signatures pen hand hands seal seals".split())  # put … to a document
