"""Every query file says what it is, and its header agrees with its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import yaml

from .conftest import QUERIES

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(QUERIES.glob("*/*.rq"))
SELECTS = [path for path in FILES if path.parent.name != "views"]
COLUMN_TYPES = {"code", "label", "iri", "int", "list", "day", "edtf", "bool", "number", "text"}
PARAMETER_TYPES = {"place", "party", "agreement", "field", "day", "level", "thing"}
# The names and columns that the documentation promises.
CONTRACT = {
    "signings": "signing date parties agreements",
    "agreements": "agreement title kind date parties",
    "agreements-by-date": "date agreements",
    "agreements-by-decade": "decade agreements",
    "agreements-by-kind": "kind agreements",
    "signed-on": "signing certain",
    "parties-on": "agreement party certain by since until",
    "titled-agreements": "agreement title",
    "parties": "party label type kind place agreements",
    "partners": "party partner agreements fields first last sources",
    "place-partners": "place partner agreements",
    "largest-signings": "signing named unnamed signatories",
    "fields": "field agreements signings",
    "agreements-in-field": "agreement date parties",
    "fields-by-signing": "signing fields",
    "commitments": "signing commitment initiative due recurrence",
    "initiatives": "type initiatives",
    "signings-without-commitment": "signing",
    "claimed-and-listed": "claim claimed_min claimed_max listed gap",
    "claim-mentions": "claim start end",
    "evidence": "thing source start end",
}


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _header(path: Path) -> dict[str, object]:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = yaml.safe_load("\n".join(line.removeprefix("#+ ") for line in lines if line.startswith("#+ ")))
    assert isinstance(found, dict)
    return found


def test_the_questions_are_those_of_the_contract() -> None:
    columns = {path.stem: " ".join(_header(path)["columns"]) for path in FILES if path.parent.name == "questions"}
    assert columns == CONTRACT


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_header_says_what_the_query_is(path: Path) -> None:
    header = _header(path)
    assert {"summary", "description", "tags"} <= header.keys()
    assert header.keys() <= {"summary", "description", "tags", "columns", "parameters", "severity", "merged"}
    assert ("columns" in header) == (path in SELECTS)
    assert (header.get("severity") in {"error", "warning"}) == (path.parent.name == "checks")


@pytest.mark.parametrize("path", SELECTS, ids=_name)
def test_columns_are_the_projection(path: Path) -> None:
    columns = _header(path)["columns"]
    assert isinstance(columns, dict)
    found = ox.Store().query(path.read_text(encoding="utf-8"))
    assert isinstance(found, ox.QuerySolutions)
    assert list(columns) == [variable.value for variable in found.variables]
    assert set(columns.values()) <= COLUMN_TYPES


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_parameter_is_one_line(path: Path) -> None:
    given = _header(path).get("parameters", [])
    assert isinstance(given, list)
    lines = re.findall(r"^ *VALUES \?(\w+) \{ UNDEF \}$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(lines) == sorted(parameter["name"] for parameter in given)
    for parameter in given:
        assert parameter["type"] in PARAMETER_TYPES
        assert parameter["description"]


@pytest.mark.parametrize("path", SELECTS, ids=_name)
def test_rows_have_an_order(path: Path) -> None:
    assert re.search(r"^ORDER BY ", path.read_text(encoding="utf-8"), re.MULTILINE)
