"""The pages that are of all things together, written beside the server by a process of its own.

Home, lists, questions, network, SPARQL page, search and dumps need the whole store, which takes too long for a request.
They are files (:func:`kg.site.overview`) in a temporary folder: written once the server answers, written anew when the
store's data have changed, and until then what they were.
"""

from __future__ import annotations

import asyncio
import logging
import stat
import sys
from contextlib import suppress
from http import HTTPStatus
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from kg.errors import one_line
from kg.serve.pages import HTML, pending_page
from kg.site.hosting import TYPES

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from kg.serve.settings import Settings
    from kg.serve.stores import Stamp, Watch

__all__ = ["Overview"]

_BETWEEN_LOOKS = 1.0  # seconds
_VOID = ".well-known/void"
_WORTH_PACKING = 1400  # bytes
_LOG = logging.getLogger("kg.serve")


class _Files(StaticFiles):
    """Files with the media types of a site."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, or the page of a folder."""
        response = await super().get_response(path, scope)
        ending = "ttl" if path == _VOID else path.rpartition(".")[2]
        if ending in TYPES and response.status_code == HTTPStatus.OK:
            response.headers["content-type"] = TYPES[ending]
        response.headers["content-security-policy"] = "frame-ancestors 'none'"  # beside that which each page states
        return response


class Overview:
    """An ASGI application of those pages. ``watch`` tells the state of the store's data."""

    def __init__(self, settings: Settings, watch: Watch) -> None:
        self._settings, self._watch = settings, watch
        self._space = TemporaryDirectory(prefix="accord-pages-")
        self._files = _Files(directory=self._space.name, html=True)
        self._packed = GZipMiddleware(self._files, minimum_size=_WORTH_PACKING, compresslevel=1)
        self._process: asyncio.subprocess.Process | None = None
        self._trouble = ""
        self.ready = False
        self._task = asyncio.get_running_loop().create_task(self._keep())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for one of the pages."""
        if "\0" in scope["path"]:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        there = self._files.lookup_path(self._files.get_path(scope))[1]
        if self.ready or (there is not None and stat.S_ISREG(there.st_mode)):  # style sheet and scripts are there first
            await self._packed(scope, receive, send)
            return
        headers = {"retry-after": "5", "cache-control": "no-store"}
        page = Response(pending_page(self._trouble), HTTPStatus.SERVICE_UNAVAILABLE, headers, HTML)
        await page(scope, receive, send)

    async def close(self) -> None:
        """Stop, and remove the files."""
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        self._space.cleanup()

    async def _keep(self) -> None:
        made: Stamp | None = None
        while True:
            found = self._watch.stamp()
            if not (self.ready or self._trouble) or (found is not None and found != made):
                made = found
                await self._write()
            await asyncio.sleep(_BETWEEN_LOOKS)

    async def _write(self) -> None:
        arguments = [self._space.name, str(self._settings.memory), self._settings.store or ""]
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.serve.writing", *arguments,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stderr is not None  # noqa: S101 - asked for
        said = (await process.stderr.read()).decode("utf-8", "replace").strip()
        self.ready = await process.wait() == 0 or self.ready
        self._trouble = ""
        if process.returncode:
            self._trouble = one_line(said.rpartition("\n")[2], 300) or "their writing was ended"
            _LOG.error("the pages of the whole store could not be made: %s", said or self._trouble)
