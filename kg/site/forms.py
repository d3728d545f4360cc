"""A thing's statements as Turtle and JSON-LD: its own, those of what hangs on it, and who points to it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import resources
from kg.site.reading import full
from kg.vocab import PREFIXES, prefixed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.site.paths import Places
    from kg.site.reading import Knowledge

__all__ = ["json_ld", "statements", "turtle"]

_HANGING = (
    "accord:evidence",
    "accord:participation",
    "accord:commitsTo",
    "accord:concerns",
    "accord:during",
    "accord:dueBy",
    "dcterms:temporal",
    "accord:signature",
    "accord:ratification",
    "accord:accession",
    "accord:entryIntoForce",
    "accord:withdrawal",
    "geo:hasGeometry",
)
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def statements(known: Knowledge, paths: Places, iri: str) -> list[ox.Triple]:
    """The statements about a thing and what hangs on it; of the other things that point to it, only that."""
    found = list(known.nodes[iri].triples)
    waiting, seen = [iri], {iri}
    while waiting:
        for other in known.links(waiting.pop(), *_HANGING):
            if other not in seen and other in known:
                seen.add(other)
                waiting.append(other)
                found += known.nodes[other].triples
    node = ox.NamedNode(iri)
    pointing = known.into(iri)
    for name in sorted(pointing):
        predicate = ox.NamedNode(full(name))
        found += [
            ox.Triple(ox.NamedNode(one), predicate, node) for one in pointing[name] if one in paths and one not in seen
        ]
    return found


def turtle(triples: Iterable[ox.Triple]) -> str:
    """Statements in their order as Turtle."""
    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"").decode("utf-8")


def json_ld(triples: Iterable[ox.Triple]) -> dict[str, Any]:
    """Statements as compacted JSON-LD; the context stands in it and holds only the words used."""
    words = _words()
    context: dict[str, Any] = {}
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        subject = triple.subject
        if not isinstance(subject, ox.NamedNode):
            continue
        node = nodes.setdefault(subject.value, {"@id": subject.value})
        predicate, value = triple.predicate.value, triple.object
        if predicate == _TYPE and isinstance(value, ox.NamedNode):
            name = prefixed(value.value) or value.value
            context |= _prefix(name)
            node.setdefault("@type", []).append(name)
            continue
        word, kind = words.get(predicate, (prefixed(predicate) or predicate, None))
        if predicate in words:
            context[word] = _definition(predicate, kind)
        else:
            context |= _prefix(word)
        node.setdefault(word, []).append(_value(value, kind, context))
    graph = [{key: _alone(value) for key, value in node.items()} for node in nodes.values()]
    ordered = dict(sorted(context.items()))
    return {"@context": ordered, **graph[0]} if len(graph) == 1 else {"@context": ordered, "@graph": graph}


_TYPE = f"{PREFIXES['rdf']}type"


def _value(value: object, kind: str | None, context: dict[str, Any]) -> str | dict[str, str] | None:
    if isinstance(value, ox.NamedNode):
        return value.value if kind == "@id" else {"@id": value.value}
    if not isinstance(value, ox.Literal):
        return None
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype == kind or (datatype == _STRING and kind is None):
        return value.value
    name = prefixed(datatype) or datatype
    context |= _prefix(name)
    return {"@value": value.value, "@type": name}


def _alone(value: object) -> object:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _prefix(name: str) -> dict[str, str]:
    prefix, colon, rest = name.partition(":")
    return {prefix: PREFIXES[prefix]} if colon and not rest.startswith("//") and prefix in PREFIXES else {}


def _definition(predicate: str, kind: str | None) -> str | dict[str, str]:
    return predicate if kind is None else {"@id": predicate, "@type": kind}


@cache
def _words() -> dict[str, tuple[str, str | None]]:
    """The packaged context the other way round: property IRI to its word and its type of value."""
    context = json.loads(resources.text("ontology", "context.jsonld"))["@context"]
    found: dict[str, tuple[str, str | None]] = {}
    for word, said in context.items():
        name, kind = (said["@id"], said.get("@type")) if isinstance(said, dict) else (said, None)
        prefix, _, local = str(name).partition(":")
        if (
            word.startswith("@")
            or str(name).startswith("@")
            or not isinstance(context.get(prefix), str)
            or "//" in str(name)
        ):
            continue
        if kind and not kind.startswith("@"):
            inner, _, end = kind.partition(":")
            kind = context[inner] + end
        if local and not local[0].isupper():
            found[context[prefix] + local] = (word, kind)
    return found


def as_text(document: dict[str, Any]) -> str:
    """JSON-LD as text, on one line."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
