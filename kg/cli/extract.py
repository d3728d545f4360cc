"""The verb extract: press articles to draft records."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.app import note, output_option, write_out
from kg.cli.bar import clear, draw
from kg.cli.keeping import earlier_draft
from kg.cli.llm_options import LlmOptions, chosen_reader, llm_options, told_left_out, told_usage
from kg.errors import EndpointError, InputError, one_line
from kg.texts import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Unpack

    from kg.articles.llm.reader import LlmReader
    from kg.cli.keeping import Earlier
    from kg.model import Record

__all__ = ["extract"]


def _share(text: str) -> Decimal:
    """A number from 0 to 1; a usage error for anything else."""
    try:
        share = Decimal(text)
    except InvalidOperation:
        share = Decimal(-1)
    if not 0 <= share <= 1:
        raise click.BadParameter(f"{text!r} is not a number from 0 to 1")
    return share


@click.command(
    epilog="Examples: kg extract article.txt > draft.yaml; kg extract texts/ --format json -o drafts.json; "
    "kg extract article.html --published 2020-04-21 --min-confidence 0.6; cat article.txt | kg extract -."
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@click.option(
    "--published",
    metavar="YYYY-MM-DD",
    help="Day of publication; without it, unstated years stay open. [default: that in the earlier draft]",
)
@click.option(
    "--format", "form", type=click.Choice(["yaml", "json"]), help="[default: json for a FILE.json, else yaml]"
)
@output_option
@click.option(
    "--keep", metavar="FILE", help="Draft whose decisions stay. [default: the output file, if it is there already]"
)
@click.option("--fresh", is_flag=True, help="Begin anew: keep nothing of an output file that is there.")
@click.option(
    "--reader",
    type=click.Choice(["rules", "llm"]),
    default="rules",
    show_default=True,
    help="What reads the texts; llm sends them to the model at --llm-url.",
)
@click.option(
    "--min-confidence",
    "least",
    type=_share,
    default="0",
    metavar="NUMBER",
    help="Leave out signings less sure than this, 0 to 1.",
)
@llm_options
def extract(
    articles: tuple[str, ...],
    published: str | None,
    form: str | None,
    output: str,
    keep: str | None,
    fresh: bool,
    reader: str,
    least: Decimal,
    **llm: Unpack[LlmOptions],
) -> int:
    """Read English press articles (.txt, .md, .html, .pdf, folders, - for stdin) into draft records with evidence.

    Every signing, party, date and count names the characters of the text that state it. Nothing found is no
    error. What cannot be read is named; with several articles the others are still read, and the exit status is 2.

    When the output file is there already, what a curator accepted, corrected or dropped in it (kg review) stays, and
    so does what was written about the source; undecided drafts are replaced. Evidence moves with its words; where
    decided words are gone from the text, they are named, and the exit status is 1.
    """
    from kg import dates

    if published is not None:
        dates.day(published)
    inputs = list(_inputs(articles))
    earlier = earlier_draft(output, keep, fresh=fresh)
    chosen = chosen_reader(reader, llm)
    try:
        reading = _Reading(published, chosen, least, earlier, output)
        records, failed = _records(inputs, reading)
    finally:
        if not isinstance(chosen, str):
            told_usage(chosen.usage, llm["llm_price"])
    form = form or ("json" if output.endswith(".json") else "yaml")
    write_out(output, earlier.written([*records, *earlier.others()], form))
    drifted = earlier.told()
    for problem in failed:
        note(f"kg extract: {problem}")
    if failed:
        raise InputError(f"{len(inputs) - len(records)} of {len(inputs)} articles could not be read")
    return int(drifted)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How articles are read: the values of options."""

    published: str | None
    reader: LlmReader | str
    least: Decimal
    earlier: Earlier
    output: str


def _records(inputs: list[str], how: _Reading) -> tuple[list[Record], list[str]]:
    """The records of the articles, and what is wrong with those that cannot be read (raised if there is one alone)."""
    records: list[Record] = []
    failed: list[str] = []
    for given in _with_progress(inputs):
        try:
            records.append(_read(given, how, {record.source.id for record in records}))
        except InputError as error:
            if len(inputs) == 1:
                raise
            failed.append(f"{given}: {one_line(error)}")
            if isinstance(error, EndpointError):
                failed.append("the articles after it were not read")
                break
        if not isinstance(how.reader, str):
            told_left_out(how.reader, given)
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


def _read(given: str, how: _Reading, taken: set[str]) -> Record:
    from kg.articles import doubtful_dropped, read
    from kg.articles.files import source_id, text_of

    text = text_of(given)
    name = source_id(given, taken)
    before = how.earlier.record(name, text)
    published = how.published or (before.source.published if before else None)
    record = read(text, source_id=name, path=_path(given, how.output), published=published, reader=how.reader)
    return how.earlier.merged(doubtful_dropped(record, how.least), text)


def _path(given: str, output: str) -> str | None:
    """Where the text is: seen from the output file, as the record format has it; as given where that is stdout."""
    if given == "-":
        return None
    if output == "-" or Path(given).is_absolute():
        return given
    return Path(os.path.relpath(given, Path(output).parent)).as_posix()


def _with_progress(inputs: list[str]) -> Iterator[str]:
    """The inputs one by one, with a bar on a terminal when there are several."""
    shown = len(inputs) > 1 and sys.stderr.isatty()
    for number, given in enumerate(inputs):
        if shown:
            draw(number, len(inputs))
        yield given
    if shown:
        clear()
