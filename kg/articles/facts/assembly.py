"""From what was told to records: parties, instruments, dates, fields, promises, claims, each with its evidence."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kg import dates
from kg.articles.facts.commitments import find_promises
from kg.articles.facts.subjects import subjects
from kg.articles.facts.topics import fields_of
from kg.articles.ids import signing_id
from kg.articles.text.lexicon import PLACE_HEADS
from kg.errors import InputError
from kg.ids import digest
from kg.model import Claim, Commitment, Evidence, Initiative, Instrument, Party, Signing

if TYPE_CHECKING:
    from datetime import date

    from kg.articles.clauses.frame import Told
    from kg.articles.facts.claims import Counted
    from kg.articles.facts.commitments import Promise
    from kg.articles.mention import Day, Mention
    from kg.articles.text.segments import Sentence

__all__ = ["claims", "signings"]

_LEVELS = frozenset({*PLACE_HEADS.values(), "municipality", "autonomous-region"})


def signings(told: list[Told], sentences: list[Sentence], text: str, anchor: date | None) -> tuple[Signing, ...]:
    """The signings as draft records; those of which nobody can be named are left out."""
    made: list[Signing] = []
    taken: dict[str, int] = {}
    telling = {sentence.number for one in told for sentence in one.sentences}
    for one in told:
        parties = tuple(party for mention in one.parties if (party := _party(mention, text)))
        sure = _confidence(one, parties)
        if not parties or (len(parties) == 1 and not _alone(one)):
            continue
        when, basis = _date(one.day)
        name = signing_id(parties, taken)
        fields, instruments = _documents(one, text, sentences, telling, parties)
        made.append(
            Signing(
                id=name,
                signed=when,
                basis=basis if when else None,
                parties=parties,
                instruments=instruments,
                fields=fields,
                commitments=tuple(
                    _commitment(promise, text) for promise in find_promises(one, telling, sentences, anchor)
                ),
                status="draft",
                confidence=sure,
                evidence=_signing_evidence(one, text),
            )
        )
    return tuple(made)


def _alone(one: Told) -> bool:
    """Whether a signing with one known party is told well enough.

    The party is a group of several, or the document is open to many or has a title.
    """
    if len(one.parties) == 1 and one.parties[0].kind == "group" and (one.parties[0].minimum or 0) > 1:
        return True
    return (
        any(
            document.kind in ("treaty", "convention", "declaration", "other", "protocol") or document.title
            for document in one.documents
        )
        and not one.unresolved
    )


def _evidence(text: str, start: int, end: int, *aspects: str) -> Evidence:
    words = text[start:end]
    return Evidence(start=start, end=end, digest=digest(words), exact=words, aspects=aspects)


def _party(mention: Mention, text: str) -> Party | None:
    evidence = (_evidence(text, mention.start, mention.end, "party"),)
    if mention.kind == "place":
        place = mention.place or mention.name
        return Party(place=place, evidence=evidence)
    if mention.kind == "group":
        return Party(
            name=mention.name,
            kind=mention.body_kind,
            place=mention.place,
            named=False,
            minimum=mention.minimum,
            maximum=mention.maximum,
            evidence=evidence,
        )
    aliases = tuple(dict.fromkeys(alias for alias in mention.aliases if alias != mention.name))
    return Party(
        name=mention.name, kind=mention.body_kind or "other", place=mention.place, aliases=aliases, evidence=evidence
    )


def _date(day: Day | None) -> tuple[str | None, str | None]:
    if day is None or not day.edtf:
        return None, None
    when = day.edtf
    if "/" in when:
        when = "[" + when.replace("/", "..") + "]"
    try:
        dates.parse(when)
    except InputError:
        return None, None
    return when, day.basis or "stated"


def _documents(
    one: Told, text: str, sentences: list[Sentence], telling: set[int], parties: tuple[Party, ...]
) -> tuple[tuple[str, ...], tuple[Instrument, ...]]:
    """Fields of the signing, and its instruments with fields of their own where each is told what it is about."""
    topics = [text[start:end] for start, end in one.topics]
    several = len(one.documents) > 1
    instruments = []
    for number, document in enumerate(one.documents):
        words = document.title or (topics[number] if several and number < len(topics) else "")
        instruments.append(
            Instrument(
                kind=document.kind if document.kind != "none" else "agreement",
                title=document.title,
                count=document.count or 1,
                fields=tuple(fields_of(words)) if several else (),
                evidence=(_evidence(text, document.start, document.end, "title" if document.title else "kind"),),
            )
        )
    if several and all(item.fields for item in instruments):
        return (), tuple(instruments)
    return subjects(one, topics, sentences, telling, parties), tuple(instruments)


def _confidence(one: Told, parties: tuple[Party, ...]) -> Decimal:
    """How sure a signing is: the form of its telling, how its parties and date were found."""
    value = 0.97 * one.weight
    if len(parties) < 2:
        value *= 0.6
    if one.unresolved:
        value *= 0.7
    if any(mention.kind == "unknown" for mention in one.parties):
        value *= 0.8
    if any(mention.kind == "group" for mention in one.parties):
        value *= 0.9
    if any(frame.far_partner for frame in one.frames):
        value *= 0.85
    if any(mention.kind == "place" and (mention.level or "") not in _LEVELS for mention in one.parties):
        value *= 0.9
    if one.day is None:
        value *= 0.95
    if len(one.sentences) > 1:
        value = 1 - (1 - value) * 0.7
    return Decimal(str(round(min(value, 0.99), 2)))


def _signing_evidence(one: Told, text: str) -> tuple[Evidence, ...]:
    spans = [_evidence(text, sentence.start, sentence.end, "signing") for sentence in one.sentences]
    if one.day and one.day.end > one.day.start:
        spans.append(_evidence(text, one.day.start, one.day.end, "date"))
    return tuple(spans)


def _commitment(promise: Promise, text: str) -> Commitment:
    initiative = None
    if promise.initiative:
        name, kind, start, end = promise.initiative
        initiative = Initiative(name=name, type=kind, evidence=(_evidence(text, start, end, "initiative"),))
    return Commitment(
        text=" ".join(promise.text.split()),
        due=promise.due,
        due_basis=promise.due_basis if promise.due else None,
        recurrence=promise.recurrence,
        initiative=initiative,
        evidence=(_evidence(text, promise.start, promise.end, "commitment"),),
    )


def claims(counted: list[Counted], text: str) -> tuple[Claim, ...]:
    """The claims as records."""
    made = []
    for number, one in enumerate(counted, 1):
        made.append(
            Claim(
                id=f"claim-{number}",
                what=one.what,
                minimum=one.minimum,
                maximum=one.maximum,
                places=one.places,
                period=one.period,
                basis=one.basis if one.period else None,
                as_written=one.words,
                evidence=tuple(_evidence(text, start, end, "count") for start, end in dict.fromkeys(one.spans)),
            )
        )
    return tuple(made)
