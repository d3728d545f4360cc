"""What a stretch of text can be: a party, a document, a date. Plain values shared by the other modules."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Chunk", "Day", "Document", "Mention"]


@dataclass(slots=True, eq=False)
class Mention:
    """A possible party.

    ``kind``: ``body``, ``place``, ``group``, ``person`` (stands for ``represents``), ``anaphor`` (stands for
    ``count`` earlier ones of the class ``noun``) or ``unknown`` (a capitalised name of which no more is known).
    """

    kind: str
    start: int
    end: int
    name: str
    body_kind: str | None = None
    place: str | None = None
    level: str | None = None
    within: str | None = None
    aliases: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    noun: str = ""
    count: int | None = None
    plural: bool = False
    represents: list[Mention] = field(default_factory=list)
    generic: bool = False


@dataclass(slots=True, eq=False)
class Document:
    """A document: its ``kind`` (code), exact ``title`` if formal, ``count`` (None: a plural without number).

    ``definite`` if told as known ("the agreement"), ``fresh`` if told as one more ("another", "a second").
    ``parties`` are those that stand inside a title.
    """

    kind: str
    start: int
    end: int
    title: str | None = None
    count: int | None = 1
    plural: bool = False
    definite: bool = False
    fresh: bool = False
    generic: bool = False
    words: str = ""
    bounded: bool = False


@dataclass(slots=True, eq=False)
class Day:
    """A date expression: EDTF (None: relative without anything to count from), and where its year comes from.

    ``same`` is the unit of "the same day", "that year"; ``shift`` the days from it, as in "the next day".
    """

    start: int
    end: int
    edtf: str | None
    basis: str | None = None
    same: str = ""
    shift: int = 0
    governor: str = ""
    span: bool = False


@dataclass(slots=True, eq=False)
class Chunk:
    """Tokens ``i`` to ``j`` of a sentence read as one thing, or one plain word (``what`` empty)."""

    i: int
    j: int
    what: str = ""
    low: str = ""
    mentions: list[Mention] = field(default_factory=list)
    document: Document | None = None
    day: Day | None = None
