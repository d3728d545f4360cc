"""What a telling leaves to the text around it: the other signatory, and the document described before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.articles.discourse.alike import among, same_party

if TYPE_CHECKING:
    from kg.articles.clauses.chunks import Chunker
    from kg.articles.clauses.frame import Told
    from kg.articles.discourse.resolve import Resolver
    from kg.articles.mention import Document, Mention
    from kg.articles.text.segments import Sentence

__all__ = ["Described", "with_protagonist"]

_REACH = 3  # sentences that a definite document looks back for its description
_PLANNED = frozenset("scheduled expected planned proposed draft drafted hopes hope wants set due sign talks".split())
_NEAR = 8  # chunks between a document and its "between A and B"


def with_protagonist(candidate: Told, told: list[Told], sentence: Sentence) -> None:
    """ "A similar accord was signed with India": the other party is the one whose signings the text tells."""
    frame = candidate.frames[0]
    if not frame.lone_partner or len(candidate.parties) != 1 or not told:
        return
    partner = candidate.parties[0]
    here = [one for one in told if sentence in one.sentences]
    for one in [*here, *reversed(told), told[0]]:
        others = [party for party in one.parties if party.kind != "group" and not same_party(party, partner)]
        alike = [party for party in others if _rank(party) == _rank(partner)]
        if alike or (others and one in here):
            candidate.parties = [(alike or others)[0], partner]
            return


def _rank(mention: Mention) -> tuple[bool, bool]:
    return mention.kind == "place", mention.level == "country"


@dataclass(slots=True)
class Described:
    """Documents "between A and B" of which the text has not said yet that they were signed."""

    found: list[tuple[Sentence, Document, list[Mention]]] = field(default_factory=list)

    def note(self, sentence: Sentence, chunker: Chunker) -> None:
        """Keep the document that a sentence describes by its parties."""
        words = {token.low for token in sentence.tokens}
        if "between" not in words or words & _PLANNED:
            return
        row = chunker.row(sentence)
        for group in chunker.groups(sentence):
            if group.governor != "between" or len(group.mentions) < 2:
                continue
            before = [i for i in range(max(0, group.first - _NEAR), group.first) if row[i].document is not None]
            document = row[before[-1]].document if before else None
            if document is not None and document.count == 1 and document.kind not in ("same", "none"):
                self.found.append((sentence, document, group.mentions))

    def complete(self, candidate: Told, sentence: Sentence, resolver: Resolver, told: list[Told]) -> None:
        """Give a telling of "it" or "the memorandum" without two parties those of the description before it."""
        document = candidate.documents[0]
        unknown = document.kind == "same" or not document.end
        nominal = candidate.frames[0].form == "nominal"
        if nominal or len(candidate.documents) > 1 or not (unknown or document.definite) or not self.found:
            return
        earlier, described, mentions = self.found[-1]
        if told and told[-1].sentences[-1].number >= earlier.number:
            return  # of that signing the text goes on to speak
        if not 0 < sentence.number - earlier.number <= _REACH or not (unknown or described.kind == document.kind):
            return
        parties: list[Mention] = []
        for mention in mentions:
            parties += resolver.resolve(mention, mention.start, earlier.number)
        fits = all(among(one, parties) for one in candidate.parties)
        if len(parties) < 2 or (len(candidate.parties) > 1 and not fits):
            return
        candidate.parties, candidate.unresolved = parties, False
        candidate.documents = [replace(described, definite=False, title=described.title or document.title)]
        candidate.sentences = [earlier, *candidate.sentences]
