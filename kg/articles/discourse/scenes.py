"""The dated occasion that a text is telling of at each of its sentences.

A sentence told in the simple past with a day of its own sets the scene: what follows happened then, as
long as the text goes on telling ("the two sides also signed"). An older day, a pluperfect or a year alone is
background: it sets a scene for its own paragraph only, and after it the scene comes back when the text names
it ("at the ceremony"). Nothing is dated by a scene that was told as yet to come.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.articles.clauses.row import plain_words
from kg.articles.text.verbs import PAST
from kg.dates import UNSPECIFIED_YEAR

if TYPE_CHECKING:
    from kg.articles.clauses.frame import Frame
    from kg.articles.dating.calendars import Calendar
    from kg.articles.mention import Chunk, Day
    from kg.articles.text.segments import Sentence

__all__ = ["Scenes"]

_EVENTS = frozenset(
    "meeting meetings ceremony event forum summit conference visit talks symposium session fair expo exhibition "
    "congress dialogue occasion sidelines trip tour gathering reception seminar workshop convention "
    "festival anniversary stay call signing exchange encounter launch opening workshop council "
    "video-conference videoconference assembly banquet".split()
)
_STAYS = frozenset("visit trip tour stay journey".split())
_DAYTIME = frozenset("morning afternoon evening".split())
_DEFINITE = frozenset("the this that same these those their his her its".split())
_THEN = frozenset(
    "there here afterwards afterward then thereafter thereupon subsequently simultaneously meanwhile "
    "also additionally besides moreover furthermore too likewise alongside addition".split()
)
_BACKGROUND = frozenset(
    "earlier previously formerly originally already back early ago once since recently before hitherto "
    "past last later traditionally historically".split()
)
_TO_COME = frozenset("will would shall expected scheduled planned due slated hopes hope plans plan next if".split())
_PERFECT = frozenset("had has have having".split())
_PLAIN_PAST = PAST | frozenset(
    "was were held met took came visited attended arrived witnessed presided went gathered "
    "hosted received welcomed opened set put paid led said told began ended sat saw brought drew".split()
)
_NO_SCENE = frozenset("of dated by until till since before after through about for than between".split())
_NEAR = 2  # sentences over which a scene goes on without a word that ties to it
_FAR = 14  # sentences over which "the ceremony" finds it


@dataclass(slots=True)
class _Scene:
    day: Day
    sentence: int
    paragraph: int


class Scenes:
    """Keeps the scene of a text, sentence by sentence."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._main: _Scene | None = None
        self._aside: _Scene | None = None
        self._stay: _Scene | None = None
        self._signing: Day | None = None
        self._last: Day | None = None
        self._ambiguous = False  # whether the sentence of the last day tells of several years

    # ------------------------------------------------------------- reading

    def note(self, sentence: Sentence, chunks: list[Chunk], signed: Day | None) -> None:
        """Take a sentence after its signings: ``signed`` is the day of one of them."""
        if self._aside and self._aside.paragraph != sentence.paragraph:
            self._aside = None
        days = [day for day in _unquoted(chunks) if day.edtf and day.governor != "dateline"]
        words = plain_words(chunks)
        day = signed if signed is not None and signed.edtf else self._told_day(days, words)
        if day is not None:
            self._set(day, sentence, words)
        elif pointing := next((one for one in _unquoted(chunks) if one.same), None):
            back = self.back_to(pointing)
            if back is not None and not set(words) & _TO_COME:
                self._set(back, sentence, words)
        elif self._main is not None and self._goes_on(sentence, words):
            self._main.sentence, self._main.paragraph = sentence.number, sentence.paragraph
        if days:
            self._last = days[-1]
            self._ambiguous = len({(_start(one.edtf) or "")[:4] for one in days}) > 1
            self._signing = self._signing or _of_signing(chunks)

    def _goes_on(self, sentence: Sentence, words: list[str]) -> bool:
        """Whether an undated sentence goes on telling the scene: in the past, and of nothing older or to come."""
        if self._aside or self._main is None:
            return False
        if sentence.number - self._main.sentence > (_FAR if _tied(words) else _NEAR):
            return False
        return _past(words) and not set(words) & (_PERFECT | _TO_COME | _BACKGROUND)

    def _told_day(self, days: list[Day], words: list[str]) -> Day | None:
        """The day on which a sentence tells that something took place."""
        if not _past(words) or (set(words) & _TO_COME and not set(words) & _PLAIN_PAST):
            return None
        for day in days:
            from_to = day.span and day.governor in ("from", "between")
            if (day.governor in _NO_SCENE and not from_to) or day.governor == "(":
                continue
            return day
        return None

    def _set(self, day: Day, sentence: Sentence, words: list[str]) -> None:
        made = _Scene(day, sentence.number, sentence.paragraph)
        older = self._main is not None and _before(day.edtf, self._main.day.edtf)
        coarse = len(day.edtf or "") <= 7
        if day.span:
            self._stay = made
        if older or coarse or (self._main is not None and "had" in words and day.edtf != self._main.day.edtf):
            self._aside = made
            return
        self._main, self._aside = made, None

    # ------------------------------------------------------------- asking

    def back_to(self, day: Day) -> Day | None:
        """What "that day", "the same year", "the next day" point back to."""
        known = self._aside.day if self._aside else self._main.day if self._main else self._last
        if day.same in ("year", "month"):
            if self._ambiguous:
                return None
            known = self._last or known
        if known is None or not known.edtf:
            return None
        edtf = _unit(known.edtf, day)
        return replace(known, edtf=edtf, start=day.start, end=day.end, same="", span=False) if edtf else None

    def day_for(self, frame: Frame, sentence: Sentence, chunks: list[Chunk]) -> Day | None:
        """The day of the scene, if the signing that ``frame`` tells without one is told as part of it."""
        words = plain_words(chunks)
        tied = _tied(words) or _sides(frame)
        if not _plain(frame) and not (tied and _tied(words)):
            return None
        if _background(chunks, frame):
            return None
        if any(chunk.day is not None and chunk.day.edtf is None and not chunk.day.same for chunk in chunks):
            return None  # this September: a day of its own that cannot be counted
        if self._stay and set(words) & _STAYS and tied and sentence.number - self._stay.sentence <= _FAR:
            return self._stay.day
        scene = self._scene(sentence)
        if scene is None:
            return self._news_day(frame, sentence)
        distance = sentence.number - scene.sentence
        if tied and distance <= _FAR:
            return scene.day
        if self._signing is not None and any(document.definite for document in frame.documents):
            return self._signing
        near = distance <= _NEAR and sentence.paragraph - scene.paragraph <= 2
        return scene.day if near and _plain(frame) else None

    def _scene(self, sentence: Sentence) -> _Scene | None:
        if self._aside and self._aside.paragraph == sentence.paragraph:
            return self._aside if len(self._aside.day.edtf or "") > 7 else None
        return self._main

    def _news_day(self, frame: Frame, sentence: Sentence) -> Day | None:
        """The day of the dateline, for what the first paragraph after it tells as the news of that day."""
        start = self._calendar.told_from
        if start is None or self._last is not None or not _plain(frame):
            return None
        return self._calendar.dateline_day if sentence.paragraph <= 2 and sentence.end > start else None


