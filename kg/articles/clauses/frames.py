"""Who signs what at a trigger: subjects, partners and documents, by the small words that govern them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.articles.clauses.doubts import unreal
from kg.articles.clauses.frame import Frame, positions
from kg.articles.clauses.roles import active, passive
from kg.articles.clauses.row import ARTICLES, plain_words, word_at
from kg.articles.clauses.triggers import Trigger, find_triggers
from kg.articles.mention import Document
from kg.articles.text.verbs import PAST, SIGNS

if TYPE_CHECKING:
    from kg.articles.clauses.chunks import Chunker
    from kg.articles.clauses.row import Group
    from kg.articles.mention import Chunk
    from kg.articles.text.segments import Sentence

__all__ = ["frames"]

_ADDED = frozenset("addition additionally besides moreover furthermore".split())  # one more document than told before
_STRONG = frozenset({";", ":", "but", "whereas"})


def frames(chunker: Chunker, sentence: Sentence) -> list[Frame]:
    """The tellings of signings in a sentence."""
    chunks = chunker.row(sentence)
    triggers = find_triggers(chunks, heading=sentence.heading)
    if not triggers:
        return []
    grouped = chunker.groups(sentence)
    found = []
    for number, trigger in enumerate(triggers):
        bounds = _bounds(chunks, triggers, number)
        frame = _frame(chunks, grouped, trigger, bounds, sentence)
        if frame and not unreal(frame, trigger, chunks):
            found.append(frame)
    return found


def _bounds(chunks: list[Chunk], triggers: list[Trigger], number: int) -> tuple[int, int]:
    """The chunks that belong to a trigger: up to the next strong mark or the next trigger of another clause."""
    k = triggers[number].k
    left = right = k
    while left > 0 and word_at(chunks, left - 1) not in _STRONG:
        left -= 1
    while right + 1 < len(chunks) and (
        (word := word_at(chunks, right + 1)) not in _STRONG - {":"} or (word == ";" and _after_colon(chunks, k, right))
    ):
        right += 1
    if number + 1 < len(triggers):
        following = triggers[number + 1]
        stop = following.opening if following.form in ("active", "passive") else following.k
        document_between = any(chunks[i].what == "document" for i in range(k + 1, following.k))
        if document_between or triggers[number].form != "active":
            right = min(right, max(k, following.k - 1 if stop < k else max(stop - 1, k)))
    return left, right


def _after_colon(chunks: list[Chunk], k: int, right: int) -> bool:
    return ":" in plain_words(chunks[k:right])


def _frame(
    chunks: list[Chunk], grouped: list[Group], trigger: Trigger, bounds: tuple[int, int], sentence: Sentence
) -> Frame | None:
    left, right = bounds
    documents = _documents(chunks, trigger, left, right) or _known(chunks, trigger)
    if not documents or any(document.kind == "none" and not document.bounded for document in documents):
        return None
    if _in_principle(chunks, trigger, right) or (trigger.weak and not _weak_fits(trigger, documents)):
        return None
    first = documents[0]
    _identified(chunks, documents)
    if trigger.word == "reached" and not (first.definite or first.count or first.plural or first.title):
        return None
    made = Frame(sentence, trigger.form, trigger.weight, documents, trigger=chunks[trigger.k].i, chunk=trigger.k)
    words = {chunk.low for chunk in chunks[left : right + 1] if not chunk.what or chunk.low == "each"}
    if words & _ADDED:
        for document in documents:
            document.fresh = document.fresh or not (document.definite or document.title)
    made.each = bool(words & {"respectively", "each", "separately", "individually"})
    in_reach = [group for group in grouped if left <= group.first and group.last <= right]
    if trigger.form == "are-between":
        made.sets = [g.mentions for g in in_reach if g.first > trigger.k and g.governor in ("between", "among")]
    elif trigger.form == "active" or (first.end <= 1 and trigger.form != "passive"):
        active(chunks, in_reach, trigger, made)
    else:
        passive(chunks, in_reach, trigger, made, grouped)
    _topic_spans(chunks, made, right)
    return made


def _identified(chunks: list[Chunk], documents: list[Document]) -> None:
    """ "This is the second MoU signed …" speaks of the one told before; it is no further one."""
    at = next((i for i, chunk in enumerate(chunks[:9]) if chunk.document is documents[0]), 0)
    words = plain_words(chunks[:at])
    if words[:1] in (["this"], ["it"], ["that"]) and words[1:2] in (
        ["is"],
        ["was"],
        ["marks"],
        ["becomes"],
        ["became"],
    ):
        documents[0].fresh, documents[0].definite = False, True


def _known(chunks: list[Chunk], trigger: Trigger) -> list[Document]:
    """The document known before: "A and B signed it", "A, B and C were those that signed"."""
    following = chunks[trigger.k + 1] if trigger.k + 1 < len(chunks) else None
    after = "" if following is None else following.what or following.low
    if trigger.form in ("active", "participle") and trigger.word == "signed" and after == "with":
        if "respectively" in plain_words(chunks[trigger.k :]):
            return [Document("same", 0, 1, fresh=True, plural=True, count=None, words="")]
        return []
    executed = trigger.word == "executed" and after == "it"
    if not executed and (trigger.weak or trigger.word != "signed" or after not in _AFTER_KNOWN):
        return []
    if trigger.form == "passive" and not _it_before(chunks, trigger):
        return []
    clause = next((i for i in range(trigger.k, 0, -1) if word_at(chunks, i) == ";"), 0)
    if any(chunk.what == "document" for chunk in chunks[clause:]):
        return []
    return [Document("same", 0, 0, definite=True, words="")]


_AFTER_KNOWN = frozenset(
    ["", ".", "it", "them", "too", ";", "for", "day", "in", "on", "at", "by", "today", "yesterday"]
)


def _it_before(chunks: list[Chunk], trigger: Trigger) -> bool:
    """Whether a passive has a pronoun for its subject: "it was signed by A and B"."""
    return word_at(chunks, trigger.opening) in ("it", "they", "which")


def _documents(chunks: list[Chunk], trigger: Trigger, left: int, right: int) -> list[Document]:
    """The documents of a trigger: those after an active verb, before a passive one, after "signing of"."""
    ahead = [i for i in range(trigger.k + 1, right + 1) if chunks[i].what == "document"]
    behind = [i for i in range(trigger.k - 1, left - 1, -1) if chunks[i].what == "document"]
    if trigger.form == "are-between":
        return _at(chunks, [trigger.k]) or _at(chunks, behind[:1])
    if trigger.form in ("passive", "participle", "signatures-of"):
        first = behind or ([ahead[0]] if ahead and trigger.form == "passive" and not behind else [])
        if not behind and trigger.k <= 1:  # Signed on 5 May, the accord …
            first = ahead[:1]
        if not first:
            return []
        if behind and trigger.form == "participle" and not _same_phrase(chunks, behind[0], trigger.k):
            return []
        chosen = [first[0]]
        if behind:
            while (
                len(chosen) < len(behind)
                and _coordinated(chunks, behind[len(chosen)], chosen[-1])
                and not (behind[len(chosen)] and chunks[behind[len(chosen)] - 1].low in PAST)  # A signed one, and two …
            ):
                chosen.append(behind[len(chosen)])
            chosen.reverse()
        chosen = _itemised(chunks, chosen[0], [i for i in ahead if i > chosen[0]]) or chosen
        return _at(chunks, chosen)
    if trigger.form == "nominal":
        near = [i for i in ahead if i - trigger.k < 12] or [i for i in behind if trigger.k - i <= 2]
        chosen = near[:1]
    else:
        chosen = [
            i for i in ahead if not _clause_between(chunks, trigger.k, i) and not _other_object(chunks, trigger, i)
        ][:1]
    object_before = chunks[trigger.k].low in SIGNS or _relative(chunks, behind, trigger)
    if not chosen and trigger.form == "active" and object_before:
        return _at(chunks, behind[:1])
    items = _itemised(chunks, chosen[0], ahead[ahead.index(chosen[0]) + 1 :]) if chosen and chosen[0] in ahead else []
    chosen = items or chosen
    while chosen and not items:
        following = next((i for i in ahead if i > chosen[-1]), None)
        if following is None or not _coordinated(chunks, chosen[-1], following):
            break
        chosen.append(following)
    return _at(chunks, chosen)


def _at(chunks: list[Chunk], places: list[int]) -> list[Document]:
    """The documents of the chunks at ``places``."""
    return [document for i in places if (document := chunks[i].document) is not None]


_NAMES_ITEMS = frozenset({":", "namely", "including", "viz", "–", "—"})


def _relative(chunks: list[Chunk], behind: list[int], trigger: Trigger) -> bool:
    """Whether a document before an active verb is its object: "an agreement on X which they had signed"."""
    if not behind:
        return False
    words = [(i, chunks[i].low) for i in range(behind[0] + 1, trigger.k) if not chunks[i].what]
    opened = [i for i, word in words if word in ("which", "that")]
    return bool(opened) and any(chunk.what == "party" for chunk in chunks[opened[-1] : trigger.k])


def _itemised(chunks: list[Chunk], umbrella: int, ahead: list[int]) -> list[int]:
    """The documents that "three documents were signed: …" or "several agreements, namely …" names; else empty."""
    document = chunks[umbrella].document
    if document is None or not document.plural:
        return []
    for i in range(umbrella + 1, min(umbrella + 16, len(chunks))):
        if chunks[i].what == "document":
            return []
        word = word_at(chunks, i)
        told_by_comma = word == ","  # two papers were signed, the X and the Y
        marked = (
            told_by_comma
            or word in _NAMES_ITEMS
            or (word == "them" and chunks[i - 1].low == "among")
            or (word == "as" and chunks[i - 1].low == "such")
        )
        first = next((k for k in ahead if i < k < i + 5), None) if marked else None
        if first is None:
            continue
        chosen = [first]
        for k in ahead[ahead.index(first) + 1 :]:
            if not _coordinated(chunks, chosen[-1], k):
                break
            chosen.append(k)
        whole = word in (":", "namely", "viz") or document.count == len(chosen) > 1
        if told_by_comma and not whole:
            continue
        return chosen if whole or (document.count is None and len(chosen) > 1) else []
    return []


_NEW_VERB = frozenset("is are was were has have will said says told ;".split())


def _same_phrase(chunks: list[Chunk], document: int, k: int) -> bool:
    """Whether a document and a later participle stand in one phrase (no finite verb between)."""
    return k - document < 30 and not set(plain_words(chunks[document + 1 : k])) & _NEW_VERB


def _clause_between(chunks: list[Chunk], k: int, document: int) -> bool:
    words = plain_words(chunks[k + 1 : document])
    for i in range(k + 1, document):
        verb_next = i + 1 < document and not chunks[i + 1].what and chunks[i + 1].low not in ARTICLES
        if not chunks[i].what and (
            (chunks[i].low == "and" and verb_next)
            or (chunks[i].low == "to" and verb_next and chunks[k].low not in SIGNS)
        ):
            return True
    return (
        bool(set(words) & {"which", "who", "that", "because", "while", "said", "says", "where", "under"})
        or document - k > 25
    )


_BETWEEN = frozenset(
    "on in at by with the a an , into today yesterday both their its also and jointly as well together of".split()
)


def _other_object(chunks: list[Chunk], trigger: Trigger, document: int) -> bool:
    """Whether the verb has another object before the document: concluded talks on the treaty, signed into law."""
    words = plain_words(chunks[trigger.k + 1 : document])
    if words[:2] == ["into", "law"] or set(words[:3]) & {
        "bill",
        "law",
        "decree",
        "order",
        "autographs",
        "petition",
        "up",
        "off",
    }:
        return True
    return trigger.weak and any(word not in _BETWEEN and not word.endswith("ly") for word in words)


def _coordinated(chunks: list[Chunk], one: int, two: int) -> bool:
    """Whether two documents stand side by side: "and", commas, "as well as", their own subjects and parties between."""
    words = plain_words(chunks[one + 1 : two])
    document = chunks[two].document
    owned = document is not None and (document.definite or {"their", "its"} & set(words)) and not document.title
    if words and words[0].endswith("ing") and owned:
        return False  # a memorandum affirming their ties and partnership
    if document is not None and document.kind == "same":
        return bool(words) and words[-1] == "and" and two - one < 40
    if any(
        word in PAST
        or word
        in (
            "is",
            "are",
            "was",
            "were",
            "will",
            "that",
            "which",
            "has",
            "under",
            "who",
            "said",
            ".",
            "while",
            "when",
            "whereas",
            "where",
            "after",
        )
        for word in words
    ) or any(_infinitive(chunks, i) for i in range(one + 1, two)):
        return False
    if words[-1:] == ["including"] or "namely" in words or words[-2:] in (["among", "them"], ["such", "as"]):
        return False
    if ";" in words:
        return _after_colon(chunks, 0, one) and two - one <= 24
    return two - one <= 24 and bool({"and", ",", "plus", "well", "&"} & set(words))


def _infinitive(chunks: list[Chunk], i: int) -> bool:
    """Whether chunk ``i`` is the "to" of a verb: to build, but not access to the market, nor "and to an MOU"."""
    following = chunks[i + 1] if i + 1 < len(chunks) else None
    return chunks[i].low == "to" and following is not None and not following.what and following.low not in ARTICLES


def _in_principle(chunks: list[Chunk], trigger: Trigger, right: int) -> bool:
    words = plain_words(chunks[trigger.k : min(right + 1, trigger.k + 9)])
    return any(one == "in" and two in ("principle", "substance") for one, two in itertools.pairwise(words))


_SOLID = frozenset({"memorandum", "treaty", "convention", "protocol", "framework-agreement", "cooperation-agreement",
"letter-of-intent", "agreement",
                    "contract", "exchange-of-notes", "twinning", "action-plan", "other"})  # fmt: skip


def _weak_fits(trigger: Trigger, documents: list[Document]) -> bool:
    """Whether a verb that is not "sign" goes with the document: an agreement is reached or concluded, a plan is not."""
    kinds = {document.kind for document in documents}
    words = " ".join(document.words.lower() for document in documents)
    if trigger.word.startswith(("exchang", "execut", "formali")):
        return bool(
            kinds
            & {"memorandum", "exchange-of-notes", "letter-of-intent", "agreement", "contract", "cooperation-agreement"}
            or (trigger.word.startswith("execut") and kinds & {"treaty", "convention", "protocol", "other"})
        )
    if trigger.word.startswith("seal"):
        return kinds <= _SOLID - {"other"}
    if "other" in kinds and trigger.word.startswith(("reach", "conclu", "enter", "struck")):
        return False
    return "consensus" not in words


def _topic_spans(chunks: list[Chunk], made: Frame, right: int) -> None:
    """Characters that tell what the documents are about: each document and the words after it, up to the next one."""
    told = positions(chunks, made)
    for number, i in enumerate(told):
        stop = told[number + 1] - 1 if number + 1 < len(told) else right
        tokens = made.sentence.tokens
        made.topics.append((tokens[chunks[i].i].start, tokens[min(chunks[stop].j, len(tokens)) - 1].end))
