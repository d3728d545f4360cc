"""Query text before it reaches an engine: what is refused, and how parameters are bound.

Engines go online for SERVICE, and rdflib for FROM; Oxigraph answers a FROM that names no graph of the
store with zero rows and no word. Both are refused here, by reading the query's tokens (SPARQL 1.1,
section 19.8): a word inside a string, an IRI or a comment is no keyword. Codepoint escapes are undone
before that by the letter of the standard (section 19.2), and inside strings and IRIs only by Oxigraph, so
that the two can tell apart where a string ends: a query must be harmless both ways.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import QueryError, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pyoxigraph import Literal, NamedNode

__all__ = ["bind", "check_size", "form", "guard", "parameters", "written"]

LIMIT_CHARACTERS = 1_000_000
LIMIT_DEPTH = 200  # brackets in one another
LIMIT_SIGNS = 2_000  # operators, brackets, and what ends or goes on with a triple, without lists of data
_HARMLESS = 600  # characters that hold no query beyond the limits which an engine could not bear
_GRAMMAR = r"""(?P<skip>\#[^\r\n]*|\s+)
      | (?P<string>\"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
      | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
      | (?P<variable>[?$]\w+)
      | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:%]|\\.)(?:[\w:%.-]|\\.)*|(?:[^\W\d_][\w.-]*)?:)
      | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<word>\w[\w.-]*)
      | (?P<other>.)"""
_SUSPECT = re.compile(r"\\u|SERVICE|FROM|INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD|WITH", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"])
_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")
_FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
_PARAMETER = re.compile(r"^\s*VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}", re.MULTILINE)
_LAST_PLANE = 0x10FFFF


def guard(query: str, has_graph: Callable[[str], bool]) -> bool:
    """Refuse what is no harmless query; its syntax is left to the engine. Returns whether it names graphs by FROM.

    Raises QueryError for updates, SERVICE, and FROM that names a graph for which ``has_graph`` is false.
    """
    if len(query) > LIMIT_CHARACTERS:
        raise QueryError(f"the query is longer than {LIMIT_CHARACTERS} characters")
    if not _SUSPECT.search(query):
        return False
    readings = dict.fromkeys((query, _ESCAPE.sub(_unescaped, query)))
    named = [_guard(list(_tokens(reading)), has_graph) for reading in readings]
    return any(named)


def _guard(tokens: list[tuple[str, str]], has_graph: Callable[[str], bool]) -> bool:
    kind_of_request = _form(tokens)
    if kind_of_request in _UPDATES:
        raise QueryError(
            f"{kind_of_request} is an update; only queries are answered here: SELECT, ASK, CONSTRUCT, DESCRIBE"
        )
    prefixes, names_graphs = _prefixes(tokens), False
    for index, (kind, text) in enumerate(tokens):
        # Engines need no blank after a keyword (1SERVICE, SERVICESILENT, ASKFROM), and no other word holds these two.
        word = text.upper() if kind == "word" else text.upper().partition(":")[0] if kind == "name" else ""
        if "SERVICE" in word and text.partition(":")[0] + ":" not in prefixes:
            raise QueryError("SERVICE would go to another host and is refused: query that endpoint with --store URL")
        if kind == "word" and "FROM" in word:
            graph = _graph_after(tokens, index, prefixes)
            if graph is None or not has_graph(graph):
                name = graph or "a graph that is not written as an IRI"
                raise QueryError(f"FROM names {one_line(name, 120)}, which is no graph of the store")
            names_graphs = True
    return names_graphs


def check_size(query: str) -> None:
    """Refuse a query that an engine which reads it by recursion could end the whole process with.

    Oxigraph has no stack left from some 2,200 brackets in one another or 2,500 triples or operators on; lists in VALUES
    and IN may be as long as they like. Raises QueryError.
    """
    if len(query) <= _HARMLESS:
        return
    opened, number = list[str](), 0
    for sign in _signs(query):
        if sign in _OPENING:
            opened.append(sign)
        elif sign in _CLOSING and opened:
            opened.pop()
        number += not (sign == "," and opened[-1:] == ["("])
        if len(opened) > LIMIT_DEPTH or number > LIMIT_SIGNS:
            raise QueryError(
                f"the query has more than {LIMIT_DEPTH} brackets in one another, or more than {LIMIT_SIGNS} triples "
                "and operators; ask in several queries"
            )


def _signs(query: str) -> Iterator[str]:
    """The signs of a query that are no term and no keyword, without those in the data of VALUES."""
    data = False
    for kind, text in _tokens(query):
        if kind == "word" and text.upper() == "VALUES":
            data = True
        elif data:
            data = text != "}"
        elif kind == "other":
            yield text
        elif kind in ("word", "name"):  # 1-1-1, and a:b. before the next triple, are one token here
            yield from (sign for sign in text if sign in ".-")


def form(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; SELECT where none of them is found."""
    found = _form(list(_tokens(query)))
    return found if found in _FORMS else "SELECT"


