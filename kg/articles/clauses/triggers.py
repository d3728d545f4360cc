"""Words that tell of a signing, and whether they tell of one that took place.

A trigger is active (A signed), passive (was signed), a participle (the agreement signed by), nominal (the
signing of), or an infinitive told as an event (met to sign). Plans, hopes, refusals and conditions are none.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.articles.clauses.row import word_at
from kg.articles.text.verbs import PAST, SIGNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.mention import Chunk

__all__ = ["TRIGGER_STEMS", "Trigger", "find_triggers"]

_PRESENT = frozenset(
    "sign signs ink inks conclude concludes seal seals reach reaches enter enters pen pens exchange".split()
)
_GERUND = frozenset("signing inking concluding sealing entering signature exchange conclusion".split())
TRIGGER_STEMS = (
    "sign",
    "ink",
    "penn",
    "conclu",
    "seal",
    "reach",
    "enter",
    "exchang",
    "struck",
    "formali",
    "execut",
    "initial",
    "put ",
    "putting ",
    "affix",
    "hands? to",
    "co-?sign",
    "countersign",
    "bears ",
    "bear ",
    "carries ",
)
_IS = frozenset("are is were was".split())
_HANDS = frozenset("put affixed set puts appended".split())
_WORDS = PAST | _PRESENT | _GERUND | _HANDS | frozenset("signature signatures are is were was".split())
_WEAK = frozenset(
    "concluded reached entered exchanged struck sealed conclude concludes reach reaches "
    "enter enters exchange executed formalised formalized initialed "
    "seal seals".split()
)
_ADVERBS = frozenset(
    "also already just then recently formally officially jointly finally both each respectively today "
    "yesterday subsequently "
    "later earlier successfully solemnly simultaneously together separately further now since so only "
    "officially newly first "
    "formerly initially previously once thereby all additionally".split()
)
_MODALS = frozenset("will would shall should may might could can must cannot wo ca".split())
_NEGATIONS = frozenset(
    "not never n't no neither nor without hardly didn't hasn't haven't hadn't wasn't weren't won't isn't aren't".split()
)
_CONDITIONS = frozenset("if unless until whether till".split())
_PLANS = frozenset(
    "expected expects expect plan plans planned planning hope hopes hoped hoping due set scheduled "
    "ready poised likely intend intends "
    "intended aims aim seek seeks sought seeking urged urges urge asked asks called calls invited "
    "refused refuses declined failed fails "
    "agreed want wants wanted prepare prepares preparing prepared proposed proposes consider "
    "considering discussed discuss "
    "negotiating yet awaiting await awaits decided willing unwilling reluctant pledged vowed promised "
    "looking pushing keen able "
    "allow allows allowed authorised authorized empowered approved refusal forward proposal possible "
    "possibility option "
    "reluctance readiness desire wish wishes wished pressure pressed would-be slated tentatively".split()
)
_IN_FORCE = frozenset("force effect operation service".split())
_PROPOSES = frozenset("suggested suggests suggest recommends recommended recommend demands demanded insists".split())
_GATHERED = frozenset(
    "met gathered came sent joined convened travelled traveled flew arrived assembled visited returned "
    "hosted was were attended used seized took".split()
)
_NOMINAL_AGAINST = frozenset(
    "before until pending without toward towards prior urged urging urges called calls calling "
    "expected expects planned planning plan plans "
    "proposed proposes delay delayed postponed postpone await awaits awaiting considering consider "
    "discussed discuss discussing "
    "preparing prepare preparations preparation forward hopes hoped hope ahead refused blocked opposed "
    "opposes opposing approve "
    "approved authorise authorize eventual possible future upcoming forthcoming proposed early "
    "anticipated planned looks "
    "final negotiations towards".split()
)
_FUTURE_AFTER = frozenset(
    "will would shall is are may might could should postponed delayed cancelled canceled scheduled "
    "expected planned".split()
)
_REACH = 12


@dataclass(slots=True)
class Trigger:
    """A trigger: the chunk that is its word, its form, and how sure it is that it tells of an event (0 to 1)."""

    k: int
    form: str
    weight: float
    word: str
    weak: bool = False
    opening: int = -1


def find_triggers(chunks: Sequence[Chunk], *, heading: bool) -> list[Trigger]:
    """Triggers of a sentence that tell of signings that took place."""
    found: list[Trigger] = []
    for k, chunk in enumerate(chunks):
        if (
            chunk.document
            and chunk.document.kind == "same"
            and word_at(chunks, k - 1) in ("is", "was", "are", "were")
            and word_at(chunks, k + 1) == "between"
        ):
            found.append(Trigger(k, "are-between", 0.7, "signed", False, k - 1))
        if chunk.what or chunk.low not in _WORDS:
            continue
        low = chunk.low
        made = None
        if low in PAST:
            made = _past(chunks, k, heading)
        elif low in _PRESENT:
            made = _present(chunks, k, heading)
        elif (
            low in ("signature", "signatures")
            and {word_at(chunks, i) for i in range(max(0, k - 4), k)} & {"bears", "bear", "bore", "carries", "carried"}
            and word_at(chunks, k + 1) == "of"
        ):
            made = Trigger(k, "signatures-of", 0.8, "signed", False, k - 1)
        elif low in _GERUND:
            made = _gerund(chunks, k)
        elif low in _IS and k and chunks[k - 1].document and word_at(chunks, k + 1) == "between":
            made = Trigger(k, "are-between", 0.75, "signed", False, k - 1)
        elif low in _HANDS:
            made = _put(chunks, k)
        if made:
            found.append(made)
    return found


def _auxiliaries(chunks: Sequence[Chunk], k: int) -> tuple[list[str], int]:
    """The words directly before a verb, adverbs and dates skipped, nearest first; the chunk before them."""
    words: list[str] = []
    i = k - 1
    while i >= 0 and len(words) < 5:
        chunk = chunks[i]
        if chunk.what == "day" or (
            not chunk.what and (chunk.low in _ADVERBS or chunk.low.endswith("ly") or chunk.low == "on")
        ):
            i -= 1
            continue
        if chunk.what or not (
            chunk.low in _AUX
            or chunk.low in _MODALS
            or chunk.low in _NEGATIONS
            or chunk.low in _PLANS
            or chunk.low == "yet"
        ):
            break
        words.append(chunk.low)
        i -= 1
    return words, i


_AUX = frozenset("was were been being be is are am get gets got has have had having to do did does".split())
_BE = frozenset("was were been being be is are get gets got".split())


def _against(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the clause before chunk ``k`` opens with a condition."""
    for i in range(k - 1, max(-1, k - 20), -1):
        low = word_at(chunks, i)
        if low in (";", ":"):
            return False
        if low in _CONDITIONS or (
            low == "once"
            and (i == 0 or word_at(chunks, i - 1) in (",", "and", "but"))
            and word_at(chunks, i + 1) != "again"
        ):
            return "," not in [word_at(chunks, n) for n in range(i, k)] or low == "unless"
        if (
            low == "before"
            and not any(word_at(chunks, n) == "," for n in range(i, k))
            and any(chunks[n].what == "party" for n in range(i, k))
        ):
            return True
    return False


