"""YAML or JSON text to plain data with line numbers, within limits.

All scalars stay strings, as written (YAML's ``NO`` is not false, ``2020-04`` is no number). The tree
is put together from the parser's events and not by PyYAML's own composer: that one recurses in C,
so that a few kilobytes of ``[[[[…`` end the process, drops a repeated key without a word, and
follows aliases, with which a small file grows without bound.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from contextlib import nullcontext
from typing import TYPE_CHECKING, NoReturn

import yaml

from kg.errors import InputError, RecordError, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["LIMIT_BYTES", "Mapping", "load_text", "read_text"]

LIMIT_BYTES = 64 * 1024 * 1024
_LIMIT_DEPTH = 32
_NULLS = ("", "~", "null", "Null", "NULL")
_LOOKS_LIKE_RDF = re.compile(r"\s*(#.*\s*)*(@prefix|@base|PREFIX\s|BASE\s|<[^\s>]+>\s|<\?xml)", re.IGNORECASE)


class Mapping(dict[str, object]):
    """A mapping that knows the line (1-based; None in JSON) that each of its keys stands in."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int | None = None) -> None:
        self.line = line
        self.lines: dict[str, int] = {}


def read_text(path: Path) -> str:
    """Text of a file (``-`` = stdin), UTF-8 (a byte order mark is dropped), line ends as they stand.

    Raises InputError when it cannot be read, is over LIMIT_BYTES, or is not text.
    """
    try:
        if path.is_dir():
            raise InputError(f"{path}: is a folder, a file is needed")
        with nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb") as file:
            content = file.read(LIMIT_BYTES + 1)
        if len(content) > LIMIT_BYTES:
            raise InputError(f"{path}: is larger than {LIMIT_BYTES // 1024**2} MB")
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text (byte {error.start})") from None
    if "\0" in text:
        raise InputError(f"{path}: is binary, not text")
    return text


def load_text(text: str, file: str) -> list[Mapping]:
    """The documents of a YAML stream, or the object or list of objects of JSON text.

    ``file`` is the name for messages; JSON is what ends in ``.json`` or begins with ``{`` or ``[``.
    Raises RecordError with file and line for anything that is no list of mappings.
    """
    if not text.strip():
        raise RecordError("the file is empty; a record file begins with source: {id: …}", file=file)
    if _LOOKS_LIKE_RDF.match(text):
        raise RecordError("this looks like RDF; records are YAML or JSON", file=file)
    is_json = file.endswith(".json") or text.lstrip()[0] in "{["
    documents = _json(text, file) if is_json else list(_Composer(text, file))
    for document in documents:
        if not isinstance(document, Mapping):
            raise RecordError("a record is a mapping that begins with source: {id: …}", file=file)
    return [document for document in documents if isinstance(document, Mapping)]


class _Composer:
    """Puts YAML events together, one value a document, without recursion."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file

    def __iter__(self) -> Iterator[object]:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # a PyYAML built without libyaml is slower, not worse
        root: list[object] = []
        stack: list[list[object] | Mapping] = [root]
        keys: list[str | None] = [None]
        try:
            for event in yaml.parse(self._text, Loader=loader):
                line = event.start_mark.line + 1 if event.start_mark else 1
                if isinstance(event, yaml.ScalarEvent):
                    plain_null = event.implicit[0] and event.value in _NULLS
                    self._put(stack[-1], keys, None if plain_null else event.value, line)
                elif isinstance(event, yaml.CollectionStartEvent):
                    value: list[object] | Mapping
                    value = Mapping(line) if isinstance(event, yaml.MappingStartEvent) else []
                    self._put(stack[-1], keys, value, line)
                    stack.append(value)
                    keys.append(None)
                    if len(stack) > _LIMIT_DEPTH:
                        self._fail(f"nested more than {_LIMIT_DEPTH} deep", line)
                elif isinstance(event, yaml.CollectionEndEvent):
                    stack.pop()
                    keys.pop()
                elif isinstance(event, yaml.AliasEvent):
                    self._fail("aliases (*name) are not allowed: write the value again", line)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            self._fail(f"not YAML: {one_line(error.problem)}", mark.line + 1 if mark else None)
        except yaml.YAMLError as error:
            self._fail(f"not YAML: {one_line(error)}", None)
        yield from root

    def _put(self, parent: list[object] | Mapping, keys: list[str | None], value: object, line: int) -> None:
        if isinstance(parent, list):
            parent.append(value)
        elif (key := keys[-1]) is not None:
            parent[key] = value
            keys[-1] = None
        elif not isinstance(value, str):
            self._fail("a key must be a word", line)
        elif value in parent:
            self._fail(f"the key {one_line(value, 40)} stands twice in one mapping", line)
        else:
            keys[-1] = value
            parent.lines[value] = line

    def _fail(self, problem: str, line: int | None) -> NoReturn:
        raise RecordError(problem, file=self._file, line=line)


def _json(text: str, file: str) -> list[object]:
    def mapping(pairs: list[tuple[str, object]]) -> Mapping:
        result = Mapping()
        result.update(pairs)
        if len(result) != len(pairs):
            times = Counter(key for key, _ in pairs)
            twice = next(key for key, number in times.items() if number > 1)
            raise RecordError(f"the key {one_line(twice, 40)} stands twice in one object", file=file)
        for key, value in pairs:
            if value is True or value is False:
                result[key] = str(value).lower()
        return result

    try:
        value = json.loads(text, object_pairs_hook=mapping, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise RecordError(f"not JSON: {error.msg}", file=file, line=error.lineno) from None
    except RecursionError:
        raise RecordError("not JSON that can be a record: nested too deep", file=file) from None
    return value if isinstance(value, list) else [value]
