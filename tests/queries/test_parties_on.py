"""Who was a party on a day, with dates of each party's own: rows worked out by hand, on both engines."""

from __future__ import annotations

from datetime import date, timedelta

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dates import parse
from kg.ids import BASE, Minter
from kg.model import Party, PartyDate, Record, Signing, Source
from kg.network.membership import parties_on
from kg.places import Gazetteer
from kg.query import ask, read_query
from kg.rdf import SourceWriter, derived
from kg.records import read_records
from kg.sparql import bind
from kg.store import Store

from .conftest import Oxigraph, Rdflib, readable

TREATIES = """
source: {id: t}
signings:
  - id: law  # ratified, acceded to, in force for each on its day; Signer never did more than sign, Bare is only named
    signed: 1970-01-01
    instruments: [{kind: convention}]
    parties:
      - {place: Full, dates: {signature: 1970-01-01, ratification: 1975-03, entry-into-force: 1976-01-01}}
      - {place: Ratifier, dates: {ratification: 1975}}
      - {place: Acceder, dates: {accession: "[1980-01-01..1980-01-31]"}}
      - {place: Signer, dates: {signature: 1970-01-01}}
      - {place: Bare}
      - {place: Leaver, dates: {ratification: 1972-05-05, withdrawal: 1980-01-15}}
      - {place: Faded, dates: {ratification: 1972-05-05, withdrawal: 1980}}
      - {place: Yearless, dates: {ratification: XXXX-05-05}}
  - id: return  # Comer left and came back, and signs alone count: nobody did more
    signed: 1970
    instruments: [{kind: treaty}]
    parties:
      - {place: Comer, dates: {signature: 1970-02-02, withdrawal: 1974-02-02}}
      - {place: Comer, dates: {signature: 1990-02-02}}
      - {place: Stayer}
  - id: undated
    instruments: [{kind: treaty}]
    parties: [{place: Unknown}, {place: Gone, dates: {withdrawal: 1980-06-01}}]
"""
LAW, RETURN, UNDATED = (f"agreement/t/{name}-1" for name in ("law", "return", "undated"))
ROWS = {
    "1969-12-31": [[UNDATED, "Gone", False, None, None, "1980-06-01"], [LAW, "Yearless", False, "ratification", "XXXX-05-05", None]],
    "1975-03-15": [
        [LAW, "Faded", True, "ratification", "1972-05-05", "1980"],
        [LAW, "Leaver", True, "ratification", "1972-05-05", "1980-01-15"],
        [LAW, "Bare", False, "signing", "1970-01-01", None],
        [LAW, "Ratifier", False, "ratification", "1975", None],
        [LAW, "Signer", False, "signature", "1970-01-01", None],
        [LAW, "Yearless", False, "ratification", "XXXX-05-05", None],
        [RETURN, "Stayer", True, "signing", "1970", None],
        [UNDATED, "Gone", False, None, None, "1980-06-01"],
    ],
    "1980-01-15": [
        [LAW, "Full", True, "entry-into-force", "1976-01-01", None],
        [LAW, "Ratifier", True, "ratification", "1975", None],
        [LAW, "Acceder", False, "accession", "[1980-01-01..1980-01-31]", None],
        [LAW, "Bare", False, "signing", "1970-01-01", None],
        [LAW, "Faded", False, "ratification", "1972-05-05", "1980"],
        [LAW, "Signer", False, "signature", "1970-01-01", None],
        [LAW, "Yearless", False, "ratification", "XXXX-05-05", None],
        [RETURN, "Stayer", True, "signing", "1970", None],
        [UNDATED, "Gone", False, None, None, "1980-06-01"],
    ],
    "1995-06-01": [
        [LAW, "Acceder", True, "accession", "[1980-01-01..1980-01-31]", None],
        [LAW, "Full", True, "entry-into-force", "1976-01-01", None],
        [LAW, "Ratifier", True, "ratification", "1975", None],
        [LAW, "Bare", False, "signing", "1970-01-01", None],
        [LAW, "Signer", False, "signature", "1970-01-01", None],
        [LAW, "Yearless", False, "ratification", "XXXX-05-05", None],
        [RETURN, "Comer", True, "signature", "1990-02-02", None],
        [RETURN, "Stayer", True, "signing", "1970", None],
    ],
}  # fmt: skip
XSD_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")


def stored(record: Record) -> Store:
    minter = Minter(BASE)
    stated = SourceWriter(record, minter, Gazetteer()).write()
    store = Store()
    store.add([*stated.quads(), *derived(minter, stated.statements).quads()])
    return store


