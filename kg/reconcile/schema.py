"""The types of things that names are reconciled to, and their properties, as the Reconciliation API has them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kg.vocab import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["CONCRETE", "PROPERTIES", "TYPES", "Property", "Type", "local", "with_broader"]


class Type(NamedTuple):
    """A class of the ontology by its local name, with the name that people see and the class above it."""

    id: str
    name: str
    description: str
    broader: str | None = None


class Property(NamedTuple):
    """What can be asked of things, or given to tell them apart.

    Parameters: ``types`` that have it (local names of classes); ``path``, the properties of the ontology that lead to
    the values, one after another; ``entity``, the type of values that are things themselves; ``code`` for values that
    are codes of a scheme; ``number`` for values that are counts.
    """

    id: str
    name: str
    description: str
    types: tuple[str, ...]
    path: tuple[str, ...]
    entity: str | None = None
    code: bool = False
    number: bool = False


_PARTIES = ("Body", "Territory", "UnnamedParties")

TYPES: Mapping[str, Type] = MappingProxyType(
    {
        one.id: one
        for one in (
            Type("Party", "Party", "Whoever signs: a body, a territory, or parties that no source names"),
            Type("Body", "Body", "A named organisation that signs", "Party"),
            Type("Territory", "Territory", "A city, district, province or country that signs as such", "Party"),
            Type("UnnamedParties", "Parties without names", "A number of parties that a source counts", "Party"),
            Type("Place", "Place", "An administrative division, functional area or region"),
            Type("Agreement", "Agreement", "One signed instrument"),
        )
    }
)
CONCRETE = ("Body", "Territory", "Place", "Agreement", "UnnamedParties")  # in this order where a name fits several
PROPERTIES: Mapping[str, Property] = MappingProxyType(
    {
        one.id: one
        for one in (
            Property("within", "lies within", "Places that it lies in, countries among them; of a party those of its "
                     "place and that place itself", (*_PARTIES, "Place"), ("accord:within",), entity="Place"),
            Property("place", "place", "The place that a party is or belongs to", _PARTIES, ("accord:ofPlace",),
                     entity="Place"),
            Property("level", "level", "Code of its level, such as city or province", ("Place", "Territory"),
                     ("accord:placeLevel",), code=True),
            Property("kind", "kind", "Code of the kind of body or of instrument", ("Body", "Agreement"), (), code=True),
            Property("party", "party", "Who signed it", ("Agreement",), ("accord:hasParty",), entity="Party"),
            Property("date", "date", "When it was signed, as EDTF (ISO 8601-2)", ("Agreement",),
                     ("accord:signedAt", "accord:during", "accord:edtf")),
            Property("field", "policy field", "Codes of its fields", ("Agreement",), ("accord:inField",), code=True),
            Property("label", "name", "All names, in all languages", (*_PARTIES, "Place", "Agreement"), ()),
            Property("agreements", "agreements", "How many agreements it signed", _PARTIES, (), number=True),
            Property("source", "source", "Ids of the sources that tell of it", (*_PARTIES, "Place", "Agreement"),
                     ("accord:inSource",)),
            Property("same-as", "same as", "The same area elsewhere, such as in Wikidata", ("Place",),
                     ("schema:sameAs",)),
        )
    }
)  # fmt: skip


def local(given: str) -> str:
    """The id of a type or property given as that, as an IRI or with a prefix; another one as it is."""
    return given.removeprefix(NAMESPACE).removeprefix("accord:")


def with_broader(types: Iterable[str]) -> frozenset[str]:
    """Types and all above them."""
    found = set(types)
    for name in list(found):
        while name in TYPES and (above := TYPES[name].broader) is not None:
            found.add(name := above)
    return frozenset(found)
