"""Plural heads over places: the Xs of A and B, the A and B Xs; small heads: the government of A."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.bodies.names import is_head
from kg.articles.bodies.naming import classify, distribute, known_place, one_of, territory
from kg.articles.mention import Mention
from kg.articles.text.ahead import Ahead
from kg.articles.text.lexicon import (
    BODY_HEADS,
    LOWER_HEADS,
    PLACE_HEADS,
    PLURAL_HEADS,
    is_topic,
    number,
)

if TYPE_CHECKING:
    from kg.articles.bodies.parties import PartyReader

__all__ = ["PluralReader"]

_PLURAL_PLACES = {
    "provinces": "province", "cities": "city", "states": "state", "counties": "county", "districts": "district",
    "municipalities": "municipality", "prefectures": "prefecture", "towns": "town", "regions": "region",
    "boroughs": "borough", "cantons": "canton", "territories": "territory", "republics": "republic",
}  # fmt: skip
PLACE_NOUNS = frozenset({*_PLURAL_PLACES, "countries", "nations", "places", "areas", "neighbours", "neighbors"})
_UNNAMED = frozenset(
    "departments agencies authorities companies firms universities schools hospitals banks offices".split()
)
_LONGEST_LIST = 60  # tokens
_RULERS = frozenset("government governments administration administrations authorities".split())
_BEFORE_PLACES = frozenset("northern southern eastern western north south east west neighbouring neighboring".split())


_SEATS = frozenset("capital provincial state largest second-largest biggest seat port".split())
_ONE_A_PLACE = frozenset("courts procuratorates judiciaries".split())  # each place has its own
_OF_MANY = frozenset("taxation customs police judiciary".split())  # one word for those of several places


class PluralReader:
    """Reads bodies told by a head and a list of places, for a :class:`kg.articles.bodies.parties.PartyReader`."""

    def __init__(self, reader: PartyReader) -> None:
        self.reader = reader
        self._heads = Ahead(reader.tokens, PLURAL_HEADS)
        self._shared = Ahead(reader.tokens, {*PLURAL_HEADS, *_OF_MANY})
        self._levels = Ahead(reader.tokens, {*PLACE_HEADS, *_PLURAL_PLACES})
        self._common = Ahead(reader.tokens, _PLURAL_PLACES)

    def places(self, i: int) -> tuple[list[Mention], int]:
        """A coordinated list of places from token ``i`` on, and the token after it."""
        reader = self.reader
        first, k, level = i, i, None
        places: list[Mention] = []
        while k < len(reader.tokens):
            again, own = self.qualifier(k)
            k, level = (again, own) if again else (k, level if reader.low(k - 1) != "of" else None)
            if listed := self._under_one_head(k):
                places += listed[0]
                i = listed[1]
            else:
                k += reader.low(k) == "the"
                mention, stop = self._place(k, level, bool(places))
                if mention is None:
                    break
                if self._larger(k, stop, places, mention):
                    i = stop + (reader.low(stop) == ",")  # Valparaíso, Chile, …
                    break
                places.append(mention)
                i = self._over_where(stop, mention)
            if reader.low(i) not in (",", "and", "&"):
                break
            k = i + 1 + (reader.low(i) == "," and reader.low(i + 1) == "and")
            k += reader.low(k) == "of"  # of A, of the province of B and of the city of C
        return (places, i) if places else ([], first)

    def _place(self, k: int, level: str | None, listed: bool) -> tuple[Mention | None, int]:
        """The place that begins at token ``k``; an unknown name counts where only a place can stand."""
        reader = self.reader
        if k >= len(reader.tokens) or not reader.names.begins(k) or reader.blocked[k]:
            return None, k
        stop = reader.names.end(k)
        mention = classify(reader.tokens[k:stop], reader.gazetteer)
        demonym = stop == k + 1 and reader.gazetteer.demonym(mention.name)
        if mention.kind == "unknown" and not demonym and (level or (listed and stop == k + 1)):
            mention = territory(mention.name, reader.gazetteer, mention.start, mention.end, level)
        return (mention if mention.kind == "place" else None), stop

    def _over_where(self, k: int, place: Mention) -> int:
        """Over "in Zhejiang Province" and ", the capital of Laos," after a place of a list; else token ``k``."""
        reader = self.reader
        if reader.low(k) in ("in", "of") and place.level not in ("country", "province"):
            inner = k + 1
            while reader.low(inner) in _BEFORE_PLACES or reader.low(inner) == "the":
                inner += 1
            found, stop = reader.name(inner) if inner < len(reader.tokens) else ([], k)
            if found and found[0].kind == "place" and found[0].level in ("country", "province", "autonomous-region"):
                return stop if reader.low(stop) in (",", "and", ".") else k
        if reader.low(k) == "," and reader.low(k + 1) in ("the", "a") and reader.low(k + 2) in _SEATS:
            for stop in range(k + 3, min(k + 10, len(reader.tokens))):
                if reader.low(stop) == ",":
                    return stop + (reader.low(stop + 1) not in ("and", "of"))
        return k

    def _larger(self, k: int, stop: int, places: list[Mention], mention: Mention) -> bool:
        """Whether a place after a comma only says where the one before it lies."""
        return bool(
            places
            and self.reader.low(k - 1) == ","
            and (mention.level == "country") > (places[-1].level == "country")
            and self.reader.low(stop) not in ("and", "&")
        )

    def qualifier(self, i: int) -> tuple[int, str | None]:
        """Over "the U.S. state of", "Vietnam's four northern provinces of": the token after it, and its level.

        0 if no such words begin at token ``i``.
        """
        reader = self.reader
        if not self._levels.within(i, 9):
            return 0, None
        k = i + (reader.low(i) in ("the", "both"))
        start = k
        match = reader.gazetteer.match(reader.tokens, k) if k < len(reader.tokens) else None
        if match and match[1].level == "country":
            k = match[0] + (reader.low(match[0]) in ("'s", "’s", "'", "’"))
        else:
            k += k < len(reader.tokens) and reader.gazetteer.demonym(reader.tokens[k].text) is not None
            k += 2 * (
                k == start and reader.gazetteer.demonym(" ".join(t.text for t in reader.tokens[k : k + 2])) is not None
            )
        while k < start + 7 and k < len(reader.tokens) and not reader.tokens[k].capital and not reader.blocked[k]:
            low = reader.low(k)
            if low in PLACE_HEADS or low in _PLURAL_PLACES:
                if reader.low(k + 1) != "of" or not reader.names.begins(k + 2):
                    return 0, None
                return k + 2, PLACE_HEADS.get(_PLURAL_PLACES.get(low, low))
            if low not in _BEFORE_PLACES and not number(low) and not reader.references.modifier(k):
                return 0, None
            k += 1
        return 0, None

    def _under_one_head(self, i: int) -> tuple[list[Mention], int] | None:
        """Ebian, Mabian and Muchuan Counties; Yumen and Dunhuang cities: names of places before their common head."""
        reader = self.reader
        if not self._common.within(i, _LONGEST_LIST):
            return None
        runs: list[tuple[int, int]] = []
        k = i + (reader.low(i) == "the")
        while k < len(reader.tokens) and reader.names.begins(k) and not reader.blocked[k] and len(runs) < 20:
            start = k
            while k < len(reader.tokens) and reader.names.begins(k) and reader.low(k) not in _PLURAL_PLACES:
                k += 1
            if k == start or is_head(reader.low(k - 1)):
                return None
            runs.append((start, k))
            if reader.low(k) in _PLURAL_PLACES:
                break
            if reader.low(k) not in (",", "and"):
                return None
            k += 1 + (reader.low(k) == "," and reader.low(k + 1) == "and")
        if len(runs) < 2 or reader.low(k) not in _PLURAL_PLACES or reader.low(k - 1) in (",", "and"):
            return None
        if reader.low(runs[-1][0] - 1) != "and" or reader.low(k + 1) == "of":
            return None
        level = PLACE_HEADS[_PLURAL_PLACES[reader.low(k)]]
        made = [
            territory(
                reader.words(start, stop),
                reader.gazetteer,
                reader.tokens[start].start,
                reader.tokens[stop - 1].end,
                level,
            )
            for start, stop in runs
        ]
        return made, k + 1

    def plural_of_places(self, i: int, j: int) -> tuple[list[Mention], int] | None:
        """The Xs of A and B: one body for each place."""
        if not self._heads.within(i, j - i - 1):
            return None
        head = next(k for k in range(i, j) if self.reader.low(k) in PLURAL_HEADS)
        for k in range(j - 1, head, -1):
            if self.reader.low(k) == "of" or (k + 1 == j and self.reader.low(j) == "of"):
                start = k + 1 if self.reader.low(k) == "of" else j + 1
                places, after = self.places(start)
                if len(places) > 1 or (places and self.reader.low(j) in ("and", ",") and after > j):
                    whole = classify(self.reader.tokens[i : start - 1], self.reader.gazetteer)
                    if whole.kind != "body":
                        return None
                    whole.end = self.reader.tokens[after - 1].end
                    return distribute(whole, places, one_of(whole.name)), after
        spread, after = self.spread(i, j, self.reader.words(i, j))
        return (spread, after) if spread else None

    def _subjects(self, k: int) -> int:
        """The "of" after small subjects ("health and welfare of"); 0 if it is otherwise."""
        start = k
        while k < start + 5 and (is_topic(self.reader.low(k)) or self.reader.low(k) in ("and", ",", "foreign")):
            if self.reader.tokens[k].capital:
                return 0
            k += 1
        return k if k > start and self.reader.low(k) == "of" else 0

    def _unnamed(self, i: int, k: int) -> tuple[list[Mention], int]:
        """Departments of the four provinces and of C; agencies of A and B: a group for each side."""
        reader = self.reader
        sides: list[Mention] = []
        after = i
        while k < len(reader.tokens):
            found, end = reader.references.anaphor(k)
            if not found or not found[0].plural:
                found, end = self.places(k + (reader.low(k) == "the"))
            if not found:
                break
            sides += found
            after = end
            k = end + (reader.low(end) in (",", "and")) + (reader.low(end + 1) == "of")
            if k == end:
                break
        made = []
        for side in sides:
            name = f"{reader.words(i, i + 1)} of {side.place or side.name}"
            one = Mention(
                "group",
                reader.tokens[i].start,
                reader.tokens[after - 1].end,
                name,
                BODY_HEADS.get(PLURAL_HEADS.get(reader.low(i), "")),
                side.place,
                side.level,
            )
            if side.kind == "anaphor" and len(sides) == 1:
                one.name, one.represents = reader.words(i, i + 1), [side]
            made.append(one)
        return made, after

    def spread(self, i: int, end: int, words: str) -> tuple[list[Mention], int]:
        """The health commissions of the four cities: one body for each place that the reference stands for."""
        reader = self.reader
        head = next((reader.low(k) for k in range(end - 1, i - 1, -1) if reader.low(k) in PLURAL_HEADS), "")
        if reader.low(end) != "of" or not head or (end - i < 2 and head not in _ONE_A_PLACE):
            return [], i
        found, after = reader.references.anaphor(end + 1)
        if not found or not found[0].plural or found[0].noun not in PLACE_NOUNS:
            return [], i
        kind = BODY_HEADS[PLURAL_HEADS[head]]
        made = Mention("body", reader.tokens[i].start, found[0].end, one_of(words), kind, noun=head, plural=True)
        made.represents = found
        return [made], after

    def owned(self, i: int, owner: list[Mention], j: int) -> tuple[list[Mention], int]:
        """The two provinces' water departments: one body for each place; the reference alone if none follows."""
        reader = self.reader
        end = reader.lower_name(j + 1)
        head = reader.low(end - 1) if end else ""
        if not owner[0].plural or head not in PLURAL_HEADS or owner[0].noun not in PLACE_NOUNS:
            return owner, j
        words, start = one_of(reader.words(j + 1, end)), reader.tokens[i].start
        made = Mention("body", start, reader.tokens[end - 1].end, words, BODY_HEADS[PLURAL_HEADS[head]], noun=head)
        made.plural, made.represents = True, owner
        return [made], end

    def plural_over_places(self, i: int) -> tuple[list[Mention], int]:
        """The Sichuan and Chongqing Administrations for X; the Sichuan and Chongqing courts."""
        if not self._shared.later(i):
            return [], i
        if not self.reader.names.begins(i) or not self.reader.gazetteer.match(self.reader.tokens, i):
            return [], i
        places, k = self.places(i)
        if len(places) < 2 and not (places and self.reader.low(k) in ("and", ",") and self.reader.names.begins(k + 1)):
            return [], i
        if len(places) < 2:
            match = self.reader.gazetteer.match(self.reader.tokens, k + 1)
            if not match:
                return [], i
            places.append(known_place(match[1], self.reader.tokens[k + 1 : match[0]]))
            k = match[0]
        stop = self.reader.names.end(k) if self.reader.names.begins(k) else k
        lower = 0
        if stop == k:
            lower = self.reader.lower_name(k)
            stop = lower
        head = next((low for n in range(k, stop) if (low := self.reader.low(n)) in PLURAL_HEADS or low in _OF_MANY), "")
        if not head:
            return [], i
        words = self.reader.words(k, stop)
        words = words if head in _OF_MANY else one_of(words)
        kind = BODY_HEADS[PLURAL_HEADS.get(head, head)]
        made = [
            Mention(
                "body",
                self.reader.tokens[i].start,
                self.reader.tokens[stop - 1].end,
                f"{place.place} {words}",
                kind,
                place.place,
                place.level,
            )
            for place in places
        ]
        return made, stop

    def plain_head(self, i: int) -> tuple[list[Mention], int]:
        """The courts of A and B; the government of Japan; the city of Porto; the health ministry of Ghana."""
        if self.qualifier(i)[0] or self._under_one_head(i):
            return self.places(i)
        if self.reader.tokens[i].capital and not (i == 0 and self.reader.low(0) in LOWER_HEADS | _UNNAMED):
            return [], i
        low = self.reader.low(i)
        if low in _UNNAMED and self.reader.low(i + 1) == "of":
            return self._unnamed(i, i + 2)
        end = self.reader.lower_name(i)
        if not end and low in PLACE_HEADS and self.reader.low(i + 1) == "of":
            places, after = self.places(i + 2)
            if not places and self.reader.names.begins(i + 2):
                stop = self.reader.names.end(i + 2)
                name = self.reader.words(i + 2, stop)
                places, after = (
                    [
                        territory(
                            name,
                            self.reader.gazetteer,
                            self.reader.tokens[i].start,
                            self.reader.tokens[stop - 1].end,
                            PLACE_HEADS[low],
                        )
                    ],
                    stop,
                )
            for place in places[:1]:
                place.start, place.level = self.reader.tokens[i].start, place.level or PLACE_HEADS[low]
            return places, after
        if (
            not end
            and low.endswith("s")
            and low in ("cities", "provinces", "states", "counties", "districts", "towns", "municipalities")
            and self.reader.low(i + 1) == "of"
        ):
            return self.places(i + 2)
        if (
            not end
            or self.reader.low(end) not in ("of", "in", "from")
            or (self.reader.low(end) != "of" and self.reader.low(end - 1) not in PLURAL_HEADS)
        ):
            return [], i
        head = self.reader.low(end - 1)
        if self.reader.low(end) == "of" and (further := self._subjects(end + 1)):
            end = further  # the ministries of health of A and B
        inner = end + 1 + (self.reader.low(end + 1) == "the")
        nested = self.reader.lower_name(inner)
        if nested and self.reader.low(nested) == "of" and self.reader.low(nested - 1) in _RULERS:
            inner = nested + 1  # the finance offices of the provincial governments of A and B
        places, after = self.places(inner)
        words = self.reader.words(i, end)
        if not places:
            return self.spread(i, end, words)
        kind = BODY_HEADS.get(head) or BODY_HEADS.get(PLURAL_HEADS.get(head, ""), "department")
        kind = "port" if words.startswith(("port ", "ports ")) else kind
        if kind == "government" and words in ("government", "governments"):
            for place in places:
                place.start, place.end = min(place.start, self.reader.tokens[i].start), place.end
            return places, after
        if head not in PLURAL_HEADS and head not in _OF_MANY and len(places) > 1:
            after = next(k for k in range(end, after) if self.reader.tokens[k].end == places[0].end) + 1
            places = places[:1]
        whole = self.reader.make("body", i, after, body_kind=kind, noun=head)
        if head in PLURAL_HEADS or len(places) > 1:
            made = distribute(whole, places, words if head == "taxation" else one_of(words))
            for mention in made:
                mention.name = mention.name[0].upper() + mention.name[1:]
            return made, after
        whole.name, whole.place, whole.level = f"{words} of {places[0].name}", places[0].place, places[0].level
        return [whole], after