@pytest.fixture(scope="module", params=[Oxigraph, Rdflib], ids=["oxigraph", "rdflib"])
def engine(request: pytest.FixtureRequest) -> Oxigraph | Rdflib:
    store = stored(read_records(TREATIES)[0])
    made: Oxigraph | Rdflib = request.param(ox.serialize(store.quads(), format=ox.RdfFormat.TRIG).decode())
    return made


@pytest.mark.parametrize("day", ROWS)
def test_the_rows_worked_out_by_hand(engine: Oxigraph | Rdflib, day: str) -> None:
    asked = read_query("questions", "parties-on")
    _, rows = engine.select(bind(asked.text, {"on": [ox.Literal(day, datatype=XSD_DATE)]}))
    expected = sorted(ROWS[day], key=lambda row: str(row[0]))
    assert readable(dict(asked.columns), rows) == expected


def test_the_question_is_asked_by_names() -> None:
    store = stored(read_records(TREATIES)[0])
    rows = ask(store, "parties-on", on="1995-06-01", party="Comer", agreement=f"{BASE}{RETURN}")
    assert rows.as_dicts() == [
        {"agreement": f"{BASE}{RETURN}", "party": "Comer", "certain": True, "by": "signature", "since": "1990-02-02", "until": None}
    ]  # fmt: skip


# ------------------------------------------------------------------------- all ways to fill in what dates leave open

DATES = st.sampled_from(
    ["2001-03-05", "2001-03", "2001", "[2001-02-27..2001-03-02]", "2001-02-10/2001-03-10", "XXXX-03-03", "[..2001-03-01]", "[2001-03-04..]", "200X"]
)  # fmt: skip
DAYS = st.dates(date(2000, 12, 20), date(2002, 1, 10))


def completions(edtf: str) -> list[date]:
    """Days that a date may mean: all between its bounds, and days far off where it has none."""
    period = parse(edtf)
    if period.month_day:
        return [date(year, *map(int, period.month_day.split("-"))) for year in range(1900, 2101)]
    first = period.earliest or date(1800, 1, 1)
    last = period.latest or date(2200, 1, 1)
    return [first, last, *(first + timedelta(days=step) for step in range(min((last - first).days, 400)))]


@settings(max_examples=150, deadline=None)
@given(DATES, st.none() | DATES, DAYS)
def test_certain_is_every_completion_and_possible_is_some(entry: str, left: str | None, day: date) -> None:
    dates = (PartyDate(event="ratification", edtf=entry),)
    dates += (PartyDate(event="withdrawal", edtf=left),) if left else ()
    record = Record(source=Source(id="s"), signings=(_signing(Party(place="One", dates=dates)),))
    rows = ask(stored(record), "parties-on", on=day.isoformat())
    came = [entered <= day for entered in completions(entry)]
    stays = [gone > day for gone in completions(left)] if left else [True]
    assert (len(rows) == 1) == (any(came) and any(stays))
    assert [row.certain for row in rows] == ([all(came) and all(stays)] if any(came) and any(stays) else [])


EVENTS = ("signature", "ratification", "accession", "entry-into-force", "withdrawal")
PARTIES = st.builds(
    lambda place, dates: Party(place=place, dates=tuple(PartyDate(event=e, edtf=dates[e]) for e in EVENTS if e in dates)),
    st.sampled_from(["One", "Two", "Three"]), st.dictionaries(st.sampled_from(EVENTS), DATES),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(PARTIES, min_size=1, max_size=5), st.none() | DATES, DAYS)
def test_the_network_counts_the_same_parties_and_certain_ones_are_possible(
    parties: list[Party], signed: str | None, day: date
) -> None:
    store = stored(Record(source=Source(id="s"), signings=(_signing(*parties, signed=signed),)))
    asked = {(str(row.agreement), str(row.party), row.certain) for row in ask(store, "parties-on", on=day.isoformat())}
    found = parties_on(store, day)
    labels = {f"{BASE}territory/{name.lower()}": name for name in ("One", "Two", "Three")}
    assert asked == {(a, labels[p], certain) for a, members in found.items() for p, certain in members.items()}
    assert {row[:2] for row in asked if row[2]} <= {row[:2] for row in asked}


def _signing(*parties: Party, signed: str | None = None) -> Signing:
    from kg.model import Instrument

    return Signing(id="one", parties=parties, signed=signed, instruments=(Instrument(),))
