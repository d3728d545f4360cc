"""Names made comparable: script marks and letters, word order, and the words that only say what kind of place it is.

``Łódź`` is ``lodz``; ``City of Chengdu``, ``Chengdu Municipality`` and ``Chengdu`` have one core, as have Chinese names
with and without 市; so do ``Department of Civil Affairs of Sichuan Province`` and ``Sichuan Provincial Civil Affairs
Department``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kg.identity.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["KINDS", "Name", "grams", "numbers", "read_name", "romanised"]

# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n"}
)
# What the word for a kind of place says: the levels (codes of the scheme) that it fits.
KINDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        word: frozenset(levels.split())
        for words, levels in (
            ("city town 市", "city prefecture-city municipality"),
            ("municipality municipal", "prefecture-city municipality"),  # a town may lie in one of its name
            ("province provincial 省", "province"),
            ("prefecture 地区 自治州", "prefecture-city"),
            ("county 县 自治县", "county"),
            ("district 区", "district"),
            ("自治区", "autonomous-region"),
        )
        for word in words.split()
    }
)
_SMALL = frozenset("of the and for in".split())
_HAN = re.compile(r"[\u3400-\u9fff]")
_SHORT = 10  # letters: below, pairs of letters are compared as well as threes
_ENDING = re.compile(
    r"(?<=[\u3400-\u9fff]{2})(?:(?:壮族|回族|维吾尔)?(自治区|自治州|自治县)|特别行政区|(地区|省|市|区|县))$"
)
_INSIDE = re.compile(r"(?<=[\u3400-\u9fff]{2})[省市县](?=[\u3400-\u9fff])(?!场)")  # 市场 is a market


class Name(NamedTuple):
    """A name in three forms, and the words that were left out of its core.

    Parameters: ``text``, folded; ``tight``, that without blanks; ``core``, its telling words in alphabetical order;
    ``kinds``, the words for kinds of places that it had besides.
    """

    text: str
    tight: str
    core: str
    kinds: frozenset[str]


@lru_cache(maxsize=10_000)
def read_name(name: str) -> Name:
    """The forms of a name; all are empty where it holds no letter or digit."""
    text = fold(name.casefold().translate(_LETTERS))
    if _HAN.search(text):
        return Name(text, text.replace(" ", ""), *_han_core(text.replace(" ", "")))
    words = text.split()
    kinds = frozenset(word for word in words if word in KINDS)
    telling = [word for word in words if word not in kinds and word not in _SMALL]
    # What is all kind and no name (The District) stays as it is.
    core = " ".join(sorted(telling)) if telling else text
    return Name(text, text.replace(" ", ""), core, kinds if telling else frozenset())


def _han_core(text: str) -> tuple[str, frozenset[str]]:
    ending = _ENDING.search(text)
    kind = (ending[1] or ending[2]) if ending else None
    core = _INSIDE.sub("", text[: ending.start()] if ending else text)
    return core, frozenset({kind} if kind else ())


def grams(text: str) -> Iterator[str]:
    """The pieces by which a folded name is looked for: letters in threes, of short names also in twos, Han alone."""
    padded = f" {text} "
    for start in range(len(padded) - 2):
        yield padded[start : start + 3]
    if len(text) <= _SHORT:
        for start in range(len(padded) - 1):
            yield padded[start : start + 2]
    yield from _HAN.findall(text)


def numbers(text: str) -> tuple[str, ...]:
    """The numbers in a folded name, in order: the second middle school is not the third."""
    return tuple(word for word in text.split() if word.isdigit())


def romanised(name: str) -> str | None:
    """A Chinese name's core in pinyin without tones (``泸州市``: ``luzhou``); None for others, or without pypinyin."""
    if not _HAN.search(name):
        return None
    try:
        from pypinyin import lazy_pinyin  # an extra
    except ImportError:
        return None
    return "".join(lazy_pinyin(read_name(name).core))
