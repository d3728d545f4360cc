"""The record format: which keys each part of a record has, and the rules between keys.

One table a class of :mod:`kg.model`. Reading, writing and the JSON Schema all go through it.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg import model
from kg.ids import digest
from kg.records import kinds
from kg.records.kinds import At, Kind, close, code, listed, one_of
from kg.records.loading import Mapping
from kg.records.party_dates import PARTY_DATES

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["RECORD", "Layout"]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its kind of value, the attribute that it fills (its own name if None), what it is for."""

    kind: Kind
    about: str
    attribute: str | None = None
    required: bool = False
    always: bool = False  # written even where it is the default


@dataclass(frozen=True)
class Layout:
    """The keys of one class. ``rules`` sees the attributes read and may change them or fail."""

    cls: type
    title: str
    keys: dict[str, Key]
    rules: Callable[[dict[str, Any], At], None] = field(default=lambda _attributes, _at: None)

    def read(self, value: object, key: str, at: At) -> Any:  # noqa: ANN401 - an instance of self.cls
        """An instance of the class from a mapping; RecordError for whatever does not fit."""
        if not isinstance(value, Mapping):
            at.fail(f"{key} must be a mapping with {', '.join(self.required or list(self.keys)[:3])}")
        name = value.get("id")
        record = f"{self.title} {name}" if isinstance(name, str) else at.record
        here = At(at.file, value.line or at.line, record)
        attributes: dict[str, Any] = {}
        for name, item in value.items():
            if item is None:
                continue
            spec = self.keys.get(name)
            there = At(at.file, value.lines[name], record) if name in value.lines else here
            if spec is None:
                there.fail(f"unknown key {name[:60]!r}{close(name, self.keys)}")
            attributes[spec.attribute or name] = spec.kind.read(item, name, there)
        for missing in self.required:
            if value.get(missing) is None:
                here.fail(f"the key {missing} is missing")
        self.rules(attributes, here)
        return self.cls(**attributes)

    def write(self, thing: Any) -> dict[str, object]:  # noqa: ANN401 - an instance of self.cls
        """Plain data of an instance, without the keys that hold their defaults."""
        defaults = {spec.name: spec.default for spec in dataclasses.fields(self.cls)}
        plain: dict[str, object] = {}
        for name, spec in self.keys.items():
            attribute = spec.attribute or name
            value = getattr(thing, attribute, None)
            if spec.required or (value is not None and (spec.always or value != defaults.get(attribute))):
                plain[name] = spec.kind.write(value)
        if plain.get("min") is not None and plain.get("min") == plain.get("max") and "size" in self.keys:
            return {("size" if name == "min" else name): item for name, item in plain.items() if name != "max"}
        return plain

    def schema(self) -> dict[str, object]:
        """JSON Schema (2020-12) of the mapping."""
        return {
            "type": "object",
            "title": self.title,
            "properties": {
                name: {**_nullable(spec.kind.schema(), spec.required), "description": spec.about}
                for name, spec in self.keys.items()
            },
            "required": list(self.required),
            "additionalProperties": False,
        }

    def kind(self) -> Kind:
        """This layout as a kind of value."""
        return Kind(self.read, self.write, self.schema)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The keys that must be there."""
        return tuple(name for name, spec in self.keys.items() if spec.required)


def _nullable(schema: dict[str, object], required: bool) -> dict[str, object]:
    return schema if required else {"anyOf": [schema, {"type": "null"}]}


def _evidence_rules(attributes: dict[str, Any], at: At) -> None:
    if attributes["start"] >= attributes["end"]:
        at.fail(f"evidence ends at {attributes['end']}, not after its start {attributes['start']}")
    exact = attributes.get("exact")
    if exact is not None and len(exact) != attributes["end"] - attributes["start"]:
        at.fail(f"exact has {len(exact)} characters, start and end say {attributes['end'] - attributes['start']}")
    if exact is not None and attributes.setdefault("digest", digest(exact)) != digest(exact):
        at.fail("digest is not that of the words in exact")


def _party_rules(attributes: dict[str, Any], at: At) -> None:
    size = attributes.pop("size", None)
    if not attributes.get("name") and not attributes.get("place"):
        at.fail("a party needs a name or a place")
    if size is not None:
        if "minimum" in attributes or "maximum" in attributes:
            at.fail("a group has a size, or min and max, not both")
        attributes["minimum"] = attributes["maximum"] = size
    if attributes.get("named", True):
        if "minimum" in attributes or "maximum" in attributes:
            at.fail("only a group without names has a size: add named: false")
        if attributes.get("includes"):
            at.fail("only a group without names includes parties: add named: false")
        if attributes.get("kind") and not attributes.get("name"):
            at.fail("a place that signs as itself has no kind; give the body's name, or leave kind out")
    elif not attributes.get("name"):
        at.fail("a group without names needs a name that describes it, such as: seven districts of Chongqing")
    elif attributes.get("aliases"):
        at.fail("a group without names has no aliases")
    _bounds_rules(attributes, at)


def _bounds_rules(attributes: dict[str, Any], at: At) -> None:
    low, high = attributes.get("minimum"), attributes.get("maximum")
    if low is not None and high is not None and low > high:
        at.fail(f"min {low} is more than max {high}")


def _commitment_rules(attributes: dict[str, Any], at: At) -> None:
    if attributes.get("due_basis") and not attributes.get("due"):
        at.fail("due_basis says where the date of due comes from, and there is no due")


def _signing_rules(attributes: dict[str, Any], at: At) -> None:
    if attributes.get("basis") and not attributes.get("signed"):
        at.fail("basis says where the date of signing comes from, and there is no signed")
    _unique([item.id for item in attributes.get("commitments", ()) if item.id], "commitment", at)


def _record_rules(attributes: dict[str, Any], at: At) -> None:
    record = model.Record(**attributes)
    source = f"source {record.source.id}"
    _unique([item.id for item in record.signings], "signing", At(at.file, at.line, source))
    _unique([item.id for item in record.claims], "claim", At(at.file, at.line, source))
    counted = sum(item.count for signing in record.signings for item in signing.instruments if item.count > 1)
    if counted > kinds.MOST_DOCUMENTS:
        most = f"{kinds.MOST_DOCUMENTS:,}"
        At(at.file, at.line, source).fail(f"its instruments count {counted:,} documents, more than {most}")
    commitments = [item.id for signing in record.signings for item in signing.commitments if item.id]
    _unique(commitments, "commitment", At(at.file, at.line, source))


def _unique(ids: list[str], what: str, at: At) -> None:
    for name, times in Counter(ids).items():
        if times > 1:
            at.fail(f"the {what} id {name} stands {times} times; ids are unique in a source")


EVIDENCE = Layout(
    model.Evidence,
    "evidence",
    {
        "start": Key(kinds.COUNT, "first character, from 0", required=True),
        "end": Key(kinds.COUNT, "character after the last", required=True),
        "digest": Key(kinds.SHA256, "SHA-256 of the words"),
        "exact": Key(kinds.WORDS, "the words, where they may be quoted"),
        "aspects": Key(listed(one_of(model.ASPECTS)), "what the words state"),
    },
    _evidence_rules,
)
_EVIDENCE = Key(listed(EVIDENCE.kind()), "where the source says so")
_FIELDS = Key(listed(code("field")), "codes of the scheme field")
_STATUS = Key(one_of(model.STATUSES), "what a curator decided")

MEMBER = Layout(
    model.Party,
    "member",
    {
        "name": Key(kinds.TEXT, "the body's name"),
        "kind": Key(code("body-kind"), "kind of body"),
        "place": Key(kinds.TEXT, "place that it is or belongs to"),
        "aliases": Key(listed(kinds.TEXT), "other names that the source gives it"),
    },
    _party_rules,
)
PARTY = Layout(
    model.Party,
    "party",
    {
        "name": Key(kinds.TEXT, "the body's name, or what describes a group without names"),
        "kind": Key(code("body-kind"), "kind of body"),
        "place": Key(kinds.TEXT, "place that it is or belongs to"),
        "named": Key(kinds.FLAG, "false for a group that is counted and not named"),
        "size": Key(kinds.POSITIVE, "members of a group without names"),
        "min": Key(kinds.COUNT, "at least so many members", "minimum"),
        "max": Key(kinds.COUNT, "at most so many members", "maximum"),
        "includes": Key(listed(MEMBER.kind()), "members of a group without names that became known"),
        "role": Key(code("role"), "part it has in the signing"),
        "dates": Key(PARTY_DATES, "what it alone did when (EDTF): it signed, ratified, acceded, withdrew"),
        "aliases": Key(listed(kinds.TEXT), "other names that the source gives it"),
        "evidence": _EVIDENCE,
    },
    _party_rules,
)
INSTRUMENT = Layout(
    model.Instrument,
    "instrument",
    {
        "kind": Key(code("instrument"), "kind of document", always=True),
        "title": Key(kinds.LONG_TEXT, "formal title"),
        "count": Key(kinds.DOCUMENTS, "so many documents told alike"),
        "as_written": Key(kinds.LONG_TEXT, "what the source calls it", "as_written"),
        "fields": _FIELDS,
        "about": Key(listed(kinds.TEXT), "places that it is about"),
        "source_rows": Key(listed(kinds.SOURCE_ROW), "rows of a register that state it, such as treaties.csv#row=12"),
        "rows_digest": Key(kinds.SHA256, "SHA-256 of the cells of those rows"),
        "evidence": _EVIDENCE,
    },
)
INITIATIVE = Layout(
    model.Initiative,
    "initiative",
    {
        "name": Key(kinds.LONG_TEXT, "its name", required=True),
        "type": Key(code("initiative-type"), "type of initiative"),
        "covers": Key(listed(kinds.TEXT), "places that it covers, wholly or in part"),
        "evidence": _EVIDENCE,
    },
)
COMMITMENT = Layout(
    model.Commitment,
    "commitment",
    {
        "text": Key(kinds.LONG_TEXT, "one thing promised, in the curator's words", required=True),
        "id": Key(kinds.IDENTIFIER, "its id; without one, made from the text"),
        "due": Key(kinds.EDTF, "to be done by (EDTF)"),
        "due_basis": Key(code("basis"), "where the year of due comes from"),
        "recurrence": Key(kinds.DURATION, "how often, an ISO 8601 duration"),
        "initiative": Key(INITIATIVE.kind(), "what is to be built or run"),
        "evidence": _EVIDENCE,
    },
    _commitment_rules,
)
SIGNING = Layout(
    model.Signing,
    "signing",
    {
        "id": Key(kinds.IDENTIFIER, "unique in the source", required=True),
        "signed": Key(kinds.EDTF, "date of signing (EDTF)"),
        "basis": Key(code("basis"), "stated, or inferred where the source gives no year"),
        "parties": Key(listed(PARTY.kind()), "who signs; may be empty", required=True),
        "instruments": Key(listed(INSTRUMENT.kind()), "what is signed"),
        "fields": _FIELDS,
        "commitments": Key(listed(COMMITMENT.kind()), "what is promised"),
        "status": _STATUS,
        "confidence": Key(kinds.SHARE, "of the extraction, 0 to 1"),
        "evidence": _EVIDENCE,
    },
    _signing_rules,
)
CLAIM = Layout(
    model.Claim,
    "claim",
    {
        "id": Key(kinds.IDENTIFIER, "unique in the source", required=True),
        "what": Key(code("count"), "what is counted", required=True),
        "min": Key(kinds.COUNT, "at least so many", "minimum"),
        "max": Key(kinds.COUNT, "at most so many", "maximum"),
        "places": Key(listed(kinds.TEXT), "between which places"),
        "period": Key(kinds.EDTF, "in which period (EDTF)"),
        "basis": Key(code("basis"), "where the year of the period comes from"),
        "fields": _FIELDS,
        "as_written": Key(kinds.LONG_TEXT, "the part that is counted, if not all", "as_written"),
        "status": _STATUS,
        "evidence": _EVIDENCE,
    },
    _bounds_rules,
)
SOURCE = Layout(
    model.Source,
    "source",
    {
        "id": Key(kinds.IDENTIFIER, "unique among all sources", required=True),
        "title": Key(kinds.LONG_TEXT, "title of the text or data set"),
        "publisher": Key(kinds.TEXT, "who published it"),
        "published": Key(kinds.DAY, "day of publication"),
        "url": Key(kinds.ADDRESS, "web address"),
        "language": Key(kinds.LANGUAGE, "language tag"),
        "licence": Key(kinds.TEXT, "licence, a name or an address"),
        "quotable": Key(kinds.FLAG, "whether its words may stand in the graph"),
        "sha256": Key(kinds.SHA256, "digest of the text"),
        "characters": Key(kinds.POSITIVE, "length of the text in characters"),
        "path": Key(kinds.TEXT, "file of the text, relative to the record file"),
    },
)
RECORD = Layout(
    model.Record,
    "record",
    {
        "source": Key(SOURCE.kind(), "where it is from", required=True),
        "signings": Key(listed(SIGNING.kind()), "what was signed"),
        "claims": Key(listed(CLAIM.kind()), "what the source itself counts"),
    },
    _record_rules,
)
