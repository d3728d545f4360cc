"""Who signs: constructions of names, lists, persons and references, one sentence or two each."""

from __future__ import annotations

import pytest

from kg.articles import read


def parties(text: str) -> list[list[str]]:
    """The parties of each signing by name, places by their short name."""
    record = read(text, source_id="one", published="2021-05-20")
    return [[party.name or party.place or "" for party in signing.parties] for signing in record.signings]


ONE = [
    (
        "On Monday, Armagh and Banbridge District Council and the Louth Port Company signed a memorandum.",
        ["Armagh and Banbridge District Council", "Louth Port Company"],
    ),
    (
        "Brighton and Hove City Council signed a cooperation agreement with Kent County Council.",
        ["Brighton and Hove City Council", "Kent County Council"],
    ),
    (
        "The Ministry of Youth, Sports and Cultural Affairs of Ghana and the Ministry of Culture of Peru signed a protocol.",
        ["Ministry of Youth, Sports and Cultural Affairs of Ghana", "Ministry of Culture of Peru"],
    ),
    (
        "The Institute of Diplomacy under the President of Tajikistan signed a memorandum with Oslo University.",
        ["Institute of Diplomacy under the President of Tajikistan", "Oslo University"],
    ),
    (
        "Kenya Power and Lighting Company and Siemens Energy signed a contract.",
        ["Kenya Power and Lighting Company", "Siemens Energy"],
    ),
    ("The Socialist Republic of Vietnam and the Hellenic Republic signed a treaty.", ["Vietnam", "Greece"]),
    ("The Mexican state of Jalisco and the Canadian province of Alberta signed an agreement.", ["Jalisco", "Alberta"]),
    (
        "Laos's northern provinces of Phongsali and Oudomxay and their neighbour, China's Yunnan Province, signed a pact.",
        ["Phongsali", "Oudomxay", "Yunnan"],
    ),
    ("Yumen, Dunhuang and Jiuquan cities signed a pact on tourism.", ["Yumen", "Dunhuang", "Jiuquan"]),
    (
        "The People's Procuratorates of Ebian and Mabian Counties signed a framework agreement.",
        ["People's Procuratorate of Ebian", "People's Procuratorate of Mabian"],
    ),
    (
        "The emergency offices of the provincial governments of Hubei and Jiangxi signed an agreement on rescue.",
        ["Emergency office of Hubei", "Emergency office of Jiangxi"],
    ),
    (
        "Governor Tom Wolfe of Ohio and his guest, Governor Kenji Sato of Saitama, signed a memorandum.",
        ["Ohio", "Saitama"],
    ),
    ("Presidents Emile Ndaye of Senegal and Paul Mensah of Ghana signed a treaty.", ["Senegal", "Ghana"]),
    (
        "Spanish Foreign Minister Ana Ruiz and her Dutch counterpart, Jan de Vries, signed a protocol.",
        ["Spain", "Netherlands"],
    ),
    ("Malawi's Minister of Mines and her Zambian colleague signed an agreement.", ["Malawi", "Zambia"]),
    ("Mayor of Bilbao Tunc Oz and Mayor of Bremen Carl Stein signed a twinning agreement.", ["Bilbao", "Bremen"]),
    (
        "The agreement was signed by Anna Berg for the Swedish Space Corporation and by Luis Paz for the Mexican Space Agency.",
        ["Swedish Space Corporation", "Mexican Space Agency"],
    ),
    (
        "Utah and the three Alpine states (Tyrol, Salzburg and Carinthia) signed an agreement.",
        ["Utah", "Tyrol", "Salzburg", "Carinthia"],
    ),
    ("Norway and the two Baltic states, Estonia and Latvia, signed a deal.", ["Norway", "Estonia", "Latvia"]),
    (
        "At a ceremony hosted by the Embassy of Japan, Osaka University and Kabul University signed an agreement.",
        ["Osaka University", "Kabul University"],
    ),
    (
        "Two memoranda were signed by the tourism ministries of Iran and Oman, Delta News Agency reports.",
        ["Tourism ministry of Iran", "Tourism ministry of Oman"],
    ),
    (
        "Makalu Trading Co., Ltd. of Nepal and Qinghai Grain Trade Co., Ltd. signed a contract.",
        ["Makalu Trading Co., Ltd.", "Qinghai Grain Trade Co., Ltd."],
    ),
    ("Gov. Greg Miller of Texas and Gov. Ann Lee of Utah signed a deal.", ["Texas", "Utah"]),
    (
        "Leshan Third People's Hospital as host, Chengdu Chest Hospital, and Yibin First Hospital signed a pact.",
        ["Leshan Third People's Hospital", "Chengdu Chest Hospital", "Yibin First Hospital"],
    ),
    (
        "The memorandum was signed by the Ministers of Energy of the Republic of Chile, the Argentine Republic and Peru.",
        ["Chile", "Argentina", "Peru"],
    ),
    (
        "In southwest China Guiyang Customs and Zhanjiang Customs signed a memorandum.",
        ["Guiyang Customs", "Zhanjiang Customs"],
    ),
    ("The memorandum was signed by NASA Administrator Bill Nelson and ISRO Chairman Ravi Rao.", ["NASA", "ISRO"]),
    (
        "The high people's courts of Sichuan Province and Chongqing Municipality concluded a framework agreement.",
        ["High people's court of Sichuan", "High people's court of Chongqing"],
    ),
    ("State-owned PetroVietnam and Russia's Gazprom signed a contract.", ["PetroVietnam", "Gazprom"]),
    (
        "Uzbek Agriculture Minister Aziz Voitov and Oman's Minister of Environment, Water and Agriculture Said Al-Fadhli signed a memorandum.",
        ["Uzbekistan", "Oman"],
    ),
    (
        "The ministries of health of Benin and Togo signed an agreement.",
        ["Ministry of health of Benin", "Ministry of health of Togo"],
    ),
    ("Governor George H. Ryan of Illinois and Mayor Ann B. Cole of Lyon signed a pact.", ["Illinois", "Lyon"]),
    (
        "American Samoa Government and R. G. Consult signed a contract.",
        ["American Samoa Government", "R. G. Consult"],
    ),
]
LAST = [  # the last signing of a text
    (
        "Greg Miller, governor of Nevada, came to Sonora. A day later Miller signed a memorandum with Governor Juan Lopez of Sonora.",
        ["Nevada", "Sonora"],
    ),
    (
        "Chile and Peru signed a treaty. The Ministries of Health signed a memorandum.",
        ["Ministry of Health of Chile", "Ministry of Health of Peru"],
    ),
    (
        "Gov. Greg Miller of Texas came to Austin. Miller signed a memorandum with María Campos Galván of Chihuahua.",
        ["Texas", "Chihuahua"],
    ),
    (
        "Peru, Chile, Brazil and Bolivia signed a treaty in 2010. In 2015 the same four states signed a protocol.",
        ["Peru", "Chile", "Brazil", "Bolivia"],
    ),
    (
        "Mongolia and Belarus want more trade. Foreign ministers Bat Tsetseg and Max Ryzhenkov signed a memorandum on visas.",
        ["Mongolia", "Belarus"],
    ),
    (
        "Kenya's President Ruto hosted his Ugandan counterpart in Nairobi. The two leaders signed a memorandum.",
        ["Kenya", "Uganda"],
    ),
    (
        "Delegations from Gansu and Qinghai met. At the meeting, the two provinces' water departments signed an agreement.",
        ["water department of Gansu", "water department of Qinghai"],
    ),
    (
        "The treaty was signed for Finland by Foreign Minister Elina Salo and for Latvia by Minister of Defence Janis Ozols.",
        ["Finland", "Latvia"],
    ),
    (
        "Oregon wants to export more. In March 2016 it signed an agreement with Fujian.",
        ["Oregon", "Fujian"],
    ),
    (
        "Wuhan and Hefei signed a pact on Monday. The health and family planning commissions of the two cities entered into an agreement.",
        ["health and family planning commission of Wuhan", "health and family planning commission of Hefei"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_parties(text, expected):
    assert parties(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), LAST)
def test_parties_from_context(text, expected):
    assert sorted(parties(text)[-1]) == sorted(expected)
