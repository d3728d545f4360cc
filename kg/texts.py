"""The text of a source, character by character as evidence counts it.

Plain text stands as it is. Of an HTML page it is the main text, of a PDF its text layer, so that whoever
reads, verifies or builds from the same file counts the same characters.
"""

from __future__ import annotations

import io
import logging
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

__all__ = ["SUFFIXES", "decoded", "source_text"]

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf")
_LARGEST = 32_000_000  # bytes
_MOST_PAGES = 2_000
_BINARY = (b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff")
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[a-z])")


def source_text(given: str | Path) -> str:
    """The text of a file, or of stdin for ``-``.

    Raises InputError for a file that cannot be read, is over 32 MB or holds no text, and MissingExtra where
    HTML or PDF needs the extra ``extract``.
    """
    if str(given) == "-":
        return decoded(sys.stdin.buffer.read(_LARGEST + 1), "standard input")
    path = Path(given)
    if path.is_dir():
        raise InputError(f"{given}: is a folder, a file is needed")
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise InputError(f"{given}: there is no such file") from None
    except OSError as error:
        raise InputError(f"{given}: cannot be read: {error.strerror}") from None
    return decoded(data, str(given))


def decoded(data: bytes, name: str) -> str:
    """``data`` as text; ``name`` is for messages, and tells HTML by its suffix where the bytes do not."""
    if len(data) > _LARGEST:
        raise InputError(f"{name}: more than {_LARGEST:,} bytes; no article is that long")
    if data.startswith(b"%PDF-"):
        return _text_layer(data, name)
    if b"\x00" in data or data.startswith(_BINARY):
        raise InputError(f"{name}: is no text but binary data; give {', '.join(SUFFIXES)}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is not UTF-8 at byte {error.start}") from None
    return _main_text(text, name) if name.lower().endswith((".html", ".htm")) or _HTML.match(text) else text


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


def _text_layer(data: bytes, name: str) -> str:
    """The text layer of a PDF, words that a line's end divides joined."""
    try:
        import pypdf  # an extra
    except ImportError:
        raise MissingExtra("pypdf", "extract") from None
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it mends in a file is no news to a reader
    try:
        text = "\n\n".join(_pages(pypdf.PdfReader(io.BytesIO(data)), name))
    except InputError:
        raise
    except Exception as error:  # pypdf lets many kinds out of a damaged file
        raise InputError(f"{name}: this PDF cannot be read: {error}") from None
    if not text.strip():
        raise InputError(f"{name}: this PDF has no text layer; a scan must go through character recognition first")
    return _HYPHEN.sub("", text)


def _pages(reader: PdfReader, name: str) -> Iterator[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(f"{name}: this PDF is locked by a password")
    if len(reader.pages) > _MOST_PAGES:
        raise InputError(f"{name}: {len(reader.pages):,} pages are more than {_MOST_PAGES:,}; no article is that long")
    for page in reader.pages:
        yield page.extract_text()
