"""Names of bodies and places: how far a capitalised name reaches, and what it names.

A name is a run of capitalised words with small connecting words between them. Whether "and" joins two
parts of one name (Culture and Tourism Bureau) or two names is decided by what stands on both sides:
heads (Bureau), subjects (Culture), places and company forms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.text.lexicon import (
    BODY_HEADS,
    FUNCTION_WORDS,
    HONORIFICS,
    OFFICES,
    PLACE_HEADS,
    PLURAL_HEADS,
    SINGULAR,
    SUFFIXES,
    TOPICS,
    is_topic,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.places.gazetteer import Gazetteer
    from kg.articles.text.segments import Token

__all__ = ["OF_WORDS", "NameReader", "is_head", "singular", "topical"]

_PARTICLES = frozenset(
    "de da do dos del della di du la le los las der den van von bin al el y e i ibn ul ng mga".split()
)
OF_WORDS = frozenset({"of", "for", "on"})  # after a head, before its subject or place
_PEOPLE = frozenset(
    "people women children workers farmers men nurses teachers lawyers veterans writers players king queen".split()
)
_TOPICAL_HEADS = frozenset(
    "energy power electric petroleum oil steel mining fund insurance service exchange shipping systems "
    "networks press taxation customs treasury".split()
)
_LEVELS = frozenset("province prefecture county district region autonomous".split())
_ATTRIBUTES = ("-owned", "-based", "-listed", "-backed", "-run", "-controlled", "-headquartered")
_COUNTED = frozenset("first second third two three four five six seven eight nine ten".split())
_LOCAL = frozenset("district borough city county town regional".split())
_UNDER = frozenset("president ministry cabinet government general council prime office state presidency".split())
_SUBJECTS_OF_OFFICE = frozenset("services industries resources works affairs funds enterprises".split())
_AHEAD = 14  # tokens that a decision looks ahead


def is_head(word: str) -> bool:
    """Whether a word is the head of names of bodies, singular or plural."""
    return word in BODY_HEADS or word in PLURAL_HEADS or word in SUFFIXES


def singular(word: str) -> str:
    """A head in the singular, its capital kept."""
    if word.lower() in BODY_HEADS:
        return word
    one = PLURAL_HEADS.get(word.lower()) or SINGULAR.get(word.lower())
    if one is None:
        return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return one.capitalize() if word[0].isupper() else one


def topical(word: str, gazetteer: Gazetteer) -> bool:
    """Whether a word of a name is a subject; Chongqing only ends like one."""
    return is_topic(word) and (word.lower() in TOPICS or gazetteer.known(word) is None)


class NameReader:
    """Finds how far names reach in one sentence. ``blocked`` tokens (dates, titles of documents) end a name."""

    def __init__(self, tokens: Sequence[Token], blocked: Sequence[bool], gazetteer: Gazetteer) -> None:
        self.tokens, self.blocked, self.gazetteer = tokens, blocked, gazetteer
        self._capitals = [self._may_belong(i) for i in range(len(tokens))]

    def begins(self, i: int) -> bool:
        """Whether a name can begin with token ``i``."""
        return (
            self._capital(i) and self.tokens[i].low not in HONORIFICS and not self.tokens[i].low.endswith(_ATTRIBUTES)
        )

    def _capital(self, i: int) -> bool:
        """Whether token ``i`` can be a capitalised word of a name; asked many times, so decided once."""
        return i < len(self._capitals) and self._capitals[i]

    def _may_belong(self, i: int) -> bool:
        if self.blocked[i]:
            return False
        token = self.tokens[i]
        if not token.text[0].isupper():
            return token.text[1:2].isupper() or bool(
                token.text[:2] in ("al", "el") and len(token.text) > 3 and token.text[2] == "-"
            )
        if token.low in _COUNTED and i and i + 1 < len(self.tokens):  # Tianjin Third Court, Quzhou Nine Palace Homestay
            before, following = self.tokens[i - 1], self.tokens[i + 1]
            goes_on = following.capital and following.low not in FUNCTION_WORDS
            if goes_on and ((before.capital and before.low not in FUNCTION_WORDS) or before.low in ("'s", "’s")):
                return True
        if token.low == "first":
            return i + 1 < len(self.tokens) and self.tokens[i + 1].low in (
                "nation",
                "nations",
                "people",
                "bank",
                "minister",
            )
        return token.low not in FUNCTION_WORDS or (
            len(token.text) > 1 and token.text.isupper() and token.low in ("us", "who", "it")
        )

    def end(self, start: int) -> int:
        """The token after the name that begins with token ``start``."""
        i, head_first = start, False
        while i < len(self.tokens):
            if self._capital(i):
                if i > start and self.tokens[i - 1].low != "the" and self._new_office(i):
                    break
                match = self.gazetteer.match(self.tokens, i)
                if match and i == start and self._lies_in(start, match[0]):
                    return match[0]
                i = match[0] if match and match[0] > i + 1 and not any(self.blocked[i : match[0]]) else i + 1
                continue
            if i == start:
                return start
            step = self._over(start, i, head_first)
            if step == i:
                return self._over_level(start, i)
            head_first = head_first or (self.tokens[i].low in OF_WORDS and self._head_of(i) is not None)
            i = step
        return i

    def _lies_in(self, start: int, stop: int) -> bool:
        """Whether a country at the beginning only says where: in southwest China | Guiyang Customs and …"""
        before = self.tokens[start - 1].low if start else ""
        known = self.gazetteer.match(self.tokens, start)
        return bool(
            (before in ("in", "across", "northern", "southern") or before.endswith(("west", "east", "north", "south")))
            and known
            and known[1].level == "country"
            and self._capital(stop)
            and self.gazetteer.match(self.tokens, stop)
        )

    def _over_level(self, start: int, i: int) -> int:
        """Over a small word of level after a place's name: "Shandong province", "Guangxi Zhuang autonomous region"."""
        k = i + (i < len(self.tokens) and self.tokens[i].low == "autonomous")
        if k >= len(self.tokens) or self.blocked[k] or self.tokens[k].low not in _LEVELS or self.tokens[i].capital:
            return i
        after = self.tokens[k + 1].low if k + 1 < len(self.tokens) else ""
        last = self.tokens[i - 1]
        if is_head(last.low) or self._topic(last) or last.low in PLACE_HEADS or after in ("'s", "’s"):
            return i
        if after == "of":
            return k + 1 if self._country(k + 2) else i  # the Moravia-Silesia region of the Czech Republic
        named = k > i or self._is_place(i - 1, i) or self._is_place(start, i)
        return k + 1 if named else i

    def _country(self, i: int) -> bool:
        i += i < len(self.tokens) and self.tokens[i].low == "the"
        match = self.gazetteer.match(self.tokens, i) if i < len(self.tokens) else None
        return match is not None and match[1].level == "country"

    def _new_office(self, i: int) -> bool:
        """Whether an office begins here that is no part of a body's name (…, Minister X)."""
        low = self.tokens[i].low
        following = self.tokens[i + 1].low if i + 1 < len(self.tokens) else ""
        if low == "party":
            return following in ("secretary", "chief", "boss")
        return low == "gov." or (
            low in OFFICES
            and low not in ("general", "executive", "principal", "head", "chief")
            and not is_head(following)
        )

    def _topic(self, token: Token) -> bool:
        return topical(token.text, self.gazetteer)

    def _head_of(self, stop: int) -> str | None:
        """The head of the last part of a name before token ``stop``."""
        low = self.tokens[stop - 1].low
        return low if is_head(low) or low in PLACE_HEADS else None

    def _over(self, start: int, i: int, head_first: bool) -> int:
        """Where the name goes on after the small word or mark ``i``; ``i`` itself if it ends here."""
        token = self.tokens[i]
        low = token.low
        if self.blocked[i]:
            return i
        if low in ("'s", "’s"):
            return i + 1 if self._possessive(i) else i
        if low in ("'", "’") and self._plural_possessive(i):
            return i + 1
        if low in _PARTICLES and self._capital(i + 1):
            return i + 1
        if (
            low == "/"
            and self._capital(i + 1)
            and self.tokens[i - 1].end == token.start
            and self.tokens[i + 1].start == token.end
        ):
            return i if self.gazetteer.match(self.tokens, i + 1) and self._is_place(i - 1, i) else i + 1
        if token.text[0].isdigit():
            short = token.text.isdigit() and len(token.text) < 5
            return (
                i + 1
                if short and (self._capital(i + 1) or self.tokens[i - 1].low in ("no.", "no", "area", "school"))
                else i
            )
        if low in OF_WORDS:
            return self._over_of(i, low, head_first)
        if low == "under":
            goes_on = self._capital(i + 2) and self.tokens[i + 1].low == "the" and self.tokens[i + 2].low in _UNDER
            return i + 2 if goes_on and head_first else i
        if low == ".":  # George H. Ryan
            initial = len(self.tokens[i - 1].text) == 1 and self.tokens[i - 1].end == token.start
            return i + 1 if initial and self._capital(i + 1) else i
        if low in ("and", "&"):
            return self._over_and(start, i, low, head_first)
        if low == ",":
            return self._over_comma(i, head_first)
        if low == "(":
            return self._over_bracket(i)
        return i

    def _over_of(self, i: int, low: str, head_first: bool) -> int:
        following = i + 1
        if following < len(self.tokens) and self.tokens[following].low in ("the", "an"):
            following += 1
        if not self._capital(following) or self.tokens[following].low in HONORIFICS:
            return i
        before = self.tokens[i - 1].low
        if low == "of":
            return following if before not in SUFFIXES else i
        headed = is_head(before) or before in ("conference", "council", "initiative", "secretary", "summit", "forum")
        if low == "on":
            return following if headed and before not in SUFFIXES else i
        if self.gazetteer.match(self.tokens, following) and not headed:
            return i
        return following if headed or head_first else i

    def _segment(self, i: int) -> int:
        """The token after the capitalised words from ``i`` on, no connecting word crossed."""
        while i < len(self.tokens) and (self._capital(i) or self._possessive(i)):
            i += 1
        return i

    def _plural_possessive(self, i: int) -> bool:
        """Whether token ``i`` is the possessive of many inside a name: Teachers' Union, Librarians' Association."""
        if not self._capital(i + 1) or not self.tokens[i - 1].low.endswith("s"):
            return False
        stop = self._segment(i + 1)
        return self.tokens[i - 1].low.rstrip("s") in _PEOPLE or is_head(self.tokens[stop - 1].low)

    def _possessive(self, i: int) -> bool:
        """Whether token ``i`` is the possessive inside a name: People's Court, Children's Hospital."""
        return self.tokens[i].low in ("'s", "’s") and self.tokens[i - 1].low in _PEOPLE and self._capital(i + 1)

    def _is_place(self, start: int, stop: int) -> bool:
        match = self.gazetteer.match(self.tokens, start)
        if match and match[0] == stop:
            return True
        return stop - start > 1 and self.tokens[stop - 1].low in PLACE_HEADS

    def _over_and(self, start: int, i: int, low: str, head_first: bool) -> int:
        stop = self._segment(i + 1)
        if stop == i + 1:
            the = i + 1 < len(self.tokens) and self.tokens[i + 1].low == "the"
            if the and head_first and self._capital(i + 2) and self._topic(self.tokens[i + 2]):
                after = self._segment(i + 2)
                return i + 2 if not any(is_head(t.low) for t in self.tokens[i + 2 : after]) else i
            return i
        if low == "&" and not self._is_place(start, i):
            return i + 1
        words = self.tokens[i + 1 : stop]
        heads = [
            k
            for k, token in enumerate(words)
            if is_head(token.low) and not (token.low in _TOPICAL_HEADS and len(words) == 1)
        ]
        if head_first and words[-1].low in _SUBJECTS_OF_OFFICE and len(words) > 1:
            heads = heads[:-1] if heads and heads[-1] == len(words) - 1 else heads  # Health and Human Services
        left_last = self.tokens[i - 1]
        if not head_first and self._one_council(start, i, stop):
            return i + 1
        if left_last.low in _TOPICAL_HEADS and heads and heads[-1] and self._topic(words[0]) and i - start > 1:
            return i + 1  # Power and Lighting Company
        if left_last.low in SUFFIXES or (is_head(left_last.low) and not head_first):
            joined = (
                is_head(left_last.low) and left_last.low not in SUFFIXES and len(words) > 1 and heads and i - start == 1
            )
            return i + 1 if joined and self._topic(words[0]) else i
        left_place = self._is_place(start, i) or self._is_place(i - 1, i)
        if head_first:
            if heads and (heads[0] == 0 or not self._topic(words[0])):
                return i
            if self._is_place(i + 1, stop) or (left_place and not self._topic(words[0])):
                return i
            if not heads and self._topic(words[-1]) and not self.gazetteer.match(self.tokens, i + 1):
                return i + 1  # Youth, Sports and Cultural Affairs
            if heads and not self._of_follows(start, i):
                return i + 1
            return i + 1 if self._topic(words[0]) and not (heads and left_place) and not heads else i
        if left_place:
            return i
        ends_in_head = heads and heads[-1] > 0
        topical = self._topic(left_last) or self._topic(words[0])
        if ends_in_head and topical and not self.gazetteer.match(self.tokens, i + 1):
            return i + 1
        if ends_in_head and i - start > 1 and self._headless_after_place(start, i):
            return i + 1 if not self.gazetteer.match(self.tokens, i + 1) else i
        if not heads and low == "and" and all(self._topic(word) for word in (*self.tokens[start:i], *words)):
            return i + 1  # Food and Health
        if not heads and topical and self._topic(left_last) and stop < len(self.tokens):
            follows = self.tokens[stop].low  # Culture, Tourism and Sport | Department …; General Affairs and Trade of …
            return i + 1 if follows in ("and", ",") and self._head_later(stop) else i
        return i

    def _one_council(self, start: int, i: int, stop: int) -> bool:
        """Newry and Mourne District Council, Buyi and Miao Autonomous County: two names before one head of level."""
        ends = [token.low for token in self.tokens[stop - 2 : stop]]
        if "autonomous" in ends[:1] and ends[-1] in PLACE_HEADS:
            return i - start > 1 and stop - i - 1 == 3
        if ends[-1:] != ["council"] or stop - i - 1 != 3 or any(is_head(t.low) for t in self.tokens[start:i]):
            return False
        left_known = self.gazetteer.match(self.tokens, start)
        if left_known:
            return left_known[0] == i and left_known[1].level in ("city", "county", "district") and ends[0] in _LOCAL
        return i - start == 1 and ends[0] in ("district", "borough")

    def _headless_after_place(self, start: int, i: int) -> bool:
        """Whether tokens ``start`` to ``i`` are a place and common words that name nothing: Xining Maternal | and."""
        match = self.gazetteer.match(self.tokens, start)
        return match is not None and match[0] == i - 1 and self.tokens[i - 1].text.isalpha()

    def _of_follows(self, start: int, i: int) -> bool:
        return any(token.low in OF_WORDS for token in self.tokens[start:i])

    def _head_later(self, i: int) -> bool:
        """Whether a head ends the capitalised list that goes on after token ``i``."""
        for k in range(i, min(i + _AHEAD, len(self.tokens))):
            low = self.tokens[k].low
            if is_head(low) and self._capital(k):
                return k > i + 1
            if not self._capital(k) and low not in ("and", "&", ","):
                return False
        return False

    def _over_comma(self, i: int, head_first: bool) -> int:
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if following is None:
            return i
        if following.low in SUFFIXES and following.capital:
            return i + 1
        if not self._capital(i + 1) or not self._topic(following):
            return i
        stop = self._segment(i + 1)
        if any(is_head(token.low) for token in self.tokens[i + 1 : stop]):
            return i
        closing = self.tokens[stop].low if stop < len(self.tokens) else ""
        if not self._topic(self.tokens[i - 1]) or closing not in (",", "and", "&"):
            return i
        if head_first:
            return i + 1
        return i + 1 if self._head_later(stop) else i

    def _over_bracket(self, i: int) -> int:
        """Over "(Free Trade Zone)" inside a name, and over an abbreviation in brackets before its rest."""
        for k in range(i + 1, min(i + 8, len(self.tokens))):
            if self.tokens[k].text == ")":
                inside = all(self._capital(j) or self.tokens[j].low in (*OF_WORDS, "and") for j in range(i + 1, k))
                goes_on = k + 1 < len(self.tokens) and self._capital(k + 1)
                of = (
                    k + 2 < len(self.tokens)
                    and self.tokens[k + 1].low == "of"
                    and (self._capital(k + 2) or (self.tokens[k + 2].low == "the" and self._capital(k + 3)))
                )
                if inside and k > i + 1 and (goes_on or of):
                    return k + 1
                return i
        return i
