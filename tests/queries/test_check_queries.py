"""Each check is silent over the clean graph, and names the faulty node once the graph is broken for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.ids import BASE
from kg.query import read_query

from .conftest import PREFIXES, QUERIES

if TYPE_CHECKING:
    from .conftest import Engine

CHECKS = sorted(path.stem for path in (QUERIES / "checks").glob("*.rq"))
GRAPH = "INSERT DATA { GRAPH <graph/alpha> { %s } }"

# Check -> the update that breaks the graph for it, the node that it must name.
BREAKS: list[tuple[str, str, str]] = [
    ("signing-without-agreement", GRAPH % "<signing/alpha/s9> a accord:SigningEvent", "signing/alpha/s9"),
    (
        "agreement-without-signing",
        GRAPH % "<agreement/alpha/s9-1> a accord:Agreement",
        "agreement/alpha/s9-1",
    ),
    (
        "agreement-without-signing",
        "DELETE DATA { GRAPH <graph/alpha> { <agreement/alpha/s2-1> accord:signedAt <signing/alpha/s2> } }",
        "agreement/alpha/s2-1",
    ),
    (
        "agreement-without-signing",
        "DELETE DATA { GRAPH <graph/alpha> { <signing/alpha/s2> accord:signs <agreement/alpha/s2-1> } }",
        "agreement/alpha/s2-1",
    ),
    (
        "agreement-parties-differ",
        GRAPH % "<signing/alpha/s2> accord:hasParty <body/alpha/north-env>",
        "agreement/alpha/s2-1",
    ),
    (
        "agreement-parties-differ",
        GRAPH % "<agreement/alpha/s2-1> accord:hasParty <body/alpha/north-env>",
        "agreement/alpha/s2-1",
    ),
    (
        "signed-after-publication",
        'DELETE { GRAPH ?g { ?source dcterms:issued ?day } } INSERT { GRAPH ?g { ?source dcterms:issued "2020-04-05"^^xsd:date } } '
        "WHERE { GRAPH ?g { ?source dcterms:issued ?day FILTER (?source = <source/alpha>) } }",
        "signing/alpha/s2",
    ),
    (
        "due-before-signing",
        GRAPH
        % "<signing/alpha/s1> accord:commitsTo <commitment/alpha/c9> . <commitment/alpha/c9> accord:dueBy <period/2019>",
        "commitment/alpha/c9",
    ),
    ("claim-below-listed", GRAPH % "<claim/alpha/k2> accord:maxCount 3", "claim/alpha/k2"),
    (
        "passage-outside-source",
        GRAPH
        % "<passage/alpha/p> a accord:Passage ; accord:start 4990 ; accord:end 5001 ; accord:inSource <source/alpha>",
        "passage/alpha/p",
    ),
    (
        "passage-outside-source",
        GRAPH % "<passage/alpha/p> a accord:Passage ; accord:start 7 ; accord:end 7 ; accord:inSource <source/alpha>",
        "passage/alpha/p",
    ),
    (
        "evidence-unanchored",
        'DELETE DATA { GRAPH <graph/alpha> { <passage/alpha/0-100> accord:digest "00" } }',
        "passage/alpha/0-100",
    ),
    ("evidence-unanchored", GRAPH % "<signing/alpha/s2> accord:evidence <source/alpha>", "source/alpha"),
    ("words-not-quotable", GRAPH % '<passage/alpha/0-100> accord:exact "words"', "passage/alpha/0-100"),
    ("draft-without-evidence", GRAPH % '<signing/alpha/s2> accord:status "draft"', "signing/alpha/s2"),
    (
        "participation-of-non-party",
        GRAPH % "<signing/alpha/s2> accord:participation <participation/alpha/s1-1>",
        "participation/alpha/s1-1",
    ),
    (
        "left-before-joining",
        GRAPH % "<participation/alpha/s1-1> accord:withdrawal <period/2020-04-01> ; accord:ratification <period/s2>",
        "participation/alpha/s1-1",
    ),
    (
        "unnamed-includes-too-many",
        "DELETE { GRAPH ?g { ?group accord:maxCount ?most } } INSERT { GRAPH ?g { ?group accord:maxCount 0 } } "
        "WHERE { GRAPH ?g { ?group a accord:UnnamedParties ; accord:maxCount ?most } }",
        "unnamed/alpha/s3-1",
    ),
    (
        "period-inconsistent",
        GRAPH
        % '<period/p> accord:edtf "2020-04-01" ; accord:earliest "2020-04-02"^^xsd:date ; accord:latest "2020-04-02"^^xsd:date',
        "period/p",
    ),
    ("period-inconsistent", GRAPH % '<period/p> accord:edtf "2020-04-01"', "period/p"),
    (
        "period-inconsistent",
        GRAPH
        % '<period/p> accord:edtf "2020-04" ; accord:earliest "2020-04-30"^^xsd:date ; accord:latest "2020-04-01"^^xsd:date',
        "period/p",
    ),
    ("period-inconsistent", GRAPH % '<period/s3> accord:extent "one-of"', "period/s3"),
    (
        "period-inconsistent",
        GRAPH % '<period/XXXX-05-18> accord:latest "2020-05-18"^^xsd:date',
        "period/XXXX-05-18",
    ),
    ("undeclared-code", GRAPH % "<signing/alpha/s2> accord:inField field:magic", "signing/alpha/s2"),
    ("undeclared-code", GRAPH % "<agreement/alpha/s2-1> accord:instrumentType field:air", "agreement/alpha/s2-1"),
    ("closure-incomplete", GRAPH % "<place/north> accord:within <place/north>", "place/north"),
    ("closure-incomplete", GRAPH % "<place/land> accord:within <place/far>", "place/north"),
    (
        "closure-incomplete",
        GRAPH % "field:energy skos:broader field:industry",
        "https://w3id.org/accord/code/field/energy",
    ),
    (
        "closure-incomplete",
        GRAPH % "field:air skos:broaderTransitive field:air",
        "https://w3id.org/accord/code/field/air",
    ),
    (
        "closure-incomplete",
        GRAPH % "field:environment skos:broader field:education",
        "https://w3id.org/accord/code/field/air",
    ),
    (
        "party-minted-twice",
        GRAPH
        % '<body/alpha/again> a accord:Body ; rdfs:label "North Environment Office"@en ; accord:ofPlace <place/north> ; accord:inSource <source/alpha>',
        "body/alpha/again",
    ),
    (
        "party-minted-twice",
        GRAPH % "<territory/again> a accord:Territory ; accord:ofPlace <place/oldtown>",
        "territory/again",
    ),
]


def _update(text: str) -> str:
    return "\n".join([f"BASE <{BASE}>", *(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()), text])


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_nothing_in_the_clean_graph(engine: Engine, name: str) -> None:
    columns, rows = engine.select(read_query("checks", name).text)
    assert columns == ["focus", "message", "value"]
    assert rows == []


@pytest.mark.parametrize(("name", "update", "focus"), BREAKS, ids=[f"{b[0]}-{i}" for i, b in enumerate(BREAKS)])
def test_a_check_names_the_broken_node(changeable: Engine, name: str, update: str, focus: str) -> None:
    changeable.update(_update(update))
    _, rows = changeable.select(read_query("checks", name).text)
    assert focus in {str(row[0]).removeprefix(BASE) for row in rows}
    assert all(row[1] for row in rows)


def test_every_check_is_broken_once() -> None:
    assert {name for name, _, _ in BREAKS} == set(CHECKS)
