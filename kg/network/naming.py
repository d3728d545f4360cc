"""Names for communities: the place most of them lie in, else what they agree on, else their biggest member."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.network.grouping import homes, is_named, named_part, partition

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

__all__ = ["Community", "communities", "named"]

_ENOUGH = 3  # a place or field names a community if at least one in three has it


@dataclass(frozen=True, slots=True)
class Community:
    """Some who sign with one another more than with the rest.

    ``number`` counts from 1, the biggest first; ``name`` is unique; ``named_by`` is what gave it: place, field or
    member; ``members`` are IRIs, those with most partners first; ``unnamed`` are the groups without names that go
    with them and are not counted.
    """

    number: int
    name: str
    named_by: str
    members: tuple[str, ...]
    unnamed: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many members it has, groups without names left out."""
        return len(self.members)


def communities(network: nx.Graph[Any], *, weight: str = "weight") -> list[Community]:
    """The named communities of a network, the biggest first; ``weight`` is weight or newman.

    See :mod:`kg.network.grouping` for how they are found, and :func:`named` for how they are named.
    """
    return named(network, partition(named_part(network, weight), weight), weight)


def named(network: nx.Graph[Any], groups: list[list[str]], weight: str = "weight") -> list[Community]:
    """Communities of ``groups``, each with a name.

    A community of parties is named by the place that most members have, if at least a third of them have it and no
    other place as many; else by the field that most agreements between its members are in, under the same two
    conditions; else by its member with most partners. Communities of places and of fields are named by that member,
    and one of a single member always is. Those that would share a name get the next of these names behind it, and a
    number if that does not help.
    """
    home = homes(network, groups, weight)
    guests: dict[int, list[str]] = {}
    for node in sorted(home):
        if not is_named(network, node):
            guests.setdefault(home[node], []).append(node)
    fields = _fields(network, home)
    ordered = [tuple(sorted(group, key=lambda node: _rank(network, node))) for group in groups]
    names = [_names(network, members, fields.get(number, Counter())) for number, members in enumerate(ordered)]
    return [
        Community(number + 1, name, names[number][0][0], ordered[number], tuple(guests.get(number, ())))
        for number, name in enumerate(_unique([[name for _, name in own] for own in names]))
    ]


def _rank(network: nx.Graph[Any], node: str) -> tuple[int, int, str, str]:
    data = network.nodes[node]
    return (-data.get("partners", 0), -data.get("agreements", 0), _label(network, node), node)


def _label(network: nx.Graph[Any], node: str) -> str:
    return str(network.nodes[node].get("label") or node)


def _names(network: nx.Graph[Any], members: tuple[str, ...], fields: Counter[str]) -> list[tuple[str, str]]:
    """What a community could be called, the best first, each with what gave it."""
    found = []
    view = network.graph.get("view") or "parties"
    if view == "parties" and len(members) > 1:
        places = Counter(str(place) for node in members if (place := network.nodes[node].get("place")))
        labels = (network.graph.get("labels") or {}).get("fields") or {}
        if place := _commonest(places, len(members)):
            found.append(("place", place))
        if code := _commonest(fields, fields[""]):
            found.append(("field", str(labels.get(code, code))))
    return [*found, ("member", _label(network, members[0]))]


def _commonest(counted: Counter[str], among: int) -> str | None:
    """The one thing counted most often, if it is counted for a third of so many."""
    top = Counter({thing: number for thing, number in counted.items() if thing}).most_common(2)
    if not top or top[0][1] * _ENOUGH < among or (len(top) > 1 and top[0][1] == top[1][1]):
        return None
    return top[0][0]


def _fields(network: nx.Graph[Any], home: dict[str, int]) -> dict[int, Counter[str]]:
    """How many agreements between members of each community are in each field, and, as field "", how many there are."""
    inside: dict[int, set[str]] = {}
    for one, other, data in network.edges(data=True):
        if one in home and home[one] == home.get(other):
            inside.setdefault(home[one], set()).update(data.get("agreements") or ())
    known = network.graph.get("agreements") or {}
    return {
        number: Counter(code for iri in shared for code in {"", *((known.get(iri) or {}).get("fields") or ())})
        for number, shared in inside.items()
    }


def _unique(wanted: Iterable[list[str]]) -> list[str]:
    """One name of each list of names, the best first, no two the same."""
    lists = list(wanted)
    first = Counter(names[0] for names in lists)
    longer = [names[0] if first[names[0]] == 1 else ": ".join(dict.fromkeys(names[:2])) for names in lists]
    taken: set[str] = set()
    found = []
    for name in longer:
        tried, number = name, 1
        while tried in taken:
            number += 1
            tried = f"{name} ({number})"
        taken.add(tried)
        found.append(tried)
    return found
