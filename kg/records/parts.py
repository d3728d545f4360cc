"""Single signings and claims as plain data that a person changes, and read again with the changes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kg.model import Claim, Evidence, Signing
from kg.records.anchors import evidence_of, with_evidence
from kg.records.dumping import plain_yaml
from kg.records.layout import CLAIM, SIGNING
from kg.records.loading import Mapping, load_text

if TYPE_CHECKING:
    from kg.records.kinds import At

__all__ = ["CORRECTABLE", "changed", "editable", "plain_part"]

P = TypeVar("P", Signing, Claim)

_FIXED = ("id", "status", "confidence")
CORRECTABLE = {
    Signing: tuple(name for name in SIGNING.keys if name not in _FIXED),
    Claim: tuple(name for name in CLAIM.keys if name not in _FIXED),
}


def plain_part(part: Signing | Claim, *, digests: bool = True) -> dict[str, object]:
    """What a curator may correct in ``part``, as plain data; evidence without its words."""
    layout = SIGNING if isinstance(part, Signing) else CLAIM

    def placed(item: Evidence) -> Evidence:
        return replace(item, digest=item.digest if digests else None, exact=None)

    plain = layout.write(with_evidence(part, placed))
    return {name: value for name, value in plain.items() if name in CORRECTABLE[type(part)]}


def editable(part: Signing | Claim) -> str:
    """The same as YAML, for an editor; evidence by its place alone."""
    return plain_yaml([plain_part(part, digests=False)])


def changed(part: P, changes: Mapping, at: At) -> P:
    """``part`` with the keys in ``changes`` as they are there; a key that is null there is removed.

    Evidence at a place that ``part`` had keeps its digest. Raises RecordError for what breaks the record format.
    """
    for name in changes:
        if name in _FIXED:
            at.fail(f"{name} is not corrected here")
    layout = SIGNING if isinstance(part, Signing) else CLAIM
    (whole,) = load_text(json.dumps(layout.write(part)), at.file)
    whole.update(changes)
    whole.line, whole.lines = at.line, dict(changes.lines)
    made: P = layout.read(whole, layout.title, at)
    known = {(item.start, item.end): item for item in evidence_of(part)}
    return with_evidence(made, lambda item: _restored(item, known.get((item.start, item.end))))


def _restored(item: Evidence, known: Evidence | None) -> Evidence:
    if known is None or item.digest not in (None, known.digest):
        return item
    return replace(item, digest=known.digest, exact=known.exact)
