"""Signatories that only the sentences after a signing name: "A memorandum was signed. Under it, A and B will …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.articles.clauses.row import ADJUNCT, FINITE, groups, plain_words, word_at
from kg.articles.discourse.alike import distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.clauses.chunks import Chunker
    from kg.articles.clauses.frame import Told
    from kg.articles.clauses.row import Group
    from kg.articles.discourse.resolve import Resolver
    from kg.articles.mention import Chunk, Mention
    from kg.articles.text.segments import Sentence

__all__ = ["with_signatories_after"]

_NEAR = 3  # sentences
_FROM = {"former": 0, "first": 0, "one": 0, "latter": 1, "second": 1, "other": 1, "third": 2}
_WEIGHT = 0.75  # of a signing whose parties are named so
_OTHERS = ADJUNCT | {"of", "by", "between", "among", "for", "with", "as"}
_OPENINGS = frozenset("under by with in through it they the this as both with".split())


def with_signatories_after(
    told: list[Told], sentences: Sequence[Sentence], chunker: Chunker, resolver: Resolver
) -> list[Told]:
    """``told``, with parties for the signings that have none where what follows speaks of two that cooperate."""
    telling = {sentence.number for one in told for sentence in one.sentences}
    made: list[Told] = []
    for one in told:
        made += [one] if one.parties else _completed(one, telling, sentences, chunker, resolver)
    return made


def _completed(
    one: Told, telling: set[int], sentences: Sequence[Sentence], chunker: Chunker, resolver: Resolver
) -> list[Told]:
    last = one.sentences[-1]
    found: dict[int, list[Mention]] = {}
    for sentence in sentences[last.number + 1 : last.number + 1 + _NEAR]:
        if sentence.number in telling or sentence.paragraph > last.paragraph + 1 or sentence.heading:
            break
        row = chunker.row(sentence)
        if sentence.number > last.number + 1 and row and row[0].what == "party" and not found:
            continue  # only the very next sentence may begin with the parties themselves
        parties = _cooperating(row, sentence, resolver)
        if parties:
            found.setdefault(_place_of(row), parties)
    if not found:
        return [one]
    if len(one.documents) > 1 and set(found) == set(range(len(one.documents))):
        return [
            replace(one, parties=found[place], documents=[document], weight=one.weight * _WEIGHT)
            for place, document in enumerate(one.documents)
        ]
    parties = found[min(found)]
    return [replace(one, parties=parties, weight=one.weight * _WEIGHT)]


def _place_of(row: Sequence[Chunk]) -> int:
    """Which of several documents a sentence speaks of: by the former, the second; the first where it does not say."""
    words = plain_words(row[:6])
    return next((_FROM[word] for word in words if word in _FROM), 0)


def _cooperating(row: list[Chunk], sentence: Sentence, resolver: Resolver) -> list[Mention]:
    """Two or more parties that are the subject of a sentence which begins with them or with the document."""
    if not row or not (row[0].what in ("document", "party") or row[0].low in _OPENINGS):
        return []
    for group in groups(row):
        if group.governor in _OTHERS or len(group.mentions) < 2 or not _verb_after(row, group):
            continue
        if any(one.kind not in ("body", "place") for one in group.mentions):
            continue
        parties = distinct(
            one for mention in group.mentions for one in resolver.resolve(mention, mention.start, sentence.number)
        )
        return parties if len(parties) > 1 else []
    return []


def _verb_after(row: Sequence[Chunk], group: Group) -> bool:
    following = word_at(row, group.last + 1)
    return following in FINITE or following in ("agree", "agreed", "intend", "undertake", "want", "shall", "commit")
