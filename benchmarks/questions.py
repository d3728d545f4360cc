"""What each saved question costs on a store folder, beside raw pyoxigraph and rdflib.

    python benchmarks/questions.py [AGREEMENTS] [--rdflib AGREEMENTS]

CPU seconds of an answer, all of its rows taken: ``kg.ask`` on a store folder; the question's SPARQL as it stands, asked
of the same folder by pyoxigraph alone; and, on the smaller corpus, of an rdflib graph in memory (loading not
counted). A peer that does not end within twenty seconds is stopped, and its ratio is a lower bound.
"""

from __future__ import annotations

import argparse
import signal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

import pyoxigraph as ox
from corpus import write
from measuring import KG, cost, cost_of, table

from kg.query import ask, question, question_names
from kg.sparql import bind

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.store import Readable

LIMIT = 20  # seconds
BUSIEST = "the busiest party"  # of the store that is asked
NEEDED = {"day": "2010-06-01", "place": "Country 1", "party": BUSIEST, "agreement": "", "thing": "Country 1"}
# What people give: the question, with the parameters that are not of the questions' own defaults.
ASKED: list[tuple[str, dict[str, str]]] = [
    ("partners", {"party": BUSIEST}),
    ("partners", {"place": "Country 1"}),
    ("partners", {"field": "health", "from": "2010-01-01", "to": "2019-12-31"}),
    ("place-partners", {"level": "country"}),
    ("agreements", {"party": BUSIEST}),
    ("agreements", {"place": "Province 1-1", "from": "2015-01-01"}),
    ("parties-on", {"on": "2010-06-01", "party": BUSIEST}),
]


def by_kg(store: str, name: str, given: dict[str, str]) -> float:
    """CPU seconds of kg.ask on a store folder."""
    from kg.opening import open_store

    opened = open_store(store)
    values = _meant(opened, given)
    start = process_time()
    len(ask(opened, name, merged=False, **values))
    return process_time() - start


def by_pyoxigraph(store: str, name: str, given: dict[str, str]) -> float:
    """CPU seconds of the SPARQL form on the same folder."""
    text, engine = _bound(store, name, given), ox.Store.read_only(store)

    def answer() -> int:
        solutions = engine.query(text, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        return sum(1 for _ in solutions)

    return _within_limit(answer)


def by_rdflib(store: str, name: str, given: dict[str, str]) -> float:
    """CPU seconds of the SPARQL form on the same statements in memory."""
    from kg.opening import open_store

    text, graph = _bound(store, name, given), open_store(store).to_rdflib()
    return _within_limit(lambda: len(list(graph.query(text))))


def _bound(store: str, name: str, given: dict[str, str]) -> str:
    from kg.opening import open_store
    from kg.query import resolve

    asked, opened = question(name), open_store(store)
    values = {one.name: one.default for one in asked.parameters if one.default} | _meant(opened, given)
    known = {one.name: one for one in asked.parameters}
    return bind(asked.text, {key: resolve(opened, known[key], value) for key, value in values.items()})


def _meant(store: Readable, given: dict[str, str]) -> dict[str, str]:
    busiest = next((str(row.party) for row in ask(store, "parties")), "") if BUSIEST in given.values() else ""
    return {key: busiest if value == BUSIEST else value for key, value in given.items()}


def _within_limit(answer: Callable[[], int]) -> float:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # an engine in native code hears no exception: the process ends
    signal.alarm(LIMIT)
    start = process_time()
    answer()
    return process_time() - start


def _cost(function: Callable[..., float], *arguments: object) -> float | None:
    """CPU seconds, None if the limit was reached."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return cost_of(function, *arguments).cpu
    except BrokenProcessPool:
        return None


def main() -> None:
    """Print one row a question."""
    parser = argparse.ArgumentParser(description="Time the saved questions beside pyoxigraph and rdflib.")
    parser.add_argument("agreements", type=int, nargs="?", default=100_000)
    parser.add_argument("--rdflib", type=int, default=1_000, help="agreements of the corpus for rdflib")
    parser.add_argument("--only", help="one question")
    given = parser.parse_args()
    plain = [(name, _needed(name)) for name in question_names()]
    asked = [(name, values) for name, values in plain + ASKED if given.only in (None, name)]
    with TemporaryDirectory(prefix="accord-bench-") as temporary:
        stores = {}
        for size in (given.agreements, given.rdflib):
            folder = Path(temporary) / str(size)
            files = [str(file) for file in write(size, folder / "corpus")]
            cost([*KG, "build", *files, "--store", str(folder / "store")])
            stores[size] = str(folder / "store")
        rows = [_row(name, values, stores[given.agreements], stores[given.rdflib]) for name, values in asked]
    heading = ("", "kg CPU s", "pyoxigraph", "× kg", f"kg at {given.rdflib:,}", "rdflib", "× kg")
    print(table([heading, *rows]))


def _row(name: str, values: dict[str, str], large: str, small: str) -> tuple[object, ...]:
    own, raw = cost_of(by_kg, large, name, values).cpu, _cost(by_pyoxigraph, large, name, values)
    own_small, graph = cost_of(by_kg, small, name, values).cpu, _cost(by_rdflib, small, name, values)
    said = " ".join([name, *(f"--{key} {value!r}" for key, value in values.items())])
    return said, own, _seconds(raw), _ratio(raw, own), f"{own_small:.3f}", _seconds(graph), _ratio(graph, own_small)


def _seconds(value: float | None) -> str:
    return f"> {LIMIT}" if value is None else f"{value:.2f}"


def _ratio(value: float | None, own: float) -> str:
    return f"> {LIMIT / own:.0f}" if value is None else f"{value / own:.1f}"


def _needed(name: str) -> dict[str, str]:
    return {one.name: NEEDED[one.type] for one in question(name).parameters if one.required}


if __name__ == "__main__":
    main()
