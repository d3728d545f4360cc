"""Totals told otherwise than "N agreements were signed": as relations, pairs, sums, ranks and signatories."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.articles.facts.counts import BOUND, NUMBER, ORDINAL, bounds, rank

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["tallies"]

_PAPERS = (
    r"(?:agreements?|accords?|pacts?|treaties|memoranda|memorandums|mous?|conventions?|protocols|deals|contracts"
    r"|partnerships|relations(?:hips)?|ties|twinnings|documents|arrangements)"
)
_MEMBERS = (
    r"(?:countries|states|nations|cities|towns|companies|firms|governments|parties|universities|institutions|institutes"
    r"|members|signatories|organi[sz]ations|municipalities|provinces|regions|ports|airports|banks|hospitals|schools"
    r"|counties|districts|courts|museums|airlines|partners)"
)
_DONE = r"(?:has|have|had)\s+(?:\w+\s+){0,2}?(?:signed|concluded|established|entered into|inked|formed|sealed|reached)"
_UPTO = r"(?:\s+(?!by\b|on\b|will\b|that\b)[\w-]+){0,6}?"
_N = BOUND + NUMBER
_TALLIES = tuple(
    (what, re.compile("".join(parts), re.IGNORECASE))
    for what, *parts in (
        # concluded 2,341 pairs of sister-city relations; seven pairs of hospitals signed agreements
        ("agreements", rf"\b(?:{_DONE}|concluded|established|formed)\s+{_N}\s+(?:[\w-]+\s+)?pairs\s+of\b"),
        (
            "agreements",
            rf"\b{_N}\s+pairs\s+of\b[^.;]{{0,80}}?",
            rf"\b(?:signed|concluded|inked)\b[^.;]{{0,60}}?{_PAPERS}",
        ),
        # has concluded friendly relations with 12 ports
        ("agreements", rf"\b{_DONE}{_UPTO}\s+{_PAPERS}{_UPTO}\s+with\s+{_N}", rf"(?:\s+[\w-]+){{0,3}}?\s+{_MEMBERS}"),
        # the number of agreements that A had concluded rose to 92; brings to 30 the number of agreements
        (
            "agreements",
            rf"\bnumber\s+of{_UPTO}\s+{_PAPERS}[^.;]{{0,80}}?\b(?:to|at|reached|is|was)\s+{_N}\b",
            r"(?!\s+(?:percent|per cent|million|billion|years?|months?|days?))",
        ),
        (
            "agreements",
            rf"\b(?:bring|brings|bringing|brought|takes|taking|raises|raising)\s+to\s+{_N}\s+",
            rf"the\s+(?:total\s+)?number\s+of{_UPTO}\s+{_PAPERS}",
        ),
        # the fourteenth that the island has signed; the second to be signed
        (
            "agreements",
            rf"\b(?:is|was|became|makes?|marks?)\s+(?:\w+\s+)?the\s+{ORDINAL}(?:\s+(?:one|such|of its kind))?\s+",
            rf"(?:to\s+be\s+(?:signed|concluded)|(?:that\s+)?[^.;]{{2,60}}?\s+{_DONE})",
        ),
        # seven of the eleven states have signed; the signatures of 54 nations
        (
            "signatories",
            rf"\b{_N}\s+of\s+the\s+(?:[\w-]+\s+){{1,4}}?{_MEMBERS}\b[^.;,]{{0,40}}?",
            r"\b(?:has|have|had)\s+(?:\w+\s+){0,2}?signed\b",
        ),
        (
            "signatories",
            rf"\b(?:signatures|signed\s+by)\s+(?:of\s+)?{_N}\s+(?:[\w-]+\s+)?{_MEMBERS}\s+",
            r"(?:stand|are|have been|so far|to date|by now)\b",
        ),
        # 48 projects were settled, contracted, sealed; 76 sub-agreements followed
        (
            "agreements",
            rf"\b{_N}(?:\s+[\w-]+){{0,3}}?\s+projects\b[^.;]{{0,90}}?\b(?:settled|contracted|sealed)\b",
        ),
        (
            "agreements",
            rf"\b(?:settled|contracted|seals?\s+to|follow(?:ed)?\s+with|came\s+away\s+with)\s+{_N}",
            rf"(?:\s+[\w-]+){{0,3}}?\s+(?:projects|(?:sub-)?{_PAPERS})\b",
        ),
        (
            "agreements",
            rf"\b{_N}\s+(?:\w+\s+)?sub-agreements\b[^.;]{{0,60}}?\b(?:signed|concluded|followed)\b",
        ),
    )
)
_HINT = re.compile(
    r"pairs? of|number of|signatures|sub-agreements|projects|(?:has|have|had) |seals? to|followed? with|came away"
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|plans?|planned|hopes?|expect\w*|aims?|to sign|could|may|might|not|if)\b"
)


def tallies(sentence: str) -> Iterator[tuple[str, int | None, int | None, int]]:
    """Totals of a sentence told as relations, pairs, sums or ranks: what is counted, its bounds, where it stands."""
    if not _HINT.search(sentence.lower()):
        return
    for what, pattern in _TALLIES:
        match = pattern.search(sentence)
        if match is None or _TO_COME.search(sentence[max(0, match.start() - 30) : match.end()].lower()):
            continue
        groups = match.groupdict()
        if groups.get("o"):
            place = rank(match["o"])
            yield what, place, place, match.start("o")
        else:
            yield what, *bounds(match), match.start("n")
        return
