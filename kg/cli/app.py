"""The group of verbs, the options that they share, and how errors end a run."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg import __version__
from kg.errors import AccordError, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.store import Readable

__all__ = [
    "entry",
    "format_option",
    "main",
    "merged_option",
    "note",
    "opened",
    "output_option",
    "store_option",
    "timeout_option",
    "write_out",
]

F = TypeVar("F", bound="Callable[..., Any]")

_VERBS = {  # verb: module of kg.cli, and what it does; help and completion need no import of the module
    "demo": ("build", "Build the packaged corpus, check it, write graph and network page, say what was found."),
    "build": ("build", "Read record files and tables into a store."),
    "extract": ("extract", "Read press articles into draft records with evidence."),
    "review": ("review", "Open drafts beside their text: accept, correct or drop them."),
    "init-source": ("tables", "Write a draft of a source.yml for a table."),
    "verify": ("curate", "Hold every fact against the words or table rows that state it."),
    "identity": (
        "identity",
        "Propose which parties, places and agreements are the same; list, explain, apply.",
    ),
    "check": ("curate", "Hold a store against the SHACL shapes and the checks."),
    "ask": ("answer", "Answer a ready-made question; without one, list them."),
    "query": ("answer", "Answer a SPARQL query."),
    "show": ("answer", "Show all that is known of one party, place or agreement."),
    "reconcile": ("reconcile", "Find what the names in a column of a CSV file mean, with a score each."),
    "network": ("give", "Write the partner network as a page, GraphML, GEXF, CSV or JSON."),
    "measures": ("measure", "Measure the partner network: degree, PageRank, betweenness, named communities."),
    "export": ("give", "Write all data as Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML."),
    "site": ("site", "Write a static site: pages, data, questions, and SPARQL in the browser."),
    "serve": ("serve", "Serve a store: SPARQL endpoint, questions as an API, things by their addresses."),
    "mcp": ("mcp", "Let agents ask a store, by the Model Context Protocol."),
    "enrich": ("enriching", "Ask Wikidata about the places of a store; nothing else goes online."),
    "backup": ("backups", "Copy a store folder to a new folder, while others may read."),
    "restore": ("backups", "Make a store folder of a backup."),
    "completion": ("give", "Print the completion script of a shell."),
}
_INTERNAL_FAULT = 70  # EX_SOFTWARE of sysexits.h
_INTERRUPTED = 130


class Verbs(click.Group):
    """The verbs, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the work."""
        return [*super().list_commands(ctx), *_VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb."""
        if cmd_name not in _VERBS:
            return super().get_command(ctx, cmd_name)
        command = getattr(import_module(f"kg.cli.{_VERBS[cmd_name][0]}"), cmd_name.replace("-", "_"))
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs, without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl([(name, _VERBS[name][1]) for name in self.list_commands(ctx)])


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Without --store (or the variable KG_STORE), the reading verbs answer from the packaged corpus. "
    "First steps: kg demo; kg ask; kg ask partners --place Chongqing; kg show Luzhou.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an internal fault.")
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
def cli(debug: bool) -> None:
    """Accord: who agreed what with whom, and which words say so."""
    if debug:
        import logging  # a quarter of the start-up, for debugging alone

        logging.basicConfig(level=logging.DEBUG, format="%(name)s: %(message)s")
        logging.getLogger("kg").setLevel(logging.DEBUG)


def store_option(function: F) -> F:
    """``--store`` of every reading verb."""
    return click.option(
        "--store",
        envvar="KG_STORE",
        metavar="PATH|URL",
        help="Store folder, record file, or SPARQL endpoint (http://…). [default: the packaged corpus; env: KG_STORE]",
    )(function)


def merged_option(function: F) -> F:
    """``--merged`` and ``--unmerged``."""
    about = "Count as one what kg identity put down as one. [default: unmerged]"
    return click.option("--merged/--unmerged", help=about)(function)


def format_option(*forms: str) -> Callable[[F], F]:
    """``--format`` with the first of ``forms`` as default."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True)


def timeout_option(function: F) -> F:
    """``--timeout`` of verbs that answer queries."""
    return click.option(
        "--timeout",
        type=click.IntRange(1, 86_400),
        default=60,
        show_default=True,
        help="Give up after so many seconds.",
    )(function)


def output_option(function: F) -> F:
    """``-o`` of verbs that write one file."""
    return click.option("-o", "--output", metavar="FILE", default="-", help="File to write; - is stdout. [default: -]")(
        function
    )


def opened(store: str | None, timeout: float | None = None) -> Readable:
    """The store that ``--store`` names; an endpoint may take ``timeout`` seconds for an answer."""
    from kg.opening import open_store  # help and completion need no store

    return open_store(store, timeout)


def note(message: str) -> None:
    """One line for people, to stderr."""
    click.echo(message, err=True)


def write_out(output: str, text: str) -> None:
    """``text`` to a file (whole or not at all) or, for ``-``, to stdout."""
    if output == "-":
        click.echo(text, nl=False)
        return
    from pathlib import Path

    from kg.export import write_text

    write_text(Path(output), text)
    note(f"wrote {output}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``kg`` and return its exit status: 0 fine, 1 faults found, 2 wrong usage or input, 70 a fault of ours."""
    arguments, stdout = list(sys.argv[1:] if arguments is None else arguments), sys.stdout
    try:
        result = cli.main(arguments, prog_name="kg", standalone_mode=False)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "kg"
        wants_help = isinstance(error, click.exceptions.NoArgsIsHelpError)
        note(error.format_message() if wants_help else f"{path}: {one_line(error.format_message())} ({path} --help)")
        return error.exit_code
    except click.ClickException as error:
        note(f"kg: {one_line(error.format_message())}")
        return 2
    except AccordError as error:
        note(f"kg: {one_line(error, 600)}")
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        note("kg: interrupted")
        return _INTERRUPTED
    except SystemExit as error:  # click's end after completion, and with another stdout when a pipe's reader is gone
        return 0 if sys.stdout is not stdout else int(error.code or 0)
    except Exception as error:
        if "--debug" in arguments:
            raise
        note(f"kg: a fault of the program: {type(error).__name__}: {one_line(error)} (kg --debug … shows where)")
        return _INTERNAL_FAULT
    return result if isinstance(result, int) else 0


def entry() -> None:
    """Entry point of the console script."""
    sys.exit(main())
