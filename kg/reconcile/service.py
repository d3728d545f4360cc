"""The Reconciliation Service API 0.2 as functions of plain JSON, without HTTP.

https://reconciliation-api.github.io/specs/0.2/ (W3C Entity Reconciliation Community Group). Ids of things are the ends
of their IRIs below :data:`kg.ids.BASE`, types and properties those of :mod:`kg.reconcile.schema`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg import __version__
from kg.errors import InputError, one_line
from kg.ids import BASE, normalise
from kg.reconcile.constraints import Constraint, constrained
from kg.reconcile.matching import Query, candidates
from kg.reconcile.names import read_name
from kg.reconcile.schema import PROPERTIES, TYPES, local
from kg.vocab import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.reconcile.index import Entity, Index
    from kg.reconcile.matching import Candidate

__all__ = ["BATCH", "LimitError", "described", "manifest", "named", "reconcile", "suggest"]

BATCH = 100  # queries in one request
PAGE = 10  # suggestions at a time
_MOST, _LONGEST = 50, 500  # candidates of a query, characters of a name
_USUAL = 5
_STRICT = ("any", "all", "should")
_WIDTH, _HEIGHT = 430, 300  # pixels of a preview
_FURTHEST = 10_000  # suggestions that may be skipped

JSON = dict[str, Any]


class LimitError(InputError):
    """More is asked for at a time than is answered at a time."""


def manifest(root: str, view: str | None = None) -> JSON:
    """What the service at the URL ``root`` (without a slash at its end) can do.

    ``view`` is the URL of a thing's page with ``{{id}}`` in it; the preview stands in where there is none.
    """
    suggested = {
        kind: {"service_url": root, "service_path": f"/suggest/{kind}"} for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "Accord: parties, places and agreements",
        "identifierSpace": BASE,
        "schemaSpace": NAMESPACE,
        "serviceVersion": __version__,
        "defaultTypes": [_type(name) for name in TYPES],
        "view": {"url": view or f"{root}/preview?id={{{{id}}}}"},
        "preview": {"url": f"{root}/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT},
        "suggest": suggested,
        "extend": {"propose_properties": {"service_url": root, "service_path": "/properties"}, "property_settings": []},
        "batchSize": BATCH,
    }


def reconcile(index: Index, batch: Any) -> JSON:  # noqa: ANN401 - JSON from outside
    """The candidates of each query of a batch. Raises InputError for what is no batch of queries."""
    if not isinstance(batch, dict) or not all(isinstance(query, dict) for query in batch.values()):
        raise InputError('queries: a JSON object of queries is wanted, such as {"q0": {"query": "Luzhou"}}')
    if len(batch) > BATCH:
        raise LimitError(f"queries: {len(batch)} in one batch; send at most {BATCH}")
    asked = {key: _query(index, key, query) for key, query in batch.items()}
    return {
        key: {"result": [_candidate(index, one) for one in candidates(index, query)]} for key, query in asked.items()
    }


def _query(index: Index, key: str, given: Mapping[str, Any]) -> Query:
    where = f"queries: {one_line(key, 40)}"
    text, limit, strict = given.get("query"), given.get("limit", _USUAL), given.get("type_strict", "any")
    kinds = given.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if text is not None and not isinstance(text, str):
        raise InputError(f"{where}: query is text, not {one_line(text, 40)}")
    if text is None and not given.get("properties"):
        raise InputError(f"{where}: neither query nor properties is given")
    if text is not None and len(text) > _LONGEST:
        raise InputError(f"{where}: the name is longer than {_LONGEST} characters")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 1:
        raise InputError(f"{where}: limit is a number from 1 on, not {one_line(limit, 40)}")
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise InputError(f"{where}: type is the id of a type or a list of ids, such as Place")
    if strict not in _STRICT:
        raise InputError(f"{where}: type_strict is one of {', '.join(_STRICT)}, not {one_line(strict, 40)}")
    constraints = tuple(_constraint(index, where, one) for one in _listed(given.get("properties", []), where))
    return Query(text, tuple(map(local, kinds)), constraints, int(min(limit, _MOST)), strict)


def _listed(given: Any, where: str) -> list[JSON]:  # noqa: ANN401 - JSON from outside
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given) or len(given) > len(PROPERTIES):
        raise InputError(f'{where}: properties is a list such as [{{"pid": "within", "v": "China"}}]')
    return given


def _constraint(index: Index, where: str, given: JSON) -> Constraint:
    name, value = given.get("pid"), given.get("v")
    if not isinstance(name, str) or local(name) not in PROPERTIES:
        raise InputError(f"{where}: there is no property {one_line(name, 40)}; there is {', '.join(PROPERTIES)}")
    values = (value if isinstance(value, list) else [value])[:_MOST]
    texts = [str(one.get("id", "")) if isinstance(one, dict) else str(one) for one in values]
    return constrained(index, local(name), [text[:_LONGEST] for text in texts])


def _candidate(index: Index, found: Candidate) -> JSON:
    return {
        "id": found.entity.id,
        "name": found.entity.names[0],
        "description": described(index, found.entity),
        "type": [_type(found.entity.type)],
        "score": found.score,
        "match": found.match,
        "features": [{"id": name, "value": value} for name, value in found.features.items()],
    }


def _type(name: str) -> JSON:
    told = TYPES[name]
    broader = {"broader": [_type(told.broader)]} if told.broader else {}
    return {"id": name, "name": told.name, "description": told.description} | broader


def described(index: Index, entity: Entity) -> str:
    """One line that tells a thing from its namesakes: its kind, where it lies, how active it is."""
    kind = next(iter(entity.values.get("level") or entity.values.get("kind") or ()), TYPES[entity.type].name)
    parts = [kind.replace("-", " ")]
    if (within := entity.values.get("within")) is not None:
        parts.append("in " + ", ".join(named(index, place) for place in within[-2:]))
    parts += entity.values.get("date", ())[:1]
    if entity.agreements:
        parts.append(f"{entity.agreements} agreement{'s' if entity.agreements > 1 else ''}")
    others = [name for name in entity.names[1:3] if normalise(name) != normalise(entity.names[0])]
    return " · ".join([*parts, *others])[:300]


def named(index: Index, identifier: str) -> str:
    """The name of a thing by its id; what is no id of a thing as it is."""
    number = index.by_id.get(identifier)
    return identifier if number is None else index.entities[number].names[0]


def suggest(index: Index, kind: str, prefix: str, cursor: int = 0) -> JSON:
    """Up to ten entities, types or properties whose name begins with ``prefix``, after the first ``cursor`` of them.

    Of entities the most active ones come first, and after those that begin so, those that are spelt alike.
    """
    start = max(0, min(cursor, _FURTHEST))
    if kind == "entity":
        return {"result": [_suggestion(index, index.entities[number]) for number in _begun(index, prefix, start)]}
    wanted = normalise(prefix)
    known: Iterable[Any] = TYPES.values() if kind == "type" else PROPERTIES.values()
    fits = [one for one in known if local(prefix) == one.id or f" {wanted}" in f" {one.id} {one.name}".casefold()]
    listed = fits[start : start + PAGE]
    if kind == "type":
        return {"result": [_type(one.id) for one in listed]}
    return {"result": [{"id": one.id, "name": one.name, "description": one.description} for one in listed]}


def _begun(index: Index, prefix: str, start: int) -> list[int]:
    text = read_name(prefix[:_LONGEST]).text
    short = prefix.strip().removeprefix(BASE)
    found = {index.by_id[short]: None} if short in index.by_id else {}
    forms = index.beginning(text, _FURTHEST) if text else ()
    begun = {number for form in forms for number in index.bearers[form]}
    ranked = sorted(
        begun, key=lambda number: (-index.entities[number].agreements, index.entities[number].names[0], number)
    )
    found |= dict.fromkeys(ranked)
    if len(found) < start + PAGE and text:
        alike = candidates(index, Query(prefix[:_LONGEST], limit=_MOST))
        found |= dict.fromkeys(index.by_id[one.entity.id] for one in alike)
    return list(found)[start : start + PAGE]


def _suggestion(index: Index, entity: Entity) -> JSON:
    return {
        "id": entity.id,
        "name": entity.names[0],
        "description": described(index, entity),
        "notable": [{"id": entity.type, "name": TYPES[entity.type].name}],
    }
