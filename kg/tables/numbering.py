"""Columns that are numbered: ``party{n}`` stands for party1, party2, … as far as there are columns."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from kg.tables.spec import PartySpec

__all__ = ["numbered_parts"]


def numbered_parts(party: PartySpec, known: Container[str]) -> Iterator[PartySpec]:
    """The party, or where its columns hold ``{n}`` one for each number from 1 on of which ``known`` has a column.

    The first is given even if none of its columns is known, so that the error names them.
    """
    wanted = [column for column in dict.fromkeys(_columns(party)) if "{n}" in column]
    if not wanted:
        yield party
        return
    for number in count(1):
        if number > 1 and not any(column.replace("{n}", str(number)) in known for column in wanted):
            return
        yield _with_number(party, str(number))


def _columns(thing: object) -> Iterator[str]:
    """The names of all columns that a part of a source.yml names."""
    if is_dataclass(thing) and not isinstance(thing, type):
        for part in fields(thing):
            value = getattr(thing, part.name)
            yield from value if part.name == "columns" else _columns(value)
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _columns(item)
    elif isinstance(thing, dict):
        for item in thing.values():
            yield from _columns(item)


def _with_number(thing: Any, number: str) -> Any:  # noqa: ANN401 - any part of a source.yml, and the same back
    """A part of a source.yml with ``{n}`` in its columns replaced."""
    if is_dataclass(thing) and not isinstance(thing, type):
        changes: dict[str, Any] = {part.name: _with_number(getattr(thing, part.name), number) for part in fields(thing)}
        if isinstance(columns := changes.get("columns"), tuple):
            changes["columns"] = tuple(column.replace("{n}", number) for column in columns)
        return replace(thing, **changes)
    if isinstance(thing, tuple):
        return tuple(_with_number(item, number) for item in thing)
    if isinstance(thing, dict):
        return {key: _with_number(item, number) for key, item in thing.items()}
    return thing
