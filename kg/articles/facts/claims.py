"""Counts that a text states: more than 58 agreements this year, the third MOU in two years, 40 projects at a fair."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.articles.clauses.triggers import find_triggers
from kg.articles.facts.counts import BOUND, NUMBER, ORDINAL, amount, bounds, rank
from kg.articles.facts.tallies import tallies
from kg.articles.text.lexicon import number
from kg.dates import UNSPECIFIED_YEAR

if TYPE_CHECKING:
    from kg.articles.clauses.chunks import Chunker
    from kg.articles.clauses.frame import Told
    from kg.articles.discourse.resolve import Resolver
    from kg.articles.mention import Day
    from kg.articles.text.segments import Sentence

__all__ = ["Counted", "find_claims"]

_NOUN = (
    r"(?P<what>agreements|deals|MoUs|MOUs|contracts|memoranda|memorandums|protocols|treaties|pacts|"
    r"accords|partnerships|documents|conventions|projects|letters of intent|instruments|"
    r"arrangements|cooperation documents|framework agreements|action plans|plans)"
)
_FEW = 12  # as many documents as a text may list one by one
_VERB = re.compile(r"\b(?:signed|inked|concluded|sealed|reached|it|they|he|she|its|their|have|has|had|were|was)\b")
_DOCUMENTS = re.compile(_NOUN)
_COUNT = re.compile(
    rf"\b(?i:{BOUND}{NUMBER})(?:\s+(?:such|new|other|different))?(?P<mid>(?:\s+[a-z]+\s+and(?=\s+[a-z]+\s+(?:agree|deal|contr|proj|docu)))?(?:\s+(?!of\b|to\b|on\b|"
    rf"and\b|in\b|by\b|that\b|from\b)[A-Za-z][\w-]*){{0,5}}?)\s+{_NOUN}\b"
)
_THEM = re.compile(
    rf"\b(?i:{BOUND}{NUMBER})\s+(?:of (?:them|these|those|which|the (?:agreements|deals|contracts))|"
    rf"(?:were|have been|had been) (?:signed|reached|concluded))"
)
_ORDINAL = re.compile(
    rf"\b(?:the|its|their|our|'s|’s)\s+{ORDINAL}"
    rf"\s+(?:such\s+)?(?P<mid>(?:[\w-]+\s+){{0,4}}?)(?P<what>agreement|MoU|MOU|memorandum|treaty|deal|"
    rf"pact|accord|protocol|contract|partnership|document|convention)\b",
    re.IGNORECASE,
)
_ORDINAL_WORD = re.compile(ORDINAL)
_SIGNERS = re.compile(
    rf"(?<!the )\b(?i:{BOUND}{NUMBER})(?P<mid>(?:\s+[\w-]+){{0,3}}?)\s+(?P<what>countries|states|"
    rf"nations|cities|companies|governments|parties|universities|institutions|members|signatories|"
    rf"organi[sz]ations|municipalities|regions|firms|banks)\s+(?:have |had |has )?(?:already |now |"
    rf"since |so far )?(?:signed|put their names? to|joined in signing)\b"
)
_PERIOD = re.compile(
    r"\b(?:this year|so far|to date|since\b|until now|thus far|by now|up to now|in total|a total of|in "
    r"all|altogether|already"
    r"|(?:in|over|within|during|for) the (?:past|last|first|previous)\b|within (?:\w+) "
    r"(?:years?|months?)|over the (?:past|last|years)|in the (?:half|first|second|third|year)"
    r"|from \w+ \d+ to|year-to-date|last year|last month|this month|(?:in|during) "
    r"(?:19|20)\d\d|between (?:19|20)\d\d and|every year|annually|per year|a year)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\b(?:in|over|within|during|for)(?: the)?(?: past| last| previous)? (?P<n>\w+) (?P<u>years?|months?)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:account(?:s|ed|ing)? for|tak(?:e|es|ing)|took|ma(?:ke|kes|king|de) "
    r"up|constitut(?:e|es|ed|ing)|form(?:s|ed)?) (?:the "
    r")?(?:largest|greatest|biggest|main|lion's|highest|vast) "
    r"(?:part|share|proportion|number|majority|percentage)",
    re.IGNORECASE,
)
_FIELDS = re.compile(
    rf"\b(?:embrac\w+|cover\w*|involv\w+|span\w*|encompass\w*|cut across)\s+(?i:{BOUND}{NUMBER})"
    rf"\s+(?:\w+\s+)?(?:fields|areas|sectors|domains)\b"
)
_SIGN_WORDS = re.compile(r"\b(?:sign|ink|reach|conclud|enter|seal|struck|penn)")  # of text in lower case


@dataclass(slots=True)
class Counted:
    """A count with its bounds, the places it is about, its period, and the characters of each mention."""

    what: str
    minimum: int | None
    maximum: int | None
    spans: list[tuple[int, int]] = field(default_factory=list)
    places: tuple[str, ...] = ()
    period: str | None = None
    basis: str | None = None
    words: str | None = None


def find_claims(sentences: list[Sentence], chunker: Chunker, resolver: Resolver, told: list[Told]) -> list[Counted]:
    """The counts of agreements that the sentences state, every mention of one joined."""
    found: list[Counted] = []
    alike: dict[tuple[str, int | None, int | None], list[Counted]] = {}
    last = -2
    entries = {sentence.number for one in told if len(one.parties) > 1 for sentence in one.sentences}
    listed = Counter(one.sentences[0].number for one in told for _ in one.documents if len(one.parties) > 1)
    for sentence in sentences:
        new = _of_sentence(sentence, chunker, resolver, entries, counted_before=sentence.number - last == 1)
        for claim in new:
            last = sentence.number
            if claim.minimum is None and claim.maximum is None and claim.what == "agreements" and not claim.spans:
                continue
            if _sums_up(claim, sentence, listed):
                continue
            same = alike.setdefault((claim.what, claim.minimum, claim.maximum), [])
            if not _joined(same, claim):
                same.append(claim)
                found.append(claim)
    return found


def _sums_up(claim: Counted, sentence: Sentence, listed: Counter[int]) -> bool:
    """Whether a small count only says how many documents the next sentences list."""
    exact = claim.minimum if claim.minimum == claim.maximum else None
    if exact is None or not 1 < exact <= _FEW or claim.what != "agreements" or _PERIOD.search(sentence.text):
        return False
    if _ORDINAL_WORD.search(sentence.text.lower()):  # a rank counts older ones
        return False
    return sum(listed[sentence.number + step] for step in (1, 2, 3)) >= exact


def _joined(same: list[Counted], claim: Counted) -> bool:
    """Whether a count could be joined to one of the same number and period; what is not counted is never joined."""
    if claim.minimum is None and claim.maximum is None and claim.what != "share":
        return False
    for other in same:
        if other.period == claim.period or None in (other.period, claim.period):
            other.spans += claim.spans
            other.period = other.period or claim.period
            other.places = other.places or claim.places
            return True
    return False


def _of_sentence(
    sentence: Sentence, chunker: Chunker, resolver: Resolver, entries: set[int], *, counted_before: bool
) -> list[Counted]:
    text = sentence.text
    told = _tallies(sentence, chunker, resolver)
    if not (_SIGN_WORDS.search(text.lower()) or counted_before or _SHARE.search(text) or _FIELDS.search(text)):
        return told
    found: list[Counted] = []
    documents = _DOCUMENTS.search(text) is not None
    if documents and _SHARE.search(text):
        found.append(_claim(sentence, chunker, resolver, "share", None, None))
    ordinal = _ordinal(sentence)
    if ordinal:
        found.append(_claim(sentence, chunker, resolver, "agreements", ordinal, ordinal))
    elif (documents or counted_before or _SIGNERS.search(text)) and _signed(sentence, chunker):
        if documents:
            found += _counts(sentence, chunker, resolver, entries)
        if sentence.number not in entries:
            found += [
                _claim(sentence, chunker, resolver, "signatories", *bounds(match)) for match in _SIGNERS.finditer(text)
            ]
    elif counted_before and (match := _THEM.search(text)) and _of_signings(sentence, chunker):
        found.append(_claim(sentence, chunker, resolver, "agreements", *bounds(match)))
    if told:  # the total is told so, and its number by no other rule
        return [claim for claim in found if claim.what not in ("agreements", "signatories")] + told
    if not any(claim.what == "agreements" for claim in found) and documents and (match := _FIELDS.search(text)):
        found.append(_claim(sentence, chunker, resolver, "fields", *bounds(match)))
    return found


def _of_signings(sentence: Sentence, chunker: Chunker) -> bool:
    """Whether "30 of them" goes on about signings: when they were made, not what became of them."""
    return _SIGN_WORDS.search(sentence.text.lower()) is not None or bool(_days(sentence, chunker))


def _tallies(sentence: Sentence, chunker: Chunker, resolver: Resolver) -> list[Counted]:
    return [
        _claim(sentence, chunker, resolver, what, low, high)
        for what, low, high, at in tallies(sentence.text)
        if not any(day.start <= sentence.start + at < day.end for day in _days(sentence, chunker))
    ]


def _days(sentence: Sentence, chunker: Chunker) -> list[Day]:
    """The date expressions of a sentence: their numbers count nothing."""
    return [chunk.day for chunk in chunker.chunks(sentence) if chunk.day]


def _signed(sentence: Sentence, chunker: Chunker) -> bool:
    return bool(find_triggers(chunker.row(sentence), heading=sentence.heading))


def _ordinal(sentence: Sentence) -> int | None:
    """The third MOU to be signed by A with B: three in all."""
    match = _ORDINAL.search(sentence.text) if _ORDINAL_WORD.search(sentence.text.lower()) else None
    if not match:
        return None
    around = sentence.text[max(0, match.start() - 60) : match.end() + 60].lower()
    if not re.search(
        r"\b(?:is|was|became|becomes|marks|marked|being|making)\b", sentence.text[: match.start()].lower()
    ) or not re.search(r"sign|ink|conclud|reach|between|with", around):
        return None
    return rank(match["o"])


def _counts(sentence: Sentence, chunker: Chunker, resolver: Resolver, entries: set[int]) -> list[Counted]:
    found = []
    dated = _days(sentence, chunker)
    for match in _COUNT.finditer(sentence.text):
        low, high = bounds(match)
        bound = (match["b"] or "").lower()
        bounded = bool(bound) and bound != "another"
        entry = sentence.number in entries
        aggregate = _PERIOD.search(sentence.text) is not None
        bulk = match["what"].lower() == "projects" or not entry
        if not (bounded or aggregate or bulk):
            continue
        if _VERB.search(match["mid"]):
            continue
        if any(day.start <= sentence.start + match.start("n") < day.end for day in dated):
            continue
        if (
            not bounded
            and not aggregate
            and match["what"].lower() != "projects"
            and amount(match["n"]) < 4
            and not entry
            and _named_parties(sentence, chunker)
        ):
            continue
        found.append(_claim(sentence, chunker, resolver, "agreements", low, high))
    return found


def _named_parties(sentence: Sentence, chunker: Chunker) -> bool:
    return any(mention.kind in ("body", "person") for group in chunker.groups(sentence) for mention in group.mentions)


def _claim(
    sentence: Sentence, chunker: Chunker, resolver: Resolver, what: str, low: int | None, high: int | None
) -> Counted:
    period, basis = _period(sentence, chunker)
    return Counted(
        what, low, high, [(sentence.start, sentence.end)], _places(sentence, chunker, resolver), period, basis
    )


def _places(sentence: Sentence, chunker: Chunker, resolver: Resolver) -> tuple[str, ...]:
    found: list[str] = []
    for group in chunker.groups(sentence):
        if group.governor in ("in", "at", "near", "on"):
            continue
        for mention in group.mentions:
            for one in resolver.resolve(mention, mention.start, sentence.number):
                if one.place and one.kind in ("place", "body") and one.place not in found:
                    found.append(one.place)
    return tuple(found[:4])


def _period(sentence: Sentence, chunker: Chunker) -> tuple[str | None, str | None]:
    """The period of a count as EDTF: a stated range, this year so far, since a date, the past two years."""
    calendar = chunker.calendar
    text = sentence.text
    for chunk in chunker.chunks(sentence):
        if chunk.day and chunk.day.span and chunk.day.edtf:
            return chunk.day.edtf, chunk.day.basis
    anchor = calendar.anchor
    since = next(
        (
            day
            for chunk in chunker.chunks(sentence)
            if (day := chunk.day) and day.governor == "since" and day.edtf and not day.edtf.startswith(UNSPECIFIED_YEAR)
        ),
        None,
    )
    if since and since.edtf:
        start = (
            since.edtf
            if len(since.edtf) == 10
            else f"{since.edtf}-01"
            if len(since.edtf) == 7
            else f"{since.edtf}-01-01"
        )
        return (
            f"{start}/{anchor.isoformat() if anchor and anchor.isoformat() >= start else '..'}",
            since.basis or "stated",
        )
    if re.search(r"\bthis year\b", text, re.IGNORECASE) and anchor:
        return f"{anchor.year}-01-01/{anchor.isoformat()}", "inferred"
    match = _YEARS.search(text)
    if match and anchor and (amount := number(match["n"].lower())):
        start_day = _back(anchor, amount, match["u"].lower().startswith("year"))
        return f"{start_day.isoformat()}/{anchor.isoformat()}", "inferred"
    return None, None


def _back(anchor: date, amount: int, years: bool) -> date:
    if years:
        year = max(1, anchor.year - amount)
        return anchor.replace(year=year, day=min(anchor.day, 28)) if anchor.month == 2 else anchor.replace(year=year)
    return anchor - timedelta(days=30 * amount)
