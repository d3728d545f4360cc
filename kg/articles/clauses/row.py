"""A sentence's row of chunks made ready: appositions taken out, parties grouped by coordination."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.articles.text.lexicon import number
from kg.articles.text.verbs import PAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.articles.mention import Chunk, Mention

__all__ = ["ADJUNCT", "ARTICLES", "FINITE", "Group", "dateline", "groups", "live", "plain_words", "word_at"]

_LIST = frozenset({"and", ",", "&", "plus", "/", "or"})


ARTICLES = frozenset({"the", "a", "an", "both", "its", "his", "her", "their", "“", '"'})


ADJUNCT = frozenset(
    "in at near on from to toward towards during within into through across under against since like "
    "via along about over outside inside around off upon".split()
)


_ADJECTIVES = frozenset(
    "northern southern eastern western central upper lower greater neighbouring neighboring nearby coastal "
    "inland visiting northeastern northwestern southeastern southwestern".split()
)


@dataclass(slots=True)
class Group:
    """Coordinated parties: their chunks, their mentions, and the word that governs the first."""

    first: int
    last: int
    mentions: list[Mention]
    governor: str
    before: str = ""
    parts: list[int] = field(default_factory=list)


_DASHES = frozenset({"-", "–", "—"})
_PLACE_NOUNS = frozenset("states provinces cities counties districts regions countries municipalities towns".split())
_AFTER_PARTY = frozenset({"(", ",", "of", "from", "in", "as", ":", "namely", *_DASHES})


def word_at(chunks: Sequence[Chunk], i: int) -> str:
    """The plain word that chunk ``i`` is, in lower case; empty for a party, document or day, and outside the row."""
    return chunks[i].low if 0 <= i < len(chunks) and not chunks[i].what else ""


def plain_words(chunks: Iterable[Chunk]) -> list[str]:
    """The plain words of a row, in lower case."""
    return [chunk.low for chunk in chunks if not chunk.what]


def live(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks without appositions (A, a city in B, …) and brackets that hold no trigger."""
    kept: list[Chunk] = []
    i = _after_dateline(chunks)
    kept += [chunk for chunk in chunks[:i] if chunk.what == "day"]
    while i < len(chunks):
        low = word_at(chunks, i)
        if low not in _AFTER_PARTY:
            kept.append(chunks[i])
            i += 1
            continue
        if (
            kept
            and kept[-1].what == "party"
            and (end := _home(chunks, i, kept[-1]) or _as(chunks, i) or _enumerated(chunks, i, kept))
        ):
            i = end
            continue
        if low == "(":
            close = next((k for k in range(i, min(i + 40, len(chunks))) if word_at(chunks, k) == ")"), None)
            if close is not None:
                kept += [chunk for chunk in chunks[i:close] if chunk.what == "day" and close - i <= 4]
                i = close + 1
                continue
        if low == "," and kept and kept[-1].what == "party" and (end := _larger_place(chunks, i, kept[-1])):
            i = end
            continue
        if low == "," and kept and kept[-1].what == "party" and (end := _apposition(chunks, i)):
            i = end
            continue
        kept.append(chunks[i])
        i += 1
    return kept


def _after_dateline(chunks: list[Chunk]) -> int:
    """The chunk after "LUSAKA, 3 May (Agency) -" at the start of a sentence; 0 if there is no dateline."""
    for i, chunk in enumerate(chunks[:14]):
        if chunk.what:
            continue
        if chunk.low in ("-", "–", "—"):
            return i + 1 if i and chunks[0].what == "party" else 0
        if chunk.low not in (",", "(", ")", "/", ".") and not chunk.low[0].isdigit():
            return 0
    return 0


def dateline(chunks: list[Chunk]) -> list[Mention]:
    """The places of the dateline with which a text begins: AUSTIN, Texas -."""
    opening = chunks[: _after_dateline(chunks)]
    return [mention for chunk in opening for mention in chunk.mentions if mention.kind == "place"]


