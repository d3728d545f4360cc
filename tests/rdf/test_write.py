"""What a record becomes: the triples of the cases that the model turns on."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

import kg
from kg.errors import RecordError
from kg.ids import BASE, digest
from kg.vocab import CODE, NAMESPACE, PREFIXES

PREFIX = {"accord": NAMESPACE, **PREFIXES, "code": CODE, "id": BASE}


@pytest.fixture
def built(tmp_path):
    """Quads of the store that a record makes, as (subject, predicate, object, graph) in short form."""

    def build(text, **options):
        (tmp_path / "r.yaml").write_text(f"source: {{id: s, {options.pop('source', '')}}}\n{text}", encoding="utf-8")
        return kg.build([tmp_path / "r.yaml"], **options)

    return build


def short(term):
    if isinstance(term, Literal):
        return term.value
    for name, iri in sorted(PREFIX.items(), key=lambda item: -len(item[1])):
        if term.value.startswith(iri):
            return f"{name}:{term.value.removeprefix(iri)}"
    return term.value


def said(store, subject, graph=None):
    """Predicate and object of what is said of ``subject``, by graph."""
    return sorted(
        (short(quad.predicate), short(quad.object))
        for quad in store.quads()
        if short(quad.subject) == subject and (graph is None or short(quad.graph_name) == f"id:graph/{graph}")
    )


def objects(store, subject, predicate, graph=None):
    return [value for name, value in said(store, subject, graph) if name == predicate]


def subjects(store, predicate, value):
    return sorted(
        {
            short(quad.subject)
            for quad in store.quads()
            if (short(quad.predicate), short(quad.object)) == (predicate, value)
        }
    )


SIGNING = "signings: [{id: one, signed: 2020-04-01, basis: inferred, parties: [{name: Bureau, kind: court, place: Luzhou}, {place: Chongqing}], %s}]"


def test_a_signing_whole(built):
    store = built(
        SIGNING
        % "instruments: [{kind: memorandum, title: On Roads, as_written: roads pact}], fields: [rail], evidence: [{start: 0, end: 9}]"
    )
    assert said(store, "id:signing/s/one", "s") == [
        ("accord:dateBasis", "code:basis/inferred"),
        ("accord:during", "id:period/2020-04-01"),
        ("accord:evidence", "id:passage/s/0-9"),
        ("accord:hasParty", "id:body/s/bureau-luzhou"),
        ("accord:hasParty", "id:territory/chongqing"),
        ("accord:inField", "code:field/rail"),
        ("accord:inSource", "id:source/s"),
        ("accord:signs", "id:agreement/s/one-1"),
        ("rdf:type", "accord:SigningEvent"),
        ("rdfs:label", "Signing by Bureau and Chongqing, 2020-04-01"),
    ]
    assert said(store, "id:agreement/s/one-1", "s") == [
        ("accord:asWritten", "roads pact"),
        ("accord:inSource", "id:source/s"),
        ("accord:instrumentType", "code:instrument/memorandum"),
        ("accord:signedAt", "id:signing/s/one"),
        ("dcterms:title", "On Roads"),
        ("rdf:type", "accord:Agreement"),
        ("rdfs:label", "On Roads"),
    ]
    assert said(store, "id:passage/s/0-9", "s") == [
        ("accord:aspect", "signing"), ("accord:end", "9"), ("accord:inSource", "id:source/s"), ("accord:start", "0"), ("rdf:type", "accord:Passage"),
    ]  # fmt: skip
    assert said(store, "id:body/s/bureau-luzhou", "s") == [
        ("accord:bodyKind", "code:body-kind/court"), ("accord:inSource", "id:source/s"), ("accord:ofPlace", "id:place/luzhou"),
        ("rdf:type", "accord:Body"), ("rdfs:label", "Bureau"),
    ]  # fmt: skip


def test_the_dates_of_a_party_stand_on_its_participation(built):
    store = built(
        "signings: [{id: one, parties: [{place: Luzhou, dates: {ratification: 1995, withdrawal: 2001-02-03}}, {place: Chongqing}], instruments: [{kind: treaty}]}]"
    )
    assert said(store, "id:participation/s/one-1", "s") == [
        ("accord:inSource", "id:source/s"), ("accord:party", "id:territory/luzhou"), ("accord:ratification", "id:period/1995"),
        ("accord:role", "code:role/signatory"), ("accord:withdrawal", "id:period/2001-02-03"), ("rdf:type", "accord:Participation"),
    ]  # fmt: skip
    assert objects(store, "id:signing/s/one", "accord:participation") == ["id:participation/s/one-1"]
    assert objects(store, "id:agreement/s/one-1", "accord:signatureBinds", "derived") == ["false"]
    assert objects(store, "id:period/1995", "accord:latest") == ["1995-12-31"]


def test_naming_members_of_a_group_changes_no_iri(built):
    group = "signings: [{id: one, parties: [{place: Luzhou}, {name: two towns, named: false, size: 2%s}]}]"
    before = set(built(group % "").quads())
    after = built(group % ", includes: [{place: Town}, {name: Office, place: Luzhou}]")
    assert before <= set(after.quads())
    assert objects(after, "id:unnamed/s/one-2", "accord:includes") == ["id:body/s/office-luzhou", "id:territory/town"]
    assert objects(after, "id:signing/s/one", "accord:hasParty") == ["id:territory/luzhou", "id:unnamed/s/one-2"]


def test_a_count_makes_so_many_agreements_that_are_told_alike(built):
    store = built(SIGNING % "instruments: [{kind: plan, count: 3}, {title: Last}]")
    agreements = [f"id:agreement/s/one-{number}" for number in (1, 2, 3, 4)]
    assert objects(store, "id:signing/s/one", "accord:signs") == agreements
    assert said(store, agreements[0], "s") == said(store, agreements[2], "s")
    assert objects(store, agreements[3], "dcterms:title") == ["Last"]
    assert subjects(store, "rdf:type", "accord:Agreement") == agreements


def test_only_a_single_agreement_has_the_fields_of_its_event(built):
    single = built(SIGNING % "instruments: [{fields: [rail]}], fields: [rail, health]")
    assert objects(single, "id:agreement/s/one-1", "accord:inField", "s") == ["code:field/rail"]
    assert objects(single, "id:agreement/s/one-1", "accord:inField", "derived") == ["code:field/health"]
    several = built(SIGNING % "instruments: [{count: 2}], fields: [health]")
    for number in (1, 2):
        assert objects(several, f"id:agreement/s/one-{number}", "accord:inField") == []
        assert objects(several, f"id:agreement/s/one-{number}", "accord:hasParty", "s") == []
        assert objects(several, f"id:agreement/s/one-{number}", "accord:hasParty", "derived") == [
            "id:body/s/bureau-luzhou",
            "id:territory/chongqing",
        ]


@pytest.mark.parametrize(
    ("edtf", "name", "facts"),
    [
        ("2020-04-01", "2020-04-01", {"earliest": "2020-04-01", "latest": "2020-04-01", "extent": "one-of"}),
        (
            "'[2020-04-07..2020-04-08]'",
            "2020-04-07..2020-04-08",
            {"earliest": "2020-04-07", "latest": "2020-04-08", "extent": "one-of"},
        ),
        ("2020-04/2020-05", "2020-04_2020-05", {"earliest": "2020-04-01", "latest": "2020-05-31", "extent": "whole"}),
        ("'[..2020]'", "..2020", {"latest": "2020-12-31", "extent": "one-of"}),
        ("XXXX-05-18", "XXXX-05-18", {"monthDay": "05-18"}),
    ],
)
def test_periods_are_values_that_all_share(built, edtf, name, facts):
    store = built(
        f"signings: [{{id: one, signed: {edtf}, parties: [], commitments: [{{text: t, due: {edtf}}}]}}, {{id: two, signed: {edtf}, parties: []}}]\n"
        f"claims: [{{id: c, what: share, period: {edtf}}}]"
    )
    node = f"id:period/{name}"
    assert subjects(store, "rdf:type", "accord:Period").count(node) == 1
    assert subjects(store, "accord:during", node) == ["id:claim/s/c", "id:signing/s/one", "id:signing/s/two"]
    assert len(subjects(store, "accord:dueBy", node)) == 1
    found = {key.removeprefix("accord:"): value for key, value in said(store, node, "s")}
    assert found == {"edtf": edtf.strip("'"), "rdf:type": "accord:Period", "rdfs:label": edtf.strip("'"), **facts}


def test_unnamed_groups_keep_their_number_and_belong_to_their_signing(built):
    store = built(
        "signings: [{id: one, parties: [{name: seven towns, named: false, size: 7, place: Luzhou}, {name: cities, named: false, min: 2}, {name: others, named: false}]}]"
    )
    assert said(store, "id:unnamed/s/one-1", "s") == [
        ("accord:inSource", "id:source/s"), ("accord:maxCount", "7"), ("accord:minCount", "7"), ("accord:ofPlace", "id:place/luzhou"),
        ("rdf:type", "accord:UnnamedParties"), ("rdfs:label", "seven towns"),
    ]  # fmt: skip
    assert [name for name, _ in said(store, "id:unnamed/s/one-2")] == [
        "accord:inSource",
        "accord:minCount",
        "rdf:type",
        "rdfs:label",
    ]
    assert [name for name, _ in said(store, "id:unnamed/s/one-3")] == ["accord:inSource", "rdf:type", "rdfs:label"]


def test_bodies_of_one_name_in_two_places_are_two_and_told_twice_one(built):
    store = built(
        "signings: [{id: one, parties: [{name: Court, place: Luzhou}, {name: Court, place: Yibin}]}, {id: two, parties: [{name: COURT, place: Luzhou, kind: court}]}]"
    )
    assert subjects(store, "rdf:type", "accord:Body") == ["id:body/s/court-luzhou", "id:body/s/court-yibin"]
    assert objects(store, "id:body/s/court-luzhou", "rdfs:label") == ["Court"]
    assert objects(store, "id:body/s/court-luzhou", "skos:altLabel") == ["COURT"]


def test_a_body_of_two_kinds_is_refused(built):
    with pytest.raises(RecordError, match="signing two: Court is of two kinds, court and park: write one of them"):
        built(
            "signings: [{id: one, parties: [{name: Court, kind: court}]}, {id: two, parties: [{name: Court, kind: park}]}]"
        )


def test_a_place_that_signs_is_a_territory_and_no_government(built):
    store = built("signings: [{id: one, parties: [{place: Luzhou}]}]")
    assert said(store, "id:territory/luzhou", "s") == [
        ("accord:inSource", "id:source/s"), ("accord:ofPlace", "id:place/luzhou"), ("rdf:type", "accord:Territory"), ("rdfs:label", "Luzhou"), ("rdfs:label", "泸州市"),
    ]  # fmt: skip
    assert not [
        quad
        for quad in store.quads()
        if isinstance(quad.object, Literal) and "overnment of" in quad.object.value and "source/s" in str(quad)
    ]
    assert subjects(store, "rdf:type", "accord:Body") == []


def test_a_participation_stands_only_where_there_is_something_to_say(built):
    store = built(
        "signings: [{id: one, parties: [{name: A}, {name: B, role: witness}, {name: C, evidence: [{start: 1, end: 2}]}, {name: D, role: signatory}]}]"
    )
    assert subjects(store, "rdf:type", "accord:Participation") == [
        "id:participation/s/one-2",
        "id:participation/s/one-3",
    ]
    assert objects(store, "id:signing/s/one", "accord:participation") == [
        "id:participation/s/one-2",
        "id:participation/s/one-3",
    ]
    assert objects(store, "id:participation/s/one-2", "accord:role") == ["code:role/witness"]
    assert objects(store, "id:participation/s/one-3", "accord:party") == ["id:body/s/c"]
    assert objects(store, "id:passage/s/1-2", "accord:aspect") == ["party"]


def test_what_a_curator_dropped_is_not_in_the_graph(built):
    store = built(
        "signings: [{id: gone, status: dropped, parties: [{name: Ghost, place: Nowhere}], instruments: [{}]}, {id: kept, status: corrected, confidence: 0.50, parties: []}]"
    )
    assert subjects(store, "rdf:type", "accord:SigningEvent") == ["id:signing/s/kept"]
    assert not any("ghost" in str(quad).lower() or "nowhere" in str(quad).lower() for quad in store.quads())
    assert objects(store, "id:signing/s/kept", "accord:status") == ["corrected"]
    assert objects(store, "id:signing/s/kept", "accord:confidence") == ["0.5"]


@pytest.mark.parametrize(
    ("source", "expected"), [("quotable: true, language: zh", ["泸州"]), ("quotable: false", []), ("language: en", [])]
)
def test_words_are_quoted_only_from_a_quotable_source(built, source, expected):
    store = built("signings: [{id: one, parties: [], evidence: [{start: 3, end: 5, exact: 泸州}]}]", source=source)
    assert objects(store, "id:passage/s/3-5", "accord:exact") == expected
    assert objects(store, "id:passage/s/3-5", "accord:digest") == [digest("泸州")]
    if expected:
        assert any(quad.object == Literal("泸州", language="zh") for quad in store.quads())


def test_one_passage_for_all_that_stands_there(built):
    store = built(
        SIGNING
        % "instruments: [{title: T, evidence: [{start: 0, end: 9}]}], evidence: [{start: 0, end: 9}, {start: 0, end: 9, aspects: [date]}]"
    )
    assert objects(store, "id:passage/s/0-9", "accord:aspect") == ["date", "signing", "title"]
    assert subjects(store, "accord:evidence", "id:passage/s/0-9") == ["id:agreement/s/one-1", "id:signing/s/one"]


def test_a_commitment_is_named_by_its_id_or_a_digest_of_its_words(built):
    text = "signings: [{id: one, parties: [], commitments: [{text: build a road, due: 2021, recurrence: P1Y, initiative: {name: The Road, type: corridor, covers: [Luzhou]}}, {text: meet, id: meeting}]}]"
    store = built(text)
    node = f"id:commitment/s/{digest('build a road')[:12]}"
    assert objects(store, "id:signing/s/one", "accord:commitsTo") == sorted([node, "id:commitment/s/meeting"])
    assert objects(store, node, "accord:concerns") == ["id:initiative/s/the-road"]
    assert objects(store, node, "accord:recurrence") == ["P1Y"]
    assert objects(store, "id:initiative/s/the-road", "accord:covers") == ["id:place/luzhou"]
    assert set(built(text).quads()) == set(store.quads())


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ("min: 51", [("accord:minCount", "51")]),
        ("max: 3", [("accord:maxCount", "3")]),
        ("min: 2, max: 3", [("accord:maxCount", "3"), ("accord:minCount", "2")]),
        ("fields: [rail]", []),
    ],
)
def test_a_claim_has_the_bounds_that_it_gives_and_no_others(built, bounds, expected):
    store = built(f"claims: [{{id: c, what: agreements, places: [Luzhou], {bounds}}}]")
    assert [pair for pair in said(store, "id:claim/s/c", "s") if pair[0].endswith("Count")] == expected
    assert objects(store, "id:claim/s/c", "accord:claimAbout") == ["id:place/luzhou"]
    assert objects(store, "id:claim/s/c", "accord:counts") == ["code:count/agreements"]


def test_reference_places_carry_level_parent_and_point_and_unknown_ones_their_name(tmp_path):
    (tmp_path / "places.yaml").write_text(
        "source: {id: g, title: Places, as_of: 2020}\nplaces:\n- {id: land, name: Land, level: country}\n- {id: north, name: North, parent: land}\n"
        "- {id: town, name: Town, zh: 镇, level: district, parent: north, latitude: '1.5', longitude: '-2', gbt2260: '510000', same_as: ['https://a/b']}\n"
    )
    (tmp_path / "r.yaml").write_text(
        "source: {id: s}\nsignings: [{id: one, parties: [{place: 镇}, {place: Far Away}]}]"
    )
    store = kg.build([tmp_path / "r.yaml"])
    assert said(store, "id:place/town", "reference") == [
        ("accord:basis", "code:basis/reference"), ("accord:inSource", "id:source/g"), ("accord:placeLevel", "code:level/district"), ("accord:within", "id:place/north"),
        ("geo:hasGeometry", "id:place/town/point"), ("rdf:type", "accord:Place"), ("rdfs:label", "Town"), ("rdfs:label", "镇"),
        ("schema:sameAs", "https://a/b"), ("skos:notation", "510000"),
    ]  # fmt: skip
    assert objects(store, "id:place/town/point", "geo:asWKT") == ["POINT(-2 1.5)"]
    assert said(store, "id:place/town", "derived") == [("accord:within", "id:place/land")]
    assert said(store, "id:place/far-away") == [("rdf:type", "accord:Place"), ("rdfs:label", "Far Away")]
    assert NamedNode(BASE + "place/north") in {quad.subject for quad in store.quads()}


def test_narrower_fields_know_all_that_is_above_them(built):
    store = built("")
    above = objects(store, "code:field/medical-insurance", "skos:broaderTransitive", "derived")
    assert above == ["code:field/employment-social-security", "code:field/health"]
    assert objects(store, "code:field/health", "skos:broaderTransitive") == []


def test_each_agreement_rests_on_the_evidence_of_its_signing(built):
    store = built(
        "signings:\n- {id: one, parties: [], instruments: [{kind: agreement, count: 2}], evidence: [{start: 3, end: 9}]}"
    )
    for number in (1, 2):
        assert ("accord:evidence", "id:passage/s/3-9") in said(store, f"id:agreement/s/one-{number}", "derived")
