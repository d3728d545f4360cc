"""The format of source.yml: which keys each part has, and the rules between them.

Reading and the JSON Schema both go through these tables, as those of records do.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from kg.model import PARTY_EVENTS
from kg.records import kinds
from kg.records.kinds import Kind, close, code, listed, one_of
from kg.records.layout import SOURCE, Key, Layout
from kg.records.loading import Mapping
from kg.tables import spec
from kg.tables.days import check_format

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.records.kinds import At

__all__ = ["SOURCE_FILE", "SUFFIXES"]

SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".xlsx": "xlsx", ".jsonl": "jsonl", ".ndjson": "jsonl"}
SUFFIXES[".parquet"] = "parquet"
_MARK_LIMIT = 1_000


def _mark(value: object, key: str, at: At) -> str:
    """Text as it stands in a cell; unlike other text it may be empty or blank."""
    if value is None:
        return ""
    if not isinstance(value, str):
        at.fail(f"{key} must be text; quote it if it begins with [ or {{")
    if len(value) > _MARK_LIMIT:
        at.fail(f"{key} is longer than {_MARK_LIMIT} characters")
    return value


MARK = Kind(_mark, str, lambda: {"type": ["string", "null"], "maxLength": _MARK_LIMIT})


def _one_or_more(kind: Kind) -> Kind:
    """One value or a list of them, read as a tuple."""

    def read(value: object, key: str, at: At) -> tuple[Any, ...]:
        given = value if isinstance(value, list) else [value]
        if not given:
            at.fail(f"{key} is an empty list; leave the key out instead")
        return tuple(kind.read(item, key, at) for item in given)

    return Kind(
        read, list, lambda: {"anyOf": [kind.schema(), {"type": "array", "items": kind.schema(), "minItems": 1}]}
    )


def _mapped(names: tuple[str, ...] | None, kind: Kind) -> Kind:
    """A mapping from names (any, or one of ``names``) to values of ``kind``."""

    def read(value: object, key: str, at: At) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            at.fail(f"{key} must be a mapping, such as {{{(names or ('Treaty',))[0]}: …}}")
        for name in value:
            if names is not None and name not in names:
                here = type(at)(at.file, value.lines.get(name, at.line), at.record)
                here.fail(f"{key}: unknown key {name[:60]!r}{close(name, names)}")
        return {
            name: kind.read(item, f"{key}: {name}", type(at)(at.file, value.lines.get(name, at.line), at.record))
            for name, item in value.items()
        }

    def schema() -> dict[str, object]:
        if names is None:
            return {"type": "object", "additionalProperties": kind.schema()}
        return {"type": "object", "properties": {n: kind.schema() for n in names}, "additionalProperties": False}

    return Kind(read, dict, schema)


def _checked(check: Callable[[str], object], about: str) -> Kind:
    """Text for which ``check`` raises no ValueError or LookupError; ``about`` says what is right."""

    def read(value: object, key: str, at: At) -> str:
        text: str = kinds.TEXT.read(value, key, at)
        try:
            check(text)
        except (ValueError, LookupError, re.error) as error:
            at.fail(f"{key}: {text[:60]!r} is not {about} ({error})")
        return text

    return Kind(read, str, lambda: {"type": "string", "minLength": 1})


def _separator(value: object, key: str, at: At) -> str:
    named = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
    text = named.get(value, value) if isinstance(value, str) else None
    if text is None or len(text) != 1:
        at.fail(f"{key} is one character, such as ',' or ';', or the word tab")
    return text


SEPARATOR = Kind(_separator, str, lambda: {"type": "string", "minLength": 1})
_COLUMNS = _one_or_more(kinds.TEXT)
_MARKS = _one_or_more(MARK)
_CELL_KEYS = {
    "column": Key(_COLUMNS, "name of the column; of several, the first that has a value", "columns"),
    "constant": Key(kinds.LONG_TEXT, "the value itself, the same for all rows"),
    "missing": Key(_MARKS, "cells that mean: no value"),
    "replace": Key(_mapped(None, MARK), "text in the cell and what stands for it"),
    "matching": Key(_checked(re.compile, "a regular expression"), "regular expression that the whole cell must match"),
    "only": Key(_MARKS, "the values that count; others are no value"),
    "excluding": Key(_MARKS, "values that do not count"),
}
_SPLIT_KEYS = {
    "split": Key(_MARKS, "what stands between several values in one cell"),
    "keep": Key(listed(kinds.TEXT), "names that hold a separator and stay whole"),
    "brackets": Key(one_of(("keep", "drop", "flatten", "members", "ignore")), "what to do with names in brackets"),
    "take": Key(one_of(("all", "first", "last")), "which of several values count"),
    "values": Key(_mapped(None, MARK), "what the values of the cell become; empty = no value"),
    "default": Key(kinds.LONG_TEXT, "what stands for a missing value and for one not in values"),
}


def _cell_rules(attributes: dict[str, Any], at: At) -> None:
    if bool(attributes.get("columns")) == bool(attributes.get("constant")):
        at.fail("a cell has a column (a name or a list of names) or a constant")
    if attributes.get("keep") and not attributes.get("split"):
        at.fail("keep names what split leaves whole, and there is no split")
    if any(not mark for mark in attributes.get("split", ())):
        at.fail("split: a separator is empty")
    if attributes.get("brackets", "keep") != "keep" and not attributes.get("split"):
        at.fail("brackets is about names that split takes apart, and there is no split")


CELL = Layout(spec.Cell, "cell", {**_CELL_KEYS, **_SPLIT_KEYS}, _cell_rules)
DAY = Layout(
    spec.Cell,
    "date",
    {
        **_CELL_KEYS,
        "formats": Key(_one_or_more(_checked(check_format, "a date format")), "how the date is written"),
        "basis": Key(code("basis"), "stated, or inferred"),
    },
    _cell_rules,
)


def _cells(layout: Layout) -> Kind:
    """A column's name, a mapping, or a list of these in order of preference, as a tuple of cells."""

    def one(value: object, key: str, at: At) -> spec.Cell:
        if isinstance(value, Mapping):
            cell: spec.Cell = layout.read(value, key, at)
            return cell
        if isinstance(value, list):
            at.fail(f"{key}: a list in a list; give one list of columns")
        return spec.Cell(columns=(kinds.TEXT.read(value, key, at),))

    def read(value: object, key: str, at: At) -> tuple[spec.Cell, ...]:
        given = value if isinstance(value, list) else [value]
        if not given:
            at.fail(f"{key} is an empty list; leave the key out instead")
        return tuple(one(item, key, at) for item in given)

    def schema() -> dict[str, object]:
        single = {"anyOf": [{"type": "string", "minLength": 1}, {"$ref": f"#/$defs/{layout.title}"}]}
        return {"anyOf": [*single["anyOf"], {"type": "array", "items": single, "minItems": 1}]}

    return Kind(read, list, schema)


