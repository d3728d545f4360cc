"""What a built register gives, counted as the truth.json beside its tables counts."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from functools import cached_property
from itertools import combinations

import networkx as nx
import yaml
from support import ROOT, SHARED, missing, run_kg

from kg.places import Gazetteer
from kg.store import Store
from kg.tables.loading import read_spec
from kg.tables.reading import TableSource

PREFIXES = """
PREFIX accord: <https://w3id.org/accord/ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX level: <https://w3id.org/accord/code/level/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_CODES = {"CN": "CHN"}  # China is a reference place, which goes by its alpha-2 code


def tables_of(name):
    """The folder of a register's tables; skips with the reason where it is not there."""
    folder = SHARED / "tables" / name
    if not folder.is_dir():
        missing(f"the folder {folder}")
    return folder


def truth_of(name):
    return json.loads((tables_of(name) / "truth.json").read_text(encoding="utf-8"))["figures"]


def varied(name, to, **changes):
    """A copy of a register's source.yml in the folder ``to``, its first table read in another way."""
    spec = yaml.safe_load((ROOT / "data" / "registers" / name / "source.yml").read_text(encoding="utf-8"))
    spec.pop("expect", None)
    spec["tables"][0].update(changes)
    to.mkdir(parents=True, exist_ok=True)
    (to / "source.yml").write_text(yaml.safe_dump(spec, allow_unicode=True), encoding="utf-8")
    return to


def signings(folder, tables):
    """The signings that a folder with a source.yml gives, and its report."""
    source = TableSource(folder, Gazetteer(), tables)
    return [signing for record in source.records() for signing in record.signings], source


class Built:
    """A register, built by ``kg build``; ``folder`` holds its source.yml, ``store`` its store."""

    def __init__(self, name, folder, store):
        self.name, self.folder, self.tables, self.path = name, folder, tables_of(name), store
        done = run_kg("build", str(folder), "--tables", str(self.tables), "--store", str(store))
        assert done.status == 0, done.err
        self.told, self.spec, self.store = done.err, read_spec(folder), Store.open(store)
        self.years, self.titles, self.written = self._agreements()
        self.parties = self._parties()
        self.pairs = self._pairs(self.parties)
        self.agreements = Counter(party for who in self.parties.values() for party in who)
        self.degree = Counter(party for pair in self.pairs for party in pair)
        self.sizes = Counter(len(who) for who in self.parties.values())

    def select(self, pattern):
        return [tuple(row) for row in self.store.select(f"{PREFIXES} SELECT DISTINCT {pattern}")]

    def many(self, pattern):
        found = defaultdict(set)
        for key, value in self.select(pattern):
            found[str(key)].add(str(value))
        return found

    def ask(self, question, *options):
        done = run_kg("ask", question, *options, "--store", str(self.path), "--format", "json")
        assert done.status == 0, done.err
        return json.loads(done.out)

    def _agreements(self):
        rows = self.select(
            "?agreement ?earliest ?title ?written { ?agreement a accord:Agreement ; accord:signedAt ?event "
            "OPTIONAL { ?event accord:during/accord:earliest ?earliest } OPTIONAL { ?agreement dcterms:title ?title } "
            "OPTIONAL { ?agreement accord:asWritten ?written } }"
        )
        years = {str(iri): int(str(earliest)[:4]) if earliest else None for iri, earliest, _, _ in rows}
        titles, written = ({str(row[0]): str(row[place]) for row in rows if row[place] is not None} for place in (2, 3))
        return years, titles, written

    def _parties(self):
        names = {}
        for party, label, code, above in self.select(
            "?party ?label ?code ?above { ?agreement a accord:Agreement ; accord:hasParty ?party . ?party rdfs:label ?label "
            "FILTER (LANG(?label) != 'zh') "
            "OPTIONAL { ?party a accord:Territory ; accord:ofPlace ?place OPTIONAL { ?place skos:notation ?code } "
            "OPTIONAL { ?place accord:within ?land . ?land accord:placeLevel level:country ; rdfs:label ?above "
            "FILTER (LANG(?above) != 'zh') } } }"
        ):
            shown = {"twincities": f"{label} | {above}", "gptad": str(label)}.get(
                self.name, _CODES.get(str(code), str(code or label))
            )
            names[str(party)] = shown
        self.iris = {name: iri for iri, name in names.items()}
        found = {iri: set() for iri in self.years}
        for iri, party in self.select("?agreement ?party { ?agreement a accord:Agreement ; accord:hasParty ?party }"):
            found[str(iri)].add(names[str(party)])
        return found

    @staticmethod
    def _pairs(parties):
        return Counter(pair for who in parties.values() for pair in combinations(sorted(who), 2))

    @cached_property
    def couples(self):
        """Pairs, counted in the agreements of two parties alone."""
        return self._pairs({iri: who for iri, who in self.parties.items() if len(who) == 2})

    @cached_property
    def rows(self):
        """``{table: {agreement: number of its rows}}``, by accord:sourceRow."""
        found = defaultdict(Counter)
        for iri, fragment in self.select("?agreement ?row { ?agreement accord:sourceRow ?row }"):
            table, _, spans = str(fragment).partition("#row=")
            for span in spans.split(";"):
                first, _, last = span.partition("-")
                found[table][str(iri)] += int(last or first) - int(first) + 1
        return found

    @cached_property
    def graph(self):
        graph = nx.Graph(list(self.pairs))
        graph.add_nodes_from(self.agreements)
        return graph

    @cached_property
    def about(self):
        """``{agreement: places}``: the largest that it is about, and apart from these the parts of them."""
        spatial = self.many("?agreement ?place { ?agreement dcterms:spatial ?place }")
        above = self.many("?place ?above { ?place accord:within ?above }")
        named = set().union(*spatial.values())
        parts = {place for place in named if above[place] & named}
        return {iri: places - parts for iri, places in spatial.items()}, parts

    def cells(self, column, table=0):
        """The cells of a column, as Accord reads the table: how many rows have each."""
        opened = TableSource(self.folder, Gazetteer(), self.tables).opened(self.spec.tables[table])
        place = opened.columns.index(column)
        return Counter(row[place] for _, row in opened.rows())

    def shapes(self, column, table=0):
        """The cells of a column with 9 for each digit."""
        shapes = Counter()
        for cell, count in self.cells(column, table).items():
            shapes[re.sub(r"\d", "9", cell)] += count
        return shapes


def ranked(counted, wanted):
    """The counts of what ``wanted`` names, if they are the highest; else those that are."""
    counts = {tuple(sorted(key)) if isinstance(key, tuple) else key: count for key, count in counted.items()}
    best = sorted(counts.values(), reverse=True)[: len(wanted)]
    got = []
    for *key, _ in wanted:
        known = tuple(sorted(key)) if len(key) > 1 else key[0]
        got.append([*key, counts.get(known, 0)])
    return got if [row[-1] for row in got] == best else best