def _past(chunks: Sequence[Chunk], k: int, heading: bool) -> Trigger | None:
    words, before = _auxiliaries(chunks, k)
    low = chunks[k].low
    if low == "entered" and (word_at(chunks, k + 1) not in ("into", "in") or word_at(chunks, k + 2) in _IN_FORCE):
        return None
    if set(words) & (_MODALS | _NEGATIONS) or _against(chunks, k) or set(words) & _PLANS:
        return None
    if (
        low in ("concluded", "reached")
        and word_at(chunks, k + 1) in ("that", "with", "by")
        and word_at(chunks, k - 1) not in ("was", "were", "been")
    ):
        return None
    if low == "exchanged" and {"draft", "drafts"} & {word_at(chunks, i) for i in range(max(0, k - 8), k)}:
        return None
    if low.startswith("initial"):
        return None  # the initials of negotiators come before the signing
    weak = low in _WEAK
    be = [word for word in words if word in _BE]
    if be:
        if "to" in words or (be[0] == "be"):
            return None
        if be[0] in ("is", "are", "being"):
            return (
                Trigger(k, "passive", 0.45, low, weak, before) if be[0] != "being" and _by_follows(chunks, k) else None
            )
        return Trigger(k, "passive", 1.0, low, weak, before)
    if set(words) & {"has", "have", "had", "having", "did"}:
        return Trigger(k, "active", 1.0, low, weak, before)
    previous = chunks[before] if before >= 0 else None
    follows = word_at(chunks, k + 1) or chunks[min(k + 1, len(chunks) - 1)].what
    if (
        previous is not None
        and previous.what == "document"
        and (follows in _PARTICIPLE_FOLLOWERS or not _document_follows(chunks, k))
    ):
        return Trigger(k, "participle", 0.95, low, weak, before)
    if not _document_follows(chunks, k):
        return Trigger(k, "participle", 0.8, low, weak, before)
    if follows == "by" or (k == 0 and not heading):
        return Trigger(k, "participle", 0.8, low, weak, before)
    return Trigger(k, "active", 1.0, low, weak, before)


