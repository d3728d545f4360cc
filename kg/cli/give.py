"""The verbs that give the graph away: network, export, completion."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.app import note, opened, output_option, store_option, write_out
from kg.cli.bar import bar
from kg.cli.views import view_options, viewed

if TYPE_CHECKING:
    from typing import Unpack

    from kg.cli.views import ViewOptions

__all__ = ["completion", "export", "network"]


@click.command(
    epilog="Examples: kg network -o network.html; kg network --view places --level prefecture-city -o places.html; "
    "kg network --field environment --from 2020-04-01 -o april.graphml; kg network --measures -o network.gexf."
)
@view_options
@click.option("--title", metavar="TEXT", help="Title of the page.")
@click.option("--story", metavar="FILE", help="YAML list of steps (title, text, view) told on the page.")
@click.option(
    "--site", metavar="PATH|URL", help="Link to the pages of a kg site that stands there, seen from the page."
)
@click.option("--measures", is_flag=True, help="With the measures of each node (see kg measures); not for .html.")
@click.option("-o", "--output", required=True, metavar="FILE", help=".html, .graphml, .gexf, .csv or .json")
def network(
    *,
    title: str | None,
    story: str | None,
    site: str | None,
    measures: bool,
    output: str,
    **chosen: Unpack[ViewOptions],
) -> None:
    """Write the partner network: who signed with whom, and how many agreements they share."""
    from kg import network as networks

    path = Path(output)
    if measures and path.suffix == ".html":
        raise click.UsageError("--measures goes into .graphml, .gexf, .csv and .json files; a page shows none")
    if (story or site) and path.suffix != ".html":
        raise click.UsageError(f"{'--story' if story else '--site'} goes into an .html file")
    steps = []
    if story:
        from kg.page.story import read_story

        steps = read_story(story)
    made = viewed(**chosen)
    if measures:
        with bar() as progress:
            networks.annotate(made, networks.measures(made, progress=progress))
    if path.suffix == ".html":
        from kg import page

        page.write(made, path, title=title, story=steps, site=site)
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
