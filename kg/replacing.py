"""Sources of a store that is there replaced, each whole, in one transaction."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from kg.rdf import derived_closures, place_quads, scheme_quads
from kg.rdf.derive import DERIVED
from kg.rdf.reference import REFERENCE
from kg.vocab import term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pyoxigraph import Quad

    from kg.ids import Minter
    from kg.parts import Part
    from kg.store import Store

__all__ = ["replace_parts"]


def replace_parts(store: Store, parts: Sequence[Part], minter: Minter, progress: Callable[[str], None]) -> None:
    """Put the parts into the store, each in the place of what the store has of its source.

    All parts are read before the first is written. Raises InputError, as the parts do; the store then stays as it was.
    """
    with TemporaryDirectory(prefix="accord-", ignore_cleanup_errors=True) as folder:
        spooled = [_Spooled(part, Path(folder) / f"{number}.nq") for number, part in enumerate(parts)]
        for one in spooled:
            if one.part.large and not store.has_graph(one.part.graph):
                _replace(store, one.part, [], [], minter)
                store.load(one.file)
            else:
                _replace(store, one.part, *one.quads(), minter)
            progress(one.part.source)


class _Spooled:
    """A part, read; a large one in a file."""

    def __init__(self, part: Part, file: Path) -> None:
        self.part, self.file = part, file
        self._read: tuple[list[Quad], list[Quad]] = [], []
        if not part.large:
            for stated, derived in part.chunks():
                self._read[0].extend(stated)
                self._read[1].extend(derived)
            return
        with file.open("wb") as spool:
            for chunk in part.chunks():
                for quads in chunk:
                    serialize(quads, spool, RdfFormat.N_QUADS)

    def quads(self) -> tuple[list[Quad], list[Quad]]:
        """What is stated and what follows from it."""
        if not self.part.large:
            return self._read
        stated: list[Quad] = []
        derived: list[Quad] = []
        own = NamedNode(self.part.graph)
        for quad in parse(path=str(self.file), format=RdfFormat.N_QUADS):
            (stated if quad.graph_name == own else derived).append(quad)
        return stated, derived


def _replace(store: Store, part: Part, stated: Sequence[Quad], derived: Sequence[Quad], minter: Minter) -> None:
    """Replace one source, and what the reference and derived graphs say because of it, in one transaction."""
    derived_graph, reference_graph = minter.graph(DERIVED), minter.graph(REFERENCE)
    old_stated, old_reference = store.graph(part.graph), store.graph(reference_graph)
    described = [*scheme_quads(minter), *place_quads(minter, part.gazetteer.with_ancestors(sorted(part.places)))]
    reference = _reference(old_reference, described, _places_of_others(store, part.graph, reference_graph))
    # The derived graph is read in parts: it is as large as the store, and a source is a small piece of it.
    signs, closures = term("accord:signs"), (term("accord:within"), term("skos:broaderTransitive"))
    stale = [quad for predicate in closures for quad in store.graph(derived_graph, predicate=predicate)]
    for agreement in {quad.object for quad in (*old_stated, *stated) if quad.predicate == signs}:
        if isinstance(agreement, NamedNode):
            stale += store.graph(derived_graph, subject=agreement)
    store.replace(
        {
            part.graph: (old_stated, stated),
            reference_graph: (old_reference, reference),
            derived_graph: (stale, [*derived, *derived_closures(minter, reference)]),
        }
    )


def _places_of_others(store: Store, own: str, reference: str) -> list[NamedNode]:
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
