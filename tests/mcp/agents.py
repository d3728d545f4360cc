"""An agent: the SDK's own client."""

from __future__ import annotations

import asyncio

from mcp import Client


class Agent:
    """A client of the SDK, asked one thing after another from tests that are no coroutines."""

    def __init__(self, server: object) -> None:
        self._loop = asyncio.new_event_loop()
        self._calls: asyncio.Queue = asyncio.Queue()
        self._run = self._loop.create_task(self._living(server))

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
            done = self._loop.create_future()
            await self._calls.put((make, done))
            await asyncio.wait({done, self._run}, return_when=asyncio.FIRST_COMPLETED)
            return self._run.result() if self._run.done() else done.result()

        return self._loop.run_until_complete(asked())

    def call(self, tool: str, /, **arguments):
        """The result of a tool."""
        return self.do(lambda client: client.call_tool(tool, arguments))

    def told(self, tool: str, /, **arguments):
        """The structured content of a tool that must not fail."""
        result = self.call(tool, **arguments)
        assert not result.is_error, result.content[0].text
        return result.structured_content

    def close(self) -> None:
        async def ended():
            await self._calls.put(None)
            await self._run

        self._loop.run_until_complete(ended())
        self._loop.close()
