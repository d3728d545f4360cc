"""The verb enrich."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli.app import note
from kg.cli.bar import bar
from kg.ids import BASE

__all__ = ["enrich"]

_LANGUAGES = "en,zh,de,es,fr,ja,ru,ar"


@click.command(
    epilog="Examples: kg enrich --store my-store --dry-run; kg enrich --store my-store; kg enrich --store my-store "
    "--languages de,fr -o names.nq. Afterwards: kg ask partners --place 成都市 --store my-store."
)
@click.option("--store", envvar="KG_STORE", required=True, metavar="PATH|URL", help="Store folder or endpoint.")
@click.option("--languages", default=_LANGUAGES, show_default=True, metavar="CODES", help="Of the names to be added.")
@click.option("--endpoint", metavar="URL", help="Another server than that of Wikidata.")
@click.option("--cache", metavar="DIR", help="Where answers are kept. [default: accord in the user's cache folder]")
@click.option("--refresh", is_flag=True, help="Ask again what was asked in the last thirty days.")
@click.option("--timeout", type=click.IntRange(1, 3600), default=60, show_default=True, help="Seconds for an answer.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked, and ask nothing.")
@click.option("-o", "--output", metavar="FILE", help="Write N-Quads to a file (- is stdout) and leave the store alone.")
def enrich(
    store: str,
    languages: str,
    endpoint: str | None,
    cache: str | None,
    refresh: bool,
    timeout: int,
    dry_run: bool,
    output: str | None,
) -> None:
    """Ask Wikidata about the places of a store that have an item there: names, coordinates, founding days.

    The only verb that goes to Wikidata, and only when it is called. What it tells is kept on disk for thirty days and
    goes into a graph of its own in the store (graph/enriched, CC0, with the day); the sources' own graphs never change.
    """
    from kg import enrich as enriching
    from kg.cli.app import opened, write_out
    from kg.ids import Minter

    url = endpoint or enriching.WIKIDATA
    enriching.check_endpoint(url)
    codes = [code.strip() for code in languages.split(",") if code.strip()]
    enriching.query([], codes)  # a mistake in the languages is told before anybody is asked
    readable = opened(store)
    wanted = sorted(enriching.items(readable), key=lambda item: int(item[1:]))
    if dry_run:
        note(f"{url} would be asked of {len(wanted)} items: {', '.join(wanted)}")
        click.echo(enriching.query(wanted, codes))
        return
    with bar() as progress:
        told = enriching.asked(
            wanted,
            codes,
            Path(cache) if cache else _cache(),
            endpoint=url,
            timeout=timeout,
            refresh=refresh,
            progress=progress,
        )
    sink = enriching.statements_of(Minter(BASE), readable, told)
    if output:
        import pyoxigraph as ox

        lines = ox.serialize(sink.quads(), format=ox.RdfFormat.N_QUADS)
        write_out(output, "".join(sorted((lines or b"").decode().splitlines(keepends=True))))
        return
    from kg.upkeep import replace_graph

    del readable
    replace_graph(store, Minter(BASE), enriching.ENRICHED, list(sink.quads()))
    names = sum(len(one.names) for one in told.values())
    note(f"{len(told)} items of {url}, {names} names: in {store} as graph/{enriching.ENRICHED}")


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "accord"
