"""The ontology documented: classes, properties and codes with their definitions, as a page and as Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import resources
from kg.site.terms import statements_of, terms
from kg.vocab import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.site.layout import Layout

__all__ = ["vocabulary_pages"]

_FILES = ("accord.ttl", "align.ttl", "schemes.ttl", "shapes.ttl")
_GROUPS = (
    ("Class", "Classes"),
    ("Object property", "Object properties"),
    ("Datatype property", "Datatype properties"),
    ("Datatype", "Datatypes"),
)


def vocabulary_pages(layout: Layout) -> Iterator[tuple[str, str]]:
    """The ontology's page, the codes' page and the files themselves."""
    found = list(terms().values())
    groups = [(kind, many, [term for term in found if term.kind == kind]) for kind, many in _GROUPS]
    schemes = [
        (scheme, [term for term in found if term.kind == "Code" and term.name.startswith(f"{scheme.name}/")])
        for scheme in found
        if scheme.kind == "Scheme"
    ]
    yield (
        "ns/index.html",
        layout.page(
            "ontology",
            "ns/index.html",
            about=_about(),
            iri=NAMESPACE.rstrip("#"),
            groups=groups,
            schemes=[scheme for scheme, _ in schemes],
        ),
    )
    yield "code/index.html", layout.page("codes", "code/index.html", schemes=schemes)
    for name in (*_FILES, "context.jsonld"):
        yield f"ns/{name}", resources.text("ontology", name)
    yield "ns.ttl", resources.text("ontology", "accord.ttl")
    yield "code.ttl", resources.text("ontology", "schemes.ttl")


def _about() -> dict[str, str]:
    """The header of the ontology: title, version, licence and so on by the ends of their properties."""
    return {
        quad.predicate.value.rpartition("/")[2].rpartition("#")[2]: quad.object.value
        for quad in statements_of("accord.ttl")
        if isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value == NAMESPACE.rstrip("#")
        and isinstance(quad.object, ox.Literal | ox.NamedNode)
    }
