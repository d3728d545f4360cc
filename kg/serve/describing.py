"""Tasks that describe: the service itself in SPARQL 1.1 Service Description and VoID, and things of the store."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from kg.errors import one_line
from kg.ids import BASE
from kg.serve.tasks import Refused, Reply, kept
from kg.site.forms import as_text, json_ld
from kg.sparql import bind
from kg.vocab import NAMESPACE, PREFIXES, with_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from kg.serve.media import Chosen
    from kg.store import Readable

__all__ = ["known", "service", "statements", "thing"]

_NAMES = dict(PREFIXES) | {
    "formats": "http://www.w3.org/ns/formats/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}
_FORMATS = (
    *(f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
_IN_GRAPHS = "SELECT ?graph (COUNT(*) AS ?triples) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
_OF_CLASSES = "SELECT ?class (COUNT(DISTINCT ?s) AS ?things) { ?s a ?class } GROUP BY ?class ORDER BY ?class"
# What is said of a thing and of what hangs on it, and who points to it.
_STATEMENTS = with_prefixes(
    """CONSTRUCT { ?node ?predicate ?value } WHERE {
  {
    VALUES ?said { UNDEF }
    ?said ?predicate ?value . BIND (?said AS ?node)
  }
  UNION
  {
    VALUES ?holder { UNDEF }
    ?holder accord:evidence|accord:participation|accord:commitsTo|accord:during|accord:dueBy ?node .
    ?node ?predicate ?value
  }
  UNION
  {
    VALUES ?object { UNDEF }
    ?node ?predicate ?object . BIND (?object AS ?value)
  }
}"""
)
_KNOWN = "ASK {\n  VALUES ?thing { UNDEF }\n  { ?thing ?p ?o } UNION { ?s ?q ?thing }\n}"


class _Counts(NamedTuple):
    graphs: list[tuple[str, int]]
    classes: list[tuple[str, int]]


@kept
def _counts(store: Readable) -> _Counts:
    return _Counts(
        [(str(graph), int(str(number))) for graph, number in store.select(_IN_GRAPHS)],
        [(str(name), int(str(number))) for name, number in store.select(_OF_CLASSES)],
    )


def service(store: Readable, *, endpoint: str, form: Chosen) -> Reply:
    """The description of the service at the address ``endpoint``. Refused where that is no address."""
    try:
        ox.NamedNode(endpoint)
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST, "the header Host is no name of a host") from None
    return Reply(form.media_type, partial(_write, list(_described(endpoint, _counts(store))), form.form))


def _write(triples: Iterable[ox.Triple], media_type: str, file: BinaryIO) -> None:
    form = ox.RdfFormat.from_media_type(media_type) or ox.RdfFormat.TURTLE
    ox.serialize(triples, file, format=form, prefixes=None if form == ox.RdfFormat.N_TRIPLES else _NAMES)


def _described(endpoint: str, counts: _Counts) -> Iterator[ox.Triple]:
    def node(name: str) -> ox.NamedNode:
        prefix, _, local = name.partition(":")
        return ox.NamedNode(_NAMES[prefix] + local if prefix in _NAMES else name)

    def part(name: str) -> ox.NamedNode:
        return ox.NamedNode(f"{endpoint}#{name}")

    def say(subject: ox.NamedNode, **facts: Any) -> Iterator[ox.Triple]:  # noqa: ANN401 - terms and what becomes literals
        for name, values in facts.items():
            predicate = node("rdf:type") if name == "a" else node(name.replace("_", ":", 1))
            for value in values if isinstance(values, list) else [values]:
                yield ox.Triple(subject, predicate, value if isinstance(value, ox.NamedNode) else ox.Literal(value))

    data, union = part("dataset"), part("default-graph")
    yield from say(
        ox.NamedNode(endpoint),
        a=node("sd:Service"),
        sd_endpoint=ox.NamedNode(endpoint),
        sd_supportedLanguage=node("sd:SPARQL11Query"),
        sd_feature=node("sd:UnionDefaultGraph"),
        sd_resultFormat=[node(f"formats:{name}") for name in _FORMATS],
        sd_defaultDataset=data,
    )
    triples = sum(number for _, number in counts.graphs)
    graphs = [part(f"graph-{number}") for number, _ in enumerate(counts.graphs, 1)]
    classes = [part(f"class-{number}") for number, _ in enumerate(counts.classes, 1)]
    yield from say(
        data,
        a=[node("sd:Dataset"), node("void:Dataset")],
        dcterms_title="Accord: cooperation agreements as a knowledge graph",
        void_sparqlEndpoint=ox.NamedNode(endpoint),
        void_uriSpace=BASE,
        void_vocabulary=ox.NamedNode(NAMESPACE),
        void_triples=triples,
        void_classPartition=classes,
        sd_defaultGraph=union,
        sd_namedGraph=graphs,
    )
    yield from say(union, a=[node("sd:Graph"), node("void:Dataset")], void_triples=triples)
    for name, (graph, number) in zip(graphs, counts.graphs, strict=True):
        of_graph = ox.NamedNode(f"{name.value}-data")
        yield from say(name, a=node("sd:NamedGraph"), sd_name=ox.NamedNode(graph), sd_graph=of_graph)
        yield from say(of_graph, a=[node("sd:Graph"), node("void:Dataset")], void_triples=number)
    for name, (kind, number) in zip(classes, counts.classes, strict=True):
        yield from say(name, void_class=ox.NamedNode(kind), void_entities=number)


def thing(store: Readable, *, iri: str, form: Chosen) -> Reply:
    """What the store says of a thing. Refused (404) where it says nothing."""
    if form.form == "application/ld+json":
        return Reply(form.media_type, as_text(json_ld(statements(store, iri))).encode("utf-8", "replace"))
    return Reply(form.media_type, partial(_write, statements(store, iri), form.form))


def statements(store: Readable, iri: str) -> list[ox.Triple]:
    """The statements about a thing and what hangs on it, and those that point to it, sorted. Refused (404) if none."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        raise Refused(HTTPStatus.NOT_FOUND, f"{one_line(iri, 120)} is no IRI") from None
    query = bind(_STATEMENTS, {"said": [node], "holder": [node], "object": [node]})
    found = sorted(set(store.construct(query)), key=str)
    if not found:
        raise Refused(HTTPStatus.NOT_FOUND, f"the store knows nothing of {one_line(iri, 120)}")
    return found


def known(store: Readable, *, iri: str) -> Reply:
    """Nothing, for a thing of which the store says something. Refused (404) for another."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        node = None
    if node is None or not bool(store.query(bind(_KNOWN, {"thing": [node]}))):
        raise Refused(HTTPStatus.NOT_FOUND, f"the store knows nothing of {one_line(iri, 120)}")
    return Reply("text/plain", b"")
