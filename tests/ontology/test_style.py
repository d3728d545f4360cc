"""The files of the ontology keep their own style, and agree with one another in names and version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, VANN

from .graphs import ACCORD, ACCORD_TTL, ALIGN_TTL, ONTOLOGY, SCHEMES_TTL, SHAPES_TTL, STYLE_TTL, load
from .reports import validate

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

FILES = [(ACCORD_TTL,), (ACCORD_TTL, SCHEMES_TTL), (ACCORD_TTL, ALIGN_TTL), (SHAPES_TTL,), (STYLE_TTL,)]


@pytest.mark.parametrize("files", FILES, ids=lambda files: files[-1].name)
def test_file_keeps_the_style(files: tuple[Path, ...], style: Graph) -> None:
    assert validate(load(*files), style) == []


@pytest.mark.parametrize(
    ("subject", "predicate", "shape"),
    [
        (ACCORD.Agreement, RDFS.label, "style:TermLabel"),
        (ACCORD.signs, SKOS.definition, "style:TermDefinition"),
        (ACCORD.edtf, RDFS.isDefinedBy, "style:TermDefinedBy"),
        (ACCORD.within, RDFS.range, "style:ObjectRange"),
        (None, DCTERMS.license, "style:Header-license"),
        (None, OWL.versionIRI, "style:Header-versionIRI"),
        (None, VANN.preferredNamespaceUri, "style:Header-namespace"),
    ],
)
def test_a_missing_statement_is_seen(style: Graph, subject: Node | None, predicate: Node, shape: str) -> None:
    graph = load(ACCORD_TTL)
    graph.remove((subject, predicate, None))
    assert shape in {result.shape for result in validate(graph, style)}


def test_one_version_in_all_files() -> None:
    versions = {file.name: set(load(file).objects(None, OWL.versionInfo)) for file in ONTOLOGY.glob("*.ttl")}
    assert len(versions) == 5
    assert set(map(frozenset, versions.values())) == {frozenset({Literal("0.1.0")})}


def test_every_term_in_use_is_declared() -> None:
    """No file speaks of an Accord term that the ontology does not have, context and examples included."""
    declared = {term for term in load(ACCORD_TTL).subjects(RDF.type) if str(term).startswith(ACCORD)}
    files = [
        *ONTOLOGY.glob("*.ttl"),
        *(ONTOLOGY / "examples").glob("[A-Zc]*/*.ttl"),
        ONTOLOGY / "examples" / "common.ttl",
    ]
    used = {
        term
        for file in files
        for triple in load(file)
        for term in triple
        if isinstance(term, URIRef) and term.startswith(ACCORD)
    }
    assert len(declared) == 15 + 35 + 20 + 2
    assert used == declared


def test_alignments_stand_apart(accord: Graph) -> None:
    """Superclasses and superproperties of other vocabularies are in align.ttl only."""
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty):
        assert [pair for pair in accord.subject_objects(predicate) if not str(pair[1]).startswith(ACCORD)] == []
    align = load(ALIGN_TTL)
    mappings = {SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
    assert mappings.isdisjoint(align.predicates())
    assert len(set(align.subject_objects(RDFS.subClassOf))) == 10


def test_nothing_is_imported() -> None:
    """An import would send tools on line."""
    for file in ONTOLOGY.glob("*.ttl"):
        assert (None, OWL.imports, None) not in load(file)
