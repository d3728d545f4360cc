"""What building costs: kg build beside Oxigraph's own loader and rdflib, on the same statements.

    python benchmarks/building.py [AGREEMENTS] [--only-build]

Record files are built into a store folder, and the same statements, written beforehand, are loaded by ``oxigraph
load`` as N-Quads (one named graph a source, as in the store) and as N-Triples (all in the default graph, which needs
half of the indexes), and added to an rdflib graph. With ``--only-build``, the build alone, for sizes that the peers
would take an hour for.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import pyoxigraph as ox
from corpus import write
from measuring import KG, Cost, cost, cost_of, table

LOAD = [str(Path(sys.executable).parent / "oxigraph"), "load", "--location"]


def in_memory(files: list[str]) -> float:
    """CPU seconds of a build into memory."""
    import kg

    start = process_time()
    kg.build(files)
    return process_time() - start


def by_rdflib(triples: str) -> float:
    """CPU seconds in which rdflib makes terms of parsed triples and adds them to a graph in memory."""
    from rdflib import Graph, Literal, URIRef

    parsed = list(ox.parse(path=triples, format=ox.RdfFormat.N_TRIPLES))
    rows = [(t.subject.value, t.predicate.value, t.object.value, t.object) for t in parsed]
    graph, start = Graph(), process_time()
    for subject, predicate, text, value in rows:
        if isinstance(value, ox.Literal):
            datatype = None if value.language else URIRef(value.datatype.value)
            term: URIRef | Literal = Literal(text, lang=value.language, datatype=datatype)
        else:
            term = URIRef(text)
        graph.add((URIRef(subject), URIRef(predicate), term))
    return process_time() - start


def dump(store: Path, folder: Path) -> tuple[Path, Path, int]:
    """The statements of a store as N-Quads and, each once, as N-Triples; how many quads."""
    quads, triples, seen, number = folder / "all.nq", folder / "all.nt", set[int](), 0
    with quads.open("wb") as file:
        ox.Store.read_only(str(store)).dump(file, ox.RdfFormat.N_QUADS)
    with quads.open(encoding="utf-8") as lines, triples.open("w", encoding="utf-8") as file:
        for line in lines:
            number += 1
            triple = line[: line.rindex(" <")]
            if hash(triple) not in seen:
                seen.add(hash(triple))
                file.write(f"{triple} .\n")
    return quads, triples, number


def main() -> None:
    """Print one row a way."""
    parser = argparse.ArgumentParser(description="Time kg build beside its peers.")
    parser.add_argument("agreements", type=int, nargs="?", default=100_000)
    parser.add_argument("--only-build", action="store_true")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="accord-bench-") as temporary:
        folder = Path(temporary)
        files = [str(file) for file in write(given.agreements, folder / "corpus")]
        built = cost([*KG, "build", *files, "--store", str(folder / "store")])
        again = cost([*KG, "build", files[0], "--store", str(folder / "store")])
        rows: list[tuple[str, Cost]] = [("kg build, disk", built), ("kg build again, 1 source", again)]
        if not given.only_build:
            quads, triples, number = dump(folder / "store", folder)
            print(f"{given.agreements:,} agreements, {number:,} quads")
            rows += [
                ("oxigraph load, N-Quads", cost([*LOAD, str(folder / "a"), "--file", str(quads)])),
                ("oxigraph load, N-Triples", cost([*LOAD, str(folder / "b"), "--file", str(triples)])),
                ("kg build, memory", cost_of(in_memory, files)),
                ("rdflib add, memory", cost_of(by_rdflib, str(triples))),
            ]
        shown = [(name, one.cpu, one.cpu / built.cpu, round(one.peak)) for name, one in rows]
        print(table([("", "CPU s", "× kg build", "peak MB"), *shown]))


if __name__ == "__main__":
    main()
