"""vocab.py and the ontology name the same terms; codes come from the schemes."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, Graph
from support import ROOT

from kg import vocab


@pytest.fixture(scope="module")
def ontology():
    return Graph().parse(ROOT / "ontology" / "accord.ttl")


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (OWL.Class, vocab.CLASSES),
        (OWL.ObjectProperty, vocab.OBJECT_PROPERTIES),
        (OWL.DatatypeProperty, vocab.DATATYPE_PROPERTIES),
        (RDFS.Datatype, vocab.DATATYPES),
    ],
)
def test_the_ontology_defines_what_the_program_names(ontology, kind, names):
    defined = {str(term) for term in ontology.subjects(RDF.type, kind) if str(term).startswith(vocab.NAMESPACE)}
    assert defined == {vocab.NAMESPACE + name for name in names}


def test_a_misspelt_term_fails_at_once():
    with pytest.raises(KeyError, match="no term accord:hasPartey"):
        vocab.term("accord:hasPartey")


def test_codes_have_labels_and_known_broader_codes():
    for scheme in ("field", "instrument", "level", "body-kind", "initiative-type", "basis", "role", "count"):
        concepts = vocab.concepts(scheme)
        assert concepts
        for concept in concepts.values():
            assert concept.labels["en"]
            assert set(concept.broader) <= concepts.keys()
            assert concept.iri == vocab.code_iri(scheme, concept.code)


def test_top_codes():
    assert vocab.top_codes("field", "transport") == {"transport"}
    assert vocab.top_codes("field", "medical-insurance") == {"health", "employment-social-security"}
    assert vocab.top_codes("instrument", "framework-agreement") == {"agreement"}


@pytest.mark.parametrize(
    "code",
    "transport industry trade-investment science-technology education health environment energy agriculture-rural "
    "culture-tourism judiciary public-security employment-social-security civil-affairs finance-tax market-regulation "
    "digital-data urban-planning emergency-management sport integrated-development defence diplomacy infrastructure".split(),
)
def test_the_top_fields_are_top(code):
    assert vocab.concepts("field")[code].broader == []
