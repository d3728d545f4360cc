"""How fast names are reconciled, and how well: names of the packaged gazetteer and of twin towns, with errors in them.

    python benchmarks/reconciling.py [TABLES] [--names NUMBER]

TABLES is the folder of twin_cities_raw.csv (data/registers/twincities says where it is to be had); without it only the
packaged gazetteer is measured. Of each kind of error it says how often what was meant comes first and among the first
five, how often it is marked as a match, and how often such a mark is right. Names that are not in the index (half of
the towns are left out of it) must not be marked at all. The peer is rapidfuzz comparing a name with each known one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

from measuring import KG, cost, table
from rapidfuzz import fuzz, process

from kg.opening import open_store
from kg.reconcile import Index, Query, candidates, constrained, entities
from kg.reconcile.names import read_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.reconcile import Entity

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 4  # letters of a name that gets an error
PEER = 30  # names that the peer is given
ENDINGS = "省市区县"


def dropped(name: str, random: Random) -> str:
    place = random.randrange(1, len(name))
    return name[:place] + name[place + 1 :]


def doubled(name: str, random: Random) -> str:
    place = random.randrange(len(name))
    return name[:place] + name[place] + name[place:]


def swapped(name: str, random: Random) -> str:
    places = [at for at in range(1, len(name) - 1) if name[at] != name[at + 1]] or [0]
    at = random.choice(places)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def replaced(name: str, random: Random) -> str:
    place = random.randrange(1, len(name))
    letter = random.choice([one for one in LETTERS if one != name[place].lower()])
    return name[:place] + letter + name[place + 1 :]


def first_wrong(name: str, random: Random) -> str:
    return random.choice([one for one in LETTERS.upper() if one != name[0].upper()]) + name[1:]


def two_wrong(name: str, random: Random) -> str:
    return replaced(dropped(name, random), random)


def unaccented(name: str, _random: Random) -> str:
    return read_name(name).text.upper()


def with_kind(name: str, _random: Random) -> str:
    return f"City of {name}"


ERRORS: dict[str, Callable[[str, Random], str]] = {
    "as it is": lambda name, _random: name,
    "capitals, no accents": unaccented,
    "City of …": with_kind,
    "a letter dropped": dropped,
    "a letter doubled": doubled,
    "two letters swapped": swapped,
    "a letter replaced": replaced,
    "the first letter wrong": first_wrong,
    "two letters wrong": two_wrong,
}


def judged(index: Index, asked: Sequence[tuple[str, Entity]], country: bool = False) -> tuple[float, Counter[str]]:
    """CPU seconds, and how many were first, among five, marked as a match, and rightly so."""
    counts: Counter[str] = Counter()
    start = process_time()
    found = [candidates(index, query(index, name, meant, country)) for name, meant in asked]
    seconds = process_time() - start
    for (_, meant), listed in zip(asked, found, strict=True):
        called = [meant.names[0] in one.entity.names for one in listed]
        counts["first"] += any(called[:1])
        counts["five"] += any(called)
        counts["marked"] += any(one.match for one in listed)
        counts["right"] += any(one.match and one.entity.anchor == meant.anchor for one in listed)
    return seconds, counts


def query(index: Index, name: str, meant: Entity, country: bool) -> Query:
    """What is asked for a name; where the country is told, of parties alone."""
    told = (constrained(index, "within", meant.values["within"][-1:]),) if country and "within" in meant.values else ()
    return Query(name, ("Party",) if country else (), told)


def measured(title: str, index: Index, meant: Sequence[Entity], country: bool = False) -> list[tuple[object, ...]]:
    """One row a kind of error."""
    random = Random(2020)
    rows = []
    for kind, error in ERRORS.items():
        asked = [(error(one.names[0], random), one) for one in meant if len(one.names[0]) >= SHORTEST]
        rows.append(row(f"{title}: {kind}", judged(index, asked, country), len(asked)))
    return rows


def row(title: str, judgement: tuple[float, Counter[str]], number: int) -> tuple[object, ...]:
    seconds, counts = judgement
    precision = f"{counts['right'] / counts['marked']:.4f}" if counts["marked"] else ""
    shares = (f"{counts[key] / number:.3f}" for key in ("first", "five", "marked"))
    return title, number, round(number / max(seconds, 1e-9)), *shares, precision


def chinese(index: Index, meant: Sequence[Entity]) -> tuple[object, ...]:
    """Chinese names without the word for the kind of place."""
    named = [(name, one) for one in meant for name in one.names if name[-1:] in ENDINGS]
    return row("gazetteer: Chinese, without 市", judged(index, [(name[:-1], one) for name, one in named]), len(named))


def absent(known: Sequence[Entity]) -> str:
    """How often a name that is not there is marked as a match, without and with its country."""
    towns = [one for one in known if one.type == "Territory"]
    index = Index(
        [*towns[::2], *(one for one in known if one.type == "Place" and "country" in one.values.get("level", ()))]
    )
    words = {tuple(sorted(form.split())) for form in index.forms}  # the source has some towns in two orders of words
    asked = [
        (one.names[0], one) for one in towns[1::2] if tuple(sorted(read_name(one.names[0]).text.split())) not in words
    ]
    plain, told = (judged(index, asked, country)[1]["marked"] for country in (False, True))
    return (
        f"of {len(asked):,} names that are not in the index {plain} were marked as a match, {told} with their country"
    )


def peer(index: Index, asked: Sequence[str]) -> float:
    """Names a second of rapidfuzz without an index."""
    start = process_time()
    for name in asked[:PEER]:
        process.extract(read_name(name).text, index.forms, scorer=fuzz.ratio, limit=5)
    return min(PEER, len(asked)) / (process_time() - start)


def main() -> None:
    """Print one row a kind of error, and the peer."""
    parser = argparse.ArgumentParser(description="Reconcile names with errors.")
    parser.add_argument("tables", nargs="?", type=Path, help="folder of twin_cities_raw.csv")
    parser.add_argument("--names", type=int, default=1000, help="towns of each kind of error")
    given = parser.parse_args()
    heading = ("", "names", "names/s", "first", "of five", "marked", "precision")
    index = Index(entities(open_store()))
    places = [one for one in index.entities if one.type == "Place"]
    print(table([heading, *measured("gazetteer", index, places), chinese(index, places)]))
    if given.tables is None:
        return
    with TemporaryDirectory(prefix="accord-bench-") as folder:
        register = Path(__file__).parents[1] / "data" / "registers" / "twincities"
        cost([*KG, "build", str(register), "--tables", str(given.tables), "--store", f"{folder}/store"])
        start = process_time()
        known = entities(open_store(f"{folder}/store"))
        read = process_time()
        index = Index(known)
        indexed = process_time()
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    towns = [one for one in known if one.type == "Territory"]
    print(f"\n{len(known):,} things read in {read - start:.1f} and indexed in {indexed - read:.1f} CPU s", end="; ")
    print(f"{peak:.0f} MB at the peak, the engine's included\n")
    some = Random(2020).sample(towns, min(given.names, len(towns)))
    print(
        table([heading, *measured("towns", index, some), *measured("towns, country told", index, some, country=True)])
    )
    own = len(some) / judged(index, [(one.names[0], one) for one in some])[0]
    other = peer(index, [one.names[0] for one in some])
    print(f"\nrapidfuzz without an index: {other:.0f} names/s; the index takes a {own / other:.0f}th of its time")
    print(absent(known))


if __name__ == "__main__":
    main()
