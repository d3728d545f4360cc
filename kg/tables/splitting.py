"""Several names in one cell: separators, names that hold one, brackets."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["split"]

_OPEN, _CLOSE = "([", ")]"


def split(text: str, separators: tuple[str, ...], keep: tuple[str, ...] = (), brackets: str = "keep") -> list[str]:
    """The names in ``text``, stripped, without empty ones, in order.

    A separator that is a word, such as ``and``, counts as a whole word only. Where one of ``keep`` stands it is not
    taken apart. ``brackets``: ``keep`` leaves what they enclose in the name, ``drop`` leaves it out, ``flatten``
    gives the names inside beside that before them, ``members`` gives the names inside instead of that before them,
    ``ignore`` takes them for letters. Brackets that do not close are letters, too, but with ``flatten``.
    """
    pieces = [""]
    depth = 0
    balanced = brackets == "flatten" or (brackets != "ignore" and _balanced(text))
    for token in _pattern(separators, keep).split(text):
        opens = balanced and token != "" and token in _OPEN
        if opens or (balanced and token != "" and token in _CLOSE):
            depth += 1 if opens else -1
            _bracket(pieces, token, brackets, opens=opens)
        elif depth and brackets == "drop":
            continue
        elif _is_separator(token, separators) and not (depth and brackets == "keep"):
            pieces.append("")
        else:
            pieces[-1] += token
    stripped = (" ".join(piece.split()) for piece in pieces)
    return [piece for piece in stripped if piece]


def _bracket(pieces: list[str], token: str, brackets: str, *, opens: bool) -> None:
    """What a bracket does to the pieces so far."""
    if brackets == "keep":
        pieces[-1] += token
    elif brackets == "members" and opens:
        pieces[-1] = ""
    elif brackets in ("flatten", "members"):
        pieces.append("")


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth < 0:
            return False
    return depth == 0


def _is_separator(token: str, separators: tuple[str, ...]) -> bool:
    return token in separators or token in _words(separators)


@lru_cache(maxsize=64)
def _words(separators: tuple[str, ...]) -> frozenset[str]:
    return frozenset(mark.strip() for mark in separators if mark.strip().isalnum())


@lru_cache(maxsize=64)
def _pattern(separators: tuple[str, ...], keep: tuple[str, ...]) -> re.Pattern[str]:
    """Everything that is more than a letter of a name, the names to keep first."""
    parts = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(keep, key=len, reverse=True)]
    words = _words(separators)
    parts += [rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words)]
    marks = [mark for mark in separators if mark.strip() not in words]
    parts += [re.escape(mark) for mark in sorted(marks, key=len, reverse=True)]
    return re.compile("(" + "|".join([*parts, r"[()\[\]]"]) + ")")
