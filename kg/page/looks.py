"""What each sort of node looks like: one shape and one colour class, the same in legend and canvas.

Colours live in `assets/page.css` (a light and a dark value of each, after Okabe and Ito, who chose them
for every kind of colour sight); shape says the same again for those who see no colour at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Look:
    """How one sort of node is drawn: `key` (also its CSS class), words for the legend, vis-network shape."""

    key: str
    label: str
    shape: str

    @property
    def path(self) -> str:
        """The shape as an SVG path around the origin, for the legend."""
        return _PATHS[self.shape]


_PATHS = {
    "dot": "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z",
    "diamond": "M0 -9L9 0L0 9L-9 0z",
    "square": "M-6.5 -6.5H6.5V6.5H-6.5z",
    "triangle": "M0 -8L8 6.5H-8z",
    "triangleDown": "M0 8L8 -6.5H-8z",
    "hexagon": "M-8 0L-4 -7H4L8 0L4 7H-4z",
    "star": "M0 -9L2.3 -3.2L8.6 -2.8L3.8 1.2L5.3 7.3L0 4L-5.3 7.3L-3.8 1.2L-8.6 -2.8L-2.3 -3.2z",
}

_TERRITORY = Look("territory", "Cities, districts and other territories", "diamond")
_GOVERNMENT = Look("government", "Governments and departments", "dot")
_COURT = Look("court", "Courts", "triangle")
_ASSOCIATION = Look("association", "Associations", "square")
_ENTERPRISE = Look("enterprise", "Enterprises", "hexagon")
_PARK = Look("park", "Parks and ports", "triangleDown")
_KNOWLEDGE = Look("knowledge", "Universities and hospitals", "star")
_OTHER = Look("other", "Other bodies", "dot")
_UNNAMED = Look("unnamed", "Groups counted without names", "dot")

_COUNTRY = Look("knowledge", "Countries and regions", "star")
_PROVINCE = Look("government", "Provinces and municipalities", "square")
_CITY = Look("territory", "Cities", "diamond")
_DISTRICT = Look("association", "Districts and counties", "dot")
_AREA = Look("park", "Parks and functional areas", "triangleDown")
_PLACE = Look("other", "Places of unknown level", "dot")
_FIELD = Look("government", "Policy fields", "dot")

ORDER = (
    _TERRITORY,
    _GOVERNMENT,
    _COURT,
    _ASSOCIATION,
    _ENTERPRISE,
    _PARK,
    _KNOWLEDGE,
    _OTHER,
    _COUNTRY,
    _PROVINCE,
    _CITY,
    _DISTRICT,
    _AREA,
    _PLACE,
    _FIELD,
    _UNNAMED,
)

_BY_KIND = {
    "government": _GOVERNMENT,
    "department": _GOVERNMENT,
    "court": _COURT,
    "association": _ASSOCIATION,
    "enterprise": _ENTERPRISE,
    "university": _KNOWLEDGE,
    "hospital": _KNOWLEDGE,
    "park": _PARK,
    "port": _PARK,
}
_BY_LEVEL = {
    "country": _COUNTRY,
    "region": _COUNTRY,
    "province": _PROVINCE,
    "municipality": _PROVINCE,
    "autonomous-region": _PROVINCE,
    "prefecture-city": _CITY,
    "city": _CITY,
    "district": _DISTRICT,
    "county": _DISTRICT,
    "park": _AREA,
    "functional-area": _AREA,
}


def look_of(node: Mapping[str, Any]) -> Look:
    """Choose the look of a node from its type, kind and level; what is not known looks grey."""
    sort = node.get("type")
    if sort == "unnamed":
        return _UNNAMED
    if sort == "territory":
        return _TERRITORY
    if sort == "place":
        return _BY_LEVEL.get(node.get("level") or "", _PLACE)
    if sort == "field":
        return _FIELD
    return _BY_KIND.get(node.get("kind") or "", _OTHER)
