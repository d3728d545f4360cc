"""Reading a source.yml, and its JSON Schema."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.records import RESERVED_SOURCES, read_text
from kg.records.kinds import At
from kg.records.loading import load_text
from kg.tables.layout import CELL, DAY, PLACE, SOURCE_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from kg.tables.spec import SourceSpec

__all__ = ["FILE", "SCHEMA_ID", "read_spec", "source_schema"]

FILE = "source.yml"
SCHEMA_ID = "https://w3id.org/accord/source.schema.json"


def read_spec(path: Path) -> SourceSpec:
    """What the source.yml at ``path`` (or in the folder ``path``) says.

    Raises RecordError with file and line for what breaks the format, and InputError when it cannot be read.
    """
    file = path / FILE if path.is_dir() else path
    documents = load_text(read_text(file), str(file))
    at = At(str(file), documents[0].line)
    if len(documents) != 1:
        at.fail(f"a source.yml is one document, not {len(documents)}")
    spec: SourceSpec = SOURCE_FILE.read(documents[0], "source.yml", at)
    if spec.source.id in RESERVED_SOURCES:
        at.fail(f"the source id {spec.source.id} is kept for the program's own graphs")
    return replace(spec, path=file)


def source_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of a source.yml, as published in ``ontology/source.schema.json``.

    It describes the YAML as read with all scalars as strings; what it cannot say well the reader checks.
    """
    schema = SOURCE_FILE.schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **schema,
        "title": "Accord table source",
        "$defs": {part.title: part.schema() for part in (CELL, DAY, PLACE)},
    }
