"""What pages are put together from: links, facts, tables and pieces of evidence, as plain data for the templates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

__all__ = ["Fact", "Link", "Passage", "Section", "cut"]

ROWS = 100  # of a table on one page
LONGEST = 160  # characters of a name in a list; its own page has all of it


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and where they lead: ``href`` below the folder or ``out`` on another host; ``full`` names it all."""

    text: str
    href: str | None = None
    out: str | None = None
    lang: str | None = None
    small: str | None = None
    full: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the facts: its name and its values; ``more`` counts those left out."""

    name: str
    values: list[Link]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of evidence: where it stands, what it states, its words where the source may be quoted."""

    source: Link
    where: str
    states: str
    words: str | None = None
    digest: str | None = None


@dataclass(slots=True)
class Section:
    """A table: a row is a list of cells, a cell a list of links.

    ``numeric`` names columns set to the right, ``dated`` columns whose words stay on one line.
    """

    key: str
    title: str
    columns: list[str]
    rows: list[list[list[Link]]]
    note: str = ""
    numeric: frozenset[str] = frozenset()
    dated: frozenset[str] = frozenset()
    evidence: list[Passage] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Rows or pieces of evidence in all."""
        return len(self.rows) or len(self.evidence)

    @property
    def pages(self) -> int:
        """Pages that it takes."""
        return -(-self.count // ROWS)

    def page(self, number: int) -> Section:
        """The part for page ``number``, from 1."""
        span = slice((number - 1) * ROWS, number * ROWS)
        return replace(self, rows=self.rows[span], evidence=self.evidence[span])


def cut(text: str, longest: int = LONGEST) -> str:
    """``text`` on one line, cut to ``longest`` characters."""
    folded = " ".join(text.split())
    return folded if len(folded) <= longest else f"{folded[: longest - 1]}…"
