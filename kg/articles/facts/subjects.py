"""What a signing is about: by the words of its documents, of its sentence, of what follows, and by who signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.articles.facts.topics import GENERAL, fields_of

if TYPE_CHECKING:
    from kg.articles.clauses.frame import Told
    from kg.articles.text.segments import Sentence
    from kg.model import Party

__all__ = ["subjects"]

_MOST_FIELDS = 8
_FROM_CONTEXT = 3  # fields taken from sentences that only surround the telling
_SPECIAL = frozenset({"department", "court", "hospital", "university", "other", "association", "park", "port"})
_NAME = re.compile(r"(?:[A-Z][\w'’&.-]*\s+(?:(?:of|for|and|the|de|on|&)\s+){0,2}){1,8}[A-Z][\w'’&.-]*")
_SPEAKS_OF_IT = re.compile(
    r"\b(?:agreement|memorand(?:um|a)|mous?|accord|pact|deal|treaty|protocol|contract|document|text|plan|partnership"
    r"|(?:two|both) sides|parties|cooperat\w+|it|they|under)\b",
    re.IGNORECASE,
)
_NAMES_IT = re.compile(
    r"\b(?:(?:the|this|under (?:the|an?|its)) (?:[\w-]+ ){0,2}(?:agreement|memorand(?:um|a)|mous?|accord|pact|deal"
    r"|treaty|protocol|contract|document|text|plan|partnership)|(?:two|both) sides|parties)\b",
    re.IGNORECASE,
)


def subjects(
    one: Told, topics: list[str], sentences: list[Sentence], telling: set[int], parties: tuple[Party, ...]
) -> tuple[str, ...]:
    """The fields of a signing, at most eight.

    ``topics`` are the words beside its documents, ``telling`` the numbers of the sentences that tell of any signing.
    """
    words = " ".join([*(document.title or document.words for document in one.documents), *topics])
    found = fields_of(_without(words, parties))
    shared = _shared(parties)
    told = _without(" ".join(sentence.text for sentence in one.sentences), parties)
    if not found:
        found = fields_of(_NAME.sub(" ", told))
    if not found and not shared:
        found = fields_of(told) or fields_of(" ".join(_following(one, sentences, telling)))[:_FROM_CONTEXT]
    if not found and not shared:
        found = fields_of(" ".join(party.name or "" for party in parties if party.kind != "enterprise"))[:2]
    if shared or all(party.kind in ("enterprise", "association") for party in parties):
        found = [field for field in found if field != GENERAL]
    return tuple([*found, *(field for field in shared if field not in found)][:_MOST_FIELDS])


def _following(one: Told, sentences: list[Sentence], telling: set[int]) -> list[str]:
    """The next sentences of the same or the next paragraph, as far as they speak of the document."""
    last = one.sentences[0]
    near = [s for s in sentences[last.number + 1 : last.number + 3] if s.paragraph - last.paragraph <= 2]
    return [
        sentence.text
        for sentence in near
        if sentence.number not in telling
        and (_SPEAKS_OF_IT if sentence.paragraph == last.paragraph else _NAMES_IT).search(sentence.text)
    ]


def _shared(parties: tuple[Party, ...]) -> list[str]:
    """Fields that the names of all parties have in common: what two health commissions sign is about health."""
    bodies = [party for party in parties if party.named and party.kind in _SPECIAL]
    if len(bodies) < 2 or len(bodies) < len(parties):
        return []
    common = [fields_of(party.name or "") for party in bodies]
    return [field for field in common[0] if all(field in other for other in common[1:])]


def _without(words: str, parties: tuple[Party, ...]) -> str:
    for party in parties:
        for evidence in party.evidence:
            words = words.replace(evidence.exact or "", " ")
    return words
