"""Files of the repository that are made from others: ``python -m kg.generated`` (``make generated``)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg import pipeline, resources, snapshot
from kg.export import serialise, write_text
from kg.records import json_schema
from kg.tables.loading import source_schema

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["generated_files", "write"]


def generated_files() -> dict[Path, str]:
    """Each generated file with the text that it should have."""
    graph = serialise(pipeline.build(), "trig")
    records, tables = (json.dumps(schema, ensure_ascii=False, indent=1) for schema in (json_schema(), source_schema()))
    return {
        resources.path("data") / snapshot.GRAPH_FILE: f"{snapshot.first_line()}\n{graph}",
        resources.path("ontology") / "records.schema.json": records + "\n",
        resources.path("ontology") / "source.schema.json": tables + "\n",
    }


def write() -> None:
    """Write all of them."""
    for path, text in generated_files().items():
        write_text(path, text)


if __name__ == "__main__":
    write()
