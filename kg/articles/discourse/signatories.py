"""Signatories that a text tells apart from the signing: one by one, or as a list.

"X signed for A, and Y for B", "the signatories are A, B and C", "A's signature was given by X, that of B by Y".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.clauses.row import ARTICLES, plain_words, word_at
from kg.articles.discourse.alike import among, distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.clauses.frame import Told
    from kg.articles.discourse.resolve import Resolver
    from kg.articles.mention import Chunk, Mention
    from kg.articles.text.segments import Sentence

__all__ = ["name_signatories", "signatories"]

_NEAR = 3  # sentences after the one that tells the signing
_BETWEEN = ARTICLES | frozenset(", and ; while also signed did so was it for on behalf of as by".split())
_ARE = frozenset("are were is include includes included comprise comprised :".split())
_THOSE = frozenset({"those", "who", "that"})
_BESIDES = frozenset("besides beside alongside".split())


def signatories(chunks: Sequence[Chunk]) -> list[Mention]:
    """Those of whom a sentence says that they, or somebody for them, signed; empty if it is no such sentence."""
    for k, chunk in enumerate(chunks):
        low = word_at(chunks, k)
        if low == "signed" and (first := _first_for(chunks, k)):
            return _one_by_one(chunks, first)
        if "represented" in set(plain_words(chunks[max(0, k - 4) : k])):
            continue
        if low == "signatories" or any(mention.noun == "signatories" for mention in chunk.mentions):
            return _listed(chunks, k)
        known = k + 1 < len(chunks) and (chunks[k + 1].what == "document" or chunks[k + 1].low == "it")
        if low == "signed" and word_at(chunks, k + 1 + known) in _ARE and _THOSE & set(plain_words(chunks[:k])):
            return _listed(chunks, k)
        if low in ("signature", "signatures") and k > 1 and word_at(chunks, k - 1) in ("'s", "’s"):
            return _given(chunks, k)
    return []


def name_signatories(told: list[Told], named: list[Mention], sentence: Sentence, resolver: Resolver) -> None:
    """Let the signing told last, if it was told just before, have the signatories that ``sentence`` names."""
    if not told or sentence.number - told[-1].sentences[-1].number > _NEAR:
        return
    parties = distinct(one for mention in named for one in resolver.resolve(mention, mention.start, sentence.number))
    last = told[-1]
    rest = [one for one in last.parties if not among(one, parties)]
    besides = sentence.tokens[0].low in _BESIDES
    bodies = all(one.kind == "body" for one in parties)
    more = len(parties) > len(last.parties) or (bodies and len(parties) == len(last.parties))
    if len(last.parties) > 1 and not (besides or more):
        return  # the text has named them all before, perhaps in other words
    whole = len(parties) > max(1, len(rest)) and not besides
    last.parties = parties if whole else [*rest, *parties]
    if sentence not in last.sentences:
        last.sentences.append(sentence)


def _first_for(chunks: Sequence[Chunk], signed: int) -> int:
    """After "signed", "signed it", "signed on 3 May by X": the "for" or "on behalf" that follows; 0 if none does."""
    for k in range(signed + 1, min(signed + 12, len(chunks))):
        chunk = chunks[k]
        if _for(chunks, k) is not None:
            return k
        person = chunk.what == "party" and chunk.mentions[-1].kind in ("person", "unknown")
        agent = person and "by" in set(plain_words(chunks[signed:k]))
        dated = chunk.what == "day" or (
            word_at(chunks, k) == "on" and k + 1 < len(chunks) and chunks[k + 1].what == "day"
        )
        the_document = k == signed + 1 and (chunk.what == "document" or chunk.low == "it")
        if not (agent or dated or the_document or word_at(chunks, k) in ARTICLES | {"by"}):
            return 0
    return 0


def _for(chunks: Sequence[Chunk], k: int) -> int | None:
    """The party that "for the" or "on behalf of" at chunk ``k`` governs, as its chunk."""
    if word_at(chunks, k) == "for":
        k += 1
    elif word_at(chunks, k) == "on" and word_at(chunks, k + 1) == "behalf":
        k += 3
    else:
        return None
    while word_at(chunks, k) in ARTICLES:
        k += 1
    return k if k < len(chunks) and chunks[k].what == "party" else None


def _one_by_one(chunks: Sequence[Chunk], signed: int) -> list[Mention]:
    found: list[Mention] = []
    k = signed
    while k < len(chunks):
        if (party := _for(chunks, k)) is not None:
            found += [one for one in chunks[party].mentions if one.kind != "person" or one.represents]
            k = party + 1
            continue
        if chunks[k].what == "" and chunks[k].low not in _BETWEEN:
            break
        k += 1
    return found


def _listed(chunks: Sequence[Chunk], k: int) -> list[Mention]:
    verb = next((i for i in range(k, min(k + 8, len(chunks))) if word_at(chunks, i) in _ARE), None)
    if verb is None or set(plain_words(chunks[verb : verb + 3])) & {"expected", "to", "not", "invited", "free"}:
        return []
    colon = next((i for i in range(verb, len(chunks)) if word_at(chunks, i) == ":"), verb)
    return [one for chunk in chunks[colon:] if chunk.what == "party" for one in chunk.mentions]


def _given(chunks: Sequence[Chunk], k: int) -> list[Mention]:
    found = list(chunks[k - 2].mentions)
    for i in range(k, len(chunks) - 2):
        if word_at(chunks, i) in ("that", "those") and word_at(chunks, i + 1) == "of":
            found += chunks[i + 2].mentions if chunks[i + 2].what == "party" else []
    return found if set(plain_words(chunks[k:])) & {"by", "given"} else []
