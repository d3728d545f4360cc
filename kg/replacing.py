"""Sources of a store that is there replaced, each whole, in one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from kg.rdf import CLOSURES, DERIVED, REFERENCE, Sink, add_places, add_schemes, derived_closures, statements
from kg.vocab import term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyoxigraph import Quad

    from kg.ids import Minter
    from kg.parts import Chunk, Part
    from kg.store import Writable

__all__ = ["Spooled", "closures_of", "entailed_of", "replace_parts", "spooled"]


@contextmanager
def spooled(parts: Iterable[Part], take: Callable[[Part, Chunk], None]) -> Iterator[list[Spooled]]:
    """The parts, all read, in temporary files; ``take`` sees each chunk as it is read. Raises InputError."""
    with TemporaryDirectory(prefix="accord-", ignore_cleanup_errors=True) as folder:
        yield [Spooled(part, Path(folder) / f"{number}.nq", take) for number, part in enumerate(parts)]


def replace_parts(store: Writable, parts: Iterable[Spooled], minter: Minter) -> None:
    """Put the parts into the store, each in the place of what the store has of its source."""
    for one in parts:
        if one.part.large and not store.has_graph(one.part.graph):
            _replace(store, one.part, (), minter)
            store.load(one.file)
        else:
            _replace(store, one.part, one, minter)


class Spooled:
    """The quads of a part, read, in a file: what is stated and what follows from it. May be gone through many times."""

    def __init__(self, part: Part, file: Path, take: Callable[[Part, Chunk], None]) -> None:
        self.part, self.file = part, file
        with file.open("wb") as spool:
            for chunk in part.chunks():
                take(part, chunk)
                serialize(chain(chunk.stated.quads(), chunk.derived.quads()), spool, RdfFormat.N_QUADS)

    def __iter__(self) -> Iterator[Quad]:
        return iter(parse(path=str(self.file), format=RdfFormat.N_QUADS))


def _replace(store: Writable, part: Part, quads: Iterable[Quad], minter: Minter) -> None:
    """Replace one source, and what the reference and derived graphs say because of it, in one transaction."""
    reference_graph = minter.graph(REFERENCE)
    described = Sink(minter, REFERENCE)
    add_schemes(described)
    add_places(described, part.gazetteer.with_ancestors(sorted(part.places)))
    old_reference = list(store.graph(reference_graph))
    used = _places_of_others(store, part.graph, reference_graph)
    reference = _reference(old_reference, list(described.quads()), used)
    signs = term("accord:signs")
    agreements = {
        quad.object for quad in chain(store.graph(part.graph, predicate=signs), quads) if quad.predicate == signs
    }
    entailed = derived_closures(minter, statements(reference))
    store.replace(
        chain(
            store.graph(part.graph),
            old_reference,
            closures_of(store, minter),
            entailed_of(store, minter, agreements),
        ),
        _All(quads, reference, list(entailed.quads())),
    )


def closures_of(store: Writable, minter: Minter) -> Iterator[Quad]:
    """The transitive closures that the derived graph holds."""
    for predicate in CLOSURES.values():
        yield from store.graph(minter.graph(DERIVED), predicate=term(predicate))


def entailed_of(store: Writable, minter: Minter, agreements: Iterable[object]) -> Iterator[Quad]:
    """What the derived graph says of agreements; it is as large as the store, and a source is a small piece of it."""
    yield from store.graph(minter.graph(DERIVED), [each for each in agreements if isinstance(each, NamedNode)])


class _All:
    """Several runs of quads as one that may be gone through many times."""

    def __init__(self, *runs: Iterable[Quad]) -> None:
        self._runs = runs

    def __iter__(self) -> Iterator[Quad]:
        return chain(*self._runs)


def _places_of_others(store: Writable, own: str, reference: str) -> list[NamedNode]:
    """The places that sources other than that of the graph ``own`` use."""
    rows = store.select(
        f"SELECT DISTINCT ?place {{ GRAPH ?graph {{ ?place a {term('accord:Place')} }} "
        f"FILTER (?graph NOT IN (<{own}>, <{reference}>)) }}"
    )
    return [NamedNode(str(row[0])) for row in rows]


def _reference(old: Iterable[Quad], described: Sequence[Quad], used: Iterable[NamedNode]) -> list[Quad]:
    """The reference graph: what is described anew, and of the old what hangs on places that are used still."""
    fresh = {quad.subject for quad in described}
    about: dict[object, list[Quad]] = {}
    for quad in old:
        if quad.subject not in fresh:
            about.setdefault(quad.subject, []).append(quad)
    kept = list(described)
    waiting: list[object] = [*used, *(quad.object for quad in described)]
    while waiting:
        found = about.pop(waiting.pop(), [])
        kept += found
        waiting += [quad.object for quad in found]
    return kept
