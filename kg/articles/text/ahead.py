"""How near the next word of a kind is, so that a rule that needs one is tried only where one is in reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from kg.articles.text.segments import Token

__all__ = ["Ahead"]


class Ahead:
    """The tokens of one sentence that are among ``words``."""

    def __init__(self, tokens: Sequence[Token], words: Container[str]) -> None:
        self._next: list[int] = [0] * len(tokens)
        following = self._none = len(tokens)
        for i in range(len(tokens) - 1, -1, -1):
            if tokens[i].low in words:
                following = i
            self._next[i] = following

    def within(self, i: int, reach: int) -> bool:
        """Whether one of the words stands at token ``i`` or up to ``reach`` tokens after it."""
        return i < self._none and self._next[i] < self._none and self._next[i] - i <= reach

    def later(self, i: int) -> bool:
        """Whether one of the words stands at token ``i`` or anywhere after it."""
        return i < self._none and self._next[i] < self._none
