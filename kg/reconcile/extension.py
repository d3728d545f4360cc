"""Data extension of the Reconciliation Service API 0.2: values of properties of things, as plain JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import InputError, one_line
from kg.ids import BASE
from kg.reconcile.schema import PROPERTIES, TYPES, local
from kg.reconcile.service import LimitError

if TYPE_CHECKING:
    from kg.reconcile.index import Index
    from kg.reconcile.schema import Property

__all__ = ["extend", "propose"]

_MOST = 1000  # ids in one request

JSON = dict[str, Any]


def propose(type_name: str, limit: int | None = None) -> JSON:
    """The properties that things of a type have. Raises InputError for an unknown type."""
    wanted = local(type_name)
    if wanted not in TYPES:
        raise InputError(f"there is no type {one_line(type_name, 60)}; there is {', '.join(TYPES)}")
    below = {name for name, told in TYPES.items() if wanted in (name, told.broader)}
    fits = [_property(one) for one in PROPERTIES.values() if not below.isdisjoint(one.types)]
    return {"type": wanted, "properties": fits[:limit]} | ({} if limit is None else {"limit": limit})


def extend(index: Index, query: Any) -> JSON:  # noqa: ANN401 - JSON from outside
    """Values of properties of things. Raises InputError for what is no such query, or an unknown property."""
    if not isinstance(query, dict):
        raise InputError(
            'extend: a JSON object is wanted, such as {"ids": ["place/luzhou"], "properties": [{"id": "within"}]}'
        )
    ids, asked = query.get("ids"), query.get("properties")
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise InputError('extend: ids is a list such as ["place/luzhou"]')
    if len(ids) > _MOST:
        raise LimitError(f"extend: {len(ids)} ids at a time; send at most {_MOST}")
    if not isinstance(asked, list) or not all(
        isinstance(one, dict) and isinstance(one.get("id"), str) for one in asked
    ):
        raise InputError('extend: properties is a list such as [{"id": "within"}]')
    wanted = []
    for one in asked:
        if (known := PROPERTIES.get(local(one["id"]))) is None:
            raise InputError(
                f"extend: there is no property {one_line(one['id'], 40)}; there is {', '.join(PROPERTIES)}"
            )
        wanted.append((one["id"], known))
    meta = [
        _property(known) | {"id": given} | ({"type": _reference(known.entity)} if known.entity else {})
        for given, known in wanted
    ]
    rows = {one: {given: _cells(index, one, known) for given, known in wanted} for one in ids}
    return {"meta": meta, "rows": rows}


def _reference(name: str) -> JSON:
    return {"id": name, "name": TYPES[name].name}


def _cells(index: Index, identifier: str, known: Property) -> list[JSON]:
    number = index.by_id.get(identifier.removeprefix(BASE))
    if number is None:
        return []
    entity = index.entities[number]
    if known.number:
        return [{"int": entity.agreements}]
    if known.id == "label":
        return [{"str": name} for name in entity.names]
    values = entity.values.get(known.id, ())
    if known.entity is None:
        return [{"str": value} for value in values]
    named = [(value, index.by_id[value]) for value in values if value in index.by_id]
    return [{"id": value, "name": index.entities[other].names[0]} for value, other in named]


def _property(one: Property) -> JSON:
    return {"id": one.id, "name": one.name}
