"""The four registers of the world, built by ``kg build``, give every figure of the truth.json beside their tables."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from itertools import chain

import networkx as nx
import pytest
from register_figures import Built, ranked, signings, tables_of, truth_of, varied
from support import ROOT, SHARED, missing, run_kg

from kg import resources
from kg.tables.loading import read_spec

NAMES = ["ggo", "gptad", "tfdd", "twincities"]
RAW = "gptad split at commas alone"  # the first figures of its truth.json are of cells that nobody cleaned
NO_FIGURES = {"cleaned", "cleaned_rule"}  # figures of their own, and the sentence that says how they were made
# Figures of the parties of the uncleaned cells, for which `cleaned` has none.
RAW_ALONE = {
    "agreements_with_1_party", "largest_agreement_parties", "pairs_from_2_party_agreements",
    "top10_pairs_2_party_agreements_only", "party_spellings_sample_of_variants",
}  # fmt: skip
TOPICS = {  # the words of the register, of which the graph holds the codes
    "ggo": "TypeDomain",
    "tfdd": {"column": "Issue Area", "missing": ["0", "Y"], "split": ",", "take": "first"},
}


def wanted(case):
    """The figures that a case has to give."""
    truth = truth_of("gptad" if case == RAW else case)
    if case == RAW:
        return {key: value for key, value in truth.items() if key not in NO_FIGURES | {"cleaned_party_names"}}
    figures = truth | truth.get("cleaned", {})
    left = NO_FIGURES | (RAW_ALONE if case == "gptad" else set())
    return {key: value for key, value in figures.items() if key not in left}


@pytest.fixture(scope="module", params=[*NAMES, RAW])
def built(request, tmp_path_factory):
    name, folder = request.param, tmp_path_factory.mktemp("register")
    if name != RAW:
        found = Built(name, ROOT / "data" / "registers" / name, folder / "store")
    else:
        tables_of("gptad")
        cell = {"column": "Membership", "split": ",", "brackets": "ignore"}
        found = Built("gptad", varied("gptad", folder / "raw", parties={"place": {"name": cell}}), folder / "store")
    found.case, found.tmp = name, folder
    return found


def rows(found):
    """Rows of the table of parties; those that were left out are said by the build alone."""
    if len(found.spec.tables) > 1:
        return found.rows[found.spec.tables[-1].name].total()
    return int(re.search(r": ([\d,]+) rows,", found.told)[1].replace(",", ""))


def decades(found):
    return dict(Counter(str(year // 10 * 10) for year in found.years.values() if year))


def busiest(found, figure):
    years = Counter(year for year in found.years.values() if year)
    return [list(item) for item in sorted(years.items(), key=lambda item: (-item[1], item[0]))[: len(figure)]]


def network(found, figure):
    parts = list(nx.connected_components(found.graph))
    got = {
        "nodes": len(found.graph), "edges": len(found.pairs), "density": round(nx.density(found.graph), 6),
        "components": len(parts), "largest_component": max(map(len, parts)),
    }  # fmt: skip
    return got | ({"transitivity": round(nx.transitivity(found.graph), 5)} if "transitivity" in figure else {})


def topics(found):
    """How many agreements have each topic, in the register's words."""
    if found.case not in TOPICS:
        return Counter(found.written.values())
    return worded(found, TOPICS[found.case])


def worded(found, cell):
    """How many agreements have each word of a cell."""
    agreement = {"as_written": cell}
    if found.case == "tfdd":
        agreement["about"] = {"name": "Basin Name"}  # by name, where the graph goes by code
    spec = varied(found.case, found.tmp / "worded", agreement=agreement)
    found.worded, _ = signings(spec, found.tables)
    return Counter(one.instruments[0].as_written for one in found.worded if one.instruments[0].as_written)


def basins(found):
    worded(found, "Basin Name")
    return Counter(place for one in found.worded for place in one.instruments[0].about)


def named_basins(found, figure):
    got = basins(found)
    return [[name, got[re.sub(r"\W+", "-", name.lower()).strip("-")]] for name, _ in figure]


def multilateral(found, _):
    """The register's code for bilateral and multilateral treaties."""
    counts = worded(found, {"column": "NumberParties", "matching": r"\d"})
    return dict(counts) | {"": len(found.worded) - counts.total()}


def lands(found):
    """The countries of the two towns of each agreement, sorted; a town may be the twin of itself."""
    towns = [(*who, *who)[:2] for who in found.parties.values()]
    return Counter(tuple(sorted(town.rpartition(" | ")[2] for town in pair)) for pair in towns)


def towns(found):
    """``{name: countries}``."""
    names = {}
    for town in found.agreements:
        name, _, land = town.rpartition(" | ")
        names.setdefault(name, []).append(land)
    return names