def _home(chunks: list[Chunk], i: int, before: Chunk) -> int:
    """Over "of Nepal" after a company, "of Texas" after "Gov. X": the chunk after it, the place kept; else 0."""
    k = i + 1 + (word_at(chunks, i + 1) == "the")
    if word_at(chunks, i) not in ("of", "from", "in") or k >= len(chunks) or len(chunks[k].mentions) != 1:
        return 0
    mention, place = before.mentions[-1], chunks[k].mentions[0]
    if place.kind != "place":
        return 0
    if mention.kind == "place" and _larger(place, mention):
        mention.within = mention.within or place.place
        return k + 1  # Door County in Wisconsin
    if word_at(chunks, i) == "in":
        return 0
    if mention.kind == "person" and (not mention.represents or mention.represents == [place]):
        mention.represents = [place]
        return k + 1
    if mention.kind == "place" and word_at(chunks, i) == "of":
        return k + 1 if _larger(place, mention) else 0
    if mention.kind in ("body", "unknown") and len(before.mentions) == 1:
        if not mention.place:
            mention.place, mention.level = place.place, place.level
        return k + 1 if mention.place else 0
    return 0


def _as(chunks: list[Chunk], i: int) -> int:
    """Over "as host" or ", as it was then called," after a party; a comma of a list stays."""
    k = i + (word_at(chunks, i) == ",")
    following = chunks[k + 1] if k + 1 < len(chunks) else None
    if word_at(chunks, k) != "as" or following is None or following.low == "well":
        return 0
    for j in range(k + 1, min(k + 9, len(chunks))):
        word = word_at(chunks, j)
        if word in PAST or word == ";":
            return 0
        if word == ",":
            return j + 1 if k > i else j
    return 0


def _enumerated(chunks: list[Chunk], i: int, kept: list[Chunk]) -> int:
    """Over the names told after "the eight states" in dashes, brackets or commas: they stand for the reference."""
    whole = kept[-1].mentions[-1] if len(kept[-1].mentions) == 1 else None
    if word_at(chunks, i) == "in":  # four provinces in the north, A, B, C and D
        i = next((k for k in range(i + 1, min(i + 5, len(chunks))) if word_at(chunks, k) == ","), i)
    opened = word_at(chunks, i)
    if whole is not None and whole.kind == "person" and len(whole.represents) == 1:
        whole = whole.represents[0]  # the leaders of seven associations: A, B …
    if whole is None or not (whole.kind == "group" or (whole.kind == "anaphor" and whole.plural)):
        return 0
    if opened not in _DASHES and opened not in ("(", ",", ":", "namely"):
        return 0
    some = opened == "," and word_at(chunks, i + 1) in ("including", "among")
    k = i + 1 + (word_at(chunks, i + 1) in ("namely", "including"))
    k += 2 * (some and (word_at(chunks, i + 1), word_at(chunks, i + 2)) == ("among", "them"))
    mentions: list[Mention] = []
    while k < len(chunks) and (chunks[k].what == "party" or word_at(chunks, k) in _LIST | {"the"}):
        mentions += chunks[k].mentions
        k += 1
    closed = word_at(chunks, k)
    count = whole.minimum or whole.count
    if len(mentions) < 2 or any(one.kind in ("anaphor", "group") for one in mentions):
        return 0
    counted = count or any(number(word) for word in whole.name.lower().split() if word != "a")
    if some and counted and len(mentions) != count:
        return k  # 53 universities, including A, B and C: they are not all
    if not some and len(mentions) != count and (count or opened == "," or closed not in _DASHES | {")"}):
        return 0
    for one in mentions:
        if one.kind == "unknown" and whole.noun in _PLACE_NOUNS:
            one.kind, one.place = "place", one.name
    first = kept.pop()
    kept.append(replace(first, mentions=mentions))
    return k + (closed in _DASHES or closed == ")" or (some and closed == ","))


_RANKS = {"country": 2, "province": 1, "autonomous-region": 1, "municipality": 1}


