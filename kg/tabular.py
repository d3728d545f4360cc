"""Rows as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from kg.export import defused

if TYPE_CHECKING:
    from kg.rows import Rows, Value

__all__ = ["cell", "csv_text", "json_text"]


def json_text(rows: Rows) -> str:
    """A list of objects, one a row."""
    return json.dumps(rows.as_dicts(), ensure_ascii=False, indent=1) + "\n"


def csv_text(rows: Rows) -> str:
    """A header and a line a row; what a spreadsheet would run as a formula is defused."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows(
        [defused(cell(value)) if isinstance(value, str | list) else cell(value) for value in row] for row in rows
    )
    return buffer.getvalue()


def cell(value: Value) -> str:
    """A value as text: lists joined by semicolons, nothing for what is not known."""
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(value) if isinstance(value, list) else "" if value is None else str(value).replace("\x1f", "; ")
