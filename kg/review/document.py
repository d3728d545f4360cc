"""The review page: texts with their spans marked, cards beside them, decisions to download.

Names and words go through Jinja's escaping; what the script needs stands in JSON that cannot end a script; the
content security policy names our style and script by digest and allows no request.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from kg.export import write_text
from kg.ids import digest
from kg.model import Signing
from kg.page.policy import content_policy, json_in_script
from kg.records import dump_json, plain_part
from kg.review.cards import Card, choices, claim_card, signing_card
from kg.review.spans import LOOKS, pieces, spans_of

if TYPE_CHECKING:
    from pathlib import Path

    from markupsafe import Markup

    from kg.model import Record
    from kg.review.drafts import Drafts
    from kg.review.spans import Piece, Span

__all__ = ["render_page", "write_page"]

_SCRIPTS = ("decisions.js", "words.js", "form.js", "review.js")
_LABELS = {"title": "document", "claim": "count", "commitment": "promise"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of the text with one and the same marks: classes, cards, and what begins here."""

    text: str
    looks: str
    cards: str
    numbers: tuple[Card, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One source: its text in runs, its cards."""

    source: str
    title: str
    about: str
    runs: list[Run]
    signings: list[Card]
    claims: list[Card]


def render_page(drafts: Drafts) -> str:
    """Give the page as HTML; the same drafts give the same page."""
    from jinja2 import BaseLoader, Environment, StrictUndefined  # only the page needs it
    from markupsafe import Markup

    environment = Environment(
        loader=BaseLoader(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["json"] = json_in_script
    environment.filters["exactly"] = _exactly
    script = f'(() => {{\n"use strict";\n{"".join(map(_asset, _SCRIPTS))}}})();'
    style = _asset("review.css")
    sections = [
        _section(number, record, text)
        for number, (record, text) in enumerate(zip(drafts.records, drafts.texts, strict=True))
    ]
    data = {
        "draft": drafts.path.name,
        "state": digest(dump_json(drafts.records)),
        "several": len(sections) > 1,
        "facts": [
            {
                "key": card.key,
                "source": section.source,
                "id": card.id,
                "status": card.status or "",
                "plain": plain_part(fact) if isinstance(fact, Signing) else None,
            }
            for section, record in zip(sections, drafts.records, strict=True)
            for card, fact in zip([*section.signings, *section.claims], record.facts, strict=True)
        ],
        "choices": choices(),
    }
    return environment.from_string(_asset("review.html.j2")).render(
        draft=drafts.path.name,
        sections=sections,
        data=data,
        looks=[(look, _LABELS.get(look, look)) for look in LOOKS],
        names=_LABELS,
        script=Markup(script),  # noqa: S704 - our own file
        style=Markup(style),  # noqa: S704 - our own file
        policy=content_policy([script], [style]),
    )


def write_page(drafts: Drafts, path: Path) -> Path:
    """Write the page to ``path``, whole or not at all. Raises StoreError where it cannot be written."""
    write_text(path, render_page(drafts))
    return path


def _section(number: int, record: Record, text: str) -> Section:
    signings = [
        signing_card(signing, text, f"{number}.{position}", position + 1)
        for position, signing in enumerate(record.signings)
    ]
    claims = [claim_card(claim, record, text, f"{number}.c{at}") for at, claim in enumerate(record.claims)]
    source = record.source
    about = " · ".join(part for part in (source.publisher, source.published, source.path) if part)
    return Section(source.id, source.title or source.id, about, _runs(record, text, signings, claims), signings, claims)


def _runs(record: Record, text: str, signings: list[Card], claims: list[Card]) -> list[Run]:
    """The text in runs; the cards of a run stand with the one of the shortest span first."""
    of_signing = {card.id: card for card in signings}
    of_claim = {card.id: card for card in claims}
    numbered: set[str] = set()
    runs = []
    for piece in pieces(spans_of(record), 0, len(text)):
        card_of = [(of_claim if span.look == "claim" else of_signing)[span.owner] for span in piece.spans]
        begun = piece.begins()
        numbers = []
        for span in begun:
            card = of_signing.get(span.owner)
            if span.look == "signing" and card is not None and card.key not in numbered:
                numbered.add(card.key)
                numbers.append(card)
        runs.append(
            Run(
                text=text[piece.start : piece.end],
                looks=" ".join(dict.fromkeys(span.look for span in piece.spans)),
                cards=" ".join(dict.fromkeys(card.key for card in reversed(card_of))),
                numbers=tuple(numbers),
                labels=tuple(
                    dict.fromkeys(_LABELS.get(span.look, span.look) for span in begun if _is_named(span, piece))
                ),
            )
        )
    return runs


def _is_named(span: Span, piece: Piece) -> bool:
    """Whether a span that begins is named in the text: not the signing itself, and not a part of one of its like."""
    around = (other for other in piece.spans if other.start < span.start)
    return span.look != "signing" and all((other.look, other.owner) != (span.look, span.owner) for other in around)


def _exactly(text: str) -> Markup:
    """``text`` so that a browser has it to the character: it takes a carriage return for a line feed otherwise."""
    from markupsafe import Markup, escape

    return escape(text).replace("\r", Markup("&#13;"))


def _asset(name: str) -> str:
    """One of this package's own files, as text with plain line feeds."""
    return resources.files("kg.review").joinpath("assets", name).read_text(encoding="utf-8").replace("\r\n", "\n")
