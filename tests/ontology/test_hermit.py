"""HermiT: ontology, alignments, codes and data do not contradict each other or the aligned vocabularies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from .graphs import all_valid_examples, load
from .reasoner import inconsistency, owl_profile, unsatisfiable_classes

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """
@prefix : <https://w3id.org/accord/id/example/> .
@prefix accord: <https://w3id.org/accord/ns#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# Each contradicts an axiom that the others do not touch.
CONTRADICTIONS = {
    "event and agreement": ":a a accord:SigningEvent , accord:Agreement .",
    "body and territory": ":a a accord:Body , accord:Territory .",
    "party and place": ":a accord:hasParty :b . :b accord:within :c .",
    "party of no kind": """:a a accord:Party , [ owl:complementOf
        [ a owl:Class ; owl:unionOf ( accord:Body accord:Territory accord:UnnamedParties ) ] ] .""",
    "agreement as activity (PROV)": ":a a accord:Agreement , prov:Activity .",
    "source as activity (PROV)": ":a accord:inSource :b . :c prov:wasGeneratedBy :b .",
    "signs the wrong way round (PROV)": ":a accord:signs :b . :b prov:generated :a .",
    "place as geometry (GeoSPARQL)": ":a accord:ofPlace :b . :b geo:asWKT 'POINT(0 0)'^^geo:wktLiteral .",
    "mixed domain under PROV": """accord:inSource rdfs:subPropertyOf prov:wasDerivedFrom .
        :a a accord:SigningEvent ; accord:inSource :b .""",
    "parties of agreements under PROV": """accord:hasParty rdfs:subPropertyOf prov:wasAssociatedWith .
        :a a accord:Agreement ; accord:hasParty :b .""",
    "field as scheme (SKOS)": ":a accord:inField :b . :c skos:inScheme :b .",
    "parties follow from the event": """:a accord:signs :b . :a accord:hasParty :c .
        [] a owl:NegativePropertyAssertion ; owl:sourceIndividual :b ;
            owl:assertionProperty accord:hasParty ; owl:targetIndividual :c .""",
    "within is transitive": """:a accord:within :b . :b accord:within :c .
        [] a owl:NegativePropertyAssertion ; owl:sourceIndividual :a ;
            owl:assertionProperty accord:within ; owl:targetIndividual :c .""",
}


def turtle(text: str) -> Graph:
    """A graph of Turtle with the prefixes above."""
    return Graph().parse(data=PREFIXES + text, format="turtle")


def check_consistent(graphs: list[Graph], folder: Path) -> None:
    """Fail where the graphs together are inconsistent; for the corpora too."""
    assert inconsistency(graphs, folder) is None


def test_ontology_and_alignments_are_consistent(logic: Graph, tmp_path: Path) -> None:
    check_consistent([logic], tmp_path)


def test_every_class_can_have_a_member(logic: Graph, tmp_path: Path) -> None:
    assert unsatisfiable_classes([logic], tmp_path) == []


def test_valid_examples_are_consistent(logic: Graph, tmp_path: Path) -> None:
    check_consistent([logic, load(*all_valid_examples())], tmp_path)


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradiction_is_seen(logic: Graph, tmp_path: Path, name: str) -> None:
    assert inconsistency([logic, turtle(CONTRADICTIONS[name])], tmp_path) == "Inconsistent ontology"


def test_unsatisfiable_class_is_seen(logic: Graph, tmp_path: Path) -> None:
    broken = turtle("accord:Agreement rdfs:subClassOf prov:Activity .")
    assert "Agreement" in "".join(unsatisfiable_classes([logic, broken], tmp_path))


def test_profile_is_owl_2_dl(logic: Graph, tmp_path: Path) -> None:
    assert owl_profile([logic], tmp_path) == "OWL 2 DL"


def test_cardinality_on_transitive_property_leaves_the_profile(logic: Graph, tmp_path: Path) -> None:
    broken = turtle(
        "accord:Place rdfs:subClassOf [ a owl:Restriction ; owl:onProperty accord:within ; "
        "owl:maxCardinality '1'^^xsd:nonNegativeInteger ] ."
    )
    assert owl_profile([logic, broken], tmp_path) == "OWL 2"


def test_the_packaged_corpora_are_consistent(corpus, logic, tmp_path):
    data = Graph()
    for subject, predicate, value, _ in corpus.to_rdflib().quads():
        data.add((subject, predicate, value))
    check_consistent([logic, data], tmp_path)
