"""What a worker sends: frames of a kind, a length and as many bytes, over a socket between two processes."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CUT", "DATA", "END", "HEAD", "READY", "UNREADY", "Frames", "Head", "frame"]

READY, UNREADY, HEAD, DATA, END, CUT = range(6)
_START = struct.Struct("!BI")


class Head(NamedTuple):
    """What is known of an answer before its bytes: ``stamp`` and ``modified`` are those of the store (see stores)."""

    status: int
    media_type: str
    headers: list[tuple[str, str]]
    stamp: str | None
    modified: int | None

    def pack(self) -> bytes:
        """As the payload of a frame."""
        return json.dumps(self).encode()

    @classmethod
    def unpack(cls, payload: bytes) -> Head:
        """From the payload of a frame."""
        status, media_type, headers, stamp, modified = json.loads(payload)
        return cls(status, media_type, [(name, value) for name, value in headers], stamp, modified)


def frame(kind: int, payload: bytes | bytearray = b"") -> bytes:
    """A frame as it is sent."""
    return _START.pack(kind, len(payload)) + payload


class Frames:
    """Takes bytes as they come and gives the frames that are complete."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def take(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """The kinds and payloads of the frames that ``data`` completes."""
        rest = self._rest
        rest += data
        at = 0
        while len(rest) - at >= _START.size:
            kind, length = _START.unpack_from(rest, at)
            end = at + _START.size + length
            if len(rest) < end:
                break
            yield kind, bytes(rest[at + _START.size : end])
            at = end
        del rest[:at]
