"""The verb reconcile."""

from __future__ import annotations

import click

from kg.cli.app import note, opened, output_option, store_option, write_out
from kg.cli.bar import bar
from kg.cli.numbers import Number
from kg.reconcile.schema import PROPERTIES, TYPES

__all__ = ["reconcile"]


@click.command(
    epilog="Examples: kg reconcile cities.csv --column City -o matched.csv; kg reconcile partners.csv --column Name "
    "--type Party --property within=Country; cat names.csv | kg reconcile - --column name --min-score 80. "
    "What is needed: pip install 'accord-kg[reconcile]'."
)
@click.argument("file", metavar="FILE|-")
@click.option("--column", required=True, metavar="NAME", help="The column that holds the names.")
@click.option("--type", "types", multiple=True, type=click.Choice(list(TYPES)), help="Only things of this type.")
@click.option(
    "--property",
    "properties",
    multiple=True,
    metavar="PROPERTY=COLUMN",
    help=f"A column that says more of what is meant. Properties: {', '.join(PROPERTIES)}.",
)
@click.option("--min-score", "least", type=Number(0, 100), default=0, show_default=True, help="Leave out what is less.")
@store_option
@output_option
def reconcile(
    file: str,
    column: str,
    types: tuple[str, ...],
    properties: tuple[str, ...],
    least: float,
    store: str | None,
    output: str,
) -> None:
    """Find what the names in a column of a CSV file mean: parties, places and agreements of a store.

    Four columns are added: accord_id, accord_name, accord_score (0 to 100) and accord_match. Names are found in English
    and Chinese, with typing errors, without accents, in another order of words. accord_match is true only where it is
    safe to take the id without a look: the very name, and no other thing that bears it.
    """
    from pathlib import Path

    from kg.reconcile import Index, entities
    from kg.reconcile.table import reconciled_table
    from kg.records import read_text

    columns = dict[str, str]()
    for one in properties:
        name, equals, named = one.partition("=")
        if not equals:
            raise click.UsageError(f"--property {one}: write PROPERTY=COLUMN, such as within=Country")
        columns[name.strip()] = named
    text = read_text(Path(file))
    index = Index(entities(opened(store)))
    with bar() as progress:
        done = reconciled_table(
            index, text, column, file=file, types=types, columns=columns, least=least, progress=progress
        )
    write_out(output, done.text)
    note(f"{done.names} names: {done.found} with a candidate, {done.matched} safe to take")
