"""The worker processes together: who is free, who waits, and a new one for each that has ended."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import socket
from collections import Counter, deque
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.serve.answer import Answer
from kg.serve.cache import Cache
from kg.serve.link import Link
from kg.serve.stores import Watch
from kg.serve.tasks import Refused
from kg.serve.worker import PRELOADED, Call, call_frame, main

if TYPE_CHECKING:
    from kg.serve.frames import Head
    from kg.serve.settings import Settings
from kg.serve.tasks import Task

__all__ = ["Busy", "Pool"]

_START_TIME = 600.0  # seconds that a store may take to open
_AGAIN = 0.5  # seconds before a worker that could not open its store is followed by another
_BROKEN = "the worker that answered has ended, perhaps for want of memory; ask for less"
_LOG = logging.getLogger("kg.serve")


class Busy(Refused):
    """No worker is free, and as many tasks wait as may."""

    def __init__(self, problem: str = "the server is busy; try again in a few seconds") -> None:
        super().__init__(HTTPStatus.SERVICE_UNAVAILABLE, problem)


class Pool:
    """As many workers as ``settings`` says, and a queue of those who wait for one."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.watch = Watch(settings.store)
        self.cache = Cache(settings.cache_bytes)
        self.ended: Counter[str] = Counter()  # workers by why they ended
        self._context = multiprocessing.get_context("forkserver")
        self._links: set[Link] = set()
        self._free: deque[Link] = deque()
        self._waiting: deque[asyncio.Future[Link]] = deque()
        self._starting: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def workers(self) -> int:
        """Workers with an open store."""
        return sum(link.ready.done() for link in self._links)

    @property
    def busy(self) -> int:
        """Workers that answer."""
        return sum(link.answer is not None for link in self._links)

    @property
    def waiting(self) -> int:
        """Tasks that wait for a worker."""
        return len(self._waiting)

    async def start(self) -> None:
        """Start the workers and wait until each has opened the store. Raises StoreError where one cannot."""
        self._context.set_forkserver_preload(["__main__", *PRELOADED])
        try:
            for link in [await self._started() for _ in range(self.settings.workers)]:
                await asyncio.wait_for(link.ready, _START_TIME)
        except BaseException as error:
            await self.close()
            if isinstance(error, TimeoutError):
                raise StoreError(f"the store was not open after {_START_TIME:g} s; build a folder of it") from None
            raise

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        for task in self._starting:
            task.cancel()
        links = list(self._links)
        for link in links:
            link.kill()
            if link.transport is not None:
                link.transport.close()
        for link in links:
            if link.process is not None:
                await asyncio.to_thread(link.process.join, 5)

    async def run(self, task: Task, *, gzip: bool = False) -> Answer:
        """The answer of a worker to ``task``, as soon as its head is there.

        Raises Busy, or Refused where the time is over or the worker has broken down, before it began to answer.
        """
        call = call_frame(Call(task, gzip))
        stamp = self.watch.stamp()
        if (found := self.cache.get(stamp.digest if stamp else None, call)) is not None:
            return Answer.of(asyncio.get_running_loop(), *found)
        link = self._free.popleft() if self._free else await self._next()
        answer = Answer(asyncio.get_running_loop())
        link.ask(call, answer)
        try:
            await answer.begun
        except asyncio.CancelledError:
            self.abandon(answer)
            raise
        return answer

    async def whole(self, task: Task) -> tuple[Head, bytes]:
        """Head and bytes of an answer that is not to be streamed.

        Raises Busy, and Refused as the task or where the answer was cut.
        """
        answer = await self.run(task)
        try:
            head, body = answer.begun.result(), await answer.read_all()
            if head.status != HTTPStatus.OK:
                raise Refused(head.status, body.decode("utf-8", "replace"))
            return head, body
        finally:
            self.abandon(answer)

    def end_overdue(self) -> None:
        """End the workers whose time is over; to be called several times a second."""
        now = monotonic()
        for link in self._links:
            if link.answer is not None and now - link.asked >= self.settings.timeout:
                link.kill()

    def abandon(self, answer: Answer) -> None:
        """Nobody wants the rest of an answer: a worker that is still at it is ended."""
        answer.close()
        for link in self._links:
            if link.answer is answer:
                self.ended["abandoned"] += 1
                link.answer = None
                link.kill()

    async def _next(self) -> Link:
        if len(self._waiting) >= self.settings.waiting:
            raise Busy
        future: asyncio.Future[Link] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            return await asyncio.wait_for(asyncio.shield(future), self.settings.timeout)
        except (TimeoutError, asyncio.CancelledError) as error:
            if future.done() and not future.cancelled():  # a worker became free at that very moment
                self.free(future.result())
            elif future in self._waiting:
                self._waiting.remove(future)
            if isinstance(error, TimeoutError):
                raise Busy from None
            raise

    def free(self, link: Link) -> None:
        """A worker has nothing to do; one that is being ended gets nothing."""
        if link.killed:
            return
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(link)
                return
        self._free.append(link)

    def lost(self, link: Link) -> None:
        """A worker has ended: say so to whoever waits for its answer, and start another."""
        self._links.discard(link)
        if link in self._free:
            self._free.remove(link)
        if not link.ready.done():
            link.ready.set_exception(
                StoreError("a worker has ended before it had opened the store, perhaps for want of memory")
            )
        answer, link.answer = link.answer, None
        if answer is not None:
            late = monotonic() - link.asked >= self.settings.timeout
            self.ended["timeout" if late else "broken"] += 1
            answer.cut(self._late() if late else Refused(HTTPStatus.SERVICE_UNAVAILABLE, _BROKEN))
        if not self._closed:
            task = asyncio.get_running_loop().create_task(self._replace(link))
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    def _late(self) -> Refused:
        why = f"no answer within {self.settings.timeout:g} s; ask for less"
        return Refused(HTTPStatus.GATEWAY_TIMEOUT, why)

    async def _replace(self, link: Link) -> None:
        if link.process is not None:
            await asyncio.to_thread(link.process.join, 5)
            link.process.close()
        if (error := link.ready.exception()) is not None:
            self.ended["unready"] += 1
            _LOG.error("no worker: %s", error)
            await asyncio.sleep(_AGAIN)
        await self._started()

    async def _started(self) -> Link:
        ours, theirs = socket.socketpair()
        link = Link(self)
        process = self._context.Process(target=main, args=(theirs, self.settings), daemon=True)
        process.start()
        theirs.close()
        ours.setblocking(False)
        link.process = process
        self._links.add(link)
        await asyncio.get_running_loop().create_unix_connection(lambda: link, sock=ours)
        return link
