"""An agent: the SDK's own client."""

from __future__ import annotations

import asyncio
from threading import Thread

from mcp import Client


class Agent:
    """A client of the SDK, asked one thing after another from tests that are no coroutines."""

    def __init__(self, server: object) -> None:
        self._loop = asyncio.new_event_loop()
        # In a thread of its own: the browser of other tests has a loop that runs in the tests' own.
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._calls: asyncio.Queue = asyncio.Queue()
        self._run = asyncio.run_coroutine_threadsafe(self._living(server), self._loop)

    async def _living(self, server: object) -> None:
        async with Client(server, read_timeout_seconds=120) as client:  # entered and left in one task
            while (call := await self._calls.get()) is not None:
                make, done = call
                try:
                    done.set_result(await make(client))
                except Exception as error:  # handed on to the test
                    done.set_exception(error)

    def do(self, make):
        """What the coroutine that ``make(client)`` gives gives."""

        async def asked():
            living = asyncio.wrap_future(self._run)
            done = self._loop.create_future()
            await self._calls.put((make, done))
            await asyncio.wait({done, living}, return_when=asyncio.FIRST_COMPLETED)
            return living.result() if living.done() else done.result()

        return asyncio.run_coroutine_threadsafe(asked(), self._loop).result()

    def call(self, tool: str, /, **arguments):
        """The result of a tool."""
        return self.do(lambda client: client.call_tool(tool, arguments))

    def told(self, tool: str, /, **arguments):
        """The structured content of a tool that must not fail."""
        result = self.call(tool, **arguments)
        assert not result.is_error, result.content[0].text
        return result.structured_content

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._calls.put(None), self._loop).result()
        self._run.result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
