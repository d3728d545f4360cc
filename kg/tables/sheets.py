"""What a reader of workbooks does not tell, from the sheet's own XML: one element at a time, nothing kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from kg.errors import TableError, one_line

if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn

    from kg.tables.spec import TableSpec

__all__ = ["look_through"]

_LIMIT = 2_000_000_000  # bytes of all parts of a workbook, unpacked
_BLOCK = 1 << 20
_ADDRESS = re.compile(r"\$?([A-Z]+)\$?(\d+)")


def look_through(path: Path, sheet: str, spec: TableSpec) -> int:
    """The first row of the sheet that is not blank.

    Raises TableError for a formula without a computed value, a cell that is an error, and merged cells below
    ``skip_rows``.
    """
    with ZipFile(path) as book:
        if sum(part.file_size for part in book.infolist()) > _LIMIT:
            raise TableError(f"the workbook is larger than {_LIMIT // 10**9} GB unpacked", table=spec.name)
        looking = _Look(spec)
        try:
            _parse(book, _part(book, sheet), looking)
        except ExpatError as error:
            raise TableError(f"the sheet is broken: {one_line(error)}", table=spec.name) from None
    return looking.first or 1


class _Elements:
    """Keeps the attributes of all elements of a small part."""

    def __init__(self) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.found.append((name.rpartition(":")[2], attributes))

    def end(self, name: str) -> None:
        """Nothing hangs on where an element ends."""

    def text(self, text: str) -> None:
        """Nothing hangs on text."""


class _Look:
    """Watches for what would be read wrongly."""

    def __init__(self, spec: TableSpec) -> None:
        self.spec = spec
        self.first: int | None = None
        self.row = 0
        self.address = self.kind = ""
        self.formula = self.value = self.inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.address, self.kind = attributes.get("r", ""), attributes.get("t", "n")
            self.formula = self.value = False
        elif name == "f":
            self.formula = True
        elif name in ("v", "is"):
            self.inside = True
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
        elif name == "mergeCell":
            self._merged(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        self.value = self.value or (self.inside and bool(text))

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "is"):
            self.inside = False
        elif name == "c":
            if self.value and self.first is None:
                self.first = self.row
            if self.kind == "e":
                self._fail("the cell is an error, such as #REF!; correct the formula, or clear the cell")
            if self.formula and not self.value and self.kind != "str":
                self._fail("the formula has no computed value; open the workbook, let it compute, and save it")

    def _merged(self, reference: str) -> None:
        last = _ADDRESS.fullmatch(reference.rpartition(":")[2])
        if last and int(last[2]) > self.spec.skip_rows:
            self.address = reference.partition(":")[0]
            self._fail(f"the cells {reference} are merged; unmerge them and fill in each")

    def _fail(self, problem: str) -> NoReturn:
        spot = _ADDRESS.fullmatch(self.address)
        row, column = (int(spot[2]), spot[1]) if spot else (self.row, None)
        raise TableError(problem, table=self.spec.name, row=row, column=column)


def _part(book: ZipFile, sheet: str) -> str:
    """The name of the part that holds the sheet; KeyError if there is none."""
    sheets, relations = _Elements(), _Elements()
    _parse(book, "xl/workbook.xml", sheets)
    _parse(book, "xl/_rels/workbook.xml.rels", relations)
    targets = {found["Id"]: found["Target"] for name, found in relations.found if name == "Relationship"}
    for name, found in sheets.found:
        if name == "sheet" and found.get("name") == sheet:
            key = next(found[name] for name in found if name.endswith(":id"))
            target = targets[key]
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)


def _parse(book: ZipFile, part: str, handler: _Elements | _Look) -> None:
    parser = ParserCreate()
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    with book.open(part) as file:
        while block := file.read(_BLOCK):
            parser.Parse(block, False)
        parser.Parse(b"", True)
