"""The verb identity: propose what is one and the same, list and explain it, put it into a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.app import format_option, note, opened, store_option, write_out
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.identity import Decision

__all__ = ["identity"]

_COLUMNS = ("one", "other", "verdict", "by", "score", "reason")


@click.command(
    epilog="Examples: kg identity --store world; kg identity gptad --store world; kg identity --list unsure; "
    "kg identity --explain Zaire; kg identity --apply --store world; kg ask partners --merged --store world."
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]…")
@store_option
@click.option("--file", "path", default="identity.yaml", show_default=True, metavar="FILE", help="The decisions.")
@click.option("--list", "listed", type=click.Choice(["same", "different", "unsure"]), help="List decided pairs.")
@click.option("--explain", metavar="NAME", help="Say what a thing is identified with, and why.")
@click.option("--apply", "applied", is_flag=True, help="Put the decisions into the store, as a graph of its own.")
@format_option("table", "csv", "json", "md")
def identity(
    sources: tuple[str, ...],
    store: str | None,
    path: str,
    listed: str | None,
    explain: str | None,
    applied: bool,
    form: str,
) -> None:
    """Propose which parties, places and agreements are one and the same, in a file that a person decides on.

    The store's things (with SOURCE ids, those of these sources) are compared, and the file is written: verdicts of
    persons stay, the program's own are made anew. Nothing in the store changes before --apply, and the sources' own
    graphs never do.
    """
    if sum(map(bool, (listed, explain, applied))) > 1:
        raise click.UsageError("--list, --explain and --apply go one at a time")
    if listed or explain:
        _told(_decided(path), listed, explain, form)
    elif applied:
        _applied(store, path)
    else:
        _proposed(sources, store, path)


def _decided(path: str) -> list[Decision]:
    from kg.identity import read_decisions

    if not Path(path).is_file():
        raise InputError(f"{path}: there is no such file; kg identity --store STORE makes it")
    return read_decisions(Path(path))


def _proposed(sources: tuple[str, ...], store: str | None, path: str) -> None:
    from kg.identity import dump_decisions, read_decisions
    from kg.unify import propose

    readable = opened(store)
    for source in sources:
        if not readable.has_graph(_graph(source)):
            raise InputError(f"the store has no source called {source}")
    decided = read_decisions(Path(path)) if Path(path).is_file() else []
    found = propose(readable, decided, sources)
    write_out(path, dump_decisions(found))
    counts = {verdict: sum(one.verdict == verdict for one in found) for verdict in ("same", "different", "unsure")}
    note(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))


def _applied(store: str | None, path: str) -> None:
    from kg.ids import Minter
    from kg.unify import apply
    from kg.upkeep import Upkeep, writing

    if store is None or "://" in store:
        raise click.UsageError("--apply needs a store folder: --store PATH")
    decided = _decided(path)
    with Upkeep(Minter()) as columns, writing(Path(store), columns) as target:
        clusters = apply(target, decided)
    for one in clusters.left_out:
        note(f"left out: {one.one} and {one.other} ({one.reason}), because others of the group are different")
    note(f"{len(clusters.joined)} pairs are one in {store}, as graph/identity; ask with --merged")


def _told(decided: Iterable[Decision], verdict: str | None, name: str | None, form: str) -> None:
    from kg.cli.output import render
    from kg.identity import Clusters
    from kg.ids import slug
    from kg.rows import Rows

    kept = [one for one in decided if verdict is None or one.verdict == verdict]
    if name is not None:
        wanted = {end for one in kept for end in one.pair if name == end or end.rpartition("/")[2] == slug(name)}
        if not wanted:
            raise InputError(f"nothing is decided of {name!r}")
        clusters = Clusters(kept)
        group = wanted.union(*map(clusters.members, wanted))
        kept = [one for one in kept if one.pair & group]
    click.echo(render(Rows(_COLUMNS, ([_cell(one, column) for column in _COLUMNS] for one in kept)), form), nl=False)


def _cell(decision: Decision, column: str) -> str | float | None:
    value = getattr(decision, column)
    return float(value) if column == "score" and value is not None else value


def _graph(source: str) -> str:
    from kg.ids import Minter

    return Minter().graph(source)
