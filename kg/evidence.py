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
from kg.resources import registers
from kg.sparql import bind
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kg.store import Readable

__all__ = ["Drift", "RowDrift", "Verification", "verify", "verify_rows"]

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

_ROWS = (
    _PREFIXES
    + """SELECT ?agreement ?label ?row ?digest {
  VALUES ?source { UNDEF }
  ?agreement accord:sourceRow ?row ; accord:inSource ?source .
  OPTIONAL { ?agreement accord:digest ?digest } OPTIONAL { ?agreement rdfs:label ?label }
} ORDER BY ?agreement ?row ?label"""
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


@dataclass(frozen=True, slots=True)
class RowDrift:
    """An agreement of a register whose rows are not those that were read."""

    source: str
    agreement: str
    label: str
    reason: str


def verify_rows(
    store: Readable, tables: Path, sources: Sequence[Path] = ()
) -> tuple[int, tuple[RowDrift, ...], tuple[str, ...]]:
    """Hold the rows of every agreement against the tables in the folder ``tables``.

    ``sources`` are source.yml files or their folders; without them, that in ``tables`` and the packaged ones. Only
    sources of which the folder has all tables are checked. Returns how many agreements were checked, those that
    drifted, and the ids of the sources checked. Raises InputError when there is nothing to check.
    """
    from kg.tables.checking import Stated, drifted
    from kg.tables.loading import FILE, read_spec

    known = {str(row[0]).rpartition("/")[2]: str(row[0]) for row in store.select(_SOURCES)}
    beside = [tables / FILE] if (tables / FILE).is_file() else []
    specs = [read_spec(path) for path in (sources or [*beside, *registers()])]
    fitting = {spec.source.id: spec for spec in reversed(specs) if spec.source.id in known}
    ready = {
        name: spec for name, spec in fitting.items() if all((tables / table.file).is_file() for table in spec.tables)
    }
    if not ready:
        why = f"lacks the tables of {', '.join(sorted(fitting))}" if fitting else "fits no table source of the store"
        raise InputError(f"{tables}: {why}; give --source FOLDER with its source.yml, and the folder of its tables")
    checked, drifts = 0, list[RowDrift]()
    for name, spec in sorted(ready.items()):
        found: dict[str, Stated] = {}
        for row in store.select(bind(_ROWS, {"source": [NamedNode(known[name])]})):
            iri, label, fragment, said = str(row[0]), str(row[1] or ""), str(row[2]), row[3]
            rows = (*found[iri].rows, fragment) if iri in found else (fragment,)
            found[iri] = Stated(iri, label, tuple(dict.fromkeys(rows)), None if said is None else str(said))
        checked += len(found)
        wrong = drifted(spec, tables, found.values())
        drifts += [RowDrift(name, stated.agreement, stated.label, reason) for stated, reason in wrong]
    return checked, tuple(drifts), tuple(sorted(ready))


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
