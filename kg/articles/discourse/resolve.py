"""What references stand for: the two sides, they, the company, a minister, a short form of a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from kg.articles.bodies.employers import employer
from kg.articles.bodies.naming import distribute, one_of
from kg.articles.clauses.row import ADJUNCT, dateline
from kg.articles.discourse.alike import among, distinct, same_party, stems
from kg.articles.discourse.nouns import ANYONE, PLACE_LEVELS, fits_plural, fits_singular, home
from kg.articles.mention import Mention
from kg.articles.text.lexicon import BODY_HEADS, PLACE_HEADS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.articles.clauses.chunks import Chunker
    from kg.articles.text.segments import Sentence

__all__ = ["Resolver"]

_MOST_MENTIONS = 300
_REACH = 8  # sentences that a reference looks back
_AHEAD = 4  # sentences that a reference to a list looks ahead


@dataclass(slots=True)
class _Past:
    """Coordinated parties of an earlier sentence."""

    sentence: int
    start: int
    mentions: list[Mention]
    signing: bool = False
    governor: str = ""


@dataclass(slots=True)
class Resolver:
    """Keeps what was mentioned and answers what references stand for."""

    chunker: Chunker
    past: list[_Past] = field(default_factory=list)
    known: list[tuple[int, Mention]] = field(default_factory=list)
    people: dict[str, list[Mention]] = field(default_factory=dict)
    leads: list[tuple[int, Mention, int]] = field(default_factory=list)
    pairs: list[list[Mention]] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)  # of the whole text, for lists told later
    homes: list[Mention] = field(default_factory=list)  # places of the dateline
    aside: set[int] = field(default_factory=set)  # where mentions begin that only say where or when

    def look_ahead(self, sentences: list[Sentence]) -> None:
        """Keep the pairs of the whole text: a text in the first person names the speaker's side late."""
        for sentence in sentences:
            for group in self.chunker.groups(sentence):
                named = [one for mention in group.mentions for one in self._plain(mention)]
                if len(named) == 2:
                    self.pairs.append(named)

    def note(self, sentence: Sentence) -> None:
        """Keep the mentions of a sentence."""
        led = False
        if sentence.number == 0:
            self.homes = dateline(self.chunker.chunks(sentence))
        for group in self.chunker.groups(sentence):
            named: list[Mention] = []
            for mention in group.mentions:
                self._person(mention)
                for one in self._plain(mention):
                    canonical = self.canonical(one)
                    named.append(canonical)
                    self.known.append((one.start, canonical))
            if group.governor in ADJUNCT:
                self.aside.update(one.start for one in named)
            if (reference := group.mentions[0]).kind == "anaphor" and len(group.mentions) == 1 and reference.count:
                named = self.resolve(reference, reference.start, sentence.number)
                if len(named) < 2:
                    continue
            if named and not led and group.governor in ("", ",", "day", "that", "and"):
                led = True
                self.leads.append((sentence.number, named[0], group.mentions[0].start))
            if len(named) > 1:
                self.past.append(_Past(sentence.number, group.mentions[0].start, named, governor=group.governor))

    def _recent(self) -> Iterator[tuple[int, Mention]]:
        """The latest mentions, the last first; as many as an article has, so that long texts take linear time."""
        return islice(reversed(self.known), _MOST_MENTIONS)

    def _person(self, mention: Mention) -> None:
        if mention.kind == "person" and mention.represents:
            for word in mention.name.replace(",", " ").split():
                if word[0].isupper():
                    self.people.setdefault(word.lower(), mention.represents)

    def _plain(self, mention: Mention) -> list[Mention]:
        """The bodies, places and groups of a mention, references left out."""
        if mention.kind == "person":
            return [one for target in mention.represents for one in self._plain(target) if not one.generic]
        if mention.kind == "body" and mention.represents:
            return []
        if mention.kind in ("body", "place", "group"):
            return [] if mention.kind == "group" and (mention.generic or mention.represents) else [mention]
        return []

    def canonical(self, mention: Mention) -> Mention:
        """The earlier mention of the same body, if there is one: the same body under two forms is one."""
        if mention.kind not in ("body", "unknown"):
            return mention
        words = mention.name.split()
        if mention.kind == "body" and len(words) == 1 and (words[0].lower() in BODY_HEADS) and not mention.aliases:
            found = self._alone(words[0].lower(), mention.start)
            return found or mention
        for _, earlier in self._recent():
            if earlier is mention or earlier.kind == "group":
                continue
            if earlier.kind == "body" and same_party(earlier, mention):
                if len(earlier.name) >= len(mention.name) or mention.name in earlier.aliases:
                    earlier.place = earlier.place or mention.place
                    return earlier
                mention.place = mention.place or earlier.place
                mention.level = mention.level or earlier.level
                return mention
        return mention

    def resolve(self, mention: Mention, at: int, sentence: int) -> list[Mention]:
        """The parties that a mention at character ``at`` stands for; empty if that cannot be told."""
        if mention.kind == "anaphor":
            return self._plural(mention, at, sentence) if mention.plural else self._single(mention, at, sentence)
        if mention.kind == "person":
            targets = self._represented(mention, at, sentence)
            known = any(one.kind != "unknown" for one in targets) or mention.plural
            if not known and (found := employer(mention, (one for _, one in self._recent()), self.homes)):
                mention.represents = [found]
                self._person(mention)
                return [found]
            return [self._ministry(one) for one in targets] or self._surname(mention)
        if mention.kind == "group" and mention.represents:
            places = [place for place in self._represented(mention, at, sentence) if place.place]
            return [
                Mention(
                    "group",
                    mention.start,
                    mention.end,
                    f"{mention.name} of {place.place}",
                    mention.body_kind,
                    place.place,
                    place.level,
                )
                for place in places
            ] or [mention]
        if mention.kind == "body" and mention.plural and (spread := self._spread(mention, at, sentence)):
            return spread
        if mention.kind == "unknown" and (office := self._surname(mention)):
            return office
        return [self.canonical(mention)]

    def _represented(self, mention: Mention, at: int, sentence: int) -> list[Mention]:
        """The parties that those stand for whom a mention represents."""
        return [one for target in mention.represents for one in self.resolve(target, at, sentence)]

    def _spread(self, mention: Mention, at: int, sentence: int) -> list[Mention]:
        """One body for each place: the health commissions of both cities, the Ministries of Health."""
        if mention.represents:
            places = self._represented(mention, at, sentence)
        elif not mention.place and " " in mention.name and mention.body_kind in ("department", "government", "court"):
            noun = "countries" if mention.noun in ("ministries", "governments", "agencies") else "places"
            places = self._plural(Mention("anaphor", at, at, "", noun=noun, plural=True, count=2), at, sentence)
        else:
            return []
        homes = [one if one.kind == "place" else home(one, "places") for one in places]
        known = [one for one in homes if one is not None]
        return distribute(mention, known, one_of(mention.name)) if len(known) > 1 else []

    def _ministry(self, mention: Mention) -> Mention:
        """A ministry made up from a minister's office, replaced by the one that the text names."""
        if not mention.generic:
            return mention
        for _, earlier in self._recent():
            if (
                earlier.kind == "body"
                and not earlier.generic
                and stems(earlier) & stems(mention) - {"minist"}
                and "minist" in stems(earlier)
            ):
                return earlier
        return mention

    def person(self, mention: Mention) -> bool:
        """Whether a name is that of a person of whom the text tells for whom they act."""
        return mention.kind == "unknown" and bool(self._surname(mention))

    def _surname(self, mention: Mention) -> list[Mention]:
        words = [word.strip(",").lower() for word in mention.name.split() if word[0].isupper()]
        if not words or len(words) > 4:
            return []
        found = self.people.get(words[-1])
        return [one for one in found if one.kind != "anaphor"] if found else []

    def _plural(self, mention: Mention, at: int, sentence: int) -> list[Mention]:
        """The two sides, both provinces, they: the latest coordinated parties that fit, else the latest ones."""
        wanted = mention.count
        if mention.noun == "we":
            return self._us(at)
        latest = self.past[-_MOST_MENTIONS:][::-1]
        if mention.noun in ("participants", "signatories") or (wanted or 0) > 2:
            latest = sorted(latest, key=lambda past: not past.signing)  # stable: who signed before comes first
        for past in latest:
            if past.start >= at or sentence - past.sentence > _REACH:
                continue
            fitting = distinct([one for one in past.mentions if fits_plural(one, mention.noun)])
            if past.governor in ("in", "at") and not past.signing:
                continue
            if mention.noun == "they" and all(one.kind == "group" for one in fitting):
                continue
            if len(fitting) == wanted or (wanted is None and len(fitting) > 1):
                return fitting
            if mention.noun in PLACE_LEVELS and wanted:
                places = distinct([place for one in past.mentions if (place := home(one, mention.noun))])
                if len(places) == wanted:
                    return places
        if mention.noun in PLACE_LEVELS and (wanted or 0) > 2 and (listed := self._listed_later(mention, sentence)):
            return listed
        for past in latest if mention.noun not in PLACE_LEVELS else ():  # a state's authority told as a company
            named = distinct(past.mentions)
            near = past.start < at and sentence - past.sentence <= 2
            if near and len(named) == (wanted or 2) and all(one.kind in ("body", "unknown") for one in named):
                return named
        return self._latest(mention, at, wanted or 2)

    def _listed_later(self, mention: Mention, sentence: int) -> list[Mention]:
        """The nine cities of which the text gives the list only in one of the next sentences."""
        for following in self.sentences[sentence + 1 : sentence + 1 + _AHEAD]:
            for group in self.chunker.groups(following):
                if len(group.mentions) != mention.count:
                    continue
                homes = [one if one.kind == "place" else home(one, mention.noun) for one in group.mentions]
                places = distinct([one for one in homes if one is not None and fits_plural(one, mention.noun)])
                if len(places) == mention.count:
                    return places
        return []

    def _us(self, at: int) -> list[Mention]:
        """Who speaks and the partner told just before: the pair of the text that holds the latter."""
        signed = [past for past in self.past[-_MOST_MENTIONS:] if past.start < at and past.signing]
        if signed:
            return list(signed[-1].mentions)
        pairs = [pair for mentions in self.pairs if len(pair := distinct(mentions)) == 2]
        for partner in islice((one for start, one in self._recent() if start < at), 3):
            for pair in pairs:
                if among(partner, pair):
                    return pair
        return []

    def _latest(self, mention: Mention, at: int, wanted: int) -> list[Mention]:
        found: list[Mention] = []
        pool = [one for start, one in list(self._recent())[::-1] if start < at and fits_plural(one, mention.noun)]
        central = [one for one in pool if one.start not in self.aside]
        pool = central if len(distinct(central)) >= wanted else pool
        if mention.noun in ANYONE:
            bodies = distinct([one for one in pool if one.kind == "body"])
            pool = bodies if len(bodies) == wanted else [one for one in pool if one.start not in self.aside]
        for one in reversed(pool):
            if not among(one, found):
                found.append(one)
            if len(found) == wanted:
                return found[::-1]
        return []

    def _single(self, mention: Mention, at: int, sentence: int) -> list[Mention]:
        if mention.noun == "authority":
            return self._authority(mention, at)
        if mention.noun == "it" and (lead := self._subject(sentence, at)):
            return [lead]
        described = mention.noun in PLACE_HEADS and len(mention.name.split()) > 2  # "the island province": the topic
        lead = self._subject(sentence, at) if described else None
        if lead is not None and lead.kind == "place" and lead.level == PLACE_HEADS[mention.noun]:
            return [lead]
        found = self._alone(mention.noun, at)
        return [found] if found else []

    def _subject(self, sentence: int, at: int) -> Mention | None:
        """Of whom the text speaks: the first party of this sentence or, failing that, of the one before."""
        for number, first, start in reversed(self.leads[-5:]):
            if start < at and sentence - number <= 1:
                return first if first.kind in ("body", "place") else None
        return None

    def _authority(self, mention: Mention, at: int) -> list[Mention]:
        """The provincial government: that of the latest province of which the text speaks."""
        levels = {mention.level, *({"municipality", "prefecture-city"} if mention.level == "city" else ())}
        levels |= {"autonomous-region"} if mention.level == "province" else set()
        for start, one in self._recent():
            if start >= at or not one.place or one.level not in levels or one.kind == "group":
                continue
            if one.kind == "body" and one.body_kind == "government":
                return [one]
            name = f"{one.place} {mention.name.partition(' ')[2]}"
            return [Mention("body", mention.start, mention.end, name, "government", one.place, one.level)]
        return []

    def _alone(self, noun: str, at: int) -> Mention | None:
        """The company, the district, it: the latest party of that kind."""
        return next((one for start, one in self._recent() if start < at and fits_singular(one, noun)), None)

    def signed(self, parties: list[Mention], sentence: int, at: int) -> None:
        """Keep the parties of a signing: "the two sides" after it are these."""
        if len(parties) > 1:
            self.past.append(_Past(sentence, at, distinct(parties), signing=True))

    def leading(self, sentence: int) -> Mention | None:
        """The first party of the sentence before: of whom the text goes on to speak."""
        for past in self.leads[-5:][::-1]:
            if past[0] < sentence:
                return past[1] if sentence - past[0] <= 2 else None
        return None

    def spoken_of(self, sentence: Sentence, *, again: bool) -> list[Mention]:
        """The pair of which the text speaks just before a document that nobody is said to sign."""
        for past in reversed(self.past[-_MOST_MENTIONS:]):
            if past.start >= sentence.start or sentence.number - past.sentence > 2:
                continue
            if again and not past.signing:
                continue
            if len(past.mentions) == 2 and (
                past.signing or past.governor in ("between", "", ",", "and", "day", "that")
            ):
                return list(past.mentions)
        return []

    def pair_with(self, party: Mention, at: int, sentence: int) -> list[Mention]:
        """An earlier pair that holds ``party``, for a second signatory whom the text does not let us name otherwise."""
        for past in reversed(self.past[-_MOST_MENTIONS:]):
            if past.start < at and sentence - past.sentence <= _REACH and len(past.mentions) == 2:
                homes = [one.place or one.name for one in past.mentions]
                if (party.place or party.name) in homes and len(set(homes)) == 2:
                    return past.mentions
        return []
