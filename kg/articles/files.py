"""Articles from files and stdin: checked to be English text, and given the id of their source."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.articles.ids import unique_id
from kg.errors import InputError
from kg.ids import slug
from kg.texts import source_text

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["check_english", "source_id", "text_of"]

_SAMPLE = 20_000  # characters by which the language is judged
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|for|on|with|by|was|is|has|that|from|at|signed|between|agreement)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_SHARE = 0.12  # of English function words; running English has 0.3 and more, other languages almost none
_FEW_WORDS = 20


def text_of(given: str) -> str:
    """The text of a file, or of stdin for ``-``. Raises InputError for what is no English article."""
    text = source_text(given)
    check_english(text, "standard input" if given == "-" else given)
    return text


def check_english(text: str, name: str) -> None:
    """Raise InputError, which says ``name``, where ``text`` is empty or not English."""
    if not text.strip():
        raise InputError(f"{name}: the text is empty")
    sample = text[:_SAMPLE]
    words = len(_WORD.findall(sample))
    letters = sum(char.isalpha() for char in sample)
    foreign = sum(char.isalpha() and not char.isascii() for char in sample)
    few = words >= _FEW_WORDS and len(_ENGLISH.findall(sample)) < _LEAST_SHARE * words
    if few or foreign > letters / 2:
        raise InputError(f"{name}: does not look like English; only English articles can be read")


def source_id(given: str, taken: Collection[str]) -> str:
    """The id of a source: the slug of the file's stem, made unique among ``taken`` by a number."""
    stem = "stdin" if given == "-" else Path(given).stem
    plain = "".join(char for char in slug(stem) if char.isascii())[:100].strip("-") or "article"
    if plain in ("reference", "derived"):
        plain += "-article"
    return unique_id(plain, taken)
