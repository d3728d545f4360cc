"""The day of a signing: told beside it, as "the same day", or that of the dated occasion within which it is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.articles.clauses.frame import Frame
from kg.articles.clauses.row import plain_words, word_at
from kg.articles.mention import Day
from kg.articles.text.verbs import PAST

if TYPE_CHECKING:
    from kg.articles.clauses.chunks import Chunker
    from kg.articles.clauses.frame import Told
    from kg.articles.discourse.scenes import Scenes
    from kg.articles.mention import Chunk
    from kg.articles.text.segments import Sentence

__all__ = ["dating", "day_of"]

_ADDING = frozenset("also top addition besides another other further additionally moreover alongside too".split())
_NO_DATE = frozenset("by until till since before after through of from about for than between".split())
_OPENERS = frozenset("that which who when whose after since where while ahead before whereby following ;".split())
_OTHER_VERBS = frozenset(
    "took takes came comes is are has have was were runs ran expires ends began begins starts covers "
    "lets gives met will would takes".split()
)
_PAST_WORDS = PAST | {
    "witnessed",
    "united",
    "limited",
    "called",
    "titled",
    "entitled",
    "named",
    "dated",
    "based",
    "red",
    "held",
    "jointly",
}
_TITLE_YEAR = re.compile(r"\s*\(((?:19|20)\d\d)\)$")
_SIGNING = frozenset("signing signature signatures signed ceremony".split())
_TOOK_PLACE = frozenset("took place was were held happened".split())
_NOT_DATING = frozenset("will would next not had has have since before after until another earlier last if".split())
_SAYING = frozenset(
    "said says told announced reported confirmed recalled noted stated added explained revealed disclosed wrote".split()
)
_REPORTING = frozenset("said told reviewed discussed met has was is announced".split())


def day_of(frame: Frame, chunker: Chunker, sentence: Sentence, scenes: Scenes, told: list[Told]) -> Day | None:
    """The day of the signing that ``frame`` tells, None if the text does not give one."""
    chunks = chunker.row(sentence)
    if frame.form == "nominal" and "anniversary" in [one.low for one in chunks[max(0, frame.chunk - 4) : frame.chunk]]:
        return None  # the day is that of the feast
    found = _own_day(frame, chunks) or _year_of_title(frame)
    if found is not None and found.same:
        return scenes.back_to(found)
    if found is not None:
        return found if found.edtf else None
    words = set(plain_words(chunks))
    if words & _ADDING and told and sentence.number - told[-1].sentences[-1].number == 1 and told[-1].day:
        return told[-1].day
    return scenes.day_for(frame, sentence, chunks)


def _year_of_title(frame: Frame) -> Day | None:
    """The year in brackets after a title: "the Treaty on Water (1994) has been signed"."""
    document = frame.documents[0]
    match = _TITLE_YEAR.search(document.title or "") if len(frame.documents) == 1 else None
    if document.title is None or match is None:
        return None
    document.title = document.title[: match.start()]
    return Day(document.end - 5, document.end - 1, match[1], governor="(")


def dating(sentence: Sentence, chunker: Chunker) -> Day | None:
    """The day in a sentence that only says when something was signed: "The signing took place on Monday"."""
    chunks = chunker.row(sentence)
    if any(chunk.document for chunk in chunks):
        return None
    for at in range(len(chunks)):
        k = at
        known = word_at(chunks, k) in _SIGNING and (k + 1 == len(chunks) or chunks[k + 1].low != "of")
        around = set(plain_words(chunks[max(0, k - 8) : k + 6]))
        while word_at(chunks, k + 1) in _TOOK_PLACE:
            k += 1
        if (
            known
            and not around & _NOT_DATING
            and (found := _own_day(Frame(sentence, "nominal", 1.0, [], chunk=k), chunks))
        ):
            return found if found.edtf and len(found.edtf) > 7 else None
    return None


def _own_day(frame: Frame, chunks: list[Chunk]) -> Day | None:
    """The date expression of the sentence that belongs to the signing: the nearest one that no other verb takes."""
    best: tuple[int, Day] | None = None
    for i, chunk in enumerate(chunks):
        day = chunk.day
        if day is None or not _may_date(day, chunks, i, frame):
            continue
        if day.edtf is None and not day.same and day.governor not in ("on", "last", "") and not day.span:
            continue
        if not (_after(i, day, frame, chunks) if i > frame.chunk else _ahead(i, frame, chunks)):
            continue
        distance = abs(i - frame.chunk) + (8 if i < frame.chunk and frame.form == "participle" else 0)
        if best is None or distance < best[0]:
            best = (distance, day)
    return best[1] if best else None


def _may_date(day: Day, chunks: list[Chunk], i: int, frame: Frame) -> bool:
    """Whether the small word before a date lets it be that of an event."""
    if day.governor == "(":  # a title with its year in brackets
        for before in chunks[max(0, i - 5) : i][::-1]:
            if before.document is not None:
                return any(before.document is document for document in frame.documents)
            if before.what or before.low in PAST or before.low in _OTHER_VERBS:
                return False
        return False
    if day.governor == "dateline":
        return False
    if day.governor == "since" and "when" in [one.low for one in chunks[i + 1 : i + 3]]:
        return True  # since 2015, when A and B signed
    if day.governor in _NO_DATE:
        return day.span and day.governor in ("from", "between")
    return True


def _after(i: int, day: Day, frame: Frame, chunks: list[Chunk]) -> bool:
    """Whether a date after the trigger is in its clause: no clause opens between that a comma does not close."""
    words = plain_words(chunks[frame.chunk + 1 : i])
    clause = set(words) & _OPENERS or {"under", "which"} <= set(words)
    if clause or "will" in words:
        return False
    if any(word in _OTHER_VERBS or (word.endswith("ed") and word not in _PAST_WORDS) for word in words):
        return False
    return not (
        "to" in words and words.index("to") + 1 < len(words) and day.governor not in ("on", "today", "yesterday")
    )


def _ahead(i: int, frame: Frame, chunks: list[Chunk]) -> bool:
    """Whether a date before the trigger is in its clause."""
    words = plain_words(chunks[i + 1 : frame.chunk])
    if frame.form == "participle":
        told = words[: words.index("which")] if "which" in words else []
        if {"signing", "signed", "inked"} & set(told):  # signed a package, in which A is the memorandum signed by B
            return True
        if "after" in words or set(words) & _REPORTING:
            return False
    if _reported(i, words, chunks) or _in_side_clause(chunks[i + 1 : frame.chunk]):
        return False
    return not (";" in words or "signed" in words or ("who" in words and "," not in words))


def _reported(i: int, words: list[str], chunks: list[Chunk]) -> bool:
    """Whether the day is that of a report: "said on Monday that A and B signed", "On Monday he said that …"."""
    before = set(plain_words(chunks[max(0, i - 3) : i]))
    if "that" not in words:
        return bool(before & _SAYING) and "," not in words
    return bool((before | set(words[: words.index("that")])) & _SAYING)


def _in_side_clause(between: list[Chunk]) -> bool:
    """Whether the trigger stands in a clause opened after the day: "on Tuesday, weeks after they concluded"."""
    words = ["" if chunk.what else chunk.low for chunk in between]
    opened = max((k for k, word in enumerate(words) if word in ("after", "before", "since")), default=-1)
    if words[-2:] == ["after", "being"]:
        return True
    return opened >= 0 and "," not in words[opened:] and between[-1].what == "party"
