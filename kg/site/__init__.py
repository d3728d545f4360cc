"""A static linked-data site of a store: pages, data beside them, questions, dumps, and SPARQL in the browser.

`write` makes it in a folder that any host of files serves, and that opens from a disk as well. The next run
rewrites what changed and removes what is gone, and touches nothing that it did not write.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from kg.site.ondemand import Live
    from kg.store import Readable

__all__ = ["Written", "live", "overview", "write"]


@dataclass(frozen=True)
class Written:
    """What a run did: files written, left as they were, removed; ``kept`` are old files that somebody changed."""

    written: int
    unchanged: int
    removed: int
    kept: tuple[str, ...] = ()


def write(
    store: Readable,
    folder: str | PathLike[str],
    *,
    base_url: str | None = None,
    title: str = "Accord",
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Written:
    """Write the site of ``store`` to ``folder``, which is new, empty or an older site.

    ``base_url`` is where it will stand (http or https): a sitemap and absolute links need it. ``title`` is the
    site's name. ``progress`` is told how many things are done, of how many. The same store gives the same bytes.
    Raises InputError for a folder with other files or a bad URL, StoreError for what cannot be written.
    """
    from kg.site.making import make  # only the call loads templates and engines

    return make(store, Path(folder), base_url=base_url, title=title, progress=progress)


def overview(store: Readable, folder: str | PathLike[str], *, title: str = "Accord", endpoint: str = "sparql") -> None:
    """Write what is of all things of ``store`` together: home, lists, questions, network, SPARQL page, data, search.

    For a server that makes the pages of single things when they are asked for (:func:`live`). ``endpoint`` is the
    address of its SPARQL endpoint below its root, which the SPARQL page asks. Raises as :func:`write`.
    """
    from kg.site.making import make_overview  # as in write

    make_overview(store, Path(folder), title=title, endpoint=endpoint)


def live(store: Readable, *, title: str = "Accord", base_url: str | None = None, endpoint: str | None = None) -> Live:
    """The pages of ``store`` made one by one when they are asked for, for servers; see :class:`kg.site.ondemand.Live`.

    ``live(store).html(iri)`` is the page that `write` writes, ``turtle`` and ``json_ld`` what it writes beside it;
    ``endpoint`` as for :func:`overview`.
    """
    from kg.site.ondemand import Live  # as in write

    return Live(store, title=title, base_url=base_url, endpoint=endpoint)
