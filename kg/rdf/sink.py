"""Collecting quads of one named graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocab import code_iri, term

if TYPE_CHECKING:
    from datetime import date

    from kg.dates import Period
    from kg.ids import Minter

__all__ = ["Sink", "integer", "literal", "typed"]

Value = NamedNode | Literal | str | int | bool


def literal(text: str, language: str | None = None) -> Literal:
    """A plain or language-tagged literal."""
    return Literal(text, language=language) if language else Literal(text)


def typed(text: str, datatype: str) -> Literal:
    """A literal of the datatype written as ``prefix:local``."""
    return Literal(text, datatype=term(datatype))


def integer(number: int) -> Literal:
    """An xsd:integer."""
    return typed(str(number), "xsd:integer")


class Sink:
    """Quads of one graph, each once. ``add`` leaves out what has no value."""

    def __init__(self, minter: Minter, graph: str) -> None:
        self.minter = minter
        self.graph = NamedNode(minter.graph(graph))
        self.quads: dict[Quad, None] = {}

    def add(self, subject: str, predicate: str, value: Value | None) -> None:
        """One statement; ``value`` is a term, the text of an IRI, a number or a truth value; None adds nothing."""
        if value is None:
            return
        if isinstance(value, bool):
            value = typed(str(value).lower(), "xsd:boolean")
        elif isinstance(value, int):
            value = integer(value)
        elif isinstance(value, str):
            value = NamedNode(value)
        self.quads[Quad(NamedNode(subject), term(predicate), value, self.graph)] = None

    def thing(self, subject: str, cls: str, label: str | None = None, language: str | None = "en") -> str:
        """State the class of ``subject`` and its label; returns ``subject``."""
        self.add(subject, "rdf:type", term(cls))
        if label:
            self.add(subject, "rdfs:label", literal(label, language))
        return subject

    def code(self, subject: str, predicate: str, scheme: str, code: str | None) -> None:
        """State a code of a scheme."""
        if code is not None:
            self.add(subject, predicate, code_iri(scheme, code))

    def period(self, period: Period) -> str:
        """The node of a period, shared by all that use the same EDTF string."""
        node = self.thing(self.minter.period(period.edtf), "accord:Period", period.edtf, None)
        self.add(node, "accord:edtf", literal(period.edtf))
        self.add(node, "accord:earliest", _date(period.earliest))
        self.add(node, "accord:latest", _date(period.latest))
        self.add(node, "accord:extent", literal(period.extent) if period.extent else None)
        self.add(node, "accord:monthDay", literal(period.month_day) if period.month_day else None)
        return node


def _date(day: date | None) -> Literal | None:
    return typed(day.isoformat(), "xsd:date") if day else None
