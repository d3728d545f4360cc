"""What workers of :mod:`kg.serve` are asked: the service's answers from the index of the store that they have open.

The index is made at the first question and kept as long as the store stays open; a worker opens it anew when its data
change.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg.errors import one_line
from kg.ids import BASE
from kg.reconcile import extension, service
from kg.reconcile.index import Index
from kg.reconcile.preview import POLICY, card
from kg.reconcile.reading import entities
from kg.serve.pages import HTML
from kg.serve.tasks import Refused, Reply, json_reply, kept

if TYPE_CHECKING:
    from kg.store import Readable

__all__ = ["extended", "index_of", "previewed", "reconciled", "suggested"]

_SECURITY = (("content-security-policy", POLICY), ("referrer-policy", "no-referrer"))


@kept
def index_of(store: Readable) -> Index:
    """The index of the names of a store."""
    return Index(entities(store))


def reconciled(store: Readable, *, batch: Any) -> Reply:  # noqa: ANN401 - JSON from outside
    """The candidates of a batch of queries. Raises InputError."""
    try:
        return json_reply(service.reconcile(index_of(store), batch))
    except service.LimitError as error:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(error)) from None


def extended(store: Readable, *, query: Any) -> Reply:  # noqa: ANN401 - JSON from outside
    """Values of properties. Raises InputError."""
    try:
        return json_reply(extension.extend(index_of(store), query))
    except service.LimitError as error:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(error)) from None


def suggested(store: Readable, *, kind: str, prefix: str, cursor: int) -> Reply:
    """What begins so."""
    return json_reply(service.suggest(index_of(store), kind, prefix, cursor))


def previewed(store: Readable, *, identifier: str, view: str) -> Reply:
    """A thing's card as HTML; ``view`` is the URL of things' pages, with ``{{id}}`` in it. Raises Refused (404)."""
    index = index_of(store)
    number = index.by_id.get(identifier.removeprefix(BASE))
    if number is None:
        raise Refused(HTTPStatus.NOT_FOUND, f"there is nothing with the id {one_line(identifier, 120)}")
    entity = index.entities[number]
    page = view.replace("{{id}}", quote(entity.id, safe="/"))
    return Reply(HTML, card(index, entity, page).encode("utf-8", "replace"), _SECURITY)
