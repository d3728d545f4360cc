"""The verb extract: press articles to draft records."""

from __future__ import annotations

import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.app import note, output_option, write_out
from kg.cli.llm_options import chosen_reader, llm_options, told_left_out, told_usage
from kg.errors import EndpointError, InputError, one_line
from kg.texts import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from kg.articles import Reader
    from kg.articles.llm import LlmReader
    from kg.model import Record

__all__ = ["extract"]

_BAR = 30


class _Share(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic in newer releases of click alone
    """A number from 0 to 1."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The number as a Decimal; a usage error for anything else."""
        try:
            share = Decimal(str(value))
        except InvalidOperation:
            share = Decimal(-1)
        if not 0 <= share <= 1:
            self.fail(f"{value!r} is not a number from 0 to 1", param, ctx)
        return share


@click.command(
    epilog="Examples: kg extract article.txt > draft.yaml; kg extract texts/ --format json -o drafts.json; "
    "kg extract article.html --published 2020-04-21 --min-confidence 0.6; cat article.txt | kg extract -."
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@click.option(
    "--published", metavar="YYYY-MM-DD", help="Day of publication; without it, years the text does not state stay open."
)
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
@output_option
@click.option(
    "--reader",
    type=click.Choice(["rules", "llm"]),
    default="rules",
    show_default=True,
    help="What reads the texts; llm sends them to the model at --llm-url.",
)
@click.option(
    "--min-confidence", "least", type=_Share(), default="0", help="Leave out signings less sure than this, 0 to 1."
)
@llm_options
def extract(
    articles: tuple[str, ...],
    published: str | None,
    form: str,
    output: str,
    reader: str,
    least: Decimal,
    **llm: Any,  # noqa: ANN401 - values of click
) -> None:
    """Read English press articles (.txt, .md, .html, .pdf, folders, - for stdin) into draft records with evidence.

    Every signing, party, date and count names the characters of the text that state it. Nothing found is no
    error. What cannot be read is named; with several articles the others are still read, and the exit status is 2.
    """
    from kg import dates
    from kg.records import dump_json, dump_yaml

    if published is not None:
        dates.day(published)
    inputs = list(_inputs(articles))
    chosen = chosen_reader(reader, llm)
    try:
        records, failed = _records(inputs, published, chosen, least)
    finally:
        if not isinstance(chosen, str):
            told_usage(chosen.usage, llm["llm_price"])
    write_out(output, (dump_json if form == "json" else dump_yaml)(records))
    for problem in failed:
        note(f"kg extract: {problem}")
    if failed:
        raise InputError(f"{len(inputs) - len(records)} of {len(inputs)} articles could not be read")


def _records(
    inputs: list[str], published: str | None, reader: LlmReader | str, least: Decimal
) -> tuple[list[Record], list[str]]:
    """The records of the articles, and what is wrong with those that cannot be read (raised if there is one alone)."""
    records: list[Record] = []
    failed: list[str] = []
    for given in _with_progress(inputs):
        try:
            records.append(_read(given, published, reader, least, {record.source.id for record in records}))
        except InputError as error:
            if len(inputs) == 1:
                raise
            failed.append(f"{given}: {one_line(error)}")
            if isinstance(error, EndpointError):
                failed.append("the articles after it were not read")
                break
        if not isinstance(reader, str):
            told_left_out(reader, given)
    return records, failed


def _inputs(articles: Iterable[str]) -> Iterator[str]:
    """The files to read: folders give their articles in the order of names."""
    for given in articles:
        path = Path(given)
        if given != "-" and path.is_dir():
            inside = sorted(str(file) for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
            if not inside:
                raise InputError(f"{given}: the folder has no {', '.join(SUFFIXES)} file")
            yield from inside
        else:
            yield given


def _read(given: str, published: str | None, reader: Reader | str, least: Decimal, taken: set[str]) -> Record:
    from kg.articles import doubtful_dropped, read
    from kg.articles.files import source_id, text_of

    text = text_of(given)
    name = source_id(given, taken)
    record = read(text, source_id=name, path=None if given == "-" else given, published=published, reader=reader)
    return doubtful_dropped(record, least)


def _with_progress(inputs: list[str]) -> Iterator[str]:
    """The inputs one by one, with a bar on a terminal when there are several."""
    shown = len(inputs) > 1 and sys.stderr.isatty()
    for number, given in enumerate(inputs):
        if shown:
            done = _BAR * number // len(inputs)
            click.echo(f"\r[{'#' * done}{'.' * (_BAR - done)}] {number}/{len(inputs)}\x1b[K", nl=False, err=True)
        yield given
    if shown:
        click.echo("\r\x1b[K", nl=False, err=True)
