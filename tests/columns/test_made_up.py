"""The two forms side by side over stores made up at random, with oddities that no build would make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st
from rdf.test_round_trip import MINTER, records

from kg.columns.reading import Columns
from kg.places import Gazetteer
from kg.query import read_query
from kg.rdf import REFERENCE, Sink, SourceWriter, add_schemes, derived, derived_closures
from kg.store import Store
from kg.vocab import code_iri, concepts, term

from .conftest import CLASSES, NETWORK, QUESTIONS, assert_same, cases, choices, write_columns

GRAPH = ox.NamedNode("urn:odd")
DAY, BOOLEAN = term("xsd:date"), term("xsd:boolean")
LABELS = [
    ox.Literal(text, language=language) if language else ox.Literal(text)
    for text in ("A", "a", "Ä", "𝒜", "\uff21", "", "two\x1fnames", "~", "中", " a ")
    for language in (None, "en", "EN-gb", "eng", "zh")
]
# Each property: what it is said of, and what it may say: a kind of things, or values.
ODDITIES = {
    "rdf:type": (("agreement", "signing", "party", "place"), [ox.NamedNode(one) for one in sorted(CLASSES)]),
    "rdfs:label": (("agreement", "party", "place"), LABELS),
    "dcterms:title": (("agreement",), LABELS),
    "accord:hasParty": (("agreement", "signing"), "party"),
    "accord:signedAt": (("agreement",), "signing"),
    "accord:signs": (("signing",), "agreement"),
    "accord:during": (("signing",), "period"),
    "accord:edtf": (("period",), [ox.Literal(text) for text in ("1999", "2020-04-09", "[..2001]")]),
    "accord:earliest": (("period",), [ox.Literal(text, datatype=DAY) for text in ("1999-01-01", "2020-04-09")]),
    "accord:latest": (("period",), [ox.Literal(text, datatype=DAY) for text in ("1999-12-31", "2020-04-09")]),
    "accord:instrumentType": (("agreement",), "instrument"),
    "accord:inField": (("agreement", "signing"), "field"),
    "accord:ofPlace": (("party",), "place"),
    "accord:within": (("place",), "place"),
    "accord:placeLevel": (("place",), "level"),
    "accord:bodyKind": (("party",), "body-kind"),
    "accord:inSource": (("agreement",), "source"),
    "accord:commitsTo": (("signing",), "period"),
    "accord:minCount": (("party",), [ox.Literal(3), ox.Literal(11)]),
    "accord:participation": (("signing",), "participation"),
    "accord:party": (("participation",), "party"),
    "accord:signature": (("participation", "signing", "agreement"), "period"),
    "accord:ratification": (("participation",), "period"),
    "accord:accession": (("participation",), "period"),
    "accord:entryIntoForce": (("participation",), "period"),
    "accord:withdrawal": (("participation", "signing"), "period"),
    "accord:signatureBinds": (("agreement",), [ox.Literal(True), ox.Literal(False)]),
    "accord:dateBasis": (("signing",), "basis"),
    "accord:canonical": (("party", "place", "agreement"), "party"),
    "accord:mergedParty": (("agreement",), "party"),
    "accord:mergedPlace": (("party",), "place"),
    "accord:mergedWithin": (("place",), "place"),
}


def written(record):
    """All quads of a record, with what is derived from them."""
    stated = SourceWriter(record, MINTER, Gazetteer()).write()
    return [*stated.quads(), *derived(MINTER, stated.statements).quads()]


def things(quads):
    """The IRIs of each kind that the quads speak of, and the codes."""
    found = {name: [] for name in ("agreement", "signing", "party", "place", "period", "participation", "source")}
    for quad in quads:
        kind = quad.subject.value.removeprefix(MINTER.base).partition("/")[0]
        kind = "party" if kind in ("body", "territory", "unnamed") else kind
        if kind in found and quad.subject not in found[kind]:
            found[kind].append(quad.subject)
    for scheme in ("instrument", "field", "level", "body-kind", "basis"):
        found[scheme] = [ox.NamedNode(code_iri(scheme, code)) for code in sorted(concepts(scheme))]
    return {kind: [*nodes, ox.NamedNode(f"urn:{kind}")] for kind, nodes in found.items()}


@st.composite
def stores(draw):
    """Two sources that may name the same places and periods, and statements that no build would make of them."""
    one, other = draw(records()), draw(records())
    quads = written(one) + written(replace(other, source=replace(other.source, id="t")))
    known = things(quads)
    for _ in range(draw(st.integers(0, 30))):
        name = draw(st.sampled_from(sorted(ODDITIES)))
        kinds, values = ODDITIES[name]
        subject = draw(st.sampled_from(known[draw(st.sampled_from(kinds))]))
        value = draw(st.sampled_from(known[values] if isinstance(values, str) else values))
        quads.append(ox.Quad(subject, term(name), value, GRAPH))
    schemes = Sink(MINTER, REFERENCE)
    add_schemes(schemes)
    # An identity graph need be there for merged questions to be asked.
    quads.append(ox.Quad(known["agreement"][0], term("accord:mergedParty"), known["party"][0], GRAPH))
    store = Store()
    store.add([*quads, *schemes.quads(), *derived_closures(MINTER, schemes.statements).quads()])
    return store


@settings(max_examples=10)
@given(stores(), st.data())
def test_both_forms_say_the_same(store, data):
    values = choices(store)
    with TemporaryDirectory() as folder:
        columns = Columns([write_columns(store, Path(folder) / "statements.parquet")])
        for name in QUESTIONS:
            for merged in (False, True) if read_query("questions", name).merged else (False,):
                for terms in data.draw(st.lists(st.sampled_from(cases(name, values)), max_size=3)):
                    assert_same(store, columns, name, terms, merged=merged)
        for name in NETWORK:
            assert_same(store, columns, f"network/{name}")
