"""SHACL reports in one settled form, so that they can be approved, read and compared.

A report is a list of results sorted by focus node, shape, component and value. Shapes of Accord have
IRIs, so that a result needs no path of its own to be found again; blank nodes are written as ``[]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pyshacl
from rdflib import BNode, Graph
from rdflib.namespace import RDF, SH

if TYPE_CHECKING:
    from rdflib import Literal, URIRef
    from rdflib.term import Node

PREFIXES = {
    "accord": "https://w3id.org/accord/ns#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "shape": "https://w3id.org/accord/shapes#",
    "style": "https://w3id.org/accord/style#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, order=True, slots=True)
class Result:
    """One result of a validation, its terms as Turtle."""

    focus: str
    shape: str
    component: str
    value: str = ""
    message: str = ""
    severity: str = ""

    def turtle(self) -> str:
        """The result as the inside of a blank node."""
        rows = [
            ("sh:focusNode", self.focus),
            ("sh:sourceShape", self.shape),
            ("sh:sourceConstraintComponent", self.component),
            ("sh:value", self.value),
            ("sh:resultMessage", self.message),
            ("sh:resultSeverity", self.severity),
        ]
        return " ;\n".join(f"        {key} {value}" for key, value in rows if value)


def _turtle(term: Node | None, prefixes: Graph) -> str:
    if term is None:
        return ""
    if isinstance(term, BNode):
        return "[]"
    return cast("URIRef | Literal", term).n3(prefixes.namespace_manager)


def results_of(report: Graph) -> list[Result]:
    """The results of a report graph, sorted."""
    prefixes = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        prefixes.bind(prefix, namespace)
    keys = (
        SH.focusNode,
        SH.sourceShape,
        SH.sourceConstraintComponent,
        SH.value,
        SH.resultMessage,
        SH.resultSeverity,
    )
    # Inner results of sh:detail belong to another result and are not listed by themselves.
    listed = {
        result for whole in report.subjects(RDF.type, SH.ValidationReport) for result in report[whole : SH.result]
    }
    return sorted(Result(*(_turtle(report.value(result, key), prefixes) for key in keys)) for result in listed)


def validate(data: Graph, shapes: Graph) -> list[Result]:
    """The results of pySHACL; an empty list means that the data conform."""
    conforms, report, text = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inplace=False)
    if not isinstance(report, Graph):
        raise TypeError(text)
    results = results_of(report)
    assert conforms is not bool(results), text
    return results


def as_turtle(results: list[Result]) -> str:
    """A report in Turtle: the same results give the same bytes."""
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items()))
    verdict = "false" if results else "true"
    body = " ,\n".join(f"    [\n        a sh:ValidationResult ;\n{result.turtle()}\n    ]" for result in results)
    return f"{head}\n[] a sh:ValidationReport ;\n    sh:conforms {verdict} ;\n    sh:result\n{body} .\n"
