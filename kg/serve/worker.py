"""The process that answers: one task after another, each within its time, on a store of its own.

The engine cannot be interrupted, so the process is what is ended: by the server at a task's deadline, and by a thread
of its own as soon as the server's end of the socket closes. Its limit of memory is the kernel's.
"""

from __future__ import annotations

import logging
import os
import pickle
import resource
import select
import signal
import struct
import zlib
from contextlib import suppress
from http import HTTPStatus
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, cast

from kg.errors import AccordError, InputError, StoreError, one_line
from kg.serve.frames import CUT, DATA, END, HEAD, READY, UNREADY, Head, frame
from kg.serve.stores import Served
from kg.serve.tasks import Refused, Reply, Task

if TYPE_CHECKING:
    import socket
    from typing import BinaryIO

    from kg.serve.settings import Settings

__all__ = ["PRELOADED", "Call", "call_frame", "main"]

PRELOADED = (
    "duckdb",
    "kg.columns.reading",
    "kg.serve.answering",
    "kg.serve.asking",
    "kg.serve.describing",
    "kg.serve.pages",
    "kg.serve.worker",
    "yaml",
)
_LENGTH = struct.Struct("!I")
_CHUNK = 64 * 1024
_WORTH_PACKING = 1400  # bytes: what goes into one packet anyway
_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 1
_LOG = logging.getLogger("kg.serve")
_PROBLEM = "text/plain; charset=utf-8"


class Call(NamedTuple):
    """A task, and whether its answer may be packed with gzip."""

    task: Task
    gzip: bool = False


def call_frame(call: Call) -> bytes:
    """A call as it is sent to a worker."""
    payload = pickle.dumps(tuple(call), protocol=5)
    return _LENGTH.pack(len(payload)) + payload


def main(channel: socket.socket, settings: Settings) -> None:
    """Answer what comes through ``channel`` until it closes."""
    for name in ("SIGINT", "SIGTERM"):  # what ends the server ends its workers by the channel
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (settings.memory, settings.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Thread(target=_end_with, args=(channel,), daemon=True).start()
    try:
        served = Served(settings.store)
    except AccordError as error:
        channel.sendall(frame(UNREADY, one_line(error, 600).encode()))
        return
    channel.sendall(frame(READY))
    while (call := _received(channel)) is not None:
        with suppress(BrokenPipeError, ConnectionResetError):
            _answer(served, call, _Sink(channel, served, settings.result_bytes, gzip=call.gzip))


def _end_with(channel: socket.socket) -> None:
    waiting = select.poll()
    waiting.register(channel, 0)  # its closing is told unasked
    while not any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in waiting.poll()):
        pass
    os._exit(0)


def _received(channel: socket.socket) -> Call | None:
    """The next call; there is never more than one on its way."""
    data = channel.recv(_CHUNK)
    while data and len(data) < _LENGTH.size + _LENGTH.unpack_from(data)[0]:
        more = channel.recv(_CHUNK)
        data = data + more if more else b""
    return Call(*pickle.loads(data[_LENGTH.size :])) if data else None  # noqa: S301 - from the server's own process


def _answer(served: Served, call: Call, sink: _Sink) -> None:
    """Send the answer to a call, or what is wrong with it."""
    try:
        reply = _replied(served, call.task)
        sink.begin(reply)
        if isinstance(reply.body, bytes):
            sink.write(reply.body)
        else:
            reply.body(cast("BinaryIO", sink))  # all of a file that engines use
        sink.end()
    except Refused as error:
        sink.refuse(error.status, str(error))
    except InputError as error:
        sink.refuse(HTTPStatus.BAD_REQUEST, str(error))
    except MemoryError:
        sink.refuse(HTTPStatus.SERVICE_UNAVAILABLE, "the answer needs more memory than it may have; ask for less")
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception:
        _LOG.exception("a task failed")
        sink.refuse(HTTPStatus.INTERNAL_SERVER_ERROR, "a fault of the server; its log says more")


def _replied(served: Served, task: Task) -> Reply:
    try:
        return task(served.current())
    except (StoreError, OSError, RuntimeError):
        if (store := served.reopened()) is None:
            raise
        return task(store)  # a build took the files away from under the store


class _Sink:
    """The file that an answer is written to: small ones are sent as one, others in chunks as they come.

    As soon as it is longer than ``limit`` bytes it is cut, so that the client sees that it is not whole.
    """

    def __init__(self, channel: socket.socket, served: Served, limit: int, *, gzip: bool) -> None:
        self._channel, self._served, self._limit, self._gzip = channel, served, limit, gzip
        self._held = bytearray()
        self._packer: zlib._Compress | None = None
        self._reply: Reply | None = None
        self._sent = False
        self._bytes = 0

    def begin(self, reply: Reply) -> None:
        self._reply = reply

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self._bytes += len(data)
        if self._bytes > self._limit:
            raise Refused(
                HTTPStatus.INSUFFICIENT_STORAGE,
                f"the answer is longer than {self._limit} bytes; ask for less, with LIMIT",
            )
        self._held += data
        if len(self._held) >= _CHUNK:
            self._flow()
        return len(data)

    def flush(self) -> None:
        """Nothing is sent before it is worthwhile."""

    def end(self) -> None:
        """The answer is whole."""
        if self._gzip and not self._sent and len(self._held) >= _WORTH_PACKING:
            self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        rest = bytes(self._held)
        if self._packer is not None:
            rest = self._packer.compress(rest) + self._packer.flush()
        head = b"" if self._sent else self._head()
        self._channel.sendall(head + (frame(DATA, rest) if rest else b"") + frame(END))

    def _flow(self) -> None:
        if self._gzip and not self._sent:
            self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        chunk = bytes(self._held) if self._packer is None else self._packer.compress(self._held)
        self._held.clear()
        head = b"" if self._sent else self._head()
        self._sent = True
        if head or chunk:
            self._channel.sendall(head + (frame(DATA, chunk) if chunk else b""))

    def _head(self) -> bytes:
        reply = self._reply
        assert reply is not None  # noqa: S101 - begun before anything is written
        headers = list(reply.headers)
        if self._packer is not None:
            headers.append(("content-encoding", "gzip"))
        stamp = self._served.stamp if reply.cacheable else None
        told = (stamp.digest, stamp.modified) if stamp else (None, None)
        return frame(HEAD, Head(HTTPStatus.OK, reply.media_type, headers, *told).pack())

    def refuse(self, status: int, problem: str) -> None:
        """Say what is wrong; where the answer has begun, it is cut."""
        if self._sent:
            self._channel.sendall(frame(CUT, one_line(problem, 600).encode("utf-8", "replace")))
            return
        text = one_line(problem, 600).encode("utf-8", "replace")
        head = Head(status, _PROBLEM, [], None, None).pack()
        self._channel.sendall(frame(HEAD, head) + frame(DATA, text) + frame(END))
