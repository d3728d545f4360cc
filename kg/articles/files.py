"""Articles from files and stdin: decoded, checked to be English text, the main text taken out of HTML."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, MissingExtra
from kg.ids import slug

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["article_text", "source_id", "text_of"]

_LARGEST = 32_000_000  # bytes
_SAMPLE = 20_000  # characters by which the language is judged
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|for|on|with|by|was|is|has|that|from|at|signed|between|agreement)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_SHARE = 0.12  # of English function words; running English has 0.3 and more, other languages almost none
_FEW_WORDS = 20


def text_of(given: str) -> str:
    """The text of a file, or of stdin for ``-``. Raises InputError for what is no English article."""
    if given == "-":
        return article_text(sys.stdin.buffer.read(_LARGEST + 1), "standard input")
    path = Path(given)
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(
                f"{given}: {path.stat().st_size:,} bytes is more than {_LARGEST:,}; no article is that long"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{given}: there is no such file") from None
    except OSError as error:
        raise InputError(f"{given}: cannot be read: {error.strerror}") from None
    return article_text(data, given)


def article_text(data: bytes, name: str) -> str:
    """``data`` as the text of an article; ``name`` is for messages and tells HTML by its suffix."""
    if len(data) > _LARGEST:
        raise InputError(f"{name}: more than {_LARGEST:,} bytes; no article is that long")
    if b"\x00" in data[:_SAMPLE] or data.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff")):
        raise InputError(f"{name}: is no text but binary data; give .txt, .md or .html")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is not UTF-8 at byte {error.start}") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if name.lower().endswith((".html", ".htm")):
        text = _main_text(text, name)
    if not text.strip():
        raise InputError(f"{name}: the text is empty")
    _check_english(text, name)
    return text


def _check_english(text: str, name: str) -> None:
    sample = text[:_SAMPLE]
    words = len(_WORD.findall(sample))
    letters = sum(char.isalpha() for char in sample)
    foreign = sum(char.isalpha() and not char.isascii() for char in sample)
    few = words >= _FEW_WORDS and len(_ENGLISH.findall(sample)) < _LEAST_SHARE * words
    if few or foreign > letters / 2:
        raise InputError(f"{name}: does not look like English; only English articles can be read")


def _main_text(page: str, name: str) -> str:
    """The main text of an HTML page, without menus and advertising."""
    try:
        import trafilatura  # an extra, and slow to load
    except ImportError:
        raise MissingExtra("trafilatura", "extract") from None
    found = trafilatura.extract(page, include_comments=False, include_tables=False)
    if not found:
        raise InputError(f"{name}: no main text was found in this HTML page")
    return found


def source_id(given: str, taken: Collection[str]) -> str:
    """The id of a source: the slug of the file's stem, made unique among ``taken`` by a number."""
    stem = "stdin" if given == "-" else Path(given).stem
    plain = "".join(char for char in slug(stem) if char.isascii())[:100].strip("-") or "article"
    if plain in ("reference", "derived"):
        plain += "-article"
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}-{number}", number + 1
    return name
