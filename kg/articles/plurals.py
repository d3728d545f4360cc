"""Plural heads over places: the Xs of A and B, the A and B Xs; small heads: the government of A."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.ahead import Ahead
from kg.articles.lexicon import (
    BODY_HEADS,
    LOWER_HEADS,
    PLACE_HEADS,
    PLURAL_HEADS,
)
from kg.articles.mention import Mention
from kg.articles.naming import classify, distribute, one_of, territory

if TYPE_CHECKING:
    from kg.articles.parties import PartyReader

__all__ = ["PluralReader"]


class PluralReader:
    """Reads bodies told by a head and a list of places, for a :class:`kg.articles.parties.PartyReader`."""

    def __init__(self, reader: PartyReader) -> None:
        self.reader = reader
        self._heads = Ahead(reader.tokens, PLURAL_HEADS)

    def places(self, i: int) -> tuple[list[Mention], int]:
        """A coordinated list of places from token ``i`` on, and the token after it."""
        places: list[Mention] = []
        k = i
        while k < len(self.reader.tokens):
            k += self.reader.low(k) == "the"
            if not self.reader.names.begins(k):
                break
            stop = self.reader.names.end(k)
            mention = classify(self.reader.tokens[k:stop], self.reader.gazetteer)
            if mention.kind == "unknown" and places and stop == k + 1:
                mention = territory(mention.name, self.reader.gazetteer, mention.start, mention.end)
            if mention.kind != "place":
                break
            if (
                places
                and self.reader.low(k - 1) == ","
                and (mention.level == "country") > (places[-1].level == "country")
                and self.reader.low(stop) not in ("and", "&")
            ):
                i = stop + (self.reader.low(stop) == ",")  # Valparaíso, Chile, …
                break
            places.append(mention)
            i = k = stop
            if self.reader.low(k) == "," and self.reader.low(k + 1) == "and":
                k += 2
            elif self.reader.low(k) in (",", "and", "&"):
                k += 1
            else:
                break
        return places, i

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
        return None

    def plural_over_places(self, i: int) -> tuple[list[Mention], int]:
        """The Sichuan and Chongqing Administrations for X; the Sichuan and Chongqing courts."""
        if not self._heads.later(i):
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
            known = match[1]
            places.append(
                Mention(
                    "place",
                    self.reader.tokens[k + 1].start,
                    self.reader.tokens[match[0] - 1].end,
                    known.name,
                    place=known.name,
                    level=known.level,
                )
            )
            k = match[0]
        stop = self.reader.names.end(k) if self.reader.names.begins(k) else k
        lower = 0
        if stop == k:
            lower = self.reader.lower_name(k)
            stop = lower
        if not stop or not any(self.reader.low(n) in PLURAL_HEADS for n in range(k, stop)):
            return [], i
        words = one_of(self.reader.words(k, stop))
        head = next(self.reader.low(n) for n in range(k, stop) if self.reader.low(n) in PLURAL_HEADS)
        kind = BODY_HEADS[PLURAL_HEADS[head]]
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
        if self.reader.tokens[i].capital and not (i == 0 and self.reader.low(0) in LOWER_HEADS):
            return [], i
        end = self.reader.lower_name(i)
        low = self.reader.low(i)
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
        places, after = self.places(end + 1)
        if not places:
            return [], i
        words = self.reader.words(i, end)
        head = self.reader.low(end - 1)
        kind = BODY_HEADS.get(head) or BODY_HEADS.get(PLURAL_HEADS.get(head, ""), "department")
        if kind == "government" and words in ("government", "governments"):
            for place in places:
                place.start, place.end = min(place.start, self.reader.tokens[i].start), place.end
            return places, after
        whole = self.reader.make("body", i, after, body_kind=kind, noun=head)
        if head in PLURAL_HEADS or len(places) > 1:
            made = distribute(whole, places, words if head == "taxation" else one_of(words))
            for mention in made:
                mention.name = mention.name[0].upper() + mention.name[1:]
            return made, after
        whole.name, whole.place, whole.level = f"{words} of {places[0].name}", places[0].place, places[0].level
        return [whole], after
