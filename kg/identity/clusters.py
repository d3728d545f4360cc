"""Pairs that are the same, put together: which thing stands for which, without breaking a verdict of different."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.identity.decisions import PROGRAM, Decision

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

__all__ = ["Clusters"]


class Clusters:
    """Groups of things that are one. ``left_out`` are the program's pairs that a verdict of different forbids."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        """Join all pairs that are the same, a person's first, then the program's by score.

        Raises InputError where persons' verdicts contradict each other.
        """
        decided = list(decisions)
        self.left_out: list[Decision] = []
        self.joined: list[Decision] = []
        self._members: dict[str, set[str]] = {}
        self._stands: dict[str, int] = {}
        apart: dict[str, list[Decision]] = {}
        for decision in decided:
            if decision.verdict == "different":
                apart.setdefault(decision.one, []).append(decision)
        same = [decision for decision in decided if decision.verdict == "same"]
        same.sort(key=lambda one: (one.by == PROGRAM, -(one.score or 0), one.one, one.other))
        for decision in same:
            group = self.members(decision.one) | self.members(decision.other)
            word = decision.by != PROGRAM
            broken = next((pair for pair in self._apart(apart, group) if pair.by != PROGRAM or not word), None)
            if broken is None:
                self._join(decision, group)
            elif not word:
                self.left_out.append(decision)
            else:
                raise InputError(
                    f"{decision.one} and {decision.other} are the same by {decision.by}, and that makes one of "
                    f"{broken.one} and {broken.other}, which are different by {broken.by}: change one of the two"
                )

    @staticmethod
    def _apart(apart: dict[str, list[Decision]], group: set[str]) -> Iterator[Decision]:
        """The verdicts of different that a group would break."""
        for member in sorted(group):
            yield from (decision for decision in apart.get(member, ()) if decision.other in group)

    def _join(self, decision: Decision, group: set[str]) -> None:
        self.joined.append(decision)
        self._stands[decision.one] = self._stands.get(decision.one, 0) + 1
        for member in group:
            self._members[member] = group

    def members(self, thing: str) -> set[str]:
        """All that are the same as ``thing``, itself among them."""
        return self._members.get(thing, {thing})

    def canonical(self, known: Container[str] | None = None) -> dict[str, str]:
        """``{thing: the one that stands for it}`` for all that are joined, those that stand for themselves too.

        It is the member that stands first in most decisions; of several the first by IRI. One of ``known``, the
        things that a store has, goes before the others.
        """

        def rank(member: str) -> tuple[bool, int, str]:
            return known is not None and member not in known, -self._stands.get(member, 0), member

        chosen: dict[str, str] = {}
        for thing, group in self._members.items():
            chosen[thing] = min(group, key=rank)
        return chosen
