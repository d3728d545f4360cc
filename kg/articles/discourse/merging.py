"""One document told twice is one: which tellings are of the same signing, and what they say together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.articles.discourse.alike import among
from kg.dates import UNSPECIFIED_YEAR

if TYPE_CHECKING:
    from kg.articles.clauses.frame import Told
    from kg.articles.mention import Day, Document, Mention

__all__ = ["add_signatories", "merge", "without_umbrellas"]

_MOST_TOLD = 60  # signings that a telling is held against, so that long texts take linear time
_LONGEST_NAME = 6
_SOON = 3  # sentences after a signing within which those who put their names to it are told
_TOLD_AGAIN = frozenset("agreement other memorandum cooperation-agreement".split())


def merge(told: list[Told], new: Told) -> None:
    """Add ``new``, or join it to the earlier telling of the same documents."""
    if told and _counted_before(told[-1], new):
        told[-1].documents, told[-1].frames = new.documents, told[-1].frames + new.frames
        told[-1].topics = new.topics
        return
    for old in reversed(told[-_MOST_TOLD:]):
        if not old.parties and new.parties and _one_of(new, old):
            if new.day is None and new.sentences[0].number - old.sentences[-1].number == 1:
                new.day = old.day  # "two letters of intent were signed today", and then who signed each
            continue
        left = [
            document
            for document in new.documents
            if not any(_same_document(mine, document, old, new) for mine in old.documents)
        ]
        if len(left) == len(new.documents):
            continue
        _join(old, new)
        if left:
            rest = replace(new, documents=left)
            if _within(rest.parties, old.parties):
                rest.parties = list(old.parties)
            told.append(rest)
        return
    told.append(new)


def _counted_before(old: Told, new: Told) -> bool:
    """Whether ``old`` counts what ``new`` names after a colon: "two accords were signed: X inked an A and a B"."""
    count = len(new.documents)
    if count < 2 or len(old.documents) != 1 or old.documents[0].count != count:
        return False
    between = old.sentences[-1].text[: new.documents[0].start - old.sentences[-1].start]
    return old.sentences[-1] is new.sentences[0] and ":" in between


def _one_of(new: Told, old: Told) -> bool:
    """Whether ``new`` tells who signed some of the documents that ``old`` only counts."""
    several = len(old.documents) > 1 or old.documents[0].plural
    whole = len(new.documents) == len(old.documents) and all(document.plural for document in new.documents)
    return several and (new.part or not whole)


def _same_document(mine: Document, its: Document, old: Told, new: Told) -> bool:
    if mine.title and its.title and mine.title.lower() != its.title.lower():
        return False
    if mine.fresh and mine.title is None and its.title and new.day and not old.day:
        return False  # the new one, and then an older one by its name and date
    if its.fresh and not (its.title and its.title == mine.title):
        return False
    if not _same_kind(mine, its) or _conflicting(old.day, new.day):
        return False
    if mine.count != its.count and not its.definite and None not in (mine.count, its.count):
        return False
    if (
        old.sentences[-1] is new.sentences[0]
        and len(new.parties) > 1
        and not its.definite
        and not _within(new.parties, old.parties)
    ):
        return False
    return _related(old, new, its)


def _same_kind(mine: Document, its: Document) -> bool:
    if mine.kind == its.kind:
        return True
    if {mine.kind, its.kind} <= {"agreement", "cooperation-agreement", "framework-agreement"}:
        return True
    general = _TOLD_AGAIN - {"memorandum", "cooperation-agreement"}
    return (
        (its.definite or mine.title is None)
        and (its.kind in general or mine.kind in general)
        and not (mine.plural or its.plural)
    )


def _within(some: list[Mention], others: list[Mention]) -> bool:
    """Whether all parties of one telling are among those of another; true of none."""
    return all(among(one, others) for one in some)


def _related(old: Told, new: Told, its: Document) -> bool:
    """Whether the parties of two tellings may be those of one signing."""
    if not old.parties or not new.parties:
        near = new.sentences[0].number - old.sentences[-1].number <= 8
        return near and (its.definite or not old.parties)
    if _within(new.parties, old.parties):
        return len(new.parties) == len(old.parties) or its.definite or (len(new.parties) == 1 and new.unresolved)
    if _within(old.parties, new.parties):
        return its.definite or len(old.parties) == 1
    shared = any(among(one, old.parties) for one in new.parties)
    homes_old = {one.place for one in old.parties if one.place}
    homes_new = {one.place for one in new.parties if one.place}
    known = its.definite and (its.title is None or any(mine.title for mine in old.documents))
    if known and _people(new) and new.sentences[0].number - old.sentences[-1].number <= _SOON:
        return True  # the memorandum was signed by X and Y, of whom the text does not say for whom
    if known and (shared or (homes_new and homes_new <= homes_old)):
        return True
    return (
        bool(homes_old)
        and homes_old == homes_new
        and len(homes_old) > 1
        and its.kind == old.documents[0].kind
        and (new.frames[0].sentence.heading or old.frames[0].sentence.heading or _countries(old) or _countries(new))
    )


def _people(told: Told) -> bool:
    """Whether all parties are names such as persons have, of two to five words and nothing known."""
    return all(
        one.kind == "unknown" and not one.place and 1 < len(one.name.split()) < _LONGEST_NAME for one in told.parties
    )


def _countries(told: Told) -> bool:
    """Whether all parties are countries: a text tells "A and B" of what their ministries sign."""
    return bool(told.parties) and all(one.kind == "place" and one.level == "country" for one in told.parties)


def _conflicting(one: Day | None, two: Day | None) -> bool:
    if one is None or two is None or not one.edtf or not two.edtf:
        return False
    first, second = one.edtf, two.edtf
    if "[" in first or "[" in second or "/" in first or "/" in second:
        return False
    if UNSPECIFIED_YEAR in (first[:4], second[:4]):
        return first[4:] != second[4:] and len(first) == len(second)
    size = min(len(first), len(second))
    return first[:size] != second[:size]


def _join(old: Told, new: Told) -> None:
    """Take what ``new`` tells more of the signing that ``old`` is."""
    if new.sentences[0] is not old.sentences[-1]:  # they come in order
        old.sentences += new.sentences
    old.frames += new.frames
    old.topics += new.topics
    finer = new.day and new.day.edtf and (not old.day or not old.day.edtf or len(new.day.edtf) > len(old.day.edtf))
    old.day = new.day if finer else old.day
    better = len(new.parties) > len(old.parties) or (
        len(new.parties) == len(old.parties) and _countries(old) and not _countries(new)
    )
    better = better and not _people(new)
    if better or not old.parties:
        old.parties = new.parties
        old.unresolved = new.unresolved
    for mine in old.documents:
        for its in new.documents:
            if _same_kind(mine, its):
                mine.title = mine.title or its.title
                if (
                    mine.kind in ("other", "agreement")
                    and its.kind != "other"
                    and len(old.documents) == len(new.documents) == 1
                ):
                    mine.kind = its.kind
    old.weight = max(old.weight, new.weight)


def add_signatories(old: Told, new: Told) -> bool:
    """Add those of whom a sentence only says that they signed to the document told before; False if it has its own."""
    if not new.parties or new.unresolved or (len(old.parties) > 1 and not _countries(new)):
        return False
    if new.sentences[0].number - old.sentences[-1].number > 3:
        return False
    old.parties = old.parties + [one for one in new.parties if not among(one, old.parties)]
    old.sentences += new.sentences if new.sentences[0] not in old.sentences else []
    old.weight = min(old.weight, 0.8)
    return True


def without_umbrellas(told: list[Told]) -> list[Told]:
    """Leave out "a series of agreements with firms and schools" whose items follow."""
    kept = []
    for one in told:
        others = len(told) > 1 or not all(party.kind != "group" or party.minimum for party in one.parties)
        if not (one.umbrella and others):
            kept.append(one)
    return kept
