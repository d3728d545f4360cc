"""Small self-made tables of all shapes, and the files that they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.places import Gazetteer
from kg.tables.reading import TableSource

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Read:
    """What a source.yml and its tables give."""

    signings: list
    source: TableSource

    @property
    def counts(self):
        return self.source.report.counts()

    def parties(self, number=0):
        """Names or places of the parties of a signing."""
        return [party.name or self.place(party) for party in self.signings[number].parties]

    def place(self, party):
        return self.source.places.place(party.place).name

    @property
    def problems(self):
        return [str(problem) for problem in self.source.report.first_problems(99)]


def write(folder: Path, spec: str, **tables: str) -> Path:
    """A folder with a source.yml and tables (``name_csv`` is name.csv)."""
    folder.mkdir(parents=True, exist_ok=True)
    if spec is not None:
        (folder / "source.yml").write_text("source: {id: s}\n" + spec, encoding="utf-8")
    for name, text in tables.items():
        (folder / ".".join(name.rsplit("_", 1))).write_text(text, encoding="utf-8", newline="")
    return folder


def read(folder: Path, spec: str, strict=False, **tables: str) -> Read:
    """The signings of a source, by id."""
    source = TableSource(write(folder, spec, **tables), Gazetteer(), strict=strict)
    signings = [signing for record in source.records() for signing in record.signings]
    return Read(sorted(signings, key=lambda signing: signing.id), source)


MEMBERS = "treaty,state,signed,ratified,left\nT1,FRA,1950-01-02,1951,\nT1,DEU,1950-01-02,,1960-05-05\nT1,FRA,1950-01-02,1952-03-03,\nT2,DEU,,,\n"
TREATIES = "id,title,date,topic\nT1,Rhine treaty,2 January 1950,Water\nT2,Moselle treaty,1952,Trade; Water\nT3,Treaty of none,n/a,\n"
JOINED = """
missing: [n/a]
tables:
  - file: treaties.csv
    rows: agreement
    key: id
    agreement:
      title: title
      signed: {column: date, formats: ["%d %B %Y", year]}
      kind: {constant: treaty}
      fields: {column: topic, split: ";", values: {Water: water, Trade: trade}}
  - file: members.csv
    rows: party
    key: treaty
    parties:
      - place: {id: state, name: {column: state, values: {FRA: France, DEU: Germany}}, level: country, iso3166: state}
        dates: {signature: signed, ratification: ratified, withdrawal: left}
"""
