"""All that is known of one thing: what is said of it, its agreements, and the evidence."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.export import turtle
from kg.query import Parameter, ask, resolve
from kg.sparql import bind
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from kg.rows import Value
    from kg.store import Readable

__all__ = ["Description", "Shown", "describe"]

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_FACTS = (
    _PREFIXES
    + """SELECT DISTINCT ?predicate ?value ?label {
  VALUES ?thing { UNDEF }
  ?thing ?predicate ?value .
  OPTIONAL { ?value rdfs:label|skos:prefLabel|accord:edtf ?label FILTER (LANG(?label) IN ("", "en")) }
} ORDER BY ?predicate ?label ?value"""
)
_TRIPLES = (
    _PREFIXES
    + """CONSTRUCT { ?node ?predicate ?value } WHERE {
  VALUES ?thing { UNDEF }
  { ?thing ?predicate ?value BIND (?thing AS ?node) }
  UNION { ?thing accord:signs|accord:participation|accord:commitsTo|accord:evidence ?node . ?node ?predicate ?value }
  UNION { ?node accord:hasParty ?thing ; ?predicate ?value }
}"""
)
_WITH_AGREEMENTS = {"Body": "party", "Territory": "party", "UnnamedParties": "party", "Place": "place"}
_HIDDEN = frozenset({"type", "label", "evidence", "participation"})
_MOST = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing: ``facts`` by property name, ``agreements`` and ``evidence`` as rows of those questions."""

    iri: str
    type: str
    label: str
    facts: dict[str, list[str]]
    agreements: list[dict[str, Value]]
    evidence: list[dict[str, Value]]


@dataclass(frozen=True, slots=True)
class Description:
    """The things that a name names."""

    store: Readable
    things: tuple[Shown, ...]

    def json(self) -> str:
        """A JSON list, one object a thing."""
        return json.dumps([asdict(thing) for thing in self.things], ensure_ascii=False, indent=1) + "\n"

    def turtle(self) -> str:
        """The statements about the things and what hangs on them, sorted."""
        triples: set[ox.Triple] = set()
        for thing in self.things:
            triples.update(self.store.construct(bind(_TRIPLES, {"thing": [ox.NamedNode(thing.iri)]})))
        return turtle(triples)

    def text(self) -> str:
        """Lines for people."""
        return "\n".join(_lines(thing) for thing in self.things)


def describe(store: Readable, name: str) -> Description:
    """Describe what ``name`` (a label in any language, an id or an IRI) names in ``store``.

    Raises QueryError when it names nothing.
    """
    found = resolve(store, Parameter("name", "thing", ""), name)[:_MOST]
    return Description(store, tuple(_shown(store, node) for node in found if isinstance(node, ox.NamedNode)))


def _shown(store: Readable, node: ox.NamedNode) -> Shown:
    facts: dict[str, list[str]] = {}
    for predicate, value, label in store.select(bind(_FACTS, {"thing": [node]})):
        key = str(predicate).rpartition("/")[2].rpartition("#")[2]
        text = str(value) if label is None or label == value else f"{label} <{value}>"
        facts.setdefault(key, []).append(text)
    types = [text.rpartition("#")[2].rstrip(">") for text in facts.get("type", ["?"])]
    parameter = _WITH_AGREEMENTS.get(types[0])
    asked: dict[str, str | None] = {parameter: node.value} if parameter else {}
    agreements = ask(store, "agreements", merged=False, **asked).as_dicts() if asked else []
    return Shown(
        iri=node.value,
        type=types[0],
        label=facts.get("label", [node.value])[0],
        facts={key: values for key, values in facts.items() if key not in _HIDDEN},
        agreements=agreements,
        evidence=ask(store, "evidence", thing=node.value).as_dicts(),
    )


def _lines(thing: Shown) -> str:
    lines = [f"{thing.label} · {thing.type}", f"  {thing.iri}"]
    for key, values in thing.facts.items():
        lines += [f"  {key if index == 0 else '':<16} {value}" for index, value in enumerate(values)]
    if thing.agreements:
        lines.append("  agreements")
    for row in thing.agreements:
        parties = row["parties"]
        signed_by = " / ".join(parties) if isinstance(parties, list) else str(parties)
        lines.append(f"    {row['date'] or 'undated'}  {row['title'] or row['kind']}: {signed_by}")
        lines.append(f"      {row['agreement']}")
    if thing.evidence:
        lines.append("  evidence (characters of the source's text)")
    for row in thing.evidence:
        lines.append(f"    {str(row['source']).rpartition('/')[2]} {row['start']}–{row['end']}  {row['thing']}")
    return "\n".join(lines) + "\n"
