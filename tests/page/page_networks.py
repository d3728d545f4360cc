"""Networks made by hand for the tests of the page, after the contract that `kg.network` keeps."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import networkx as nx

BASE = "https://w3id.org/accord/id/"
FIELDS = {
    "health": "Health",
    "medical-insurance": "Medical insurance",
    "science-technology": "Science and technology",
    "transport": "Transport",
    "industry": "Industry",
    "education": "Education",
    "environment": "Environment",
    "agriculture-rural": "Agriculture and rural affairs",
    "culture-tourism": "Culture and tourism",
    "judiciary": "Judiciary",
    "civil-affairs": "Civil affairs",
    "elderly-care": "Care of the elderly",
    "market-regulation": "Market regulation",
    "integrated-development": "Integrated development",
    "infrastructure": "Infrastructure",
    "energy": "Energy",
    "employment-social-security": "Employment and social security",
    "trade-investment": "Trade and investment",
    "ports-logistics": "Ports and logistics",
}
KINDS = {
    "department": "department",
    "court": "court",
    "association": "association",
    "park": "park",
    "port": "port",
    "university": "university",
    "enterprise": "enterprise",
    "government": "government",
}
INSTRUMENTS = {
    "agreement": "agreement",
    "memorandum": "memorandum",
    "contract": "contract",
    "action-plan": "action plan",
    "framework-agreement": "framework agreement",
    "cooperation-agreement": "cooperation agreement",
}


@dataclass
class Party:
    """A party of a signing; `sort` is the node's type."""

    name: str
    kind: str | None = None
    place: str | None = None
    level: str | None = None
    sort: str = "body"
    size: int | None = None

    @property
    def iri(self) -> str:
        """An IRI as the project makes them."""
        slug = "".join(letter if letter.isalnum() else "-" for letter in self.name.lower())
        folder = {"territory": "place", "unnamed": "unnamed/example"}.get(self.sort, "body/example")
        return f"{BASE}{folder}/{slug}"


@dataclass
class Signing:
    """A signing and its documents."""

    id: str
    parties: list[Party]
    date: str | None = None
    earliest: str | None = None
    latest: str | None = None
    documents: list[tuple[str, str | None]] = field(default_factory=lambda: [("agreement", None)])
    fields: list[str] = field(default_factory=list)
    commitments: list[str] = field(default_factory=list)
    evidence: list[dict[str, Any]] = field(default_factory=list)
    inferred: bool = True
    status: str | None = None
    confidence: float | None = None


def network_of(signings: list[Signing], view: str = "parties") -> nx.Graph:
    """Project signings onto their parties: an edge for each pair that shares an agreement."""
    graph: nx.Graph = nx.Graph()
    agreements: dict[str, Any] = {}
    signed: dict[str, set[str]] = defaultdict(set)
    for signing in signings:
        for party in signing.parties:
            graph.add_node(
                party.iri,
                label=party.name,
                type=party.sort,
                kind=party.kind,
                place=party.place,
                level=party.level,
                size=party.size,
                named=party.sort != "unnamed",
            )
        for number, (kind, title) in enumerate(signing.documents, 1):
            iri = f"{BASE}agreement/example/{signing.id}-{number}"
            agreements[iri] = _agreement(signing, kind, title)
            for party in signing.parties:
                signed[party.iri].add(iri)
            for first, second in combinations(signing.parties, 2):
                _tie(graph, first, second, iri, signing)
    for iri, node in graph.nodes(data=True):
        node["partners"] = sum(1 for other in graph[iri] if graph.nodes[other]["named"])
        node["agreements"] = len(signed[iri])
    days = [day for signing in signings for day in (signing.earliest, signing.latest) if day]
    graph.graph.update(
        view=view,
        level=None,
        filters={},
        agreements=agreements,
        labels={"fields": dict(FIELDS), "kinds": dict(KINDS), "instruments": dict(INSTRUMENTS)},
        summary={
            "bodies": sum(1 for _, node in graph.nodes(data=True) if node["named"]),
            "partnerships": sum(1 for a, b in graph.edges if graph.nodes[a]["named"] and graph.nodes[b]["named"]),
            "agreements": len(agreements),
            "signings": len(signings),
            "first": min(days, default=None),
            "last": max(days, default=None),
            "undated": sum(1 for agreement in agreements.values() if not agreement["earliest"]),
            "unnamed": sum(1 for _, node in graph.nodes(data=True) if not node["named"]),
        },
    )
    return graph


