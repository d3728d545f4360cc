"""Which store a name names: none, a folder, a record file or an endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store import Readable

__all__ = ["open_store"]


def open_store(name: str | None = None, timeout: float | None = None) -> Readable:
    """The store to read from: a folder, the URL of an endpoint, a record file, or None = the packaged corpora.

    The last two are built in memory. ``timeout`` is how many seconds an endpoint may take for an answer.
    Raises StoreError when it cannot be opened, RecordError for a record file with mistakes.
    """
    # Each way has its own imports: a question about the packaged corpora must not wait for the others.
    if name is None:
        from kg import snapshot

        if (packaged := snapshot.load()) is not None:
            return packaged
        from kg.pipeline import build

        return build()
    if "://" in name:
        from kg.remote import RemoteStore

        return RemoteStore(name, timeout)
    from pathlib import Path

    if Path(name).is_file():
        from kg.pipeline import build

        return build([name])
    from kg.store import Store

    return Store.open(Path(name))
