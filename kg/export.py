"""Serialisations: sorted, byte-identical between runs, without blank nodes."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import resources
from kg.errors import InputError, StoreError
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

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


def _text(data: Sequence[ox.Quad] | Sequence[ox.Triple], form: str) -> str:
    prefixes = dict(PREFIXES) if form not in ("nt", "nq") else None
    text = (ox.serialize(data, format=_ENGINE_FORMS[form], prefixes=prefixes) or b"").decode("utf-8")
    return text.replace("\r", "&#13;") if form == "xml" else text  # XML readers take a plain CR for a line feed


def write(store: Readable, path: Path, form: str | None = None) -> Path:
    """Write all data to ``path``; ``form`` None = what its suffix says. Raises InputError, StoreError."""
    chosen = form or _SUFFIXES.get(path.suffix)
    if chosen is None:
        raise InputError(f"{path}: the suffix names no format; there is {', '.join(sorted(_SUFFIXES))}")
    write_text(path, serialise(store, chosen))
    return path


def write_text(path: Path, text: str) -> None:
    """Write ``text`` whole or not at all: beside the file first, then in its place. Raises StoreError.

    What is no file, such as a pipe or ``/dev/null``, is written to and not replaced.
    """
    if not path.name:
        raise StoreError(f"{path}: is no name of a file")
    beside = path.with_name(f".{path.name}.{os.getpid()}.writing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        try:
            beside.write_text(text, encoding="utf-8", newline="\n")
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
