"""A draft file, and the text that each of its records was read from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.ids import digest
from kg.records import anchored, read_file
from kg.texts import source_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Record

__all__ = ["Drafts", "open_drafts", "text_file"]


@dataclass(frozen=True, slots=True)
class Drafts:
    """Records of one file with the text of each, in the same order."""

    path: Path
    records: tuple[Record, ...]
    texts: tuple[str, ...]

    def text_of(self, record: Record) -> str | None:
        """The text of a record, by the id of its source."""
        sources = [one.source.id for one in self.records]
        return self.texts[sources.index(record.source.id)] if record.source.id in sources else None


def open_drafts(path: Path, given: Sequence[Path] = ()) -> Drafts:
    """The records of ``path`` with their texts.

    ``given`` are files of texts, told apart by the records' ``sha256`` where there are several records. Without
    them, ``source.path`` says where the text is: beside the draft file, else from the current folder.
    Raises InputError for a record without a text, or with one that it was not read from.
    """
    records = tuple(read_file(path))
    return Drafts(path, records, tuple(_text(record, path, given, alone=len(records) == 1) for record in records))


def text_file(record: Record, draft: Path) -> Path | None:
    """The file that ``source.path`` names, if it is there."""
    named = record.source.path
    places = () if named is None else (draft.parent / named, Path(named))
    return next((file for file in places if file.is_file()), None)


def _text(record: Record, draft: Path, given: Sequence[Path], *, alone: bool) -> str:
    source = record.source
    if alone and len(given) == 1:
        return _checked(record, draft, given[0])
    for file in given:
        if source.sha256 is not None and digest(source_text(file)) == source.sha256:
            return _checked(record, draft, file)
    found = text_file(record, draft)
    if found is not None:
        return _checked(record, draft, found)
    where = f"there is no text at {source.path}" if source.path else "the draft names no file of the text"
    raise InputError(f"source {source.id}: {where}; give it with --text ARTICLE")


def _checked(record: Record, draft: Path, file: Path) -> str:
    """The text of ``file`` as the record describes it; RecordError if it is another."""
    text = source_text(file)
    anchored(record, text, str(draft))
    return text
