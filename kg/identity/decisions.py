"""What is decided about pairs of things: ``identity.yaml``, which a person can read, correct and take back.

One line a pair: ``{one: territory/france, other: territory/fra, verdict: same, by: kg, score: 1, reason: …}``.
``one`` stands for both where they are the same. Lines ``by: kg`` are the program's proposals, made anew each time;
all others are a person's word and stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.records import kinds, read_text
from kg.records.kinds import At, listed, one_of
from kg.records.layout import Key, Layout
from kg.records.loading import load_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from pathlib import Path

__all__ = ["PROGRAM", "VERDICTS", "Decision", "dump_decisions", "read_decisions", "updated"]

PROGRAM = "kg"
VERDICTS = ("same", "different", "unsure")
_HEAD = """\
# Which things are one and the same. Lines by kg are proposals and are made anew by `kg identity`; to decide, change
# the verdict (same, different, unsure) and put your name for kg: such lines stay. `one` stands for both.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict on two things, named by the end of their IRIs: who gave it, how sure (0 to 1), and why."""

    one: str
    other: str
    verdict: str
    by: str = PROGRAM
    score: Decimal | None = None
    reason: str | None = None

    @property
    def pair(self) -> frozenset[str]:
        """The two things, in no order."""
        return frozenset((self.one, self.other))


@dataclass(frozen=True, slots=True)
class _File:
    decisions: tuple[Decision, ...] = ()


def _rules(attributes: dict[str, Any], at: At) -> None:
    if attributes["one"] == attributes["other"]:
        at.fail(f"one and other are both {attributes['one']}")


_DECISION = Layout(
    Decision,
    "decision",
    {
        "one": Key(kinds.TEXT, "the thing that stands for both", required=True),
        "other": Key(kinds.TEXT, "the other thing", required=True),
        "verdict": Key(one_of(VERDICTS), "what is decided", required=True),
        "by": Key(kinds.TEXT, "who decided; kg for the program", always=True),
        "score": Key(kinds.SHARE, "how sure, 0 to 1"),
        "reason": Key(kinds.TEXT, "why"),
    },
    _rules,
)
_LAYOUT = Layout(_File, "identity", {"decisions": Key(listed(_DECISION.kind()), "the pairs", required=True)})


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of a file. Raises InputError for what breaks the format and for a pair that stands twice."""
    documents = load_text(read_text(path), str(path))
    at = At(str(path), documents[0].line)
    if len(documents) != 1:
        at.fail(f"identity decisions are one document, not {len(documents)}")
    read: Any = _LAYOUT.read(documents[0], "the file", at)
    seen: set[frozenset[str]] = set()
    for decision in read.decisions:
        if decision.pair in seen:
            at.fail(f"{decision.one} and {decision.other} are decided twice")
        seen.add(decision.pair)
    return list(read.decisions)


def dump_decisions(decisions: Iterable[Decision]) -> str:
    """The text of ``identity.yaml``: one line a decision, sorted."""
    lines = [
        "  - {" + ", ".join(f"{key}: {_scalar(value)}" for key, value in _DECISION.write(decision).items()) + "}"
        for decision in sorted(decisions, key=lambda decision: (decision.one, decision.other))
    ]
    return _HEAD + ("decisions:\n" + "\n".join(lines) if lines else "decisions: []") + "\n"


def _scalar(value: object) -> str:
    """A value in YAML's flow style, quoted as JSON (which YAML reads) where it is not plain words."""
    import json  # only writing needs it

    text = str(value)
    plain = all(char.isalnum() or char in "/-_. ()" for char in text) and text[0].isalnum() and text == text.strip()
    return text if plain and not isinstance(value, bool) else json.dumps(text, ensure_ascii=False)


def updated(decided: Iterable[Decision], proposed: Iterable[Decision]) -> list[Decision]:
    """The decisions of persons, and the program's proposals for all other pairs."""
    kept = {decision.pair: decision for decision in decided if decision.by != PROGRAM}
    fresh = {decision.pair: decision for decision in proposed}
    return sorted((fresh | kept).values(), key=lambda decision: (decision.one, decision.other))
