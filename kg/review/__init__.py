"""Review: draft records beside the text that they were read from, so that a curator can decide.

    drafts = open_drafts(Path("draft.yaml"))
    write_page(drafts, Path("review.html"))
    save(drafts.path, {("some-article", "a-b"): Decision("accepted")}, drafts.text_of)

The folder's modules: ``drafts`` (the draft file and its texts), ``decisions`` (what was decided, and writing it
down), ``spans`` (stretches of text, cut where they overlap), ``cards`` (a signing in words for people) and
``document`` (the page, one HTML file that asks nothing of any host).
"""

from __future__ import annotations

from kg.review.decisions import Decision, Decisions, decide, read_decisions, resolve, save
from kg.review.document import render_page, write_page
from kg.review.drafts import Drafts, open_drafts

__all__ = [
    "Decision",
    "Decisions",
    "Drafts",
    "decide",
    "open_drafts",
    "read_decisions",
    "render_page",
    "resolve",
    "save",
    "write_page",
]
