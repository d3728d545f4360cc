"""Kinds of document by their head nouns, and whether a noun is a document where it stands."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.text.segments import Token

__all__ = ["HEADS", "counts", "kind_at", "kind_of", "lemma"]

HEADS = MappingProxyType(
    {
        "agreement": "agreement",
        "accord": "agreement",
        "pact": "agreement",
        "deal": "agreement",
        "compact": "agreement",
        "partnership": "agreement",
        "arrangement": "agreement",
        "memorandum": "memorandum",
        "memo": "memorandum",
        "map": "other",
        "mou": "memorandum",
        "moa": "memorandum",
        "contract": "contract",
        "treaty": "treaty",
        "convention": "convention",
        "protocol": "protocol",
        "letter": "letter-of-intent",
        "loi": "letter-of-intent",
        "declaration": "declaration",
        "plan": "plan",
        "statement": "other",
        "communique": "other",
        "communiqué": "other",
        "charter": "other",
        "minutes": "other",
        "roadmap": "other",
        "document": "other",
        "instrument": "other",
        "notes": "exchange-of-notes",
        "covenant": "other",
        "lease": "contract",
        "twinning": "twinning",
        "extension": "agreement",
        "renewal": "agreement",
        "amendment": "agreement",
        "addendum": "agreement",
        "concordat": "treaty",
        "initiative": "other",
        "concession": "contract",
        "consensus": "other",
        "mous": "memorandum",
        "fta": "agreement",
        "tiea": "agreement",
        "cepa": "agreement",
        "lois": "letter-of-intent",
        "programme": "other",
        "understanding": "memorandum",
        "framework": "framework-agreement",
        "papers": "other",
        "intent": "letter-of-intent",
    }
)


_PLURALS = MappingProxyType(
    {
        "treaties": "treaty",
        "memoranda": "memorandum",
        "minutes": "minutes",
        "notes": "notes",
        "communiques": "communique",
    }
)


_LEMMAS = MappingProxyType({f"{head}s": head for head in HEADS} | dict(_PLURALS) | {head: head for head in HEADS})


_NEEDS = MappingProxyType(  # heads that count only next to another word
    {
        "letter": ("of", "intent"),
        "map": ("road",),
        "statement": ("joint",),
        "notes": ("exchange", "exchanged", "diplomatic"),
        "plan": ("action", "cooperation", "work", "implementation"),
        "document": (
            "cooperation",
            "framework",
            "agreement",
            "legal",
            "bilateral",
            "joint",
            "the",
            "final",
            "these",
            "this",
            "signed",
        ),
        "initiative": ("joint", "signed"),
        "programme": ("cooperation", "exchange"),
        "consensus": ("memorandum",),
        "framework": ("cooperation", "partnership"),
        "understanding": ("an",),
        "papers": ("cooperation",),
        "intent": ("of",),
        "extension": ("an", "the"),
        "lease": ("a", "the"),
        "amendment": ("an", "the"),
        "concession": ("a", "the"),
        "arrangement": ("a", "an", "implementing", "cooperation", "the", "administrative", "rescue"),
        "renewal": ("a", "the"),
    }
)


_NOT_BEFORE = frozenset(
    "talks negotiation negotiations terms text draft process value worker workers holder holders party "
    "parties partner partners states "
    "members obligations period price manufacturer manufacturers players maker law zone regime "
    "commissioner breach farming "
    "miner employees teams season awards secretary secretariat countries".split()
)


_STATED = frozenset("cooperation co-operation intent understanding partnership".split())


def lemma(low: str) -> str:
    """The head in the singular that a word is; empty if it is none."""
    return _LEMMAS.get(low, "")


def counts(tokens: Sequence[Token], i: int) -> bool:
    """Whether the head at ``i`` is a document here."""
    low, base = tokens[i].low, lemma(tokens[i].low)
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    before = {token.low for token in tokens[max(0, i - 4) : i]}
    if after in _NOT_BEFORE or (after == "-" and i + 2 < len(tokens)):
        return False
    if (
        low in ("deals", "contracts", "plans")
        and after in ("with", "to")
        and (i == 0 or tokens[i - 1].low in ("and", "which", "that", "it", "also", ","))
    ):
        return False  # a verb
    if base == "letter":
        return (
            after == "of"
            and i + 2 < len(tokens)
            and tokens[i + 2].low in ("intent", "agreement", "understanding", "cooperation")
        )
    if base in ("intent", "understanding") and tokens[max(0, i - 1)].low == "of":
        return False
    if base in _NEEDS:
        if base == "document" and low == "documents":
            return True
        if base in ("plan", "programme") and (
            tokens[i].capital or (after == "of" and i + 2 < len(tokens) and tokens[i + 2].low == "action")
        ):
            return True
        if base == "notes" and tokens[max(0, i - 1)].low in ("exchanged", "diplomatic"):
            return True
        if base == "notes" and i > 1 and (tokens[i - 2].low, tokens[i - 1].low) == ("signed", "the"):
            return True
        if base == "statement" and after == "of" and {token.low for token in tokens[i + 2 : i + 4]} & _STATED:
            return True
        if base == "framework" and (after == "agreement" or after in ("of", "for")):
            return False
        return bool(before & set(_NEEDS[base]))
    if low == "agreement" and tokens[max(0, i - 1)].low in (
        "in",
        "reach",
        "general",
        "of",
        "into",
        "full",
        "by",
        "mutual",
    ):
        return tokens[i].capital
    if base == "convention" and after in ("center", "centre", "hall"):
        return False
    return not (
        base in ("deal", "contract")
        and after in ("with", "in")
        and tokens[max(0, i - 1)].low in ("to", "will", "can", "must", "would")
    )


def kind_of(tokens: Sequence[Token], i: int, j: int) -> str:
    """Kind of document of the words from ``i`` to ``j``: the first head decides."""
    for k in range(i, j):
        base = lemma(tokens[k].low)
        if base:
            return kind_at(tokens, i, k)
    return "other"


def kind_at(tokens: Sequence[Token], i: int, k: int) -> str:
    """The kind of document that the head at token ``k`` names; its phrase begins at token ``i``."""
    base, before = lemma(tokens[k].low), [token.low for token in tokens[max(i, k - 4) : k]]
    kind = HEADS[base]
    after = tokens[k + 1].low if k + 1 < len(tokens) else ""
    if kind == "agreement" or base == "contract":
        if "framework" in before:
            return "framework-agreement"
        if any(
            word in ("twinning", "twin", "sister", "sister-city", "twin-city", "twin-town", "friendship-city")
            or word.startswith("sister-")
            for word in before
        ):
            return "twinning"
        if before and before[-1] in ("cooperation", "co-operation") and base == "agreement":
            return "cooperation-agreement"
    if base == "plan":
        of_action = after == "of" and k + 2 < len(tokens) and tokens[k + 2].low == "action"
        return "action-plan" if of_action or (before and before[-1] == "action") else "plan"
    if base == "framework" or (base == "document" and "framework" in before):
        return "framework-agreement" if base == "framework" and after != "document" else "other"
    if base in ("extension", "renewal", "amendment"):
        return "agreement"
    if base == "letter" and k + 2 < len(tokens) and tokens[k + 2].low != "intent":
        return "other"
    return kind
