"""Both engines over the hand-made graph of ``fixture.trig``, as equal things to ask."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.ids import BASE
from kg.rows import Value, value_of

HERE = Path(__file__).resolve().parent
QUERIES = HERE.parents[1] / "queries"
PREFIXES = dict(re.findall(r"@prefix (\w+): <(.*?)> \.", (HERE / "fixture.trig").read_text(encoding="utf-8")))

Rows = list[list[Value]]


class Oxigraph:
    """Oxigraph with the union of the graphs as its default graph."""

    def __init__(self, trig: str) -> None:
        self.store = ox.Store()
        self.store.load(trig.encode(), format=ox.RdfFormat.TRIG)

    def select(self, query: str) -> tuple[list[str], Rows]:
        """Columns and rows of a SELECT."""
        found = self.store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return [variable.value for variable in found.variables], [[value_of(term) for term in row] for row in found]

    def construct(self, query: str) -> set[str]:
        """Triples of a CONSTRUCT, as N-Triples."""
        found = self.store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, ox.QueryTriples)
        return {str(triple) for triple in found}

    def update(self, text: str) -> None:
        """Change the graph."""
        self.store.update(text)


class Rdflib:
    """rdflib with the union of the graphs as its default graph."""

    def __init__(self, trig: str) -> None:
        self.dataset = rdflib.Dataset(default_union=True)
        self.dataset.parse(data=trig, format="trig")

    def select(self, query: str) -> tuple[list[str], Rows]:
        """Columns and rows of a SELECT."""
        found = self.dataset.query(query)
        return [str(variable) for variable in found.vars or ()], [[_plain(term) for term in row] for row in found]

    def construct(self, query: str) -> set[str]:
        """Triples of a CONSTRUCT, as N-Triples."""
        graph = self.dataset.query(query).graph
        assert graph is not None
        return {" ".join(term.n3() for term in triple) for triple in graph}

    def update(self, text: str) -> None:
        """Change the graph."""
        self.dataset.update(text)


Engine = Oxigraph | Rdflib


def _plain(term: object) -> Value:
    """An rdflib term as the program would give it."""
    if isinstance(term, rdflib.Literal) and isinstance(term.value, bool | int | float):
        return term.value
    return None if term is None else str(term)


def parts(value: Value) -> list[str]:
    """The members of a list column, sorted: engines concatenate them in no order."""
    return sorted(part for part in str(value or "").split("\x1f") if part)


def readable(columns: dict[str, str], rows: Rows) -> Rows:
    """Rows with lists split and the IRI base taken off, as expected.yaml writes them."""
    kinds = list(columns.values())
    return [
        [
            parts(value) if kind == "list" else value.removeprefix(BASE) if isinstance(value, str) else value
            for kind, value in zip(kinds, row, strict=True)
        ]
        for row in rows
    ]


@pytest.fixture(scope="session")
def trig() -> str:
    """The text of the graph."""
    return (HERE / "fixture.trig").read_text(encoding="utf-8")


@pytest.fixture(scope="session", params=[Oxigraph, Rdflib], ids=["oxigraph", "rdflib"])
def engine(request: pytest.FixtureRequest, trig: str) -> Engine:
    """Each engine with the graph; not to be changed."""
    made: Engine = request.param(trig)
    return made


@pytest.fixture(params=[Oxigraph, Rdflib], ids=["oxigraph", "rdflib"])
def changeable(request: pytest.FixtureRequest, trig: str) -> Engine:
    """Each engine with a graph of its own, to be broken."""
    made: Engine = request.param(trig)
    return made
