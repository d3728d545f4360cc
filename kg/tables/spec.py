"""What a source.yml says, as plain data: which tables, what a row is, which cell becomes what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.model import Source

__all__ = ["AgreementSpec", "Cell", "Condition", "Expect", "PartySpec", "PlaceSpec", "SourceSpec", "TableSpec"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a value comes from: a ``constant``, or the first of ``columns`` that has a value, and how it is read.

    The order of the work: ``replace``, ``missing``, ``split`` (with ``keep`` and ``brackets``), ``take``, then
    ``matching``, ``only`` and ``excluding``, then ``values`` and ``default``. ``formats`` and ``basis`` are for dates.
    """

    columns: tuple[str, ...] = ()
    constant: str | None = None
    missing: tuple[str, ...] = ()
    replace: Mapping[str, str | None] = field(default_factory=dict)
    matching: str | None = None
    only: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    brackets: str = "keep"
    take: str = "all"
    values: Mapping[str, str | None] = field(default_factory=dict)
    default: str | None = None
    formats: tuple[str, ...] = ()
    basis: str | None = None


Cells = tuple[Cell, ...]  # in order of preference


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSpec:
    """A place by columns: its name, the code that tells it apart (``id``), its level, the place that it lies in."""

    name: Cells
    id: Cells = ()
    level: str | None = None
    iso3166: Cells = ()
    latitude: Cells = ()
    longitude: Cells = ()
    within: PlaceSpec | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySpec:
    """One party, or several where its name is split: a body (``name``), or a place that signs as itself."""

    name: Cells = ()
    place: PlaceSpec | None = None
    kind: Cells = ()
    role: str = "signatory"
    dates: Mapping[str, Cells] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSpec:
    """What a row says of its agreement."""

    title: Cells = ()
    as_written: Cells = ()
    kind: Cells = ()
    fields: Cells = ()
    signed: Cells = ()
    about: tuple[PlaceSpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A row counts only if the cell is one of ``one_of`` and none of ``none_of``; ``""`` is the empty cell."""

    column: str
    one_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """One table: the file and how it is written, what a row is, and what the row says."""

    file: str
    rows: str
    url: str | None = None
    sha256: str | None = None
    format: str | None = None
    sheet: str | None = None
    encoding: str = "utf-8"
    separator: str | None = None
    quote: str = '"'
    skip_rows: int = 0
    columns: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    key: tuple[str, ...] = ()
    unmatched: str = "refuse"
    agreement: AgreementSpec = field(default_factory=AgreementSpec)
    parties: tuple[PartySpec, ...] = ()

    @property
    def name(self) -> str:
        """The table's name in messages and in ``sourceRow``: its file, and its sheet if one is named."""
        return f"{self.file}/{self.sheet}" if self.sheet else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """Counts that a right import gives; None = not checked."""

    rows: int | None = None
    left_out: int | None = None
    problems: int | None = None
    agreements: int | None = None
    parties: int | None = None
    links: int | None = None
    without_parties: int | None = None
    undated: int | None = None
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpec:
    """A whole source.yml; ``path`` is its file."""

    source: Source
    tables: tuple[TableSpec, ...]
    missing: tuple[str, ...] = ()
    expect: Expect = field(default_factory=Expect)
    path: Path | None = None
