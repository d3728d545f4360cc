"""Scoring of draft records against the texts beside this file: signings matched by their parties."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from kg.articles import read
from kg.ids import normalise

TEXTS = Path(__file__).parent / "texts"
NAMES = sorted(path.stem for path in TEXTS.glob("*.txt"))


def words(name: str) -> frozenset[str]:
    small = {"the", "of", "and", "for", "city", "province", "district", "county", "municipality"}
    return frozenset(word.strip("(),.") for word in normalise(name).split()) - small


def same(gold: dict, party) -> bool:
    """Whether a party of a record is the one of the annotation, under one of its accepted names."""
    if (party.named is False) != (gold["named"] is False):
        return False
    names = [gold["name"], *gold.get("accept", {}).get("name", [])]
    own = words(gold["place"] or "")
    found = words(party.name or party.place)
    return any(words(name) in (found, found | own, found - own) or found == words(name) - own for name in names)


@dataclass
class Score:
    """Documents and dates of all texts: right, annotated, read; dates that the text does not give."""

    right: int = 0
    gold: int = 0
    read: int = 0
    parties_right: int = 0
    parties_gold: int = 0
    dated: int = 0
    dates_right: int = 0
    invented: list[str] = field(default_factory=list)
    kinds_right: int = 0
    alarms: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold


def annotation(name: str) -> dict:
    return json.loads((TEXTS / f"{name}.json").read_text(encoding="utf-8"))


def text(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def draft(name: str, *, published: bool = True):
    day = annotation(name)["published"] if published else None
    return read(text(name), source_id=name, published=day)


def score(names, *, published: bool = True, least: float = 0.0) -> Score:
    total = Score()
    for name in names:
        gold = annotation(name)["agreements"]
        left = []
        for signing in draft(name, published=published).signings:
            if float(signing.confidence) >= least:
                left += [(signing, item) for item in signing.instruments]
        total.gold += len(gold)
        total.read += len(left)
        total.parties_gold += sum(len(entry["parties"]) for entry in gold)
        if left and not gold:
            total.alarms.append(name)
        for entry in gold:
            pair = best(entry, left)
            if pair:
                left.remove(pair)
                _count(total, entry, *pair, name, published)
    return total


def best(entry: dict, left: list):
    def shared(pair) -> int:
        return sum(any(same(party, other) for other in pair[0].parties) for party in entry["parties"])

    fitting = [pair for pair in left if 2 * shared(pair) >= max(len(entry["parties"]), len(pair[0].parties))]
    return max(
        fitting,
        key=lambda pair: (shared(pair), pair[1].title == entry["title"], pair[0].signed == entry["signed"]),
        default=None,
    )


def _count(total: Score, entry: dict, signing, item, name: str, published: bool) -> None:
    total.right += 1
    total.parties_right += sum(any(same(party, other) for other in signing.parties) for party in entry["parties"])
    accept = entry.get("accept", {})
    kind = item.kind.replace("cooperation-agreement", "agreement")
    total.kinds_right += kind in {entry["kind"], *accept.get("kind", [])}
    right = {entry["signed"], *accept.get("signed", [])}
    if not published:
        right |= set(entry.get("signed_without_published", []))
    if entry["signed"] is not None and None not in right:
        total.dated += 1
        total.dates_right += signing.signed in right
    if (
        signing.signed is not None
        and signing.signed not in right
        and (None in right or signing.signed[:4] not in str(right))
    ):
        total.invented.append(f"{name}: {signing.signed}")
