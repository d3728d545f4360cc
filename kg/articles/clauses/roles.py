"""The parts that parties play around a trigger: subject, agent, partner, pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.clauses.frame import positions
from kg.articles.clauses.pairing import around_one, pairs
from kg.articles.clauses.row import ADJUNCT, plain_words, word_at
from kg.articles.text.verbs import PAST

if TYPE_CHECKING:
    from kg.articles.clauses.frame import Frame
    from kg.articles.clauses.row import Group
    from kg.articles.clauses.triggers import Trigger
    from kg.articles.mention import Chunk, Mention

__all__ = ["active", "passive"]

_NOT_SIGNERS = frozenset(
    {"witnessed", "hosted", "attended", "organised", "organized", "facilitated", "brokered", "mediated"}
)


def active(chunks: list[Chunk], in_reach: list[Group], trigger: Trigger, made: Frame) -> None:
    """Subjects before the verb, partners after "with", pairs after "between"."""
    in_reach = [group for group in in_reach if not _onlookers(chunks, group)]
    _subjects(chunks, [group for group in in_reach if group.last < trigger.k], trigger, made)
    after = [group for group in in_reach if group.first > trigger.k]
    with_groups = [group for group in after if group.governor in ("with", "alongside")]
    between = [group for group in after if group.governor in ("between", "among")]
    if _in_person(chunks, in_reach, between, made) or _each_its_own(chunks, with_groups, made):
        return
    if made.sets and not with_groups:
        made.subjects = []
        return
    made.sets = made.sets if between and not made.subjects else []
    _partners(chunks, with_groups, trigger, made)
    _on_behalf(in_reach, trigger, made)


_PREPOSITIONS = ADJUNCT | _NOT_SIGNERS | {"by", "of", "between", "among", "for"}
_ONE_OF_MANY = frozenset("consortium group alliance coalition behalf side".split())


def _subjects(chunks: list[Chunk], before: list[Group], trigger: Trigger, made: Frame) -> None:
    """The subject of an active verb: the nearest group before it that no preposition and no other verb takes."""
    for group in reversed(before):
        if group.governor == "by" and group.before == "joined":
            made.partners = group.mentions + made.partners
        elif group.governor == "with":
            beside = group.before == "party" and _adjacent(chunks, group.last, trigger)  # A with B signed …
            ties = chunks[trigger.k - 1].low == "by"  # established ties with B by signing a pact
            if not made.subjects and (_joined_with(group) or beside or ties):
                made.partners = group.mentions + made.partners
        elif group.governor in _PREPOSITIONS:
            if group.governor == "of" and group.before in _ONE_OF_MANY:
                made.subjects = group.mentions
                return
        elif (
            _adjacent(chunks, group.last, trigger) or group.governor in _SUBJECT_GOVERNORS | _SCENES or group.first == 0
        ):
            made.subjects = group.mentions
            if several(made):
                made.sets = pairs(chunks, group)
            first = before[0]
            if first is not group and first.governor == "with" and first.first <= 2:
                made.partners = first.mentions  # With A and B, the city has signed …
            return
    between = [group for group in before if group.governor in ("between", "among")]
    of = [group for group in before if group.governor == "of" and _adjacent(chunks, group.last, trigger)]
    if between or of:
        made.subjects = (between or of)[-1].mentions


def _in_person(chunks: list[Chunk], in_reach: list[Group], between: list[Group], made: Frame) -> bool:
    """Pairs told "between": of a verb without subject, or signed in person ("the ministers signed a pact between …").

    True where each document has a pair of its own, and nothing else is to be read.
    """
    persons = bool(made.subjects) and all(one.kind in ("person", "anaphor") for one in made.subjects)
    if between and persons and (own := _own_sets(chunks, in_reach, made)):
        made.subjects, made.per_document = [], own
        return True
    sides = bool(made.subjects) and all(one.kind == "anaphor" and one.plural for one in made.subjects)
    named = [g for g in between if len(g.mentions) > 1 and (g.before == "document" or (sides and _places(g)))]
    if between and (not made.subjects or (persons and named)):
        made.subjects, made.sets = [], [group.mentions for group in named or between]
    return False


def _places(group: Group) -> bool:
    return all(one.kind == "place" for one in group.mentions)


def _each_its_own(chunks: list[Chunk], with_groups: list[Group], made: Frame) -> bool:
    """Whether each of several documents has partners of its own: "a pact with A and a memorandum with B"."""
    told = positions(chunks, made)
    if len(told) < 2:
        return False
    stops = [*told[1:], len(chunks)]
    own = [
        [m for g in with_groups if one < g.first < stop for m in g.mentions]
        for one, stop in zip(told, stops, strict=True)
    ]
    if all(own):
        made.per_document = own
    return all(own)


def _partners(chunks: list[Chunk], with_groups: list[Group], trigger: Trigger, made: Frame) -> None:
    """Those told after "with", as far as they belong to the documents."""
    document_end = max(positions(chunks, made), default=trigger.k)
    for group in with_groups:
        clause = _far(chunks, document_end, group.first)
        if clause and (made.partners or len(made.subjects) > 1):
            continue
        if made.partners and not _continued(chunks, with_groups, group):
            continue
        made.far_partner = made.far_partner or clause
        made.partners = made.partners + group.mentions


def _on_behalf(in_reach: list[Group], trigger: Trigger, made: Frame) -> None:
    """Those in whose name persons sign take their place."""
    for_all = [g for g in in_reach if g.first > trigger.k and g.governor == "of" and g.before == "behalf"]
    if for_all and (for_all[0].mentions[0].plural or len(for_all[0].mentions) > 1):
        made.subjects, made.partners = for_all[0].mentions, []
    behalf = [
        g
        for g in in_reach
        if (g.first > trigger.k or g.before == "behalf")
        and g.governor in ("of", "for")
        and (
            g.before == "behalf"
            or (g.governor == "for" and trigger.word == "signed" and len(made.documents[0].words.split()) <= 3)
        )
    ]
    if behalf and all(mention.kind == "person" for mention in made.subjects):
        made.subjects = behalf[0].mentions


_SUBJECT_GOVERNORS = frozenset(
    [
        "",
        ",",
        ":",
        ";",
        "-",
        "–",
        "—",
        "and",
        "but",
        "that",
        "when",
        "where",
        "while",
        "as",
        "then",
        "because",
        "whereas",
        "also",
        "was",
        "is",
        "after",
        "since",
        "there",
        "day",
        "which",
        "today",
        "were",
        "together",
        "how",
        "meanwhile",
        "document",
        "said",
        "“",
        '"',
        "”",
        "here",
    ]
)


def several(made: Frame) -> bool:
    """Whether the frame tells of several documents, so that a list of parties may be one of pairs."""
    return made.each or len(made.documents) > 1 or any(document.plural for document in made.documents)


def _onlookers(chunks: list[Chunk], group: Group) -> bool:
    """Whether a group only looks on: "with the two presidents looking on", "with A present"."""
    return group.governor == "with" and word_at(chunks, group.last + 1) in _LOOKING_ON


_LOOKING_ON = frozenset(
    "looking watching present attending presiding acting serving hosting standing witnessing".split()
)


_SCENES = frozenset("ceremony meeting event forum summit conference visit talks session occasion fair time".split())


def _joined_with(group: Group) -> bool:
    return group.before in ("together", "along", "jointly", "", ",") or group.first <= 2


def _adjacent(chunks: list[Chunk], last: int, trigger: Trigger) -> bool:
    """Whether only auxiliaries, adverbs and dates stand between a group and the verb."""
    return trigger.opening <= last or all(
        chunk.what == "day"
        or chunk.low in (",", "on", "in", "who", "that", "which", "have", "has", "had", "respectively", "jointly")
        for chunk in chunks[last + 1 : trigger.opening + 1]
    )


def _far(chunks: list[Chunk], document_end: int, first: int) -> bool:
    """Whether a clause of its own ("that involves …", "to build …") stands between the document and a partner."""
    words = plain_words(chunks[document_end + 1 : first])
    return bool(set(words) & {"that", "which", "to", "under", "whereby", "where", "as", "while", "who"})


def _continued(chunks: list[Chunk], with_groups: list[Group], group: Group) -> bool:
    """Whether a further "with B" is coordinated with the one before: "with A and with B"."""
    index = with_groups.index(group)
    between = plain_words(chunks[with_groups[index - 1].last + 1 : group.first])
    between = between[1:] if between[:1] in (["in"], ["on"]) else between  # with A in 1990, with B in 1995
    return bool(between) and between[0] in ("and", ",", "as") and len(between) <= 4


def passive(chunks: list[Chunk], in_reach: list[Group], trigger: Trigger, made: Frame, grouped: list[Group]) -> None:
    """Agents after "by", pairs after "between", partners after "with", on both sides of the verb."""
    in_reach = [group for group in in_reach if not _onlookers(chunks, group)]
    start = min(positions(chunks, made), default=trigger.k)
    agents: list[Mention] = []
    behalf: list[Mention] = []
    sets: list[list[Mention]] = []
    partners: list[Mention] = []
    for group in in_reach:
        after = group.first > min(start, trigger.k)
        if (
            group.governor == "by"
            and after
            and group.before not in _NOT_SIGNERS
            and (group.first > trigger.k or group.before in PAST)
        ):
            agents += group.mentions
        elif (
            group.governor in ("between", "among")
            and after
            and (group.first > trigger.k or trigger.form != "nominal")
            and not (len(group.mentions) == 1 and group.mentions[0].generic)
        ):
            own = (pairs(chunks, group) or around_one(chunks, group)) if several(made) else []
            sets += own or [group.mentions]
        elif group.governor == "of" and group.before == "behalf":
            behalf += group.mentions
        elif group.governor == "of" and trigger.form == "signatures-of" and group.first > trigger.k:
            agents += group.mentions
        elif (
            group.governor == "with"
            and after
            and not _far(chunks, max(start, trigger.k) if group.first > trigger.k else start, group.first)
        ):
            partners += group.mentions
        elif (
            trigger.form == "participle"
            and start < group.first < trigger.k
            and group.governor in ("that", "which", "document", ",")
            and _adjacent(chunks, group.last, trigger)
        ) or (group.governor == "whom" and trigger.form == "passive"):
            agents += group.mentions
    agents = behalf if len(behalf) > 1 else _signed_for(in_reach, trigger, agents)
    if by_each := _agents_with(in_reach, trigger):
        made.sets = by_each
        return
    if made_sets := _own_sets(chunks, in_reach, made):
        made.per_document = made_sets
        return
    if trigger.form == "nominal" and not (agents or sets):
        _nominal_subject(chunks, grouped, trigger, made, bool(partners))
    if not agents and not sets and trigger.form == "passive":
        cleft = [g for g in grouped if g.last < start and "whom" in plain_words(chunks[g.last + 1 : start])]
        agents = cleft[-1].mentions if cleft else []
    if sets:
        made.sets = sets
        if agents and len(sets) == 1 and all(m.kind != "person" for m in agents) and len(sets[0]) < 2:
            made.sets, made.subjects = [], agents + sets[0]
        return
    made.subjects = made.subjects or agents
    made.partners = partners
    if not (made.subjects or partners):
        _from_main_clause(grouped, trigger, made, start)
    if not agents and not made.subjects and partners:
        made.subjects, made.partners = partners, []
        made.lone_partner = True
        of = [g for g in in_reach if g.governor == "of" and start < g.first < trigger.k]
        if of:
            made.subjects = of[0].mentions + made.subjects
    if not made.subjects and trigger.form != "nominal":
        of = [g for g in in_reach if g.governor == "of" and start < g.first < trigger.k and g.before == "document"]
        if of and len(of[-1].mentions) > 1:
            made.subjects = of[-1].mentions


def _agents_with(in_reach: list[Group], trigger: Trigger) -> list[list[Mention]]:
    """The pairs of "signed by A with B, by C with D and with E"; empty if fewer than two are told so."""
    found: list[list[Mention]] = []
    agents: list[Mention] = []
    for group in in_reach:
        if group.first < trigger.k:
            continue
        if group.governor == "by":
            agents = group.mentions
        elif group.governor == "with" and agents:
            found += [[*agents, one] for one in group.mentions]
    by = sum(group.governor == "by" and group.first > trigger.k for group in in_reach)
    return found if by > 1 and len(found) >= by else []


def _signed_for(in_reach: list[Group], trigger: Trigger, agents: list[Mention]) -> list[Mention]:
    """Signed for Finland by Minister X and for Estonia by Minister Y: those for whom it was signed."""
    sides = [g for g in in_reach if g.governor == "for" and g.first > trigger.k and g.before in (*PAST, "and", ",")]
    named = [one for group in sides for one in group.mentions if one.kind in ("place", "body")]
    return named if len(sides) > 1 and len(named) == len(sides) and agents else agents


def _own_sets(chunks: list[Chunk], in_reach: list[Group], made: Frame) -> list[list[Mention]]:
    """The pairs of several documents, each told "between" after its own document; empty if it is not so."""
    told = positions(chunks, made)
    if len(told) < 2:
        return []
    stops = [*told[1:], len(chunks)]
    own = [
        [m for g in in_reach if one < g.first < stop and g.governor == "between" for m in g.mentions]
        for one, stop in zip(told, stops, strict=True)
    ]
    return own if all(len(pair) > 1 for pair in own) else []


def _from_main_clause(grouped: list[Group], trigger: Trigger, made: Frame, start: int) -> None:
    """Parties told around a document without signatories: the subject after it, or a pair told before it."""
    after = [g for g in grouped if g.first > trigger.k and g.governor == ","]
    if trigger.form == "participle" and start <= 3 and after and len(after[0].mentions) > 1:
        made.subjects, made.weight = after[0].mentions, made.weight * 0.85
        return
    before = [g for g in grouped if g.last < start and g.governor in ("between", "among") and len(g.mentions) > 1]
    if trigger.form in ("passive", "participle") and before:
        made.subjects, made.weight = before[-1].mentions, made.weight * 0.75
        return
    main = [g for g in grouped if g.last < start and g.governor in _SUBJECT_GOVERNORS and len(g.mentions) > 1]
    if trigger.form == "participle" and main and not any(document.definite for document in made.documents):
        made.subjects, made.weight = main[-1].mentions, made.weight * 0.7  # A and B renewed ties by a pact signed on …


_CELEBRATES = frozenset(
    "held announced celebrated marked welcomed confirmed completed organized organised announces "
    "celebrates hailed".split()
)


def _nominal_subject(chunks: list[Chunk], grouped: list[Group], trigger: Trigger, made: Frame, partners: bool) -> None:
    """A and B held a signing ceremony for …; A announced the signing of an agreement with B."""
    before = [g for g in grouped if g.last < trigger.k and g.governor in _SUBJECT_GOVERNORS]
    verbs = set(plain_words(chunks[: trigger.k]))
    if before and (verbs & _CELEBRATES) and (partners or len(before[-1].mentions) > 1):
        made.subjects = before[-1].mentions
