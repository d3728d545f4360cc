"""The party that begins at a token: a name with its possessor, brackets and small head, or another form."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from kg.articles.bodies.names import NameReader
from kg.articles.bodies.naming import classify, known_place, one_of
from kg.articles.bodies.persons import PersonReader
from kg.articles.bodies.plurals import PluralReader
from kg.articles.bodies.portfolios import bodies_by_subject
from kg.articles.bodies.references import ReferenceReader
from kg.articles.mention import Mention
from kg.articles.text.ahead import Ahead
from kg.articles.text.lexicon import (
    ADMIN_ADJECTIVES,
    BODY_HEADS,
    FUNCTION_WORDS,
    LOWER_HEADS,
    PLACE_HEADS,
    PLURAL_HEADS,
    is_topic,
)

if TYPE_CHECKING:
    from typing import Unpack

    from kg.articles.clauses.chunks import Chunker
    from kg.articles.text.segments import Token

__all__ = ["PartyReader"]

_FIRMS = frozenset(
    "company firm operator utility developer airline carrier producer maker manufacturer retailer "
    "giant miner builder supplier group bank "
    "publisher broker distributor trader "
    "conglomerate contractor insurer provider refiner startup start-up subsidiary shipbuilder automaker".split()
)


_DIRECTIONS = frozenset(
    "north south east west central northeast northwest southeast southwest northern southern eastern western".split()
)
_SEATED = ("-based", "-headquartered", "-owned", "-listed", "-backed", "-run", "-controlled")
_STAFF = frozenset("officials representatives officers executives delegates".split())
_LONGEST_SMALL_NAME = 7  # tokens
_NEVER = FUNCTION_WORDS - frozenset(
    "they both these all it the we several many some various numerous more over at no nearly about around a an other "
    "two three four five six seven eight nine ten us who his her their first its each those".split()
)


class _Known(TypedDict, total=False):
    """What a form of naming tells of a mention: fields of Mention."""

    body_kind: str | None
    level: str | None
    place: str | None
    minimum: int | None
    maximum: int | None
    noun: str
    count: int | None
    plural: bool


class PartyReader:
    """Reads parties in one sentence."""

    def __init__(self, chunker: Chunker, tokens: list[Token], blocked: list[bool]) -> None:
        self.chunker, self.tokens, self.blocked = chunker, tokens, blocked
        self.gazetteer = chunker.gazetteer
        self.names = NameReader(tokens, blocked, chunker.gazetteer)
        self._heads = Ahead(tokens, LOWER_HEADS)
        self.persons, self.references, self.plurals = PersonReader(self), ReferenceReader(self), PluralReader(self)
        self._of_words = (
            self.references.anaphor,
            self.references.group,
            self.persons.read,
            self.plurals.plain_head,
        )
        self._of_names = (*self._of_words, self._by_subject, self.plurals.plural_over_places, self.name)

    def low(self, i: int) -> str:
        """Token ``i`` in lower case; empty outside the sentence."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def party(self, i: int) -> tuple[list[Mention], int]:
        """The mentions that begin at token ``i``, and the token after them."""
        if self.tokens[i].low in _NEVER or not self.tokens[i].text[0].isalnum():
            return [], i
        if self.low(i) in _DIRECTIONS and self._side_of_a_country(i):
            return self.party(i + 1)
        if self.low(i) in ("their", "its") and self.low(i + 1) in ("neighbour", "neighbor", "partner", "ally"):
            k = i + 2 + (self.low(i + 2) == ",")
            return self.party(k) if k < len(self.tokens) and self.names.begins(k) else ([], i)
        if self.low(i) == "the" and self.low(i + 2) in ("'s", "’s") and self.references.stands_alone(i + 1):
            mentions, j = self.name(i + 3) if i + 3 < len(self.tokens) else ([], i)  # the university's Law School
            return (mentions, j) if mentions else ([], i)
        if "-" in self.tokens[i].low and self.tokens[i].low.endswith(_SEATED):
            return self._of_nation(i)
        for read in self._of_names if self.names.begins(i) else self._of_words:
            mentions, j = read(i)
            if mentions:
                if mentions[0].kind == "anaphor" and self.low(j) in ("'s", "’s", "'", "’"):
                    return self.plurals.owned(i, mentions, j)
                staff = self.low(j) in _STAFF and all(one.kind == "body" for one in mentions)
                return mentions, j + staff  # Macao customs officials sign for the customs
        return [], i

    def _side_of_a_country(self, i: int) -> bool:
        """Whether "Southwest" at ``i`` only says where: Southwest China's X, but not South Korea's X."""
        if not self.names.begins(i + 1) or self.gazetteer.match(self.tokens, i):
            return False
        match = self.gazetteer.match(self.tokens, i + 1)
        return bool(match and match[1].level == "country" and self.low(match[0]) in ("'s", "’s"))

    def _by_subject(self, i: int) -> tuple[list[Mention], int]:
        return bodies_by_subject(self, i) if self.tokens[i].capital else ([], i)

    def name(self, i: int) -> tuple[list[Mention], int]:
        """A name, with its possessor, its brackets, and a small head after it ("the Taizhou government")."""
        if not self.names.begins(i):
            return [], i
        j = self.names.end(i)
        if j <= i:
            return [], i
        if distributed := self.plurals.plural_of_places(i, j):
            return distributed
        if self.low(j) in ("'s", "’s", "'", "’"):
            owned, after = self.owned(i, j)
            if owned:
                return owned, after
        small = self.small_head(i, j)
        if small:
            return small
        mention = classify(self.tokens[i:j], self.gazetteer)
        if mention.kind == "unknown" and j == i + 1 and self.gazetteer.demonym(mention.name):
            return self._of_nation(i)
        if mention.kind == "unknown" and self.low(i - 1) in _FIRMS:
            mention.kind, mention.body_kind = "body", "enterprise"
        j = self.brackets(mention, j)
        if mention.kind == "unknown" and (full := self.chunker.short.get(mention.name)):
            mention = Mention(
                full.kind,
                mention.start,
                mention.end,
                full.name,
                full.body_kind,
                full.place,
                full.level,
                full.within,
                full.aliases,
            )
        if mention.kind == "unknown" and i == 0 and j == 1 and self.low(0).endswith(("ly", "ing", "ed")):
            return [], i
        return [mention], j

    def _of_nation(self, i: int) -> tuple[list[Mention], int]:
        """The British publisher X, Oslo-based Y: the name after small words; a demonym alone names no party."""
        seat, _, seated = self.tokens[i].text.rpartition("-")
        home = self.gazetteer.known(seat) if seated in ("based", "headquartered") else None
        country = home.name if home else self.gazetteer.demonym(seat or self.tokens[i].text)
        k = i + 1
        while k < i + 4 and k < len(self.tokens) and not self.tokens[k].capital and self.references.modifier(k):
            k += 1
        if (k == i + 1 and not seat) or k >= len(self.tokens) or not self.names.begins(k):
            return [], i
        found, j = self.name(k)
        firm = self.low(k - 1) in _FIRMS
        if len(found) != 1 or found[0].kind not in ("unknown", "body", *(("place",) if firm else ())):
            return [], i
        if found[0].kind == "place":
            found = [self.make("body", k, j, body_kind="enterprise")]
        found[0].start = self.tokens[i].start
        found[0].place = found[0].place or country
        if found[0].kind == "unknown" and firm:
            found[0].kind, found[0].body_kind = "body", "enterprise"
        return found, j

    def brackets(self, mention: Mention, j: int) -> int:
        """Take "(NCC)" or another name in brackets after a name as its alias."""
        if self.low(j) != "(":
            return j
        for k in range(j + 1, min(j + 12, len(self.tokens))):
            if self.tokens[k].text == ")":
                inside = self.chunker.text[self.tokens[j + 1].start : self.tokens[k - 1].end] if k > j + 1 else ""
                one = k == j + 2 and self.tokens[j + 1].capital
                long = (
                    mention.kind == "body"
                    and self.tokens[j + 1].capital
                    and any(t.low in BODY_HEADS for t in self.tokens[j + 1 : k])
                )
                if one or long:
                    mention.aliases = (*mention.aliases, inside)
                    mention.end = self.tokens[k].end
                    if one and mention.kind in ("body", "unknown"):
                        self.chunker.short.setdefault(inside, mention)
                return k + 1 if one or long or k == j + 2 else j
        return j

    def owned(self, i: int, j: int) -> tuple[list[Mention], int]:
        """Singapore's Ministry of Law; Ghana's health ministry."""
        owner = classify(self.tokens[i:j], self.gazetteer)
        k = j + 1
        if (
            owner.kind == "body" and owner.place and self.names.begins(k)
        ):  # People's Government of Beijing's Daxing District
            stop = self.names.end(k)
            if stop - k > 1 and self.low(stop - 1) in PLACE_HEADS:
                inner = classify(self.tokens[i:stop], self.gazetteer)
                owner.end, owner.name = inner.end, self.words(i, stop)
                owner.place, owner.level = self.words(k, stop - 1), PLACE_HEADS[self.low(stop - 1)]
                return [owner], stop
        person, after = self.persons.offices.office(k, owner)
        if person:
            return person, after
        if self.names.begins(k):
            stop = self.names.end(k)
            small = self.small_head(k, stop)
            found = small[0] if small else [classify(self.tokens[k:stop], self.gazetteer)]
            stop = small[1] if small else stop
            body = found[0]
            if body.kind == "body" or (body.kind in ("unknown", "place") and owner.kind == "place"):
                body.start = owner.start
                if not body.place and owner.kind == "place":
                    body.place, body.level = owner.place, owner.level
                return [body], self.brackets(body, stop)
            return [], i
        head = self.lower_name(k)
        named = self.firm_name(k)
        if named and owner.kind == "place":
            stop = self.names.end(named)
            body = classify(self.tokens[named:stop], self.gazetteer)
            body.kind, body.body_kind = "body", body.body_kind or "enterprise"
            body.place, body.level = body.place or owner.place, body.level or owner.level
            return [body], self.brackets(body, stop)
        if head and owner.kind in ("place", "unknown"):
            words = self.words(k, head)
            body = self.make("body", i, head, body_kind=BODY_HEADS.get(self.low(head - 1), "government"))
            body.name, body.place, body.level = f"{owner.name}'s {words}", owner.place or owner.name, owner.level
            if self.low(head - 1) in ("government", "side", "delegation") and owner.kind == "place" and head == k + 1:
                return [Mention("place", body.start, body.end, owner.name, place=owner.place, level=owner.level)], head
            return [body], head
        return [], i

    def firm_name(self, k: int) -> int:
        """After a possessor: the token at which the name after "state grid company" begins; 0 if there is none."""
        for j in range(k, min(k + 6, len(self.tokens))):
            if self.low(j) in _FIRMS and j + 1 < len(self.tokens):
                return j + 1 if self.names.begins(j + 1) else 0
            if self.tokens[j].capital or not self.references.modifier(j):
                return 0
        return 0

    def lower_name(self, k: int) -> int:
        """The token after a small name such as "health ministry" that begins at ``k``; 0 if there is none."""
        if not self._heads.within(k, _LONGEST_SMALL_NAME - 1):
            return 0
        for j in range(k, min(k + _LONGEST_SMALL_NAME, len(self.tokens))):
            if self.blocked[j] or self.tokens[j].capital:
                return 0
            if self.low(j) in LOWER_HEADS and self.low(j + 1) not in LOWER_HEADS:
                return j + 1
            if not (
                is_topic(self.low(j))
                or self.low(j) in ADMIN_ADJECTIVES
                or self.low(j) in LOWER_HEADS
                or (self.low(j) == "people" and self.low(j + 1) in ("'s", "’s"))
                or (self.low(j) in ("'s", "’s") and self.low(j - 1) == "people")
                or self.low(j) in ("tax", "and", "people's", "high", "supreme", "intermediate", "maritime", "higher")
            ):
                return 0
        return 0

    def small_head(self, i: int, j: int) -> tuple[list[Mention], int] | None:
        """The Taizhou government; Sichuan Chongqing taxation (two bodies); a run of names before a small head."""
        after = self.lower_name(j)
        if not after or self.low(after - 1) in ("side", "delegation", "delegations"):
            return None
        words = self.words(j, after)
        kind = BODY_HEADS.get(self.low(after - 1)) or BODY_HEADS.get(
            PLURAL_HEADS.get(self.low(after - 1), ""), "department"
        )
        if (self.low(after - 1) in _FIRMS or self.low(after - 1) == "agency") and self.names.begins(after):
            stop = self.names.end(after)
            named = classify(self.tokens[after:stop], self.gazetteer)
            owner = classify(self.tokens[i:j], self.gazetteer)
            if named.kind in ("unknown", "body"):
                named.kind, named.body_kind = (
                    "body",
                    named.body_kind or ("other" if self.low(after - 1) == "agency" else "enterprise"),
                )
                named.place = named.place or owner.place or self.gazetteer.demonym(self.tokens[i].text)
                return [named], self.brackets(named, stop)
        places = self.row_of_places(i, j)
        if len(places) > 1:
            made = []
            for place in places:
                one = Mention(
                    "body",
                    self.tokens[i].start,
                    self.tokens[after - 1].end,
                    f"{place.name} {one_of(words)}",
                    kind,
                    place.place,
                    place.level,
                )
                made.append(one)
            return made, after
        owner = classify(self.tokens[i:j], self.gazetteer)
        if owner.kind == "body" and self.low(after - 1) != "taxation":
            return None
        country = self.gazetteer.demonym(self.tokens[i].text) if j == i + 1 else None
        body = self.make("body", i, after, body_kind=kind)
        body.name = self.words(i, j) + " " + words
        body.place = (
            country
            or owner.place
            or (owner.name if self.low(after - 1).startswith("government") or after > j + 1 else None)
        )
        body.level = "country" if country else owner.level
        body.plural = self.low(after - 1) in PLURAL_HEADS
        if country and words in ("government", "authorities"):
            return [Mention("place", body.start, body.end, country, place=country, level="country")], after
        return [body], after

    def row_of_places(self, i: int, j: int) -> list[Mention]:
        """Places side by side without anything between: Sichuan Chongqing, Sichuan-Chongqing."""
        places: list[Mention] = []
        k = i
        while k < j:
            match = self.gazetteer.match(self.tokens[:j], k)
            if not match:
                return []
            places.append(known_place(match[1], self.tokens[k : match[0]]))
            k = match[0]
        return places

    def words(self, i: int, j: int) -> str:
        """The text of tokens ``i`` to ``j``."""
        return self.chunker.text[self.tokens[i].start : self.tokens[j - 1].end]

    def make(self, kind: str, i: int, j: int, **more: Unpack[_Known]) -> Mention:
        """A mention of tokens ``i`` to ``j``, with what is known of it."""
        return Mention(kind, self.tokens[i].start, self.tokens[j - 1].end, self.words(i, j), **more)
