"""The four registers of the world give the figures that their truth.json counts in the tables."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations

import pytest
from support import ROOT, SHARED, missing, run_kg

from kg import dates, resources
from kg.places import Gazetteer
from kg.tables.loading import read_spec
from kg.tables.reading import TableSource

NAMES = ["ggo", "gptad", "tfdd", "twincities"]


class Figures:
    """What a register gives, counted as truth.json counts."""

    def __init__(self, name):
        folder = SHARED / "tables" / name
        if not folder.is_dir():
            missing(f"the folder {folder}")
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["figures"]
        self.truth = truth | truth.get("cleaned", {})
        source = TableSource(ROOT / "data" / "registers" / name, Gazetteer(), folder)
        codes = {}
        self.parties, years, self.kinds = [], [], Counter()
        for record in source.records():
            for signing in record.signings:
                who = set()
                for party in signing.parties:
                    place = source.places.place(party.place) if party.place else None
                    who.add(codes.setdefault((party.name, party.place), self.written(name, party, place, source)))
                self.parties.append(frozenset(who))
                earliest = dates.parse(signing.signed).earliest if signing.signed else None
                years.append(earliest.year if earliest else None)
                self.kinds[signing.instruments[0].as_written] += 1
        self.years = Counter(year for year in years if year)
        self.undated = years.count(None)
        self.report = source.report
        self.pairs = Counter(pair for who in self.parties for pair in combinations(sorted(who), 2))

    @staticmethod
    def written(name, party, place, source):
        """The party as truth.json writes it: codes of states, names, 'City | Country'."""
        if party.name:
            return party.name
        if name == "twincities":
            return f"{place.name} | {source.places.place(place.parent).name if place.parent else ''}"
        return place.iso3166 or place.name


@pytest.fixture(scope="module", params=NAMES)
def figures(request):
    return Figures(request.param)


def test_counts(figures):
    truth, sizes = figures.truth, Counter(len(who) for who in figures.parties)
    assert len(figures.parties) == truth["agreements"]
    assert sizes[0] == truth["agreements_with_0_parties"]
    assert sizes[2] == truth["agreements_with_2_parties"]
    assert sum(count for size, count in sizes.items() if size > 2) == truth["agreements_with_3_or_more"]
    assert len(frozenset().union(*figures.parties)) == truth["parties"]
    assert sum(map(len, figures.parties)) == truth["links"]
    assert figures.undated == truth["undated"]


def test_years(figures):
    truth = figures.truth
    assert (min(figures.years, default=None), max(figures.years, default=None)) == (
        truth["first_year"],
        truth["last_year"],
    )
    decades = Counter()
    for year, count in figures.years.items():
        decades[str(year // 10 * 10)] += count
    assert decades == truth["agreements_per_decade"]
    busiest = sorted(figures.years.items(), key=lambda item: (-item[1], item[0]))[: len(truth["busiest_years"])]
    assert [list(item) for item in busiest] == truth["busiest_years"]


def test_pairs(figures):
    truth, pairs = figures.truth, figures.pairs
    assert len(pairs) == truth["distinct_pairs"]
    assert pairs.total() == truth["pair_weight_total"]
    assert {tuple(sorted(pair)): weight for *pair, weight in truth["top10_pairs"]}.items() <= pairs.items()
    best = sorted(weight for *_, weight in truth["top10_pairs"])
    assert sorted(weight for _, weight in pairs.most_common(10)) == best


def test_parties(figures):
    agreements = Counter(party for who in figures.parties for party in who)
    degree = Counter(party for pair in figures.pairs for party in pair)
    for counted, name in ((agreements, "top10_parties_by_agreements"), (degree, "top10_parties_by_degree")):
        assert {party: counted[party] for party, _ in figures.truth[name]} == dict(figures.truth[name])
        assert sorted(count for _, count in counted.most_common(10)) == sorted(
            count for _, count in figures.truth[name]
        )
    if (names := figures.truth.get("cleaned_party_names")) is not None:
        assert sorted(agreements) == names
    components = _components(figures.pairs, agreements)
    assert figures.truth["network"]["nodes"] == len(agreements)
    assert figures.truth["network"]["edges"] == len(figures.pairs)
    assert figures.truth["network"]["components"] == len(components)
    assert figures.truth["network"]["largest_component"] == max(map(len, components))


def _components(pairs, parties):
    import networkx as nx

    graph = nx.Graph(list(pairs))
    graph.add_nodes_from(parties)
    return list(nx.connected_components(graph))


def test_what_a_register_alone_has():
    ggo, gptad, tfdd, twins = (Figures(name) for name in NAMES)
    assert ggo.report.counts()["without_parties"] == 1130
    assert len(gptad.kinds) - (None in gptad.kinds) == gptad.truth["distinct_topics"]
    assert dict(gptad.truth["top10_topics"]).items() <= gptad.kinds.items()
    assert tfdd.report.left_out.total() == tfdd.truth["rows_without_id"]
    towns = [sorted(who) if len(who) > 1 else [*who, *who] for who in twins.parties]  # three are twins of themselves
    countries = Counter(tuple(sorted(town.rpartition(" | ")[2] for town in pair)) for pair in towns)
    assert sum(a == b for a, b in countries.elements()) == twins.truth["pairs_inside_one_country"]
    assert len(countries) == twins.truth["country_pairs"]  # those inside one country among them
    assert {tuple(pair): count for *pair, count in twins.truth["top10_country_pairs"]}.items() <= countries.items()


def test_gptad_split_at_commas_alone_gives_the_figures_of_the_uncleaned_table(tmp_path):
    folder = SHARED / "tables" / "gptad"
    if not folder.is_dir():
        missing(f"the folder {folder}")
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["figures"]
    (tmp_path / "source.yml").write_text(
        "source: {id: raw}\nmissing: [n/a]\ntables:\n  - file: GPTAD.csv\n    rows: agreement\n"
        "    key: [Common.Name, Date.of.Signature, Membership]\n"
        "    agreement: {signed: {column: Date.of.Signature, formats: '%m/%d/%Y'}}\n"
        "    parties: {place: {column: Membership, split: ',', brackets: ignore}}\n"
        f"expect: {{agreements: {truth['agreements']}, parties: {truth['parties']}, links: {truth['links']},"
        f" without_parties: {truth['agreements_with_0_parties']}, undated: {truth['undated']}}}\n",
        encoding="utf-8",
    )
    assert sum(len(record.signings) for record in TableSource(tmp_path, Gazetteer(), folder).records()) == 350


def test_each_tells_where_its_tables_are_their_licence_and_their_digests():
    specs = [read_spec(path) for path in resources.registers()]
    assert [spec.source.id for spec in specs] == NAMES
    for spec in specs:
        assert spec.source.title
        assert spec.source.publisher
        assert spec.source.licence
        assert spec.expect.agreements
        assert all(table.url and table.sha256 for table in spec.tables)
        assert not any((spec.path.parent / table.file).exists() for table in spec.tables), "tables are not committed"


def test_they_answer_the_questions_of_the_press_corpus(tmp_path):
    """gptad and tfdd beside the press corpus in one store: partners, places by country, verify, check."""
    if not (SHARED / "tables").is_dir():
        missing("the folder shared/tables")
    store = str(tmp_path / "world")
    assert run_kg("build", "--store", store).status == 0
    for name in ("gptad", "tfdd"):
        source, tables = str(ROOT / "data" / "registers" / name), str(SHARED / "tables" / name)
        done = run_kg("build", source, "--tables", tables, "--store", store)
        assert done.status == 0, done.err
        done = run_kg("verify", "--tables", tables, "--store", store)
        assert (done.status, done.out) == (0, ""), done.err
    done = run_kg("ask", "place-partners", "--level", "country", "--store", store, "--format", "json")
    top = json.loads(done.out)[0]
    assert (top["place"], top["partner"]) == ("France", "Germany")
    assert json.loads(run_kg("ask", "partners", "--place", "Sichuan", "--store", store, "--format", "json").out)
    done = run_kg("ask", "agreements-by-decade", "--store", store, "--format", "json")
    decades = {row["decade"]: row["agreements"] for row in json.loads(done.out)}
    assert (decades[1990], decades[2020]) == (131 + 125, 20)
