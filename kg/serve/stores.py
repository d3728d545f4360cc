"""A store that is served: opened again when its data have changed.

The stamp of a store says which state of its data it is: names, sizes and times of the files that hold them. Looking at
these costs a fraction of a millisecond, and is done at most once a second.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from kg import __version__
from kg.columns.files import FOLDER, of_store
from kg.errors import AccordError
from kg.opening import open_store

if TYPE_CHECKING:
    from kg.store import Readable

__all__ = ["Served", "Stamp", "Watch", "stamp"]

_BETWEEN_LOOKS = 1.0  # seconds


class Stamp(NamedTuple):
    """A state of a store's data: a digest that tells it from others, and when it came about, in seconds since 1970."""

    digest: str
    modified: int


def stamp(name: str | None) -> Stamp | None:
    """The state of the store that ``name`` names; None where that cannot be told: an endpoint, or files on the move."""
    if name is None:
        return _stamp([Path(__file__).with_name("__init__.py")], __version__)
    if "://" in name:
        return None
    path = Path(name)
    return _stamp([path] if path.is_file() else [*of_store(path), *sorted((path / FOLDER).glob("*"))], name)


def _stamp(files: list[Path], name: str) -> Stamp | None:
    try:
        states = [(file.name, state.st_size, state.st_mtime_ns) for file in files for state in [file.stat()]]
    except OSError:  # a writer is at work
        return None
    if not states:
        return None
    told = f"{__version__} {name} {states}".encode("utf-8", "surrogatepass")
    return Stamp(blake2b(told, digest_size=9).hexdigest(), max(when for _, _, when in states) // 1_000_000_000)


class Watch:
    """The stamp of a store, looked at no more than once a second."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self._next = 0.0
        self._stamp: Stamp | None = None

    def stamp(self) -> Stamp | None:
        """The state that the store was in within the last second."""
        if (now := monotonic()) >= self._next:
            self._stamp, self._next = stamp(self._name), now + _BETWEEN_LOOKS
        return self._stamp


class Served:
    """The store that ``name`` names, as its data are now. Raises what :func:`kg.opening.open_store` raises."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self._watch = Watch(name)
        self.stamp = self._watch.stamp()  # before opening: if anything, answers are taken for older than they are
        self._store = open_store(name)

    def current(self) -> Readable:
        """The open store; opened again if its data are others than when it was opened."""
        found = self._watch.stamp()
        if found is not None and found != self.stamp:
            self._open(found)
        return self._store

    def reopened(self) -> Readable | None:
        """The store opened anew, where its files have gone from under it; None where they are what they were."""
        found = stamp(self._name)
        return self._store if found is not None and found != self.stamp and self._open(found) else None

    def _open(self, found: Stamp) -> bool:
        try:
            self._store = open_store(self._name)
        except AccordError:  # a writer is at work: the next look will do
            return False
        self.stamp = found
        return True
