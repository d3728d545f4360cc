"""Shapes against their examples: valid ones pass, invalid ones give the approved report.

After a wanted change of shapes or examples: ``ACCORD_APPROVE=1 pytest tests/ontology/test_shapes.py``
writes the reports anew. Read the difference before it is committed; that reading is the approval.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, SH

from .graphs import (
    ACCORD,
    ACCORD_TTL,
    EXAMPLES,
    GEO,
    SHAPE,
    SHAPES_TTL,
    STYLE_TTL,
    example_data,
    example_folders,
    load,
    shapes_of,
)
from .reports import Result, as_turtle, validate

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

FOLDERS = [*example_folders(), EXAMPLES / "style"]
APPROVE = "ACCORD_APPROVE"

# The constraint parameters used here, and the component that a report names for each.
COMPONENTS: dict[Node, str] = {
    SH["class"]: "sh:ClassConstraintComponent",
    SH.datatype: "sh:DatatypeConstraintComponent",
    SH.equals: "sh:EqualsConstraintComponent",
    SH.hasValue: "sh:HasValueConstraintComponent",
    SH["in"]: "sh:InConstraintComponent",
    SH.lessThan: "sh:LessThanConstraintComponent",
    SH.lessThanOrEquals: "sh:LessThanOrEqualsConstraintComponent",
    SH.maxCount: "sh:MaxCountConstraintComponent",
    SH.maxInclusive: "sh:MaxInclusiveConstraintComponent",
    SH.minCount: "sh:MinCountConstraintComponent",
    SH.minInclusive: "sh:MinInclusiveConstraintComponent",
    SH.minLength: "sh:MinLengthConstraintComponent",
    SH.node: "sh:NodeConstraintComponent",
    SH.nodeKind: "sh:NodeKindConstraintComponent",
    SH["or"]: "sh:OrConstraintComponent",
    SH.pattern: "sh:PatternConstraintComponent",
    SH.qualifiedMinCount: "sh:QualifiedMinCountConstraintComponent",
    SH.uniqueLang: "sh:UniqueLangConstraintComponent",
    SH.xone: "sh:XoneConstraintComponent",
}
STRUCTURE = {
    RDF.type,
    SH.message,
    SH.name,
    SH.path,
    SH.property,
    SH.qualifiedValueShape,
    SH.targetClass,
    SH.targetSubjectsOf,
}


def named_shapes(shapes: Graph) -> set[URIRef]:
    """Node shapes with a target, and their property shapes."""
    targeted = {
        node
        for target in (SH.targetClass, SH.targetSubjectsOf)
        for node in shapes.subjects(target)
        if isinstance(node, URIRef)
    }
    return targeted | {
        part for node in targeted for part in shapes.objects(node, SH.property) if isinstance(part, URIRef)
    }


def short(term: URIRef) -> str:
    """A shape as reports write it."""
    for prefix in ("shape", "style"):
        namespace = f"https://w3id.org/accord/{prefix}{'s' if prefix == 'shape' else ''}#"
        if term.startswith(namespace):
            return f"{prefix}:{term.removeprefix(namespace)}"
    raise ValueError(term)


@cache
def faults(folder: Path) -> tuple[Result, ...]:
    """The results of the invalid example of a folder."""
    file = folder / "invalid.ttl"
    return tuple(validate(example_data(file), load(shapes_of(file))))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_valid_example_conforms(folder: Path) -> None:
    file = folder / "valid.ttl"
    assert validate(example_data(file), load(shapes_of(file))) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_invalid_example_gives_the_approved_report(folder: Path) -> None:
    made = as_turtle(list(faults(folder)))
    report = folder / "report.ttl"
    if os.environ.get(APPROVE) == "1":
        report.write_text(made, encoding="utf-8", newline="\n")
    assert report.read_text(encoding="utf-8") == made
    assert len(Graph().parse(report, format="turtle")) > len(faults(folder))


def test_common_things_conform() -> None:
    common = EXAMPLES / "common.ttl"
    assert validate(example_data(common), load(SHAPES_TTL)) == []


def test_concept_schemes_conform(shapes: Graph, schemes: Graph) -> None:
    assert validate(schemes, shapes) == []


@pytest.mark.parametrize("file", [SHAPES_TTL, STYLE_TTL], ids=lambda file: file.name)
def test_shapes_are_core_and_complete(file: Path) -> None:
    """No parameter outside the list above: no query, no script, nothing that an engine might lack."""
    used = {
        predicate for predicate in load(file).predicates() if str(predicate).startswith("http://www.w3.org/ns/shacl#")
    }
    assert used <= {*COMPONENTS, *STRUCTURE, SH["not"], SH.languageIn, SH.inversePath}


@pytest.mark.parametrize("file", [SHAPES_TTL, STYLE_TTL], ids=lambda file: file.name)
def test_every_constraint_is_seen_to_fail(file: Path) -> None:
    """Each constraint of each shape is broken in an example, and the report names shape and component."""
    shapes = load(file)
    wanted = {
        (short(shape), COMPONENTS[predicate])
        for shape in named_shapes(shapes)
        for predicate in shapes.predicates(shape)
        if predicate in COMPONENTS
    }
    folders = [EXAMPLES / "style"] if file == STYLE_TTL else example_folders()
    seen = {(result.shape, result.component) for folder in folders for result in faults(folder)}
    assert len(wanted) > 30
    assert wanted - seen == set()


@pytest.mark.parametrize("folder", example_folders(), ids=lambda folder: folder.name)
def test_every_faulty_node_is_named(folder: Path) -> None:
    """Each node of an invalid example, other than those it needs around it, is a focus of the report."""
    graph = Graph().parse(folder / "invalid.ttl", format="turtle")
    target = load(SHAPES_TTL).value(SHAPE[folder.name], SH.targetClass)
    nodes = {node for node in graph.subjects(RDF.type, target) if isinstance(node, URIRef)}
    focused = {result.focus for result in faults(folder)}
    assert {node.n3() for node in nodes} - focused == set()


@pytest.mark.parametrize("folder", example_folders(), ids=lambda folder: folder.name)
def test_every_shape_has_its_own_faults(folder: Path) -> None:
    """An invalid example breaks the shape that it is named after, and only those its things must keep."""
    broken = {result.shape.removeprefix("shape:").split("-")[0] for result in faults(folder)}
    assert folder.name in broken
    allowed = {
        "Agreement": {"Agreement"},
        "Field": {"Field", "Concept"},
        "Party": {"Party", "Body", "UnnamedParties"},
        "SourceRow": {"SourceRow", "Agreement"},
    }
    parties = {"Body", "Territory", "UnnamedParties"}
    extra = {"Party"} if folder.name in parties else set()
    assert broken <= allowed.get(folder.name, {folder.name}) | extra


def test_every_class_has_a_shape(shapes: Graph) -> None:
    ontology = load(ACCORD_TTL)
    classes = {term for term in ontology.subjects(RDF.type, OWL.Class) if str(term).startswith(ACCORD)}
    targets = set(shapes.objects(None, SH.targetClass))
    assert len(classes) == 15
    assert classes | {GEO.Geometry} <= targets


def test_every_shape_has_examples(shapes: Graph) -> None:
    targeted = {shape for target in (SH.targetClass, SH.targetSubjectsOf) for shape in shapes.subjects(target)}
    assert {short(URIRef(str(shape))).removeprefix("shape:") for shape in targeted} == {
        folder.name for folder in example_folders()
    }


def test_messages_are_the_shapes_own(shapes: Graph) -> None:
    """A person reads what is wrong and what would be right, not the words of the engine."""
    said = {result.message for folder in example_folders() for result in faults(folder)}
    written = {message.n3() for message in shapes.objects(None, SH.message)}
    assert said
    assert said <= written
