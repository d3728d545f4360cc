"""One telling of a signing, and the signing that one or more tellings make: plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.mention import Chunk, Day, Document, Mention
    from kg.articles.text.segments import Sentence

__all__ = ["Frame", "Told", "positions"]


@dataclass(slots=True, eq=False)
class Frame:
    """One telling of a signing in one sentence."""

    sentence: Sentence
    form: str
    weight: float
    documents: list[Document]
    subjects: list[Mention] = field(default_factory=list)
    partners: list[Mention] = field(default_factory=list)
    sets: list[list[Mention]] = field(default_factory=list)
    each: bool = False
    trigger: int = 0
    chunk: int = 0
    far_partner: bool = False
    lone_partner: bool = False
    topics: list[tuple[int, int]] = field(default_factory=list)
    per_document: list[list[Mention]] = field(default_factory=list)


def positions(chunks: Sequence[Chunk], frame: Frame) -> list[int]:
    """The chunks of a row that are the documents of a telling."""
    return [i for i, chunk in enumerate(chunks) if chunk.document is not None and chunk.document in frame.documents]


@dataclass(slots=True, eq=False)
class Told:
    """One signing: parties, documents, day, the sentences that tell it, and how sure it is."""

    parties: list[Mention]
    documents: list[Document]
    sentences: list[Sentence]
    day: Day | None = None
    weight: float = 1.0
    frames: list[Frame] = field(default_factory=list)
    topics: list[tuple[int, int]] = field(default_factory=list)
    unresolved: bool = False
    umbrella: bool = False
    part: bool = False  # one of several signings that one telling tells
