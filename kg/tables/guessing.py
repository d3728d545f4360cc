"""Guesses about a table from a sample of it: encoding, separator, dates, missing marks, what its columns are for."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.tables.cells import clean
from kg.tables.days import COMMON, read_day
from kg.tables.files import open_table
from kg.tables.layout import SUFFIXES
from kg.tables.spec import TableSpec

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Column", "Guess", "guess"]

_BYTES, _ROWS = 1 << 20, 2_000
_SEPARATORS = (",", ";", "\t", "|")
_ENCODINGS = ["cp1252", "cp1251", "gb18030", "shift_jis", "euc_kr"]  # the commonest, or short samples mislead
_MARKS = (
    *("n/a", "N/A", "NA", "#N/A", "N.A.", "n.a.", "-", "--", "?", ".", "..", "…", "null", "NULL", "None", "none"),
    *("nan", "NaN", "1111-11-11", "9999-99-99", "0000-00-00", "01/01/1900"),
)
_ALSO_IN_DATES = ("0", "-1", "9999", "999", "-9", "-99", "-999")
_MOSTLY = 0.9
_SAMPLE, _MOST_FORMATS = 200, 3
_NUMBERED = re.compile(r".*(no|nr|num|number|code)", re.IGNORECASE)
_DATE_NAME = re.compile(r"date|signed|signature|year|sign|begin|datum|jahr|fecha|signé", re.IGNORECASE)
_USES = {  # in this order; what a column is for, by its name
    "key": re.compile(r".*(id|_?key|code|no|nr|number|num)$", re.IGNORECASE),
    "title": re.compile(r".*(title|document ?name|agreement|treaty|name|titel|titre|título).*", re.IGNORECASE),
    "party": re.compile(
        r".*(part(y|ies|ner)|signator|member|countr|state|city|town|municipal|land|pays|organi[sz]ation|body).*",
        re.IGNORECASE,
    ),
    "kind": re.compile(r".*(type|kind|form|instrument|art)$", re.IGNORECASE),
    "fields": re.compile(r".*(field|topic|subject|issue|area|domain|sector|theme).*", re.IGNORECASE),
}


@dataclass(slots=True)
class Column:
    """One column: how many cells of the sample have a value, some of them, the date formats that fit, marks."""

    name: str
    filled: int = 0
    values: Counter[str] = field(default_factory=Counter)
    formats: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    use: str | None = None

    @property
    def unique(self) -> bool:
        """Whether no value of the sample stands twice."""
        return bool(self.filled) and len(self.values) == self.filled

    def examples(self, most: int = 4) -> str:
        """Some values, for a comment."""
        return "; ".join(value[:40] for value, _ in self.values.most_common(most))


@dataclass(slots=True)
class Guess:
    """A table as it seems to be written, and its columns."""

    spec: TableSpec
    columns: list[Column]
    rows: int


def guess(path: Path) -> Guess:
    """Look at the first rows of the table at ``path``.

    Raises InputError when it cannot be read, MissingExtra for workbooks and Parquet without the extra ``tables``.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f"{path}: no table by its suffix; there is {', '.join(SUFFIXES)}")
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    form = SUFFIXES[path.suffix.lower()]
    spec = _written(path, form)
    table = open_table(path, spec)
    columns = [Column(name) for name in table.columns]
    count = 0
    for _, cells in islice(table.rows(), _ROWS):
        count += 1
        for column, cell in zip(columns, cells, strict=False):
            if text := clean(cell):
                column.filled += 1
                column.values[text] += 1
    for column in columns:
        _judge(column)
    return Guess(spec, [column for column in columns if column.name], count)


def _written(path: Path, form: str) -> TableSpec:
    """How the table is written: encoding, separator and rows above the names."""
    spec = TableSpec(file=path.name, rows="agreement")
    if form not in ("csv", "tsv", "jsonl"):
        return spec
    with path.open("rb") as file:
        start = file.read(_BYTES)
    encoding = _encoding(start)
    spec = replace(spec, encoding=encoding)
    if form == "jsonl":
        return spec
    text = start.decode("utf-8-sig" if encoding == "utf-8" else encoding, errors="ignore")
    lines = text.splitlines(keepends=True)[: _ROWS // 10]
    usual = "\t" if form == "tsv" else ","
    counted = {mark: _widths(lines, mark) for mark in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda mark: (_agreeing(counted[mark]), mark == usual))
    if best != usual and _agreeing(counted[best]) > _agreeing(counted[usual]):
        spec = replace(spec, separator=best)
    widths = counted[best]
    width = Counter(widths).most_common(1)[0][0] if widths else 1
    above = next((index for index, one in enumerate(widths) if one == width), 0)
    return replace(spec, skip_rows=above)


def _encoding(start: bytes) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        start[: start.rfind(b"\n") + 1].decode("utf-8")
    except UnicodeDecodeError:
        try:
            from charset_normalizer import from_bytes
        except ImportError:
            return "cp1252"
        best = from_bytes(start, cp_isolation=_ENCODINGS).best()
        return best.encoding.replace("_", "-") if best else "cp1252"
    return "utf-8"


def _widths(lines: list[str], separator: str) -> list[int]:
    """Cells of each row."""
    try:
        return [len(row) for row in csv.reader(lines, delimiter=separator)]
    except csv.Error:
        return []


def _agreeing(widths: list[int]) -> int:
    """How many rows have the commonest width, if that is more than one cell."""
    width, rows = Counter(widths).most_common(1)[0] if widths else (1, 0)
    return rows if width > 1 else 0


def _judge(column: Column) -> None:
    """Find missing marks, date formats and the use of a column."""
    column.marks = [mark for mark in _MARKS if mark in column.values]
    if _DATE_NAME.search(column.name):
        column.marks += [mark for mark in _ALSO_IN_DATES if mark in column.values]
    values = [value for value in column.values if value not in column.marks]
    for mark in column.marks:
        column.filled -= column.values.pop(mark)
    sample = values[:_SAMPLE]
    column.formats = _formats(sample)
    numbers = all(re.fullmatch(r"[-\d.]+", value) for value in values)
    if numbers and not _DATE_NAME.search(column.name):
        column.formats = []
    stem = re.sub(r"\d+$", "", column.name)
    uses = [use for use, pattern in _USES.items() if pattern.fullmatch(stem) and not (use == "party" and numbers)]
    if column.formats:
        column.use = "date"
    elif uses[:1] == ["key"] and ("party" in uses or (_NUMBERED.fullmatch(stem) and not column.unique)):
        column.use = "party" if "party" in uses else None
    else:
        column.use = next(iter(uses), None)


def _formats(values: list[str]) -> list[str]:
    """The one date format that fits all values, or the few that nearly all fit one of."""
    fitting = {form: {value for value in values if read_day(value, (form,))} for form in (*COMMON, "year")}
    left, found = set(values), list[str]()
    while left and len(found) < _MOST_FORMATS:
        best = max(fitting, key=lambda form: len(fitting[form] & left))
        if len(fitting[best] & left) < len(values) * (1 - _MOSTLY) or not fitting[best] & left:
            break
        found.append(best)
        left -= fitting[best]
    return found if values and len(left) <= len(values) * (1 - _MOSTLY) else []
