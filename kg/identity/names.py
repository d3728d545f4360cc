"""Names for comparison: script marks, case, punctuation, and small words that no two things differ in."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "is_code"]

_APOSTROPHES = re.compile(r"['’ʼ`]")
_ARTICLES = re.compile(r"^(the|la|le|les|l|el|los|il) ")
_CODE = re.compile(r"[A-Z]{3}")


def fold(name: str) -> str:
    """``name`` in lower case, without accents, punctuation and a leading article; & is and, St. is saint.

    Letters of other scripts stay. Two names that fold alike are one name written in two ways.
    """
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub(" ", name).replace("&", " and ").casefold())
    text = "".join(char for char in text if unicodedata.category(char) != "Mn" or not _is_latin_mark(char))
    words = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in text).split()
    plain = " ".join("saint" if word == "st" else word for word in words)
    return _ARTICLES.sub("", unicodedata.normalize("NFC", plain))


def _is_latin_mark(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"


def is_code(name: str) -> bool:
    """Whether ``name`` is written as an ISO 3166 alpha-3 code: three capital letters."""
    return _CODE.fullmatch(name) is not None
