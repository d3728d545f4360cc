"""Identity and a store: what there is to compare, and the identity graph that decisions make in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.identity import (
    IDENTITY,
    Clusters,
    Decision,
    Document,
    Thing,
    identity_statements,
    proposals,
    same_documents,
    updated,
)
from kg.identity.countries import country
from kg.identity.names import fold, is_code
from kg.ids import BASE, Minter
from kg.vocab import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.store import Readable, Writable

__all__ = ["apply", "propose", "refresh", "things"]

_KINDS = {"accord:Territory": "territory", "accord:Place": "place", "accord:Body": "body"}


def things(store: Readable, sources: Sequence[str] = (), base: str = BASE) -> list[Thing]:
    """All named parties and places of a store; with ``sources`` (ids), those that one of them speaks of."""
    wanted = {f"{base}source/{source}" for source in sources}
    told_by = _many(store, "accord:inSource")
    homes, within = _many(store, "accord:ofPlace"), _many(store, "accord:within")
    levels, body_kinds = _many(store, "accord:placeLevel"), _many(store, "accord:bodyKind")
    names, kinds = _names(store)
    codes = _codes(store)
    # A place has no source of its own: it is spoken of where a party of it is.
    spoken = {place for party, places in homes.items() if told_by[party] & wanted for place in places}
    found = []
    for iri, kind in kinds.items():
        if wanted and not (told_by[iri] & wanted or iri in spoken):
            continue
        spots = sorted(homes[iri]) if kind != "place" else [iri]
        above = sorted({place for spot in spots for place in within[spot]})
        here = spots if kind == "body" else []
        told = [name for place in [*here, *above] for name in (*names[place], *sorted(codes[place]))]
        containers = [known.code for name in told if (known := country(name))]
        own = [] if kind == "body" else sorted({code for spot in spots for code in codes[spot]} - {*names[iri]})
        level = next((code.rpartition("/")[2] for spot in spots for code in sorted(levels[spot])), None)
        found.append(
            Thing(
                id=iri.removeprefix(base),
                kind=kind,
                names=(*names[iri], *own),
                within=next(iter(containers), "") if above or kind == "body" else None,
                level=level,
                home=_home(names, spots) if kind == "body" else None,
                body_kind=next(iter(sorted(body_kinds[iri])), None),
            )
        )
    return found


def propose(
    store: Readable, decided: Sequence[Decision] = (), sources: Sequence[str] = (), base: str = BASE
) -> list[Decision]:
    """Persons' decisions as they are, and proposals for all other pairs of the store.

    Raises InputError where persons contradict each other or the reference data are not installed.
    """
    found = updated(decided, proposals(things(store, sources, base)))
    stands = Clusters(found).canonical()  # agreements are compared by parties that are one already
    return updated(decided, [*found, *same_documents(_documents(store, stands, base))])


def apply(store: Writable, decisions: Iterable[Decision], base: str = BASE) -> Clusters:
    """Put the identity graph that ``decisions`` make in the place of the one that the store has, in one transaction."""
    clusters, minter = Clusters(decisions), Minter(base)
    graph = minter.graph(IDENTITY)
    sink = identity_statements(
        minter,
        clusters,
        parties=_pairs(store, "accord:hasParty", "?s a " + str(term("accord:Agreement"))),
        places=_pairs(store, "accord:ofPlace"),
        within=_pairs(store, "accord:within"),
    )
    store.replace(store.graph(graph), list(sink.quads()) if clusters.joined else ())
    return clusters


def refresh(store: Writable, base: str = BASE) -> None:
    """Make the identity graph of a store anew from its own links, after its sources changed."""
    links = list(store.graph(Minter(base).graph(IDENTITY), predicate=term("accord:identifiedWith")))
    if links:
        ends = [[str(end).strip("<>").removeprefix(base) for end in (link.subject, link.object)] for link in links]
        apply(store, [Decision(one=one, other=other, verdict="same", by="graph") for one, other in ends], base)


def _codes(store: Readable) -> dict[str, set[str]]:
    """The alpha-3 codes that sources give of places: the name of a country that needs no reading."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for place, code in _pairs(store, "skos:notation"):
        if is_code(code):
            codes[place].add(code)
    return codes


def _home(names: dict[str, list[str]], spots: list[str]) -> str | None:
    """What tells the place of a body: its country's code, or its folded name."""
    shown = next((names[spot][0] for spot in spots if names[spot]), None)
    if shown is None:
        return None
    known = country(shown)
    return known.code if known else fold(shown)


def _documents(store: Readable, stands: dict[str, str], base: str) -> list[Document]:
    parties: defaultdict[str, set[str]] = defaultdict(set)
    for agreement, party in _pairs(store, "accord:hasParty"):
        end = party.removeprefix(base)
        parties[agreement].add(stands.get(end, end))
    titles, told_by = _many(store, "dcterms:title"), _many(store, "accord:inSource")
    dates = dict(_pairs(store, f"{term('accord:signedAt')}/{term('accord:during')}/{term('accord:edtf')}"))
    return [
        Document(iri.removeprefix(base), title, dates.get(iri), frozenset(parties[iri]), min(told_by[iri], default=""))
        for iri, names in sorted(titles.items())
        if iri.startswith(f"{base}agreement/")
        for title in sorted(names)[:1]
    ]


def _pairs(store: Readable, path: str, more: str = "") -> list[tuple[str, str]]:
    """Subject and object of a predicate (``prefix:local``) or path, each pair once, sorted."""
    written = path if path.startswith("<") else str(term(path))
    rows = store.select(f"SELECT DISTINCT ?s ?o {{ {more + ' . ' if more else ''}?s {written} ?o }}")
    return sorted((str(row[0]), str(row[1])) for row in rows)


def _many(store: Readable, predicate: str) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for subject, value in _pairs(store, predicate):
        found[subject].add(value)
    return found


def _names(store: Readable) -> tuple[defaultdict[str, list[str]], dict[str, str]]:
    """Names of each thing, the label (in English first) before the others; and its kind."""
    classes = " ".join(str(term(name)) for name in _KINDS)
    rows = store.select(
        f"SELECT DISTINCT ?thing ?class ?rank ?name {{ VALUES ?class {{ {classes} }} ?thing a ?class . "
        f"{{ ?thing {term('rdfs:label')} ?name BIND (IF(LANG(?name) = 'en', 0, 1) AS ?rank) }} "
        f"UNION {{ ?thing {term('skos:altLabel')} ?name BIND (2 AS ?rank) }} }} ORDER BY ?thing ?rank ?name"
    )
    names: defaultdict[str, list[str]] = defaultdict(list)
    kinds = {}
    by_class = {term(name).value: kind for name, kind in _KINDS.items()}
    for row in rows:
        kinds[str(row.thing)] = by_class[str(row[1])]
        if str(row[3]) not in names[str(row.thing)]:
            names[str(row.thing)].append(str(row[3]))
    return names, kinds
