"""The kinds of things that have pages, and how each is marked in drawings and lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

__all__ = ["KINDS", "PARTIES", "Kind", "kind_of", "look_of", "sort_of"]

PARTIES = ("accord:Body", "accord:Territory", "accord:UnnamedParties")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that has pages: its classes, what one and many are called, where its list is, its mark."""

    key: str
    types: tuple[str, ...]
    one: str
    many: str
    look: str


KINDS = (
    Kind("agreements", ("accord:Agreement",), "Agreement", "Agreements", "document"),
    Kind("signings", ("accord:SigningEvent",), "Signing", "Signings", "document"),
    Kind("parties", PARTIES, "Party", "Parties", "body"),
    Kind("places", ("accord:Place",), "Place", "Places", "place"),
    Kind("fields", ("accord:Field",), "Field", "Fields", "field"),
    Kind("commitments", ("accord:Commitment",), "Commitment", "Commitments", "promise"),
    Kind("initiatives", ("accord:Initiative",), "Initiative", "Initiatives", "promise"),
    Kind("sources", ("accord:Source",), "Source", "Sources", "source"),
    Kind("claims", ("accord:CountClaim",), "Claim", "Claims", "source"),
)
_PARTY_WORDS = {
    "accord:Body": "Body",
    "accord:Territory": "Territory acting as a party",
    "accord:UnnamedParties": "Parties counted without names",
}


def kind_of(types: Iterable[str]) -> Kind | None:
    """The kind of a thing by its classes, None where it has no page."""
    there = set(types)
    return next((kind for kind in KINDS if not there.isdisjoint(kind.types)), None)


def look_of(types: AbstractSet[str]) -> str:
    """The class of a thing's mark, by its classes."""
    if "accord:Territory" in types:
        return "territory"
    if "accord:UnnamedParties" in types:
        return "unnamed"
    kind = kind_of(types)
    return kind.look if kind else "body"


def sort_of(types: AbstractSet[str], kind: Kind) -> str:
    """What a thing of a kind is called: parties by their class."""
    return next((_PARTY_WORDS[name] for name in PARTIES if name in types), kind.one)
