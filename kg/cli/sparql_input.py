"""What ``kg query`` is given, and its answer as text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.cli.output import render
from kg.errors import QueryError
from kg.export import turtle
from kg.records import read_text
from kg.rows import Rows
from kg.vocab import with_prefixes

if TYPE_CHECKING:
    from kg.store import Readable

__all__ = ["answered", "query_text"]

_LONGEST_PATH = 4096
_LOOKS_LIKE_SPARQL = re.compile(  # a brace, several lines, or the first word of what needs no brace
    r"[{\n]|^\s*(DESCRIBE|PREFIX|BASE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\s", re.IGNORECASE
)


def query_text(given: str) -> str:
    """The query itself, a file's text, or for ``-`` what stdin gives; usual prefixes are put in front where missing."""
    if not given.strip():
        raise QueryError("the query is empty; write SPARQL, a file's name, or - for stdin")
    is_path = len(given) < _LONGEST_PATH and not _LOOKS_LIKE_SPARQL.search(given)
    text = read_text(Path(given)) if is_path else given
    return with_prefixes(text)


def answered(store: Readable, query: str, form: str) -> str:
    """The answer as text; a CONSTRUCT or DESCRIBE as sorted Turtle, whatever the format."""
    answer = store.query(query)
    if isinstance(answer, ox.QuerySolutions):
        return render(Rows.of(answer), form)
    if isinstance(answer, ox.QueryBoolean):
        truth = bool(answer)
        return json.dumps(truth) + "\n" if form == "json" else render(Rows(["answer"], [[truth]]), form)
    return turtle(answer)
