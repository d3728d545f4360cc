"""What the noun of a reference can mean: the sides, both provinces, the ministries, the company, it."""

from __future__ import annotations

from kg.articles.discourse.alike import STEM, stems
from kg.articles.mention import Mention
from kg.articles.text.lexicon import BODY_HEADS, GROUP_NOUNS, PLACE_HEADS, SINGULAR

__all__ = ["ANYONE", "PLACE_LEVELS", "fits_plural", "fits_singular", "home"]

PLACE_LEVELS: dict[str, frozenset[str] | None] = {  # plural nouns for places and those who lead them; None: any level
    **dict.fromkeys("countries nations republics allies economies presidents".split(), frozenset({"country"})),
    "states": frozenset({"country", "province"}),
    "provinces": frozenset({"province", "autonomous-region", "municipality"}),
    "governors": frozenset({"province", "municipality"}),
    "cities": frozenset({"city", "prefecture-city", "municipality", "county", "district"}),
    **dict.fromkeys("municipalities mayors".split(), frozenset({"city", "municipality"})),
    "towns": frozenset({"city", "district"}),
    **dict.fromkeys("districts counties".split(), frozenset({"district", "county"})),
    **dict.fromkeys(
        "regions places areas neighbours neighbors governments islands zones communities premiers leaders".split()
    ),
}
ANYONE = frozenset(
    "sides parties they them partners signatories participants members ministers officials directors secretaries "
    "rectors heads delegations bodies chairmen organisations organizations institutions agencies".split()
)


def fits_plural(mention: Mention, noun: str) -> bool:
    """Whether a party can be one of "the sides", "both provinces", "the ministries"."""
    if noun in ANYONE:
        return True
    if noun in PLACE_LEVELS:
        levels = PLACE_LEVELS[noun]
        if mention.kind != "place":
            return noun == "governments" and mention.body_kind == "government"
        return levels is None or mention.level in levels or mention.level is None
    if noun in ("procurators", "prosecutors"):
        return mention.body_kind == "court"
    kind = GROUP_NOUNS.get(noun)
    one = SINGULAR.get(noun) or noun.removesuffix("s")
    if mention.kind == "unknown":
        return True
    return mention.kind == "body" and (
        mention.body_kind == kind or one[:STEM] in stems(mention) or kind in (None, "other")
    )


def fits_singular(mention: Mention, noun: str) -> bool:
    """Whether a party can be "the company", "the district" or "it"."""
    if noun == "it":
        return mention.kind == "body"
    if mention.kind == "place":
        larger = noun == "city" and mention.level in ("municipality", "prefecture-city")
        return noun == "government" or (noun in PLACE_HEADS and (mention.level == PLACE_HEADS[noun] or larger))
    alike = noun[:STEM] in stems(mention) or (BODY_HEADS.get(noun) == mention.body_kind and noun != "group")
    return mention.kind == "body" and alike and len(mention.name.split()) > 1


def home(mention: Mention, noun: str) -> Mention | None:
    """The place of a body, where a reference to places ("both cities") means the places of two bodies."""
    if mention.kind != "body" or not mention.place:
        return None
    place = Mention("place", mention.start, mention.end, mention.place, place=mention.place, level=mention.level)
    return place if fits_plural(place, noun) else None
