"""The verbs that give the graph away: network, export, completion."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.app import merged_option, note, opened, output_option, store_option, write_out

__all__ = ["completion", "export", "network"]


@click.command(
    epilog="Examples: kg network -o network.html; kg network --view places --level prefecture-city -o places.html; "
    "kg network --field environment --from 2020-04-01 -o april.graphml."
)
@store_option
@click.option("--view", type=click.Choice(["parties", "places", "fields"]), default="parties", show_default=True)
@click.option("--field", metavar="FIELD", help="Only agreements in this field or a narrower one.")
@click.option("--from", "start", metavar="YYYY-MM-DD", help="Only what possibly was signed on this day or later.")
@click.option("--to", "end", metavar="YYYY-MM-DD", help="Only what possibly was signed on this day or earlier.")
@click.option("--on", metavar="YYYY-MM-DD", help="Only those who possibly were parties to the agreement on this day.")
@merged_option
@click.option("--level", metavar="LEVEL", help="Roll places up to this level. [default: own]")
@click.option("--title", metavar="TEXT", help="Title of the page.")
@click.option("-o", "--output", required=True, metavar="FILE", help=".html, .graphml, .gexf, .csv or .json")
def network(  # noqa: PLR0913, PLR0917 - an argument an option
    store: str | None,
    view: str,
    field: str | None,
    start: str | None,
    end: str | None,
    on: str | None,
    merged: bool,
    level: str | None,
    title: str | None,
    output: str,
) -> None:
    """Write the partner network: who signed with whom, and how many agreements they share."""
    from kg import network as networks

    made = networks.view(opened(store), view, field=field, start=start, end=end, on=on, level=level, merged=merged)
    path = Path(output)
    if path.suffix == ".html":
        from kg import page

        page.write(made, path, title=title)
    else:
        networks.write(made, path)
    note(f"wrote {output}: {made.number_of_nodes()} nodes, {made.number_of_edges()} edges")


@click.command(epilog="Examples: kg export -f turtle -o graph.ttl; kg export -f nq | gzip > graph.nq.gz.")
@store_option
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["turtle", "trig", "nt", "nq", "jsonld", "xml"]),
    help="[default: turtle]",
)
@output_option
def export(store: str | None, form: str | None, output: str) -> None:
    """Write all data, sorted and byte-identical between runs; without -f the file's suffix decides."""
    from kg import export as exports

    readable = opened(store)
    if output != "-" and form is None:
        exports.write(readable, Path(output))
        note(f"wrote {output}")
    else:
        write_out(output, exports.serialise(readable, form or "turtle"))


@click.command(epilog='Example, in ~/.bashrc: eval "$(kg completion bash)".')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    from kg.cli.app import cli

    made = get_completion_class(shell)
    if made is not None:
        click.echo(made(cli, {}, "kg", "_KG_COMPLETE").source())
