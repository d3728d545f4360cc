"""Bytes between a fast writer and a slow reader: first in memory, then in a file without a name."""

from __future__ import annotations

from collections import deque
from tempfile import TemporaryFile
from typing import IO

__all__ = ["Spool"]

_IN_MEMORY = 512 * 1024
_CHUNK = 64 * 1024


class Spool:
    """A queue of bytes; what does not fit into half a megabyte waits on disk. Raises OSError where the disk is full."""

    def __init__(self) -> None:
        self._chunks: deque[bytes] = deque()
        self._held = 0
        self._file: IO[bytes] | None = None
        self._read = self._written = 0

    def __len__(self) -> int:
        """Bytes that wait."""
        return self._held + self._written - self._read

    def write(self, data: bytes) -> None:
        """Put bytes at the end."""
        if not data:
            return
        if self._written == 0 and self._held + len(data) <= _IN_MEMORY:
            self._chunks.append(data)
            self._held += len(data)
            return
        if self._file is None:
            self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - closed by close
        self._file.seek(self._written)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._written += len(data)

    def read(self) -> bytes:
        """Take some bytes from the front; none where none wait."""
        if self._chunks:
            chunk = self._chunks.popleft()
            self._held -= len(chunk)
            return chunk
        if self._file is None or self._written == 0:
            return b""
        self._file.seek(self._read)
        chunk = self._file.read(min(_CHUNK, self._written - self._read))
        self._read += len(chunk)
        if self._read == self._written:  # read to its end: the next bytes need no disk
            self._file.truncate(0)
            self._read = self._written = 0
        return chunk

    def close(self) -> None:
        """Let go of what waits."""
        self._chunks.clear()
        self._held = self._read = self._written = 0
        if self._file is not None:
            self._file.close()
            self._file = None
