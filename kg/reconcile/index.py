"""The index of names: which things bear a name, and which names share most pieces with another one.

Names are folded once (:mod:`kg.reconcile.names`); each distinct form stands once, whoever bears it. What may be meant
by a name is found by its pieces: of the lists of forms that hold each of them, the shortest are counted out first, and
no more than a budget of entries altogether, so that a name takes the same time in a large index as in a small one.
Memory: a form takes as many entries of four bytes as it has pieces (benchmarks/reconciling.py measures it all).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.errors import InputError
from kg.identity.countries import country
from kg.reconcile.names import grams, read_name, romanised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["Entity", "Index"]

_BUDGET = 150_000  # entries of lists that are counted for one name
_LEAST = 0.2  # of a name's pieces that a form must share


class Entity(NamedTuple):
    """A thing that names are reconciled to.

    Parameters: ``id``, the end of its IRI; ``type``, local name of its class; ``names``, the first the one that is
    shown; ``anchor`` tells which things are one and the same to a reader of names: a territory and its place, and what
    the identity graph says is one; ``agreements``, how many it signed; ``values`` by the ids of properties.
    """

    id: str
    type: str
    names: tuple[str, ...]
    anchor: str
    agreements: int
    values: Mapping[str, tuple[str, ...]]


class Index:
    """All names of ``entities``, ready to be searched; not changed afterwards."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities = tuple(entities)
        self.by_id = {entity.id: number for number, entity in enumerate(self.entities)}
        self.forms: list[str] = []  # folded names
        self.cores: list[str] = []
        self.kinds: list[frozenset[str]] = []
        self.bearers: list[tuple[int, ...]] = []  # of each form
        self.by_pinyin: set[int] = set()  # forms that are Chinese names in Latin letters
        self.by_tight: dict[str, int] = {}
        self.by_core: dict[str, list[int]] = {}
        self._gather()
        self._invert()
        self._order = sorted(range(len(self.forms)), key=self.forms.__getitem__)
        self._sorted = [self.forms[form] for form in self._order]

    @cached_property
    def countries(self) -> dict[str, tuple[str, ...]]:
        """Ids of places by the ISO 3166 code of the country that their name is; empty without the reference data."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        try:
            for entity in self.entities:
                if "country" in entity.values.get("level", ()) and (known := country(entity.names[0])):
                    found[known.code].append(entity.id)
        except InputError:
            return {}
        return {code: tuple(ids) for code, ids in found.items()}

    def _gather(self) -> None:
        """Each distinct form with those who bear it."""
        for number, entity in enumerate(self.entities):
            for name in entity.names:
                self._add(name, number)
        for number, entity in enumerate(self.entities):
            for name in entity.names:
                if (pinyin := romanised(name)) and pinyin not in self.by_tight:
                    self.by_pinyin.add(self._add(pinyin, number))

    def _add(self, name: str, number: int) -> int:
        read = read_name(name)
        form = self.by_tight.get(read.tight)
        if form is None:
            form = self.by_tight[read.tight] = len(self.forms)
            self.forms.append(read.text)
            self.cores.append(read.core)
            self.kinds.append(read.kinds)
            self.bearers.append((number,))
            self.by_core.setdefault(read.core, []).append(form)
        elif number not in self.bearers[form]:
            self.bearers[form] += (number,)
        return form

    def _invert(self) -> None:
        """For each piece the forms that hold it, one list after another, and how many pieces each form has."""
        lists: dict[str, array[int]] = {}
        self._sizes = np.zeros(len(self.forms), dtype=np.int32)
        for form, text in enumerate(self.forms):
            pieces = set(grams(text))
            self._sizes[form] = len(pieces)
            for piece in pieces:
                if (held := lists.get(piece)) is None:
                    held = lists[piece] = array("i")
                held.append(form)
        self._lists = {piece: np.frombuffer(held, dtype=np.int32) for piece, held in lists.items()}
        self._types = sorted({entity.type for entity in self.entities})
        bits = {name: 1 << position for position, name in enumerate(self._types)}
        masks = (sum({bits[self.entities[number].type] for number in numbers}) for numbers in self.bearers)
        self._masks = np.fromiter(masks, dtype=np.uint8, count=len(self.forms))

    def alike(self, text: str, most: int, types: frozenset[str] | None = None) -> list[int]:
        """Up to ``most`` forms that share most pieces with a folded name (Dice), best first.

        With ``types`` (local names of classes), only forms that a thing of one of these bears.
        """
        wanted = set(grams(text))
        lists = sorted((self._lists[piece] for piece in wanted if piece in self._lists), key=len)
        if not lists:
            return []
        shared, spent, used = list["NDArray[np.int32]"](), 0, 0
        for held in lists:
            if shared and spent + len(held) > _BUDGET:
                break
            shared.append(held)
            spent, used = spent + len(held), used + 1
        counts = np.bincount(np.concatenate(shared), minlength=len(self.forms))
        if types is not None:
            bits = sum(1 << position for position, name in enumerate(self._types) if name in types)
            counts[(self._masks & bits) == 0] = 0
        found = np.flatnonzero(counts >= max(1, _LEAST * used))
        dice = counts[found] / (self._sizes[found] + len(wanted))
        if len(found) > most:
            best = np.argpartition(-dice, most)[:most]
            found, dice = found[best], dice[best]
        return [int(found[place]) for place in np.lexsort((found, -dice))]

    def beginning(self, text: str, most: int) -> Sequence[int]:
        """Up to ``most`` forms that begin with a folded text, in alphabetical order."""
        start = bisect_left(self._sorted, text)
        found = []
        for place in range(start, min(start + most, len(self._order))):
            if not self._sorted[place].startswith(text):
                break
            found.append(self._order[place])
        return found
