"""Pairs within a list of parties: "A and B, C and D signed agreements", "agreements between A and B, C, D"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.articles.clauses.row import plain_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.articles.clauses.row import Group
    from kg.articles.mention import Chunk, Mention

__all__ = ["around_one", "pairs"]


def _separators(chunks: Sequence[Chunk], group: Group) -> list[str]:
    """The words between the parties of a list; empty where one chunk holds several parties."""
    if len(group.parts) != len(group.mentions):
        return []
    return [
        " ".join(word for word in plain_words(chunks[one + 1 : two]) if word not in ("the", "its"))
        for one, two in zip(group.parts, group.parts[1:], strict=False)
    ]


def pairs(chunks: Sequence[Chunk], group: Group) -> list[list[Mention]]:
    """ "A and B, C and D", "A and B as well as C and D": the pairs; empty if the list is another one."""
    between = _separators(chunks, group)
    if len(between) < 3 or len(between) % 2 == 0:
        return []
    inner, outer = between[::2], between[1::2]
    if not all(words in ("and", "&") for words in inner):
        return []
    if not all(words in (",", ", and", "; and", ";") or words.endswith("as well as") for words in outer):
        return []
    return [group.mentions[i : i + 2] for i in range(0, len(group.mentions), 2)]


def around_one(chunks: Sequence[Chunk], group: Group) -> list[list[Mention]]:
    """ "between A and B, C, D as well as E": A with each; empty if the list is another one."""
    between = _separators(chunks, group)
    if len(between) < 2 or between[0] != "and" or not between[1].startswith(",") or pairs(chunks, group):
        return []
    return [[group.mentions[0], one] for one in group.mentions[1:]]