def _agreement(signing: Signing, kind: str, title: str | None) -> dict[str, Any]:
    names = " and ".join(party.name for party in signing.parties)
    return {
        "label": title or f"{INSTRUMENTS.get(kind, kind).capitalize()} between {names}",
        "title": title,
        "kind": kind,
        "date": signing.date,
        "earliest": signing.earliest,
        "latest": signing.latest,
        "date_basis": "inferred" if signing.inferred else "stated",
        "fields": list(signing.fields),
        "parties": [{"iri": party.iri, "label": party.name} for party in signing.parties],
        "signing": f"{BASE}signing/example/{signing.id}",
        "commitments": list(signing.commitments),
        "evidence": signing.evidence,
        "status": signing.status,
        "confidence": signing.confidence,
    }


def _tie(graph: nx.Graph, first: Party, second: Party, agreement: str, signing: Signing) -> None:
    if not graph.has_edge(first.iri, second.iri):
        graph.add_edge(first.iri, second.iri, weight=0, newman=0.0, agreements=[], first=None, last=None, fields=[])
    edge = graph.edges[first.iri, second.iri]
    edge["weight"] += 1
    edge["newman"] += 1 / (len(signing.parties) - 1)
    edge["agreements"].append(agreement)
    edge["fields"] = sorted({*edge["fields"], *signing.fields})
    edge["first"] = min(filter(None, [edge["first"], signing.earliest]), default=None)
    edge["last"] = max(filter(None, [edge["last"], signing.latest]), default=None)


def passage(start: int, end: int, *aspects: str, exact: str | None = None) -> dict[str, Any]:
    """A passage of the article that the first corpus is read from."""
    return {
        "source": f"{BASE}source/sichuan-chongqing-2020",
        "source_title": "Sichuan-Chongqing Cooperation Booms in a Wider Range and at a Deeper Level",
        "url": "https://example.org/sichuan-chongqing",
        "start": start,
        "end": end,
        "exact": exact,
        "aspect": list(aspects),
    }


ONE = [("agreement", None)]
PLAN = [("action-plan", "2020 action plan for integrated development")]
TREATMENT = "settle treatment of special diseases directly by the end of the year"
HEALTHCARE = [
    ("memorandum", "Memorandum of Understanding on Sichuan-Chongqing Medical Insurance Strategic Cooperation"),
    ("cooperation-agreement", "Cooperation Agreement on Drug Price and Bidding Procurement"),
]
LUZHOU_FIELDS = "integrated-development infrastructure industry"
SUINING_FIELDS = "integrated-development education transport agriculture-rural culture-tourism medical-insurance"

