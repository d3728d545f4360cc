"""Rows of an answer, as plain Python values."""

from __future__ import annotations

import gc
import math
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import QuerySolutions

__all__ = ["Row", "Rows", "Value", "uncollected", "value_of"]

Value = str | int | float | bool | list[str] | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset(
    f"{_XSD}{name}"
    for name in "integer int long short byte nonNegativeInteger positiveInteger negativeInteger "
    "nonPositiveInteger unsignedInt unsignedLong unsignedShort unsignedByte".split()
)
_FLOATS = frozenset(f"{_XSD}{name}" for name in ("decimal", "double", "float"))


def value_of(term: object) -> Value:
    """A term as a Python value: IRIs and dates as text, numbers and truth values as such, unbound as None."""
    if isinstance(term, Literal):
        datatype = term.datatype.value
        if datatype in _INTEGERS or datatype in _FLOATS:
            return _number(term.value, datatype)
        if datatype == f"{_XSD}boolean":
            return term.value in ("true", "1")
        return term.value
    if isinstance(term, NamedNode):
        return term.value
    return f"_:{term.value}" if isinstance(term, BlankNode) else None if term is None else str(term)


def _number(text: str, datatype: str) -> int | float | str:
    try:
        number = int(text) if datatype in _INTEGERS else float(text)
    except ValueError:  # an ill-typed literal: what stands there is still the answer
        return text
    return number if "_" not in text and math.isfinite(number) else text  # JSON has no infinity


@contextmanager
def uncollected() -> Iterator[None]:
    """Without garbage collection inside: among many new rows there is nothing to find, and looking doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Row(tuple[Value, ...]):
    """One row: ``row.party``, ``row["party"]`` or ``row[0]``."""

    columns: tuple[str, ...]

    def __new__(cls, values: Iterable[Value], columns: tuple[str, ...]) -> Row:  # noqa: PYI034 - Python 3.11
        """A row of ``values`` for ``columns``."""
        row = super().__new__(cls, values)
        row.columns = columns
        return row

    def __getattr__(self, name: str) -> Value:
        if name != "columns" and name in self.columns:
            return self[self.columns.index(name)]
        raise AttributeError(f"no column {name}: there is {', '.join(self.columns)}")

    def as_dict(self) -> dict[str, Value]:
        """Values by column."""
        return dict(zip(self.columns, self, strict=True))


class Rows:
    """The rows of an answer, in order, with their column names."""

    def __init__(self, columns: Sequence[str], values: Iterable[Iterable[Value]]) -> None:
        self.columns = tuple(columns)
        with uncollected():
            self.rows = [Row(row, self.columns) for row in values]

    @classmethod
    def of(cls, solutions: QuerySolutions) -> Rows:
        """Rows of an engine's solutions."""
        names = [variable.value for variable in solutions.variables]
        return cls(names, ([value_of(term) for term in solution] for solution in solutions))

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> Row:
        return self.rows[index]

    def as_dicts(self) -> list[dict[str, Value]]:
        """One dictionary a row."""
        return [row.as_dict() for row in self.rows]
