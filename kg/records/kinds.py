"""The kinds of value that a record's keys take: how each is read, written and described.

A kind is three functions over one value: ``read`` (plain data to Python, or RecordError), ``write``
(back to plain data) and ``schema`` (its JSON Schema). The layouts in :mod:`kg.records.layout` are
put together from these, so that reading, writing and the published schema cannot drift apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from kg import dates, vocab
from kg.errors import InputError, RecordError, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["At", "Kind", "close", "code", "listed", "one_of"]

MOST_DOCUMENTS = 100_000  # documents that a record counts without listing them: each becomes a node
_SHORT, _LONG = 1_000, 20_000
_MOST_NAMED = 30  # words that still fit a message


@dataclass(frozen=True, slots=True)
class At:
    """Where in the input something stands, for messages."""

    file: str
    line: int | None = None
    record: str | None = None

    def fail(self, problem: str) -> NoReturn:
        """Raise RecordError for this place."""
        raise RecordError(problem, file=self.file, line=self.line, record=self.record)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value. ``schema`` is called late: codes are read from the schemes only when needed."""

    read: Callable[[object, str, At], Any]
    write: Callable[[Any], object]
    schema: Callable[[], dict[str, object]]


def close(word: str, words: Iterable[str]) -> str:
    """``; did you mean …?`` or ``; there is …``, for messages."""
    known = sorted(words)
    matches = get_close_matches(word, known, n=1)
    if matches:
        return f"; did you mean {matches[0]}?"
    return f"; there is {', '.join(known)}" if len(known) <= _MOST_NAMED else ""


def _scalar(value: object, key: str, at: At, limit: int = _SHORT) -> str:
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        at.fail(f"{key} is a list here; quote it: {key}: '[{one_line(value[0], 60)}]'")
    if not isinstance(value, str):
        at.fail(f"{key} must be text, not {'a mapping' if isinstance(value, dict) else 'a list'}")
    if not value.strip():
        at.fail(f"{key} is empty; leave the key out instead")
    if len(value) > limit:
        at.fail(f"{key} is longer than {limit} characters")
    return value


def _text(limit: int) -> Kind:
    def read(value: object, key: str, at: At) -> str:
        text = _scalar(value, key, at, limit)
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]", text):
            at.fail(f"{key} holds control characters")
        return " ".join(text.split())

    return Kind(read, str, lambda: {"type": "string", "minLength": 1, "maxLength": limit})


def _words() -> Kind:
    """Words of the source, kept to the character."""

    def read(value: object, key: str, at: At) -> str:
        text = _scalar(value, key, at, _LONG)
        if re.search(r"[\ud800-\udfff]", text):
            at.fail(f"{key} holds half a character (a lone surrogate)")
        return text

    return Kind(read, str, lambda: {"type": "string", "minLength": 1, "maxLength": _LONG})


def _matching(pattern: str, what: str, check: Callable[[str], object] = str) -> Kind:
    """Text of a pattern, for which ``check`` raises no ValueError."""
    compiled = re.compile(pattern, re.ASCII)

    def read(value: object, key: str, at: At) -> str:
        text = _scalar(value, key, at)
        try:
            fits = compiled.fullmatch(text) is not None and check(text) is not None
        except ValueError:
            fits = False
        if not fits:
            at.fail(f"{key}: {one_line(text, 60)!r} is not {what}")
        return text

    return Kind(read, str, lambda: {"type": "string", "pattern": f"^(?:{pattern})$"})


def _checked(check: Callable[[str], object], about: str) -> Kind:
    """Text for which ``check`` raises no InputError."""

    def read(value: object, key: str, at: At) -> str:
        text = _scalar(value, key, at)
        try:
            check(text)
        except InputError as error:
            at.fail(f"{key}: {error}")
        return text

    return Kind(read, str, lambda: {"type": "string", "description": about})


