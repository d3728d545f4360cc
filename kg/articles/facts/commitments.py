"""What the parties of a signing say they will do: spans of the text after "will", "agreed to" and the like.

The words stay those of the source until a curator puts them otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.articles.facts.initiatives import items, planned

if TYPE_CHECKING:
    from datetime import date

    from kg.articles.clauses.frame import Told
    from kg.articles.text.segments import Sentence

__all__ = ["Promise", "find_promises"]

_WHO = (
    r"(?:they|both|it|the (?:two|three|four|five|parties|sides|partners|agreement|memorandum|mou|deal|"
    r"pact|treaty|document|plan|cooperation|bodies|universities|cities)"
    r"|(?:the )?(?:two|both|three|four) (?:sides|parties|countries|cities|regions|provinces|"
    r"governments|places|universities|institutions|ministries|organi[sz]ations|companies|agencies|"
    r"bodies|departments|courts|bureaus|nations)"
    r"|the (?:parties|sides|partners|city|university|company|ministry|government|group|port|district|province))"
)
_MODAL = (
    r"(?:will (?:also |jointly |work together to |join hands to |cooperate to |together )?|shall "
    r"(?:also |jointly )?|(?:have |has |had |also )*agreed (?:that they will |to )"
    r"|(?:have |has )?(?:pledged|undertaken|committed(?: themselves)?|promised|undertook) to "
    r"|(?:are|is) (?:going|slated|set|due|expected) to |are to |is to |intend to |plan to |aim to )"
)
_PROMISE = re.compile(
    rf"(?:\b{_WHO}(?:,[^,.;]{{0,60}},)? {_MODAL}|\bagreed to |\b(?:under|in|with|according to|in accordance with|"
    rf"pursuant to) (?:it|which|the (?:[a-z-]+ ){{0,3}}(?:agreement|deal|memorandum|mou|pact|contract|protocol)),? "
    rf"(?:they|the (?:two |both )?\w+|[A-Z]\w+(?:(?: and)? [A-Z]\w+){{0,5}}) "
    rf"(?:will (?:also |jointly |work together to |join hands to )?|are to|is to|promised to|undertook to) ?)"
    r"(?P<what>[a-z][^.;]{8,600})",
    re.IGNORECASE,
)
_VERBS = (
    "build|establish|set up|create|launch|develop|strengthen|promote|share|exchange|explore|expand|"
    "improve|deepen|support|cooperate|work|provide|conduct|carry out|organi[sz]e|open|"
    "hold|offer|train|invest|construct|introduce|jointly|concertedly|co-build|coordinate|connect|link|"
    "hammer|strive|expedite|accelerate|increase|reduce|protect|restore|set|innovate|"
    "maintain|boost|ensure|implement|facilitate|enhance|advance|pursue|form|draw "
    "up|help|host|send|supply|buy|sell|fund|finance|operate|run|design|study|monitor|combat|fight|"
    "harmoni[sz]e|simplify|recogni[sz]e"
)
_SPLIT = re.compile(rf",?[”\"]?,? (?:and (?:to )?|as well as )(?=(?:{_VERBS})\b)|,[”\"]? (?:to )?(?=(?:{_VERBS})\b)")
_DUE = re.compile(
    r"\bby (?P<end>the end of )?(?:(?P<this>the year|this year|year's "
    r"end)|(?:(?P<m>January|February|March|April|May|June|July|August|September|October|November|"
    r"December) )?(?P<y>20\d\d))",
    re.IGNORECASE,
)
_EVERY = {
    "P1Y": r"annually|(?:every|each) year|once a year|yearly",
    "P6M": r"twice a year|every six months|semi-annually|(?:every|each) half(?:-| a )year",
    "P2Y": r"every (?:two|second|other) years?|biennially",
    "P3M": r"quarterly|(?:every|each) quarter|every three months",
    "P1M": r"monthly|(?:every|each) month|once a month",
    "P1W": r"weekly|(?:every|each) week|once a week",
}
_MONTHS = "january february march april may june july august september october november december".split()
_REACH = 3  # sentences after the one that tells the signing


@dataclass(slots=True)
class Promise:
    """Characters of one promise, its deadline and recurrence, and what is to be built (name, type)."""

    start: int
    end: int
    text: str
    due: str | None = None
    due_basis: str | None = None
    recurrence: str | None = None
    initiative: tuple[str, str, int, int] | None = None


def find_promises(one: Told, telling: set[int], sentences: list[Sentence], anchor: date | None) -> list[Promise]:
    """The promises told in the sentences of a signing and right after them; ``telling`` numbers those that tell any."""
    own = {sentence.number for sentence in one.sentences}
    found: list[Promise] = []
    seen: set[int] = set()
    for sentence in one.sentences:
        for number in range(sentence.number, min(sentence.number + _REACH + 1, len(sentences))):
            following = sentences[number]
            if number in seen:
                continue
            if number != sentence.number and (
                (number in telling and number not in own) or following.paragraph > sentence.paragraph + 1
            ):
                break
            seen.add(number)
            found += _in_sentence(following, anchor)
    return found


def _in_sentence(sentence: Sentence, anchor: date | None) -> list[Promise]:
    found: list[Promise] = []
    for match in _PROMISE.finditer(sentence.text):
        start = match.start("what")
        cuts = [start, *(cut.end() + start for cut in _SPLIT.finditer(match["what"])), match.end("what")]
        ends = [*(cut.start() + start for cut in _SPLIT.finditer(match["what"])), match.end("what")]
        for first, last in zip(cuts, ends, strict=False):
            for begin, end in items(sentence.text[first:last]):
                words = sentence.text[first + begin : first + end].rstrip(" ,”\"'")
                if " " in words:
                    found.append(_promise(sentence.start + first + begin, words, anchor))
    return found


def _promise(start: int, words: str, anchor: date | None) -> Promise:
    made = Promise(start, start + len(words), words)
    if due := _DUE.search(words):
        if due["this"] and anchor:
            made.due, made.due_basis = f"{anchor.year}-12-31", "inferred"
        elif due["y"]:
            month = f"-{_MONTHS.index(due['m'].lower()) + 1:02d}" if due["m"] else ""
            made.due, made.due_basis = due["y"] + month, "stated"
    made.recurrence = next((span for span, form in _EVERY.items() if re.search(rf"\b(?:{form})\b", words)), None)
    if thing := planned(words):
        made.initiative = (thing.name, thing.type, start + thing.start, start + thing.end)
    return made
