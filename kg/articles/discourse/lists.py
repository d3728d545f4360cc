"""Lists of documents told after the sentence that says they were signed: where they begin and end, and each item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.clauses.row import groups, live
from kg.articles.instruments.kinds import kind_at, lemma
from kg.articles.mention import Document, Mention
from kg.articles.text.lexicon import BODY_HEADS, PLURAL_HEADS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.clauses.chunks import Chunker
    from kg.articles.clauses.frame import Frame, Told
    from kg.articles.text.segments import Sentence, Token

__all__ = ["included", "items_after", "name_partners", "of_item"]

_MOST_ITEMS = 200
_SOON = 4  # sentences after the signing within which its documents are listed
_LONGEST_ITEM = 90  # tokens
_INTRODUCES = frozenset(
    "they these those following follows list listed include includes included among are were namely below".split()
)
_VERBS = frozenset(
    "is are was were has have had will would said says say told can could may might must should does did do "
    "signed inked expressed stressed noted added".split()
)
_HEAD_REACH = 12  # tokens at the beginning of an item among which its head noun stands
_PREPOSITIONS = frozenset("of on for between among with in regarding concerning about to".split())


def items_after(sentences: Sequence[Sentence], number: int) -> list[Sentence]:
    """The items of a list that sentence ``number`` opens, itself or with a short sentence soon after it."""
    first = number + 1
    if not sentences[number].text.endswith(":"):
        soon = sentences[first : first + _SOON]
        opened = [one for one in soon if _introduction(one) and (one is soon[0] or _names_documents(one))]
        if not opened:
            return []
        first = opened[0].number + 1
    items: list[Sentence] = []
    for sentence in sentences[first : first + _MOST_ITEMS]:
        if not _item(sentence) or (items and _after_the_end(items[-1], sentence)):
            break
        items.append(sentence)
        if sentence.text.endswith(".") and _last(items):
            break
    named = sum(_head(sentence.tokens) is not None for sentence in items)
    return items if named * 2 >= len(items) else []


def _introduction(sentence: Sentence) -> bool:
    """They are listed as follows: / Among those on the list are:"""
    words = {token.low for token in sentence.tokens}
    return sentence.text.endswith(":") and len(words) < 25 and bool(words & _INTRODUCES)


def _names_documents(sentence: Sentence) -> bool:
    """The documents are: — as the introduction of a list that other sentences part from the signing."""
    return any(lemma(token.low) not in ("", token.low) for token in sentence.tokens)


def _item(sentence: Sentence) -> bool:
    """Whether a sentence is a noun phrase, as items are."""
    tokens = sentence.tokens
    return (
        len(tokens) <= _LONGEST_ITEM
        and not any(token.low in _VERBS for token in tokens)
        and tokens[0].text[0].isalpha()
        and not sentence.text.endswith(("?", "!", ":"))
    )


def _after_the_end(item: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence with a stop follows items without marks at their end: the text goes on."""
    bare = item.text[-1].isalnum() or item.text.endswith(")")
    return bare and sentence.text.endswith(".") and _head(sentence.tokens) is None


def _last(items: list[Sentence]) -> bool:
    """Whether an item that ends in a stop ends the list: those before it end in another mark."""
    return len(items) > 1 and not items[-2].text.endswith(".")


def _head(tokens: Sequence[Token]) -> int | None:
    """The head noun of an item: the first noun for a document, before the first preposition that follows it."""
    for i, token in enumerate(tokens[:_HEAD_REACH]):
        if lemma(token.low):
            return i
        if token.low in _PREPOSITIONS and i > 1:
            return None
    return None


def of_item(sentence: Sentence, heading: Told, chunker: Chunker) -> tuple[Document, list[Mention]]:
    """The document that an item names, and the parties that stand in it."""
    tokens = sentence.tokens
    head = _head(tokens)
    start = 1 if tokens[0].low in ("the", "a", "an") and len(tokens) > 1 else 0
    end = len(tokens)
    while end > start + 1 and (tokens[end - 1].text in (";", ",", ".") or tokens[end - 1].low in ("and", "or")):
        end -= 1
    formal = tokens[start].capital
    made = Document(kind_at(tokens, 0, head) if head is not None else "other", tokens[start].start, tokens[end - 1].end)
    made.words = chunker.text[made.start : made.end]
    made.title = made.words if formal else None
    return made, _inner_parties(tokens[:end], heading, chunker)


