"""JSON lines (.jsonl, .ndjson) as rows of text, and typed values as the text of a cell."""

from __future__ import annotations

import json
from itertools import chain, islice
from typing import TYPE_CHECKING

from kg.errors import TableError
from kg.tables.files import CELL_LIMIT, LIST_MARK, Row, Table, opened_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.tables.spec import TableSpec

__all__ = ["json_lines", "text_of"]

_SAMPLED_LINES = 1_000


def json_lines(path: Path, spec: TableSpec) -> Table:
    """The table; its columns are the keys of the first thousand objects, those of inner objects joined by a dot.

    Raises TableError for a line that is no JSON object, or that no row of a table can be made of.
    """

    def objects() -> Iterator[tuple[int, dict[str, str]]]:
        number = 0
        with opened_text(path, spec) as file:
            try:
                while line := file.readline(CELL_LIMIT * 4):
                    number += 1
                    yield number, _flat(line, spec.name, number)
            except UnicodeError:
                problem = f"the line is not {spec.encoding}; give its encoding"
                raise TableError(problem, table=spec.name, row=number + 1) from None

    columns = list(dict.fromkeys(chain.from_iterable(cells for _, cells in islice(objects(), _SAMPLED_LINES))))
    if not columns:
        raise TableError("the file has no JSON object", table=spec.name)

    def rows() -> Iterator[Row]:
        for number, cells in objects():
            yield number, [cells.get(column, "") for column in columns] if cells else []

    return Table(spec.name, columns, rows)


def _flat(line: str, name: str, number: int) -> dict[str, str]:
    if not line.strip():
        return {}
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        problem = getattr(error, "msg", "nested too deep")
        raise TableError(f"not JSON: {problem}; each line holds one JSON object", table=name, row=number) from None
    if not isinstance(value, dict):
        raise TableError("each line must hold one JSON object, {…}", table=name, row=number)
    cells: dict[str, str] = {}
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        key, item = waiting.pop()
        if isinstance(item, dict):
            waiting += [(f"{key}.{inner}" if key else inner, part) for inner, part in reversed(item.items())]
        else:
            cells[key] = text_of(item, name, number, key)
    return cells


def text_of(value: object, name: str, row: int, column: str) -> str:
    """A typed value as the text of a cell; the items of a list are joined by LIST_MARK."""
    if isinstance(value, str):
        text = value
    elif value is None:
        text = ""
    elif isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    elif isinstance(value, list | tuple):
        if any(isinstance(item, dict | list) for item in value):
            problem = "lists of objects or lists cannot be read; write one row each"
            raise TableError(problem, table=name, row=row, column=column)
        text = LIST_MARK.join(text_of(item, name, row, column) for item in value)
    else:
        text = str(value)
    if len(text) > CELL_LIMIT:
        problem = f"the cell has {len(text):,} characters, more than {CELL_LIMIT:,}"
        raise TableError(problem, table=name, row=row, column=column)
    return text
