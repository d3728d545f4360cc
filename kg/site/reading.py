"""The store read once: every thing with what is said of it, and who says it of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.rows import uncollected
from kg.vocab import PREFIXES, prefixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.store import Readable

__all__ = ["NO_LINKS", "Knowledge", "Node", "filled", "full", "read", "short"]

Term = ox.NamedNode | ox.Literal
LABELS = ("skos:prefLabel", "rdfs:label", "dcterms:title")
_TYPE = "rdf:type"
NO_LINKS = frozenset({_TYPE, "skos:inScheme"})  # from all things of a class, or of a scheme


@dataclass(slots=True)
class Node:
    """One thing: its triples, its values by property (``prefix:name``), and the subjects that point to it."""

    iri: str
    triples: list[ox.Triple] = field(default_factory=list)
    values: dict[str, list[Term]] = field(default_factory=dict)
    into: dict[str, list[str]] = field(default_factory=dict)
    types: set[str] = field(default_factory=set)


class Knowledge:
    """All things of a store by IRI. Order never depends on the store: values and subjects are sorted."""

    def __init__(self, nodes: Mapping[str, Node], statements: int = 0) -> None:
        self.nodes, self.statements = nodes, statements
        self._labels: dict[str, str] = {}

    def __contains__(self, iri: str) -> bool:
        return iri in self.nodes

    def of_type(self, *types: str) -> list[str]:
        """IRIs of the things of any of these classes (such as ``accord:Body``), sorted."""
        return sorted(iri for iri, node in self.nodes.items() if not node.types.isdisjoint(types))

    def links(self, iri: str, *properties: str) -> list[str]:
        """IRIs that ``iri`` points to by these properties, in order."""
        node = self.nodes.get(iri)
        if node is None:
            return []
        found = (value for name in properties for value in node.values.get(name, ()))
        return [value.value for value in found if isinstance(value, ox.NamedNode)]

    def back(self, iri: str, name: str, *types: str) -> list[str]:
        """IRIs that point to ``iri`` by a property; with ``types``, those of any of these classes."""
        found = self.into(iri).get(name, [])
        return [one for one in found if not types or not self.nodes[one].types.isdisjoint(types)]

    def into(self, iri: str) -> Mapping[str, list[str]]:
        """The IRIs that point to ``iri``, sorted, by the name of the property; but for NO_LINKS."""
        node = self.nodes.get(iri)
        return node.into if node else {}

    def text(self, iri: str, name: str) -> str | None:
        """The first literal of a property, an English one before others."""
        node = self.nodes.get(iri)
        found = [value for value in node.values.get(name, ()) if isinstance(value, ox.Literal)] if node else []
        return min(found, key=_english_first).value if found else None

    def label(self, iri: str) -> str:
        """What to call a thing: its English label, another one, or the end of its IRI."""
        if (known := self._labels.get(iri)) is None:
            found = (self.text(iri, name) for name in LABELS)
            known = next((text for text in found if text and text.strip()), None) or _end(iri)
            self._labels[iri] = known
        return known

    def other_labels(self, iri: str) -> list[tuple[str, str]]:
        """Further labels with their languages, each text once."""
        node, main = self.nodes[iri], self.label(iri)
        found = {
            (value.language or "", value.value)
            for name in (*LABELS, "skos:altLabel")
            for value in node.values.get(name, ())
            if isinstance(value, ox.Literal) and value.value != main
        }
        return sorted(found, key=lambda pair: (not pair[0].startswith("zh"), pair))

    def chinese(self, iri: str) -> str | None:
        """The Chinese label, where there is one that differs from the main one."""
        return next((text for language, text in self.other_labels(iri) if language.startswith("zh")), None)


def read(store: Readable) -> Knowledge:
    """Read all of a store in one pass. A statement in several graphs counts once; blank nodes are left out."""
    nodes: dict[str, Node] = {}
    names: dict[str, str] = {}
    quads = list(store.quads())
    with uncollected():
        for subject, predicate, triple in _statements(quads):
            name = names.get(predicate) or names.setdefault(predicate, short(predicate))
            node = nodes.get(subject) or nodes.setdefault(subject, Node(subject))
            node.triples.append(triple)
            value = triple.object
            node.values.setdefault(name, []).append(value)  # type: ignore[arg-type]  # no blank node gets here
            if name == _TYPE and isinstance(value, ox.NamedNode | ox.Literal):
                node.types.add(names.get(value.value) or names.setdefault(value.value, short(value.value)))
        _turned(nodes)
    return Knowledge(nodes, len(quads))


def filled(iri: str, triples: Iterable[ox.Triple]) -> Node | None:
    """A thing of its statements, which come in no order, each once; None of none."""
    node = Node(iri)
    for triple in triples:
        name, value = short(triple.predicate.value), triple.object
        if not isinstance(value, ox.NamedNode | ox.Literal):
            continue
        node.triples.append(triple)
        node.values.setdefault(name, []).append(value)
        if name == _TYPE:
            node.types.add(short(value.value))
    _sort(node)
    return node if node.triples else None


def _statements(quads: Iterable[ox.Quad]) -> Iterator[tuple[str, str, ox.Triple]]:
    seen: set[ox.Triple] = set()
    for quad in quads:
        triple = quad.triple
        if triple in seen:
            continue
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            seen.add(triple)
            yield subject.value, triple.predicate.value, triple


def _turned(nodes: dict[str, Node]) -> None:
    """Sort what was found in no order, and tell each thing who points to it."""
    for iri in sorted(nodes):
        node = nodes[iri]
        _sort(node)
        for name, values in node.values.items():
            if name in NO_LINKS:
                continue
            for value in values:
                if isinstance(value, ox.NamedNode) and (target := nodes.get(value.value)) is not None:
                    target.into.setdefault(name, []).append(iri)


def _sort(node: Node) -> None:
    node.triples.sort(key=str)
    for values in node.values.values():
        values.sort(key=str)


def full(name: str) -> str:
    """The IRI of a property or class as values and types are named here."""
    prefix, _, local = name.partition(":")
    return f"{PREFIXES[prefix]}{local}" if prefix in PREFIXES else name


def short(iri: str) -> str:
    """``prefix:name`` of the IRI of a property or class, or the IRI itself."""
    return prefixed(iri) or iri


def _english_first(value: ox.Literal) -> tuple[int, str, str]:
    language = value.language or ""
    return (0 if language.startswith("en") else 1 if not language else 2, language, value.value)


def _end(iri: str) -> str:
    return iri.rstrip("/#").rpartition("/")[2].rpartition("#")[2] or iri


def first_of(values: Sequence[str] | Iterable[str]) -> str | None:
    """The first of several, None of none."""
    return next(iter(values), None)
