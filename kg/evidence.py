"""Verification: does each piece of evidence still stand in the text that it points into?

A passage names characters of a text and the SHA-256 of the words there (after the Web Annotation
text position and quote selectors). Whoever holds the text can check every fact without trust.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.anchoring import Span, find_again
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
    _PREFIXES
    + """SELECT DISTINCT ?source ?digest ?characters { ?source a accord:Source
  OPTIONAL { ?source accord:digest ?digest } OPTIONAL { ?source accord:characters ?characters } }"""
)
_PASSAGES = (
    _PREFIXES
    + """SELECT DISTINCT ?passage ?start ?end ?digest ?thing ?label {
  VALUES ?source { UNDEF }
  ?passage a accord:Passage ; accord:inSource ?source ; accord:start ?start ; accord:end ?end .
  OPTIONAL { ?passage accord:digest ?digest }
  OPTIONAL { ?thing accord:evidence ?passage
    OPTIONAL { ?thing accord:party ?party . ?party rdfs:label ?party_label FILTER (LANG(?party_label) IN ("", "en")) }
    OPTIONAL { ?thing rdfs:label ?own_label FILTER (LANG(?own_label) IN ("", "en")) }
    BIND (COALESCE(?own_label, ?party_label) AS ?label) }
} ORDER BY ?start ?end ?passage ?thing ?label"""
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
    """What :func:`verify` found.

    ``passages`` were checked, ``moved`` of them stand elsewhere in the text than they did, ``drifts`` are those
    whose words are gone; ``changed_sources`` have a text that differs as a whole.
    """

    passages: int
    drifts: tuple[Drift, ...]
    changed_sources: tuple[str, ...]
    moved: int = 0


def verify(store: Readable, texts: Mapping[str, str]) -> Verification:
    """Hold every passage of the sources in ``texts`` (``{source id or IRI: text}``) against its text.

    A passage drifts when its words are gone from the text, or it has no digest to check; see
    :mod:`kg.anchoring` for those that moved. A text that differs elsewhere only is reported in ``changed_sources``.
    Raises InputError for a source that the store does not have.
    """
    known = {str(row[0]): (row[1], row[2]) for row in store.select(_SOURCES)}
    drifts: list[Drift] = []
    changed: list[str] = []
    count = moved = 0
    for name, text in texts.items():
        source = next((iri for iri in known if name in (iri, iri.rpartition("/")[2])), None)
        if source is None:
            ids = ", ".join(sorted(iri.rpartition("/")[2] for iri in known))
            raise InputError(f"the store has no source {one_line(name, 60)!r}; it has {ids or 'none'}")
        said, characters = known[source]
        if said not in (None, digest(text)):
            changed.append(source)
        passages = _passages(store, source)
        count += len(passages)
        gone, shifted = _drifts(source, text, passages, characters if isinstance(characters, int) else None)
        drifts += gone
        moved += shifted
    return Verification(count, tuple(drifts), tuple(changed), moved)


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


def _drifts(source: str, text: str, passages: Passages, characters: int | None) -> tuple[list[Drift], int]:
    """The passages whose words are gone, and how many have moved."""
    spans = (Span(start, end, said) for start, end, said in passages if said is not None)
    places = find_again(text, spans, characters)
    drifts = []
    for (start, end, said), things in passages.items():
        if said is None:
            reason = "it has no digest to check"
        elif places[Span(start, end, said)] is None:
            reason = "the words there have changed" if end <= len(text) else f"the text has only {len(text)} characters"
        else:
            continue
        drifts.append(Drift(source, start, end, reason, tuple(things)))
    return drifts, sum(place not in (None, span.start) for span, place in places.items())
