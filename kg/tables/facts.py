"""A row to what it says of its agreement and of who signs it."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from kg.tables.cells import Columns
from kg.tables.days import fitting, read_day
from kg.tables.places import Spot
from kg.vocab import concepts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.tables.files import Table
    from kg.tables.report import Report
    from kg.tables.spec import Cells, PartySpec, PlaceSpec, TableSpec

__all__ = ["PartyFact", "RowReader", "Said"]

T = TypeVar("T")
_NAME_LIMIT, _TITLE_LIMIT = 1_000, 20_000
_ISO3166 = re.compile(r"[A-Z]{2,3}|[A-Z]{2}-[A-Z0-9]{1,3}")
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,8})?")
_MOST_NUMBERED = 10_000


class PartyFact(NamedTuple):
    """One party as one row tells it: a body with a name, or a place alone; ``dates`` are (event, EDTF)."""

    name: str | None
    spot: Spot | None
    kind: str | None
    role: str
    dates: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What tells parties apart."""
        return (self.name, self.spot.key if self.spot else None)


class Said(NamedTuple):
    """What one row says of its agreement; None and () = nothing."""

    title: str | None
    as_written: str | None
    kind: str | None
    fields: tuple[str, ...]
    signed: str | None
    basis: str | None
    about: tuple[Spot, ...]


