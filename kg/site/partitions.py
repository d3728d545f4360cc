"""The classes of a store with their properties, counted, as VoID says it: what editors complete queries from.

Each class is a ``void:classPartition``, each of its properties a ``void:propertyPartition`` with the classes of what it
leads to, or the datatypes of its values (``void-ext:datatypePartition``): the form that SIB's sparql-editor asks for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.site.reading import full
from kg.vocab import prefixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.site.reading import Knowledge

__all__ = ["Partition", "partition_lines", "partitions"]


@dataclass(slots=True)
class Partition:
    """One property of the things of a class: its triples, and how many of them lead to each class or datatype."""

    triples: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    datatypes: Counter[str] = field(default_factory=Counter)


def partitions(known: Knowledge) -> tuple[Counter[str], dict[str, dict[str, Partition]]]:
    """How many things each class has, and its properties; names are ``prefix:name``."""
    entities: Counter[str] = Counter()
    found: dict[str, dict[str, Partition]] = defaultdict(lambda: defaultdict(Partition))
    for node in known.nodes.values():
        entities.update(node.types)
        for name, values in node.values.items():
            classes: Counter[str] = Counter()
            datatypes: Counter[str] = Counter()
            for value in values:
                if isinstance(value, ox.Literal):
                    datatypes[value.datatype.value] += 1
                elif value.value in known:
                    classes.update(known.nodes[value.value].types)
            for kind in node.types:
                part = found[kind][name]
                part.triples += len(values)
                part.classes += classes
                part.datatypes += datatypes
    return entities, found


def partition_lines(known: Knowledge, at: str) -> Iterator[str]:
    """The partitions in Turtle; ``at`` is the address of the dataset's description, empty for a relative one."""
    entities, found = partitions(known)
    for kind in sorted(entities):
        own = f"{at}#{_local(kind)}"
        properties = sorted(found[kind])
        yield f"<{at}#dataset> void:classPartition <{own}> ."
        yield f"<{own}> void:class {_name(kind)} ; void:entities {entities[kind]} ;"
        yield f"  void:properties {len(properties)} ;"
        yield f"  void:propertyPartition {' , '.join(f'<{own}-{_local(name)}>' for name in properties)} ."
        for name in properties:
            part = found[kind][name]
            yield f"<{own}-{_local(name)}> void:property {_name(name)} ; void:triples {part.triples}"
            for leads in sorted(part.classes):
                yield f"  ; void:classPartition [ void:class {_name(leads)} ; void:triples {part.classes[leads]} ]"
            for datatype in sorted(part.datatypes):
                said = f"void-ext:datatype {_name(prefixed(datatype) or datatype)}"
                yield f"  ; void-ext:datatypePartition [ {said} ; void:triples {part.datatypes[datatype]} ]"
            yield "  ."


def _name(name: str) -> str:
    return str(ox.NamedNode(full(name)))


def _local(name: str) -> str:
    """A name as the end of an address: ``Agreement`` of ours, ``skos-Concept`` of others'."""
    own = name.removeprefix("accord:")
    return "".join(sign if sign.isalnum() else "-" for sign in own)