def _past(words: list[str]) -> bool:
    """Whether a verb in the simple past is among the words."""
    return any(word in _PLAIN_PAST or (word.endswith("ed") and len(word) > 4) for word in words)


def _unquoted(chunks: list[Chunk]) -> list[Day]:
    """The date expressions outside quotations: what a speaker calls today is no day of the telling."""
    found: list[Day] = []
    inside = False
    for chunk in chunks:
        if chunk.day is not None and not inside:
            found.append(chunk.day)
        elif not chunk.what and chunk.low in ("“", "”", '"'):
            inside = chunk.low == "“" or (chunk.low == '"' and not inside)
    return found


def _of_signing(chunks: list[Chunk]) -> Day | None:
    """The day beside which a sentence names the signing ceremony of what the text is about."""
    for i, chunk in enumerate(chunks):
        if chunk.day is None or not chunk.day.edtf or len(chunk.day.edtf) < 8:
            continue
        around = plain_words(chunks[max(0, i - 6) : i + 7])
        if "signing" in around and around[around.index("signing") + 1 :][:1] == ["ceremony"]:
            return chunk.day
    return None


def _tied(words: list[str]) -> bool:
    """Whether a sentence names the occasion as known: "at the ceremony", "there", "in the afternoon"."""
    if set(words) & _THEN or "spot" in words or "on-site" in words:
        return True
    return any(
        (word in _EVENTS and set(words[max(0, i - 3) : i]) & _DEFINITE)
        or (word in _DAYTIME and words[max(0, i - 2) : i] == ["in", "the"])
        for i, word in enumerate(words)
    )


def _sides(frame: Frame) -> bool:
    return any(mention.kind == "anaphor" and mention.plural for mention in frame.subjects)


def _background(chunks: list[Chunk], frame: Frame) -> bool:
    """Whether the clause of the signing is told as older: had signed, earlier, already, has signed."""
    first = max(0, frame.chunk - 12)
    words = plain_words(chunks[first : frame.chunk])
    if set(words) & _PERFECT:
        fronted = plain_words(chunks[: frame.chunk])
        return not ("had" in words and fronted[:3] == ["by", "the", "end"])  # of the meeting they had signed
    around = words + plain_words(chunks[frame.chunk : frame.chunk + 8])
    return bool(set(around) & _BACKGROUND)


def _plain(frame: Frame) -> bool:
    known = not frame.sentence.start <= frame.documents[0].start < frame.sentence.end  # A signed with B
    return known or frame.form in ("active", "passive", "nominal")


def _before(one: str | None, two: str | None) -> bool:
    """Whether a day is surely older than another."""
    first, second = _start(one), _start(two)
    if first is None or second is None:
        return False
    size = min(len(first), len(second))
    return first[:size] < second[:size]


def _start(edtf: str | None) -> str | None:
    if not edtf:
        return None
    plain = edtf.lstrip("[").split("/")[0].split("..")[0]
    return None if plain.startswith(UNSPECIFIED_YEAR) else plain


def _unit(edtf: str, day: Day) -> str | None:
    """The day, month or year of ``edtf`` that ``day`` points back to, with its shift in days."""
    if day.same in ("year", "month"):
        size = 4 if day.same == "year" else 7
        plain = _start(edtf)
        return plain[:size] if plain and len(plain) >= size else None
    if not day.shift:
        return edtf
    plain = _start(edtf)
    if plain is None or len(plain) != 10 or plain != edtf:
        return None
    return (date.fromisoformat(plain) + timedelta(days=day.shift)).isoformat()