class RowReader:
    """Reads the rows of one table. TableError when a column that is named is not there."""

    def __init__(self, spec: TableSpec, table: Table, missing: Sequence[str], report: Report) -> None:
        self.spec, self.table, self.report = spec, table, report
        self.columns = Columns(table, (*missing, *spec.missing))
        self._formats = ("iso",) if table.typed else ()
        self.keys = [self.columns.find(column) for column in spec.key]
        self._conditions = [
            (self.columns.find(one.column), frozenset(one.one_of), frozenset(one.none_of)) for one in spec.where
        ]
        said = spec.agreement
        self._title = self._text(said.title, _TITLE_LIMIT, "title")
        self._as_written = self._text(said.as_written, _TITLE_LIMIT, "text")
        self._kind = self._code(said.kind, "instrument", self.columns.values)
        self._fields = self._code(said.fields, "field", self.columns.all_values)
        self._signed = self._day(said.signed)
        self._about = [self._place(place) for place in said.about]
        numbered = [one for party in spec.parties for one in self._numbered(party)]
        self._parties = [self._party(party) for party in numbered]

    def counts(self, row: Sequence[str]) -> bool:
        """Whether the row fits ``where``."""
        return all(
            (not some or row[spot].strip() in some) and row[spot].strip() not in none
            for spot, some, none in self._conditions
        )

    def key(self, row: Sequence[str]) -> tuple[str, ...] | None:
        """The key of the row's agreement; None if a part of it is missing from the row (of several, all parts)."""
        parts = tuple(" ".join(row[spot].split()) for spot in self.keys)
        parts = tuple("" if part in self.columns.missing else part for part in parts)
        return parts if parts and any(parts) and (parts[0] or len(parts) > 1) else None

    def said(self, row: Sequence[str], number: int) -> Said:
        """What the row says of its agreement."""
        signed = self._signed(row, number)
        about = tuple(spot for place in self._about for spot in place(row, number))
        kinds = self._kind(row, number)
        return Said(
            title=self._title(row, number),
            as_written=self._as_written(row, number),
            kind=kinds[0] if kinds else None,
            fields=self._fields(row, number),
            signed=signed[0] if signed else None,
            basis=signed[1] if signed else None,
            about=about,
        )

    def parties(self, row: Sequence[str], number: int) -> list[PartyFact]:
        """Who signs by this row."""
        return [fact for party in self._parties for fact in party(row, number)]

    def _wrong(self, row: int, column: str, problem: str) -> None:
        self.report.wrong(self.table.name, row, column or None, problem)

    def _text(self, cells: Cells, limit: int, what: str) -> Callable[[Sequence[str], int], str | None]:
        if not cells:
            return lambda _row, _number: None
        value = self.columns.value(cells)

        def read(row: Sequence[str], number: int) -> str | None:
            found = value(row)
            if found is not None and len(found[0]) > limit:
                problem = f"the {what} has {len(found[0]):,} characters, more than {limit:,}; is it the right column?"
                self._wrong(number, found[1], problem)
                return None
            return found[0] if found else None

        return read

    def _code(self, cells: Cells, scheme: str, values: Callable[[Cells], Any]) -> Callable[[Sequence[str], int], tuple[str, ...]]:
        """Codes of a scheme, each once."""
        if not cells:
            return lambda _row, _number: ()
        found_in, known = values(cells), concepts(scheme)

        def read(row: Sequence[str], number: int) -> tuple[str, ...]:
            codes: dict[str, None] = {}
            for text, column in found_in(row):
                problem = None
                if text in known:
                    codes[text] = None
                else:
                    problem = f"{text[:60]!r} is no code of the scheme {scheme}; say what it becomes in values, or give a default"
                self.report.tried(f"code of the scheme {scheme}", self.table.name, number, column, problem)
            return tuple(codes)

        return read

    def _day(self, cells: Cells) -> Callable[[Sequence[str], int], tuple[str, str | None] | None]:
        """A date as EDTF with its basis; the first cell that has a value decides."""
        if not cells:
            return lambda _row, _number: None
        readers = [(self.columns.value((cell,)), (*self._formats, *(cell.formats or ("iso",))), cell) for cell in cells]

        def read(row: Sequence[str], number: int) -> tuple[str, str | None] | None:
            for value, formats, cell in readers:
                found = value(row)
                if found is None:
                    continue
                text, column = found
                day = read_day(text, formats)
                problem = None if day else _no_date(text, formats)
                self.report.tried("date", self.table.name, number, column, problem)
                if day is not None:
                    return day[0], "inferred" if day[1] else cell.basis
            return None

        return read

    def _place(self, place: PlaceSpec) -> Callable[[Sequence[str], int], list[Spot]]:
        """The places that a cell names, usually one."""
        names, code = self.columns.values(place.name), self.columns.value(place.id) if place.id else None
        iso = self._matching(place.iso3166, _ISO3166, "an ISO 3166 code such as FR, FRA or FR-75")
        latitude = self._matching(place.latitude, _DEGREES, "a number of degrees such as 48.85")
        longitude = self._matching(place.longitude, _DEGREES, "a number of degrees such as 2.35")
        within = self._place(place.within) if place.within else None

        def read(row: Sequence[str], number: int) -> list[Spot]:
            found = names(row)
            coded = code(row) if code else None
            if not found and coded:
                found = [coded]
            if not found:
                return []
            larger = next(iter(within(row, number)), None) if within else None
            spots = []
            for name, column in found:
                if len(name) > _NAME_LIMIT:
                    self._wrong(number, column, f"the name has {len(name):,} characters; does the cell need split?")
                    continue
                spots.append(
                    Spot(
                        name,
                        coded[0] if coded else None,
                        place.level,
                        iso(row, number),
                        latitude(row, number),
                        longitude(row, number),
                        larger,
                    )
                )
            return spots

        return read

    def _matching(self, cells: Cells, pattern: re.Pattern[str], right: str) -> Callable[[Sequence[str], int], str | None]:
        if not cells:
            return lambda _row, _number: None
        value = self.columns.value(cells)

        def read(row: Sequence[str], number: int) -> str | None:
            found = value(row)
            if found is None or pattern.fullmatch(found[0]):
                return found[0] if found else None
            self._wrong(number, found[1], f"{found[0][:60]!r} is not {right}")
            return None

        return read

    def _numbered(self, party: PartySpec) -> Iterator[PartySpec]:
        """The party, or one for each number for which there is a column, where its columns hold ``{n}``."""
        wanted = set(_columns(party))
        if not any("{n}" in column for column in wanted):
            yield party
            return
        for number in count(1):
            there = [column for column in wanted if column.replace("{n}", str(number)) in self.columns.index]
            if number > 1 and not any("{n}" in column for column in there):
                return
            yield _with_number(party, str(number))  # the first is asked for even if it is not there: the error says so
            if number >= _MOST_NUMBERED:
                return

    def _party(self, party: PartySpec) -> Callable[[Sequence[str], int], list[PartyFact]]:
        names = self.columns.values(party.name) if party.name else None
        places = self._place(party.place) if party.place else None
        kinds = self._code(party.kind, "body-kind", self.columns.values)
        dates = [(event, self._day(cells)) for event, cells in party.dates.items()]

        def read(row: Sequence[str], number: int) -> list[PartyFact]:
            spots = places(row, number) if places else []
            if names is None:
                found: list[tuple[str | None, Spot | None]] = [(None, spot) for spot in spots]
            else:
                bodies = [name for name, column in names(row) if self._short(name, column, number)]
                found = [(name, spots[0] if spots else None) for name in bodies]
            if not found:
                return []
            own = tuple((event, day[0]) for event, read_one in dates if (day := read_one(row, number)))
            kind = kinds(row, number) if names is not None else ()
            return [PartyFact(name, spot, kind[0] if kind else None, party.role, own) for name, spot in found]

        return read

    def _short(self, name: str, column: str, number: int) -> bool:
        if len(name) > _NAME_LIMIT:
            self._wrong(number, column, f"the name has {len(name):,} characters; does the cell need split?")
        return len(name) <= _NAME_LIMIT


def _no_date(text: str, formats: tuple[str, ...]) -> str:
    said = ", ".join(dict.fromkeys(formats))
    fits = fitting(text)
    hint = f"formats: [{', '.join(fits[:3])}] would fit" if fits else "or is it a missing mark?"
    return f"{text[:60]!r} is no date of the format {said}; {hint}"


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


def _with_number(thing: T, number: str) -> T:
    """A part of a source.yml with ``{n}`` in its columns replaced."""
    changed: Any = thing
    if is_dataclass(thing) and not isinstance(thing, type):
        changes: Mapping[str, Any] = {
            part.name: tuple(column.replace("{n}", number) for column in value)
            if part.name == "columns"
            else _with_number(value, number)
            for part in fields(thing)
            if isinstance(value := getattr(thing, part.name), tuple | dict) or is_dataclass(value)
        }
        changed = replace(changed, **changes)
    elif isinstance(thing, tuple):
        changed = tuple(_with_number(item, number) for item in thing)
    elif isinstance(thing, dict):
        changed = {key: _with_number(item, number) for key, item in thing.items()}
    return changed  # type: ignore[no-any-return]
