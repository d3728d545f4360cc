"""What a curator decided in an earlier draft, kept when kg extract writes the draft again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.app import note
from kg.errors import InputError, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.curation import Drifted
    from kg.model import Record

__all__ = ["Earlier", "earlier_draft"]

_WORDS_SHOWN = 80


def earlier_draft(output: str, keep: str | None, *, fresh: bool) -> Earlier:
    """The draft whose decisions stay: ``keep``, else the output file. Raises InputError for what is no record file."""
    if fresh and keep is not None:
        raise click.UsageError("--fresh keeps nothing; leave out --keep")
    if keep is not None:
        return Earlier(Path(keep))
    if fresh or output == "-" or not Path(output).is_file() or not Path(output).stat().st_size:
        return Earlier(None)
    try:
        return Earlier(Path(output))
    except InputError as error:
        problem = f"{output} is no record file, so it is left as it is ({one_line(error, 200)})"
        raise InputError(problem) from None


class Earlier:
    """An earlier draft, or none. Notes what was kept while records are merged with it, and tells it at the end."""

    def __init__(self, path: Path | None) -> None:
        from kg.records import read_records, read_text

        self._path = path
        self._text = "" if path is None else read_text(path)
        self._records = [] if path is None else read_records(self._text, str(path))
        self._drifted: list[tuple[str, Drifted]] = []
        self._replaced: list[str] = []

    def record(self, source: str, text: str) -> Record | None:
        """The earlier record of a source, by its id or else by the very same text."""
        from kg.ids import digest

        by_id = next((one for one in self._records if one.source.id == source), None)
        return by_id or next((one for one in self._records if one.source.sha256 == digest(text)), None)

    def merged(self, record: Record, text: str) -> Record:
        """``record`` with what was decided on its source."""
        from kg.articles.curation import merge

        before = self.record(record.source.id, text)
        if before is None:
            return record
        found = merge(before, record, text)
        self._records.remove(before)
        self._drifted += [(found.record.source.id, one) for one in found.drifted]
        self._replaced += found.replaced
        return found.record

    def others(self) -> list[Record]:
        """Records of sources that were not read again, and that hold decisions; those without are named."""
        from kg.articles.curation import decided

        kept = [record for record in self._records if any(map(decided, record.facts))]
        left = [record.source.id for record in self._records if record not in kept and record.facts]
        if left:
            note(f"kg extract: sources of {self._path} that were not read again, left out undecided: {', '.join(left)}")
        return kept

    def written(self, records: Sequence[Record], form: str) -> str:
        """``records`` as text; in YAML with the comments of the earlier draft, and one for each thing that drifted."""
        from kg.records import comments_kept, dump_json, dump_yaml, has_comments

        was_yaml = bool(self._text) and self._text.lstrip()[0] not in "{["
        if form == "json":
            if was_yaml and has_comments(self._text):
                note(f"kg extract: JSON has no comments; those of {self._path} are left out")
            return dump_json(records)
        text = dump_yaml(records)
        if not was_yaml:
            return text
        drifted = [((source, f"{one.kind}s", one.id), f"drifted: {_words(one)}") for source, one in self._drifted]
        return comments_kept(text, self._text, drifted)

    def told(self) -> bool:
        """Say on stderr what has drifted and what was replaced; whether anything has drifted."""
        if self._replaced:
            names = ", ".join(self._replaced)
            note(f"kg extract: drafts of {self._path} that are read otherwise now, and replaced: {names}")
        for source, one in self._drifted:
            still = "still tells of it" if one.told_again else "no longer tells of it"
            otherwise = f" (now otherwise: {', '.join(one.otherwise)})" if one.otherwise else ""
            note(
                f"kg extract: {one.kind} {source}/{one.id} stays as decided; "
                f"the text {still}{otherwise}, but not with {_words(one)}"
            )
        if self._drifted:
            note(f"kg extract: look again at what has drifted: kg review {self._path} --all")
        return bool(self._drifted)


def _words(one: Drifted) -> str:
    """The words that are gone, or where they were."""
    return "; ".join(
        f"“{one_line(item.exact, _WORDS_SHOWN)}”" if item.exact else f"the words at {item.start}–{item.end}"
        for item in one.gone
    )