def parameters(query: str) -> list[str]:
    """Names of the parameters of a query: one line ``VALUES ?name { UNDEF }`` each."""
    return _PARAMETER.findall(query)


def bind(query: str, values: Mapping[str, Sequence[NamedNode | Literal]]) -> str:
    """``query`` with its parameter lines filled in by terms (any of several, for one parameter), in N-Triples form.

    A line per parameter works in every engine, where Oxigraph's own substitutions fail for variables
    outside the projection. Raises QueryError for a name that is no parameter.
    """
    known = parameters(query)
    for name in values:
        if known.count(name) != 1:
            raise QueryError(f"the query has no parameter {name}")

    def filled(match: re.Match[str]) -> str:
        terms = values.get(match[1])
        return f"VALUES ?{match[1]} {{ {' '.join(map(written, terms))} }}" if terms else match[0]

    return _PARAMETER.sub(filled, query)


def written(term: NamedNode | Literal) -> str:
    """A term as it may stand in any query.

    A backslash before a u is two and a u by its number: engines that undo codepoint escapes first would
    else read the second backslash and the u as one.
    """
    return re.sub(r"\\\\([uU])|\\.", _apart, str(term))


def _apart(match: re.Match[str]) -> str:
    return f"\\\\\\U{ord(match[1]):08X}" if match[1] else match[0]


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(_GRAMMAR, query, re.VERBOSE | re.DOTALL):
        kind = match.lastgroup or "other"
        if kind != "skip":
            yield kind, match.group()


def _unescaped(match: re.Match[str]) -> str:
    """Codepoint escapes are undone before anything else is read (SPARQL 1.1, section 19.2)."""
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= _LAST_PLANE else match[0]


def _form(tokens: list[tuple[str, str]]) -> str | None:
    """The first keyword that says what kind of request this is."""
    words = (text.upper() for kind, text in tokens if kind == "word")
    return next((word for word in words if word in _FORMS | _UPDATES), None)


def _prefixes(tokens: list[tuple[str, str]]) -> dict[str, str]:
    found = {}
    for (kind, word), (_, name), (iri_kind, iri) in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if kind == "word" and word.upper() == "PREFIX" and iri_kind == "iri":
            found[name] = iri[1:-1]
    return found


def _graph_after(tokens: list[tuple[str, str]], index: int, prefixes: Mapping[str, str]) -> str | None:
    """IRI of the graph that FROM or FROM NAMED at ``index`` names."""
    if tokens[index][1].upper() != "FROM":
        return None
    rest = tokens[index + 1 : index + 3]
    if rest and rest[0] == ("word", rest[0][1]) and rest[0][1].upper() == "NAMED":
        rest = rest[1:]
    if not rest:
        return None
    kind, text = rest[0]
    if kind == "iri":
        return text[1:-1]
    prefix, colon, local = text.partition(":")
    return prefixes[prefix + ":"] + local if colon and prefix + ":" in prefixes else None