_IN_FORCE = frozenset("force effect law operation service use".split())
_PARTICIPLE_FOLLOWERS = frozenset(
    "by between with in on at during among today yesterday last day . , ; and earlier".split()
)


def _by_follows(chunks: Sequence[Chunk], k: int) -> bool:
    return any(word_at(chunks, i) in ("by", "between") for i in range(k + 1, min(k + 4, len(chunks))))


def _document_follows(chunks: Sequence[Chunk], k: int) -> bool:
    for i in range(k + 1, len(chunks)):
        if chunks[i].what == "document":
            return True
        if word_at(chunks, i) == ";":
            return False
    return False


def _present(chunks: Sequence[Chunk], k: int, heading: bool) -> Trigger | None:
    low = chunks[k].low
    words, before = _auxiliaries(chunks, k)
    if low.startswith("enter") and word_at(chunks, k + 1) != "into":
        return None
    if low in ("exchange", "pen", "pens", "seal") and not heading:
        return None
    if "to" in words and word_at(chunks, before) in ("ceremony", "event"):
        return None if set(_later(chunks, k)) & _FUTURE else Trigger(k, "nominal", 0.8, low, low in _WEAK, k)
    if "to" in words:
        if set(words) & (_PLANS | _MODALS | _NEGATIONS) or not low.startswith(("sign", "ink", "conclude")):
            return None
        earlier = [word_at(chunks, i) for i in range(max(0, k - 25), k)]
        if _one_more(earlier):
            return Trigger(k, "active", 0.8, low, low in _WEAK, before)
        if (
            set(earlier) & (_PLANS | _MODALS | _NEGATIONS | _CONDITIONS)
            or not set(earlier) & _GATHERED
            or "be" in earlier
        ):
            return None
        if (
            set(earlier) & {"was", "were"}
            and not set(earlier) & (_GATHERED - {"was", "were"})
            and not {"in", "at"} & set(earlier)
        ):
            return None
        return Trigger(k, "active", 0.55, low, low in _WEAK, before)
    if set(words) & (_MODALS | _NEGATIONS | _PLANS) or _against(chunks, k):
        return None
    previous = chunks[before] if before >= 0 else None
    earlier = [word_at(chunks, i) for i in range(max(0, k - 12), k)]
    if "that" in earlier and set(earlier) & (_PLANS | _PROPOSES):
        return None  # proposes that A and B conclude an agreement
    if "did" in words:
        return Trigger(k, "active", 1.0, low, low in _WEAK, before)
    if previous is None or previous.what != "party" or not _document_follows(chunks, k):
        return None
    return Trigger(k, "active", 0.85 if heading else 0.6, low, low in _WEAK, before)


