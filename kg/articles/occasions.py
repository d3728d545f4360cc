"""The day of a signing: told beside it, as "the same day", or that of the dated occasion within which it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.articles.row import live
from kg.articles.triggers import PAST

if TYPE_CHECKING:
    from kg.articles.chunks import Chunker
    from kg.articles.frame import Frame, Told
    from kg.articles.mention import Chunk, Day
    from kg.articles.segments import Sentence

__all__ = ["day_of"]

_EVENTS = frozenset(
    "meeting ceremony event forum summit conference visit talks symposium session fair expo exhibition "
    "congress dialogue occasion sidelines "
    "trip tour week gathering reception seminar workshop congress convention festival anniversary here "
    "there where".split()
)


_ADDING = frozenset("also top addition besides another other further additionally moreover alongside too".split())


_NO_DATE = frozenset("by until till since before after through of from about for than between".split())


_OTHER_VERBS = frozenset(
    "took takes came comes is are has have was were runs ran expires ends began begins starts covers "
    "lets gives met will would".split()
)


_PAST_WORDS = PAST | {"witnessed", "united", "limited", "dated", "based", "red", "held", "jointly"}


def day_of(
    frame: Frame,
    chunker: Chunker,
    sentence: Sentence,
    sentences: list[Sentence],
    days: list[tuple[int, Day]],
    told: list[Told],
) -> Day | None:
    """The day of the signing that ``frame`` tells, None if the text does not give one."""
    chunks = live(chunker.chunks(sentence))
    found = _own_day(frame, chunks)
    if found is not None and found.same:
        return replace(days[-1][1], start=found.start, end=found.end) if days else None
    if found is not None:
        return found if found.edtf else None
    words = {chunk.low for chunk in chunks if not chunk.what}
    if words & _ADDING and told and sentence.number - told[-1].sentences[-1].number == 1:
        return told[-1].day
    if (
        frame.form == "participle"
        and frame.sentence.number
        and not any(document.definite for document in frame.documents)
    ):
        return None
    return _occasion(chunks, frame, chunker, sentence, sentences)


def _own_day(frame: Frame, chunks: list[Chunk]) -> Day | None:
    """The date expression of the sentence that belongs to the signing: the nearest one that no other verb takes."""
    best: tuple[int, Day] | None = None
    for i, chunk in enumerate(chunks):
        day = chunk.day
        if day is None or (day.governor in _NO_DATE and not (day.span and day.governor in ("from", "between"))):
            continue
        words = [one.low for one in chunks[min(i, frame.chunk) + 1 : max(i, frame.chunk)] if not one.what]
        if i > frame.chunk:
            if set(words) & {
                "that",
                "which",
                "who",
                "when",
                "under",
                "whose",
                ";",
                "after",
                "since",
                "where",
                "while",
                "will",
                "ahead",
                "before",
                "whereby",
                "following",
            }:
                continue
            if any(word in _OTHER_VERBS or (word.endswith("ed") and word not in _PAST_WORDS) for word in words):
                continue
            if (
                "to" in words
                and words.index("to") + 1 < len(words)
                and day.governor not in ("on", "today", "yesterday")
            ):
                continue
        else:
            if frame.form == "participle" and any(
                word in ("said", "told", "reviewed", "discussed", "met", "has", "was", "is", "announced")
                for word in words
            ):
                continue
            if (
                ";" in words
                or ("after" in words and frame.form == "participle")
                or "signed" in words
                or ("who" in words and "," not in words)
            ):
                continue
        if day.edtf is None and not day.same and day.governor not in ("on", "last", "") and not day.span:
            continue
        distance = abs(i - frame.chunk) + (8 if i < frame.chunk and frame.form == "participle" else 0)
        if best is None or distance < best[0]:
            best = (distance, day)
    return best[1] if best else None


def _occasion(
    chunks: list[Chunk], frame: Frame, chunker: Chunker, sentence: Sentence, sentences: list[Sentence]
) -> Day | None:
    """The date of the occasion within which the signing is told: "at the meeting", "there", "during the visit"."""
    before = [chunk.low for chunk in chunks if not chunk.what]
    tied = bool(set(before) & _EVENTS) or any(
        mention.kind == "anaphor" and mention.plural for mention in frame.subjects
    )
    if not tied:
        return None
    for earlier in reversed(sentences[max(0, sentence.number - 12) : sentence.number]):
        words = {token.low for token in earlier.tokens}
        if not words & (
            _EVENTS | {"visited", "met", "held", "attended", "arrived", "visiting", "hosted", "received", "welcomed"}
        ):
            continue
        for chunk in chunker.chunks(earlier):
            if (
                chunk.day is not None
                and chunk.day.edtf
                and chunk.day.governor not in _NO_DATE
                and len(chunk.day.edtf) > 7
            ):
                return chunk.day
    return None
