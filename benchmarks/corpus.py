"""A made-up corpus in the records' form, as large as wanted, to measure on.

Sources of at most 25,000 agreements each, with a gazetteer beside them: two to four parties an agreement, drawn
Zipf-like (the k-th most active one with weight 1/k), two thirds of them bodies of the source and one third
territories that all sources share; most dates are days, some months, years or not told. The same number and seed
give the same files.

    python benchmarks/corpus.py 100000 -o corpus
"""

from __future__ import annotations

import argparse
import json
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Generic, TypeVar

T = TypeVar("T")

PER_SOURCE = 25_000
COUNTRIES, PROVINCES, CITIES = 5, 8, 8  # of the world, of a country, of a province
FIELDS = (
    "transport health education environment energy culture-tourism judiciary finance-tax sport digital-data".split()
)
KINDS = "agreement cooperation-agreement framework-agreement memorandum contract action-plan".split()
BODIES = {"department": "Department", "government": "Bureau", "court": "Court", "association": "Association"}
SIZES = {2: 60, 3: 25, 4: 15}  # parties: per cent of agreements
TERRITORY, TITLED, FIELDED, UNDATED, YEAR, MONTH = 0.33, 0.2, 0.5, 0.05, 0.05, 0.1


def places() -> list[dict[str, str]]:
    """Countries, their provinces and the cities of these."""
    found: list[dict[str, str]] = []
    for country in range(COUNTRIES):
        found.append({"id": f"country-{country}", "name": f"Country {country}", "level": "country"})
        for province in range(PROVINCES):
            name = f"{country}-{province}"
            lies = {"level": "province", "parent": f"country-{country}"}
            found.append({"id": f"province-{name}", "name": f"Province {name}", **lies})
            found += [
                {
                    "id": f"city-{name}-{city}",
                    "name": f"City {name}-{city}",
                    "level": "city",
                    "parent": f"province-{name}",
                }
                for city in range(CITIES)
            ]
    return found


class Zipf(Generic[T]):
    """Draws from a list, the k-th thing with weight 1/k."""

    def __init__(self, things: list[T], random: Random) -> None:
        self.things, self._random = things, random
        self._weights = list(accumulate(1 / rank for rank in range(1, len(things) + 1)))

    def draw(self) -> T:
        """One of them."""
        return self._random.choices(self.things, cum_weights=self._weights)[0]


def signings(number: int, random: Random) -> list[dict[str, Any]]:
    """The signings of one source, one agreement each."""
    spots = [place["name"] for place in places()]
    random.shuffle(spots)
    territories = Zipf([{"place": spot} for spot in spots], random)
    kinds = list(BODIES)
    bodies = Zipf([_body(index, kinds, random.choice(spots)) for index in range(max(20, number // 20))], random)
    made = []
    for index in range(number):
        size = random.choices(list(SIZES), list(SIZES.values()))[0]
        parties: dict[str, dict[str, str]] = {}
        while len(parties) < size:
            party = (territories if random.random() < TERRITORY else bodies).draw()
            parties[party.get("name", party["place"])] = party
        instrument = {"kind": random.choice(KINDS)}
        if random.random() < TITLED:
            instrument["title"] = f"Cooperation {instrument['kind']} number {index}"
        signing: dict[str, Any] = {"id": f"s{index:05}", "parties": list(parties.values()), "instruments": [instrument]}
        if (signed := _date(random)) is not None:
            signing["signed"] = signed
        if random.random() < FIELDED:
            signing["fields"] = [random.choice(FIELDS)]
        made.append(signing)
    return made


def _body(index: int, kinds: list[str], place: str) -> dict[str, str]:
    kind = kinds[index % len(kinds)]
    return {"name": f"{BODIES[kind]} {index} of {place}", "kind": kind, "place": place}


def _date(random: Random) -> str | None:
    year, month, day, chance = random.randint(1990, 2024), random.randint(1, 12), random.randint(1, 28), random.random()
    if chance < UNDATED:
        return None
    if chance < UNDATED + YEAR:
        return str(year)
    return f"{year}-{month:02}" if chance < UNDATED + YEAR + MONTH else f"{year}-{month:02}-{day:02}"


def write(agreements: int, folder: Path, seed: int = 1) -> list[Path]:
    """Record files with so many agreements, and places.yaml; the record files."""
    folder.mkdir(parents=True, exist_ok=True)
    vintage = {"id": "made-up-places", "title": "Made-up places", "as_of": "2024"}
    (folder / "places.yaml").write_text(json.dumps({"source": vintage, "places": places()}))  # JSON is YAML
    files = []
    for number, start in enumerate(range(0, agreements, PER_SOURCE)):
        source = {"id": f"made-up-{number:03}", "title": f"Made-up register {number}", "published": "2025-01-01"}
        random = Random(f"{seed} {number}")
        record = {"source": source, "signings": signings(min(PER_SOURCE, agreements - start), random)}
        file = folder / f"{source['id']}.json"
        file.write_text(json.dumps(record, separators=(",", ":")))
        files.append(file)
    return files


def main() -> None:
    """Write the files that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a made-up corpus of record files.")
    parser.add_argument("agreements", type=int, help="how many, such as 100000")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write to")
    parser.add_argument("--seed", type=int, default=1, help="another one gives another corpus")
    given = parser.parse_args()
    files = write(given.agreements, given.output, given.seed)
    print(f"{given.agreements:,} agreements in {len(files)} files of {given.output}")


if __name__ == "__main__":
    main()