CELLS, DAYS = _cells(CELL), _cells(DAY)


def _place(value: object, key: str, at: At) -> spec.PlaceSpec:
    if isinstance(value, Mapping) and not ({"column", "constant"} & value.keys()):
        place: spec.PlaceSpec = PLACE.read(value, key, at)
        return place
    return spec.PlaceSpec(name=CELLS.read(value, key, at))


_PLACE_KIND = Kind(_place, str, lambda: {"anyOf": [CELLS.schema(), {"$ref": "#/$defs/place"}]})
PLACE = Layout(
    spec.PlaceSpec,
    "place",
    {
        "name": Key(CELLS, "its name", required=True),
        "id": Key(CELLS, "the code by which the table tells it apart; its names may then vary"),
        "level": Key(code("level"), "code of the scheme level, the same for all rows"),
        "iso3166": Key(CELLS, "its ISO 3166 code"),
        "latitude": Key(CELLS, "WGS84 degrees"),
        "longitude": Key(CELLS, "WGS84 degrees"),
        "within": Key(_PLACE_KIND, "the larger place that it lies in"),
    },
)


def _party_rules(attributes: dict[str, Any], at: At) -> None:
    if not attributes.get("name") and not attributes.get("place"):
        at.fail("a party has a name (of a body) or a place (that signs as itself)")
    if attributes.get("kind") and not attributes.get("name"):
        at.fail("a place that signs as itself has no kind; give the body's name, or leave kind out")


PARTY = Layout(
    spec.PartySpec,
    "party",
    {
        "name": Key(CELLS, "name of the body that signs"),
        "place": Key(_PLACE_KIND, "the place that signs, or that the body belongs to"),
        "kind": Key(CELLS, "kind of body, a code of the scheme body-kind"),
        "role": Key(code("role"), "part it has, the same for all rows"),
        "dates": Key(_mapped(PARTY_EVENTS, DAYS), "the party's own dates"),
    },
    _party_rules,
)
AGREEMENT = Layout(
    spec.AgreementSpec,
    "agreement",
    {
        "title": Key(CELLS, "formal title"),
        "as_written": Key(CELLS, "what the table calls this kind of document"),
        "kind": Key(CELLS, "kind of document, a code of the scheme instrument"),
        "fields": Key(CELLS, "codes of the scheme field; several cells all count"),
        "signed": Key(DAYS, "date of signing"),
        "about": Key(_one_or_more(_PLACE_KIND), "places that the agreement is about"),
    },
)
CONDITION = Layout(
    spec.Condition,
    "condition",
    {
        "column": Key(kinds.TEXT, "name of the column", required=True),
        "is": Key(_MARKS, "cells with which a row counts", "one_of"),
        "is_not": Key(_MARKS, "cells with which a row does not count", "none_of"),
    },
)


