"""Records as YAML and JSON: read, written, and described by a JSON Schema.

The folder's other modules: ``loading`` (text to plain data, within limits), ``kinds`` (kinds of
value), ``layout`` (keys and rules), ``dumping`` (plain data to text), ``anchors`` (evidence and text),
``parts`` (one signing or claim, corrected), ``comments`` (what a person wrote between the lines).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.errors import RecordError
from kg.records.anchors import anchored, evidence_of, with_evidence
from kg.records.comments import comments_kept, has_comments
from kg.records.dumping import dump_json, dump_yaml, json_schema
from kg.records.kinds import At
from kg.records.layout import RECORD
from kg.records.loading import Mapping, load_text, read_text
from kg.records.parts import CORRECTABLE, changed, editable, plain_part

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model import Record

__all__ = [
    "CORRECTABLE",
    "RESERVED_SOURCES",
    "At",
    "Mapping",
    "anchored",
    "changed",
    "comments_kept",
    "dump_json",
    "dump_yaml",
    "editable",
    "evidence_of",
    "has_comments",
    "json_schema",
    "load_text",
    "plain_part",
    "read_file",
    "read_records",
    "read_text",
    "with_evidence",
]

RESERVED_SOURCES = ("reference", "derived", "identity", "enriched")


def read_file(path: Path) -> list[Record]:
    """Records of a YAML or JSON file. Raises InputError with file, line and record for what is wrong."""
    return read_records(read_text(path), str(path))


def read_records(text: str, file: str = "records") -> list[Record]:
    """Records in YAML or JSON text; ``file`` is its name for messages.

    Raises RecordError for whatever breaks the format, among it evidence outside the text.
    """
    records: list[Record] = []
    for document in load_text(text, file):
        record: Record = RECORD.read(document, "the record", At(file, document.line))
        _check_source(record, At(file, document.line, f"source {record.source.id}"))
        _check_evidence(record, document, file)
        records.append(record)
    for name, times in Counter(record.source.id for record in records).items():
        if times > 1:
            raise RecordError(f"the source id {name} stands {times} times", file=file)
    return records


def _check_source(record: Record, at: At) -> None:
    if record.source.id in RESERVED_SOURCES:
        at.fail(f"the source id {record.source.id} is kept for the program's own graphs")


def _check_evidence(record: Record, document: Mapping, file: str) -> None:
    """Every stretch must lie inside the text, as far as its length is known."""
    length = record.source.characters
    if length is None:
        return
    for part in ("signings", "claims"):
        items = document.get(part)
        for thing, plain in zip(getattr(record, part), items if isinstance(items, list) else [], strict=False):
            for stretch in evidence_of(thing):
                if stretch.end > length:
                    line = plain.line if isinstance(plain, Mapping) else None
                    problem = f"evidence {stretch.start}–{stretch.end} lies outside the text of {length} characters"
                    At(file, line, f"{part.removesuffix('s')} {thing.id}").fail(problem)
