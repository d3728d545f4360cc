"""The concept schemes: codes, labels, and a hierarchy without loops."""

from __future__ import annotations

from collections import Counter

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, SKOS

from .graphs import ACCORD, CODE

TOP_FIELDS = (
    "transport industry trade-investment science-technology education health environment energy "
    "agriculture-rural culture-tourism judiciary public-security employment-social-security civil-affairs "
    "finance-tax market-regulation digital-data urban-planning emergency-management sport "
    "integrated-development defence diplomacy infrastructure"
)
CODES = {
    "instrument": "agreement cooperation-agreement framework-agreement memorandum contract action-plan plan "
    "letter-of-intent declaration treaty convention protocol exchange-of-notes twinning other",
    "level": "country province municipality autonomous-region prefecture-city city district county park "
    "functional-area region",
    "body-kind": "government department court association enterprise university hospital park port "
    "international-organisation other",
    "initiative-type": "zone platform mechanism centre park standard corridor facility service other",
    "basis": "stated inferred reference",
    "role": "signatory acceding withdrawing witness depositary",
    "count": "agreements fields share signatories",
}


def codes(schemes: Graph, scheme: str) -> set[str]:
    """The notations of a scheme."""
    members = schemes.subjects(SKOS.inScheme, CODE[scheme])
    return {str(schemes.value(member, SKOS.notation)) for member in members}


@pytest.mark.parametrize("scheme", CODES)
def test_codes_are_those_of_the_design(schemes: Graph, scheme: str) -> None:
    assert codes(schemes, scheme) == set(CODES[scheme].split())


def test_top_fields_are_those_of_the_design(schemes: Graph) -> None:
    tops = schemes.subjects(SKOS.topConceptOf, CODE.field)
    assert {str(schemes.value(top, SKOS.notation)) for top in tops} == set(TOP_FIELDS.split())


def test_schemes_are_these_alone(schemes: Graph) -> None:
    assert set(schemes.subjects(RDF.type, SKOS.ConceptScheme)) == {CODE[scheme] for scheme in (*CODES, "field")}


def test_iri_ends_in_scheme_and_code(schemes: Graph) -> None:
    for concept, scheme in schemes.subject_objects(SKOS.inScheme):
        assert concept == URIRef(f"{scheme}/{schemes.value(concept, SKOS.notation)}")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_labels_are_unique_in_their_scheme(schemes: Graph, language: str) -> None:
    labels = Counter(
        (schemes.value(concept, SKOS.inScheme), str(label).casefold())
        for concept, label in schemes.subject_objects(SKOS.prefLabel)
        if isinstance(label, Literal) and label.language == language and (concept, RDF.type, SKOS.Concept) in schemes
    )
    assert sum(labels.values()) == len(set(schemes.subjects(RDF.type, SKOS.Concept)))
    assert [label for label, times in labels.items() if times > 1] == []


def test_broader_stays_in_the_scheme_and_has_no_loop(schemes: Graph) -> None:
    for concept, broader in schemes.subject_objects(SKOS.broader):
        assert schemes.value(concept, SKOS.inScheme) == schemes.value(broader, SKOS.inScheme)
        assert concept not in set(schemes.transitive_objects(broader, SKOS.broader))


def test_fields_and_only_they_are_fields(schemes: Graph) -> None:
    assert set(schemes.subjects(RDF.type, ACCORD.Field)) == set(schemes.subjects(SKOS.inScheme, CODE.field))


def test_narrower_fields_hang_where_the_design_says(schemes: Graph) -> None:
    def broader(code: str) -> set[str]:
        return {str(schemes.value(up, SKOS.notation)) for up in schemes.objects(CODE[f"field/{code}"], SKOS.broader)}

    assert broader("medical-insurance") == {"health", "employment-social-security"}
    assert broader("elderly-care") == {"civil-affairs"}
    assert broader("new-energy") == {"energy", "industry"}


def test_no_eurovoc_concept_is_matched_twice(schemes: Graph) -> None:
    matched = Counter(
        match
        for concept, match in schemes.subject_objects(SKOS.closeMatch)
        if (concept, SKOS.inScheme, CODE.field) in schemes
    )
    assert len(matched) > 50
    assert max(matched.values()) == 1


def test_schemes_hold_no_ontology(schemes: Graph) -> None:
    """The build loads them into the reference graph, which holds data; terms are declared in accord.ttl."""
    types = set(schemes.objects(None, RDF.type))
    assert types == {SKOS.Concept, SKOS.ConceptScheme, ACCORD.Field, OWL.Ontology}
