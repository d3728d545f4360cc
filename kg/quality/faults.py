"""Faults of a store, and the report of all of them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import FaultsFound

__all__ = ["Fault", "Report"]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One broken rule: ``rule`` is the IRI of a shape or the name of a check, ``focus`` the faulty node.

    ``severity`` is error, or warning for what is odd but may be so.
    """

    focus: str
    rule: str
    message: str
    value: str | None = None
    severity: str = "error"

    def __str__(self) -> str:
        value = f" (found: {self.value})" if self.value else ""
        marked = "" if self.severity == "error" else f"{self.severity}: "
        return f"{marked}<{self.focus}> {self.rule.rpartition('/')[2]}: {self.message}{value}"


@dataclass(frozen=True, slots=True)
class Report:
    """All faults of a store, sorted by node."""

    faults: tuple[Fault, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no error; warnings may be."""
        return not self.errors

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that are more than warnings."""
        return tuple(fault for fault in self.faults if fault.severity == "error")

    def raise_if_failed(self) -> None:
        """Raise FaultsFound with the first error and their number, if there is any."""
        if self.errors:
            raise FaultsFound(f"{len(self.errors)} faults, the first: {self.errors[0]}")