def _table_rules(attributes: dict[str, Any], at: At) -> None:
    rows, parties = attributes["rows"], attributes.get("parties", ())
    file = attributes["file"]
    if file.startswith(("/", "~")) or ".." in PurePath(file).parts:
        problem = f"file: {file[:60]!r} must be a name relative to source.yml, inside its folder"
        at.fail(f"{problem}; where the tables lie elsewhere, say so with --tables DIR")
    if rows == "party" and not attributes.get("key"):
        at.fail("rows: party needs key, the column that says which agreement the party belongs to")
    if rows != "agreement" and not parties:
        at.fail(f"rows: {rows} needs parties")
    if not attributes.get("format") and PurePath(file).suffix.lower() not in SUFFIXES:
        at.fail(f"file: {file[:60]!r} has no known suffix; give format: csv, tsv, xlsx, jsonl or parquet")


TABLE = Layout(
    spec.TableSpec,
    "table",
    {
        "file": Key(kinds.TEXT, "the file, relative to source.yml", required=True),
        "rows": Key(one_of(("agreement", "party", "pair")), "what a row is", required=True),
        "url": Key(kinds.ADDRESS, "where to get the file"),
        "sha256": Key(kinds.SHA256, "digest of the file"),
        "format": Key(one_of(("csv", "tsv", "xlsx", "jsonl", "parquet")), "what kind of file; the suffix says it"),
        "sheet": Key(kinds.TEXT, "name of the sheet of a workbook; without it the first"),
        "encoding": Key(_checked(codecs.lookup, "an encoding such as utf-8 or cp1252"), "how characters are written"),
        "separator": Key(SEPARATOR, "what stands between cells; without it , in .csv, a tab in .tsv"),
        "quote": Key(SEPARATOR, "what stands around cells that hold a separator"),
        "skip_rows": Key(kinds.COUNT, "rows above the row of column names"),
        "columns": Key(listed(kinds.TEXT), "names of the columns of a table that has no row of names"),
        "missing": Key(_MARKS, "cells of this table that mean: no value"),
        "where": Key(_one_or_more(CONDITION.kind()), "which rows count; the others are counted and left out"),
        "key": Key(_COLUMNS, "column or columns that tell agreements apart"),
        "unmatched": Key(
            one_of(("refuse", "report", "keep")), "a row whose key no earlier table has: stop, leave it out, or keep it"
        ),
        "agreement": Key(AGREEMENT.kind(), "what a row says of its agreement"),
        "parties": Key(_one_or_more(PARTY.kind()), "who signs"),
    },
    _table_rules,
)
EXPECT = Layout(
    spec.Expect,
    "expect",
    {
        "rows": Key(kinds.COUNT, "rows of all tables, without those of column names"),
        "left_out": Key(kinds.COUNT, "rows left out: blank, without key, or not fitting where"),
        "problems": Key(kinds.COUNT, "cells and rows that could not be read"),
        "agreements": Key(kinds.COUNT, "agreements"),
        "parties": Key(kinds.COUNT, "different parties"),
        "links": Key(kinds.COUNT, "parties of all agreements together"),
        "without_parties": Key(kinds.COUNT, "agreements without a party"),
        "undated": Key(kinds.COUNT, "agreements without a date of signing"),
        "first_year": Key(kinds.COUNT, "year of the earliest signing"),
        "last_year": Key(kinds.COUNT, "year of the latest signing"),
    },
)


def _source_rules(attributes: dict[str, Any], at: At) -> None:
    tables: tuple[spec.TableSpec, ...] = attributes["tables"]
    if not tables:
        at.fail("tables is empty; a source has at least one table")
    if len(tables) > 1:
        for table in tables:
            if not table.key:
                at.fail(f"table {table.name} needs key: several tables are joined by it")
    names = [table.name for table in tables]
    for name in {name for name in names if names.count(name) > 1}:
        at.fail(f"table {name} stands twice")


SOURCE_FILE = Layout(
    spec.SourceSpec,
    "source.yml",
    {
        "source": Key(SOURCE.kind(), "what the source is", required=True),
        "tables": Key(listed(TABLE.kind()), "its tables; rows with the same key are one agreement", required=True),
        "missing": Key(_MARKS, "cells of all tables that mean: no value"),
        "expect": Key(EXPECT.kind(), "counts that a right import gives"),
    },
    _source_rules,
)
