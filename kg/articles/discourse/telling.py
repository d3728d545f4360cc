"""From the tellings of single sentences to signings: parties resolved, pairs made, lists of documents read."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.articles.clauses.frame import Told
from kg.articles.clauses.frames import frames
from kg.articles.clauses.triggers import find_triggers
from kg.articles.discourse.afterwards import with_signatories_after
from kg.articles.discourse.alike import among, same_party
from kg.articles.discourse.lists import included, items_after, name_partners, of_item
from kg.articles.discourse.merging import add_signatories, merge, without_umbrellas
from kg.articles.discourse.occasions import dating, day_of
from kg.articles.discourse.resolve import Resolver
from kg.articles.discourse.scenes import Scenes
from kg.articles.discourse.signatories import name_signatories, signatories
from kg.articles.discourse.titled import in_title, joined_states
from kg.articles.discourse.unsaid import Described, with_protagonist
from kg.articles.mention import Mention

if TYPE_CHECKING:
    from kg.articles.clauses.chunks import Chunker
    from kg.articles.clauses.frame import Frame
    from kg.articles.mention import Day, Document
    from kg.articles.text.segments import Sentence

__all__ = ["tellings"]

_WE = re.compile(r"[Ww][Ee](?![^\W_])")


def tellings(sentences: list[Sentence], chunker: Chunker, relevant: set[int]) -> tuple[list[Told], Resolver]:
    """The signings that the sentences tell, each once, in order; ``relevant`` numbers those that may tell one."""
    resolver = Resolver(chunker, sentences=sentences)
    if any(_in_first_person(sentence) for sentence in sentences[:200]):
        resolver.look_ahead(sentences[:200])
    told: list[Told] = []
    scenes = Scenes(chunker.calendar)
    opened = False
    items: set[int] = set()  # sentences read as items of a list
    described = Described()
    last = max(relevant, default=-1)
    for sentence in sentences:
        if sentence.number > last:
            break
        resolver.note(sentence)
        signed, own = None, False
        named = signatories(chunker.row(sentence)) if sentence.number in relevant else []
        if sentence.number in relevant and sentence.number not in items:
            for frame in frames(chunker, sentence):
                if named and not frame.documents[0].end:
                    continue
                kind = told[-1].documents[-1].kind if told else "agreement"
                if frame.form == "are-between" and not opened:
                    continue
                name_partners(frame, sentences, chunker)
                umbrella = frame.documents[0]
                if len(frame.documents) == 1 and umbrella.plural and umbrella.kind != "same":
                    frame.documents = included(sentences, sentence.number, chunker, umbrella.count) or frame.documents
                candidates = _candidates(frame, resolver, kind, chunker)
                day = day_of(frame, chunker, sentence, scenes, told)
                signed = signed or day
                if listed := _listed(frame, candidates, sentences, chunker, resolver, day):
                    items.update(one.sentences[0].number for one in listed)
                    told += listed
                    continue
                each = _day_of_each(frame, candidates, chunker)
                for number, candidate in enumerate(candidates):
                    candidate.day, candidate.part = each[number] if each else day, len(candidates) > 1
                    with_protagonist(candidate, told, sentence)
                    described.complete(candidate, sentence, resolver, told)
                    own = own or candidate.documents[0].end > 0
                    if candidate.documents[0].end:
                        merge(told, candidate)
                    elif not told or not add_signatories(told[-1], candidate):
                        continue
                    resolver.signed(candidate.parties, sentence.number, sentence.start + 1)
            opened = opened or bool(find_triggers(chunker.chunks(sentence), heading=False))
        if named:
            name_signatories(told, named, sentence, resolver)
        if not own and told and 0 < sentence.number - told[-1].sentences[-1].number <= 3 and not told[-1].day:
            signed = told[-1].day = signed or dating(sentence, chunker)
        scenes.note(sentence, chunker.chunks(sentence), signed)
        described.note(sentence, chunker)
    return without_umbrellas(with_signatories_after(told, sentences, chunker, resolver)), resolver


def _in_first_person(sentence: Sentence) -> bool:
    return _WE.search(sentence.text) is not None and any(token.low == "we" for token in sentence.tokens)


# -------------------------------------------------------------------- lists


def _listed(
    frame: Frame,
    candidates: list[Told],
    sentences: list[Sentence],
    chunker: Chunker,
    resolver: Resolver,
    day: Day | None,
) -> list[Told]:
    """The documents of the list that the sentence of ``frame`` opens; their parties, if not told, are its own."""
    if not any(document.plural or document.generic for document in frame.documents):
        return []
    items = items_after(sentences, frame.sentence.number)
    if not items:
        return []
    parties = next((one.parties for one in candidates if len(one.parties) > 1), [])
    if not parties and resolver.past:
        parties = list(resolver.past[-1].mentions)
    heading = Told(parties, [], [frame.sentence], day, frame.weight * 0.85, [frame])
    made: list[Told] = []
    complete = any(document.count == len(items) for document in frame.documents)
    for item in items:
        document, inner = of_item(item, heading, chunker)
        own = _resolved(inner, resolver, frame)[0] if inner else []
        topics = [(item.start, item.end)]
        made.append(replace(heading, parties=own if len(own) > 1 else parties, documents=[document]))
        made[-1].sentences = [item, frame.sentence] if complete else [item]
        made[-1].frames, made[-1].topics = [frame], topics
    return made


def _day_of_each(frame: Frame, candidates: list[Told], chunker: Chunker) -> list[Day]:
    """The days of "with A in 1990, with B in 1995": one after each partner; empty if they are told otherwise."""
    ends = [group[-1] for group in frame.sets] if frame.sets else frame.partners
    days = [chunk.day for chunk in chunker.chunks(frame.sentence) if chunk.day is not None and chunk.day.edtf]
    if len(candidates) < 2 or not len(candidates) == len(ends) == len(days):
        return []
    starts = [*(one.start for one in ends[1:]), frame.sentence.end]
    own = all(one.end <= day.start < stop for one, day, stop in zip(ends, days, starts, strict=True))
    return days if own else []


# ------------------------------------------------------------------ parties


def _resolved(mentions: list[Mention], resolver: Resolver, frame: Frame) -> tuple[list[Mention], bool]:
    found: list[Mention] = []
    missing = False
    for mention in mentions:
        at = mention.start
        if mention.kind == "anaphor" and any(one.end <= at for one in frame.partners):
            at = frame.sentence.start  # With A and B, the city signed …: the city is neither of them
        ones = resolver.resolve(mention, at, frame.sentence.number)
        missing |= not ones
        for one in ones:
            if not any(_twice(one, other) for other in found):
                found.append(one)
    return found, missing


def _twice(one: Mention, other: Mention) -> bool:
    """Whether a list names one party twice: bodies of different names in it are different ones."""
    if one.kind == other.kind == "body":
        return one.name.lower() == other.name.lower() and same_party(one, other)
    return same_party(one, other)


def _candidates(frame: Frame, resolver: Resolver, kind: str, chunker: Chunker) -> list[Told]:
    """The signings of one telling: one, or one a partner, or one a pair."""
    documents = frame.documents
    if any(document.bounded for document in documents) or _summed(frame):
        return []
    if frame.form == "participle" and any(
        document.plural and document.count is None and document.definite for document in documents
    ):
        return []
    again = documents[0].kind == "same"
    for document in documents:
        if document.kind == "same":
            document.kind = next(
                (
                    chunk.document.kind
                    for chunk in chunker.chunks(frame.sentence)
                    if chunk.document and chunk.document.kind not in ("same", "none")
                ),
                kind,
            )
    if (
        frame.form in ("passive", "participle")
        and frame.subjects
        and not frame.partners
        and len(frame.subjects) == 1
        and again
    ):
        frame.partners, frame.subjects = frame.subjects, []
    if _named_in_title(frame):
        frame.subjects, frame.partners = in_title(documents[0], frame.sentence, chunker) or frame.subjects, []
    _people(frame, resolver)
    subjects, missing_one = _resolved(frame.subjects, resolver, frame)
    partners, missing_two = _resolved(frame.partners, resolver, frame)
    missing = missing_one or missing_two
    sets = [_resolved(mentions, resolver, frame)[0] for mentions in frame.sets]
    if frame.per_document and not subjects and (frame.form != "active" or not frame.subjects):
        return [
            _told(_resolved(own, resolver, frame)[0], [document], frame, missing)
            for document, own in zip(documents, frame.per_document, strict=True)
        ]
    if frame.per_document and subjects:
        made = []
        for place, (document, own) in enumerate(zip(documents, frame.per_document, strict=True)):
            mine = [subjects[place]] if frame.each and len(subjects) == len(documents) else subjects
            one = _told(mine + _resolved(own, resolver, frame)[0], [document], frame, missing)
            one.topics = frame.topics[place : place + 1]
            made.append(one)
        return made
    if (
        not (subjects or partners or sets)
        and frame.form in ("passive", "nominal")
        and len(documents) == 1
        and documents[0].title
    ):
        subjects = _resolved(in_title(documents[0], frame.sentence, chunker), resolver, frame)[0]
    if (
        len(subjects) + len(partners) < 2
        and not sets
        and (joined := joined_states(frame, chunker, subjects + partners))
    ):
        subjects, partners, missing = joined, [], False
    partners = [one for one in partners if not among(one, subjects)]
    if missing and (pair := _pair_of_offices(frame, resolver)):
        subjects, partners, missing = pair, [], False
    if missing and len(subjects) + len(partners) == 1:
        pair = resolver.pair_with((subjects or partners)[0], frame.sentence.start, frame.sentence.number)
        subjects, partners = (pair, []) if pair else (subjects, partners)
    if len(sets) > 1 and (frame.each or documents[0].plural or documents[0].fresh):
        return [_told(parties, [_single(documents[0])], frame, missing) for parties in sets if len(parties) > 1]
    if sets:
        flat = [one for parties in sets for one in parties]
        others = [one for one in subjects if not among(one, flat)]
        return [_told(others + flat if len(flat) < 2 else flat, documents, frame, missing)]
    if (
        partners
        and not subjects
        and documents[0].kind != "none"
        and (documents[0].fresh or frame.form == "active")
        and (lead := resolver.leading(frame.sentence.number))
    ):
        subjects = [lead]
    if not (subjects or partners or sets) and frame.form in ("passive", "participle") and not documents[0].definite:
        subjects = resolver.spoken_of(frame.sentence, again=again)
        missing = True
    if not (subjects or partners or sets) and documents[0].words.lower().startswith("their "):
        they = Mention("anaphor", frame.sentence.start, frame.sentence.start, "their", noun="they", plural=True)
        subjects = resolver.resolve(they, documents[0].start, frame.sentence.number)
    plural = documents[0].plural and len(documents) == 1
    number = documents[0].count
    if frame.lone_partner and plural and len(subjects) > 1 and number in (None, len(subjects)):
        return [_told([one], [_single(documents[0])], frame, missing) for one in subjects]
    if partners and len(subjects) == len(partners) > 1 and frame.each:
        return [
            _told([one, two], [_single(documents[0])], frame, missing)
            for one, two in zip(subjects, partners, strict=True)
        ]
    if (
        len(partners) > 1
        and (frame.each or (plural and (number is None or number == len(partners))))
        and not any(one.generic for one in partners)
    ):
        return [_told([*subjects, partner], [_single(documents[0])], frame, missing) for partner in partners]
    return [_told(subjects + partners, documents, frame, missing)]


def _people(frame: Frame, resolver: Resolver) -> None:
    """Beside a person, "Mary Poe of Ohio" is one too, and stands for the place."""
    sides = [*frame.subjects, *frame.partners]
    if not any(one.kind == "person" or resolver.person(one) for one in sides):
        return
    for one in sides:
        words = one.name.split()
        if one.kind == "unknown" and one.place and len(words) > 1 and not one.name.isupper():
            place = Mention("place", one.start, one.end, one.place, place=one.place, level=one.level)
            one.kind, one.represents = "person", [place]


_OFFICES_OF = {"mayor": "mayors", "governor": "governors", "minister": "countries", "president": "countries"}


def _pair_of_offices(frame: Frame, resolver: Resolver) -> list[Mention]:
    """The two cities that two mayors stand for, where one of them is told by his name and country alone."""
    people = [*frame.subjects, *frame.partners]
    if not people or people[0].kind != "person":
        return []
    several = people[0].plural and not people[0].represents  # Foreign ministers X and Y
    if not several and (len(people) != 2 or people[1].kind != "person"):
        return []
    offices = _OFFICES_OF if several else ("mayor", "governor")
    office = next((one.noun for one in people if one.noun in offices), None)
    if office is None:
        return []
    start = people[0].start
    noun = _OFFICES_OF[office]
    both = Mention("anaphor", start, start, "", noun=noun, count=2, plural=True)
    return resolver.resolve(both, start, frame.sentence.number)


def _named_in_title(frame: Frame) -> bool:
    """Whether those who sign are persons of whom the text does not tell for whom, and a title may tell it."""
    people = [*frame.subjects, *frame.partners]
    vague = any(not one.represents or one.represents[0].generic for one in people if one.kind == "person")
    return frame.documents[0].title is not None and vague and all(one.kind == "person" for one in people)


_CROWD = 10  # so many partners are those of many years, if they live all over the world
_EVERYWHERE = frozenset(
    {("the", "world"), ("the", "globe"), ("home", "and"), ("across", "china"), ("throughout", "the"), ("around", "the")}
)
_SO_FAR = frozenset({("so", "far"), ("to", "date"), ("until", "now"), ("up", "to"), ("thus", "far"), ("by", "now")})


def _summed(frame: Frame) -> bool:
    """Whether a number of documents is the sum of many occasions: "78 agreements have been signed so far"."""
    words = [token.low for token in frame.sentence.tokens]
    many = any(document.plural and (document.count or 0) > 1 for document in frame.documents)
    crowd = any(one.kind == "group" and (one.minimum or 0) >= _CROWD for one in frame.partners + frame.subjects)
    if not many and not crowd:
        return False
    everywhere = crowd and not many and {"has", "have", "had"} & set(words) and _EVERYWHERE & set(pairwise(words))
    if everywhere:
        return True
    since = "since" in words and bool({"have", "has"} & set(words))
    return since or any(pair in _SO_FAR for pair in pairwise(words))


def _single(document: Document) -> Document:
    return replace(document, count=1, plural=False)


def _told(parties: list[Mention], documents: list[Document], frame: Frame, missing: bool) -> Told:
    umbrella = any(document.plural and document.count is None for document in documents) and any(
        one.generic for one in parties
    )
    if any(document.generic for document in documents) and len(parties) > 2:
        umbrella = umbrella or any(one.kind == "group" for one in parties)
    return Told(
        parties, documents, [frame.sentence], None, frame.weight, [frame], list(frame.topics), missing, umbrella
    )
