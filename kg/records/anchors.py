"""Evidence and the text that it points into."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from kg.errors import RecordError
from kg.ids import digest
from kg.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.model import Record

__all__ = ["anchored", "evidence_of", "with_evidence"]

T = TypeVar("T")


def evidence_of(thing: object) -> Iterator[Evidence]:
    """All evidence in a record or a part of one, in order."""
    if isinstance(thing, Evidence):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from evidence_of(item)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for name in _field_names(type(thing)):
            yield from evidence_of(getattr(thing, name))


def anchored(record: Record, text: str, file: str) -> Record:
    """``record`` with the digest of each piece of evidence, taken from ``text`` where it has none.

    Raises RecordError for evidence outside the text, and when the text is not the one that the record
    describes (``source.sha256``).
    """
    source = record.source
    where = f"source {source.id}"
    if source.sha256 is not None and source.sha256 != digest(text):
        problem = (
            f"sha256 is not that of the text in {source.path}: it was changed, or is another; kg extract reads it again"
        )
        raise RecordError(problem, file=file, record=where)

    def anchor(item: Evidence) -> Evidence:
        if item.end > len(text):
            problem = f"evidence {item.start}–{item.end} lies outside the text of {len(text)} characters"
            raise RecordError(problem, file=file, record=where)
        words = text[item.start : item.end]
        found = digest(words)
        if item.digest not in (None, found):
            problem = f"evidence {item.start}–{item.end}: the digest is not that of the words there"
            raise RecordError(problem, file=file, record=where)
        exact = words if source.quotable else item.exact
        if (item.digest, item.exact) == (found, exact):
            return item
        return dataclasses.replace(item, digest=found, exact=exact)

    made = with_evidence(record, anchor)
    described = dataclasses.replace(source, sha256=digest(text), characters=len(text))
    return dataclasses.replace(made, source=described)


def with_evidence(thing: T, change: Callable[[Evidence], Evidence | None]) -> T:
    """``thing`` with every Evidence in it gone through ``change``; what gives None is left out.

    Parts in which nothing changes stay as they are.
    """
    if isinstance(thing, tuple):
        items = tuple(change(item) if isinstance(item, Evidence) else with_evidence(item, change) for item in thing)
        same = all(one is two for one, two in zip(items, thing, strict=True))
        return thing if same else tuple(item for item in items if item is not None)  # type: ignore[return-value]  # T is a tuple here
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        parts = {name: getattr(thing, name) for name in _field_names(type(thing))}
        holding = {name: part for name, part in parts.items() if part and not isinstance(part, str)}
        changed = {name: new for name, part in holding.items() if (new := with_evidence(part, change)) is not part}
        return dataclasses.replace(thing, **changed) if changed else thing
    return thing


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
