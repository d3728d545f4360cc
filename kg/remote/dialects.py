"""What engines do in their own way, and how it is bridged: docs/remote.md tells each difference, tests hold it true.

Where a saved question can be written so that all engines answer it alike, it is; here stands what no form of a query
bridges: how an engine gives terms back, which graphs are its own, and how much it takes or gives at a time.
"""

from __future__ import annotations

import re
import struct
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.vocab import term as named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["STANDARD", "Dialect", "Term", "Virtuoso", "dialect_of"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_MEGABYTE = 1 << 20


class Dialect:
    """An engine that keeps to the standards.

    ``own_graphs`` hold what is its own and no data; ``update_bytes`` and ``update_triples`` are how much it takes in
    one update; ``by_post`` says that what is added goes through the graph store, and never through an update.
    """

    own_graphs: frozenset[str] = frozenset()
    update_bytes = 2 * _MEGABYTE
    update_triples = 1_000_000
    by_post = False
    plain = True  # its terms are what was given to it

    def query(self, text: str, form: str) -> str:
        """A query as the engine wants it; ``form`` is SELECT, ASK, CONSTRUCT or DESCRIBE."""
        del form
        return text

    def settled(self, term: Term) -> Term:
        """The one form of a term that the engine cannot tell from others: equal for what was given and comes back."""
        return term

    def unnameable(self, term: Term) -> bool:
        """Whether no update can name the term."""
        del term
        return False


class Virtuoso(Dialect):
    """OpenLink Virtuoso 7, measured on 7.2.5."""

    own_graphs = frozenset(
        {
            "http://www.openlinksw.com/schemas/virtrdf#",
            "http://www.w3.org/ns/ldp#",
            "http://localuriqaserver/sparql",
            "http://localhost:8890/sparql",
            "http://localhost:8890/DAV/",
            "http://www.w3.org/2002/07/owl#",
            "urn:activitystreams-owl:map",
        }
    )
    update_triples = 2000  # its parser's stack ends at 4,990
    by_post = True
    plain = False

    def query(self, text: str, form: str) -> str:
        """With its parameters said outright, and a DESCRIBE that tells of the thing and not of all around it."""
        return ('DEFINE sql:describe-mode "CBD"\n' if form == "DESCRIBE" else "") + _said_outright(text)

    def settled(self, term: Term) -> Term:
        """Truth values are 0 and 1, durations months or seconds, points lie on a grid of single-precision numbers."""
        if not isinstance(term, ox.Literal) or term.language:
            return term
        settle = _SETTLING.get(term.datatype)
        return settle(term.value) if settle else term

    def unnameable(self, term: Term) -> bool:
        """Durations cannot be written in an update, and points are found by nearness."""
        return isinstance(term, ox.Literal) and term.datatype in (_DURATION, _WKT)


_UNDEFINED = re.compile(r"^[ \t]*VALUES[ \t]+\?\w+[ \t]*\{[ \t]*UNDEF[ \t]*\}[ \t]*$", re.MULTILINE)
_DEFAULT = re.compile(r"BIND \(COALESCE\(\?(\w+), rdf:nil\) AS \?(\w+)\)")


def _said_outright(text: str) -> str:
    """A query without rows of UNDEF, and with a parameter that has a default in the place of that default.

    By the standard, a row of UNDEF changes nothing where it is joined; here it takes rows away, and what an expression
    makes of a parameter is joined before it is made, or not at all, as the engine's statistics have it.
    """
    text = text.replace("#unbound# ", "")  # what a question says for engines that cannot join what is not bound
    for given, meant in _DEFAULT.findall(text):
        line = re.compile(rf"^([ \t]*)VALUES \?{given} (\{{.*\}})[ \t]*\n", re.MULTILINE)
        if (found := line.search(text)) is not None:
            terms = found[2].replace("UNDEF", "rdf:nil")
            text = text[: found.start()] + text[found.end() :]
            text = text.replace(f"BIND (COALESCE(?{given}, rdf:nil) AS ?{meant})", f"VALUES ?{meant} {terms}")
    return _UNDEFINED.sub("", text)


STANDARD = Dialect()


def dialect_of(server: str) -> Dialect:
    """The dialect of an engine that calls itself ``server`` in its answers' Server header."""
    return Virtuoso() if "virtuoso" in server.casefold() else STANDARD


_GEOMETRY = ox.NamedNode("http://www.openlinksw.com/schemas/virtrdf#Geometry")
_WKT, _DURATION, _BOOLEAN, _INTEGER, _DECIMAL, _DOUBLE = (
    named(name)
    for name in ("geo:wktLiteral", "xsd:duration", "xsd:boolean", "xsd:integer", "xsd:decimal", "xsd:double")
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_WRITTEN = re.compile(
    r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)  # XML Schema 1.1, part 2, section 3.3.6
_MONTHS, _DAY, _HOUR, _MINUTE = 12, 86_400, 3_600, 60
_SINGLE_DIGITS = range(1, 10)  # nine tell all single-precision numbers apart


def _geometry(text: str) -> ox.Literal:
    return ox.Literal(_NUMBER.sub(lambda found: _single(found[0]), text), datatype=_WKT)


def _single(text: str) -> str:
    """The shortest decimal of the single-precision number that is nearest."""
    try:
        (number,) = struct.unpack("f", struct.pack("f", float(text)))
    except OverflowError:
        return text
    for digits in _SINGLE_DIGITS:
        written = f"{float(text):.{digits}g}"
        if struct.unpack("f", struct.pack("f", float(written)))[0] == number:
            break
    return f"{Decimal(written):f}"


def _boolean(text: str) -> ox.Literal:
    return ox.Literal({"1": "true", "0": "false"}.get(text, text), datatype=_BOOLEAN)


def _duration(text: str) -> ox.Literal:
    found = _WRITTEN.fullmatch(text)
    if found and any(found.groups()[1:]):
        years, months, days, hours, minutes = (int(part or 0) for part in found.groups()[1:6])
        all_months = years * _MONTHS + months
        seconds = Decimal(days * _DAY + hours * _HOUR + minutes * _MINUTE) + Decimal(found[7] or 0)
        sign = found[1]
    elif re.fullmatch(r"-?\d+", text):
        all_months, seconds, sign = abs(int(text)), Decimal(0), "-" * text.startswith("-")
    elif re.fullmatch(r"-?\d+\.\d+", text):
        all_months, seconds, sign = 0, abs(Decimal(text)), "-" * text.startswith("-")
    else:
        return ox.Literal(text, datatype=_DURATION)
    return ox.Literal(sign + _written(all_months, seconds), datatype=_DURATION)


def _written(months: int, seconds: Decimal) -> str:
    """A duration in its canonical form."""
    years, months = divmod(months, _MONTHS)
    days, rest = divmod(seconds, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    date = "".join(f"{number}{unit}" for number, unit in ((years, "Y"), (months, "M"), (int(days), "D")) if number)
    clock = "".join(f"{_plain(number)}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if number)
    return f"P{date}{f'T{clock}' if clock else ''}" if date or clock else "PT0S"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(text: str) -> ox.Literal:
    return ox.Literal(_plain(Decimal(text)) if _NUMBER.fullmatch(text) else text, datatype=_DECIMAL)


def _integer(text: str) -> ox.Literal:
    return ox.Literal(str(int(text)) if re.fullmatch(r"-?\d+", text) else text, datatype=_INTEGER)


def _double(text: str) -> ox.Literal:
    return ox.Literal(str(float(text)) if _NUMBER.fullmatch(text) else text, datatype=_DOUBLE)


_SETTLING: Mapping[ox.NamedNode, Callable[[str], ox.Literal]] = {
    _GEOMETRY: _geometry,
    _WKT: _geometry,
    _BOOLEAN: _boolean,
    _DURATION: _duration,
    _DECIMAL: _decimal,
    _INTEGER: _integer,
    _DOUBLE: _double,
}
