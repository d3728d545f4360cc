"""What several rows say of one agreement, as one signing: the first row that says a thing is heard."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING
from unicodedata import normalize

from kg import dates
from kg.ids import digest, slug
from kg.model import PARTY_EVENTS, Instrument, Party, PartyDate, Signing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.tables.facts import PartyFact
    from kg.tables.gathering import Stated
    from kg.tables.places import TablePlaces
    from kg.tables.report import Report
    from kg.tables.spec import SourceSpec

__all__ = ["Merger", "rows_digest", "signing_id", "source_rows"]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}", re.ASCII)
_LONGEST = 80
_slug = lru_cache(maxsize=100_000)(slug)


def signing_id(key: str) -> str:
    """The id of an agreement by its key: the key itself where it can be one, else what is like it and a digest."""
    if _ID.fullmatch(key):
        return key
    letters = normalize("NFKD", key).encode("ascii", "ignore").decode("ascii").lower()
    plain = re.sub(r"[^a-z0-9._]+", "-", letters).strip("-._")[:_LONGEST]
    return f"{plain or 'key'}-{digest(key)[:12]}"


def source_rows(names: list[str], rows: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """RFC 7111 fragments of the rows ``(table, row)``, one a table."""
    by_table: dict[int, list[int]] = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    return tuple(f"{names[table].replace('#', '%23')}#row={_ranges(found)}" for table, found in by_table.items())


def rows_digest(digests: list[bytes]) -> str:
    """The digest of an agreement's rows: that of its row, or of the digests of its rows."""
    return digests[0].hex() if len(digests) == 1 else sha256(b"".join(digests)).hexdigest()


class Merger:
    """Makes the signings of one source, and counts them."""

    def __init__(self, spec: SourceSpec, places: TablePlaces, report: Report) -> None:
        self._names = [table.name for table in spec.tables]
        self._places, self._report = places, report
        self._kinds: dict[tuple[str, str | None], str] = {}

    def signing(self, key: str, rows: list[Stated]) -> Signing:
        """The signing of one agreement, from all its rows."""
        said = [row.said for row in rows]
        signed, basis = next(((one.signed, one.basis) for one in said if one.signed), (None, None))
        parties = self._parties(rows)
        about = dict.fromkeys(self._places.id_of(spot) for one in said for spot in one.about)
        fields = dict.fromkeys(field for one in said for field in one.fields)
        instrument = Instrument(
            kind=next((one.kind for one in said if one.kind), "agreement"),
            title=next((one.title for one in said if one.title), None),
            as_written=next((one.as_written for one in said if one.as_written), None),
            fields=tuple(fields),
            about=tuple(about),
            source_rows=source_rows(self._names, ((row.table, row.row) for row in rows)),
            rows_digest=rows_digest([row.digest for row in rows]),
        )
        self._count(signed, parties)
        return Signing(
            id=signing_id(key), parties=tuple(parties), signed=signed, basis=basis, instruments=(instrument,)
        )

    def _count(self, signed: str | None, parties: list[Party]) -> None:
        report = self._report
        report.agreements += 1
        report.links += len(parties)
        report.without_parties += not parties
        report.parties.update((_slug(party.name) if party.name else None, party.place) for party in parties)
        report.undated += signed is None
        earliest = dates.parse(signed).earliest if signed else None
        if earliest:
            report.year(earliest.year)

    def _parties(self, rows: list[Stated]) -> list[Party]:
        """The parties of an agreement, each once, with the first date told for each event."""
        found: dict[tuple[str | None, str | None], tuple[PartyFact, str | None, dict[str, str]]] = {}
        for row in rows:
            for fact in row.parties:
                place = self._places.id_of(fact.spot) if fact.spot else None
                key = (_slug(fact.name) if fact.name else None, place)
                if key not in found:
                    found[key] = (fact, place, dict(fact.dates))
                    continue
                known = found[key][2]
                for event, edtf in fact.dates:
                    if known.setdefault(event, edtf) != edtf:
                        self._report.notes["dates of a party that differ between rows; the first is heard"] += 1
        return [
            Party(
                name=fact.name,
                kind=self._kind(key, fact) if key[0] is not None else None,
                place=place,
                role=fact.role,
                dates=tuple(PartyDate(event=event, edtf=own[event]) for event in PARTY_EVENTS if event in own),
            )
            for key, (fact, place, own) in found.items()
        ]

    def _kind(self, key: tuple[str | None, str | None], fact: PartyFact) -> str | None:
        """The kind of a body, the same in all agreements."""
        if fact.kind is None or key[0] is None:
            return fact.kind
        kind = self._kinds.setdefault((key[0], key[1]), fact.kind)
        if kind != fact.kind:
            self._report.notes["kinds of a body that differ between rows; the first is heard"] += 1
        return kind


def _ranges(rows: list[int]) -> str:
    """Row numbers in RFC 7111's way: ``2-4;7``."""
    parts: list[str] = []
    start = last = rows[0]
    for row in [*rows[1:], -1]:
        if row == last + 1:
            last = row
            continue
        parts.append(str(start) if start == last else f"{start}-{last}")
        start = last = row
    return ";".join(parts)
