"""Identity: which things of different names, scripts and sources are one and the same.

Nothing is rewritten: what is decided stands in a file, ``identity.yaml``, and in a graph of its own as links.
``names`` and ``countries``, ``towns`` read names; ``candidates`` and ``documents`` propose pairs with a
score and a reason, ``decisions`` keeps what is decided, ``clusters`` puts pairs together, ``links`` makes the
graph. A wrong merge is worse than a missed one; a person's word goes before the program's.
"""

from __future__ import annotations

from kg.identity.candidates import Thing, proposals
from kg.identity.clusters import Clusters
from kg.identity.decisions import Decision, dump_decisions, read_decisions, updated
from kg.identity.documents import Document, same_documents
from kg.identity.links import IDENTITY, identity_statements

__all__ = [
    "IDENTITY",
    "Clusters",
    "Decision",
    "Document",
    "Thing",
    "dump_decisions",
    "identity_statements",
    "proposals",
    "read_decisions",
    "same_documents",
    "updated",
]
