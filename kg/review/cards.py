"""A signing, or a count that the source claims, in words for people, and what a form offers to correct it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import vocab
from kg.page.words import count, listed, period
from kg.review.spans import spans_of_fact

if TYPE_CHECKING:
    from kg.model import Claim, Instrument, Party, Record, Signing
    from kg.review.spans import Span

__all__ = ["Card", "Words", "choices", "claim_card", "signing_card", "title_of"]

_CHOSEN_FROM = ("body-kind", "instrument", "field")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the source behind a card, and what they state."""

    look: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows. ``key`` is its position in the draft, such as ``0.3``; rows are name and details."""

    key: str
    number: int
    id: str
    title: str
    status: str | None
    confidence: int | None
    date: str
    parties: tuple[tuple[str, str], ...] = ()
    documents: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = ()
    commitments: tuple[tuple[str, str], ...] = ()
    counted: str = ""
    evidence: tuple[Words, ...] = ()


def signing_card(signing: Signing, text: str, key: str, number: int) -> Card:
    """The card of a signing."""
    return Card(
        key=key,
        number=number,
        id=signing.id,
        title=title_of(signing),
        status=signing.status,
        confidence=None if signing.confidence is None else round(signing.confidence * 100),
        date=_dated(signing.signed, signing.basis),
        parties=tuple((party.name or party.place or "", _about_party(party)) for party in signing.parties),
        documents=tuple(map(_document, signing.instruments)),
        fields=tuple(label("field", code) for code in signing.fields),
        commitments=tuple((one.text, f"due {period(one.due)}" if one.due else "") for one in signing.commitments),
        evidence=tuple(_words(span, text) for span in spans_of_fact(signing)),
    )


def claim_card(claim: Claim, record: Record, text: str, key: str) -> Card:
    """The card of a claim."""
    places = f" {'between' if len(claim.places) > 1 else 'of'} {listed(claim.places)}" if claim.places else ""
    when = _dated(claim.period, claim.basis) if claim.period else ""
    return Card(
        key=key,
        number=record.claims.index(claim) + 1,
        id=claim.id,
        title=_counted(claim, label("count", claim.what)) + places,
        status=claim.status,
        confidence=None,
        date=when,
        fields=tuple(label("field", code) for code in claim.fields),
        counted=claim.as_written or "",
        evidence=tuple(Words("claim", item.start, item.end, text[item.start : item.end]) for item in claim.evidence),
    )


def title_of(signing: Signing) -> str:
    """A signing's parties in a line."""
    return listed([party.name or party.place or "" for party in signing.parties]) or "Parties not known"


def choices() -> dict[str, dict[str, str]]:
    """For each scheme that a form chooses from, codes with their English labels, in the order of these."""
    schemes = {name: {code: label(name, code) for code in vocab.concepts(name)} for name in _CHOSEN_FROM}
    return {name: dict(sorted(codes.items(), key=lambda pair: pair[1].casefold())) for name, codes in schemes.items()}


def label(scheme: str, code: str) -> str:
    """The English label of a code."""
    return vocab.concepts(scheme)[code].labels["en"]


def _counted(claim: Claim, what: str) -> str:
    low, high = claim.minimum, claim.maximum
    if low is not None and high is not None:
        return f"{low:,} {what}" if low == high else f"{low:,} to {high:,} {what}"
    if low is not None:
        return f"at least {low:,} {what}"
    return f"{what} without a figure" if high is None else f"at most {high:,} {what}"


def _dated(edtf: str | None, basis: str | None) -> str:
    words = period(edtf)
    return f"{words} (year {basis})" if edtf and basis and basis != "stated" else words


def _about_party(party: Party) -> str:
    about = [] if party.named else ["group, not named"]
    if party.kind:
        about.append(label("body-kind", party.kind))
    if party.minimum is not None or party.maximum is not None:
        about.append(count(party.minimum or party.maximum or 0, "member"))
    if party.place and party.name:
        about.append(party.place)
    if not party.name:
        about.append("territory")
    if party.role != "signatory":
        about.append(label("role", party.role))
    return ", ".join(about)


def _document(instrument: Instrument) -> tuple[str, str]:
    kind = label("instrument", instrument.kind)
    about = [kind] if instrument.title else []
    if instrument.count > 1:
        about.append(f"{instrument.count} documents")
    about += [label("field", code) for code in instrument.fields]
    return instrument.title or kind, ", ".join(about)


def _words(span: Span, text: str) -> Words:
    return Words(span.look, span.start, span.end, text[span.start : span.end])
