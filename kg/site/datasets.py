"""All data to take away: dumps, their descriptions in VoID and DCAT 3, and example queries in SHACL's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.export import serialise
from kg.query import question, question_names
from kg.site.partitions import partition_lines
from kg.site.questioning import shown_query
from kg.vocab import NAMESPACE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.site.layout import Layout
    from kg.site.reading import Knowledge
    from kg.store import Readable

__all__ = ["DUMPS", "data_pages"]

DUMPS = {  # format: file, media type, what it is
    "turtle": ("data/graph.ttl", "text/turtle", "Turtle: all statements, without their graphs"),
    "trig": ("data/graph.trig", "application/trig", "TriG: with a named graph for each source"),
    "nq": ("data/graph.nq", "application/n-quads", "N-Quads: the same, a statement a line"),
}
_NAMES = dict(PREFIXES) | {
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
}
_IANA = "https://www.iana.org/assignments/media-types/"


def data_pages(
    store: Readable, known: Knowledge, layout: Layout, kinds: dict[str, list[str]], base: str | None
) -> Iterator[tuple[str, str]]:
    """The dumps, what describes them, the examples, and the page that links them."""
    sizes = {}
    for form, (name, _, _) in DUMPS.items():
        text = serialise(store, form)
        sizes[name] = len(text.encode("utf-8", "replace"))
        yield name, text
    home = base or "../index.html"
    yield "data/dataset.ttl", _description(known, kinds, sizes, f"{base}data/" if base else "", home)
    yield ".well-known/void", _description(known, kinds, sizes, f"{base}data/" if base else "../data/", home)
    yield "data/examples.ttl", _examples(base)
    yield (
        "data/index.html",
        layout.page(
            "data",
            "data/index.html",
            files=[(name.rpartition("/")[2], about, sizes[name]) for name, _, about in DUMPS.values()],
            quads=known.statements,
        ),
    )


def _literal(text: str, language: str | None = "en") -> str:
    return str(ox.Literal(text, language=language) if language else ox.Literal(text))


def _prefixes(*used: str) -> str:
    return "".join(f"@prefix {name}: <{_NAMES[name]}> .\n" for name in sorted(used))


def _description(known: Knowledge, kinds: dict[str, list[str]], sizes: dict[str, int], at: str, home: str) -> str:
    """One dataset in both vocabularies; ``at`` is where the data lie, relative to the file without a base URL."""
    about = "Who signed what with whom, when and in which fields, with the words or rows that state it."
    entities = sum(map(len, kinds.values()))
    lines = [
        _prefixes("accord", "dcat", "dcterms", "foaf", "void", "void-ext", "xsd"),
        f"<{at}dataset.ttl#dataset> a void:Dataset , dcat:Dataset ;",
        f"  dcterms:title {_literal('Accord: cooperation agreements as a knowledge graph')} ;",
        f"  dcterms:description {_literal(about)} ;",
        f"  void:triples {known.statements} ;",
        f"  void:entities {entities} ;",
        f"  void:vocabulary <{NAMESPACE}> ;",
        '  void:uriSpace "https://w3id.org/accord/id/" ;',
        f"  foaf:homepage <{home}> ;",
        *(f"  void:exampleResource <{iris[0]}> ;" for iris in kinds.values() if iris),
        *(f"  void:dataDump <{at}{name.removeprefix('data/')}> ;" for name in sizes),
        *(f"  dcat:distribution <{at}dataset.ttl#{form}> ;" for form in DUMPS),
    ]
    lines[-1] = lines[-1][:-1] + "."
    lines += partition_lines(known, f"{at}dataset.ttl")
    for form, (name, media, about) in DUMPS.items():
        lines.append(
            f"\n<{at}dataset.ttl#{form}> a dcat:Distribution ;\n  dcterms:title {_literal(about)} ;\n"
            f"  dcat:downloadURL <{at}{name.removeprefix('data/')}> ;\n  dcat:mediaType <{_IANA}{media}> ;\n"
            f'  dcat:byteSize "{sizes[name]}"^^xsd:nonNegativeInteger .'
        )
    return "\n".join(lines) + "\n"


def _examples(base: str | None) -> str:
    """The questions as sh:SPARQLExecutable, the prefixes as sh:declare: for the editor of an endpoint that has them."""
    at = f"{base}data/examples.ttl" if base else ""
    lines = [_prefixes("rdfs", "sh", "xsd"), f"<{at}#prefixes>"]
    declared = [
        f'  sh:declare [ sh:prefix "{name}" ; sh:namespace "{iri}"^^xsd:anyURI ]'
        for name, iri in sorted(PREFIXES.items())
    ]
    lines.append(" ;\n".join(declared) + " .")
    for name in question_names():
        asked = question(name)
        lines.append(
            f"\n<{at}#{name}> a sh:SPARQLSelectExecutable , sh:SPARQLExecutable ;\n"
            f"  sh:prefixes <{at}#prefixes> ;\n  rdfs:label {_literal(asked.summary)} ;\n"
            f"  rdfs:comment {_literal(asked.summary)} ;\n  sh:select {_literal(shown_query(asked.text), None)} ."
        )
    return "\n".join(lines) + "\n"
