"""The ready-made questions: one file each in ``queries/questions``, with its metadata in front.

The header is grlc's ``#+`` YAML; the file runs as it stands in any SPARQL 1.1 engine. Parameters are
bound as terms, never pasted into the text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from kg import resources
from kg.errors import InputError, QueryError, one_line
from kg.ids import BASE, normalise
from kg.merging import canonical, merged_text
from kg.rows import Rows
from kg.sparql import bind, written
from kg.vocab import concepts, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.rows import Value
    from kg.store import Readable

__all__ = ["Parameter", "Question", "ask", "question", "question_names", "read_query", "resolve"]

Term = NamedNode | Literal
_SEPARATOR = "\x1f"
_CLASSES = {
    "place": ("accord:Place",),
    "agreement": ("accord:Agreement",),
    "party": ("accord:Body", "accord:Territory", "accord:UnnamedParties"),
    "thing": (
        "accord:SigningEvent",
        "accord:Agreement",
        "accord:Body",
        "accord:Territory",
        "accord:UnnamedParties",
        "accord:Place",
        "accord:Commitment",
        "accord:Initiative",
        "accord:CountClaim",
        "accord:Participation",
    ),
}
_OWN = "own"
_SHORTEST = 2  # signs of a Chinese name


class Parameter(NamedTuple):
    """A parameter of a question. ``type`` is place, party, agreement, field, day, level or thing."""

    name: str
    type: str
    description: str
    default: str | None = None
    required: bool = False


class Question(NamedTuple):
    """A saved query with its metadata. ``columns`` maps each column to its type; ``severity`` is for checks.

    ``merged`` says whether it can be asked of what is identified, as one.
    """

    name: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    tags: tuple[str, ...]
    text: str
    severity: str = "error"
    merged: bool = False


def question_names() -> list[str]:
    """Names of all questions, sorted."""
    return sorted(path.stem for path in resources.path("queries", "questions").glob("*.rq"))


def question(name: str) -> Question:
    """The question ``name``; QueryError with the nearest name if there is none."""
    if name not in (names := question_names()):
        from difflib import get_close_matches  # only a mistake needs it

        near = get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]}?" if near else "kg ask lists them"
        raise QueryError(f"there is no question {one_line(name, 60)!r}; {hint}")
    return read_query("questions", name)


@cache
def read_query(folder: str, name: str) -> Question:
    """A query file of ``queries/<folder>`` with its header."""
    import yaml  # stores alone need none

    text = resources.text("queries", folder, f"{name}.rq")
    header = "\n".join(line[3:] for line in text.splitlines() if line.startswith("#+ "))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    meta = yaml.load(header, Loader=loader) or {}  # noqa: S506 - a safe loader, on a packaged file
    return Question(
        name=name,
        summary=meta.get("summary", ""),
        description=meta.get("description", ""),
        parameters=tuple(Parameter(**given) for given in meta.get("parameters") or ()),
        columns=meta.get("columns") or {},
        tags=tuple(meta.get("tags") or ()),
        text=text,
        severity=meta.get("severity", "error"),
        merged=bool(meta.get("merged")),
    )


def ask(store: Readable, name: str, *, merged: bool = False, **parameters: str | None) -> Rows:
    """Answer the question ``name``; ``merged`` counts as one what the store's identity graph says is one.

    Parameters take a label in any language, an id or an IRI (places, parties, agreements, fields, things), a day, or
    a level; ``from_`` stands for ``from`` in Python. None = not given.
    Raises QueryError for an unknown question, an unknown parameter, a value that names nothing, and for ``merged``
    where the question or the store has no such thing.
    """
    asked = question(name)
    if merged:
        if not asked.merged:
            able = ", ".join(other for other in question_names() if read_query("questions", other).merged)
            raise QueryError(f"the question {name} cannot be asked merged; there is {able}")
        asked = asked._replace(text=merged_text(store, asked.text))
    known = {parameter.name: parameter for parameter in asked.parameters}
    given = {key.rstrip("_"): value for key, value in parameters.items() if value is not None}
    for key in given.keys() - known.keys():
        there = f"it takes {', '.join(known)}" if known else "it takes none"
        raise QueryError(f"the question {name} has no parameter {one_line(key, 40)}; {there}")
    values = {key: parameter.default for key, parameter in known.items() if parameter.default} | given
    for key in (key for key, parameter in known.items() if parameter.required and key not in values):
        raise QueryError(f"the question {name} needs --{key} ({known[key].type})")
    terms = {key: resolve(store, known[key], str(value)) for key, value in values.items()}
    if merged:
        terms = {key: canonical(store, found) for key, found in terms.items()}
    columns = store.columns
    answered = columns.answer(name, terms, merged=merged) if columns is not None else None
    return _typed(asked, store.select(bind(asked.text, terms))) if answered is None else answered


def _typed(asked: Question, rows: Rows) -> Rows:
    """Rows with list columns split and sorted (an empty list stays one), and truth values that are such.

    Some engines give the truth of a comparison as a number.
    """
    ways: dict[str, Callable[[Value], Value]] = {"list": _split, "bool": _true_or_false}
    typed = {i: ways[kind] for i, column in enumerate(rows.columns) if (kind := asked.columns.get(column, "")) in ways}
    if not typed:
        return rows
    return Rows(rows.columns, ([typed[i](v) if i in typed else v for i, v in enumerate(row)] for row in rows))


def _true_or_false(value: Value) -> Value:
    return bool(value) if isinstance(value, int) else value


def _split(value: Value) -> list[str]:
    return sorted(part for part in str(value or "").split(_SEPARATOR) if part)


def resolve(store: Readable, parameter: Parameter, value: str) -> list[Term]:
    """The terms that ``value`` names, for a parameter of its type. QueryError if it names none."""
    if re.search(r"[\ud800-\udfff]", value):
        raise QueryError(f"{parameter.name}: {one_line(ascii(value), 60)} is not UTF-8 text")
    try:
        if parameter.type == "day":
            from kg import dates  # only dates need its patterns

            return [Literal(dates.day(value).isoformat(), datatype=term("xsd:date"))]
        if parameter.type == "level":
            return [_level(value)]
        if parameter.type == "field":
            return [_field(value)]
        found = _find(store, parameter.type, value)
    except QueryError:
        raise
    except InputError as error:
        raise QueryError(f"{parameter.name}: {error}") from None
    if not found:
        raise QueryError(f"{parameter.name}: the store has no {parameter.type} called {one_line(value, 80)!r}")
    return found


def _level(value: str) -> Literal:
    levels = concepts("level")
    if value != _OWN and value not in levels:
        raise QueryError(f"level: {one_line(value, 60)!r} is none of {', '.join([_OWN, *sorted(levels)])}")
    return Literal(value)


def _field(value: str) -> NamedNode:
    wanted = normalise(value)
    for concept in concepts("field").values():
        if wanted in {concept.code, concept.iri.casefold(), *map(normalise, concept.labels.values())}:
            return NamedNode(concept.iri)
    from difflib import get_close_matches  # only a mistake needs it

    near = get_close_matches(wanted, concepts("field"), n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise QueryError(f"field: {one_line(value, 60)!r} is no code or label of a field{hint}")


def _find(store: Readable, kind: str, value: str) -> list[Term]:
    """Things of a kind by IRI, id or label: exact ones first, then however written."""
    classes = " ".join(str(term(name)) for name in _CLASSES[kind])
    for node in _iris(value):
        if store.select(f"SELECT ?class {{ VALUES ?class {{ {classes} }} {node} a ?class }} LIMIT 1"):
            return [node]
    exact = " ".join(
        written(text) for text in (Literal(value), Literal(value, language="en"), Literal(value, language="zh"))
    )
    label = f"{term('rdfs:label')}|{term('skos:altLabel')}"
    things = f"VALUES ?class {{ {classes} }} ?thing a ?class ; {label} ?label ."
    rows = store.select(f"SELECT DISTINCT ?thing {{ VALUES ?label {{ {exact} }} {things} }} ORDER BY ?thing")
    if not rows:
        wanted = _short(value)
        every = store.select(f"SELECT DISTINCT ?thing ?label {{ {things} }} ORDER BY ?thing")
        return _nodes(row[0] for row in every if wanted == _short(str(row[1])) or str(row[0]).endswith(f"/{value}"))
    return _nodes(row[0] for row in rows)


def _short(name: str) -> str:
    """``name`` for comparison, a Chinese one without the word for its kind of place (重庆 is 重庆市)."""
    plain = normalise(name)
    return plain[:-1] if len(plain) > _SHORTEST and plain[-1] in "省市区县" else plain


def _nodes(iris: Iterable[Value]) -> list[Term]:
    return [NamedNode(iri) for iri in dict.fromkeys(map(str, iris))]


def _iris(value: str) -> list[NamedNode]:
    """What ``value`` may be as an IRI or as the end of one."""
    candidates = [value] if "://" in value or value.startswith("urn:") else [BASE + value, f"{BASE}place/{value}"]
    nodes = []
    for candidate in candidates:
        try:
            nodes.append(NamedNode(candidate))
        except ValueError:  # a label, with blanks
            continue
    return nodes
