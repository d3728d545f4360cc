"""Every question gives the rows worked out by hand, in their order, on both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import yaml

from kg.ids import BASE
from kg.query import Question, read_query
from kg.sparql import bind

from .conftest import HERE, QUERIES, readable

if TYPE_CHECKING:
    from .conftest import Engine

CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8"))
XSD_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")


def _term(kind: str, value: str) -> ox.NamedNode | ox.Literal:
    if kind == "day":
        return ox.Literal(value, datatype=XSD_DATE)
    if kind == "level":
        return ox.Literal(value)
    base = "https://w3id.org/accord/code/" if kind == "field" else BASE
    return ox.NamedNode(base + value)


def _bound(asked: Question, given: dict[str, str | list[str]]) -> str:
    kinds = {parameter.name: parameter.type for parameter in asked.parameters}
    values = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
    return bind(asked.text, {name: [_term(kinds[name], one) for one in several] for name, several in values.items()})


def _name(case: dict[str, Any]) -> str:
    return "-".join([case["ask"], *(f"{name}={value}" for name, value in case.get("given", {}).items())])


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_question_gives_the_rows_worked_out_by_hand(engine: Engine, case: dict[str, Any]) -> None:
    asked = read_query("questions", case["ask"])
    columns, rows = engine.select(_bound(asked, case.get("given", {})))
    assert columns == list(asked.columns)
    assert readable(dict(asked.columns), rows) == case["rows"]


def test_every_question_and_every_parameter_has_a_case() -> None:
    asked = {case["ask"] for case in CASES}
    assert asked == {path.stem for path in (QUERIES / "questions").glob("*.rq")}
    for name in asked:
        given = {key for case in CASES if case["ask"] == name for key in case.get("given", {})}
        assert given == {parameter.name for parameter in read_query("questions", name).parameters}, name


def test_what_several_sources_state_alike_counts_once(changeable: Engine) -> None:
    """Oxigraph's union of graphs repeats a triple for each graph that holds it: no question may count it again."""
    repeated = "INSERT { GRAPH <urn:third> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } FILTER (?g != <urn:third>) }"
    changeable.update(repeated)
    for case in CASES:
        asked = read_query("questions", case["ask"])
        _, rows = changeable.select(_bound(asked, case.get("given", {})))
        assert readable(dict(asked.columns), rows) == case["rows"], _name(case)
