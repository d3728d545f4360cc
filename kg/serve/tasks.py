"""What a worker process is asked to do, and what it gives back.

A task is a function of a module, with its arguments bound by :func:`functools.partial`; it travels to the worker by its
name. It is given the open store as its only other argument, and may keep what it derives from it, such as an index:
:func:`kept`. A store whose data have changed is another object.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.store import Readable

__all__ = ["JSON", "Refused", "Reply", "Task", "json_bytes", "json_reply", "kept"]

JSON = "application/json"
T = TypeVar("T")


class Refused(InputError):  # noqa: N818 - reads as what it is; the base says that it is an error
    """A request that cannot be met, with the HTTP status that says why; other InputErrors are bad requests (400)."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(problem)
        self.status = HTTPStatus(status)


class Reply(NamedTuple):
    """An answer: its media type, its bytes or what writes them, and headers beside those that every answer has.

    What writes is called with a file in the worker; of a long answer the client reads the beginning while the rest is
    being written. The answer of one state of the store to one request is ``cacheable``: it gets an ETag.
    """

    media_type: str
    body: bytes | Callable[[BinaryIO], object]
    headers: tuple[tuple[str, str], ...] = ()
    cacheable: bool = True


Task = Callable[["Readable"], Reply]


def json_bytes(document: object) -> bytes:
    """A document as JSON in UTF-8."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def json_reply(document: object) -> Reply:
    """An answer that is a document as JSON."""
    return Reply(JSON, json_bytes(document))


def kept(make: Callable[[Readable], T]) -> Callable[[Readable], T]:
    """``make``, called once for each store; what it gives is kept as long as the store is open.

    It must not hold the store itself, which would then never be let go of.
    """
    made: WeakKeyDictionary[Readable, T] = WeakKeyDictionary()

    @wraps(make)
    def of(store: Readable) -> T:
        if store not in made:
            made[store] = make(store)
        return made[store]

    return of
