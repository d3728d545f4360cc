"""Where the files of the ontology are, and how tests load them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph, Namespace

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
EXAMPLES = ONTOLOGY / "examples"
ACCORD_TTL = ONTOLOGY / "accord.ttl"
ALIGN_TTL = ONTOLOGY / "align.ttl"
SCHEMES_TTL = ONTOLOGY / "schemes.ttl"
SHAPES_TTL = ONTOLOGY / "shapes.ttl"
STYLE_TTL = ONTOLOGY / "style.ttl"
EXTERNAL_TTL = Path(__file__).parent / "external-axioms.ttl"

ACCORD = Namespace("https://w3id.org/accord/ns#")
CODE = Namespace("https://w3id.org/accord/code/")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
ID = Namespace("https://w3id.org/accord/id/")
SHAPE = Namespace("https://w3id.org/accord/shapes#")
STYLE = Namespace("https://w3id.org/accord/style#")


def load(*files: Path) -> Graph:
    """One graph with the triples of all ``files`` (Turtle)."""
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph


def example_folders() -> list[Path]:
    """The folder of each shape that has examples; that of the style file is not among them."""
    return sorted(path for path in EXAMPLES.iterdir() if path.is_dir() and path.name != "style")


def example_data(file: Path) -> Graph:
    """An example together with what it may refer to: the common things and the concept schemes."""
    if file.parent.name == "style":
        return load(file)
    return load(SCHEMES_TTL, EXAMPLES / "common.ttl", file)


def shapes_of(file: Path) -> Path:
    """The shapes file against which an example is held."""
    return STYLE_TTL if file.parent.name == "style" else SHAPES_TTL


def all_valid_examples() -> Iterable[Path]:
    """Every valid example of data, and the things that they share."""
    yield EXAMPLES / "common.ttl"
    for folder in example_folders():
        yield folder / "valid.ttl"
