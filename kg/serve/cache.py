"""Short answers that are given again without a worker, as long as the store is in the state that gave them."""

from __future__ import annotations

from collections import OrderedDict
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.serve.frames import Head

__all__ = ["LONGEST", "Cache"]

LONGEST = 64 * 1024  # bytes of an answer that is worth it
_BESIDE = 1024  # bytes that an answer takes beside its body and its question, about


class Cache:
    """The answers given last, by the state of the store and the question; ``room`` is what they may take, in bytes."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._answers: OrderedDict[tuple[str, bytes], tuple[Head, bytes]] = OrderedDict()
        self.hits = 0

    def get(self, stamp: str | None, question: bytes) -> tuple[Head, bytes] | None:
        """Head and body of the answer to a question, None where it is not kept."""
        if stamp is None or (found := self._answers.get((stamp, question))) is None:
            return None
        self._answers.move_to_end((stamp, question))
        self.hits += 1
        return found

    def put(self, question: bytes, head: Head, body: bytes) -> None:
        """Keep a good answer of a state of the store, unless it is long; those asked for longest ago give way."""
        if head.status != HTTPStatus.OK or head.stamp is None or len(body) > LONGEST:
            return
        key = head.stamp, question
        if (old := self._answers.pop(key, None)) is not None:
            self._taken -= _size(question, old[1])
        self._answers[key] = head, body
        self._taken += _size(question, body)
        while self._taken > self._room:
            (_, gone), (_, gone_body) = self._answers.popitem(last=False)
            self._taken -= _size(gone, gone_body)


def _size(question: bytes, body: bytes) -> int:
    return len(question) + len(body) + _BESIDE
