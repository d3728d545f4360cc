"""An answer on its way from a worker to a client."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kg.serve.spool import Spool

if TYPE_CHECKING:
    from kg.serve.frames import Head
    from kg.serve.tasks import Refused

__all__ = ["Answer"]


class Answer:
    """What a worker has sent so far. The worker fills it as fast as it can, the client takes it as fast as it likes."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.begun: asyncio.Future[Head] = loop.create_future()
        self.whole = False
        self.why_cut: Refused | None = None
        self._spool = Spool()
        self._more: asyncio.Future[None] | None = None

    @classmethod
    def of(cls, loop: asyncio.AbstractEventLoop, head: Head, body: bytes) -> Answer:
        """An answer that is there as a whole."""
        answer = cls(loop)
        answer.begin(head)
        answer.add(body)
        answer.end()
        return answer

    def begin(self, head: Head) -> None:
        """The worker has sent the head."""
        if not self.begun.done():
            self.begun.set_result(head)

    def add(self, data: bytes) -> None:
        """The worker has sent bytes. Raises OSError where there is no room for them."""
        self._spool.write(data)
        self._wake()

    def end(self) -> None:
        """The worker has sent all."""
        self.whole = True
        self._wake()

    def cut(self, why: Refused) -> None:
        """There will be no more; ``why`` is raised to whoever waits for it."""
        self.why_cut = why
        if not self.begun.done():
            self.begun.set_exception(why)
        self._wake()

    async def read(self) -> bytes:
        """Some bytes; none at the end of a whole answer. Raises Refused where the answer was cut."""
        while not (chunk := self._spool.read()):
            if self.why_cut is not None:
                raise self.why_cut
            if self.whole:
                return b""
            self._more = asyncio.get_running_loop().create_future()
            await self._more
        return chunk

    async def read_all(self) -> bytes:
        """All bytes, as one. Raises Refused where the answer was cut."""
        chunks = []
        while chunk := await self.read():
            chunks.append(chunk)
        return b"".join(chunks)

    async def wait(self) -> None:
        """Until the worker has sent all. Raises Refused where the answer was cut."""
        while not self.whole:
            if self.why_cut is not None:
                raise self.why_cut
            self._more = asyncio.get_running_loop().create_future()
            await self._more

    def length(self) -> int | None:
        """Bytes of the whole answer as long as none is read, None where they are not all there."""
        return len(self._spool) if self.whole else None

    @property
    def exhausted(self) -> bool:
        """Whether the answer is whole and all of it is read."""
        return self.whole and not self._spool

    def close(self) -> None:
        """Let go of what was not read."""
        self._spool.close()

    def _wake(self) -> None:
        if self._more is not None and not self._more.done():
            self._more.set_result(None)
