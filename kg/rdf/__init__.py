"""Records to triples and back; the only place that knows how the model becomes RDF.

``write`` makes the statements of one source, ``reference`` those of places and codes, ``derive`` what
follows from them, ``read`` turns the graph of a source into its record again.
"""

from __future__ import annotations

from kg.rdf.derive import CLOSURES, DERIVED, derived, derived_closures
from kg.rdf.read import read_record
from kg.rdf.reference import REFERENCE, add_places, add_schemes
from kg.rdf.sink import Sink, Statement, statements
from kg.rdf.write import SourceWriter

__all__ = [
    "CLOSURES",
    "DERIVED",
    "REFERENCE",
    "Sink",
    "SourceWriter",
    "Statement",
    "add_places",
    "add_schemes",
    "derived",
    "derived_closures",
    "read_record",
    "statements",
]