# Signing, two parties (name, kind or level, place), day, documents, fields, commitments, place in the text.
CORPUS: list[tuple[str, str, str, str, list[tuple[str, str | None]], str, list[str], tuple[int, int]]] = [
    (
        "healthcare",
        "Healthcare Security Administration of Sichuan Province|department|Sichuan",
        "Chongqing Healthcare Security Administration|department|Chongqing",
        "2020-04-15",
        HEALTHCARE,
        "medical-insurance",
        ["build a demonstration zone for medical insurance together", TREATMENT],
        (980, 1420),
    ),
    (
        "science-associations",
        "Sichuan Association for Science and Technology|association|Sichuan",
        "Chongqing Association for Science and Technology|association|Chongqing",
        "2020-04-15",
        ONE,
        "science-technology",
        [],
        (1421, 1700),
    ),
    (
        "science-technology",
        "Chongqing Science and Technology Bureau|department|Chongqing",
        "Science and Technology Department of Sichuan Province|department|Sichuan",
        "2020-04-14",
        ONE * 2,
        "science-technology",
        ["build the western science city, one city with many parks"],
        (1702, 2100),
    ),
    (
        "guangan",
        "Guang'an|prefecture-city|",
        "seven districts and counties of Chongqing|7|Chongqing",
        "2020-04-14",
        [("contract", None)],
        "transport integrated-development",
        [],
        (2900, 3100),
    ),
    (
        "rongchang",
        "Luzhou|prefecture-city|",
        "Rongchang|district|",
        "2020-04-07",
        PLAN,
        LUZHOU_FIELDS,
        [],
        (3101, 3290),
    ),
    (
        "yongchuan",
        "Luzhou|prefecture-city|",
        "Yongchuan|district|",
        "2020-04-07",
        PLAN,
        LUZHOU_FIELDS,
        [],
        (3101, 3290),
    ),
    ("jiangjin", "Luzhou|prefecture-city|", "Jiangjin|district|", "2020-04-07", PLAN, LUZHOU_FIELDS, [], (3101, 3290)),
    (
        "mianyang",
        "Mianyang|prefecture-city|",
        "Beibei District|district|",
        "2020-04-01",
        ONE,
        "transport industry energy education",
        [],
        (3291, 3520),
    ),
    (
        "suining",
        "Suining|prefecture-city|",
        "Tongnan District|district|",
        "2020-03-10",
        [("cooperation-agreement", None)],
        SUINING_FIELDS,
        [],
        (3521, 3740),
    ),
    (
        "market",
        "Sichuan Administration for Market Regulation|department|Sichuan",
        "Chongqing Administration for Market Regulation|department|Chongqing",
        "2020-04-02",
        [("contract", None)],
        "market-regulation",
        [],
        (3990, 4200),
    ),
    (
        "ports",
        "Chongqing International Logistics Hub Park|park|Chongqing",
        "Chengdu Qingbaijiang Railway Port Area|port|Qingbaijiang",
        "2020-03-26",
        [("framework-agreement", None)],
        "ports-logistics transport",
        [],
        (4700, 4990),
    ),
    (
        "investment",
        "Sichuan Provincial Bureau of Economic Cooperation|department|Sichuan",
        "Chongqing Investment Promotion Bureau|department|Chongqing",
        "2020-04-10",
        ONE,
        "industry trade-investment culture-tourism",
        [],
        (5000, 5300),
    ),
    (
        "ecology-environment",
        "Chongqing Ecology and Environment Bureau|department|Chongqing",
        "Department of Ecology and Environment of Sichuan Province|department|Sichuan",
        "2020-04-01",
        ONE * 3,
        "environment",
        ["take turns organising joint enforcement"],
        (5400, 5760),
    ),
    (
        "courts",
        "Tianfu New Area Court of Chengdu|court|Tianfu New Area",
        "Chongqing Liangjiang New Area (Free Trade Zone) Court|court|Liangjiang New Area",
        "2020-03-13",
        ONE,
        "judiciary",
        [],
        (5900, 6200),
    ),
    (
        "human-resources",
        "Department of Human Resources and Social Security of Sichuan Province|department|Sichuan",
        "Chongqing Municipal Human Resources and Social Security Bureau|department|Chongqing",
        "2020-04-02",
        [("contract", None)],
        "employment-social-security",
        [],
        (6300, 6700),
    ),
    (
        "civil-affairs",
        "Department of Civil Affairs of Sichuan Province|department|Sichuan",
        "Chongqing Civil Affairs Bureau|department|Chongqing",
        "2020-04-10",
        ONE,
        "civil-affairs elderly-care",
        [],
        (6800, 7150),
    ),
]


def _party(text: str) -> Party:
    name, sort, place = text.split("|")
    if sort.isdigit():
        return Party(name, sort="unnamed", place=place, size=int(sort))
    if not place:
        return Party(name, sort="territory", place=name, level=sort)
    return Party(name, kind=sort, place=place)


def corpus() -> nx.Graph:
    """A network like that of the first corpus: pairs of departments, one star, one unnamed group."""
    signings = []
    for name, first, second, day, documents, fields, commitments, (start, end) in CORPUS:
        signing = Signing(name, [_party(first), _party(second)], day, day, day, documents, fields.split(), commitments)
        if documents is PLAN:
            signing.date, signing.latest = "[2020-04-07..2020-04-08]", "2020-04-08"
        signing.evidence = [passage(start, end, "signing", "party", "date", *(["title"] if documents is PLAN else []))]
        signings.append(signing)
    return network_of(signings)


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "{{7*7}}",
    "'\"><svg onload=alert(3)>",
    "=HYPERLINK(1)",
]


