"""The quick engine and pySHACL find the same: in all examples, and in faults planted for every shape."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox
import pytest

from kg import resources
from kg.errors import StoreError
from kg.quality import Fault, shape_faults
from kg.quality.wording import wording
from kg.store import Store

EXAMPLES = resources.path("ontology", "examples")
FOLDERS = sorted(path for path in EXAMPLES.iterdir() if path.is_dir() and path.name != "style")
SH = "http://www.w3.org/ns/shacl#"
ACCORD = "https://w3id.org/accord/ns#"
COMPARED = {"earliest", "latest", "minCount", "maxCount", "start", "end"}  # by sh:lessThan and sh:lessThanOrEquals
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
GRAPH = ox.NamedNode("https://w3id.org/accord/id/graph/examples")
BLANK = re.compile(r"^(_:\w+|[nN][0-9a-f]{32}(b\d+)?)$")


def store_of(*files) -> Store:
    """A store with the codes, the things that examples share, and ``files``."""
    store = Store()
    for file in (resources.path("ontology", "schemes.ttl"), EXAMPLES / "common.ttl", *files):
        store._engine.load(path=str(file), format=ox.RdfFormat.TURTLE, to_graph=GRAPH)
    return store


def settled(faults: list[Fault]) -> set[Fault]:
    """Faults without the names that an engine gives to blank nodes."""
    return {
        Fault(BLANK.sub("[]", one.focus), one.rule, one.message, one.value and BLANK.sub("[]", one.value))
        for one in faults
    }


def both(store: Store) -> set[Fault]:
    """The faults that both engines find; fails if they differ."""
    quick = settled(shape_faults(store, "shacl"))
    assert quick == settled(shape_faults(store, "pyshacl"))
    return quick


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_engines_find_the_same_in_an_invalid_example(folder):
    assert both(store_of(folder / "invalid.ttl"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_engines_find_nothing_in_a_valid_example(folder):
    assert both(store_of(folder / "valid.ttl")) == set()


def test_engines_find_nothing_in_the_corpus(corpus):
    assert both(corpus) == set()


def shapes() -> Store:
    """The shapes as a store."""
    store = Store()
    store._engine.load(path=str(resources.path("ontology", "shapes.ttl")), format=ox.RdfFormat.TURTLE)
    return store


PROPERTIES = f"""
PREFIX sh: <{SH}>
SELECT ?shape ?predicate ?inverse ?class ?subjects WHERE {{
  ?owner sh:property ?shape
  {{ ?owner sh:targetClass ?class }} UNION {{ ?owner sh:targetSubjectsOf ?subjects }}
  FILTER (ISIRI(?shape))
  {{ ?shape sh:path ?predicate FILTER (ISIRI(?predicate)) BIND (false AS ?inverse) }}
  UNION {{ ?shape sh:path/sh:inversePath ?predicate BIND (true AS ?inverse) }}
}} ORDER BY ?shape ?class ?subjects"""
# What is put where a property has other values, and nothing where it has one.
PLANTED = {
    "another kind of thing": ox.NamedNode("urn:planted:thing"),
    "no words": ox.Literal(""),
    "a blank node": ox.BlankNode("planted"),
    "no such number": ox.Literal("-7", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    "no such day": ox.Literal("2021-02-30", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    "nothing": None,
}


@dataclass(frozen=True)
class Spot:
    """A property shape, and a node that it holds in the valid examples."""

    shape: str
    predicate: ox.NamedNode
    inverse: bool
    kind: ox.NamedNode | None
    focus: ox.NamedNode

    def plant(self, store: Store, value) -> None:
        """Put ``value`` where the property stands; None takes all its values away, but for the class of the node."""
        if value is not None:
            ends = (value, self.predicate, self.focus) if self.inverse else (self.focus, self.predicate, value)
            if not (self.inverse and isinstance(value, ox.Literal)):
                store.add([ox.Quad(*ends, GRAPH)])
            return
        pattern = (None, self.predicate, self.focus) if self.inverse else (self.focus, self.predicate, None)
        for quad in list(store._engine.quads_for_pattern(*pattern)):
            if quad.predicate != TYPE or quad.object != self.kind:
                store._engine.remove(quad)


@pytest.fixture(scope="module")
def spots() -> list[Spot]:
    """One for each property shape."""
    data, shapes = valid(), Store()
    shapes._engine.load(path=str(resources.path("ontology", "shapes.ttl")), format=ox.RdfFormat.TURTLE)
    found = {}
    for shape, predicate, inverse, kind, subjects in shapes._engine.query(PROPERTIES):
        pattern = (None, TYPE, kind) if kind is not None else (None, subjects, None)
        focus = min((quad.subject for quad in data._engine.quads_for_pattern(*pattern)), key=str)
        found.setdefault(shape.value, Spot(shape.value, predicate, inverse.value == "true", kind, focus))
    assert found.keys() == {shape for shape in wording().owners if shape.startswith("http")}
    return list(found.values())


def valid() -> Store:
    """All valid examples in one store."""
    return store_of(*(folder / "valid.ttl" for folder in FOLDERS))


@pytest.mark.parametrize("what", PLANTED)
def test_engines_find_the_same_of_what_is_planted_everywhere(what, spots):
    store = valid()
    for spot in spots:
        if spot.predicate.value.removeprefix(ACCORD) not in COMPARED:
            spot.plant(store, PLANTED[what])
    assert len(both(store)) > 30


@pytest.mark.parametrize("what", PLANTED)
def test_what_cannot_be_compared_is_a_fault(what, spots):
    """For the standard and the quick engine; pySHACL finds no fault or gives up, and that is said in one line."""
    store = valid()
    compared = [spot for spot in spots if spot.predicate.value.removeprefix(ACCORD) in COMPARED]
    for spot in compared:
        spot.plant(store, PLANTED[what])
    quick = settled(shape_faults(store, "shacl"))
    assert {spot.focus.value for spot in compared} & {one.focus for one in quick}
    if what in ("a blank node", "no such day"):
        with pytest.raises(StoreError, match=r"^pySHACL gives up on these data: "):
            shape_faults(store, "pyshacl")
    else:
        assert settled(shape_faults(store, "pyshacl")) <= quick


def test_every_shape_finds_what_is_planted_for_it(spots):
    words = wording()
    blind = []
    for spot in spots:
        expected = (spot.focus.value, words.owners[spot.shape], f"[{words.paths[spot.shape]}]")
        for value in PLANTED.values():
            store = valid()
            spot.plant(store, value)
            if expected in {(one.focus, one.rule, one.message.rpartition(" ")[2]) for one in shape_faults(store)}:
                break
        else:
            blind.append(spot.shape)
    assert blind == []
