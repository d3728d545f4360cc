"""The verb of tables: init-source."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.app import note, output_option, write_out

__all__ = ["init_source"]


@click.command(
    "init-source",
    epilog="Examples: kg init-source treaties.csv -o source.yml; kg init-source treaties.csv members.csv > source.yml; "
    "then correct the draft, and kg build . --store my-store.",
)
@click.argument("tables", nargs=-1, required=True, metavar="TABLE…", type=click.Path(path_type=Path))
@output_option
def init_source(tables: tuple[Path, ...], output: str) -> None:
    """Write a commented draft of a source.yml from the columns of tables and a sample of their rows.

    Separator, encoding, dates, missing marks, key and party columns are guesses: look at each. Several tables are
    taken as one source, joined by a column that all of them have.
    """
    from kg.tables.draft import draft

    text = draft(tables)
    write_out(output, text)
    if output != "-":
        note(f"look at each line, then: kg build {Path(output).parent} --store my-store")
