"""Ids of signings, sources and claims that texts tell: readable, and each another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ids import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kg.model import Party

__all__ = ["signing_id", "unique_id"]

_LONGEST = 100
_LONGEST_NAME = 40  # characters of a party's name


def unique_id(plain: str, taken: Collection[str]) -> str:
    """``plain``, or with the first number after it that makes it none of those ``taken``."""
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}-{number}", number + 1
    return name


def signing_id(parties: Sequence[Party], taken: dict[str, int]) -> str:
    """A readable id from the names of the first two parties, made unique by a number.

    ``taken`` holds the ids given so far, and this one from now on, with the last number that each was given, so that
    many signings of the same parties take linear time.
    """
    words = "-".join(slug(party.name or party.place or "")[:_LONGEST_NAME].strip("-") for party in parties[:2])
    plain = "".join(char for char in words if char.isascii()).strip("-")[:_LONGEST].strip("-") or "signing"
    name, number = plain, taken.get(plain, 1)
    while name in taken:
        number += 1
        name = f"{plain}-{number}"
    taken[plain] = number
    taken.setdefault(name, 1)
    return name
