"""The verbs that answer: ask, query, show."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kg.cli.app import format_option, merged_option, note, opened, store_option, timeout_option
from kg.cli.output import FORMATS, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.query import Question
    from kg.rows import Value

__all__ = ["ask", "query", "show"]

_HINTS = {
    "place": "PLACE",
    "party": "PARTY",
    "agreement": "AGREEMENT",
    "field": "FIELD",
    "day": "YYYY-MM-DD",
    "level": "LEVEL",
    "thing": "NAME|IRI",
}


class Questions(click.Group):
    """Each question is a command with its parameters as options, made from its file's header."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the questions."""
        from kg.query import question_names

        return [*super().list_commands(ctx), *question_names()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a question; QueryError names the nearest one if there is none."""
        from kg.query import question

        return super().get_command(ctx, cmd_name) or _command(question(cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The questions with their summaries."""
        with formatter.section("Questions"):
            formatter.write_dl([(name, _summary(name)) for name in self.list_commands(ctx)])


def _summary(name: str) -> str:
    from kg.query import question

    return question(name).summary


def _command(question: Question) -> click.Command:
    options: list[click.Parameter] = [
        click.Option(
            [f"--{parameter.name}", f"p_{parameter.name}"],
            metavar=_HINTS.get(parameter.type, "VALUE"),
            help=parameter.description + (f" [default: {parameter.default}]" if parameter.default else ""),
        )
        for parameter in question.parameters
    ]
    answer = timeout_option(_answered(question.name))
    callback = store_option(format_option(*FORMATS)(merged_option(answer) if question.merged else answer))
    own = [*reversed(getattr(callback, "__click_params__", []))]
    columns = ", ".join(question.columns)
    return click.Command(
        question.name,
        params=options + own,
        callback=callback,
        help=f"{question.summary}.\n\n{question.description}\n\nColumns: {columns}.",
        short_help=question.summary,
    )


def _answered(name: str) -> Callable[..., None]:
    def answer(store: str | None, form: str, timeout: int, *, merged: bool = False, **given: str | None) -> None:
        from kg.query import ask as ask_question

        context = click.get_current_context()
        shared = context.obj or {}
        source = context.get_parameter_source
        if source("form") is click.core.ParameterSource.DEFAULT:
            form = shared.get("form") or form
        if source("store") is not click.core.ParameterSource.COMMANDLINE:  # kg ask --store X NAME outdoes KG_STORE
            store = shared.get("store")
        parameters = {key.removeprefix("p_"): value for key, value in given.items()}
        with _limited(timeout):
            rows = ask_question(opened(store, timeout), name, merged=merged, **parameters)
            click.echo(render(rows, form), nl=False)
            if not rows:
                note("no rows: nothing in the store fits")

    return answer


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """End the process with a message when the work takes longer: the embedded engine cannot be interrupted."""

    def give_up() -> None:
        note(f"kg: no answer within {seconds} s; ask for less, or give --timeout more seconds")
        sys.stderr.flush()
        os._exit(2)

    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@click.group(
    cls=Questions,
    invoke_without_command=True,
    subcommand_metavar="[QUESTION] [--PARAM VALUE]…",
    epilog="Examples: kg ask partners --place Chongqing; kg ask agreements-in-field --field environment --format csv; "
    "kg ask signed-on --day 2020-04-07; kg ask partners --help.",
)
@store_option
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="How to write the answer. [default: table]")
@click.pass_context
def ask(context: click.Context, store: str | None, form: str | None) -> None:
    """Answer a ready-made question; without one, list them."""
    context.obj = {"store": store, "form": form}
    if context.invoked_subcommand is None:
        from kg.query import question, question_names
        from kg.rows import Rows

        asked = [question(name) for name in question_names()]
        listed: list[list[Value]] = [[q.name, q.summary, [given.name for given in q.parameters]] for q in asked]
        click.echo(render(Rows(["question", "summary", "parameters"], listed), form or "table"), nl=False)


@click.command(
    epilog="Examples: kg query 'SELECT * { ?s a accord:Agreement }'; kg query my.rq --format json; "
    "echo 'ASK { ?s ?p ?o }' | kg query -. The prefixes accord, dcterms, rdfs, skos and others are known."
)
@click.argument("query", metavar="TEXT|FILE|-")
@store_option
@format_option("table", "csv", "json")
@timeout_option
def query(query: str, store: str | None, form: str, timeout: int) -> None:
    """Answer a SPARQL 1.1 query: SELECT and ASK as a table, CSV or JSON, CONSTRUCT and DESCRIBE as Turtle."""
    from kg.cli.sparql_input import answered, query_text

    text = query_text(query)
    with _limited(timeout):
        click.echo(answered(opened(store, timeout), text, form), nl=False)


@click.command(
    epilog="Examples: kg show Luzhou; kg show 'Chongqing Civil Affairs Bureau'; kg show signing/SOURCE/ID --format json"
)
@click.argument("name", metavar="NAME|IRI")
@store_option
@format_option("text", "json", "turtle")
def show(name: str, store: str | None, form: str) -> None:
    """Show all that is known of one party, place or agreement, with the evidence."""
    from kg.show import describe

    described = describe(opened(store), name)
    click.echo({"text": described.text, "json": described.json, "turtle": described.turtle}[form](), nl=False)
