"""Conditional requests: what tells the client's copy of an answer from a newer one (RFC 9110, section 13)."""

from __future__ import annotations

from email.utils import formatdate, parsedate_to_datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Headers", "etag", "has", "seen", "validators"]

Headers = list[tuple[bytes, bytes]]


def etag(stamp: str, etag_of: str) -> str:
    """The tag of the answer to the request ``etag_of`` from the state ``stamp`` of a store.

    Weak, as the same answer may come packed or not.
    """
    digest = blake2b(etag_of.encode("utf-8", "surrogatepass"), digest_size=9, key=stamp.encode()).hexdigest()
    return f'W/"{digest}"'


def validators(stamp: str, modified: int | None, etag_of: str) -> Headers:
    """ETag and Last-Modified of an answer; ``modified`` in seconds since 1970."""
    found = [(b"etag", etag(stamp, etag_of).encode())]
    return [*found, (b"last-modified", formatdate(modified, usegmt=True).encode())] if modified is not None else found


def has(headers: Mapping[bytes, bytes], tag: str) -> bool:
    """Whether the client has the answer of that tag; they are compared weakly (section 13.1.2)."""
    return tag.removeprefix("W/").encode() in headers.get(b"if-none-match", b"")


def seen(headers: Mapping[bytes, bytes], modified: int | None) -> bool:
    """Whether the client has seen the data as they are (section 13.1.3)."""
    since = headers.get(b"if-modified-since", b"").decode("latin-1")
    if not since or modified is None or b"if-none-match" in headers:
        return False
    try:
        return modified <= parsedate_to_datetime(since).timestamp()
    except ValueError:
        return False
