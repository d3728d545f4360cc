"""The task of the questions: rows as JSON or CSV, all or a page of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.query import ask
from kg.rows import Rows
from kg.serve.tasks import Reply
from kg.tabular import csv_text, json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.serve.media import Chosen
    from kg.store import Readable

__all__ = ["Page", "answered"]


class Page(NamedTuple):
    """A part of the rows: from which on, how many at most (None = all), and where they are asked for without these."""

    address: str
    offset: int = 0
    limit: int | None = None

    def links(self, total: int) -> Iterator[tuple[str, int]]:
        """The other pages (RFC 8288): their relation and their first row."""
        if self.limit is None:
            return
        last = (max(total, 1) - 1) // self.limit * self.limit
        yield "first", 0
        if self.offset > 0:
            yield "prev", max(self.offset - self.limit, 0)
        if self.offset + self.limit < total:
            yield "next", self.offset + self.limit
        yield "last", last


def answered(
    store: Readable, *, name: str, parameters: dict[str, str], merged: bool, form: Chosen, page: Page
) -> Reply:
    """The rows of a question in the form ``form``. Raises QueryError as :func:`kg.query.ask`."""
    rows = ask(store, name, merged=merged, **parameters)
    total = len(rows)
    end = total if page.limit is None else page.offset + page.limit
    part = Rows(rows.columns, rows.rows[page.offset : end]) if (page.offset, end) != (0, total) else rows
    text = csv_text(part) if form.form == "text/csv" else json_text(part)
    mark = "&" if "?" in page.address else "?"
    links = ", ".join(
        f'<{page.address}{mark}limit={page.limit}&offset={first}>; rel="{relation}"'
        for relation, first in page.links(total)
    )
    headers = (("x-total-count", str(total)), *((("link", links),) if links else ()))
    media_type = "text/csv; charset=utf-8; header=present" if form.form == "text/csv" else form.media_type
    return Reply(media_type, text.encode("utf-8", "replace"), headers)
