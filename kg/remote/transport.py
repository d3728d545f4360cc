"""Requests sent, and answers held in a file: in time, again where that helps, and in one line where it does not.

Every request that goes this way may be sent again: queries change nothing, and updates state what is to be so.
"""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from tempfile import SpooledTemporaryFile
from time import sleep, time
from typing import IO, TYPE_CHECKING, cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from kg.errors import QueryError, StoreError, one_line
from kg.remote.login import Credentials, opener

if TYPE_CHECKING:
    from urllib.request import Request

__all__ = ["Received", "Transport"]

_LOG = logging.getLogger(__name__)
_WAITS = (0.5, 1.0, 2.0)  # seconds before the second, third and fourth attempt, unless the server says how long
_LONGEST_WAIT = 60.0
_IN_MEMORY = 8 << 20  # bytes of an answer; more goes to a temporary file
_SAID = 4000  # bytes that are read of a refusal
_BUSY = frozenset({429, 502, 503, 504})
_REFUSED, _UNKNOWN, _REDIRECTED, _TOO_LARGE, _FAULT = (401, 403), (404, 405, 410), range(300, 400), 413, 500


@dataclass(frozen=True)
class Received:
    """An answer: its status, its headers, and its body as a file that can be read again."""

    status: int
    headers: HTTPMessage
    body: IO[bytes]


class Transport:
    """Sends requests for the store called ``name``; ``timeout`` in seconds for each time that nothing comes."""

    def __init__(self, name: str, credentials: Credentials, timeout: float) -> None:
        self._name, self._timeout, self._known = name, timeout, bool(credentials)
        self._open = opener(credentials).open

    def send(self, request: Request) -> Received:
        """The answer. Raises QueryError for what the server refuses as wrong, StoreError for all else."""
        for wait in (*_WAITS, None):
            try:
                return self._once(request)
            except HTTPError as error:
                with error:
                    said = error.read(_SAID).decode("utf-8", "replace")
                pause = _pause(error, wait)
                if error.code not in _BUSY or pause is None:
                    raise self._refusal(error, request, said) from None
                reason = f"status {error.code}"
            except (URLError, HTTPException, OSError, ValueError) as error:
                cause = getattr(error, "reason", error)
                reason = one_line(cause, 160) or type(error).__name__
                if isinstance(cause, TimeoutError):
                    late = f"{self._name}: no answer within {self._timeout:g} s; ask for less, or {_MORE}"
                    raise StoreError(late) from None
                if wait is None or isinstance(error, ValueError):
                    raise StoreError(f"{self._name}: no answer: {reason}") from None
                pause = wait
            _LOG.info("%s: %s; again in %.1f s", self._name, reason, pause)
            sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, request: Request) -> Received:
        with self._open(request, timeout=self._timeout) as response:
            body = cast("IO[bytes]", SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - closed with the answer
            shutil.copyfileobj(response, body)
            body.seek(0)
            return Received(response.status, response.headers, body)

    def _refusal(self, error: HTTPError, request: Request, said: str) -> QueryError | StoreError:
        where = self._name if urlsplit(request.full_url)[:3] == urlsplit(self._name)[:3] else _bare(request.full_url)
        if error.code in _REFUSED:
            missing = "set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN"
            return StoreError(f"{where}: refuses access; {'look at' if self._known else 'set'}{missing[3:]}")
        if error.code in _REDIRECTED:
            to = one_line(_bare(error.headers.get("Location", "")), 200)
            return StoreError(f"{where}: no answer: it sends on to {to or 'nowhere'}; give that if you trust it")
        if error.code in _UNKNOWN:
            return StoreError(f"{where}: no answer: there is no such service (status {error.code})")
        if error.code in _BUSY:
            return StoreError(f"{where}: no answer: it is busy (status {error.code}); try again later")
        if error.code == _TOO_LARGE:
            return StoreError(f"{where}: refuses a request of that size (status {error.code})")
        text = one_line(said, 160) or error.reason
        if error.code in (400, _FAULT):
            return QueryError(f"{where} refuses the query: {text}")
        return StoreError(f"{where}: no answer: status {error.code}: {text}")


_MORE = "give --timeout or KG_STORE_TIMEOUT more seconds"


def _pause(error: HTTPError, wait: float | None) -> float | None:
    """Seconds to wait, as the server says (RFC 9110, 10.2.3) or else ``wait``; None where it is not worth it."""
    if wait is None:
        return None
    text = str(error.headers.get("Retry-After") or "").strip()
    if not text:
        return wait
    try:
        seconds = float(text) if text.isdigit() else parsedate_to_datetime(text).timestamp() - time()
    except ValueError:
        return wait
    return max(0.0, seconds) if seconds <= _LONGEST_WAIT else None


def _bare(url: str) -> str:
    """An address without what is asked, and without a user."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if parts.netloc else url
