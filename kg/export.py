"""Serialisations: sorted, byte-identical between runs, without blank nodes."""

from __future__ import annotations

import heapq
import json
import os
import re
from contextlib import contextmanager, suppress
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import resources
from kg.errors import InputError, StoreError
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.store import Readable

__all__ = ["FORMS", "defused", "serialise", "turtle", "write", "write_text"]

_WITH_GRAPHS = frozenset({"trig", "nq", "jsonld"})
_ENGINE_FORMS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "xml": ox.RdfFormat.RDF_XML,
}
_IN_PIECES = frozenset({"turtle", "trig", "nt", "nq"})  # what needs no more memory for a larger store
_RUN = 200_000  # quads that are sorted in memory at a time
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FORMS = (*_ENGINE_FORMS, "jsonld")
_SUFFIXES = {".ttl": "turtle", ".rdf": "xml", ".json": "jsonld"} | {f".{form}": form for form in FORMS}


def serialise(store: Readable, form: str) -> str:
    """All data of ``store`` as text in one of FORMS.

    Turtle, N-Triples and RDF/XML hold the union of the graphs, the others the named graphs. JSON-LD is
    compacted with the packaged context, which stands in it whole, so that reading it needs no network.
    Raises InputError for another form.
    """
    if form not in FORMS:
        raise InputError(f"{form!r} is no format; there is {', '.join(FORMS)}")
    quads = sorted(store.quads(), key=_order)
    if form == "jsonld":
        return _json_ld(quads)
    if form in _WITH_GRAPHS:
        return _text(quads, form)
    triples = list(dict.fromkeys(quad.triple for quad in sorted(quads, key=lambda quad: _order(quad)[1:])))
    if form == "xml":
        _refuse_forbidden(triples)
    return _text(triples, form)


def turtle(triples: Iterable[ox.Triple]) -> str:
    """Triples as Turtle, each once, sorted."""
    return _text(sorted(set(triples), key=str), "turtle")


def _prefixes(form: str) -> dict[str, str] | None:
    return dict(PREFIXES) if form not in ("nt", "nq") else None


def _text(data: Sequence[ox.Quad] | Sequence[ox.Triple], form: str) -> str:
    text = (ox.serialize(data, format=_ENGINE_FORMS[form], prefixes=_prefixes(form)) or b"").decode("utf-8")
    return text.replace("\r", "&#13;") if form == "xml" else text  # XML readers take a plain CR for a line feed


def write(store: Readable, path: Path, form: str | None = None) -> Path:
    """Write all data to ``path``; ``form`` None = what its suffix says. Raises InputError, StoreError."""
    chosen = form or _SUFFIXES.get(path.suffix)
    if chosen is None:
        raise InputError(f"{path}: the suffix names no format; there is {', '.join(sorted(_SUFFIXES))}")
    if chosen in _IN_PIECES:
        with TemporaryDirectory(prefix="accord-") as folder, _whole(path) as file:
            data = _ordered(store.quads(), Path(folder), with_graphs=chosen in _WITH_GRAPHS)
            ox.serialize(data, file, format=_ENGINE_FORMS[chosen], prefixes=_prefixes(chosen))
    else:
        write_text(path, serialise(store, chosen))
    return path


def _ordered(quads: Iterable[ox.Quad], folder: Path, *, with_graphs: bool) -> Iterator[ox.Quad] | Iterator[ox.Triple]:
    """Quads in order, or the triples of their union in order and each once: sorted in runs that lie in ``folder``."""
    key: Callable[[ox.Quad], tuple[str, ...]] = _order if with_graphs else _order_of_triples
    ordered = _runs_merged(quads, folder, key)
    return ordered if with_graphs else (triple for triple, _ in groupby(quad.triple for quad in ordered))


def _runs_merged(
    quads: Iterable[ox.Quad], folder: Path, key: Callable[[ox.Quad], tuple[str, ...]]
) -> Iterator[ox.Quad]:
    rest = iter(quads)
    runs: list[Path] = []
    while run := sorted(islice(rest, _RUN), key=key):
        if not runs and len(run) < _RUN:
            return iter(run)
        runs.append(folder / f"{len(runs)}.nq")
        ox.serialize(run, str(runs[-1]), format=ox.RdfFormat.N_QUADS)
    read: list[Iterator[ox.Quad]] = [_read(file) for file in runs]
    return heapq.merge(*read, key=key)


def _read(file: Path) -> Iterator[ox.Quad]:
    for quad in ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS):
        if isinstance(quad, ox.Quad):
            yield quad


def _order_of_triples(quad: ox.Quad) -> tuple[str, str, str]:
    return _order(quad)[1:]


def write_text(path: Path, text: str) -> None:
    """Write ``text`` whole or not at all: beside the file first, then in its place. Raises StoreError.

    What is no file, such as a pipe or ``/dev/null``, is written to and not replaced.
    """
    with _whole(path) as file:
        file.write(text.encode())


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that becomes ``path`` when the context ends well; see :func:`write_text`."""
    if not path.name:
        raise StoreError(f"{path}: is no name of a file")
    beside = path.with_name(f".{path.name}.{os.getpid()}.writing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        try:
            with beside.open("wb") as file:
                yield file
            beside.replace(path)
        finally:
            with suppress(OSError):
                beside.unlink()
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}") from error


def _refuse_forbidden(data: Iterable[ox.Quad | ox.Triple]) -> None:
    """Raise InputError for text that XML 1.0 cannot hold in any notation; the engine writes it all the same."""
    for item in data:
        if isinstance(item.object, ox.Literal) and (found := _NOT_IN_XML.search(item.object.value)):
            character = f"U+{ord(found[0]):04X}"
            raise InputError(f"{item.subject}: its text holds {character}, which XML forbids; take another format")


def defused(cell: object) -> object:
    """A CSV cell that no spreadsheet runs as a formula; numbers stay (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _order(quad: ox.Quad) -> tuple[str, str, str, str]:
    return (str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object))


def _json_ld(quads: list[ox.Quad]) -> str:
    """Compacted JSON-LD, one ``@graph`` entry a named graph; lists are sorted, as RDF has no order."""
    from rdflib import Dataset  # rdflib is slow to import

    context = json.loads(resources.text("ontology", "context.jsonld"))
    dataset = Dataset()
    dataset.parse(data=ox.serialize(quads, format=ox.RdfFormat.N_QUADS), format="nquads")
    text = dataset.serialize(format="json-ld", context=context["@context"], auto_compact=False, indent=None)
    document = json.loads(text)
    document["@context"] = context["@context"]
    return json.dumps(_sorted(document), ensure_ascii=False, indent=1) + "\n"


def _sorted(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {key: item if key == "@context" else _sorted(item) for key, item in sorted(value.items())}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda item: json.dumps(item, sort_keys=True, ensure_ascii=False))
    return value
