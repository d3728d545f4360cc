"""Documents in a sentence: kind by head noun, number, exact title, and whether told as known or as one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.instruments.kinds import HEADS, counts, kind_at, kind_of, lemma
from kg.articles.instruments.titles import quoted, title_end, title_of
from kg.articles.mention import Document
from kg.articles.text.lexicon import FUNCTION_WORDS, number
from kg.articles.text.verbs import VERBS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.places.gazetteer import Gazetteer
    from kg.articles.text.segments import Token

__all__ = ["HEADS", "find_documents"]

_FRESH = frozenset(
    "another second third fourth fifth further new additional other separate more follow-up similar fresh".split()
)
_DEFINITE = frozenset("the this that its their these those said such".split())
_VAGUE = frozenset(
    "several various multiple many numerous some dozens series number batch raft string host package set range".split()
)
_STILL_OPEN = frozenset("negotiations talks consultations negotiators".split())
_UNINFLECTED = frozenset("memorandum mou moa bilateral separate".split())
_STANDS_FOR = frozenset("another one latest newest first second third other latter former last".split())


def find_documents(
    tokens: Sequence[Token], text: str, blocked: Sequence[bool], gazetteer: Gazetteer
) -> list[tuple[int, int, Document]]:
    """Documents of a sentence as (first token, token after, document), none overlapping."""
    found: list[tuple[int, int, Document]] = []
    last = 0
    for i, j in quoted(tokens):
        title = text[tokens[i + 1].start : tokens[j - 2].end] if j - i > 2 else ""
        made = Document(
            kind_of(tokens, i + 1, j - 1),
            tokens[i].start,
            tokens[j - 1].end,
            title.rstrip(","),
            definite=True,
            words=title,
        )
        first = _title_left(tokens, i)
        if found and found[-1][1] > first:
            first = i
        found.append((first, j, made))
    taken = list(found)
    i = 0
    while i < len(tokens):
        inside = next((span for span in taken if span[0] <= i < span[1]), None) if taken else None
        if inside:
            i = last = inside[1]
            continue
        if _stands_for(tokens, i):
            made = Document("same", tokens[i].start, tokens[i].end, fresh=True, words=tokens[i].text)
            found.append((i, i + 1, made))
            i = last = i + 1
        elif lemma(tokens[i].low) and not blocked[i] and counts(tokens, i) and not _modifier(tokens, i):
            first, after, made = _read(tokens, text, i, last, blocked, gazetteer)
            if after < len(tokens) and tokens[after].low in _STILL_OPEN:  # as part of the Compact of X negotiations
                i = after
                continue
            limit = next((span[0] for span in taken if span[0] >= i), len(tokens))
            after = min(after, limit)
            found.append((first, after, made))
            i = last = after
        else:
            i += 1
    found.sort(key=lambda item: item[0])
    return _quoted_heads(found, tokens)


def _quoted_heads(found: list[tuple[int, int, Document]], tokens: Sequence[Token]) -> list[tuple[int, int, Document]]:
    """An agreement called "X": the noun before the quoted title and the title are one document."""
    joined: list[tuple[int, int, Document]] = []
    for item in found:
        if joined and item[2].title and joined[-1][2].title is None:
            gap = [token.low for token in tokens[joined[-1][1] : item[0]]]
            if len(gap) <= 3 and all(
                word in ("called", "titled", "entitled", "named", ",", "the", "on", "of") for word in gap
            ):
                head = joined.pop()
                if item[2].kind in ("other", "agreement") and head[2].kind != "other":
                    item[2].kind = head[2].kind
                joined.append((head[0], item[1], item[2]))
                continue
        joined.append(item)
    return joined


def _title_left(tokens: Sequence[Token], i: int) -> int:
    return i - 1 if i and tokens[i - 1].low in ("the", "a", "an") else i


def _read(
    tokens: Sequence[Token], text: str, head: int, floor: int, blocked: Sequence[bool], gazetteer: Gazetteer
) -> tuple[int, int, Document]:
    """The document whose head is token ``head``; it does not begin before token ``floor``."""
    made = Document("", 0, 0)
    start = head
    while start > floor and head - start < 9 and _modifies(tokens, start - 1, blocked):
        start -= 1
    after = head + 1
    if (
        tokens[head].low in ("memorandum", "memoranda", "memorandums", "letter", "letters", "exchange")
        and after < len(tokens)
        and tokens[after].low == "of"
    ):
        after = min(after + 2, len(tokens))
        while (
            after < len(tokens)
            and tokens[after].low in ("and", "cooperation", "understanding", "agreement", "intent")
            and lemma(tokens[after].low) != "mou"
        ):
            if tokens[after].low == "and" and not (
                after + 1 < len(tokens) and tokens[after + 1].low in ("cooperation", "understanding")
            ):
                break
            after += 1
    made.kind = kind_at(tokens, start, head)
    lemma_plural = tokens[head].low != lemma(tokens[head].low) or tokens[head].low in ("mous", "lois", "papers")
    made.plural = lemma_plural and tokens[head].low not in ("minutes", "notes")
    stop = title_end(tokens, head, after, blocked, gazetteer)
    title_start = start
    while title_start < head and not tokens[title_start].capital:
        title_start += 1
    if tokens[head].capital and not made.plural:
        title = title_of(tokens, text, title_start, stop, gazetteer)
        if title:
            made.title, after = title, max(after, stop)
    after = _bracket(tokens, after)
    start = _determined(tokens, start, floor, blocked, made)
    made.start, made.end = tokens[start].start, tokens[after - 1].end
    made.words = text[made.start : made.end]
    return start, after, made


def _modifies(tokens: Sequence[Token], i: int, blocked: Sequence[bool]) -> bool:
    """Whether token ``i`` can stand before a head as part of its phrase."""
    token = tokens[i]
    if blocked[i] and not token.text.isdigit():
        return False
    if token.low in VERBS or (token.low in FUNCTION_WORDS and token.low not in _FRESH) or not token.text[0].isalpha():
        counted = i > 1 and token.low == "and" and tokens[i - 1].low != "and" and number(tokens[i - 2].low)
        return (
            token.text == "&"
            or bool(counted and not tokens[i - 1].capital)
            or (
                token.low == "and"
                and 0 < i < len(tokens) - 1
                and tokens[i - 1].capital
                and tokens[i + 1].capital
                and lemma(tokens[i - 1].low) == ""
            )
        )
    if token.low in _FRESH | _VAGUE or number(token.low) is not None:
        return False
    return not token.low.endswith(("ly",)) or token.low in ("friendly", "family")


def _bracket(tokens: Sequence[Token], after: int) -> int:
    """Over "(MOU)" after a document."""
    if (
        after + 2 < len(tokens)
        and tokens[after].text == "("
        and tokens[after + 2].text == ")"
        and tokens[after + 1].capital
    ):
        return after + 3
    return after


def _determined(tokens: Sequence[Token], start: int, floor: int, blocked: Sequence[bool], made: Document) -> int:
    """Read article, number and such before the phrase into ``made``; the new first token."""
    made.count = None if made.plural else 1
    k = start - 1
    seen = 0
    while k >= floor and seen < 5 and not blocked[k]:
        low = tokens[k].low
        amount = number(low)
        if low in _FRESH:
            made.fresh = True
        elif low in _DEFINITE:
            made.definite = True
        elif amount is not None and not (tokens[k].text.isdigit() and amount > 1900):
            if amount > 1 and k == start - 1 and made.kind == "memorandum" and tokens[start].low in _UNINFLECTED:
                made.plural = True  # seven memorandum of understanding
            if low not in ("a", "an") and made.plural:
                made.count = amount
        elif low in _VAGUE or (
            low in ("of", "whole", "first", "total", "key", "major")
            and k > floor
            and tokens[k - 1].low in _VAGUE | {"total", "pair", "couple", "a"}
        ):
            made.generic = made.generic or low in _VAGUE
        elif (
            made.count != 1
            and made.plural
            and low
            in (
                "than",
                "over",
                "least",
                "nearly",
                "about",
                "fewer",
                "less",
                "almost",
                "around",
                "some",
                "most",
                "approximately",
                "up",
                "exceeding",
                "more",
            )
        ):
            made.bounded = True
        elif low == "any" or (
            low == "no" and not (made.bounded and k + 1 < start + 3 and tokens[k + 1].low in ("less", "fewer"))
        ):
            made.kind = "none"
        elif low == "no":
            made.bounded = True
        else:
            break
        start, k, seen = k, k - 1, seen + 1
    if any(token.low in _FRESH for token in tokens[start : start + 4]):
        made.fresh = True
    return start


def _modifier(tokens: Sequence[Token], i: int) -> bool:
    """Whether a head only says of what kind the next one is: twinning agreement, lease contract."""
    return i + 1 < len(tokens) and lemma(tokens[i + 1].low) != "" and counts(tokens, i + 1)


def _stands_for(tokens: Sequence[Token], i: int) -> bool:
    """Whether "another" or "one" at ``i`` stands for a document: "signed another with", "and one with"."""
    if tokens[i].low not in _STANDS_FOR or i + 1 >= len(tokens):
        return False
    if tokens[i].low in ("one", "another") and tokens[i + 1].low in ("was", "had"):
        return i == 0 or tokens[i - 1].low in (";", "and", ",", ":")
    if i == 0:
        return False
    if (
        tokens[i].low in ("first", "second", "third", "other")
        and tokens[i - 1].low == "the"
        and tokens[i + 1].text == ","
    ):
        close = next((k for k in range(i + 2, min(i + 9, len(tokens) - 2)) if tokens[k].text == ","), 0)
        return (
            close > 0 and tokens[close + 1].low == "was" and tokens[close + 2].low in VERBS
        )  # the first, on fish, was signed
    if tokens[i].low in ("other", "latter", "former", "third", "last") and tokens[i - 1].low == "the":
        return tokens[i + 1].low in ("was", "had")
    if tokens[i].low == "one" and tokens[i - 1].low == "the" and tokens[i + 1].low in ("that", "which", "signed"):
        return True
    if tokens[i].low in ("latest", "newest", "first", "second") and tokens[i - 1].low == "the":
        return tokens[i + 1].low in (",", "was", "one", "signed", "with") and (
            tokens[i].low.endswith("est") or tokens[i + 1].low in ("was", "one")
        )
    if tokens[i].low not in ("another", "one") or tokens[i + 1].low not in ("with", "between"):
        return False
    if (
        tokens[i - 1].low in ("is", "was", "are", "were", "includes", "include", "included")
        and tokens[i + 1].low == "between"
    ):
        return True
    return tokens[i - 1].low in ("signed", "and", "inked", "concluded", "also", "into", "reached")
