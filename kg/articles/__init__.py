"""Press articles in English read into draft records.

    record = read(text, source_id="some-article", published="2020-04-21")

A reader finds signings and claims in a text, each with the characters that state it; this module puts them into a
record. The reader by rules (``rules``) stands on storeys, each above those before it: ``text`` (lines, sentences,
words), ``places``, ``dating`` and ``instruments`` (documents), ``bodies`` (parties), ``clauses`` (who signs what in
a sentence), ``discourse`` (from sentence to sentence) and ``facts`` (what goes into the record); ``mention`` has the
values they share. ``llm`` is the reader that asks a language model. ``curation``, ``matching`` and ``moving`` keep
what a curator decided when a text is read again; ``files`` reads articles.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from kg import dates
from kg.errors import InputError
from kg.model import Record, Source
from kg.records import anchored

if TYPE_CHECKING:
    from decimal import Decimal

    from kg.model import Claim, Signing

__all__ = ["READERS", "Reader", "doubtful_dropped", "read"]

READERS = ("rules", "llm")
_LONGEST = 12_000_000


class Reader(Protocol):
    """What finds signings and claims in a text. Every fact must carry evidence: characters of the text."""

    name: str

    def read(self, text: str, published: str | None) -> tuple[tuple[Signing, ...], tuple[Claim, ...]]:
        """Signings and claims of ``text``; ``published`` is the day of publication, if known."""
        ...


def read(
    text: str, *, source_id: str, path: str | None = None, published: str | None = None, reader: Reader | str = "rules"
) -> Record:
    """The draft record of a text.

    Parameters: ``source_id`` of the record, ``path`` of the text's file, ``published`` (YYYY-MM-DD) from which
    missing years and relative days are counted; ``reader`` by name or as an object. Raises InputError for text
    that cannot be an article, and MissingExtra without the extra ``extract``.
    """
    if published is not None:
        dates.day(published)
    if not text.strip():
        raise InputError("the text is empty")
    if len(text) > _LONGEST:
        raise InputError(f"the text has {len(text):,} characters; more than {_LONGEST:,} is no article")
    chosen = _reader(reader) if isinstance(reader, str) else reader
    signings, claims = chosen.read(text, published)
    claims = tuple(replace(claim, status="draft") for claim in claims)
    source = Source(id=source_id, published=published, path=path)
    return anchored(Record(source=source, signings=signings, claims=claims), text, path or source_id)


def doubtful_dropped(record: Record, least: Decimal) -> Record:
    """``record`` without the signings whose confidence is below ``least``."""
    kept = tuple(one for one in record.signings if one.confidence is None or one.confidence >= least)
    return replace(record, signings=kept)


def _reader(name: str) -> Reader:
    if name == "rules":
        from kg.articles.rules import RulesReader  # brings the gazetteers

        return RulesReader()
    if name == "llm":
        from kg.articles.llm.reader import LlmReader  # needs an extra

        return LlmReader()
    raise InputError(f"there is no reader {name!r}; there is {', '.join(READERS)}")
