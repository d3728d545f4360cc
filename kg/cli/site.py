"""The verb site."""

from __future__ import annotations

import click

from kg.cli.app import note, opened, store_option
from kg.cli.bar import bar

__all__ = ["site"]


@click.command(
    epilog="Examples: kg site -o public; kg site --store agreements.store -o public --base-url https://example.org/accord/."
)
@store_option
@click.option("-o", "--output", required=True, metavar="DIR", help="New or empty folder, or one of an older site.")
@click.option("--base-url", metavar="URL", help="Where the site will stand; without it there is no sitemap.")
@click.option("--title", default="Accord", show_default=True, metavar="TEXT", help="Name of the site.")
def site(store: str | None, output: str, base_url: str | None, title: str) -> None:
    """Write a static site: a page and data for every thing, questions, dumps, and SPARQL in the browser.

    Any host of files serves it. The next run rewrites what changed, removes what is gone, and touches no other file.
    """
    from kg import site as sites

    with bar() as progress:
        done = sites.write(opened(store), output, base_url=base_url, title=title, progress=progress)
    note(f"wrote {output}: {done.written} files written, {done.unchanged} unchanged, {done.removed} removed")
    for name in done.kept:
        note(f"kept {output}/{name}: it is of an older site, and somebody has changed it since")
