"""A row to what it says of its agreement and of who signs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from kg.tables.cells import Columns, Found
from kg.tables.days import fitting, read_day
from kg.tables.numbering import numbered_parts
from kg.tables.places import Spot
from kg.vocab import concepts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.tables.files import Table
    from kg.tables.report import Report
    from kg.tables.spec import Cells, PartySpec, PlaceSpec, TableSpec

    _Values = Callable[[Cells], Callable[[Sequence[str]], list[Found]]]

__all__ = ["PartyFact", "RowReader", "Said"]

_NAME_LIMIT, _TITLE_LIMIT = 1_000, 20_000
_ISO3166 = re.compile(r"[A-Z]{2,3}|[A-Z]{2}-[A-Z0-9]{1,3}")
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,8})?")


T_co = TypeVar("T_co", covariant=True)


class _Reads(Protocol[T_co]):
    """Reads something of a row, of which it is told the number for messages."""

    def __call__(self, row: Sequence[str], number: int, /) -> T_co: ...


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
        numbered = [one for party in spec.parties for one in numbered_parts(party, self.columns.index)]
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

    def _text(self, cells: Cells, limit: int, what: str) -> _Reads[str | None]:
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

    def _code(self, cells: Cells, scheme: str, values: _Values) -> _Reads[tuple[str, ...]]:
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
                    problem = f"{text[:60]!r} is no code of the scheme {scheme}; name its code in values, or a default"
                self.report.tried(f"code of the scheme {scheme}", self.table.name, number, column, problem)
            return tuple(codes)

        return read

    def _day(self, cells: Cells) -> _Reads[tuple[str, str | None] | None]:
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

    def _place(self, place: PlaceSpec) -> _Reads[list[Spot]]:
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

    def _matching(self, cells: Cells, pattern: re.Pattern[str], right: str) -> _Reads[str | None]:
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

    def _party(self, party: PartySpec) -> _Reads[list[PartyFact]]:
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
