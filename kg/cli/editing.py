"""One signing or claim corrected in the person's editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg import vocab
from kg.cli.app import note
from kg.errors import InputError
from kg.records import CORRECTABLE, At, Mapping, editable, load_text
from kg.review import Decision, decide

if TYPE_CHECKING:
    from kg.model import Claim, Record, Signing

__all__ = ["corrected"]

_NAME = "the correction"


def corrected(record: Record, text: str, fact: Signing | Claim) -> Decision | None:
    """What a person makes of ``fact`` in an editor; None when nothing is changed. A mistake is told, and mended there.

    Raises ClickException when no editor runs.
    """
    before = _explained(fact, editable(fact))
    words = before
    while True:
        edited = click.edit(words, extension=".yaml")
        if edited is None or edited.strip() == before.strip():
            return None
        words = edited
        try:
            (plain,) = load_text(words, _NAME)
            return _checked(record, text, fact, plain)
        except ValueError:
            note(f"{_NAME} is one document, without a line of three hyphens")
        except InputError as error:
            note(str(error))
        if not click.confirm("Edit again?", default=True):
            return None


def _checked(record: Record, text: str, fact: Signing | Claim, plain: Mapping) -> Decision:
    """The decision that makes ``fact`` what ``plain`` says. Raises RecordError for what cannot be written."""
    changes = Mapping()
    changes.update({name: plain.get(name) for name in (*CORRECTABLE[type(fact)], *plain)})
    changes.lines = plain.lines
    decision = Decision("corrected", changes, At(_NAME, record=fact.id))
    decide([record], {(record.source.id, fact.id): decision}, lambda _: text)
    return decision


def _explained(fact: Signing | Claim, words: str) -> str:
    kinds = {scheme: ", ".join(sorted(vocab.concepts(scheme))) for scheme in ("body-kind", "instrument")}
    return (
        f"# {fact.id}: correct what is wrong, save and close; nothing changed is nothing decided.\n"
        "# A line that you delete is gone from the record. Dates: 2021-05-03, 2021-05, [2021-05-03..2021-05-07] for\n"
        "# one of these days, XXXX-05-03 where the year is not known. Evidence is characters of the text.\n"
        f"# Kinds of party: {kinds['body-kind']}.\n# Kinds of document: {kinds['instrument']}.\n{words}"
    )
