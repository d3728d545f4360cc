"""The verbs that build: build and demo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.app import note
from kg.cli.bar import bar
from kg.ids import BASE

if TYPE_CHECKING:
    import networkx as nx

    from kg.pipeline import Progress
    from kg.quality import Report
    from kg.store import Readable
    from kg.tables.report import Report as TableReport

__all__ = ["build", "demo"]

_SHOWN = 8
_PER_CENT = 100


@click.command(
    epilog="Examples: kg build --store my-store; kg build articles.yaml more/ --store my-store; "
    "kg build drafts.yaml --accepted-only --store my-store; kg build ggo/ --tables downloads/ --store world; "
    "KG_STORE_USER=dba KG_STORE_PASSWORD=… kg build --store http://localhost:8890/sparql."
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]…")
@click.option(
    "--store",
    envvar="KG_STORE",
    required=True,
    metavar="PATH|URL",
    help="Store folder, made if missing, or SPARQL endpoint (http://…) that takes updates.",
)
@click.option("--accepted-only", is_flag=True, help="Leave out drafts that no curator accepted.")
@click.option("--tables", metavar="DIR", help="Folder of the tables, where they do not lie beside their source.yml.")
@click.option("--strict", is_flag=True, help="Refuse tables with rows or cells that cannot be read.")
@click.option("--base", default=BASE, show_default=True, metavar="IRI", help="Start of all IRIs.")
def build(
    sources: tuple[str, ...], store: str, accepted_only: bool, tables: str | None, strict: bool, base: str
) -> None:
    """Read record files (YAML, JSON), folders with a records.yaml and tables with a source.yml into a store.

    Without a SOURCE, the packaged corpora are built; - reads records from stdin. A source that the store has already
    is replaced whole, in one transaction; if anything is wrong, the store stays as it was. What cannot be read of a
    table is named and counted. An endpoint's updates and graphs go where its engine has them by custom, or where
    KG_STORE_UPDATE and KG_STORE_GRAPHS say; KG_STORE_USER with KG_STORE_PASSWORD, or KG_STORE_TOKEN, log in.
    """
    from kg.pipeline import build as build_store

    written: dict[str, None] = {}
    reports: list[TableReport] = []
    with bar() as tell:

        def progress(done: Progress) -> None:
            written[done.source] = None
            tell(round(done.share * _PER_CENT), _PER_CENT)

        made = build_store(
            list(sources) or None,
            store,
            accepted_only=accepted_only,
            base=base,
            tables=tables,
            strict=strict,
            progress=progress,
            reported=reports.append,
        )
    for report in reports:
        for line in report.lines():
            note(line)
    names = list(written)
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    note(f"built {', '.join(names[:_SHOWN])}{more} into {store} ({len(made):,} quads)")


@click.command(epilog="Example: kg demo -o out; then open out/network.html in a browser.")
@click.option("-o", "--output", default="out", show_default=True, metavar="DIR", help="Folder to write to.")
def demo(output: str) -> int:
    """Build the packaged corpus, check it, write graph.ttl, graph.trig and network.html, and say what was found."""
    import kg  # the engines are loaded here

    folder = Path(output)
    store = kg.build()
    report = kg.check(store)
    network = kg.network.parties(store)
    files = [store.export(folder / "graph.ttl"), store.export(folder / "graph.trig")]
    files.append(kg.page.write(network, folder / "network.html"))
    click.echo(_found(store, network, report), nl=False)
    click.echo("Files\n" + "".join(f"  {path}\n" for path in files), nl=False)
    return 0 if report.conforms else 1


def _found(store: Readable, network: nx.Graph[str], report: Report) -> str:
    """What the corpus holds, in a few lines."""
    import kg

    parties = list(kg.ask(store, "parties"))
    places = store.select("SELECT (COUNT(DISTINCT ?p) AS ?n) { ?a <https://w3id.org/accord/ns#ofPlace> ?p }")[0][0]
    signings = kg.ask(store, "signings")
    lines = [
        "Found",
        f"  signings    {len(signings)}",
        f"  agreements  {len(kg.ask(store, 'agreements'))}",
        f"  parties     {len(parties)} ({_by_type([str(row.type) for row in parties])})",
        f"  places      {places} that parties belong to",
        f"  fields      {len(kg.ask(store, 'fields'))}",
        "Claimed by the sources, and listed in the graph",
    ]
    for claim in kg.ask(store, "claimed-and-listed"):
        if claim.claimed_min is not None:
            listed = (
                "which the graph cannot count"
                if claim.listed is None
                else f"{claim.listed} listed, at least {claim.gap} missing"
            )
            lines.append(f"  {str(claim.claim).rpartition('/')[2]}: at least {claim.claimed_min} claimed, {listed}")
    lines.append("Most connected")
    for label, partners, agreements in kg.network.most_connected(network, 5):
        lines.append(f"  {label}: {_counted(partners, 'partner')}, {_counted(agreements, 'agreement')}")
    checked = "all rules hold" if report.conforms else f"{len(report.errors)} faults: kg check"
    return "\n".join([*lines, "Checked", f"  {checked}"]) + "\n"


def _by_type(types: list[str]) -> str:
    words = {"body": ("body", "bodies"), "territory": ("territory", "territories"), "unnamed": ("unnamed group", None)}
    return ", ".join(_counted(types.count(name), *word) for name, word in words.items() if name in types)


def _counted(number: int, one: str, more: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"
