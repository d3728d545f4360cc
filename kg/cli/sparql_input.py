"""What ``kg query`` is given, and its answer as text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox

from kg.cli.output import render
from kg.records import read_text
from kg.rows import Rows
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from kg.store import Readable

__all__ = ["answered", "query_text"]

_LONGEST_PATH = 4096


def query_text(given: str) -> str:
    """The query itself, a file's text, or for ``-`` what stdin gives; usual prefixes are put in front where missing."""
    if given == "-":
        text = click.get_text_stream("stdin").read()
    elif len(given) < _LONGEST_PATH and "\n" not in given and "{" not in given:
        text = read_text(Path(given))
    else:
        text = given
    used = ((prefix, iri) for prefix, iri in PREFIXES.items() if f"{prefix}:" in text and f"{prefix}: <" not in text)
    return "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in used) + text


def answered(store: Readable, query: str, form: str) -> str:
    """The answer as text; a CONSTRUCT or DESCRIBE as sorted Turtle, whatever the format."""
    answer = store.query(query)
    if isinstance(answer, ox.QuerySolutions):
        return render(Rows.of(answer), form)
    if isinstance(answer, ox.QueryBoolean):
        truth = bool(answer)
        return json.dumps(truth) + "\n" if form == "json" else render(Rows(["answer"], [[truth]]), form)
    triples = sorted(set(answer), key=str)
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)).decode("utf-8")
