"""How far the title of a document reaches, and whether words are a title at all."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.articles.instruments.kinds import lemma
from kg.articles.text.lexicon import FUNCTION_WORDS
from kg.articles.text.verbs import SIGNS, VERBS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.places.gazetteer import Gazetteer
    from kg.articles.text.segments import Token

__all__ = ["CONNECT", "QUOTES", "quoted", "title_end", "title_of"]

CONNECT = frozenset(
    "of on for and in to the with between regarding concerning against through under at from as a an "
    "within towards by among its their into".split()
)


_GENERIC = frozenset(
    "memorandum of understanding cooperation agreement framework strategic mou letter "
    "intent the a and protocol treaty contract agreements moa "
    "memoranda mous partnership memorandums bilateral joint declaration convention accord "
    "pact deal action plan co-operation twinning sister city "
    "comprehensive protocols notes arrangement letters statement document documents".split()
)


QUOTES = MappingProxyType({"“": "”", '"': '"', "《": "》", "«": "»", "‘": "’"})


_LONGEST_TITLE = 70


def quoted(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Quoted stretches that are titles: they hold a head, and most of their words are capitalised."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        closing = QUOTES.get(tokens[i].text)
        if closing:
            for j in range(i + 1, min(i + _LONGEST_TITLE, len(tokens))):
                if tokens[j].text == closing:
                    inner = tokens[i + 1 : j]
                    content = [t for t in inner if t.low not in CONNECT and t.text[0].isalpha()]
                    caps = sum(t.capital for t in content)
                    beside = bool(found) and all(t.low in _BESIDE for t in tokens[found[-1][1] : i])
                    named = len(content) > 2 and (beside or _signed_before(tokens, i))
                    head = any(lemma(t.low) for t in inner) or named
                    if len(content) > 1 and caps >= 0.7 * len(content) and head:
                        found.append((i, j + 1))
                    i = j
                    break
        i += 1
    return found


_BESIDE = frozenset({"and", "the", ",", "as", "well", "a"})


def _signed_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether the quotation is what somebody signed: whatever its nouns, it is a document."""
    before = [token.low for token in tokens[max(0, i - 2) : i]]  # signed the “…”, put their names to “…”
    if before[-1:] == ["the"]:
        before.pop()
    named = before[-1:] == ["to"] and any(token.low in SIGNS for token in tokens[max(0, i - 5) : i])
    return bool(before) and (before[-1] in _SIGNED or named)


_SIGNED = frozenset("signed inked countersigned co-signed concluded".split())


def title_end(tokens: Sequence[Token], head: int, after: int, blocked: Sequence[bool], gazetteer: Gazetteer) -> int:
    """The token after a title that begins with a capitalised head."""
    i = after
    if whole := _whole_title(tokens, head):
        return whole
    while i < len(tokens) and i - head < _LONGEST_TITLE:
        token = tokens[i]
        if blocked[i]:
            break
        if (
            token.capital
            and token.low not in ("signed", "inked")
            and not (token.low in FUNCTION_WORDS and token.low not in CONNECT)
        ):
            i += 1
            continue
        if token.text == "(":
            close = next((k for k in range(i, min(i + 8, len(tokens))) if tokens[k].text == ")"), None)
            if close is None:
                break
            i = close + 1
            continue
        if (token.low in CONNECT or token.text in (",", "&", "/", "-", "–", ":", "'s", "’s")) and _goes_on(
            tokens, i, blocked, gazetteer
        ):
            i += 1
            continue
        break
    while i > after and (tokens[i - 1].low in CONNECT or tokens[i - 1].text in (",", ":", "-", "–", "&", "/")):
        i -= 1
    return i


def _whole_title(tokens: Sequence[Token], head: int) -> int | None:
    """The end of a title that is the whole subject of "was signed", lower-case words and all."""
    if head > 3:
        return None
    for i in range(head + 6, min(len(tokens) - 1, head + _LONGEST_TITLE)):
        if tokens[i].low in ("was", "were", "has", "have") and {"signed", "inked", "concluded"} & {
            t.low for t in tokens[i + 1 : i + 5]
        }:
            content = [token for token in tokens[head:i] if token.low not in CONNECT and token.text[0].isalpha()]
            return i if sum(t.capital for t in content) >= 0.75 * len(content) and len(content) > 8 else None
    return None


def _goes_on(tokens: Sequence[Token], i: int, blocked: Sequence[bool], gazetteer: Gazetteer) -> bool:
    """Whether a title goes on after the small word or mark ``i``."""
    low = tokens[i].low
    k = i + 1
    while k < len(tokens) and tokens[k].low in CONNECT and not tokens[k].capital and k - i < 3:
        k += 1
    if k >= len(tokens) or blocked[k] or not tokens[k].capital or tokens[k].low in VERBS:
        return False
    if low == "with" and tokens[k].low in ("respect", "regard"):
        return True
    if low in ("with", "by", "at") or (low in ("a", "an") and k == i + 1):
        return False
    if (
        low in ("for", "in")
        and (match := gazetteer.match(tokens, k))
        and not (match[0] < len(tokens) and tokens[match[0]].capital)
    ):
        return False
    if low in ("between", "among"):
        return _topic_later(tokens, k)
    if low in (",", "and", "&"):
        heads = [m for m in range(k, min(k + 6, len(tokens))) if lemma(tokens[m].low) and tokens[m].capital]
        run_end = k
        while run_end < len(tokens) and tokens[run_end].capital:
            run_end += 1
        if any(m < run_end for m in heads):
            return False
        if low == "and" and i + 1 < len(tokens) and tokens[i + 1].low in ("the", "a", "an"):
            return not any(t.low in ("signed", "inked") for t in tokens[k : k + 8]) and not heads
    return True


def _topic_later(tokens: Sequence[Token], i: int) -> bool:
    """Whether "between A and B" in a title is followed by its subject: on, for, concerning … Capital."""
    for k in range(i, min(i + 30, len(tokens) - 1)):
        if tokens[k].low in ("on", "for", "concerning", "regarding") and tokens[k + 1].capital:
            return True
        if not tokens[k].capital and tokens[k].low not in CONNECT and tokens[k].text not in (",", "'s", "’s", "(", ")"):
            return False
    return False


def title_of(tokens: Sequence[Token], text: str, i: int, j: int, gazetteer: Gazetteer) -> str | None:
    """The words of a title, None if they are no more than a kind of document."""
    content = [token for token in tokens[i:j] if token.text[0].isalpha()]
    inside = 0
    special = False
    for token in tokens[i:j]:
        inside += (token.text == "(") - (token.text == ")")
        special |= inside == 0 and token.capital and token.low not in _GENERIC
    if special or _of_capital(tokens, i, j, gazetteer):
        return text[tokens[i].start : tokens[j - 1].end] if content else None
    return None


def _of_capital(tokens: Sequence[Token], i: int, j: int, gazetteer: Gazetteer) -> bool:
    """ "Memorandum of Understanding for Cooperation": generic words, but with a subject of their own."""
    return any(
        tokens[k].low in ("for", "on") and tokens[k + 1].capital and not gazetteer.match(tokens, k + 1)
        for k in range(i, j - 1)
    )
