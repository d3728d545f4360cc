"""What Wikidata says of the places of a store: names in more languages, coordinates, founding days.

Nothing here is done unless somebody asks for it: no build and no question goes online. What was asked is kept on disk,
so that the same is not asked again. Wikidata's data are CC0 (https://www.wikidata.org/wiki/Wikidata:Licensing); what is
taken from it stands in a graph of its own, with the day on which it was taken.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from itertools import islice
from time import monotonic, sleep
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.errors import InputError, StoreError, one_line
from kg.rdf import Sink
from kg.remote.address import checked
from kg.remote.login import Credentials
from kg.remote.requests import query_request
from kg.remote.results import rows_of
from kg.remote.transport import Transport
from kg.sparql import written
from kg.vocab import term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import IO

    from kg.ids import Minter
    from kg.store import Readable

__all__ = ["ENRICHED", "WIKIDATA", "Told", "asked", "check_endpoint", "items", "query", "statements_of"]

ENRICHED = "enriched"
WIKIDATA = "https://query.wikidata.org/sparql"
_ENTITY = "http://www.wikidata.org/entity/"
_BATCH = 50  # items of one request
_PAUSE = 1.0  # seconds from one request to the next, as the service asks of programs
_KEPT = 30  # days
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")

_ITEMS = f"""SELECT DISTINCT ?place ?item {{
  ?place a {term("accord:Place")} ; {term("schema:sameAs")} ?item
  FILTER (STRSTARTS(STR(?item), "{_ENTITY}Q"))
}} ORDER BY STR(?place) STR(?item)"""
_LOCATED = f"SELECT DISTINCT ?place {{ ?place {term('geo:hasGeometry')} ?point }}"


class Told(NamedTuple):
    """What is told of one item: names as (language, name), a point as WKT, and the first day of its founding."""

    names: tuple[tuple[str, str], ...] = ()
    point: str | None = None
    founded: str | None = None
    retrieved: str = ""


def items(store: Readable) -> dict[str, list[str]]:
    """The Wikidata items (such as Q30002) that places of the store are, each with the IRIs of the places."""
    found: dict[str, list[str]] = {}
    for row in store.select(_ITEMS):
        item = str(row.item).removeprefix(_ENTITY)
        if re.fullmatch(r"Q[1-9]\d*", item):
            found.setdefault(item, []).append(str(row.place))
    return found


def query(wanted: Sequence[str], languages: Sequence[str]) -> str:
    """The question about some items that is put to Wikidata. Raises InputError for no languages and what is none."""
    if not languages:
        raise InputError("no language is given; write one such as de or zh-hant")
    for code in languages:
        if not _LANGUAGE.fullmatch(code):
            raise InputError(f"{one_line(code, 40)!r} is no code of a language; write one such as de or zh-hant")
    values = " ".join(written(NamedNode(_ENTITY + item)) for item in wanted)
    listed = ", ".join(f'"{code}"' for code in languages)
    direct = "http://www.wikidata.org/prop/direct/"
    return f"""SELECT ?item ?name ?point ?founded {{
  VALUES ?item {{ {values} }}
  {{ ?item {term("rdfs:label")} ?name FILTER (LANG(?name) IN ({listed})) }}
  UNION {{ ?item <{direct}P625> ?point }}
  UNION {{ ?item <{direct}P571> ?founded }}
}}"""


def check_endpoint(url: str) -> None:
    """Raise StoreError for what is no address of a server that can be asked without a password."""
    checked(url, instead="name a server that asks for none")


def asked(
    wanted: Sequence[str],
    languages: Sequence[str],
    cache: Path,
    *,
    endpoint: str = WIKIDATA,
    timeout: float = 60,
    refresh: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> dict[str, Told]:
    """What the endpoint tells of items; what it told in the last thirty days is taken from the folder ``cache``.

    ``progress`` is told how many items are done, of how many. Raises InputError, StoreError.
    """
    check_endpoint(endpoint)
    folder = cache / re.sub(r"\W+", "-", endpoint.partition("://")[2]) / "-".join(sorted(languages))
    known = {} if refresh else {item: told for item in wanted if (told := _kept(folder / f"{item}.json"))}
    waiting = iter([item for item in wanted if item not in known])
    # Without credentials: those in the environment are for the store.
    transport, last = Transport(endpoint, Credentials(), timeout), 0.0
    while batch := list(islice(waiting, _BATCH)):
        sleep(max(0.0, last + _PAUSE - monotonic()))
        received = transport.send(query_request(endpoint, query(batch, languages), "SELECT"))
        last = monotonic()
        for item, told in _told(endpoint, received.body, batch).items():
            known[item] = told
            _keep(folder / f"{item}.json", told)
        progress(len(known), len(wanted))
    return known


def _told(endpoint: str, body: IO[bytes], batch: Sequence[str]) -> dict[str, Told]:
    """The rows of an answer by item; an item of which nothing is told has an empty one."""
    today = datetime.now(UTC).date().isoformat()
    names: dict[str, set[tuple[str, str]]] = {item: set() for item in batch}
    points: dict[str, str] = {}
    founded: dict[str, str] = {}
    for row in rows_of(endpoint, body):
        item = str(row["item"].value).removeprefix(_ENTITY)
        if item not in names:
            raise StoreError(f"{endpoint}: tells of {one_line(item, 60)}, which was not asked for")
        name, point, day = row["name"], row["point"], row["founded"]
        if isinstance(name, Literal) and name.language:
            names[item].add((name.language, name.value))
        if isinstance(point, Literal) and re.fullmatch(r"POINT ?\([-+.\deE]+ [-+.\deE]+\)", point.value.upper()):
            points[item] = min(point.value, points.get(item, point.value))
        if isinstance(day, Literal) and re.match(r"\d{4}-\d{2}-\d{2}T", day.value):
            founded[item] = min(day.value[:10], founded.get(item, day.value[:10]))
    return {item: Told(tuple(sorted(names[item])), points.get(item), founded.get(item), today) for item in batch}


def statements_of(minter: Minter, store: Readable, told: Mapping[str, Told]) -> Sink:
    """What was told, as a graph of its own; coordinates only of places that have none."""
    sink = Sink(minter, ENRICHED)
    source = sink.thing(minter.iri("source", ENRICHED), "accord:Source", "Wikidata")
    sink.add(source, "dcterms:source", "https://www.wikidata.org/")
    sink.add(source, "dcterms:license", Literal("https://creativecommons.org/publicdomain/zero/1.0/"))
    if days := [one.retrieved for one in told.values() if one.retrieved]:
        sink.add(source, "dcterms:issued", Literal(max(days), datatype=term("xsd:date")))
    located = {str(row[0]) for row in store.select(_LOCATED)}
    for item, places in items(store).items():
        for place in places if item in told else ():
            _describe(sink, place, told[item], located)
    return sink


def _describe(sink: Sink, place: str, told: Told, located: set[str]) -> None:
    for language, name in told.names:
        sink.add(place, "skos:altLabel", Literal(name, language=language))
    if told.founded:
        sink.add(place, "schema:foundingDate", Literal(told.founded, datatype=term("xsd:date")))
    if told.point and place not in located:
        point = sink.thing(f"{place}/point", "geo:Geometry")
        sink.add(place, "geo:hasGeometry", point)
        wkt = "POINT(" + told.point.partition("(")[2]
        sink.add(point, "geo:asWKT", Literal(wkt, datatype=term("geo:wktLiteral")))


def _kept(file: Path) -> Told | None:
    """What a file of the cache tells, while it is fresh; what cannot be read is asked again."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        told = Told(
            tuple((str(a), str(b)) for a, b in data["names"]), data["point"], data["founded"], data["retrieved"]
        )
        age = datetime.now(UTC).date() - date.fromisoformat(told.retrieved)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return told if age.days < _KEPT else None


def _keep(file: Path, told: Told) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(told._asdict(), ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{file.parent}: cannot be written: {error.strerror}; name another --cache") from error