def hostile() -> nx.Graph:
    """Names, titles, words, places and addresses that would do harm if any of them were taken for markup."""
    first, second, third, fourth, fifth = (Party(name, kind="department", place=name) for name in HOSTILE)
    evidence = passage(1, 9, "<b>aspect</b>", exact="<img src=x onerror=alert(4)> {{7*7}} </script>")
    bad_link = {
        **evidence,
        "source": "bad",
        "source_title": "</title><script>alert(5)</script>",
        "url": "javascript:alert(6)",
    }
    signings = [
        Signing(
            "one",
            [first, second, third],
            "2020-04-01",
            "2020-04-01",
            "2020-04-01",
            [("<i>kind</i>", "<img src=x onerror=alert(7)>")],
            ["</option><script>alert(8)</script>"],
            ["<script>alert(9)</script>"],
            [evidence, bad_link],
        ),
        Signing("two", [fourth, fifth], "<script>", None, None),
    ]
    return network_of(signings)


def uncertain() -> nx.Graph:
    """A handful with every sort of date: stated, one of two days, a span, without a year, none at all."""
    names = ["Alpha Office", "Beta Office", "Gamma Court", "Delta Port", "Épsilon University", "Zeta Company"]
    kinds = ["department", "department", "court", "port", "university", "enterprise"]
    parties = [Party(name, kind=kind, place="Somewhere") for name, kind in zip(names, kinds, strict=True)]
    days = [
        ("2019-05-02", "2019-05-02", "2019-05-02"),
        ("[2020-04-07..2020-04-08]", "2020-04-07", "2020-04-08"),
        ("2020-04-01/2020-04-15", "2020-04-01", "2020-04-15"),
        ("XXXX-05-18", None, None),
        (None, None, None),
    ]
    signings = [
        Signing(
            f"s{number}",
            [parties[0], parties[number + 1]],
            *dates,
            fields=["transport"] if number % 2 else ["health"],
            inferred=False,
        )
        for number, dates in enumerate(days)
    ]
    return network_of(signings)


def drafts() -> nx.Graph:
    """A star of ties: reviewed, a sure draft, an unsure one, an uncertain date, an unsure one that a person accepted."""
    parties = [Party(name, kind="department") for name in ("Hub", "Sure", "Draft", "Unsure", "Around", "Accepted")]
    told = [("accepted", None, ""), ("draft", 0.95, ""), (None, 0.4, ""), (None, None, "~"), ("accepted", 0.4, "")]
    signings = [
        Signing(f"s{number}", [parties[0], parties[number + 1]], f"2020-04-01{mark}", "2020-04-01", "2020-04-01")
        for number, (_, _, mark) in enumerate(told)
    ]
    for signing, (status, confidence, _) in zip(signings, told, strict=True):
        signing.status, signing.confidence = status, confidence
    return network_of(signings)


def large(bodies: int = 2000, signings: int = 2600, seed: int = 1) -> nx.Graph:
    """A synthetic network: Zipf-like parties in regions, most agreements within one region."""
    chance = random.Random(seed)
    kinds = list(KINDS)
    parties = []
    for number in range(bodies):
        region = f"Region {number % 24}"
        parties.append(Party(f"Office {number} of {region}", kind=kinds[number % len(kinds)], place=region))
    made = []
    for number in range(signings):
        home = chance.randrange(24)
        group = {(number * 7) % bodies}
        for _ in range(chance.choice((2, 2, 2, 3, 4))):
            region = home if chance.random() < 0.9 else chance.randrange(24)
            group.add(min(int(chance.paretovariate(0.7)) - 1, bodies // 24 - 1) * 24 + region)
        day = f"{2000 + number % 24}-{1 + number % 12:02}-{1 + number % 28:02}"
        signing = Signing(f"s{number}", [parties[index] for index in sorted(group)], day, day, day)
        signing.fields = chance.sample(sorted(FIELDS), 2)
        signing.evidence = [passage(number, number + 90, "signing")]
        made.append(signing)
    return network_of(made)
