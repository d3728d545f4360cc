"""Verification of a register's agreements: do the rows that state them still say the same?"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError, one_line
from kg.tables.files import open_table
from kg.tables.merging import rows_digest
from kg.tables.reading import row_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kg.tables.spec import SourceSpec

__all__ = ["Stated", "drifted"]


class Stated(NamedTuple):
    """An agreement of the graph: its IRI, its label, the fragments of its rows, the digest of their cells."""

    agreement: str
    label: str
    rows: tuple[str, ...]
    digest: str | None


def drifted(spec: SourceSpec, folder: Path, agreements: Iterable[Stated]) -> list[tuple[Stated, str]]:
    """The agreements whose rows in the tables in ``folder`` are not those that were read, with the reason.

    Raises InputError when a table is not there, TableError when it cannot be read.
    """
    digests = {table.name.replace("#", "%23"): _digests(spec, index, folder) for index, table in enumerate(spec.tables)}
    order = {name: index for index, name in enumerate(digests)}
    found = []
    for stated in agreements:
        reason = _reason(stated, digests, order)
        if reason is not None:
            found.append((stated, reason))
    return found


def _digests(spec: SourceSpec, index: int, folder: Path) -> dict[int, bytes]:
    """The digest of each row of a table."""
    table = open_table(folder / spec.tables[index].file, spec.tables[index])
    return {number: row_digest(cells, len(table.columns)) for number, cells in table.rows()}


def _reason(stated: Stated, digests: Mapping[str, Mapping[int, bytes]], order: Mapping[str, int]) -> str | None:
    if stated.digest is None:
        return "it has no digest to check"
    parts: defaultdict[str, list[int]] = defaultdict(list)
    for fragment in stated.rows:
        name, _, rows = fragment.partition("#row=")
        if name not in digests:
            return f"source.yml has no table {one_line(name, 60)!r}"
        parts[name] += _numbers(rows)
    read = []
    for name in sorted(parts, key=lambda name: order[name]):
        for row in parts[name]:
            if row not in digests[name]:
                return f"{name} has no row {row}"
            read.append(digests[name][row])
    spots = ", ".join(stated.rows)
    return None if rows_digest(read) == stated.digest else f"the cells of {one_line(spots, 120)} have changed"


def _numbers(rows: str) -> list[int]:
    """The rows of an RFC 7111 fragment such as ``2-4;7``."""
    found: list[int] = []
    try:
        for part in rows.split(";"):
            first, _, last = part.partition("-")
            found += range(int(first), int(last or first) + 1)
    except ValueError:
        raise InputError(f"{one_line(rows, 60)!r} names no rows; the store is not one that kg build made") from None
    return found
