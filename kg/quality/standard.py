"""The shapes under pySHACL, which runs wherever Python does: right, and slow on large graphs."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import StoreError, one_line
from kg.quality.wording import wording

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.quality.faults import Fault

__all__ = ["validate"]

_LOG = logging.getLogger(__name__)
_SH = "http://www.w3.org/ns/shacl#"
_MANY = 200_000  # triples: about half a minute of computing time


def validate(data: Graph, *, many: int = _MANY) -> list[Fault]:
    """Faults that the SHACL shapes find in an rdflib graph (a Dataset counts as the union of its graphs).

    For more than ``many`` triples a warning is logged: they take long.
    Raises StoreError where pySHACL gives up: on blank nodes and ill-formed dates that it is to compare.
    """
    import pyshacl  # slow to import
    from rdflib import Dataset, Graph, URIRef

    union = Graph()
    triples = ((s, p, o) for s, p, o, _ in data.quads()) if isinstance(data, Dataset) else iter(data)
    for triple in triples:
        union.add(triple)
    if len(union) > many:
        _LOG.warning(
            "%s triples are held against the shapes by pySHACL, which takes minutes; the extra fast takes "
            "seconds (pip install 'accord-kg[fast]')",
            f"{len(union):,}",
        )
    shapes, ontology = (Graph().parse(resources.path("ontology", name)) for name in ("shapes.ttl", "accord.ttl"))
    try:
        _, results, _ = pyshacl.validate(union, shacl_graph=shapes, ont_graph=ontology, inference="none", inplace=True)
    except (pyshacl.errors.ReportableRuntimeError, TypeError) as error:  # values of no order, where one is asked for
        problem = f"pySHACL gives up on these data: {one_line(error, 160)}"
        raise StoreError(f"{problem}; the extra fast does not (pip install 'accord-kg[fast]')") from error
    words = wording()
    faults = []
    # What a report lists, and not the parts of a result that pySHACL hangs on it (sh:detail).
    for result in results.objects(None, URIRef(_SH + "result")):
        value, message, shape, focus = (
            results.value(result, URIRef(_SH + name)) for name in ("value", "resultMessage", "sourceShape", "focusNode")
        )
        faults.append(words.fault(str(focus), str(shape), str(message), None if value is None else str(value)))
    return faults
