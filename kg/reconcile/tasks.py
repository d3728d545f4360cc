"""What is asked of a store by the routes, as functions that a worker process can be given by name.

Each takes its arguments first and the open store last, and gives a media type and bytes. The index is made at the first
question and kept as long as the store stays open: whoever serves opens it anew when its data change.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from kg.errors import InputError, one_line
from kg.ids import BASE
from kg.reconcile import service
from kg.reconcile.preview import card
from kg.reconcile.reading import Indexes

if TYPE_CHECKING:
    from kg.store import Readable

__all__ = ["Answer", "UnknownIdError", "extended", "indexes", "previewed", "reconciled", "suggested"]

JSON, HTML = "application/json", "text/html; charset=utf-8"


class Answer(NamedTuple):
    """An answer as it goes to the client."""

    media_type: str
    body: bytes


class UnknownIdError(InputError):
    """A thing that is asked for by its id is not there."""


@cache
def indexes() -> Indexes:
    """The indexes of this process."""
    return Indexes()


def reconciled(batch: Any, store: Readable) -> Answer:  # noqa: ANN401 - JSON from outside
    """The candidates of a batch of queries. Raises InputError."""
    return _json(service.reconcile(indexes().of(store), batch))


def extended(query: Any, store: Readable) -> Answer:  # noqa: ANN401 - JSON from outside
    """Values of properties. Raises InputError."""
    return _json(service.extend(indexes().of(store), query))


def suggested(kind: str, prefix: str, cursor: int, store: Readable) -> Answer:
    """What begins so."""
    return _json(service.suggest(indexes().of(store), kind, prefix, cursor))


def previewed(identifier: str, view: str | None, store: Readable) -> Answer:
    """A thing's card as HTML; ``view`` is the URL of things' pages, with ``{{id}}`` in it. Raises UnknownIdError."""
    index = indexes().of(store)
    number = index.by_id.get(identifier.removeprefix(BASE))
    if number is None:
        raise UnknownIdError(f"there is nothing with the id {one_line(identifier, 120)}")
    entity = index.entities[number]
    page = view.replace("{{id}}", quote(entity.id, safe="")) if view else None
    return Answer(HTML, card(index, entity, page).encode())


def _json(document: Any) -> Answer:  # noqa: ANN401 - JSON
    return Answer(JSON, json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
