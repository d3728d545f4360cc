"""Records to triples and back; the only place that knows how the model becomes RDF.

``write`` makes the quads of one source, ``reference`` those of places and codes, ``derive`` what
follows from them, ``read`` turns the graph of a source into its record again.
"""

from __future__ import annotations

from kg.rdf.derive import derived_closures, derived_quads
from kg.rdf.read import read_record
from kg.rdf.reference import place_quads, scheme_quads
from kg.rdf.write import SourceWriter

__all__ = [
    "SourceWriter",
    "derived_closures",
    "derived_quads",
    "place_quads",
    "read_record",
    "scheme_quads",
]
