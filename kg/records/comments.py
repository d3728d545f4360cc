"""Comments of a YAML file, kept when its records are written anew.

The parser drops comments, and records know none. So each comment is taken from the old text with the key or list
item that it stands at, and put to the same one in the new text. List items are known by their id or name.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from kg.errors import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["comments_kept", "has_comments"]

_NAMES = ("id", "name", "text")
_SHOWN = 40
_END = ""  # no key is empty: the end of a document
Path = tuple[str, ...]


def comments_kept(new: str, old: str, more: Iterable[tuple[Path, str]] = ()) -> str:
    """``new`` with the comments of ``old``, both YAML that reads as records.

    A comment whose place is gone comes to what held that place, and says where it was. ``more`` are further
    comments, each with the path that it stands at: source id, then keys, and items by their ids.
    """
    places = _Places(new)
    for path, words, alone in _Places(old).comments():
        places.put(path, words, alone=alone)
    for path, words in more:
        places.put(path, f"# {' '.join(words.split())}", alone=True)
    return places.written()


def has_comments(text: str) -> bool:
    """Whether there are comments in YAML ``text``."""
    return next(_Places(text).comments(), None) is not None


@dataclass(slots=True)
class _Node:
    start: int
    value: str | None = None
    children: list[_Node] = field(default_factory=list)  # of a mapping: key, value, key, value …
    is_mapping: bool = False


class _Places:
    """Where the keys, items and scalars of a YAML text stand."""

    def __init__(self, text: str) -> None:
        self.text = text if text.endswith("\n") else text + "\n"
        self._scalars: list[tuple[int, int]] = []
        found = [place for root, end in self._documents() for place in _document_places(root, end)]
        self._nodes = sorted(found, key=lambda place: (place[1], len(place[0])))
        self._at = dict(reversed(found))
        self._insertions: list[tuple[int, str]] = []

    def comments(self) -> Iterator[tuple[Path, str, bool]]:
        """Each comment: the path that it stands at, its words, and whether it has a line of its own."""
        ends = [0, *(end for _, end in self._scalars)]
        starts = [*(start for start, _ in self._scalars), len(self.text)]
        for at, stop in zip(ends, starts, strict=True):
            found = self.text.find("#", at, stop)
            while found >= 0:
                end = self.text.index("\n", found)
                alone = not self.text[self._line(found) : found].strip()
                path = self._above(found) if alone else self._beside(found)
                yield path, self.text[found:end].rstrip(), alone
                found = self.text.find("#", end, stop)

    def put(self, path: Path, words: str, *, alone: bool) -> None:
        """Note a comment for the key or item at ``path``, or for the nearest thing around it."""
        here = path
        while here and here not in self._at:
            here = here[:-1]
        if here != path and path[-1] != _END:
            place = " / ".join(one_line(part, _SHOWN) for part in path[len(here) :])
            words, alone = f"{words} (was at {place})", True
        index = self._at.get(here, 0)
        end = self.text.find("\n", index)
        if not alone and not self._inside(end):
            self._insertions.append((end, f"  {words}"))
            return
        start = self._line(index)
        while self._inside(start):
            start = self._line(start - 1)
        line = self.text[start : self.text.find("\n", start)]
        indent = line[: len(line) - len(line.lstrip(" "))]
        self._insertions.append((start, f"{indent}{words}\n"))

    def written(self) -> str:
        """The text with the comments that were put."""
        parts, done = [], 0
        for at, words in sorted(self._insertions, key=lambda insertion: insertion[0]):
            parts += [self.text[done:at], words]
            done = at
        return "".join([*parts, self.text[done:]])

    def _above(self, comment: int) -> Path:
        """What a comment on a line of its own speaks of: what follows, or, if it stands in deeper, what it is in."""
        column = comment - self._line(comment)
        following = bisect_right(self._nodes, comment, key=lambda place: place[1])
        if following < len(self._nodes):
            path, index = self._nodes[following]
            start = self._line(index)
            line = self.text[start : self.text.find("\n", start)]
            if column <= len(line) - len(line.lstrip(" ")):
                return path
        around = (place for place in reversed(self._nodes[:following]) if place[0][-1] != _END)
        return next((path for path, index in around if index - self._line(index) <= column), self._nodes[0][0])

    def _beside(self, comment: int) -> Path:
        """What a comment at the end of a line speaks of: the first thing that begins in the line, or was begun."""
        following = bisect_right(self._nodes, comment, key=lambda place: place[1])
        before = [place for place in self._nodes[:following] if place[0][-1] != _END]
        if not before:
            return self._nodes[0][0]
        line = self._line(comment)
        return next((path for path, index in before if index >= line), before[-1][0])

    def _line(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _inside(self, index: int) -> bool:
        """Whether ``index`` stands within a scalar, where a comment would be words."""
        at = bisect_right(self._scalars, index, key=lambda scalar: scalar[0]) - 1
        return at >= 0 and self._scalars[at][0] < index < self._scalars[at][1]

    def _documents(self) -> Iterator[tuple[_Node, int]]:
        """The root of each document, and where the document ends."""
        stack = [root := _Node(0)]
        for event in yaml.parse(self.text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            start, end = (mark.index if mark else 0 for mark in (event.start_mark, event.end_mark))
            if isinstance(event, yaml.ScalarEvent):
                head = self.text.find("\n", start) if event.style in ("|", ">") else start
                self._scalars.append((head, end))
                stack[-1].children.append(_Node(start, event.value))
            elif isinstance(event, yaml.CollectionStartEvent):
                node = _Node(start, is_mapping=isinstance(event, yaml.MappingStartEvent))
                stack[-1].children.append(node)
                stack.append(node)
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
            elif isinstance(event, yaml.DocumentEndEvent):
                yield root.children.pop(), start


def _document_places(root: _Node, end: int) -> Iterator[tuple[Path, int]]:
    """Path and index of all that a document holds; the path begins with the id of its source."""
    source = next((value for key, value in _pairs(root) if key.value == "source"), root)
    path = (_name(source) or "",)
    yield path, root.start
    yield from _inner(root, path)
    yield (*path, _END), end


def _inner(node: _Node, path: Path) -> Iterator[tuple[Path, int]]:
    if node.is_mapping:
        for key, value in _pairs(node):
            here = (*path, key.value or "")
            yield here, key.start
            yield from _inner(value, here)
        return
    for number, item in enumerate(node.children):
        here = (*path, _name(item) or str(number))
        yield here, item.start
        yield from _inner(item, here)


def _pairs(node: _Node) -> Iterable[tuple[_Node, _Node]]:
    return zip(node.children[::2], node.children[1::2], strict=True) if node.is_mapping else ()


def _name(node: _Node) -> str | None:
    values = {key.value: value.value for key, value in _pairs(node)}
    return next((" ".join(name.split()) for key in _NAMES if (name := values.get(key))), None)
