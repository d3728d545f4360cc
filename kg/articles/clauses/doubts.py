"""Tellings of signings that did not take place: asked, denied, demanded, imagined, nearly made, or told of talks.

``triggers`` leaves out what the verb itself says (will sign, refused to sign); here the words around decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.clauses.row import plain_words, word_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.clauses.frame import Frame
    from kg.articles.clauses.triggers import Trigger
    from kg.articles.mention import Chunk

__all__ = ["unreal"]

_ASKING = frozenset("did do does has have had is are was were will would can could should may might".split())
_DENIED = frozenset("denied denies deny denying refuted refutes rejected dismissed disputed disputes".split())
_HEARSAY = frozenset("reports report claims claim rumours rumors rumour rumor allegations that having".split())
_RUMOUR = frozenset("rumours rumors rumour rumor untrue false unclear unknown disputed".split())
_DEMANDS = (
    "propos", "recommend", "demand", "urg", "suggest", "request", "insist", "ask", "call", "advis", "requir", "want",
    "plead", "press", "wish", "hop", "invit", "essential", "necessary", "important", "appeal",
)  # fmt: skip
_BASE = frozenset("sign ink conclude seal reach enter pen exchange".split())
_SHORT_OF = frozenset("verge close closer near nearer brink short instead rather without against cusp point".split())
_AIM = frozenset("purpose aim aims goal objective target agenda priority point".split())
_HASTEN = frozenset(
    "speed accelerate accelerating expedite expediting hasten hastening facilitate facilitating promote promoting "
    "enable enabling advance push pushing seek seeking ensure encourage encouraging discuss".split()
)
_TALE = frozenset("film movie novel play episode fiction comic thriller drama satire hoax".split())
_TALKS = frozenset("talks negotiations negotiation consultations discussions talk meeting visit round tour".split())
_NEEDED = frozenset("want wants wanted need needs get gets see have without no any".split())
_MAYBE = frozenset("could would might may should can must will".split())
_SPORT = frozenset(
    "striker midfielder goalkeeper defender winger footballer player players coach season league club clubs squad "
    "transfer tournament midfield quarterback pitcher batsman rookie goalie cup".split()
)


def unreal(frame: Frame, trigger: Trigger, chunks: Sequence[Chunk]) -> bool:
    """Whether the words around a telling say that nothing was signed."""
    first = _clause_start(chunks, trigger.k)
    before = [word_at(chunks, i) for i in range(first, trigger.k)]
    if before and not before[0]:
        before[0] = chunks[first].low  # a capital at the start may be read as that of a name
    if frame.form == "participle":
        return _wished(before) or _unreal_participle(frame, trigger, chunks)
    return (
        _asked(chunks, before)
        or _denied(before)
        or _imagined(before)
        or _demanded(trigger, before)
        or _short_of(trigger, before)
        or _of_talks(frame, trigger, chunks, before)
        or _sporting(frame, chunks)
        or _of_signatories(trigger, chunks)
    )


def _clause_start(chunks: Sequence[Chunk], k: int) -> int:
    return next((i + 1 for i in range(k - 1, -1, -1) if word_at(chunks, i) in (";", ":")), 0)


def _asked(chunks: Sequence[Chunk], before: list[str]) -> bool:
    """Did A and B sign? Had they signed, …"""
    opening = next((word for word in before if word not in ("“", '"', "‘", "'", "but", "and", "")), "")
    inverted = bool(before) and opening in _ASKING and before.index(opening) <= 2
    asked = any(word_at(chunks, i) == "?" for i in range(len(chunks) - 3, len(chunks)))
    party_next = inverted and before.index(opening) + 1 < len(chunks) and chunks[before.index(opening) + 1].what
    return inverted and (asked or (opening in ("had", "should", "were") and party_next == "party"))


def _denied(before: list[str]) -> bool:
    """Denied that, denied reports that, not true that, rumours that, neither A nor B."""
    for i, word in enumerate(before):
        if word in _DENIED and set(before[i + 1 : i + 4]) & _HEARSAY:
            return True
        if word in _RUMOUR and set(before[i + 1 : i + 3]) & {"that", "of", "whether", "if", ""}:
            return True
        if word == "true" and "not" in before[max(0, i - 2) : i]:
            return True
    return "neither" in before and "nor" in before[before.index("neither") :]


def _imagined(before: list[str]) -> bool:
    """In the film, in her novel."""
    tale = any(word in _TALE and "in" in before[max(0, i - 3) : i] for i, word in enumerate(before))
    return tale or before[:1] in (["suppose"], ["imagine"])


def _demanded(trigger: Trigger, before: list[str]) -> bool:
    """Proposes that A and B conclude: the plain form of the verb after a demand."""
    if trigger.word not in _BASE or "that" not in before:
        return False
    demand = before[: len(before) - before[::-1].index("that")]
    return any(word.startswith(_DEMANDS) for word in demand[-8:])


def _short_of(trigger: Trigger, before: list[str]) -> bool:
    """Nearly signed, on the verge of signing, the aim is the signing, to speed up the signing."""
    if set(before[-2:]) & {"nearly", "almost"}:
        return True
    if not trigger.word.endswith("ing") and trigger.form != "nominal":
        return False
    if set(before[-3:]) & _SHORT_OF and set(before[-2:]) & {"of", "to", "than", "without", "against"}:
        return True
    aim = any(word in _AIM for word in before) and set(before[-3:]) & {"is", "was", "are", "were", "be"}
    return bool(aim) or bool(set(before[-4:]) & _HASTEN)


def _of_talks(frame: Frame, trigger: Trigger, chunks: Sequence[Chunk], before: list[str]) -> bool:
    """Talks were concluded; the draft of a memorandum was exchanged."""
    if not trigger.weak:
        return False
    if frame.form == "passive" and before and set(before[-8:]) & _TALKS:
        documents = [i for i in range(trigger.k) if chunks[i].document is not None]
        return not documents or any(word_at(chunks, i) in _TALKS for i in range(documents[-1], trigger.k))
    for i, chunk in enumerate(chunks):
        if chunk.document is not None and any(chunk.document is one for one in frame.documents):
            drafted = {word_at(chunks, n) for n in range(max(0, i - 4), i)} | set(chunk.document.words.lower().split())
            if drafted & {"draft", "drafts"}:
                return True
    return False


_LIKES = frozenset("like likes want wants wish wishes hope hopes hoped love eager keen".split())


def _wished(before: list[str]) -> bool:
    """Would like to see the agreement signed."""
    return "see" in before and bool(set(before[max(0, before.index("see") - 4) : before.index("see")]) & _LIKES)


def _unreal_participle(frame: Frame, trigger: Trigger, chunks: Sequence[Chunk]) -> bool:
    """Without an agreement signed by; wants the treaty signed; an agreement signed by A and B could help."""
    at = next((i for i in range(trigger.k, -1, -1) if chunks[i].document in frame.documents), -1)
    if at < 0 or any(document.definite for document in frame.documents):
        led = {word_at(chunks, i).rstrip("s") for i in range(max(0, at - 2), at)}
        return at >= 0 and ("want" in led or {"to", "have"} <= led)
    # A and B have a pact signed …
    owned = word_at(chunks, at - 1) == "have" and at > 1 and chunks[at - 2].what == "party"
    if {word_at(chunks, i) for i in range(max(0, at - 2), at)} & _NEEDED and not owned:
        return True
    finite = next(
        (word for i in range(trigger.k + 1, len(chunks)) if (word := word_at(chunks, i)) in _MAYBE | _PLAIN), ""
    )
    return finite in _MAYBE - {"will", "can", "must"}


_PLAIN = frozenset("is are was were has have had says said , ; which that".split())


def _of_signatories(trigger: Trigger, chunks: Sequence[Chunk]) -> bool:
    """Begged all who had signed it; thanked those who put their names to it: said of a signing told before."""
    k = trigger.opening
    return (
        trigger.form == "active"
        and word_at(chunks, k) == "who"
        and word_at(chunks, k - 1) in ("all", "those", "everyone", "everybody", "anyone")
        and word_at(chunks, k - 2) not in ("is", "are", "was", "were")
    )


def _sporting(frame: Frame, chunks: Sequence[Chunk]) -> bool:
    """The striker signed a contract with the club."""
    if not any(document.kind in ("contract", "agreement") and not document.title for document in frame.documents):
        return False
    words = set(plain_words(chunks))
    return bool(words & _SPORT) and any(document.kind == "contract" for document in frame.documents)
