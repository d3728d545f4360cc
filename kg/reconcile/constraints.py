"""What else is known of the thing that is meant, such as its type, country or date; and whether a thing agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError
from kg.identity.countries import country
from kg.ids import BASE, normalise
from kg.reconcile.names import read_name
from kg.reconcile.schema import PROPERTIES, TYPES, with_broader
from kg.vocab import concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.reconcile.index import Entity, Index

__all__ = ["Constraint", "agreement", "constrained", "fitting"]

_SCHEMES = {"level": ("level",), "kind": ("body-kind", "instrument"), "field": ("field",)}
_BY_PREFIX = "date"


class Constraint(NamedTuple):
    """A property and the values that are right for it: ids of things, codes or texts, any of them."""

    property: str
    meant: frozenset[str]


def constrained(index: Index, name: str, values: Iterable[str]) -> Constraint:
    """The constraint that a property has one of ``values``, each an id, an IRI, a name in any language, or a code."""
    meant = set[str]()
    for value in values:
        meant |= _meant(index, name, value.strip())
    return Constraint(name, frozenset(meant))


def _meant(index: Index, name: str, value: str) -> set[str]:
    short = value.removeprefix(BASE)
    found = {short}
    if name == "label":
        return {normalise(value)}
    if (known := PROPERTIES.get(name)) is None:
        return found
    if known.code:
        wanted = normalise(value)
        for scheme in _SCHEMES[name]:
            for concept in concepts(scheme).values():
                if wanted in {concept.iri.casefold(), *map(normalise, concept.labels.values())}:
                    found.add(concept.code)
    if known.entity is not None and short not in index.by_id:
        found |= _called(index, value)
        if known.entity == "Place":
            found |= _country(index, value)
    return found


def _called(index: Index, value: str) -> set[str]:
    """Ids of what bears the name, or one that differs by the word for a kind of place alone."""
    read = read_name(value)
    forms = [index.by_tight[read.tight]] if read.tight in index.by_tight else index.by_core.get(read.core, [])
    return {index.entities[number].id for form in forms for number in index.bearers[form]}


def _country(index: Index, value: str) -> set[str]:
    try:
        known = country(value)
    except InputError:  # without the reference data, names are all there is
        return set()
    return set(index.countries.get(known.code, ())) if known else set()


def agreement(entity: Entity, constraint: Constraint) -> bool | None:
    """Whether a thing has one of the values; None where nothing is known of that property of it."""
    if constraint.property == "label":
        return any(normalise(name) in constraint.meant for name in entity.names)
    if constraint.property == "agreements":
        return str(entity.agreements) in constraint.meant
    held = entity.values.get(constraint.property)
    if held is None:
        return None
    if constraint.property == _BY_PREFIX:
        return any(value.lstrip("[").startswith(wanted) for value in held for wanted in constraint.meant)
    return not constraint.meant.isdisjoint(held)


def fitting(types: Sequence[str], strict: str) -> frozenset[str] | None:
    """The classes that fit the ``types`` asked for (broader ones take in their narrower ones); None = any class.

    ``strict`` is any, all or should, as the API has it; with should, types only change the score.
    """
    if not types or strict == "should":
        return None
    test = all if strict == "all" else any
    return frozenset(name for name in TYPES if test(wanted in with_broader([name]) for wanted in types))
