"""References (the two sides, the company) and numbers of parties without names (seven districts of A)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.text.ahead import Ahead
from kg.articles.text.lexicon import (
    BODY_HEADS,
    FUNCTION_WORDS,
    GROUP_NOUNS,
    OFFICES,
    PLACE_HEADS,
    PLURAL_HEADS,
    number,
)
from kg.articles.text.verbs import PAST

if TYPE_CHECKING:
    from kg.articles.bodies.parties import PartyReader
    from kg.articles.mention import Mention

__all__ = ["ReferenceReader"]

_SIDES = frozenset(
    "sides parties countries nations governments cities provinces regions places universities "
    "institutions companies ministries agencies "
    "bodies courts areas ministers leaders presidents firms organisations organizations departments "
    "states municipalities districts "
    "counties bureaus banks ports hospitals authorities associations institutes colleges groups "
    "partners neighbours neighbors zones "
    "schools administrations towns councils chambers procuratorates mayors delegations offices "
    "societies museums islands republics "
    "procurators prosecutors directors secretaries rectors heads "
    "operators utilities airlines allies officials premiers chairmen signatories participants members "
    "communities governors".split()
)

_DONE = frozenset("signed has had inked entered concluded reached sealed put have exchanged".split())
_RANKS = {
    "provincial": "province", "municipal": "city", "city": "city", "state": "province", "county": "county",
    "district": "district",
}  # fmt: skip
_PLACES = frozenset("provinces cities states counties districts municipalities regions countries nations towns".split())
_ALONE = frozenset(
    "company ministry university bank department bureau court city district province county country "
    "government group agency "
    "commission administration hospital port authority institute association council municipality "
    "college school firm centre "
    "center museum state region corporation organisation organization foundation academy airline "
    "society airport park zone".split()
)
_OPENERS = frozenset("they both these those all we the it them each participants signatories".split())
_LIES = frozenset(
    "island coastal inland southern northern eastern western central southwestern southeastern northwestern "
    "northeastern landlocked mountainous port".split()
)
_TERRITORIES = frozenset("province city county district region municipality country state nation".split())
_CASES = frozenset("between by with among".split())  # before "them" that stands for parties
_LONGEST_GROUP = 10  # tokens from the first word of a quantity to its noun, at the most


_AFTER_NUMBER = frozenset(
    "have has had also agreed , . ; on in at will would were was put set are said then together jointly".split()
)


class ReferenceReader:
    """Reads references and counted groups for a :class:`kg.articles.bodies.parties.PartyReader`."""

    def __init__(self, reader: PartyReader) -> None:
        self.reader = reader
        self._nouns = Ahead(reader.tokens, GROUP_NOUNS)

    def _number_alone(self, i: int) -> tuple[list[Mention], int] | None:
        """The two signed, these three were joined: a number without a noun."""
        amount, following = number(self.reader.low(i + 1)), self.reader.low(i + 2)
        if not amount or amount < 2 or self.reader.tokens[i + 1].text.isdigit():
            return None
        verb = following in PAST or following in _AFTER_NUMBER or following.endswith("ly")
        if not verb:
            return None
        return [self.reader.make("anaphor", i, i + 2, noun="sides", count=amount, plural=True)], i + 2

    def anaphor(self, i: int) -> tuple[list[Mention], int]:
        """A reference that begins at token ``i``: the two sides, they, the company."""
        low = self.reader.low(i)
        if low not in _OPENERS:
            return [], i
        make = self.reader.make
        if i == 0 and low in ("participants", "signatories"):
            return [make("anaphor", i, i + 1, noun=low, plural=True)], i + 1
        if low == "each" and self.reader.low(i + 1) == "of" and self.reader.low(i + 2) in ("the", "these", "them"):
            found, after = self.anaphor(i + 2)
            return (found, after) if found and found[0].plural else ([], i)
        if low == "them":
            return (
                ([make("anaphor", i, i + 1, noun=low, plural=True)], i + 1)
                if self.reader.low(i - 1) in _CASES
                else ([], i)
            )
        if low in ("these", "the") and (alone := self._number_alone(i)):
            return alone
        if low in ("they", "both", "these", "those", "all"):
            if low == "they":
                return [make("anaphor", i, i + 1, noun="they", plural=True)], i + 1
            if low == "both" and (self.reader.low(i + 1) in _DONE or (self.reader.low(i + 1) == "also")):
                return [make("anaphor", i, i + 1, noun="sides", count=2, plural=True)], i + 1
            k = i + 1 if self.reader.low(i + 1) not in ("the", "of") else i + 2
            if number(self.reader.low(k)) and self.reader.low(k) not in ("a", "an"):
                k += 1
            if self.reader.low(k) in _SIDES and not self.reader.tokens[k].capital:
                count = 2 if low == "both" else number(self.reader.low(k - 1)) if k - 1 > i else None
                return [make("anaphor", i, k + 1, noun=self.reader.low(k), count=count, plural=True)], k + 1
            return [], i
        if low == "we" or (
            low in ("the", "both")
            and self.reader.words(i, min(i + 4, len(self.reader.tokens))).lower().endswith("of us")
        ):
            k = i + 1
            while self.reader.low(k - 1) not in ("we", "us"):
                k += 1
            return [make("anaphor", i, k, noun="we", count=2, plural=True)], k
        if low == "it" and (
            self.reader.low(i + 1) in _DONE
            or self.reader.low(i + 1) in ("also", "then", "later", "too")
            or (self.reader.low(i + 1).endswith("ly") and self.reader.low(i + 2) in _DONE)
            or self.reader.low(i - 1) in ("between", "with")
        ):
            return [make("anaphor", i, i + 1, noun="it", count=1)], i + 1
        if low != "the" or i + 1 >= len(self.reader.tokens):
            return [], i
        if self.reader.low(i + 1) == "same" and (amount := number(self.reader.low(i + 2))) and amount > 1:
            k = i + 3 + (self.reader.low(i + 3) not in _SIDES)
            if self.reader.low(k) in _SIDES:
                return [make("anaphor", i, k + 1, noun=self.reader.low(k), count=amount, plural=True)], k + 1
        if (
            self.reader.low(i + 1) in _RANKS
            and self.reader.low(i + 2) in ("government", "authorities")
            and not self.reader.tokens[i + 1].capital
            and self.reader.low(i + 3) not in ("of", "in", "'s", "’s")
        ):
            level = _RANKS[self.reader.low(i + 1)]
            return [make("anaphor", i, i + 3, noun="authority", count=1, level=level)], i + 3
        amount = number(self.reader.low(i + 1))
        if amount and amount > 1:
            k = i + 2
            while k < i + 5 and k < len(self.reader.tokens) and self.reader.low(k) not in _SIDES and self.modifier(k):
                k += 1
            if (
                self.reader.low(k) in _SIDES
                and not self.reader.tokens[k].capital
                and self.reader.low(k + 1) not in ("of", "in", "from", ":")
            ):
                return [make("anaphor", i, k + 1, noun=self.reader.low(k), count=amount, plural=True)], k + 1
            return [], i
        if self.reader.low(i + 1) in (
            "parties",
            "sides",
            "participants",
            "signatories",
            "partners",
        ) and self.reader.low(i + 2) not in ("of", "to", "in"):
            return [make("anaphor", i, i + 2, noun=self.reader.low(i + 1), plural=True)], i + 2
        if (
            self.reader.low(i + 1) in _LIES
            and self.reader.low(i + 2) in _TERRITORIES
            and self.reader.low(i + 3) not in ("of", "'s", "’s")
            and not self.reader.tokens[i + 1].capital
        ):
            return [make("anaphor", i, i + 3, noun=self.reader.low(i + 2), count=1)], i + 3
        if (
            self.reader.low(i + 1) in _ALONE
            and not self.reader.tokens[i + 1].capital
            and self.reader.low(i + 2) not in ("of", "for", "'s", "’s", "on")
        ):
            k = i + 2
            head = any(self.reader.low(k) in heads for heads in (BODY_HEADS, PLURAL_HEADS, PLACE_HEADS))
            if head or self.reader.low(k) in OFFICES:
                return [], i
            return [make("anaphor", i, k, noun=self.reader.low(i + 1), count=1)], k
        return [], i

    def stands_alone(self, i: int) -> bool:
        """Whether token ``i`` is a small noun that stands for a body told before."""
        return self.reader.low(i) in _ALONE and not self.reader.tokens[i].capital

    def modifier(self, i: int) -> bool:
        """Whether token ``i`` can stand between a number and its noun."""
        low = self.reader.low(i)
        return bool(low) and low[0].isalpha() and low not in FUNCTION_WORDS

    def group(self, i: int) -> tuple[list[Mention], int]:
        """A number of parties without names: seven districts of A, more than ten companies."""
        if not self._nouns.within(i, _LONGEST_GROUP):
            return [], i
        k, minimum, maximum, counted = self.quantity(i)
        start = k
        while (
            k < len(self.reader.tokens)
            and k - start < 4
            and (self.reader.low(k) not in GROUP_NOUNS or self.reader.tokens[k].capital)
            and self.modifier(k)
            and not self.reader.blocked[k]
        ):
            if self.reader.low(k) in PLURAL_HEADS:
                break
            k += 1
        if counted and self.reader.low(k) == "other":
            k += 1
            while k - start < 5 and self.reader.low(k) not in GROUP_NOUNS and self.modifier(k):
                k += 1
        if self.reader.low(k) not in GROUP_NOUNS or self.reader.tokens[k].capital or self.reader.blocked[k]:
            return [], i
        if (
            not counted
            and (
                self.reader.low(k + 1) == "of"
                or self.reader.low(i - 1) in ("the", "these", "those", "its", "their", "of", "all")
            )
            and not (k > start and self.reader.low(i - 1) not in ("the", "these", "those", "its", "their"))
            and not self.both_places(k + 1)
        ):
            return [], i
        if not counted and self.reader.low(k) == "customs":
            return [], i
        head = k
        k += 1
        if self.reader.low(k) in ("and", "or") and self.second_noun(k + 1):
            k = self.second_noun(k + 1)
        places: list[Mention] = []
        if self.reader.low(k) in ("of", "from", "in", "across") and not self.reader.blocked[k]:
            found, after = self.reader.plurals.places(k + 1)
            if found and len(found) == minimum and self.reader.low(head) in _PLACES:
                return found, after  # the four Indian states of A, B, C and D
            if len(found) - 1 == minimum and found[0].level == "country" != found[1].level:
                return found[1:], after  # two provinces of Laos, A and B
            if found:
                places, k = found, after
            elif self.both_places(k):
                both = self.reader.make("anaphor", k + 1, k + 3, noun=self.reader.low(k + 2), count=2, plural=True)
                mention = self.reader.make(
                    "group", i, k + 3, body_kind=GROUP_NOUNS[self.reader.low(head)], minimum=minimum, maximum=maximum
                )
                mention.represents = [both]
                mention.name = self.reader.words(i, k)
                return [mention], k + 3
        mention = self.reader.make(
            "group",
            i,
            k,
            body_kind=GROUP_NOUNS[self.reader.low(head)],
            minimum=minimum,
            maximum=maximum,
            noun=self.reader.low(head),
        )
        mention.generic = not counted
        if len(places) == 1:
            mention.place, mention.level = places[0].place, places[0].level
        return [mention], k

    def both_places(self, k: int) -> bool:
        """Whether "of both places" begins at token ``k``."""
        return (
            self.reader.low(k) in ("of", "from", "in")
            and self.reader.low(k + 1) in ("both", "two")
            and self.reader.low(k + 2) in _SIDES
        )

    def second_noun(self, k: int) -> int:
        """After "districts and": the token after the second noun, 0 if there is none."""
        for j in range(k, min(k + 3, len(self.reader.tokens))):
            if self.reader.low(j) in GROUP_NOUNS and not self.reader.tokens[j].capital:
                return j + 1
            if not self.modifier(j):
                return 0
        return 0

    def quantity(self, i: int) -> tuple[int, int | None, int | None, bool]:
        """Number with its bounds before a plural noun: the token after it, minimum, maximum, whether it counts."""
        low, one, two = self.reader.low(i), self.reader.low(i + 1), self.reader.low(i + 2)
        if low in ("several", "many", "various", "numerous", "dozens", "multiple"):
            return i + (2 if one == "of" else 1), None, None, True
        if (
            low == "a"
            and one in ("number", "group", "series", "dozen", "score", "handful")
            and (two == "of" or one == "dozen")
        ):
            size = 12 if one == "dozen" else None
            return i + (2 if one == "dozen" and two != "of" else 3), size, size, True
        shift = {
            "more than": 1,
            "over": 1,
            "at least": 0,
            "no fewer": 0,
            "no less": 0,
            "some": 0,
            "nearly": 0,
            "about": 0,
            "around": 0,
        }
        phrase = f"{low} {one}" if f"{low} {one}" in shift else low
        if phrase in shift:
            k = i + phrase.count(" ") + 1 + (phrase.startswith("no ") and self.reader.low(i + 2) == "than")
            amount = number(self.reader.low(k)) if k < len(self.reader.tokens) else None
            if amount and amount > 1:
                exact = phrase in ("some", "nearly", "about", "around")
                return k + 1, None if exact else amount + shift[phrase], None, True
            return i, None, None, False
        amount = number(low) if low and low not in ("a", "an", "both") and not self.reader.blocked[i] else None
        if amount and 1 < amount < 1900:
            return i + 1, amount, amount, True
        return i, None, None, False
