"""What a page says of a thing by its kind: a sentence, whom it is tied to, and its tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.page.words import count
from kg.site.facts import signed
from kg.site.kinds import PARTIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.site.parts import Section
    from kg.site.tables import Tables

__all__ = ["CONTENTS", "Content"]


class Content(NamedTuple):
    """``lead`` opens the page; ``ties`` are drawn under ``caption``, each with its weight; ``sections`` follow."""

    lead: str
    ties: Counter[str]
    caption: str
    sections: list[Section]


def _agreement(tables: Tables, iri: str) -> Content:
    known = tables.known
    parties = known.links(iri, "accord:hasParty")
    signings = known.links(iri, "accord:signedAt")
    together = [
        one
        for signing in signings
        for one in known.links(signing, "accord:signs")
        if one != iri and one in tables.facts.paths
    ]
    when = signed(tables.facts, iri)
    lead = f"{f'Signed {when}' if when else 'No date is given'} by {_parties(len(parties))}."
    sections = [
        tables.parties(iri),
        *(tables.commitments(known.links(signing, "accord:commitsTo")) for signing in signings[:1]),
        tables.agreements("Signed on the same occasion", together, "together"),
    ]
    return Content(lead, _once(parties), "Who signed it", sections)


def _signing(tables: Tables, iri: str) -> Content:
    parties = tables.known.links(iri, "accord:hasParty")
    documents = [one for one in tables.known.links(iri, "accord:signs") if one in tables.facts.paths]
    when = signed(tables.facts, iri)
    lead = f"{_parties(len(parties))} signed {_agreements(len(documents))}{f', {when}' if when else ''}."
    promised = tables.known.links(iri, "accord:commitsTo")
    sections = [tables.agreements("What was signed", documents), tables.parties(iri), tables.commitments(promised)]
    return Content(lead, _once(parties), "Who signed", sections)


def _party(tables: Tables, iri: str) -> Content:
    known = tables.known
    agreements = tables.agreements_of(iri, "accord:hasParty")
    partners: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for one in agreements:
        partners.update(party for party in known.links(one, "accord:hasParty") if party != iri)
        fields.update(tables.fields_of(one))
    sections = [
        tables.agreements("Agreements", agreements),
        tables.counted("Partners", "Partner", partners, "partners"),
        tables.counted("Fields", "Field", fields, "fields"),
        tables.listed("Includes", "Party", known.links(iri, "accord:includes"), "includes"),
    ]
    lead = f"{_agreements(len(agreements))} with {count(len(partners), 'partner')}."
    return Content(lead, partners, "Who it signed with", sections)


def _place(tables: Tables, iri: str) -> Content:
    known = tables.known
    parties = known.back(iri, "accord:ofPlace", *PARTIES)
    signed_by = {party: tables.agreements_of(party, "accord:hasParty") for party in parties}
    agreements = dict.fromkeys(one for found in signed_by.values() for one in found)
    others: Counter[str] = Counter()
    for one in agreements:
        there = {
            place for party in known.links(one, "accord:hasParty") for place in known.links(party, "accord:ofPlace")
        }
        others.update(there - {iri})
    numbers = Counter({party: len(found) for party, found in signed_by.items()})
    sections = [
        tables.counted("Its parties", "Party", numbers, "parties"),
        tables.agreements("Agreements of its parties", agreements),
        tables.counted("Signed with", "Place", others, "partners"),
        tables.listed("Lies within", "Place", known.links(iri, "accord:within"), "above"),
        tables.listed("Places within it", "Place", known.back(iri, "accord:within", "accord:Place"), "inside"),
        tables.listed("Claims about it", "Claim", known.back(iri, "accord:claimAbout"), "claims"),
    ]
    lead = f"{_parties(len(parties))} of this very place signed {_agreements(len(agreements))}."
    return Content(lead, others, "Whose parties it signed with", sections)


def _field(tables: Tables, iri: str) -> Content:
    known = tables.known
    agreements = tables.agreements_of(iri, "accord:inField")
    parties = Counter(party for one in agreements for party in known.links(one, "accord:hasParty"))
    narrower = [one for one in known.back(iri, "skos:broader") if one in tables.facts.paths]
    sections = [
        tables.agreements("Agreements", agreements),
        tables.counted("Parties", "Party", parties, "parties"),
        tables.listed("Narrower fields", "Field", narrower, "narrower"),
        tables.listed("Claims", "Claim", known.back(iri, "accord:inField", "accord:CountClaim"), "claims"),
    ]
    definition = known.text(iri, "skos:definition") or ""
    lead = f"{definition} {_agreements(len(agreements))} in this very field.".strip()
    return Content(lead, parties, "Who signed in this field", sections)


def _commitment(tables: Tables, iri: str) -> Content:
    signings = tables.known.back(iri, "accord:commitsTo")
    when = next((text for signing in signings if (text := signed(tables.facts, signing))), "")
    lead = f"Promised at {count(len(signings), 'signing')}{f', {when}' if when else ''}."
    sections = [tables.agreements("Where it was promised", signings, "signings")]
    return Content(lead, _parties_at(tables, signings), "Who promised it", sections)


def _initiative(tables: Tables, iri: str) -> Content:
    known = tables.known
    commitments = known.back(iri, "accord:concerns", "accord:Commitment")
    signings = list(dict.fromkeys(one for promise in commitments for one in known.back(promise, "accord:commitsTo")))
    sections = [
        tables.commitments(commitments, "What is promised about it", of=iri),
        tables.agreements("Where it was promised", signings, "signings"),
    ]
    lead = f"{count(len(commitments), 'commitment')} from {count(len(signings), 'signing')}."
    return Content(lead, _parties_at(tables, signings), "Who has a part in it", sections)


def _source(tables: Tables, iri: str) -> Content:
    known = tables.known
    signings, agreements, claims, places = (
        known.back(iri, "accord:inSource", f"accord:{name}")
        for name in ("SigningEvent", "Agreement", "CountClaim", "Place")
    )
    parties = Counter(party for one in agreements for party in known.links(one, "accord:hasParty"))
    sections = [
        tables.agreements("Agreements it lists", agreements),
        tables.listed("What it claims", "Claim", claims, "claims"),
        tables.listed("Places it describes", "Place", places, "places"),
    ]
    described = f" and {count(len(places), 'place')}" if places else ""
    lead = f"It lists {_agreements(len(agreements))} at {count(len(signings), 'signing')}{described}."
    return Content(lead, parties, "Parties it names most", sections)


def _claim(tables: Tables, iri: str) -> Content:
    lead = "What a source says of how many there are; not a count made from this graph."
    return Content(lead, _once(tables.known.links(iri, "accord:claimAbout")), "What it is about", [])


def _parties_at(tables: Tables, signings: list[str]) -> Counter[str]:
    return Counter(party for one in signings for party in tables.known.links(one, "accord:hasParty"))


def _once(iris: list[str]) -> Counter[str]:
    return Counter(dict.fromkeys(iris, 1))


def _agreements(number: int) -> str:
    return count(number, "agreement")


def _parties(number: int) -> str:
    return count(number, "party", "parties")


CONTENTS: Mapping[str, Callable[[Tables, str], Content]] = {
    "agreements": _agreement,
    "signings": _signing,
    "parties": _party,
    "places": _place,
    "fields": _field,
    "commitments": _commitment,
    "initiatives": _initiative,
    "sources": _source,
    "claims": _claim,
}
