"""Record → RDF → record, for records of all shapes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import count, groupby

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode

from kg import model, vocab
from kg.ids import BASE, Minter, digest
from kg.model import Claim, Commitment, Evidence, Initiative, Instrument, Party, PartyDate, Record, Signing, Source
from kg.places import Gazetteer
from kg.rdf import SourceWriter, derived, read_record
from kg.records import dump_json, dump_yaml, read_records, with_evidence

MINTER = Minter(BASE)
TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip
PLACES = st.sampled_from(["Luzhou", "Chongqing", "Sichuan", "New Town", "泸州市", "Saint-Étienne"])
EDTF = st.sampled_from(
    ["2020-04-15", "2020-04", "2020", "[2020-04-07..2020-04-08]", "2020-04-01/2020-04-15", "XXXX-05-18", "[..2020]"]
)


def maybe(strategy):
    return st.none() | strategy


def code(scheme):
    return st.sampled_from(sorted(vocab.concepts(scheme)))


def tuples(strategy, most=3):
    return st.lists(strategy, max_size=most).map(tuple)


FIELDS = st.lists(code("field"), max_size=3, unique=True).map(lambda codes: tuple(sorted(codes)))
SPOTS = st.lists(PLACES, max_size=2, unique=True).map(lambda places: tuple(sorted(places)))


def evidence():
    """Evidence whose place in the text is given later, so that no two are the same passage."""
    aspects = st.lists(st.sampled_from(model.ASPECTS), min_size=2, max_size=3, unique=True).map(
        lambda a: tuple(sorted(a))
    )
    return tuples(
        st.builds(
            Evidence, start=st.just(0), end=st.just(1), digest=maybe(TEXT.map(digest)), aspects=st.just(()) | aspects
        ),
        2,
    )


def bounds():
    return st.tuples(maybe(st.integers(0, 9)), maybe(st.integers(9, 99)))


def party_dates():
    events = st.lists(st.sampled_from(model.PARTY_EVENTS), max_size=3, unique=True)
    return st.tuples(events, st.tuples(EDTF, EDTF, EDTF)).map(
        lambda drawn: tuple(
            PartyDate(event=event, edtf=edtf)
            for event, edtf in sorted(zip(*drawn, strict=False), key=lambda pair: model.PARTY_EVENTS.index(pair[0]))
        )
    )


def members():
    return tuples(st.builds(Party, name=TEXT, kind=maybe(code("body-kind")), place=maybe(PLACES)), 2)


@st.composite
def parties(draw):
    shape = draw(st.sampled_from(["body", "territory", "unnamed"]))
    common = {"role": draw(code("role")), "evidence": draw(evidence()), "dates": draw(party_dates())}
    if shape == "territory":
        return Party(place=draw(st.sampled_from(["Luzhou", "Chongqing", "New Town"])), **common)
    if shape == "unnamed":
        low, high = draw(bounds())
        common["includes"] = draw(members())
        return Party(name=draw(TEXT), named=False, place=draw(maybe(PLACES)), minimum=low, maximum=high, **common)
    return Party(name=draw(TEXT), kind=draw(maybe(code("body-kind"))), place=draw(maybe(PLACES)), **common)


def initiatives():
    return st.builds(Initiative, name=TEXT, type=code("initiative-type"), covers=SPOTS, evidence=evidence())


@st.composite
def commitments(draw):
    due = draw(maybe(EDTF))
    return Commitment(
        text=draw(TEXT),
        due=due,
        due_basis=draw(maybe(code("basis"))) if due else None,
        recurrence=draw(maybe(st.sampled_from(["P1Y", "P6M"]))),
        initiative=draw(maybe(initiatives())),
        evidence=draw(evidence()),
    )


@st.composite
def signings(draw):
    signed = draw(maybe(EDTF))
    instrument = st.builds(
        Instrument,
        kind=code("instrument"),
        title=maybe(TEXT),
        count=st.integers(1, 3),
        as_written=maybe(TEXT),
        fields=FIELDS,
        about=SPOTS,
        source_rows=st.lists(st.sampled_from(["a.csv#row=2", "b.csv#row=3-4;7"]), unique=True).map(sorted).map(tuple),
        rows_digest=maybe(TEXT.map(digest)),
    )
    return Signing(
        id="",
        parties=draw(tuples(parties(), 4)),
        signed=signed,
        basis=draw(maybe(code("basis"))) if signed else None,
        instruments=draw(tuples(instrument)),
        fields=draw(FIELDS),
        commitments=draw(tuples(commitments(), 2)),
        status=draw(maybe(st.sampled_from(model.STATUSES))),
        confidence=draw(maybe(st.integers(0, 100).map(lambda n: Decimal(n).scaleb(-2).normalize()))),
        evidence=draw(evidence()),
    )


@st.composite
def claims(draw):
    low, high = draw(bounds())
    period = draw(maybe(EDTF))
    return Claim(
        id="", what=draw(code("count")), minimum=low, maximum=high, places=draw(SPOTS), period=period,
        basis=draw(maybe(code("basis"))) if period else None, fields=draw(FIELDS), as_written=draw(maybe(TEXT)),
        status=draw(maybe(st.sampled_from(model.STATUSES))), evidence=draw(evidence()),
    )  # fmt: skip


@st.composite
def records(draw):
    """Records in which every thing has a name of its own, as two of one name are one thing."""
    source = Source(
        id="s", title=draw(maybe(TEXT)), published=draw(maybe(st.just("2020-04-21"))), quotable=draw(st.booleans())
    )
    numbers = count(1)
    drawn = draw(tuples(signings()))
    named = tuple(
        replace(
            signing,
            id=f"e{index}",
            parties=tuple(
                replace(
                    p,
                    name=f"{p.name} {next(numbers)}",
                    includes=tuple(replace(m, name=f"{next(numbers):04} {m.name}") for m in p.includes),
                )
                if p.name
                else p
                for p in _one_a_place(signing.parties)
            ),
            commitments=tuple(
                replace(
                    c,
                    text=f"{c.text} {next(numbers)}",
                    initiative=replace(c.initiative, name=f"{c.initiative.name} {next(numbers)}")
                    if c.initiative
                    else None,
                )
                for c in signing.commitments
            ),
        )
        for index, signing in enumerate(drawn)
    )
    counted = tuple(replace(claim, id=f"c{index}") for index, claim in enumerate(draw(tuples(claims(), 2))))
    places = count(0, 10)

    def spread(item: Evidence) -> Evidence:
        start = next(places)
        return replace(item, start=start, end=start + 5)

    return with_evidence(Record(source=source, signings=named, claims=counted), spread)


def _one_a_place(given):
    """A place signs once as itself."""
    seen = set()
    return [p for p in given if p.name or not (p.place in seen or seen.add(p.place))]


def canonical(record: Record) -> Record:
    """What RDF keeps of a record: nothing dropped, alike documents counted, no order where none is meant."""
    kept = [signing for signing in record.signings if signing.status != model.DROPPED]
    return replace(
        record,
        signings=tuple(
            replace(
                signing,
                parties=tuple(sorted(signing.parties, key=repr)),
                instruments=_counted(signing.instruments),
                commitments=tuple(sorted(signing.commitments, key=repr)),
            )
            for signing in kept
        ),
        claims=tuple(claim for claim in record.claims if claim.status != model.DROPPED),
    )


def _counted(instruments):
    grouped = groupby(instruments, key=lambda item: replace(item, count=1))
    return tuple(replace(key, count=sum(item.count for item in same)) for key, same in grouped)


@settings(max_examples=150)
@given(records())
def test_a_record_comes_back_from_rdf(record):
    quads = list(SourceWriter(record, MINTER, Gazetteer()).write().quads())
    back = read_record(quads, MINTER, "s")
    assert canonical(back) == canonical(record)
    assert set(SourceWriter(back, MINTER, Gazetteer()).write().quads()) >= {
        quad for quad in quads if "participation" not in str(quad) and "unnamed" not in str(quad)
    }


@settings(max_examples=50)
@given(records())
def test_a_record_comes_back_from_yaml_and_json(record):
    assert read_records(dump_yaml([record])) == [record]
    assert read_records(dump_json([record]), "x.json") == [record]


@settings(max_examples=50)
@given(records())
def test_the_graph_has_no_blank_node_and_one_named_graph_a_source(record):
    stated = SourceWriter(record, MINTER, Gazetteer()).write()
    quads = list(stated.quads())
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert {quad.graph_name.value for quad in quads} == {BASE + "graph/s"}
    assert {quad.graph_name.value for quad in derived(MINTER, stated.statements).quads()} <= {BASE + "graph/derived"}


def test_a_party_that_left_and_came_back_stays_twice():
    stays = [(("accession", "1961"), ("withdrawal", "1976-05")), (("accession", "1994-06-21"),)]
    parties = tuple(
        Party(place="Luzhou", dates=tuple(PartyDate(event=event, edtf=edtf) for event, edtf in stay)) for stay in stays
    )
    record = Record(source=Source(id="s"), signings=(Signing(id="one", parties=parties),))
    quads = list(SourceWriter(record, MINTER, Gazetteer()).write().quads())
    assert read_record(quads, MINTER, "s").signings[0].parties == parties


def test_the_packaged_corpus_comes_back(corpus):
    graph = list(corpus.graph(BASE + "graph/sichuan-chongqing-2020"))
    back = read_record(graph, MINTER, "sichuan-chongqing-2020")
    from kg.inputs import read_sources

    _, gazetteer = read_sources()
    assert set(SourceWriter(back, MINTER, gazetteer).write().quads()) == set(graph)
