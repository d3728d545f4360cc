"""The verb review: a curator decides on draft signings and claims, beside the text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.app import note, output_option, write_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.model import Record
    from kg.review import Drafts

__all__ = ["review"]


@click.command(
    epilog="Examples: kg review draft.yaml (asks, on a terminal); kg review draft.yaml -o review.html; "
    "kg review draft.yaml --decisions decisions.yaml; kg review draft.yaml --accept port-basel --drop city-x,city-y."
)
@click.argument("file", metavar="FILE")
@click.option("--text", "texts", multiple=True, metavar="ARTICLE", help="The text. [default: where the draft says]")
@output_option
@click.option("--decide", "asking", is_flag=True, help="Ask for each in turn. [default on a terminal, without -o]")
@click.option("--all", "again", is_flag=True, help="Ask for those that are decided already, too.")
@click.option("--accept", multiple=True, metavar="ID[,ID…]", help="Accept; source/id where several have the id.")
@click.option("--correct", multiple=True, metavar="ID[,ID…]", help="Mark what you changed in the file.")
@click.option("--drop", multiple=True, metavar="ID[,ID…]", help="Drop: never built, and not found again.")
@click.option("--decisions", metavar="YAML", help="File of decisions and corrections, as the page gives it.")
def review(  # noqa: PLR0913, PLR0917 - one parameter an option; click gives them by name
    file: str,
    texts: tuple[str, ...],
    output: str,
    asking: bool,
    again: bool,
    accept: tuple[str, ...],
    correct: tuple[str, ...],
    drop: tuple[str, ...],
    decisions: str | None,
) -> None:
    """Open the draft records of FILE beside their text, and write what is decided into FILE.

    On a terminal each signing and count is shown with its words and asked for: accept it, correct it in your editor
    (EDITOR), or drop it. Decisions are written at once, so that the work can stop and go on. Otherwise, or with -o,
    one HTML page is written that needs no network; what is decided there is downloaded as a file for --decisions.

    What is accepted, corrected or dropped survives kg extract. FILE is written anew; YAML comments stay.
    """
    path = Path(file)
    deciding = decisions is not None or asking or accept or correct or drop
    if file == "-" and deciding:
        raise click.UsageError("decisions are written into FILE; - can only be shown")
    if decisions is not None or accept or correct or drop:
        if asking or output != "-":
            raise click.UsageError("--accept, --correct, --drop and --decisions neither ask nor write a page")
        _decide(path, texts, decisions, {"accepted": accept, "corrected": correct, "dropped": drop})
        return
    if asking and output != "-":
        raise click.UsageError("--decide asks, -o writes a page: give one of them")
    from kg.review import open_drafts, render_page  # help needs neither

    drafts = open_drafts(path, [Path(text) for text in texts])
    if asking or (file != "-" and output == "-" and sys.stdin.isatty() and sys.stdout.isatty()):
        _ask(drafts, again=again)
    else:
        write_out(output, render_page(drafts))


def _decide(path: Path, texts: tuple[str, ...], file: str | None, named: dict[str, tuple[str, ...]]) -> None:
    """Write decisions given as options; everything is checked before the file is touched."""
    from kg.records import read_file
    from kg.review import Decision, read_decisions, resolve, save

    records = read_file(path)
    found = read_decisions(Path(file), records) if file is not None else {}
    spoken: dict[tuple[str, str], str] = {}
    for status, lists in named.items():
        for name in (part.strip() for given in lists for part in given.split(",")):
            key = resolve(records, name)
            if spoken.setdefault(key, status) != status:
                raise click.UsageError(f"{name} is to be both {spoken[key]} and {status}")
    found |= {key: Decision(status) for key, status in spoken.items()}
    decided = save(path, found, _text_beside(path, texts))
    note(f"wrote {path}: {_summary(decided)}")


def _text_beside(path: Path, texts: tuple[str, ...]) -> Callable[[Record], str | None]:
    """The text of a record, given or where the draft says; None where it is not at hand."""
    from kg.review.drafts import text_file
    from kg.texts import source_text

    def text_of(record: Record) -> str | None:
        found = Path(texts[0]) if len(texts) == 1 else text_file(record, path)
        return None if found is None else source_text(found)

    return text_of


def _ask(drafts: Drafts, *, again: bool) -> None:
    from kg.cli.asking import ask_each
    from kg.records import read_file

    to_correct = ask_each(drafts, again=again)
    note(f"{drafts.path}: {_summary(read_file(drafts.path))}")
    if to_correct:
        names = ",".join(to_correct)
        note(f"to correct in {drafts.path}, and then: kg review {drafts.path} --correct {names}")


def _summary(records: Iterable[Record]) -> str:
    statuses = [fact.status for record in records for fact in record.facts]
    counts = {status: statuses.count(status) for status in ("accepted", "corrected", "dropped", "draft")}
    words = [f"{number} {'undecided' if status == 'draft' else status}" for status, number in counts.items() if number]
    return ", ".join(words) or "nothing to decide on"
