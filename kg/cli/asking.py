"""Drafts asked for one by one on a terminal, each with its words in the text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.app import note
from kg.cli.editing import corrected
from kg.cli.in_text import legend, plain, words_in_text
from kg.model import Signing
from kg.review import Decision, save
from kg.review.cards import Card, claim_card, signing_card

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim, Record
    from kg.review import Drafts

__all__ = ["ask_each"]

_ANSWERS = {"a": "accepted", "d": "dropped"}
_RULE = 72


def ask_each(drafts: Drafts, *, again: bool) -> list[str]:
    """Ask for each undecided signing and claim (with ``again`` for all) and write every decision at once.

    Gives the names of what is to be corrected later. The end of the input ends the asking like [q]uit.
    """
    waiting = [
        (record, text, number, fact)
        for record, text in zip(drafts.records, drafts.texts, strict=True)
        for number, fact in enumerate(record.facts, 1)
        if again or fact.status == "draft"
    ]
    to_correct: list[str] = []
    if waiting:
        click.echo(f"{len(waiting)} to decide on. In the text: {legend()}")
    for position, (record, text, number, fact) in enumerate(waiting, 1):
        _show(record, text, number, fact, f"{position} of {len(waiting)}")
        decision = _decision(record, text, fact)
        if decision == "q":
            break
        if isinstance(decision, Decision):
            save(drafts.path, {(record.source.id, fact.id): decision}, drafts.text_of)
        elif decision == "c":
            to_correct.append(f"{record.source.id}/{fact.id}" if len(drafts.records) > 1 else fact.id)
    return to_correct


def _decision(record: Record, text: str, fact: Signing | Claim) -> Decision | str:
    """What is decided, or one of c (correct later), s (skip), q (quit)."""
    while True:
        answer = _answer()
        if answer in _ANSWERS:
            return Decision(_ANSWERS[answer])
        if answer != "c" or not sys.stdin.isatty():
            return answer
        try:
            made = corrected(record, text, fact)
        except click.ClickException as error:  # no editor that runs
            note(error.format_message())
            return answer
        if made is not None:
            return made
        click.echo("nothing was changed")


def _answer() -> str:
    """One of a, c, d, s, q."""
    try:
        answer: str = click.prompt(
            "[a]ccept, [c]orrect, [d]rop, [s]kip, [q]uit",
            type=click.Choice(["a", "c", "d", "s", "q"], case_sensitive=False),
            show_choices=False,
        )
    except click.Abort:
        click.echo()
        return "q"
    return answer


def _show(record: Record, text: str, number: int, fact: Signing | Claim, progress: str) -> None:
    card = signing_card(fact, text, "", number) if isinstance(fact, Signing) else claim_card(fact, record, text, "")
    sure = "" if card.confidence is None else f", {card.confidence} % sure"
    click.echo("\n" + click.style("─" * _RULE, dim=True))
    click.echo(click.style(f"{progress}  {plain(card.title)}", bold=True))
    click.echo(f"{plain(record.source.id)}/{plain(card.id)}: {card.status or 'written by hand'}{sure}")
    for name, value in _facts(card):
        click.echo(f"  {name:<10} {plain(value)}")
    for line in words_in_text(fact, text) or ["No words of the text are named for this."]:
        click.echo(f"\n{line}")
    click.echo()


def _facts(card: Card) -> Iterator[tuple[str, str]]:
    if card.date:
        yield "date", card.date
    for name, about in card.parties:
        yield "party", f"{name} ({about})" if about else name
    for name, about in card.documents:
        yield "document", f"{name} ({about})" if about else name
    if card.counted:
        yield "counted", card.counted
    if card.fields:
        yield "fields", "; ".join(card.fields)
    for words, about in card.commitments:
        yield "promise", f"{words} ({about})" if about else words
