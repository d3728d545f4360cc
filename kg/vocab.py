"""The terms of ``ontology/accord.ttl`` and the codes of ``ontology/schemes.ttl``.

Terms are listed here by name, so that a misspelt one fails at once; a test holds the list against
the ontology. Codes are read from the schemes, their only home.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "CLASSES",
    "CODE",
    "DATATYPES",
    "DATATYPE_PROPERTIES",
    "NAMESPACE",
    "OBJECT_PROPERTIES",
    "PARTY_DATES",
    "PREFIXES",
    "Concept",
    "accord",
    "code_iri",
    "concepts",
    "prefixed",
    "term",
    "top_codes",
    "with_prefixes",
]

NAMESPACE = "https://w3id.org/accord/ns#"
CODE = "https://w3id.org/accord/code/"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "accord": NAMESPACE,
        "dcterms": "http://purl.org/dc/terms/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

CLASSES = frozenset(
    "SigningEvent Agreement Party Body Territory UnnamedParties Place Field Commitment Initiative "
    "CountClaim Participation Period Source Passage".split()
)
OBJECT_PROPERTIES = frozenset(
    "signs signedAt hasParty participation party ofPlace within covers placeLevel bodyKind instrumentType "
    "role inField commitsTo concerns initiativeType during dueBy claimAbout counts evidence inSource "
    "dateBasis basis includes signature ratification accession entryIntoForce withdrawal "
    "identifiedWith canonical mergedParty mergedPlace mergedWithin".split()
)
DATATYPE_PROPERTIES = frozenset(
    "edtf earliest latest extent monthDay minCount maxCount recurrence asWritten sourceRow status "
    "confidence start end digest exact aspect characters quotable signatureBinds".split()
)
DATATYPES = frozenset("gbt2260 iso3166".split())
PARTY_DATES: Mapping[str, str] = MappingProxyType(  # what a party does, as records name it: its property
    {
        "signature": "accord:signature",
        "ratification": "accord:ratification",
        "accession": "accord:accession",
        "entry-into-force": "accord:entryIntoForce",
        "withdrawal": "accord:withdrawal",
    }
)
_TERMS = CLASSES | OBJECT_PROPERTIES | DATATYPE_PROPERTIES | DATATYPES


class Concept(NamedTuple):
    """One code of a concept scheme: ``labels`` by language, ``broader`` codes of the same scheme."""

    iri: str
    code: str
    scheme: str
    labels: dict[str, str]
    broader: list[str]


@cache
def accord(name: str) -> NamedNode:
    """The term ``accord:name``. KeyError for a term that the ontology does not have."""
    if name not in _TERMS:
        raise KeyError(f"the ontology has no term accord:{name}")
    return NamedNode(NAMESPACE + name)


@cache
def term(name: str) -> NamedNode:
    """The term written as ``prefix:local`` with a prefix of PREFIXES."""
    prefix, local = name.split(":", 1)
    return accord(local) if prefix == "accord" else NamedNode(PREFIXES[prefix] + local)


@cache
def prefixed(iri: str) -> str | None:
    """``prefix:local`` of an IRI, None if it begins with no namespace of PREFIXES."""
    found = (f"{prefix}:{iri.removeprefix(name)}" for prefix, name in PREFIXES.items() if iri.startswith(name))
    return next(found, None)


def with_prefixes(query: str) -> str:
    """A query with the prefixes of PREFIXES that it uses and does not declare in front of it."""
    used = ((prefix, iri) for prefix, iri in PREFIXES.items() if f"{prefix}:" in query and f"{prefix}: <" not in query)
    return "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in used) + query


def code_iri(scheme: str, code: str) -> str:
    """IRI of a code; it need not exist."""
    return f"{CODE}{scheme}/{code}"


@cache
def _schemes() -> dict[str, dict[str, Concept]]:
    """All schemes by name, read once from the packaged file."""
    schemes: dict[str, dict[str, Concept]] = {}
    labels, broader = term("skos:prefLabel").value, term("skos:broader").value
    triples = list(parse(path=str(resources.path("ontology", "schemes.ttl")), format=RdfFormat.TURTLE))
    in_scheme = term("skos:inScheme")
    for triple in triples:
        if triple.predicate == in_scheme:
            scheme, code = triple.subject.value.removeprefix(CODE).split("/", 1)
            schemes.setdefault(scheme, {})[code] = Concept(triple.subject.value, code, scheme, {}, [])
    for triple in triples:
        scheme, _, code = triple.subject.value.removeprefix(CODE).partition("/")
        concept = schemes.get(scheme, {}).get(code)
        if concept is None:
            continue
        if triple.predicate.value == labels and isinstance(triple.object, Literal):
            concept.labels[triple.object.language or ""] = triple.object.value
        elif triple.predicate.value == broader:
            concept.broader.append(triple.object.value.rpartition("/")[2])
    return schemes


def concepts(scheme: str) -> Mapping[str, Concept]:
    """The codes of a scheme (field, instrument, level, body-kind, initiative-type, basis, role, count)."""
    return MappingProxyType(_schemes()[scheme])


def top_codes(scheme: str, code: str) -> frozenset[str]:
    """The top codes above ``code`` (itself if it is one)."""
    broader = concepts(scheme)[code].broader
    return frozenset({code}) if not broader else frozenset().union(*(top_codes(scheme, up) for up in broader))
