"""Verification: does each piece of evidence still stand in the text that it points into?

A passage names characters of a text and the SHA-256 of the words there (after the Web Annotation
text position and quote selectors). Whoever holds the text can check every fact without trust.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.errors import InputError, one_line
from kg.ids import digest
from kg.sparql import bind
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.store import Readable

__all__ = ["Drift", "Verification", "verify"]

_PREFIXES = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("accord", "rdfs"))
_SOURCES = (
    _PREFIXES + "SELECT DISTINCT ?source ?digest { ?source a accord:Source OPTIONAL { ?source accord:digest ?digest } }"
)
_PASSAGES = (
    _PREFIXES
    + """SELECT DISTINCT ?passage ?start ?end ?digest ?thing ?label {
  VALUES ?source { UNDEF }
  ?passage a accord:Passage ; accord:inSource ?source ; accord:start ?start ; accord:end ?end .
  OPTIONAL { ?passage accord:digest ?digest }
  OPTIONAL { ?thing accord:evidence ?passage
    OPTIONAL { ?thing accord:party ?party . ?party rdfs:label ?party_label }
    OPTIONAL { ?thing rdfs:label ?own_label }
    BIND (COALESCE(?own_label, ?party_label) AS ?label) }
} ORDER BY ?start ?end ?passage ?thing"""
)


@dataclass(frozen=True, slots=True)
class Drift:
    """A passage whose words are not those that were read. ``things`` are the facts that rest on it."""

    source: str
    start: int
    end: int
    reason: str
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """What :func:`verify` found: passages checked, drifted ones, and sources whose text as a whole differs."""

    passages: int
    drifts: tuple[Drift, ...]
    changed_sources: tuple[str, ...]


def verify(store: Readable, texts: Mapping[str, str]) -> Verification:
    """Hold every passage of the sources in ``texts`` (``{source id or IRI: text}``) against its text.

    A passage drifts when the text at its characters has another digest, or it has none to check. A text
    that differs elsewhere only is reported in ``changed_sources``.
    Raises InputError for a source that the store does not have.
    """
    known = {str(row[0]): row[1] for row in store.select(_SOURCES)}
    drifts: list[Drift] = []
    changed: list[str] = []
    count = 0
    for name, text in texts.items():
        source = next((iri for iri in known if name in (iri, iri.rpartition("/")[2])), None)
        if source is None:
            ids = ", ".join(sorted(iri.rpartition("/")[2] for iri in known))
            raise InputError(f"the store has no source {one_line(name, 60)!r}; it has {ids or 'none'}")
        if known[source] not in (None, digest(text)):
            changed.append(source)
        passages = _passages(store, source)
        count += len(passages)
        drifts += _drifts(source, text, passages)
    return Verification(count, tuple(drifts), tuple(changed))


Passages = dict[tuple[int, int, str | None], list[str]]


def _passages(store: Readable, source: str) -> Passages:
    """Passages of a source with what rests on each."""
    found: Passages = {}
    for row in store.select(bind(_PASSAGES, {"source": [NamedNode(source)]})):
        _, start, end, said, thing, label = row
        if isinstance(start, int) and isinstance(end, int):
            things = found.setdefault((start, end, None if said is None else str(said)), [])
            if thing is not None:
                things.append(f"{label} <{thing}>" if label else f"<{thing}>")
    return found


def _drifts(source: str, text: str, passages: Passages) -> list[Drift]:
    drifts = []
    for (start, end, said), things in passages.items():
        if said is None:
            reason = "it has no digest to check"
        elif end > len(text):
            reason = f"the text has only {len(text)} characters"
        elif digest(text[start:end]) != said:
            reason = "the words there have changed"
        else:
            continue
        drifts.append(Drift(source, start, end, reason, tuple(things)))
    return drifts
