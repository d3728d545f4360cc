"""The things of a store as the index takes them: parties, places and agreements with their names and properties."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.ids import BASE
from kg.reconcile.index import Entity
from kg.reconcile.schema import CONCRETE, PROPERTIES
from kg.rows import uncollected, value_of
from kg.vocab import CODE, term

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from kg.store import Readable

__all__ = ["entities", "iri_of"]

_PLACED = frozenset({"Body", "Territory", "UnnamedParties"})


def iri_of(identifier: str, base: str = BASE) -> str:
    """The IRI of a thing by its id."""
    return identifier if "://" in identifier else base + identifier


def entities(store: Readable) -> list[Entity]:
    """All named parties, places and agreements of a store, sorted by id.

    Raises StoreError and QueryError where the store cannot be read.
    """
    with uncollected():
        return list(_entities(store))


def _entities(store: Readable) -> Iterator[Entity]:
    types = _types(store)
    names = _names(store, types)
    values = {name: _values(store, *one.path) for name, one in PROPERTIES.items() if one.path}
    values["kind"] = _values(store, "accord:bodyKind") | _values(store, "accord:instrumentType")
    places, above, levels = values["place"], values["within"], values["level"]
    signed = Counter(party for iri, parties in values["party"].items() if iri in types for party in parties)
    canonical = _values(store, "accord:canonical")
    for iri in sorted(names):
        own = {name: held[iri] for name, held in values.items() if iri in held}
        if types[iri] in _PLACED:
            spots = places.get(iri, [])
            around = [spot for place in spots for spot in (place, *above.get(place, ()))]
            own |= {"within": around} if around else {}
            if types[iri] == "Territory" and (found := [level for place in spots for level in levels.get(place, ())]):
                own["level"] = found
        anchor = next(iter(canonical.get(iri, ())), iri)
        if types[iri] == "Territory" and len(places.get(iri, ())) == 1:
            anchor = next(iter(canonical.get(places[iri][0], ())), places[iri][0])
        yield Entity(
            id=_short(iri),
            type=types[iri],
            names=names[iri],
            anchor=_short(anchor),
            agreements=signed[iri],
            values={name: tuple(dict.fromkeys(map(_short, held))) for name, held in own.items()},
        )


def _short(value: str) -> str:
    """The end of an IRI of data, the code of a concept; other values as they are."""
    if value.startswith(CODE):
        return value.rpartition("/")[2]
    if value.startswith(f"{BASE}source/"):
        return value.removeprefix(f"{BASE}source/")
    return value.removeprefix(BASE)


def _types(store: Readable) -> dict[str, str]:
    """The class of each thing, by its local name; of several the first of CONCRETE."""
    found: dict[str, str] = {}
    for name in reversed(CONCRETE):
        rows = store.solutions(f"SELECT DISTINCT ?thing {{ ?thing a {term(f'accord:{name}')} }}")
        found |= {row["thing"].value: name for row in rows if isinstance(row["thing"], NamedNode)}
    return found


def _names(store: Readable, wanted: Container[str]) -> dict[str, tuple[str, ...]]:
    """Names of each thing, its English label first, then other labels, then titles and further names."""
    ranked: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for rank, name in enumerate(("rdfs:label", "dcterms:title", "skos:altLabel")):
        for row in store.solutions(f"SELECT DISTINCT ?thing ?name {{ ?thing {term(name)} ?name }}"):
            thing, label = row["thing"], row["name"]
            if isinstance(label, Literal) and label.value.strip() and getattr(thing, "value", None) in wanted:
                english = (label.language or "").startswith("en")
                ranked[thing.value].append((rank + (not english and not rank), label.value))
    return {iri: tuple(dict.fromkeys(name for _, name in sorted(found))) for iri, found in ranked.items()}


def _values(store: Readable, *path: str) -> dict[str, list[str]]:
    """Values of things by a path of properties (``prefix:local``), sorted."""
    joined = "/".join(str(term(name)) for name in path)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in store.solutions(f"SELECT DISTINCT ?thing ?value {{ ?thing {joined} ?value }}"):
        thing, value = map(value_of, row)
        found[str(thing)].append(str(value))
    return {thing: sorted(held) for thing, held in found.items()}