def _integer(low: int, high: int = 999_999_999) -> Kind:
    def read(value: object, key: str, at: At) -> int:
        text = _scalar(value, key, at)
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or int(text) < low:
            at.fail(f"{key}: {one_line(text, 60)!r} is not a whole number from {low} on")
        if int(text) > high:
            at.fail(f"{key}: {text} is more than {high:,}")
        return int(text)

    return Kind(read, int, lambda: {"type": "integer", "minimum": low, "maximum": high})


def _share() -> Kind:
    def read(value: object, key: str, at: At) -> Decimal:
        text = _scalar(value, key, at)
        if not re.fullmatch(r"0(\.\d{1,6})?|1(\.0{1,6})?", text, re.ASCII):
            at.fail(f"{key}: {one_line(text, 60)!r} is not a number from 0 to 1")
        return Decimal(text).normalize() if Decimal(text) else Decimal(0)

    return Kind(read, float, lambda: {"type": "number", "minimum": 0, "maximum": 1})


def _flag() -> Kind:
    def read(value: object, key: str, at: At) -> bool:
        if value not in ("true", "false"):
            at.fail(f"{key} is true or false, not {one_line(value, 60)!r}")
        return value == "true"

    return Kind(read, bool, lambda: {"type": "boolean"})


def one_of(words: tuple[str, ...]) -> Kind:
    """One of a few fixed words."""

    def read(value: object, key: str, at: At) -> str:
        text = _scalar(value, key, at)
        if text not in words:
            at.fail(f"{key}: {one_line(text, 60)!r} is none of {', '.join(words)}")
        return text

    return Kind(read, str, lambda: {"enum": list(words)})


def code(scheme: str) -> Kind:
    """A code of a concept scheme."""

    def read(value: object, key: str, at: At) -> str:
        text = _scalar(value, key, at)
        known = vocab.concepts(scheme)
        if text not in known:
            at.fail(f"{key}: {one_line(text, 60)!r} is no code of the scheme {scheme}{close(text, known)}")
        return text

    return Kind(read, str, lambda: {"enum": sorted(vocab.concepts(scheme))})


def listed(kind: Kind) -> Kind:
    """A list of values of one kind, kept as a tuple."""

    def read(value: object, key: str, at: At) -> tuple[Any, ...]:
        if not isinstance(value, list):
            at.fail(f"{key} must be a list")
        return tuple(kind.read(item, key, at) for item in value)

    return Kind(
        read,
        lambda values: [kind.write(value) for value in values],
        lambda: {"type": "array", "items": kind.schema()},
    )


def _web_address(text: str) -> None:
    try:
        parts = urlsplit(text)
        NamedNode(text)  # an IRI to the letter, or the graph could not hold it
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        raise InputError(f"{one_line(text, 60)!r} is no web address (https://…)")


def _language_tag(text: str) -> Literal:
    return Literal("", language=text)


TEXT = _text(_SHORT)
LONG_TEXT = _text(_LONG)
WORDS = _words()
IDENTIFIER = _matching(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}", "an id of letters, digits, '-', '_' and '.'")
SHA256 = _matching(r"[0-9a-f]{64}", "a SHA-256 digest of 64 hexadecimal digits")
SOURCE_ROW = _matching(r"[^#]+#row=\d+(-\d+)?(;\d+(-\d+)?)*", "a row of a table, such as treaties.csv#row=12")
LANGUAGE = _matching(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", "a language tag such as en or zh-Hans", _language_tag)
EDTF = _checked(dates.parse, "EDTF (ISO 8601-2) of the profile in kg/dates.py")
DAY = _checked(dates.day, "a day, YYYY-MM-DD")
DURATION = _checked(dates.duration, "ISO 8601 duration such as P1Y")
ADDRESS = _checked(_web_address, "an http or https address")
COUNT = _integer(0)
POSITIVE = _integer(1)
DOCUMENTS = _integer(1, MOST_DOCUMENTS)
SHARE = _share()
FLAG = _flag()
DEGREES = _matching(r"-?\d{1,3}(\.\d{1,8})?", "a number of degrees")
