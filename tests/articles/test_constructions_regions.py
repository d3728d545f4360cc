"""Cooperation of provinces, cities and their bodies: plural heads, shared heads, literal translations."""

from __future__ import annotations

import pytest

from kg.articles import read


def parties(text: str) -> list[list[str]]:
    """The parties of each signing by name, places by their short name."""
    record = read(text, source_id="one", published="2021-05-20")
    return [[party.name or party.place or "" for party in signing.parties] for signing in record.signings]


ONE = [
    (
        "The Kunming, Nanning, and Guiyang customs signed a protocol.",
        ["Kunming customs", "Nanning customs", "Guiyang customs"],
    ),
    ("Xiamen and Shantou Customs signed a memorandum.", ["Xiamen Customs", "Shantou Customs"]),
    (
        "Harbin and Changchun customs officials signed a memorandum of cooperation.",
        ["Harbin customs", "Changchun customs"],
    ),
    ("Representatives of the Jinan and Xi'an courts signed an agreement.", ["Jinan court", "Xi'an court"]),
    (
        "The port authorities of Lisbon and Aarhus signed a memorandum of understanding.",
        ["Port authority of Lisbon", "Port authority of Aarhus"],
    ),
    (
        "A memorandum was signed by the Mekong Institute and Southwest China's Yunnan Province.",
        ["Mekong Institute", "Yunnan"],
    ),
    ("North China's Shanxi Province and South Africa signed a pact.", ["Shanxi", "South Africa"]),
    (
        "Weifang City Maternal and Child Health Care Hospital and Zibo Women and Children's Hospital signed an agreement.",
        ["Weifang City Maternal and Child Health Care Hospital", "Zibo Women and Children's Hospital"],
    ),
    (
        "On 3 May 2019, supported by the provincial governments, the Jinan Municipal Culture Bureau and the Xi'an "
        "Municipal Culture Bureau signed an agreement.",
        ["Jinan Municipal Culture Bureau", "Xi'an Municipal Culture Bureau"],
    ),
    (
        "Jinan Municipal Culture Bureau Party secretary Ma Jun signed an agreement with Harbin University.",
        ["Jinan Municipal Culture Bureau", "Harbin University"],
    ),
    (
        "The courts of Yinchuan in Ningxia, of Xining in Qinghai Province, and of Lanzhou in Gansu signed an agreement.",
        ["Court of Yinchuan", "Court of Xining", "Court of Lanzhou"],
    ),
    (
        "The governments of the Malian city of Sikasso and Dakar, the capital of Senegal, have signed a pact.",
        ["Sikasso", "Dakar"],
    ),
    (
        "The heads of the procuratorates of Anshan, Benxi and Fushun met. At the meeting the three chief procurators "
        'put their signatures to the "Detailed Rules for Joint Protection of Rivers".',
        ["Procuratorate of Anshan", "Procuratorate of Benxi", "Procuratorate of Fushun"],
    ),
    (
        "On Friday the courts of the four cities along the Bohai Ring Corridor signed an agreement. It was drafted by "
        "the courts of Tianjin, Dalian, Yantai and Qinhuangdao.",
        ["court of Tianjin", "court of Dalian", "court of Yantai", "court of Qinhuangdao"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE, ids=[text[:50] for text, _ in ONE])
def test_one_document(text: str, expected: list[str]) -> None:
    assert parties(text) == [expected]


def test_pairs_of_hospitals() -> None:
    text = (
        "Jinan First People's Hospital and Harbin First People's Hospital, Jinan Maternal and Child Health Hospital and "
        "Harbin Children's Hospital signed cooperation agreements, pair by pair."
    )
    assert parties(text) == [
        ["Jinan First People's Hospital", "Harbin First People's Hospital"],
        ["Jinan Maternal and Child Health Hospital", "Harbin Children's Hospital"],
    ]


def test_the_document_of_another_verb_is_none_of_a_passive() -> None:
    text = (
        "Hubei and Hunan signed a cooperation agreement on tourism, and a framework agreement was inked by Wuhan "
        "University with the Hunan Provincial Government."
    )
    assert parties(text) == [["Hubei", "Hunan"], ["Wuhan University", "Hunan Provincial Government"]]


def test_the_island_province() -> None:
    text = (
        "While its delegation was in the country, Hainan also signed a letter of intent with Penang on culture. "
        "Memorandums were signed by the island province with the Kulim Industrial Park and with Penang Port Authority."
    )
    assert parties(text) == [
        ["Hainan", "Penang"],
        ["Hainan", "Kulim Industrial Park"],
        ["Hainan", "Penang Port Authority"],
    ]


def test_a_list_of_places_says_where_each_lies() -> None:
    text = "The Jilin City of northern China's Jilin Province and Bergen, the port city of Norway, signed a pact."
    assert parties(text)[0][-1] == "Bergen"
    assert len(parties(text)[0]) == 2


CONTEXT = [
    (
        "Li Wei, Governor of Jilin Province, Ma Jun, Governor of Hubei Province, and Olga Sokolova, Governor of Altai Krai "
        "of Russia, met and jointly signed a memorandum on trade.",
        [["Jilin", "Hubei", "Altai"]],
    ),
    (
        "Harbin University received guests from the University of Oslo, and the two universities signed an agreement.",
        [["Harbin University", "University of Oslo"]],
    ),
    (
        "On 4 June 2019 Anna Moe, mayor of Bergen, met with Li Wei, director of the Port Bureau of Dalian. The two sides "
        "signed a memorandum on friendly exchanges between Bergen and Dalian.",
        [["Bergen", "Dalian"]],
    ),
    (
        "A delegation led by Ma Jun, secretary of the Party Committee of Harbin University, visited the University of "
        "Oslo. The two parties signed a memorandum on training.",
        [["Harbin University", "University of Oslo"]],
    ),
    (
        "Harbin University received guests from the University of Oslo, and the two universities signed an agreement. So "
        "far it has concluded partnerships with more than 120 universities in the world.",
        [["Harbin University", "University of Oslo"]],
    ),
    (
        "The procuratorates of Anshan, Benxi and Fushun met with officials of Dandong, Dalian and Yingkou. The three "
        'procurators signed the "Rules for Joint Protection of Rivers".',
        [["Procuratorate of Anshan", "Procuratorate of Benxi", "Procuratorate of Fushun"]],
    ),
    (
        "Anshan, Benxi and Fushun met. With the signing of an agreement by the three cities, barriers between departments "
        "are broken.",
        [["Anshan", "Benxi", "Fushun"]],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONTEXT, ids=[text[-50:] for text, _ in CONTEXT])
def test_context(text: str, expected: list[list[str]]) -> None:
    assert parties(text) == expected


def test_day_after_the_name_of_a_document() -> None:
    text = "The mayors of Anshan and Benxi signed an agreement called Anshan Essentials on May 7, 2015; rivers were its aim."
    assert [one.signed for one in read(text, source_id="one").signings] == ["2015-05-07"]


def test_the_day_of_an_anniversary_is_none_of_the_signing() -> None:
    text = "On 5 May 2021 they marked the 20th anniversary of the signing of the agreement between Anshan and Bergen."
    assert [one.signed for one in read(text, source_id="one").signings] in ([], [None])


def test_total_of_two_sorts_of_agreements() -> None:
    text = "Since this year, Hubei and Hunan have signed more than 40 cooperation and detailed agreements."
    record = read(text, source_id="one", published="2021-05-20")
    assert not record.signings
    assert [(claim.minimum, claim.maximum) for claim in record.claims] == [(41, None)]


NONE = [
    "The courts of the nine cities along the river plan to sign an agreement.",
    "The Kunming, Nanning and Guiyang customs will sign a protocol next month.",
    "The three chief procurators read the Measures for Joint Protection of Rivers aloud.",
    "Harbin and Changchun customs officials held talks on a memorandum of cooperation.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_signing(text: str) -> None:
    assert parties(text) == []
