"""Rules of OWL 2 DL that can be checked without Java, each seen to fail on a broken copy.

The OWL API's own profile check runs in test_hermit. It takes xsd:date for an OWL 2 datatype, which
it is not, so the rule on datatypes is kept here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD

from .graphs import ACCORD_TTL, ALIGN_TTL, SCHEMES_TTL, load

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

FILES = [(ACCORD_TTL,), (ALIGN_TTL,), (ACCORD_TTL, SCHEMES_TTL), (ACCORD_TTL, ALIGN_TTL, SCHEMES_TTL)]

# The datatype map of OWL 2 (Structural Specification, section 4) as far as XSD and RDF go.
OWL_DATATYPES = {RDFS.Literal, RDF.PlainLiteral, RDF.XMLLiteral, RDF.langString, OWL.real, OWL.rational} | {
    XSD[name]
    for name in (
        *("decimal", "integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger"),
        *("negativeInteger", "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort"),
        *("unsignedByte", "double", "float", "string", "normalizedString", "token", "language", "Name"),
        *("NCName", "NMTOKEN", "boolean", "hexBinary", "base64Binary", "anyURI", "dateTime", "dateTimeStamp"),
    )
}
KINDS: dict[Node, str] = {
    OWL.Class: "class",
    RDFS.Datatype: "datatype",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
    OWL.AnnotationProperty: "annotation property",
}
BUILT_IN = tuple(str(term).rpartition("#")[0] for term in (OWL.Class, RDF.type, RDFS.label, XSD.string))
# Axioms that OWL 2 DL allows for simple properties only.
SIMPLE_ONLY = {
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.AsymmetricProperty,
}
CARDINALITY = {
    OWL.cardinality,
    OWL.minCardinality,
    OWL.maxCardinality,
    OWL.qualifiedCardinality,
    OWL.minQualifiedCardinality,
    OWL.maxQualifiedCardinality,
    OWL.hasSelf,
}


def kinds(graph: Graph) -> dict[Node, set[str]]:
    """What each IRI is declared to be."""
    declared: dict[Node, set[str]] = {}
    for node, type_ in graph.subject_objects(RDF.type):
        if type_ in KINDS and isinstance(node, URIRef):
            declared.setdefault(node, set()).add(KINDS[type_])
    return declared


def undeclared(graph: Graph) -> set[URIRef]:
    """Properties and classes in use without a declaration."""
    declared = set(kinds(graph))
    used = set(graph.predicates()) | set(graph.objects(None, RDF.type))
    for predicate in (
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        RDFS.domain,
        RDFS.range,
        OWL.inverseOf,
        OWL.disjointWith,
    ):
        used |= set(graph.objects(None, predicate)) | set(graph.subjects(predicate))
    iris = {term for term in used if isinstance(term, URIRef) and not str(term).startswith(BUILT_IN)}
    return iris - declared


def punned(graph: Graph) -> set[Node]:
    """IRIs that are two kinds of property, or a class and a datatype."""
    return {node for node, what in kinds(graph).items() if len(what) > 1}


def non_simple(graph: Graph) -> set[Node]:
    """Transitive and chained properties, their inverses and everything above them."""
    found: set[Node] = set(graph.subjects(RDF.type, OWL.TransitiveProperty)) | set(
        graph.subjects(OWL.propertyChainAxiom)
    )
    before = -1
    while before != len(found):
        before = len(found)
        for node in list(found):
            found |= set(graph.objects(node, RDFS.subPropertyOf))
            found |= set(graph.objects(node, OWL.inverseOf)) | set(graph.subjects(OWL.inverseOf, node))
    return found


def misused(graph: Graph) -> set[Node]:
    """Properties that are not simple and yet stand where only simple ones may."""
    counted = {
        prop
        for restriction, prop in graph.subject_objects(OWL.onProperty)
        if CARDINALITY & set(graph.predicates(restriction))
    }
    limited = {prop for kind in SIMPLE_ONLY for prop in graph.subjects(RDF.type, kind)}
    return non_simple(graph) & (counted | limited)


def foreign_datatypes(graph: Graph) -> set[Node]:
    """Datatypes in ranges or of literals that OWL 2 does not have and the graph does not declare."""
    declared = kinds(graph)
    annotations = {node for node, what in declared.items() if "annotation property" in what}
    properties = {node for node, what in declared.items() if "datatype property" in what}
    used: set[Node] = {
        type_ for prop, type_ in graph.subject_objects(RDFS.range) if prop in properties and isinstance(type_, URIRef)
    }
    for _, predicate, value in graph:
        if isinstance(value, Literal) and value.datatype and predicate not in annotations:
            used.add(value.datatype)
    return {node for node in used if node not in OWL_DATATYPES and "datatype" not in declared.get(node, set())}


@pytest.mark.parametrize("files", FILES, ids=lambda files: "+".join(file.stem for file in files))
def test_rules_of_the_profile(files: tuple[Path, ...]) -> None:
    graph = load(*files)
    assert undeclared(graph) == set()
    assert punned(graph) == set()
    assert misused(graph) == set()
    assert foreign_datatypes(graph) == set()


BREAKS = {
    "undeclared": (undeclared, "accord:signs rdfs:domain accord:Nowhere ."),
    "punned": (punned, "accord:signs a owl:DatatypeProperty ."),
    "functional": (misused, "accord:within a owl:FunctionalProperty ."),
    "above": (misused, "accord:within rdfs:subPropertyOf accord:x . accord:x a owl:AsymmetricProperty ."),
    "counted": (
        misused,
        "accord:Place rdfs:subClassOf [ owl:onProperty accord:within ; owl:maxCardinality 1 ] .",
    ),
    "chained": (misused, "accord:hasParty a owl:FunctionalProperty ."),
    "range": (foreign_datatypes, "accord:earliest rdfs:range xsd:date ."),
    "value": (foreign_datatypes, "accord:x accord:earliest '2020-04-01'^^xsd:date ."),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_rule_is_seen_to_fail(name: str) -> None:
    rule, axiom = BREAKS[name]
    graph = load(ACCORD_TTL)
    graph.parse(
        data="@prefix accord: <https://w3id.org/accord/ns#> . "
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . "
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . " + axiom,
        format="turtle",
    )
    assert rule(graph)
