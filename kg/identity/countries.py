"""Names of countries, today's and former ones, to their ISO 3166 codes; nothing where a name may be of two.

Names are those of pycountry (ISO 3166-1 and 3166-3, Debian's iso-codes: English names and translations) and the
other names in :data:`OTHER_NAMES`. A former state is a country of its own (Czechoslovakia is not
Czechia), unless it only changed its name: :data:`RENAMED`.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.identity.names import fold, is_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["AMBIGUOUS", "OTHER_NAMES", "RENAMED", "Country", "candidates", "country", "misspelt"]

LANGUAGES = ("fr", "es", "de", "it", "pt", "nl", "ru", "ar", "zh_CN", "ja")
# One state before and after a change of name, by its own decision, without change of territory or succession:
# Burma 1989, Dahomey 1975, Upper Volta 1984, the Byelorussian SSR 1991 (one member of the UN throughout), Zaire 1997.
RENAMED = {"BUR": "MMR", "DHY": "BEN", "HVO": "BFA", "BYS": "BLR", "ZAR": "COD"}
# Names that treaties and press use for two countries; they are never settled by the name alone.
AMBIGUOUS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"congo": ("COG", "COD"), "korea": ("KOR", "PRK"), "virgin islands": ("VGB", "VIR"), "saint martin": ("MAF", "SXM")}
)
OTHER_NAMES = {
    "AFG": ("Islamic Emirate of Afghanistan",),
    "ARE": ("UAE", "Emirates"),
    "BHS": ("The Bahamas",),
    "BIH": ("Bosnia and Hercegovina", "Bosnia-Herzegovina", "Bosnia"),
    "BRN": ("Brunei",),
    "CAF": ("Centrafricaine", "République centrafricaine", "Centrafrique"),
    "CIV": ("Ivory Coast", "Cote d Ivoire"),
    "CMR": ("United Republic of Cameroon",),
    "COD": ("Zaire", "Republic of Zaire", "Democratic Republic of Congo", "DR Congo", "Congo-Kinshasa"),
    "COG": ("People's Republic of the Congo", "Republic of Congo", "Congo-Brazzaville"),
    "CPV": ("Cape Verde",),
    "CZE": ("Czech Republic",),
    "DDR": ("East Germany", "GDR"),
    "DEU": ("Federal Republic of Germany", "West Germany"),
    "FJI": ("Fiji Islands",),
    "FSM": ("Micronesia",),
    "GAB": ("Gabonaise", "République gabonaise"),
    "GBR": ("Great Britain", "UK", "United Kingdom of Great Britain"),
    "GEO": ("Republic of Georgia",),
    "IRL": ("Republic of Ireland",),
    "IRN": ("Islamic Republic of Iran", "Iran"),
    "KGZ": ("Kyrgyz Republic", "Kyrgyz", "Kirghizia"),
    "KNA": ("St. Kitts-Nevis",),
    "KOR": ("South Korea", "Republic of Korea"),
    "LAO": ("Laos", "Lao PDR", "Lao"),
    "LBY": ("Libya", "Libyan Arab Jamahiriya"),
    "MAC": ("Macau", "Macao, China"),
    "MDA": ("Moldova", "Republic of Moldova"),
    "MKD": ("Macedonia", "Former Yugoslav Republic of Macedonia", "FYROM", "FYR Macedonia"),
    "MMR": ("Burma",),
    "PRK": ("North Korea",),
    "PSE": ("Palestine",),
    "RUS": ("Russia", "Россия"),
    "SUN": ("USSR", "Soviet Union", "Union of Soviet Socialist Republics"),
    "STP": ("Sao Tome & Principe", "São Tomé and Príncipe"),
    "SVK": ("Slovak Republic",),
    "SWZ": ("Swaziland",),
    "SYR": ("Syria",),
    "TCD": ("Tchad", "Republic of Chad"),
    "TLS": ("Timor-Leste",),
    "TUR": ("Turkey", "Turkiye"),
    "TZA": ("Tanzania",),
    "USA": ("USA", "United States", "US", "U.S.A."),
    "VAT": ("Vatican", "Holy See", "Vatican City"),
    "VEN": ("Bolivarian Republic of Venezuela",),
    "VNM": ("Vietnam", "Viet Nam", "Socialist Republic of Vietnam"),
    "WSM": ("Western Samoa",),
    "YMD": ("South Yemen", "Democratic Yemen"),
    "YUG": ("Yugoslavia", "Socialist Federal Republic of Yugoslavia"),
}  # fmt: skip
_TYPO_LENGTH, _TYPO_MARGIN = 6, 3


@dataclass(frozen=True, slots=True)
class Country:
    """A country of ISO 3166: its alpha-3 code (that of ISO 3166-3 for former ones) and English short name."""

    code: str
    name: str


def country(name: str) -> Country | None:
    """The country of that name or alpha-3 code; None where there is none, or several. InputError without pycountry."""
    known, codes = _reference()
    code = RENAMED.get(name.strip(), name.strip())
    if is_code(code) and code in known:
        return known[code]
    found = codes.get(fold(name), frozenset())
    return known[next(iter(found))] if len(found) == 1 else None


def candidates(name: str) -> tuple[Country, ...]:
    """The countries that an ambiguous name may mean; none for other names."""
    known, _ = _reference()
    return tuple(known[code] for code in AMBIGUOUS.get(fold(name), ()))


def misspelt(name: str) -> Country | None:
    """The one country whose name differs from ``name`` in one letter, or two that changed places (Buglaria).

    Only for names of 6 letters or more, where all names of other countries differ in 3 letters or more (optimal
    string alignment distance, by rapidfuzz), and where the letter is not one more or less at the end: Dominican is
    an adjective and no slip. A name that holds the name of a country is that one's, if any's: Republic of Ireland
    is no slip of Republic of Iceland.
    """
    from rapidfuzz.distance import OSA

    known, codes = _reference()
    wanted = fold(name)
    if len(wanted) < _TYPO_LENGTH or not codes.keys().isdisjoint((wanted, *wanted.split())) or wanted in AMBIGUOUS:
        return None
    near: dict[str, int] = {}
    for other, owners in codes.items():
        if wanted.startswith(other) or other.startswith(wanted):
            if abs(len(other) - len(wanted)) == 1:
                return None
        elif abs(len(other) - len(wanted)) < _TYPO_MARGIN:
            distance = OSA.distance(wanted, other, score_cutoff=_TYPO_MARGIN - 1)
            for owner in owners if distance < _TYPO_MARGIN else ():
                near[owner] = min(distance, near.get(owner, _TYPO_MARGIN))
    ranked = sorted(near.items(), key=lambda pair: pair[1])
    return known[ranked[0][0]] if len(ranked) == 1 and ranked[0][1] == 1 else None


@cache
def _reference() -> tuple[dict[str, Country], dict[str, frozenset[str]]]:
    """Countries by code, and codes by folded name."""
    try:
        import pycountry
    except ImportError:
        raise InputError("countries need reference data: pip install 'accord-kg[identity]'") from None
    known: dict[str, Country] = {}
    names: dict[str, set[str]] = {}
    for domain, entries in (("iso3166-1", pycountry.countries), ("iso3166-3", pycountry.historic_countries)):
        catalogues = [
            gettext.translation(domain, pycountry.LOCALES_DIR, languages=[language], fallback=True)
            for language in LANGUAGES
        ]
        for entry in entries:
            code = RENAMED.get(entry.alpha_3, entry.alpha_3)
            if domain == "iso3166-3" and code in known and code == entry.alpha_3:
                continue  # ATF, whose code a former territory shares
            known.setdefault(code, Country(code, getattr(entry, "common_name", None) or _short(entry.name)))
            former = domain == "iso3166-3" and code == entry.alpha_3
            for name in _written(entry, catalogues):
                folded = fold(name)
                if not (former and folded in names and code not in names[folded]):  # France is not metropolitan France
                    names.setdefault(folded, set()).add(code)
    for code, others in OTHER_NAMES.items():
        for name in others:
            names[fold(name)] = {code}
    return known, {name: frozenset(codes) for name, codes in names.items() if name and name not in AMBIGUOUS}


def _written(entry: object, catalogues: list[gettext.NullTranslations]) -> Iterator[str]:
    """All ways in which the reference data write one country."""
    for attribute in ("name", "official_name", "common_name"):
        name = getattr(entry, attribute, None)
        for text in dict.fromkeys([name, *(catalogue.gettext(name) for catalogue in catalogues)] if name else ()):
            yield text
            head, comma, tail = text.partition(", ")
            if comma:
                yield head
                yield f"{tail} {head}"


def _short(name: str) -> str:
    return name.partition(",")[0]