def geocoded(found, _):
    place = {
        "name": "city{n}", "level": "city", "latitude": "lat{n}", "longitude": "lng{n}",
        "within": {"name": "country{n}", "level": "country"},
    }  # fmt: skip
    changes = {"file": "twin_cities_geocoded.csv", "sha256": None, "url": None, "parties": [{"place": place}]}
    changes = {key: value for key, value in changes.items() if value}
    spec = varied(found.case, found.tmp / "geocoded", **changes)
    return len(signings(spec, found.tables)[0])


def first_table(found):
    return found.rows[found.spec.tables[0].name]


def listed(counts, figure):
    assert len(counts) == len(figure)
    return ranked(counts, figure)


ONLY = {  # of the tables in the folder; the other sheets of the collection are not there
    "agreements_GGO": lambda found: first_table(found).total(),
    "parties_GGO": rows,
}
SIZES = {
    "agreements_with_0_parties": lambda size: size == 0, "agreements_with_1_party": lambda size: size == 1,
    "agreements_with_2_parties": lambda size: size == 2, "agreements_with_3_or_more": lambda size: size > 2,
}  # fmt: skip
# What Accord gives for a figure: of the built register and of the figure (for the length of lists, and their ties).
FIGURES = {
    "rows_in_file": lambda found, _: rows(found),
    "agreements": lambda found, _: len(found.parties),
    "largest_agreement_parties": lambda found, _: max(found.sizes),
    "parties": lambda found, _: len(found.agreements),
    "links": lambda found, _: found.agreements.total(),
    "distinct_pairs": lambda found, _: len(found.pairs),
    "pair_weight_total": lambda found, _: found.pairs.total(),
    "pairs_from_2_party_agreements": lambda found, _: len(found.couples),
    "first_year": lambda found, _: min(filter(None, found.years.values()), default=None),
    "last_year": lambda found, _: max(filter(None, found.years.values()), default=None),
    "undated": lambda found, _: list(found.years.values()).count(None),
    "agreements_per_decade": lambda found, _: decades(found),
    "busiest_years": busiest,
    "top10_pairs": lambda found, figure: ranked(found.pairs, figure),
    "top10_pairs_2_party_agreements_only": lambda found, figure: ranked(found.couples, figure),
    "top10_parties_by_agreements": lambda found, figure: ranked(found.agreements, figure),
    "top10_parties_by_degree": lambda found, figure: ranked(found.degree, figure),
    "network": network,
    "top10_topics": lambda found, figure: ranked(topics(found), figure),
    "distinct_topics": lambda found, _: len(topics(found)),
    # ggo
    "agreements_file_rows": lambda found, _: first_table(found).total(),
    "agreements_file_distinct_ids": lambda found, _: len(first_table(found)),
    "agreements_without_member_rows": lambda found, _: len(found.years.keys() - found.rows["parties_GGO.csv"].keys()),
    "member_treaties_not_in_agreements_file": lambda found, _: len(found.years.keys() - first_table(found).keys()),
    "repeated_membership_rows": lambda found, _: rows(found) - found.agreements.total(),
    "three_letter_state_ids": lambda found, _: sum(bool(re.fullmatch("[A-Z]{3}", one)) for one in found.agreements),
    "other_ids": lambda found, _: sum(not re.fullmatch("[A-Z]{3}", one) for one in found.agreements),
    "date_shapes_in_agreements_Signature": lambda found, figure: listed(found.shapes("Signature"), figure),
    "date_shapes_in_parties_StateSignature": lambda found, figure: listed(found.shapes("StateSignature", 1), figure),
    "rows_in_other_sheets": lambda found, figure: figure | {sheet: read(found) for sheet, read in ONLY.items()},
    # gptad
    "empty_rows": lambda found, _: found.told.count("blank"),
    "repeated_rows": lambda found, _: rows(found) - len(found.years),
    "distinct_names": lambda found, _: len(set(found.titles.values())),
    "names_listed_more_than_once": lambda found, _: sum(
        count > 1 for count in Counter(found.titles[iri] for iri in found.years).values()
    ),
    "status": lambda found, _: dict(found.cells("In.force.status")),
    "wto_notified": lambda found, _: dict(found.cells("WTO.notified")),
    "party_spellings_sample_of_variants": lambda found, figure: [
        name for name in figure if " ".join(name.split()) in found.agreements
    ],
    "cells_with_literal_backslash_r_n": lambda found, _: sum(
        count for cell, count in found.cells("Membership").items() if r"\r\n" in cell
    ),
    "cleaned_party_names": lambda found, _: sorted(found.agreements),
    # tfdd
    "rows_without_id": lambda found, _: int(re.search(r"(\d+) rows left out: .*no key", found.told)[1]),
    "basins": lambda found, _: len(set(chain.from_iterable(found.about[0].values()))),
    "basin_country_units": lambda found, _: len(found.about[1]),
    "treaty_basin_links": lambda found, _: sum(map(len, found.about[0].values())),
    "basins_by_treaties_top10": named_basins,
    "countries": lambda found, _: len({town.rpartition(" | ")[2] for town in found.agreements}),
    "country_name_spellings": lambda found, _: len(found.cells("Country_Name")),
    "continents": lambda found, _: dict(found.cells("Region_Continent")),
    "date_shapes": lambda found, figure: listed(found.shapes("DateSigned"), figure),
    "number_parties_code": multilateral,
    "signatories_free_text_examples": lambda found, figure: [
        one for one in figure if one in found.cells("Signatories")
    ],
    # twincities
    "self_pairs": lambda found, _: found.sizes[1],
    "rows_that_repeat_an_unordered_pair": lambda found, _: found.pairs.total() - len(found.pairs),
    "distinct_city_names_ignoring_country": lambda found, _: len(towns(found)),
    "city_names_in_more_than_one_country": lambda found, _: sum(len(set(of)) > 1 for of in towns(found).values()),
    "country_pairs": lambda found, _: len(lands(found)),
    "top10_country_pairs": lambda found, figure: ranked(lands(found), figure),
    "pairs_inside_one_country": lambda found, _: sum(one == other for one, other in lands(found).elements()),
    "cities_per_country_top10": lambda found, figure: ranked(
        Counter(town.rpartition(" | ")[2] for town in found.agreements), figure
    ),
    "rows_geocoded_file": geocoded,
}
FIGURES |= {
    key: partial(lambda fits, found, _: sum(found.sizes[size] for size in found.sizes if fits(size)), fits)
    for key, fits in SIZES.items()
}


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_something_that_compares_it(name):
    truth = truth_of(name)
    assert sorted((truth.keys() | truth.get("cleaned", {}).keys()) - FIGURES.keys() - NO_FIGURES) == []
    compared = set().union(*(wanted(case) for case in ([name, RAW] if name == "gptad" else [name])))
    assert compared == truth.keys() - NO_FIGURES


