"""Records: what a source says, as plain data without RDF.

A record is the one meeting point of all inputs: articles, tables and hand-written YAML become
records, a person can read and correct them, and only :mod:`kg.rdf` turns them into triples. The
classes follow the classes of the ontology; codes are those of ``ontology/schemes.ttl``; dates are
EDTF strings of the profile in :mod:`kg.dates`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "ASPECTS",
    "DROPPED",
    "PARTY_EVENTS",
    "STATUSES",
    "Claim",
    "Commitment",
    "Evidence",
    "Initiative",
    "Instrument",
    "Party",
    "PartyDate",
    "Record",
    "Signing",
    "Source",
]

ASPECTS = ("signing", "party", "date", "title", "kind", "field", "commitment", "initiative", "count")
DROPPED = "dropped"
PARTY_EVENTS = ("signature", "ratification", "accession", "entry-into-force", "withdrawal")
STATUSES = ("draft", "accepted", "corrected", DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stretch of the source text: characters ``start`` to ``end`` (0-based, end exclusive).

    ``digest`` is the SHA-256 of the words; ``exact`` the words themselves, kept only where they may
    be quoted; ``aspects`` what the words state (empty: what the thing they are given for suggests).
    """

    start: int
    end: int
    digest: str | None = None
    exact: str | None = None
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDate:
    """When one party did something of its own: ``event`` is one of PARTY_EVENTS, ``edtf`` its date."""

    event: str
    edtf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Whoever signs: a body (name), a territory (place alone), or a counted group (``named`` false).

    ``minimum`` and ``maximum`` bound the number of members of a group; both None = not counted. ``includes``
    are members of a group that became known later. ``dates`` are those of this party alone, each event once, in
    the order of PARTY_EVENTS; a party that left and came back stands twice among the parties.
    """

    name: str | None = None
    kind: str | None = None
    place: str | None = None
    named: bool = True
    minimum: int | None = None
    maximum: int | None = None
    role: str = "signatory"
    aliases: tuple[str, ...] = ()
    dates: tuple[PartyDate, ...] = ()
    includes: tuple[Party, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One signed document, or ``count`` documents told alike. ``title`` only if the source gives a formal one.

    ``about`` are places that it is about. Where the source is a register, ``source_rows`` are the rows that state
    it, ``table.csv#row=12`` (RFC 7111), and ``rows_digest`` is the SHA-256 of their cells.
    """

    kind: str = "agreement"
    title: str | None = None
    count: int = 1
    as_written: str | None = None
    fields: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    source_rows: tuple[str, ...] = ()
    rows_digest: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """What the parties plan to build or run together."""

    name: str
    type: str = "other"
    covers: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One thing that the parties promise. ``due`` is EDTF, ``recurrence`` an ISO 8601 duration."""

    text: str
    id: str | None = None
    due: str | None = None
    due_basis: str | None = None
    recurrence: str | None = None
    initiative: Initiative | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """An occasion on which one set of parties signs one or more documents."""

    id: str
    parties: tuple[Party, ...]
    signed: str | None = None
    basis: str | None = None
    instruments: tuple[Instrument, ...] = ()
    fields: tuple[str, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    status: str | None = None
    confidence: Decimal | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The source's own statement of how many there are, never a count made by the graph.

    ``as_written`` names the part of the agreements that is counted, where places and period do not fix it.
    """

    id: str
    what: str
    minimum: int | None = None
    maximum: int | None = None
    places: tuple[str, ...] = ()
    period: str | None = None
    basis: str | None = None
    fields: tuple[str, ...] = ()
    as_written: str | None = None
    status: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the statements come from. ``sha256`` and ``characters`` describe the text that evidence points into."""

    id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "en"
    licence: str | None = None
    quotable: bool = False
    sha256: str | None = None
    characters: int | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that one source says."""

    source: Source
    signings: tuple[Signing, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def facts(self) -> tuple[Signing | Claim, ...]:
        """All that a curator decides on."""
        return (*self.signings, *self.claims)
