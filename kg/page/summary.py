"""The words at the head of the page: what it shows, between when, who stands out, what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.page import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Nouns:
    """What the nodes of a view are called, and its title."""

    one: str
    many: str
    tie: str
    ties: str
    title: str
    partner: str = "partner"


NOUNS = {
    "parties": Nouns("body", "bodies", "partnership", "partnerships", "Who signed agreements with whom"),
    "places": Nouns("place", "places", "partnership", "partnerships", "Which places signed with which"),
    "fields": Nouns(
        "field", "fields", "pair of fields", "pairs of fields", "Which fields are agreed on together", "other field"
    ),
}


@dataclass(frozen=True)
class Summary:
    """Title, nouns, opening sentence, further remarks, and the restrictions the network was made with."""

    title: str
    nouns: Nouns
    sentence: str
    remarks: list[str]
    restriction: str
    facts: dict[str, Any]


def summarise(
    graph: Mapping[str, Any],
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    title: str | None,
) -> Summary:
    """Put a network's summary into sentences.

    `graph` is `G.graph`; `nodes` and `edges` are as the page lists them and are counted here, so that the
    words agree with what is drawn.
    """
    view = graph.get("view") or "parties"
    nouns = NOUNS.get(view, NOUNS["parties"])
    totals = graph.get("summary") or {}
    named = [node for node in nodes if node["named"]]
    ranked = [(node["name"], node["partners"]) for node in named]
    top, leaders = words.first_place(ranked)
    made = _made_with(graph)
    ties = sum(1 for edge in edges if not edge.get("dashes"))
    remarks = [
        words.most_connected(ranked, nouns.one, nouns.many, nouns.partner),
        _undated(totals.get("undated") or 0),
        _unnamed(len(nodes) - len(named)),
    ]
    return Summary(
        title=title or nouns.title,
        nouns=nouns,
        sentence=_sentence(view, nouns, totals, len(named), ties),
        remarks=[remark for remark in remarks if remark],
        restriction=_restriction(made),
        facts={
            **{key: totals.get(key) for key in ("agreements", "signings", "first", "last", "undated")},
            "named": len(named),
            "groups": len(nodes) - len(named),
            "ties": ties,
            "titled": bool(title),
            "top": top,
            "leaders": leaders[: words.FEW] if len(leaders) <= words.FEW else len(leaders),
            "made": made,
        },
    )


def _sentence(view: str, nouns: Nouns, totals: Mapping[str, Any], named: int, pairs: int) -> str:
    agreements = totals.get("agreements") or 0
    if not agreements:
        return "No agreement is in this network."
    signed = words.count(agreements, "agreement")
    signings = totals.get("signings") or 0
    occasions = f" at {words.count(signings, 'signing')}" if signings else ""
    when = words.between(totals.get("first"), totals.get("last"))
    dated = f" {when}" if when else ""
    ties = words.count(pairs, nouns.tie, nouns.ties)
    what = words.count(named, nouns.one, nouns.many)
    if view == "fields":
        return f"{signed}, signed{occasions}{dated}, cover {what}, in {ties} that occur together."
    return f"{what} signed {signed}{occasions}{dated}, which makes {ties}."


def _undated(number: int) -> str:
    if not number:
        return ""
    return f"{words.count(number, 'agreement')} {'has' if number == 1 else 'have'} no full date."


def _unnamed(number: int) -> str:
    if not number:
        return ""
    verb = "is listed and drawn dashed, but not counted as a partner"
    if number > 1:
        verb = "are listed and drawn dashed, but not counted as partners"
    return f"{words.count(number, 'group')} that the sources count without naming {verb}."


def _made_with(graph: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """The filters with which the network was made, since what they left out is not in the page."""
    labels = graph.get("labels") or {}
    given = {key: value for key, value in (graph.get("filters") or {}).items() if value not in (None, "", [])}
    made = []
    for key, value in sorted(given.items()):
        values = [str(item) for item in (value if isinstance(value, list | tuple) else [value])]
        names = (labels.get("fields") or {}) if key == "field" else {}
        made.append((key, [names.get(item, item) for item in values]))
    level = graph.get("level")
    return [
        *made,
        *([("level", [(labels.get("levels") or {}).get(level, str(level).replace("-", " "))])] if level else []),
    ]


def _restriction(made: Sequence[tuple[str, list[str]]]) -> str:
    said = []
    for key, values in made:
        shown = [words.period(item) if key in ("from", "to", "on") else item for item in values]
        said.append(f"{'rolled up to' if key == 'level' else key.replace('_', ' ')} {words.listed(shown)}")
    return f"Made with: {'; '.join(said)}." if said else ""
