"""The ready-made questions as pages: what is asked, the SPARQL, and the answer that this store gives."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from kg.export import defused
from kg.query import ask, question, question_names
from kg.site.names import Names
from kg.site.parts import Link, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.rows import Row, Rows, Value
    from kg.site.facts import Facts
    from kg.site.layout import Layout
    from kg.store import Readable

__all__ = ["question_pages", "shown_query"]

SHOWN = 200  # rows on the page; the files beside it hold all
_LABEL = "label"  # a column of the party in the column before it
_IN_CELL = 6  # values of a list: a line's worth
_NUMERIC, _DATED = frozenset({"int", "number"}), frozenset({"day", "edtf"})


def question_pages(
    store: Readable, facts: Facts, layout: Layout, kinds: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """A page a question with its rows as CSV and JSON beside it, and the list of all."""
    names = Names(facts, kinds)
    listed = []
    for name in question_names():
        asked = question(name)
        given: dict[str, str | None] = {}
        if required := [parameter for parameter in asked.parameters if parameter.required]:
            day = _latest_day(facts)
            if day is None or any(parameter.type != "day" for parameter in required):
                continue
            given = {parameter.name: day for parameter in required}
        rows = ask(store, name, merged=False, **given)
        folder = f"questions/{name}"
        yield f"{folder}/rows.csv", _csv(rows)
        yield f"{folder}/rows.json", json.dumps(rows.as_dicts(), ensure_ascii=False, indent=None) + "\n"
        yield f"{folder}/query.rq", asked.text
        numeric, dated = (
            frozenset(column for column, kind in asked.columns.items() if kind in kinds) for kinds in (_NUMERIC, _DATED)
        )
        shown = [column for column in rows.columns if column != _LABEL]
        cells = [_cells(facts, names, rows.columns, row) for row in rows.rows[:SHOWN]]
        yield (
            f"{folder}/index.html",
            layout.page(
                "question",
                f"{folder}/index.html",
                question=asked,
                given=given,
                section=Section("rows", "Answer", shown, cells, numeric=numeric, dated=dated),
                total=len(rows),
                query=shown_query(asked.text),
            ),
        )
        listed.append((name, asked.summary, len(rows)))
    yield "questions/index.html", layout.page("questions", "questions/index.html", questions=listed)


def shown_query(text: str) -> str:
    """The query without its header of metadata."""
    return re.sub(r"^#\+.*\n", "", text, flags=re.MULTILINE).strip() + "\n"


def _latest_day(facts: Facts) -> str | None:
    known = facts.known
    signings = known.of_type("accord:SigningEvent")
    days = {known.text(when, "accord:latest") for signing in signings for when in known.links(signing, "accord:during")}
    return max((day for day in days if day), default=None)


def _cells(facts: Facts, names: Names, columns: Sequence[str], row: Row) -> list[list[Link]]:
    """A row as cells, without the label: the IRI beside it is shown by its label."""
    return [
        _cell(facts, names, columns, column, value)
        for column, value in zip(columns, row, strict=True)
        if column != _LABEL
    ]


def _cell(facts: Facts, names: Names, columns: Sequence[str], column: str, value: Value) -> list[Link]:
    if isinstance(value, list):
        more = [Link(f"and {len(value) - _IN_CELL} more")] if len(value) > _IN_CELL else []
        return [names.link(columns, column, one) for one in value[:_IN_CELL]] + more
    if value is None:
        return []
    if isinstance(value, bool):
        return [Link("true" if value else "false")]
    if isinstance(value, str):
        return [facts.link(value) if value in facts.known else names.link(columns, column, value)]
    return [Link(f"{value:,}" if isinstance(value, int) else f"{value}")]


def _csv(rows: Rows) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(rows.columns)
    for row in rows:
        writer.writerow([defused(_plain(value)) if isinstance(value, str | list) else _plain(value) for value in row])
    return buffer.getvalue()


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