def _one_more(earlier: list[str]) -> bool:
    """Whether the words before "to sign" tell of one more that did: "became the 50th country", "was the first"."""
    if set(earlier) & (_PLANS | _MODALS | _NEGATIONS | _CONDITIONS | {"be", "become"}):
        return False
    places = [i for i, word in enumerate(earlier) if word in _RANKED or word[:-2].isdigit()]
    became = any(earlier[max(0, i - 2) : i] in (["became", "the"], ["becomes", "the"], ["was", "the"]) for i in places)
    return became and len(earlier) - places[-1] <= _FEW


_RANKED = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth latest only last".split())
_FEW = 8  # words between "the first" and "to sign"


def _gerund(chunks: Sequence[Chunk], k: int) -> Trigger | None:
    low = chunks[k].low
    before = [word_at(chunks, i) for i in range(max(0, k - 6), k)]
    if set(before) & (_NOMINAL_AGAINST | _NEGATIONS | _MODALS) or _against(chunks, k):
        return None
    earlier = {word_at(chunks, i) for i in range(max(0, k - 16), k)}
    later = _later(chunks, k)
    previous = before[-1] if before else ""
    of = later[0] == "of" if later else False
    ceremony = bool(later) and later[0] in ("ceremony", "event")
    if low in ("signature", "exchange", "conclusion", "entering", "sealing") and not of:
        return None
    if low in ("exchange", "conclusion") and not any(chunk.what == "document" for chunk in chunks[k + 1 : k + 4]):
        return None
    if of or ceremony or previous in ("the", "a", "its", "their", "formal", "official", "joint"):
        main = [word for word in later if word in _FUTURE_AFTER]
        if _decided(later):
            return None
        if main and (
            main[0] in _FUTURE
            or (main[0] in ("is", "are") and set(later) & {"expected", "scheduled", "planned", "due", "set", "likely"})
        ):
            return None
        if earlier & (_MODALS | {"expected", "hopes", "plans", "scheduled", "planned", "urged"}):
            return None
        return Trigger(k, "nominal", 0.85, low, low not in ("signing", "inking", "signature"), k)
    if earlier & (_MODALS | _PLANS | {"be"}) and previous != "by":
        return None
    if _document_follows(chunks, k) and low in ("signing", "inking", "concluding"):
        return Trigger(k, "active", 0.75, low, low == "concluding", k - 1)
    return None


_FUTURE = frozenset(
    "will would shall may might could should postponed delayed cancelled canceled scheduled expected planned".split()
)


_DECIDED = frozenset("approved authorised authorized cleared endorsed permitted proposed foreseen mandated".split())


def _decided(later: list[str]) -> bool:
    """Whether what is told of a signing is a decision about it: "the signing of a pact was approved by cabinet"."""
    return any(one in ("was", "been", "were") and two in _DECIDED for one, two in pairwise(later))


def _later(chunks: Sequence[Chunk], k: int) -> list[str]:
    """The words of a sentence after chunk ``k``, as far as they may speak of it."""
    return [word_at(chunks, i) for i in range(k + 1, min(k + 24, len(chunks)))]


def _put(chunks: Sequence[Chunk], k: int) -> Trigger | None:
    """Put his name to, put their signatures to, set their hands to, put pen to paper on."""
    words, before = _auxiliaries(chunks, k)
    if set(words) & (_MODALS | _NEGATIONS | _PLANS | {"to"}) or _against(chunks, k):
        return None
    for i in range(k + 1, min(k + 6, len(chunks))):
        if word_at(chunks, i) in SIGNS:
            return Trigger(i, "active", 0.95, "signed", False, before)
    return None