def _larger(one: Mention, two: Mention) -> bool:
    """Whether a place is of a higher level than a place or body, so that it can say where that lies."""
    return _RANKS.get(one.level or "", 0) > _RANKS.get(two.level or "", 0)


def _larger_place(chunks: list[Chunk], i: int, before: Chunk) -> int:
    """Over ", Chile," after a city or a body of one: the chunk after it; 0 if the comma parts a list."""
    following = chunks[i + 1] if i + 1 < len(chunks) else None
    if (
        following is None
        or following.what != "party"
        or len(following.mentions) != 1
        or following.mentions[0].kind != "place"
    ):
        return 0
    larger, smaller = following.mentions[0], before.mentions[-1]
    if smaller.kind in ("person", "anaphor", "group") or not _larger(larger, smaller):
        return 0
    after = word_at(chunks, i + 2)
    if after in ("and", "&"):
        return 0
    if after == ",":
        beyond = chunks[i + 3] if i + 3 < len(chunks) else None
        return 0 if beyond is not None and beyond.what == "party" else i + 3
    return i + 2


_OPENERS = frozenset(
    "a an the which who whose where one based headquartered located represented led home capital "
    "accompanied including also part then among namely such".split()
)


def _apposition(chunks: list[Chunk], i: int) -> int:
    """If chunk ``i`` (a comma) opens an apposition: the chunk at its end (a following "and" stays), else 0."""
    k = i + 1
    if k + 1 >= len(chunks) or chunks[k].what:
        return 0
    neighbour = chunks[k].low == "its" and word_at(chunks, k + 1) in ("neighbour", "neighbor", "capital", "seat")
    if chunks[k].low not in _OPENERS and not neighbour:
        return 0
    if chunks[k].low in ("the", "a", "an", "one") and chunks[k + 1].what:
        return 0
    for j in range(k + 1, min(k + 22, len(chunks))):
        if not chunks[j].what:
            if chunks[j].low in PAST or chunks[j].low in ("signing", ";"):
                return 0
            if chunks[j].low in (",", "—", "–"):
                return j + 1
    return 0


def groups(chunks: list[Chunk]) -> list[Group]:
    """Coordinated parties of a sentence in order."""
    found: list[Group] = []
    for i, chunk in enumerate(chunks):
        if chunk.what != "party":
            continue
        k = i - 1
        while word_at(chunks, k) in ARTICLES:
            k -= 1
        if k > 0 and k == i - 1 and chunks[k].low in _ADJECTIVES and chunks[k - 1].low in ARTICLES:
            k -= 2  # on the lower Danube
        linked = k
        while (word := word_at(chunks, linked)) in _LIST or (
            word in ("as", "well", "together", "with", "along", "by", "of", "respectively") and _as_well(chunks, linked)
        ):
            linked -= 1
        if (
            found
            and linked == found[-1].last
            and linked < k
            and not _new_clause(chunks, k, i)
            and not _new_phrase(chunks, found[-1], k, linked, i)
        ):
            found[-1].last = i
            found[-1].mentions += chunk.mentions
            found[-1].parts.append(i)
            continue
        governor = chunks[k].low if k >= 0 and not chunks[k].what else (chunks[k].what if k >= 0 else "")
        earlier = chunks[k - 1].low if k > 0 and not chunks[k - 1].what else (chunks[k - 1].what if k > 0 else "")
        found.append(Group(i, i, list(chunk.mentions), governor, earlier, [i]))
    for group in found:
        group.mentions = _without_sums(group.mentions)
    return [part for group in found for part in _fronted(chunks, group)]


def _without_sums(mentions: list[Mention]) -> list[Mention]:
    """A, B and C, three provinces: the parties without the number that only sums them up."""
    kept: list[Mention] = []
    for mention in mentions:
        before = sum(len(one.represents) if one.kind == "person" and one.plural else 1 for one in kept)
        if mention.kind != "group" or mention.minimum != before or mention.minimum != mention.maximum:
            kept.append(mention)
    return kept or mentions


