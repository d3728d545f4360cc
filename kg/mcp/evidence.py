"""What states a fact: the passages of texts and rows of tables behind things, and the IRIs of things that are named."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.mcp.bounds import PAGING, paged, paged_schema
from kg.mcp.tool import DATA, LONGEST_NAME, Tool, arguments_schema
from kg.query import ask
from kg.sparql import bind, written
from kg.vocab import PREFIXES, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.mcp.bounds import JSON
    from kg.rows import Value
    from kg.store import Readable

__all__ = ["EVIDENCE", "THINGS", "bare", "evidence_of", "evidence_tool", "shared_agreements", "things_called"]

_PREFIXES = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("accord", "dcterms", "rdfs"))
_FEW = 3  # passages of a thing, and things of a name, beside the rows of a question
_UNNAMED = " (not named)"  # what questions put behind the name of a group
_OF_THINGS = (
    _PREFIXES
    + """SELECT DISTINCT ?thing ?passage ?row {
  VALUES ?thing { UNDEF }
  { ?thing accord:evidence ?passage } UNION { ?thing accord:sourceRow ?row }
} ORDER BY ?thing ?passage ?row"""
)
_PASSAGES = (
    _PREFIXES
    + """SELECT DISTINCT ?thing ?passage ?source ?start ?end ?words ?aspect ?row {
  VALUES ?thing { UNDEF }
  { ?thing accord:evidence ?passage . ?passage accord:inSource ?source ; accord:start ?start ; accord:end ?end .
    OPTIONAL { ?passage accord:exact ?words } OPTIONAL { ?passage accord:aspect ?aspect } }
  UNION { ?thing accord:sourceRow ?row ; accord:inSource ?source }
} ORDER BY ?thing ?source ?start ?end ?passage ?row ?aspect"""
)
_SOURCES = (
    _PREFIXES
    + """SELECT ?source (MIN(?a_title) AS ?title) (MIN(?a_publisher) AS ?publisher) (MIN(?a_url) AS ?url) {
  VALUES ?source { UNDEF }
  OPTIONAL { ?source dcterms:title|rdfs:label ?a_title } OPTIONAL { ?source dcterms:publisher ?a_publisher }
  OPTIONAL { ?source dcterms:source ?a_url }
} GROUP BY ?source"""
)
_CLASSES = ("Body", "Territory", "UnnamedParties", "Place")
_SHARED = (
    _PREFIXES
    + """SELECT DISTINCT ?one ?other ?agreement {
  VALUES ?one { UNDEF }
  VALUES ?other { UNDEF }
  ?agreement accord:hasParty ?one ; accord:hasParty ?other ; a accord:Agreement
} ORDER BY ?one ?other ?agreement"""
)

THINGS: JSON = {
    "type": "array",
    "description": "IRIs of the parties and places that the rows name; several where the name is borne by several",
    "items": {
        "type": "object",
        "properties": {"name": {"type": "string"}, "iris": {"type": "array", "items": {"type": "string"}}},
        "required": ["name", "iris"],
    },
}
EVIDENCE: JSON = {
    "type": "array",
    "description": "IRIs of passages, and rows of tables, that state the things of the rows: the first few of each",
    "items": {
        "type": "object",
        "properties": {
            "thing": {"type": "string"},
            "passages": {"type": "array", "items": {"type": "string"}},
            "rows": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["thing", "passages", "rows"],
    },
}
_TEXT: JSON = {"type": ["string", "null"]}
_NUMBER: JSON = {"type": ["integer", "null"]}


def bare(name: str) -> str:
    """A name as a thing bears it, without what questions put behind the name of a group."""
    return name.removesuffix(_UNNAMED)


def things_called(store: Readable, names: Iterable[str]) -> list[JSON]:
    """Parties and places by their very names, with their IRIs; names that no thing bears are left out."""
    asked = dict.fromkeys(map(bare, names))
    if not asked:
        return []
    literals = " ".join(
        written(Literal(name, language=language) if language else Literal(name))
        for name in asked
        for language in ("en", "zh", None)
    )
    classes = " ".join(str(term(f"accord:{name}")) for name in _CLASSES)
    rows = store.select(
        f"SELECT DISTINCT ?label ?thing {{ VALUES ?label {{ {literals} }} VALUES ?class {{ {classes} }} "
        f"?thing {term('rdfs:label')} ?label ; a ?class }} ORDER BY ?thing"
    )
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for label, thing in rows:
        found[str(label)][str(thing)] = None
    return [{"name": name, "iris": list(found[name])[:_FEW]} for name in asked if name in found]


def evidence_of(store: Readable, iris: Iterable[str]) -> list[JSON]:
    """The first few passages and table rows of each thing that has any."""
    found: dict[str, JSON] = {}
    for thing, passage, row in store.select(bind(_OF_THINGS, {"thing": nodes})) if (nodes := _nodes(iris)) else ():
        held = found.setdefault(str(thing), {"thing": str(thing), "passages": [], "rows": []})
        kind, value = ("rows", row) if passage is None else ("passages", passage)
        if len(held[kind]) < _FEW:
            held[kind].append(str(value))
    return list(found.values())


def shared_agreements(
    store: Readable, pairs: Iterable[tuple[Iterable[str], Iterable[str]]], *, merged: bool = False
) -> list[list[str]]:
    """For each pair of parties (each by its possible IRIs), the first few agreements that both signed."""
    query = _SHARED.replace("accord:hasParty", "accord:mergedParty") if merged else _SHARED
    found = []
    for ones, others in pairs:
        bound = {"one": _nodes(ones), "other": _nodes(others)}
        rows = store.select(bind(query, bound)) if all(bound.values()) else ()
        found.append(list(dict.fromkeys(str(row[2]) for row in rows))[:_FEW])
    return found


def evidence_tool() -> Tool:
    """The tool that shows what states a thing."""
    about = "A party, place, agreement, signing, commitment or claim: a name, an id or an IRI"
    passage = {
        "thing": {"type": "string", "description": "IRI of what is stated"},
        "passage": _TEXT | {"description": "IRI of the passage; null for a row of a table"},
        "source": {"type": "string", "description": "IRI of the source"},
        "start": _NUMBER | {"description": "First character in the source's text, from 0"},
        "end": _NUMBER | {"description": "Character after the last"},
        "aspect": {"type": "array", "items": {"type": "string"}, "description": "What it states"},
        "words": _TEXT | {"description": "The words, where the source may be quoted; else read them at the source"},
        "row": _TEXT | {"description": "Row of a table, as table#row=number"},
    }
    source = {"source": {"type": "string"}, "title": _TEXT, "publisher": _TEXT, "url": _TEXT}
    return Tool(
        name="evidence",
        title="What states a thing",
        description=(
            "Passages of texts and rows of tables behind a thing and what hangs on it: of a signing its agreements and "
            "commitments, of a party its signings and agreements. Words are given only where the source may be quoted; "
            f"else there are the characters of the source's text, and its address. {DATA}"
        ),
        arguments=arguments_schema(
            {"thing": {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "description": about}} | PAGING,
            "thing",
        ),
        output=paged_schema(
            {"type": "object", "properties": passage, "required": ["thing", "source"]},
            sources={"type": "array", "items": {"type": "object", "properties": source, "required": ["source"]}},
        ),
        answer=_answered,
    )


def _answered(store: Readable, arguments: JSON) -> JSON:
    things = dict.fromkeys(str(row.thing) for row in ask(store, "evidence", thing=arguments["thing"]))
    rows: dict[tuple[Value, ...], JSON] = {}
    nodes = _nodes(things)
    for thing, passage, source, start, end, words, aspect, row in (
        store.select(bind(_PASSAGES, {"thing": nodes})) if nodes else ()
    ):
        told = rows.setdefault(
            (thing, passage, row),
            {"thing": thing, "passage": passage, "source": source, "start": start, "end": end, "aspect": [],
             "words": words, "row": row},
        )  # fmt: skip
        if aspect is not None:
            told["aspect"].append(str(aspect))
    page = paged(list(rows.values()), arguments)
    return page | {"sources": _sources(store, {str(row["source"]): None for row in page["rows"]})}


def _sources(store: Readable, iris: Iterable[str]) -> list[JSON]:
    nodes = _nodes(iris)
    return store.select(bind(_SOURCES, {"source": nodes})).as_dicts() if nodes else []


def _nodes(iris: Iterable[str]) -> list[NamedNode | Literal]:
    return [NamedNode(iri) for iri in iris]
