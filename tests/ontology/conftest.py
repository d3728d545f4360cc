"""Graphs that several tests of the ontology read; tests must not change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .graphs import ACCORD_TTL, ALIGN_TTL, EXTERNAL_TTL, SCHEMES_TTL, SHAPES_TTL, STYLE_TTL, load

if TYPE_CHECKING:
    from rdflib import Graph


@pytest.fixture(scope="session")
def accord() -> Graph:
    """The ontology alone."""
    return load(ACCORD_TTL)


@pytest.fixture(scope="session")
def schemes() -> Graph:
    """The concept schemes alone."""
    return load(SCHEMES_TTL)


@pytest.fixture(scope="session")
def logic() -> Graph:
    """Ontology, alignments, concept schemes and the axioms of the vocabularies aligned with."""
    return load(ACCORD_TTL, ALIGN_TTL, SCHEMES_TTL, EXTERNAL_TTL)


@pytest.fixture(scope="session")
def shapes() -> Graph:
    """The shapes for data."""
    return load(SHAPES_TTL)


@pytest.fixture(scope="session")
def style() -> Graph:
    """The shapes for the ontology's own style."""
    return load(STYLE_TTL)
