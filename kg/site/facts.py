"""What is said of one thing, as facts in plain words with links, and the evidence for it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import resources
from kg.page.words import period
from kg.site.parts import Fact, Link, Passage, cut
from kg.vocab import prefixed

if TYPE_CHECKING:
    from kg.site.paths import Places
    from kg.site.reading import Knowledge

__all__ = ["MOST", "Facts", "signed"]

MOST = 40  # values of a fact; tables hold the rest
_ORDER = [
    "dcterms:title",
    "accord:asWritten",
    "accord:during",
    "accord:dateBasis",
    "accord:instrumentType",
    "accord:bodyKind",
    "accord:placeLevel",
    "accord:ofPlace",
    "accord:signedAt",
    "accord:signs",
    "accord:inField",
    "accord:counts",
    "accord:minCount",
    "accord:maxCount",
    "accord:claimAbout",
    "dcterms:publisher",
    "dcterms:issued",
    "dcterms:source",
]
_ELSEWHERE = frozenset(
    [  # shown at the head, in tables, or of use to machines alone
        "rdf:type",
        "rdfs:label",
        "skos:prefLabel",
        "skos:altLabel",
        "skos:definition",
        "accord:hasParty",
        "accord:participation",
        "accord:commitsTo",
        "accord:evidence",
        "accord:within",
        "skos:broaderTransitive",
        "skos:topConceptOf",
        "accord:mergedWithin",
    ]
)
_WORDS = {
    "accord:during": "Date",
    "accord:inField": "Fields",
    "accord:minCount": "At least",
    "accord:maxCount": "At most",
    "accord:claimAbout": "About",
    "accord:signs": "Signed documents",
    "accord:signedAt": "Signing",
    "accord:ofPlace": "Place",
    "accord:instrumentType": "Kind",
    "accord:bodyKind": "Kind",
    "accord:placeLevel": "Level",
    "accord:inSource": "Source",
    "accord:dateBasis": "How the date is known",
    "accord:basis": "How it is known",
    "accord:quotable": "May be quoted",
    "dcterms:source": "Published at",
    "dcterms:issued": "Published on",
    "dcterms:publisher": "Publisher",
    "dcterms:language": "Language",
    "dcterms:license": "Licence",
    "dcterms:title": "Title",
    "dcterms:temporal": "Covers",
    "schema:sameAs": "Same as",
    "rdfs:seeAlso": "See also",
    "skos:broader": "Broader",
    "skos:closeMatch": "Close to",
    "skos:notation": "Code",
    "skos:inScheme": "Scheme",
    "geo:hasGeometry": "Position",
}
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


class Facts:
    """Makes facts, links and evidence of things. Parameters: what is known, and where its pages are."""

    def __init__(self, known: Knowledge, paths: Places) -> None:
        self.known, self.paths = known, paths
        self._names = _property_names()
        self._links: dict[str, Link] = {}

    def link(self, iri: str) -> Link:
        """A thing's name, leading to its page where it has one."""
        if (made := self._links.get(iri)) is None:
            label = cut(self.known.label(iri)) if iri in self.known else iri
            chinese = self.known.chinese(iri) if iri in self.known else None
            made = Link(label, self.paths.link(iri), small=cut(chinese, 60) if chinese else None)
            self._links[iri] = made
        return made

    def of(self, iri: str) -> list[Fact]:
        """All facts of a thing that no other part of its page shows."""
        node = self.known.nodes[iri]
        wanted = [name for name in node.values if name not in _ELSEWHERE]
        wanted.sort(key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))
        facts = []
        for name in wanted:
            values = list(dict.fromkeys(self._value(value) for value in node.values[name]))
            facts.append(Fact(self.name(name), values[:MOST], max(0, len(values) - MOST)))
        return facts

    def name(self, name: str) -> str:
        """A property in words."""
        plain = self._names.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.rpartition(":")[2].rpartition("/")[2])
        return _WORDS.get(name) or plain[:1].upper() + plain[1:]

    def _value(self, value: ox.NamedNode | ox.Literal) -> Link:
        if isinstance(value, ox.Literal):
            text = (
                {"true": "yes", "false": "no"}.get(value.value, value.value) if _is(value, "boolean") else value.value
            )
            return Link(
                period(text) if _is(value, "date") else cut(text, 2000),
                out=text if _WEB.fullmatch(text) else None,
                lang=value.language,
            )
        iri = value.value
        if iri in self.paths:
            return self.link(iri)
        if (when := self.known.text(iri, "accord:edtf")) is not None:
            return Link(period(when), small=when)
        if (shape := self.known.text(iri, "geo:asWKT")) is not None:
            return Link(shape)
        if iri in self.known:
            return Link(cut(self.known.label(iri)), small=_small(self.known.chinese(iri)))
        return Link(cut(iri, 300), out=iri if _WEB.fullmatch(iri) else None)

    def date(self, iri: str) -> str | None:
        """The date of a signing, agreement or claim as an EDTF string."""
        for one in (iri, *self.known.links(iri, "accord:signedAt")):
            for when in self.known.links(one, "accord:during"):
                if (text := self.known.text(when, "accord:edtf")) is not None:
                    return text
        return None

    def evidence(self, iri: str) -> list[Passage]:
        """The passages behind a thing, in the order of their sources, and the table rows."""
        found = {}
        for passage in self.known.links(iri, "accord:evidence"):
            (source,) = self.known.links(passage, "accord:inSource")[:1] or [""]
            start, end = (self.known.text(passage, f"accord:{name}") for name in ("start", "end"))
            aspects = self.known.nodes[passage].values.get("accord:aspect", ()) if passage in self.known else ()
            where = f"characters {start}–{end}" if start and end else prefixed(passage) or passage
            found[source, _number(start), _number(end), passage] = Passage(
                self.link(source) if source else Link("unknown source"),
                where,
                ", ".join(value.value for value in aspects),
                self.known.text(passage, "accord:exact"),
                self.known.text(passage, "accord:digest"),
            )
        return [found[key] for key in sorted(found)]


def signed(facts: Facts, iri: str) -> str:
    """When something was signed, in words; empty where nothing is known."""
    when = facts.date(iri)
    return period(when) if when else ""


def _small(text: str | None) -> str | None:
    return cut(text, 60) if text else None


def _is(value: ox.Literal, name: str) -> bool:
    return value.datatype.value == f"http://www.w3.org/2001/XMLSchema#{name}"


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else -1


@cache
def _property_names() -> dict[str, str]:
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    triples = ox.parse(path=str(resources.path("ontology", "accord.ttl")), format=ox.RdfFormat.TURTLE)
    return {
        prefixed(triple.subject.value) or "": triple.object.value
        for triple in triples
        if triple.predicate.value == label
        and isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.Literal)
    }
