"""Offices and whom they stand for: "the governors of A and B", "Ghana's trade minister", "Minister of Trade of X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.bodies.names import is_head
from kg.articles.bodies.naming import classify, known_place, territory
from kg.articles.mention import Mention
from kg.articles.text.ahead import Ahead
from kg.articles.text.lexicon import FUNCTION_WORDS, HONORIFICS, OFFICES, is_topic

if TYPE_CHECKING:
    from kg.articles.bodies.parties import PartyReader
    from kg.articles.places.gazetteer import Known

__all__ = ["LONGEST_OFFICE", "OfficeReader", "office_word"]

_PLURALS = {f"{office}s": office for office in OFFICES} | {
    "secretaries": "secretary",
    "chiefs": "chief",
    "deputies": "deputy",
    "dignitaries": "dignitary",
}
_OFFICE_WORDS = OFFICES | _PLURALS.keys()
LONGEST_OFFICE = 8  # words before "minister", at the most
_MODIFIERS = frozenset(
    "deputy vice first prime foreign second senior executive acting former chief party permanent "
    "assistant managing general "
    "cabinet federal state union under interim honorary associate external home interior finance trade "
    "defence defense energy "
    "health education transport culture commerce agriculture environment tourism justice economy "
    "labour labor municipal "
    "provincial city county district party principal national regional lieutenant crown and economic affairs industry "
    "his her their respective top high-ranking crown district committee".split()
)
_NAME_PARTICLES = frozenset("de da do dos del della di du la le van von der den al el bin ibn binti ter y".split())


def office_word(low: str) -> bool:
    """Whether a word names an office or a person who acts for others, singular or plural."""
    return low in _OFFICE_WORDS


class OfficeReader:
    """Reads offices for a :class:`kg.articles.bodies.parties.PartyReader`; ``words`` tells where one may stand."""

    def __init__(self, reader: PartyReader) -> None:
        self.reader = reader
        self.words = Ahead(reader.tokens, _OFFICE_WORDS)

    def name_end(self, k: int) -> int:
        """The token after a person's name: capitalised words, nothing between them."""
        reader = self.reader
        stop = k
        while stop < len(reader.tokens) and stop - k < 6 and not reader.blocked[stop]:
            particle = stop > k and reader.low(stop) in _NAME_PARTICLES and reader.names.begins(stop + 1)
            particle = particle or (stop > k and reader.low(stop) == "." and self._initial(stop - 1))
            if not particle and (not reader.names.begins(stop) or office_word(reader.low(stop))):
                break
            stop += 1
        return stop

    def _initial(self, k: int) -> bool:
        """Whether token ``k`` is the letter of an initial ("George H. Ryan") and the name goes on after the stop."""
        return len(self.reader.tokens[k].text) == 1 and self.reader.names.begins(k + 2)

    def office(self, i: int, owner: Mention | None, *, named: bool = False) -> tuple[list[Mention], int]:
        """An office that begins at token ``i``, with whom it stands for. ``owner`` is a possessor told before it.

        ``named``: the name stands before the office, so what follows a comma is another person's.
        """
        reader = self.reader
        after_name = owner is None and reader.names.begins(i)  # a place or nation of any length before the office
        if not (self.words.later(i) if after_name else self.words.within(i, LONGEST_OFFICE)):
            return [], i
        k = i
        place: Mention | None = owner
        subject = ""
        if owner is None and k < len(reader.tokens) and reader.names.begins(k) and not office_word(reader.low(k)):
            match = reader.gazetteer.match(reader.tokens, k)
            country = reader.gazetteer.demonym(reader.tokens[k].text)
            if country is None and k + 1 < len(reader.tokens):
                country = reader.gazetteer.demonym(f"{reader.tokens[k].text} {reader.tokens[k + 1].text}")
                k += country is not None
            if country:
                place = Mention(
                    "place", reader.tokens[i].start, reader.tokens[k].end, country, place=country, level="country"
                )
                k += 1
            elif employer := self._employer(k, match):
                place, k = employer
            elif match:
                place = known_place(match[1], reader.tokens[k : match[0]])
                k = match[0]
        while (
            k < len(reader.tokens)
            and k - i < 8
            and not office_word(reader.low(k))
            and self.modifies(k)
            and not reader.blocked[k]
            and (reader.low(k) != "and" or subject)
            and (reader.low(k) not in ("his", "her", "their") or k == i)
        ):
            subject = (
                f"{subject} {reader.tokens[k].text}"
                if is_topic(reader.low(k)) or reader.low(k) in ("foreign", "prime")
                else subject
            )
            k += 1
        if not office_word(reader.low(k)) or reader.blocked[k]:
            return [], i
        if (
            place is not owner
            and k > i
            and reader.names.begins(k)
            and reader.low(k) in ("general", "executive", "representative")
        ):
            return [], i
        plural = reader.low(k) in _PLURALS or reader.low(k) == "counterparts"
        office = _PLURALS.get(reader.low(k), reader.low(k))
        while (
            k + 1 < len(reader.tokens)
            and (office_word(reader.low(k + 1)) or reader.low(k + 1) in ("general", "elect"))
            and not reader.blocked[k + 1]
        ):
            k += 1
        if self._verb_or_body(i, k):
            return [], i
        return self._represented(i, k + 1, place, plural, office, named)

    def _employer(self, k: int, match: tuple[int, Known] | None) -> tuple[Mention, int] | None:
        """The body whose name stands before an office, and the token after it: Wuhan Port Group | Chairman X."""
        reader = self.reader
        stop = reader.names.end(k)
        office = stop + (reader.low(stop) == "party")  # A Bureau | Party secretary X
        if stop == k or not office_word(reader.low(office)) or (match and match[0] >= stop):
            return None
        named = classify(reader.tokens[k:stop], reader.gazetteer)
        if match and named.kind != "body":
            return None
        return (named, stop) if self._employs(named, stop) else None

    def _employs(self, named: Mention, stop: int) -> bool:
        """Whether a name before an office is whom the office serves: NASA Administrator X, Delta Foods CEO Y."""
        if named.kind == "place":
            return True
        words = named.name.split()
        short = len(words) == 1 and words[0].isupper() and len(words[0]) > 2
        if named.kind == "body" or not self.reader.tokens[stop].capital:
            return (named.kind == "body" and self.reader.tokens[stop].capital) or (
                short and named.kind in ("unknown", "body")  # COMESA secretary general X
            )
        if any(word.lower() in _MODIFIERS or is_topic(word) or word.lower() in HONORIFICS for word in words):
            return False
        acronym = len(words) == 1 and words[0].isupper() and len(words[0]) > 1
        return acronym or self.reader.low(stop) in ("ceo", "chairman", "chairwoman", "chairperson")

    def _verb_or_body(self, i: int, k: int) -> bool:
        """Whether the word is none of an office here: "officially head", "General Office", "Chief Court"."""
        reader = self.reader
        from kg.articles.text.lexicon import BODY_HEADS  # kept by the word that it decides

        following = reader.low(k + 1)
        if following in BODY_HEADS and reader.names.begins(k + 1):
            return True
        return reader.low(k) in (
            "head",
            "chair",
            "chief",
            "principal",
            "general",
            "official",
            "officer",
            "executive",
            "founder",
        ) and (
            k == i
            and not reader.tokens[k].capital
            and following not in ("of", "for", "executive")
            and reader.low(i - 1) not in ("the", "its", "a")
        )

    def modifies(self, k: int) -> bool:
        """Whether token ``k`` can stand before an office as part of it: deputy, foreign, health."""
        reader = self.reader
        low = reader.low(k)
        return low in _MODIFIERS or (is_topic(low) and low not in FUNCTION_WORDS)

    def _represented(
        self, i: int, k: int, place: Mention | None, plural: bool, office: str, named: bool
    ) -> tuple[list[Mention], int]:
        """Whom the office before token ``k`` stands for: what follows "of", "for", "from", else the place before it."""
        reader = self.reader
        targets: list[Mention] = []
        if reader.low(k) == "of" and reader.low(k + 1) == "the" and reader.low(k + 2) in ("time", "day"):
            k += 3  # the foreign ministers of the time, X and Y
        after = k
        if reader.low(k) in ("of", "for", "from", "to", "at") and not reader.blocked[k]:
            n = k + 1 + (reader.low(k + 1) in ("the", "its"))
            host = (
                reader.gazetteer.match(reader.tokens, n) if reader.low(k) == "to" and n < len(reader.tokens) else None
            )
            if host and reader.low(host[0]) == "of":  # Ambassador to X of Y
                n = host[0] + 1 + (reader.low(host[0] + 1) == "the")
            found, end = self.targets(n, plural)
            if found:
                targets, after = found, end
            elif reader.names.begins(n):
                stop = reader.names.end(n)
                listed = self._subjects_end(n)
                if listed != stop and listed > n:  # of Environment, Water and Agriculture | X
                    stop = listed
                targets, after = self._portfolio(n, stop, place), stop
                if reader.low(stop) == "of":
                    found, end = self.targets(stop + 1 + (reader.low(stop + 1) == "the"), plural)
                    targets, after = (found, end) if found else (targets, after)
                if plural and (several := self._several(n, stop)):
                    targets, after = several
        if not targets and place is not None:
            targets = [place]
        if office == "ambassador" and place is not None:
            targets = [place]
        if reader.low(after) in ("'s", "’s"):
            return [], i
        stop = self.name_end(after) if reader.names.begins(after) else after
        if stop > after and reader.low(stop) in ("of", "from") and (not targets or targets == [place]):
            found, end = self.targets(stop + 1 + (reader.low(stop + 1) == "the"), False)  # Premier X of Y
            targets, stop = (found, end) if found else (targets, stop)
            while plural and found:  # Presidents X of Y and Z of W
                found, end = self._next_of(stop)
                targets, stop = (targets + found, end) if found else (targets, stop)
        elif reader.low(stop) == "," and stop == after and not named:
            stop = self._named_after(stop)
        person = reader.make("person", i, max(stop, k), plural=plural, noun=office)
        person.represents = targets
        return [person], max(stop, k)

    def _subjects_end(self, n: int) -> int:
        """The token after the subjects of an office: Environment, Water and Agriculture."""
        reader = self.reader
        k = n
        while reader.names.begins(k) and is_topic(reader.tokens[k].text):
            k += 1
            joined = k
            while reader.low(joined) in (",", "and", "&"):
                joined += 1
            if joined > k and reader.names.begins(joined) and is_topic(reader.tokens[joined].text):
                k = joined
        return k

    def _several(self, n: int, stop: int) -> tuple[list[Mention], int] | None:
        """The places of several ministers: "of Energy of A, B and C"."""
        for k in range(stop - 1, n, -1):
            if self.reader.low(k) == "of":
                places, end = self.reader.plurals.places(k + 1)
                return (places, end) if len(places) > 1 else None
        return None

    def _next_of(self, i: int) -> tuple[list[Mention], int]:
        """The place of a further person in a list: "and Z of W"."""
        reader = self.reader
        k = i
        while reader.low(k) in (",", "and"):
            k += 1
        stop = self.name_end(k) if k > i else k
        if stop == k or reader.low(stop) not in ("of", "from"):
            return [], i
        return self.targets(stop + 1 + (reader.low(stop + 1) == "the"), False)

    def _named_after(self, comma: int) -> int:
        """After ", Sophia Chan" behind an office: the token after the name, a closing comma included."""
        end = self.name_end(comma + 1)
        if end > comma + 1 and self.reader.low(end) == ",":
            return end + 1
        words = self.reader.tokens[comma + 1 : end]
        person = 2 <= len(words) <= 4 and classify(words, self.reader.gazetteer).kind == "unknown"
        return end if person else comma

    def targets(self, n: int, plural: bool) -> tuple[list[Mention], int]:
        """Whom an office before token ``n`` stands for, and the token after that."""
        reader = self.reader
        match = reader.gazetteer.match(reader.tokens, n) if n < len(reader.tokens) else None
        stop = reader.names.end(n) if match else n
        if (
            match
            and match[0] < stop
            and classify(reader.tokens[n:stop], reader.gazetteer).kind == "unknown"
            and not any(is_head(token.low) for token in reader.tokens[match[0] : stop])
        ):  # Mayor of Y Z
            start, end = reader.tokens[n].start, reader.tokens[match[0] - 1].end
            return [territory(match[1].name, reader.gazetteer, start, end, match[1].level)], match[0]
        spread, end = reader.plurals.plural_over_places(n) if plural else ([], n)
        if spread:  # representatives of the A and B courts
            return spread, end
        places, end = reader.plurals.places(n)
        if places and reader.low(end) in ("'s", "’s"):  # head of Georgia's Environment Agency
            return reader.name(n)
        if places and (plural or len(places) == 1):
            return places, end
        if places:
            single = classify(reader.tokens[n : reader.names.end(n)], reader.gazetteer)
            return [single], reader.names.end(n)
        if reader.low(n) == "party" and reader.low(n + 1) == "committee" and reader.low(n + 2) == "of":
            n += 3 + (reader.low(n + 3) == "the")  # whose Party committee it is
        for read in (reader.references.anaphor, reader.references.group, reader.plurals.plain_head, reader.name):
            start = n - 1 if read == reader.references.anaphor and reader.low(n - 1) == "the" else n
            found, end = read(start)
            if found and found[0].kind in ("body", "place", "anaphor", "group") and end > n and not found[0].generic:
                return found, end
        return [], n

    def _portfolio(self, n: int, stop: int, place: Mention | None) -> list[Mention]:
        """Minister of Trade of Ghana: Ghana; Minister for Law: the Ministry of Law."""
        reader = self.reader
        words = reader.tokens[n:stop]
        for k in range(len(words) - 1, 0, -1):
            match = reader.gazetteer.match(words, k)
            of = words[k - 1].low == "of" or (k > 1 and words[k - 1].low == "the" and words[k - 2].low == "of")
            if of and match and match[0] == len(words):
                return [known_place(match[1], words[k:])]
        if place is not None:
            return [place]
        if not is_topic(words[0].text):
            mention = classify(words, reader.gazetteer)
            return [mention]
        name = "Ministry of " + reader.words(n, stop)
        return [Mention("body", words[0].start, words[-1].end, name, "department", generic=True)]
