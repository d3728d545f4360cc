"""The verb measures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.app import note, output_option, write_out
from kg.cli.bar import bar
from kg.cli.output import FORMATS, render
from kg.cli.views import view_options, viewed

if TYPE_CHECKING:
    from typing import Any, Unpack

    import networkx as nx

    from kg.cli.views import ViewOptions
    from kg.network import Community, Measures
    from kg.rows import Rows

__all__ = ["measures"]

_BIGGEST = 3  # members shown of a community


def _pivots(text: str) -> int:
    """A number of sources; that of ``all`` is larger than any network. A usage error for anything else."""
    from kg.network.measuring import FEWEST_PIVOTS  # help and completion need no numpy

    number = 2**62 if text == "all" else int(text) if text.isascii() and text.isdigit() else 0
    if number < FEWEST_PIVOTS:
        raise click.BadParameter(f"{text!r} is neither all nor a number from {FEWEST_PIVOTS}")
    return number


@click.command(
    epilog="Examples: kg measures --top 10; kg measures --by betweenness --format csv -o nodes.csv; "
    "kg measures --communities; kg measures --view places --level province --weight newman."
)
@view_options
@click.option(
    "--by",
    type=click.Choice(["degree", "strength", "pagerank", "betweenness"]),
    default="degree",
    show_default=True,
    help="What comes first has most of this.",
)
@click.option("--top", type=click.IntRange(1), metavar="N", help="Only the first N. [default: all]")
@click.option("--communities", is_flag=True, help="One row a community instead of one a node, the biggest first.")
@click.option(
    "--weight",
    type=click.Choice(["weight", "newman"]),
    default="weight",
    show_default=True,
    help="Agreements shared, or (newman) an agreement of many parties for no more than one of two.",
)
@click.option(
    "--pivots",
    type=_pivots,
    metavar="N|all",
    help="Estimate betweenness from so many sources. [default: all up to 2,000 nodes, 1,000 above]",
)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="[default: by the suffix of FILE, else table]")
@output_option
def measures(
    *,
    by: str,
    top: int | None,
    communities: bool,
    weight: str,
    pivots: int | None,
    form: str | None,
    output: str,
    **chosen: Unpack[ViewOptions],
) -> None:
    """Measure the partner network: who stands out, who stands between, who belongs together.

    Degree is the number of partners, strength the sum of the weights of the ties with them (both weights and the
    files are those of kg network). PageRank (damping 0.85) and strength go by weight, betweenness by steps: the share
    of shortest paths between all others that lead through a node, exact up to 2,000 nodes and estimated from 1,000
    sources above (then there is a column pivots). Communities are Louvain's, named by the place of most members, else
    the field of most agreements (at least a third), else the member with most partners. Groups that the sources count
    without naming are left out. The same store gives the same answer.
    """
    from kg import network as networks

    made = viewed(**chosen)
    with bar() as progress:
        found = networks.measures(made, weight=weight, pivots=pivots, progress=progress)
    rows = _communities(made, found, top) if communities else _nodes(made, found, by, top)
    suffix = Path(output).suffix.removeprefix(".")
    write_out(output, render(rows, form or (suffix if suffix in FORMATS else "table")))
    note(_about(made, found))


def _nodes(network: nx.Graph[str], found: Measures, by: str, top: int | None) -> Rows:
    from kg.rows import Rows

    labels = {iri: str(network.nodes[iri]["label"]) for iri in found.nodes}
    order = sorted(found.nodes, key=lambda iri: (-getattr(found.nodes[iri], by), labels[iri], iri))[:top]
    estimated = [] if found.pivots is None else ["pivots"]
    columns = ["label", "degree", "strength", "pagerank", "betweenness", *estimated, "community", "iri"]
    shown = ({"label": labels[iri], **found.values(iri), "iri": iri} for iri in order)
    return Rows(columns, ([values[column] for column in columns] for values in shown))


def _communities(network: nx.Graph[str], found: Measures, top: int | None) -> Rows:
    from kg.rows import Rows

    def row(community: Community) -> list[Any]:
        biggest = [str(network.nodes[iri]["label"]) for iri in community.members[:_BIGGEST]]
        return [community.name, community.named_by, community.size, len(community.unnamed), biggest]

    columns = ["community", "named_by", "members", "unnamed", "biggest"]
    return Rows(columns, map(row, found.communities[:top]))


def _about(network: nx.Graph[str], found: Measures) -> str:
    """How the answer was made, in a line."""
    how = "exact" if found.pivots is None else f"estimated from {found.pivots:,} of {len(found.nodes):,} nodes"
    unnamed = network.number_of_nodes() - len(found.nodes)
    left = f"; {unnamed:,} without names left out" if unnamed else ""
    several = sum(community.size > 1 for community in found.communities)
    return (
        f"{len(found.nodes):,} nodes{left}; betweenness {how}; "
        f"{several:,} communities of two or more, modularity {found.modularity:.2f}"
    )
