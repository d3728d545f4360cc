"""Persons who stand for a body or a place: "X, mayor of Y", "Dr. X, who heads Y", "X for the Space Agency"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.bodies.names import is_head
from kg.articles.bodies.naming import classify
from kg.articles.bodies.offices import LONGEST_OFFICE, OfficeReader, office_word
from kg.articles.text.ahead import Ahead
from kg.articles.text.lexicon import HONORIFICS, is_topic

if TYPE_CHECKING:
    from kg.articles.bodies.parties import PartyReader
    from kg.articles.mention import Mention

__all__ = ["PersonReader"]


_COMPANY = frozenset("guest host visitor colleague counterpart partner opposite".split())
_GOVERNS = frozenset("governs heads leads runs chairs directs manages represents governed headed led chaired".split())
_CLOSING = frozenset("and signed put set inked have has had while as".split())


class PersonReader:
    """Reads persons for a :class:`kg.articles.bodies.parties.PartyReader`."""

    def __init__(self, reader: PartyReader) -> None:
        self.reader = reader
        self.offices = OfficeReader(reader)
        self._governs = Ahead(reader.tokens, _GOVERNS)

    def read(self, i: int) -> tuple[list[Mention], int]:
        """A person that begins at token ``i``: honorific, office, or a name followed by an office."""
        reader = self.reader
        if reader.low(i) in ("his", "her", "their", "its") and reader.low(i + 1) in _COMPANY:
            return self._companion(i)
        if reader.low(i) in HONORIFICS and reader.low(i) not in ("royal", "his", "her"):
            return self._honoured(i)
        if self.offices.words.later(i):
            for read in (self._office, self._name_then_office):
                mentions, j = read(i)
                if mentions:
                    return mentions, j
        return self._who_governs(i) or self._name_for(i)

    def _who_governs(self, i: int) -> tuple[list[Mention], int] | None:
        """John Smith, who heads X: the relative clause tells the office."""
        reader = self.reader
        if not self._governs.within(i, LONGEST_OFFICE) or not reader.names.begins(i):
            return None
        stop = self.offices.name_end(i)
        if not 2 <= stop - i <= 5 or (reader.low(stop), reader.low(stop + 1)) != (",", "who"):
            return None
        if reader.low(stop + 2) not in _GOVERNS:
            return None
        n = stop + 3 + (reader.low(stop + 3) in ("the", "its"))
        found, after = self.offices.targets(n, False)
        if not found:
            return None
        person = reader.make("person", i, stop)
        person.represents = found[:1]
        return [person], after + (reader.low(after) == "," and self._closes(after))

    def _office(self, i: int) -> tuple[list[Mention], int]:
        return self.offices.office(i, None)

    def _companion(self, i: int) -> tuple[list[Mention], int]:
        """His guest, Governor X of Y: the person told after it."""
        k = i + 2 + (self.reader.low(i + 2) == ",")
        found, j = self.read(k) if k < len(self.reader.tokens) else ([], i)
        if found and found[0].kind == "person":
            found[0].start = self.reader.tokens[i].start
            return found, j
        return [], i

    def _name_for(self, i: int) -> tuple[list[Mention], int]:
        """John Smith for the Space Agency: a name of two or more words with the body it signs for."""
        reader = self.reader
        if not reader.names.begins(i) or office_word(reader.low(i)):
            return [], i
        stop = self.offices.name_end(i)
        words = reader.tokens[i:stop]
        if not 2 <= len(words) <= 5 or reader.low(stop) not in ("for", "representing", "on"):
            return [], i
        match = reader.gazetteer.match(words, 0)
        if any(is_head(word.low) or is_topic(word.text) for word in words) or (match and match[0] == len(words)):
            return [], i
        person = reader.make("person", i, stop)
        after = self._for(person, stop, bare=True)
        closed = after >= len(reader.tokens) or not reader.tokens[after].text[0].isalnum()
        if person.represents and person.represents[0].kind != "unknown" and (closed or reader.low(after) in _CLOSING):
            return [person], after
        return [], i

    def _honoured(self, i: int) -> tuple[list[Mention], int]:
        """Mr X, who is Minister for Y; Dr. X, the Z."""
        reader = self.reader
        k = i
        while reader.low(k) in HONORIFICS:
            k += 1
        stop = self.offices.name_end(k)
        if stop == k:
            return [], i
        return self._with_office(i, stop)

    def _with_office(self, i: int, stop: int) -> tuple[list[Mention], int]:
        """The office told after a name: ", Mayor of Y," or ", who is Minister for Law as well as …"."""
        reader = self.reader
        k = stop
        if reader.low(k) == "," and reader.low(k + 1).rstrip(".") in ("jr", "sr", "ii", "iii", "phd"):
            k += 2
        if reader.low(k) == "," or reader.low(k) == "(":
            k += 1
        if reader.low(k) in ("who", "then"):
            k += 2 if reader.low(k + 1) in ("is", "was") else 1
        owner = None
        if k > stop:
            k += reader.low(k) in ("the", "a", "an", "its", "their")
            if reader.names.begins(k) and not office_word(reader.low(k)):
                j = reader.names.end(k)
                if reader.low(j) in ("'s", "’s"):
                    owner = classify(reader.tokens[k:j], reader.gazetteer)
                    k = j + 1
            found, after = self.offices.office(k, owner, named=True)
            while (
                found and reader.low(after) in ("and", "as", ",") and after < len(reader.tokens)
            ):  # a second office of the same person
                n = after + (3 if reader.low(after) == "as" and reader.low(after + 1) == "well" else 1)
                second, end = self.offices.office(n, None)
                if not second or (reader.low(after) == "," and reader.low(n) != "and"):
                    break
                if self._another_person(after, end):
                    break
                found, after = (second if second[0].represents else found), end
            if found:
                person = found[0]
                person.start = reader.tokens[i].start
                person.name = f"{person.name} {reader.words(i, stop)}"  # a later mention gives the surname alone
                after = self._for(person, after)
                return [person], after + (
                    reader.low(after) in (",", ")") and reader.low(k - 1) != "the" and self._closes(after)
                )
        person = reader.make("person", i, stop)
        after = self._for(person, stop)
        return [person], after

    def _another_person(self, after: int, end: int) -> bool:
        """Whether an office after "and" is followed by a name of its own."""
        return self.reader.names.begins(end) and self.reader.low(after) == "and"

    def _closes(self, i: int) -> bool:
        """Whether the comma ``i`` closes what stands between commas rather than separating a list."""
        following = self.reader.low(i + 1)
        return following not in ("and", "as") and not self.reader.names.begins(i + 1)

    def _for(self, person: Mention, i: int, *, bare: bool = False) -> int:
        """ ", for the Municipal Government," or "on behalf of X" after a person; ``bare``: without a comma too."""
        reader = self.reader
        k = i + (reader.low(i) == ",")
        if reader.low(k) == "representing":
            k += 1
        elif reader.low(k) == "on" and reader.low(k + 1) == "behalf" and reader.low(k + 2) == "of":
            k += 3
        elif reader.low(k) == "for" and (k > i or bare):
            k += 1
        else:
            return i
        k += reader.low(k) == "the"
        found, after = reader.name(k)
        if found and found[0].kind in ("body", "place", "unknown"):
            person.represents = found
            return after
        return i

    def _name_then_office(self, i: int) -> tuple[list[Mention], int]:
        """John Smith, Mayor of Y; John Smith (mayor of Y)."""
        reader = self.reader
        if not reader.names.begins(i):
            return [], i
        stop = self.offices.name_end(i)
        size = stop - i
        if (
            not 1 <= size <= 4
            or reader.low(stop) not in (",", "(")
            or ((match := reader.gazetteer.match(reader.tokens[:stop], i)) and size < 2)
        ):
            return [], i
        if (match and match[0] == stop) or (match and is_head(reader.low(stop - 1))):
            return [], i
        k = stop + 1
        k += 2 * (reader.low(k).rstrip(".") in ("jr", "sr", "ii", "iii", "phd"))
        k += reader.low(k) in ("the", "a", "an", "its", "their", "who")
        if reader.low(k - 1) == "who":
            k += 2
        if not (office_word(reader.low(k)) or self.offices.modifies(k) or reader.names.begins(k)):
            return [], i
        found, j = self._with_office(i, stop)
        if found and j > stop and found[0].noun:
            return found, j
        return [], i
