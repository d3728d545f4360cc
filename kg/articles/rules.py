"""The reader that works by rules: deterministic, offline, linear in the length of the text."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kg.articles.clauses.chunks import Chunker
from kg.articles.clauses.triggers import TRIGGER_STEMS
from kg.articles.dating.calendars import calendar_of
from kg.articles.discourse.telling import tellings
from kg.articles.facts import assembly
from kg.articles.facts.claims import find_claims
from kg.articles.places.gazetteer import gazetteer
from kg.articles.text.segments import sentences as split
from kg.articles.text.wrapping import unwrapped

if TYPE_CHECKING:
    from kg.model import Claim, Signing

__all__ = ["RulesReader"]

_STEM = re.compile(
    r"\b(?:" + "|".join(TRIGGER_STEMS) + r")|\b(?:is|are|was|were|one) (?:one )?between\b"
)  # of text in lower case


class RulesReader:
    """Reads signings and claims of a text by rules."""

    name = "rules"

    def read(self, text: str, published: str | None) -> tuple[tuple[Signing, ...], tuple[Claim, ...]]:
        """Signings and claims of ``text``. Raises MissingExtra without the packages of the extra ``extract``."""
        if not _STEM.search(text.lower()):
            return (), ()
        day = date.fromisoformat(published) if published else None
        flat = unwrapped(text)  # evidence is taken from the text as it stands
        calendar = calendar_of(flat, day)
        found = split(flat)
        chunker = Chunker(flat, calendar, gazetteer())
        relevant = {sentence.number for sentence in found if _STEM.search(sentence.text.lower())}
        told, resolver = tellings(found, chunker, relevant)
        counted = find_claims(found, chunker, resolver, told)
        return assembly.signings(told, found, text, calendar.anchor), assembly.claims(counted, text)