def test_every_figure(built):
    figures = wanted(built.case)
    got = {key: FIGURES[key](built, figure) for key, figure in figures.items()}
    assert {key: value for key, value in got.items() if value != figures[key]} == {}
    assert got == figures


def test_the_codes_of_fields_are_those_of_the_words(built):
    """Where an agreement's topic is a word, the graph has the code that source.yml gives for it."""
    if built.case not in TOPICS:
        return
    worded(built, TOPICS[built.case])
    (cell,) = built.spec.tables[0].agreement.fields
    fields = built.many("?id ?code { ?agreement accord:inField/skos:notation ?code BIND (STR(?agreement) AS ?id) }")
    by_id = {iri.rsplit("/", 1)[1].removesuffix("-1"): codes for iri, codes in fields.items()}
    told = [(one.id, one.instruments[0].as_written) for one in built.worded if one.instruments[0].as_written]
    assert len(told) > 100
    assert [
        (end, word) for end, word in told if not {cell.values[part] for part in word.split(",")} <= by_id[end]
    ] == []


def test_the_questions_of_the_press_corpus(built):
    """Partners, place partners by country, and agreements by decade say the same as the figures."""
    if built.case == RAW:
        return
    answers = built.ask("agreements-by-decade")
    told = {str(row["decade"]): row["agreements"] for row in answers if row["decade"] is not None}
    assert told == wanted(built.case)["agreements_per_decade"]
    assert sum(row["agreements"] for row in answers) == wanted(built.case)["agreements"]
    figure = wanted(built.case).get("top10_country_pairs", wanted(built.case)["top10_pairs"])
    answers = built.ask("place-partners", "--level", "country")
    best = [count for one, other, count in figure if one != other]  # those inside one country are no partners
    assert [row["agreements"] for row in answers[: len(best)]] == best
    party = sorted(built.degree, key=lambda name: (built.degree[name], name))[len(built.degree) // 20]
    answers = built.ask("partners", "--party", built.iris[party])
    assert len(answers) == built.degree[party]
    assert sum(row["agreements"] for row in answers) == sum(built.pairs[pair] for pair in built.pairs if party in pair)


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


def test_they_stand_beside_the_press_corpus_in_one_store(tmp_path):
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
    done = run_kg("ask", "place-partners", "--level", "country", "--store", store, "--format", "csv")
    assert done.out.splitlines()[1].startswith("France,Germany,")
    assert run_kg("ask", "partners", "--place", "Sichuan", "--store", store, "--format", "csv").out.count("\n") > 1
    done = run_kg("ask", "agreements-by-decade", "--store", store, "--format", "csv")
    assert {f"1990,{131 + 125}", "2020,20"} <= set(done.out.splitlines())
