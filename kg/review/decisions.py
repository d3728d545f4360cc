"""Decisions: which signing or claim of which source gets which status and corrections, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from kg.errors import InputError, one_line
from kg.export import write_text
from kg.model import STATUSES, Claim, Record, Signing
from kg.records import (
    At,
    Mapping,
    anchored,
    changed,
    comments_kept,
    dump_json,
    dump_yaml,
    load_text,
    read_records,
    read_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Mapping as MappingOf
    from pathlib import Path

__all__ = ["Decision", "Decisions", "decide", "read_decisions", "resolve", "save"]

F = TypeVar("F", Signing, Claim)


@dataclass(frozen=True, slots=True)
class Decision:
    """A status, and the keys of the record format that read otherwise from now on; ``at`` is for messages."""

    status: str
    changes: Mapping = field(default_factory=Mapping)
    at: At = field(default_factory=lambda: At("the decision"))


Decisions = dict[tuple[str, str], Decision]


def resolve(records: Sequence[Record], name: str) -> tuple[str, str]:
    """Source id and id of ``name``, which is the id of a signing or claim, or ``source/id`` where several have it.

    Raises InputError for a name that fits none or several.
    """
    source, _, wanted = name.rpartition("/")
    known = [(record.source.id, fact.id) for record in records for fact in record.facts]
    fitting = [(of, one) for of, one in known if one == wanted and source in ("", of)]
    if len(fitting) == 1:
        return fitting[0]
    if len(set(fitting)) == 1:
        raise InputError(f"{one_line(name, 80)} is a signing and a claim: give one of them another id in the file")
    if fitting:
        several = ", ".join(f"{of}/{one}" for of, one in fitting[:6])
        raise InputError(f"{one_line(name, 80)} is in several sources: write {several}")
    from difflib import get_close_matches  # for a message

    near = get_close_matches(wanted, [one for _, one in known], n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise InputError(f"the draft has no signing or claim {one_line(name, 80)!r}{hint}")


def read_decisions(path: Path, records: Sequence[Record]) -> Decisions:
    """Decisions of a YAML or JSON file: ``name: status``, or ``name: {status: corrected, signed: 2021-05, …}``.

    Names are those of :func:`resolve`. Raises InputError for what ``records`` do not have, and for what is no status.
    """
    decisions: Decisions = {}
    for document in load_text(read_text(path), str(path)):
        for name, value in document.items():
            at = At(str(path), document.lines.get(name), one_line(name, 80))
            status, changes = value, Mapping(at.line)
            if isinstance(value, Mapping):
                status = value.get("status", "corrected")
                changes.lines = value.lines
                changes.update({key: item for key, item in value.items() if key != "status"})
            if status not in STATUSES:
                at.fail(f"{one_line(status, 60)!r} is no status; there is {', '.join(STATUSES)}")
            decisions[resolve(records, name)] = Decision(str(status), changes, at)
    return decisions


def decide(
    records: Iterable[Record],
    decisions: MappingOf[tuple[str, str], Decision],
    text_of: Callable[[Record], str | None] = lambda _: None,
) -> list[Record]:
    """``records`` as decided. ``text_of`` gives the text of a record, to which new evidence is held.

    Raises RecordError for corrections that break the record format.
    """
    return [_decided(record, decisions, text_of) for record in records]


def _decided(
    record: Record,
    decisions: MappingOf[tuple[str, str], Decision],
    text_of: Callable[[Record], str | None],
) -> Record:
    def one(fact: F) -> F:
        decision = decisions.get((record.source.id, fact.id))
        if decision is None:
            return fact
        read = changed(fact, decision.changes, decision.at) if decision.changes else fact
        return replace(read, status=decision.status)

    made = replace(record, signings=tuple(map(one, record.signings)), claims=tuple(map(one, record.claims)))
    corrected = any(decision.changes for (source, _), decision in decisions.items() if source == record.source.id)
    text = text_of(record) if corrected else None
    return made if text is None else anchored(made, text, "the correction")


def save(
    path: Path, decisions: MappingOf[tuple[str, str], Decision], text_of: Callable[[Record], str | None]
) -> list[Record]:
    """Write decisions into the record file at ``path``, whole or not at all; give its records as they are then.

    The file is read anew, so that what was changed in it meanwhile stays; JSON stays JSON, and comments stay in YAML.
    """
    before = read_text(path)
    records = decide(read_records(before, str(path)), decisions, text_of)
    is_json = path.suffix == ".json" or before.lstrip()[:1] in ("{", "[")
    write_text(path, dump_json(records) if is_json else comments_kept(dump_yaml(records), before))
    return records