def _fronted(chunks: list[Chunk], group: Group) -> list[Group]:
    """ "After the talks in Tashkent, A and B adopted …": the place before the comma is no part of the list."""
    fronted = group.governor == "by" and word_at(chunks, 0) in ADJUNCT
    fronted = fronted or _participle_by(chunks, group.first)  # supported by the local governments, A and B signed
    if (group.governor not in ADJUNCT and not fronted) or len(group.parts) < 3 or group.last + 1 >= len(chunks):
        return [group]
    following, second = chunks[group.last + 1], group.parts[1]
    verb = not following.what and (following.low.endswith("ed") or following.low in FINITE or following.low in PAST)
    gap = [chunk.low for chunk in chunks[group.first + 1 : second]]
    if not verb or gap[:1] != [","] or not set(gap[1:]) <= ARTICLES:
        return [group]
    size = len(chunks[group.first].mentions)
    head = Group(group.first, group.first, group.mentions[:size], group.governor, group.before, [group.first])
    return [head, Group(second, group.last, group.mentions[size:], ",", "", group.parts[1:])]


def _participle_by(chunks: list[Chunk], first: int) -> bool:
    """Whether the party ``first`` is the agent of a participle after a comma: ", hosted by the municipal A, "."""
    by = next((k for k in range(first - 1, max(0, first - 4), -1) if word_at(chunks, k) == "by"), 0)
    opens = by == 1 or (by > 1 and word_at(chunks, by - 2) == ",")
    return opens and word_at(chunks, by - 1).endswith("ed") and word_at(chunks, by - 1) not in PAST


FINITE = frozenset(
    "will would is are was were has have had said says can could may should shall came went began reports reported "
    "announced wrote writes noted notes confirmed added adds told informs informed learned learnt "
    "quoted explained".split()
)


def _new_clause(chunks: list[Chunk], k: int, i: int) -> bool:
    """Whether the party ``i`` after "and" is the subject of a clause of its own: ", and the X will …"."""
    if chunks[k].low != "and" or k == 0 or chunks[k - 1].low != ",":
        return False
    if (one := chunks[i].mentions[0]).kind == "anaphor" and one.noun in ("sides", "parties"):
        return True
    if (
        one.kind == "anaphor"
        and one.plural
        and any(word_at(chunks, n) in PAST for n in range(i + 1, min(i + 3, len(chunks))))
    ):
        return any(word_at(chunks, n).endswith("ed") or word_at(chunks, n) in FINITE for n in range(k))
    return word_at(chunks, i + 1) in FINITE and any(word in PAST or word in FINITE for word in plain_words(chunks[:k]))


def _new_phrase(chunks: list[Chunk], group: Group, k: int, linked: int, i: int) -> bool:
    """Whether a comma alone parts a fronted phrase from the subject: "at a ceremony hosted by A, B signed"."""
    if k - linked != 1 or chunks[k].low != ",":
        return False
    following = word_at(chunks, i + 1)
    if following in PAST or following in FINITE:
        return True
    other = chunks[i].mentions[0].kind != group.mentions[-1].kind
    return other and (group.governor in ADJUNCT or group.governor == "by") and chunks[i].mentions[0].kind != "unknown"


def _as_well(chunks: list[Chunk], i: int) -> bool:
    """Whether a word belongs to "as well as", or repeats a preposition after "and" ("by A and by B")."""
    low = chunks[i].low
    previous = word_at(chunks, i - 1)
    if low in ("as", "well"):
        return "well" in (low, previous, chunks[i - 2].low if i > 1 else "") or (
            i + 1 < len(chunks) and chunks[i + 1].low == "well"
        )
    if low in ("together", "along"):
        return False
    return low == "by" and previous == "and" and not _partner_before(chunks, i)


def _partner_before(chunks: list[Chunk], i: int) -> bool:
    """Whether the party before "and by" is a partner: "by A with B and by C with D" tells of two pairs."""
    k = i - 2
    while k >= 0 and (chunks[k].what == "party" or chunks[k].low in _LIST or chunks[k].low in ARTICLES):
        k -= 1
    return word_at(chunks, k) == "with"
