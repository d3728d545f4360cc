"""The shapes under the package ``shacl`` (MIT or Apache-2.0), an engine in Rust that reads N-Triples by itself.

Chosen by measurement on 100,000 agreements (``benchmarks/checking.py``); the tests hold its verdicts against those of
pySHACL. It follows SHACL 1.0 (https://www.w3.org/TR/shacl/).
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import resources
from kg.errors import StoreError, one_line
from kg.quality.wording import seen_predicates, subclasses, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from kg.quality.faults import Fault
    from kg.store import Readable

__all__ = ["fast_faults", "write_seen"]

_HEAD = b"?s\t?o\n"
_BARE = re.compile(rb"\t([+\-.0-9tf][^\t\n]*)(?=\n)")


def fast_faults(store: Readable, progress: Callable[[str], None]) -> list[Fault]:
    """Faults that the shapes find in the union of the graphs of ``store``.

    The triples go through a temporary file: the engine takes text, and that of a large store would take as much
    memory again. Raises StoreError if the file cannot be written or the engine does not take a term, and
    ModuleNotFoundError without the package ``shacl``.
    """
    from tempfile import TemporaryDirectory  # only this engine needs it

    import shacl  # not installed everywhere: see kg.quality.shapes

    shapes = shacl.Shapes.from_file(str(resources.path("ontology", "shapes.ttl")))
    try:
        with TemporaryDirectory(prefix="kg-check-") as folder:
            data = Path(folder) / "data.nt"
            progress("reading")
            with data.open("wb") as file:
                write_seen(store, file)
            progress("shapes")
            results = shapes.validate_file(str(data)).results
    except (OSError, ValueError) as error:
        raise StoreError(f"{store.name}: cannot be held against the shapes: {one_line(error, 200)}") from error
    words = wording()
    return [
        words.fault(
            _plain(result.focus_node),
            _plain(result.source_shape or ""),
            result.message or "",
            result.value if (result.value or "").startswith("_:") else result.value_plain,
        )
        for result in results
    ]


def write_seen(store: Readable, file: IO[bytes]) -> None:
    """What the shapes can see, as N-Triples.

    Looking up the text of terms is most of what reading a large store costs. So the terms of a triple that are known
    are not asked for: the engine of the store writes subjects and objects of one predicate after another, as SPARQL
    TSV (https://www.w3.org/TR/sparql11-results-csv-tsv/). Its terms hold no tab and no line break of their own, and
    are those of N-Triples but for numbers and truth values that stand there without quotes.
    """
    for predicate in seen_predicates():
        answer = store.solutions(f"SELECT ?s ?o WHERE {{ ?s <{predicate}> ?o }}")
        rows = BytesIO()
        answer.serialize(rows, format=ox.QueryResultsFormat.TSV)
        body = _BARE.sub(_quoted, rows.getvalue())[len(_HEAD) :]
        file.write(body.replace(b"\t", f" <{predicate}> ".encode()).replace(b"\n", b" .\n"))
    ox.serialize(subclasses(), file, format=ox.RdfFormat.N_TRIPLES)


def _quoted(found: re.Match[bytes]) -> bytes:
    """A number or truth value that stands bare in TSV, and so in Turtle, as N-Triples has it."""
    bare = found[1]
    if bare in (b"true", b"false"):
        datatype = b"boolean"
    elif b"e" in bare.lower():
        datatype = b"double"
    else:
        datatype = b"decimal" if b"." in bare else b"integer"
    return b'\t"%b"^^<http://www.w3.org/2001/XMLSchema#%b>' % (bare, datatype)


def _plain(term: str) -> str:
    """A node as faults name it: an IRI without its brackets."""
    return term[1:-1] if term.startswith("<") else term
