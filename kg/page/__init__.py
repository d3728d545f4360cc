"""The partner-network page: one HTML file that opens anywhere and asks nothing of any other host.

`write` makes the file, `render` gives its text. Both take a network as `kg.network` makes it: a
`networkx.Graph` whose nodes, edges and agreements are described by plain attributes. Importing this
package loads neither pyvis nor networkx; the first call does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export import write_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    import networkx as nx

__all__ = ["render", "write"]


def render(
    network: nx.Graph[Any], *, title: str | None = None, story: Sequence[Any] = (), site: str | None = None
) -> str:
    """Give the page of a network as text; the same network gives the same text.

    Parameters: `network`, a partner network of any view; `title`, the heading (by default one that
    suits the view); `story`, steps with title, text and view (see `kg.page.story`); `site`, where a site that
    `kg.site.write` made of the same store stands, seen from the page (`..`, or a web address): parties and agreements
    are linked to their pages there. Raises InputError for a bad step and for a site that is neither.
    """
    from kg.page.document import render_page  # only the call loads pyvis and networkx
    from kg.page.model import page_data  # as above
    from kg.page.story import story_steps

    return render_page(page_data(network, title=title, story=story_steps(story) if story else (), site=site))


def write(
    network: nx.Graph[Any],
    path: str | PathLike[str],
    *,
    title: str | None = None,
    story: Sequence[Any] = (),
    site: str | None = None,
) -> Path:
    """Write the page of a network to `path` (UTF-8, line feeds), whole or not at all, and give the path back.

    Folders on the way are made. Raises StoreError where the file cannot be written.
    """
    target = Path(path)
    write_text(target, render(network, title=title, story=story, site=site))
    return target