def _inner_parties(tokens: list[Token], heading: Told, chunker: Chunker) -> list[Mention]:
    """The parties that stand in a title: A and B, the Xs of A and B, "the Ministries" of those who sign."""
    row = live(chunker.fill(tokens, 0, len(tokens), [False] * len(tokens), {}))
    for governor in ("between", "among", "of"):
        for group in groups(row):
            if group.governor == governor and len(group.mentions) > 1:
                return group.mentions
    between = next((i for i, token in enumerate(tokens) if token.low in ("between", "among")), None)
    return _distributed(tokens, between + 1, heading) if between is not None else []


def _distributed(tokens: Sequence[Token], i: int, heading: Told) -> list[Mention]:
    """ "between the Ministries of Health": one of each of the states that sign."""
    homes = [one for one in heading.parties if one.place]
    if i < len(tokens) and tokens[i].low == "the":
        i += 1
    if len(homes) < 2 or i >= len(tokens) or tokens[i].low not in PLURAL_HEADS:
        return []
    head = PLURAL_HEADS[tokens[i].low]
    j = i + 1
    while j + 1 < len(tokens) and (
        tokens[j].capital or (tokens[j].low in ("of", "and", "for") and tokens[j + 1].capital)
    ):
        j += 1
    name = " ".join([head.capitalize(), *(token.text for token in tokens[i + 1 : j])])
    if tokens[i].low == "governments":
        return list(homes)
    return [
        Mention(
            "body", tokens[i].start, tokens[j - 1].end, name, BODY_HEADS.get(head, "department"), one.place, one.level
        )
        for one in homes
    ]


_PARTS = frozenset({"are", "were", "include", ";", ":"})


def included(sentences: Sequence[Sentence], number: int, chunker: Chunker, count: int | None) -> list[Document]:
    """The documents that the next sentence lists in prose: "These include A and B."; empty if some may be missing."""
    following = sentences[number + 1] if number + 1 < len(sentences) else None
    if (
        following is None
        or following.text.endswith(":")
        or following.tokens[0].low not in ("they", "these", "those", "the")
    ):
        return []
    words = {token.low for token in following.tokens}
    if not {"include", "are", "were", "included", "comprise"} & {token.low for token in following.tokens[1:5]}:
        return []
    if words & (_VERBS - {"are", "were"}) or any(token.low in _PREPOSITIONS for token in following.tokens[:3]):
        return []
    found = [chunk.document for chunk in chunker.chunks(following) if chunk.document is not None]
    named = [one for one in found if one.kind not in ("same", "none") and not one.definite]
    return named if len(named) > 1 and count in (None, len(named)) else []


def name_partners(frame: Frame, sentences: Sequence[Sentence], chunker: Chunker) -> None:
    """Put names for a counted partner: "with five institutions. They are A; B; and C."."""
    for side in (frame.partners, frame.subjects):
        groups_there = [one for one in side if one.kind == "group" and (one.minimum or 0) > 1]
        if len(groups_there) != 1:
            continue
        named = _named_after(sentences, frame.sentence.number, chunker)
        if groups_there[0].minimum != len(named):
            continue
        at = side.index(groups_there[0])
        side[at : at + 1] = named
        return


def _named_after(sentences: Sequence[Sentence], number: int, chunker: Chunker) -> list[Mention]:
    """The parties that the next sentence lists: "They are A; B; and C."."""
    following = sentences[number + 1] if number + 1 < len(sentences) else None
    if following is None or following.tokens[0].low not in ("they", "these", "those", "the"):
        return []
    if not {"are", "were", "include"} & {token.low for token in following.tokens[1:4]}:
        return []
    marks = _PARTS if any(token.text == ";" for token in following.tokens) else _PARTS | {",", "and"}
    found: list[Mention] = []
    expecting = False
    for chunk in chunker.row(following):
        if not chunk.what and chunk.low in marks:
            expecting = True
        elif chunk.what == "party" and expecting:
            found += [one for one in chunk.mentions if one.kind in ("body", "place", "unknown")][:1]
            expecting = False
    return found
