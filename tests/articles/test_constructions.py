"""Constructions of press English, each in sentences of its own: who signed with whom, and how many documents."""

from __future__ import annotations

import pytest

from kg.articles import read


def told(words: str) -> list[tuple[set[str], int]]:
    """Parties and number of documents of each signing."""
    record = read(words, source_id="text", published="2021-05-20")
    return [
        ({party.name or party.place for party in one.parties}, sum(item.count for item in one.instruments))
        for one in record.signings
    ]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "At the forum the Lima city government, for its part, signed a memorandum with the Port of Callao.",
            [({"Lima city government", "Port of Callao"}, 1)],
        ),
        (
            "Peru and Chile signed a memorandum on access to the sea, a memorandum on copper, and a treaty on tax.",
            [({"Peru", "Chile"}, 3)],
        ),
        (
            "The two mayors put their names to a pact on trams between Nantes and Bergen, and to a pact between Bergen "
            "and Turin.",
            [({"Nantes", "Bergen"}, 1), ({"Bergen", "Turin"}, 1)],
        ),
        (
            "The Nairobi Maternal and Infant Care Hospital and the Kampala Women and Children's Hospital signed an "
            "agreement.",
            [({"Nairobi Maternal and Infant Care Hospital", "Kampala Women and Children's Hospital"}, 1)],
        ),
        (
            "Premier Anna Berg of Manitoba and Premier Luc Roy of Quebec signed an agreement on labour mobility.",
            [({"Manitoba", "Quebec"}, 1)],
        ),
        (
            "Cameroon's Douala Aluminium Works and Dubai's Sand Line have reached an agreement.",
            [({"Douala Aluminium Works", "Sand Line"}, 1)],
        ),
        ("Fourteen towns on the lower Danube signed a pact on flood relief.", [({"Fourteen towns"}, 1)]),
        (
            "A ceremony to sign a twinning agreement between Dundee and Nablus was held on Friday.",
            [({"Dundee", "Nablus"}, 1)],
        ),
        ("A ceremony to sign a twinning agreement between Dundee and Nablus will be held on Friday.", []),
        (
            "On behalf of the University of Ghana, Dean Ama Owusu signed the agreement; Professor Ito Ken signed for "
            "Kyoto University.",
            [({"University of Ghana", "Kyoto University"}, 1)],
        ),
        (
            "A pact on ferries was signed in Turku on Friday. Mayor Ann Lee signed for Turku, and Mayor Bo Ek for Visby.",
            [({"Turku", "Visby"}, 1)],
        ),
        (
            "The memorandum was signed on 3 May by Mayor Anna Kowalska for Gdansk and Mayor Peter Jensen for Aarhus.",
            [({"Gdansk", "Aarhus"}, 1)],
        ),
        (
            "Customs officers of the strait signed a memorandum. Director Ito Ken signed for Kobe Customs, Director Lee "
            "Min for the Busan Customs Office.",
            [({"Kobe Customs", "Busan Customs Office"}, 1)],
        ),
        (
            "Peru signed a pact with the U.S. Departments of Energy, the Interior, and Commerce.",
            [({"Peru", "Department of Energy", "Department of the Interior", "Department of Commerce"}, 1)],
        ),
        (
            "The Ministries of Health and Education of Peru signed a pact with Chile.",
            [({"Ministry of Health", "Ministry of Education", "Chile"}, 1)],
        ),
        (
            "Leaders of Bergen, Turku and Visby, three towns by the sea, met on 4 May. A pact was signed by the three "
            "parties.",
            [({"Bergen", "Turku", "Visby"}, 1)],
        ),
        (
            "Two accords were signed in Quito on Tuesday. The host was glad. The documents are:\n"
            "1. Accord between Peru and Chile on tin\n2. Accord between Peru and Cuba on sugar\n",
            [({"Peru", "Chile"}, 1), ({"Peru", "Cuba"}, 1)],
        ),
        (
            "Vigo lives by the sea. With Bergen in Norway and Turku in Finland, the city has lately signed a pact.",
            [({"Vigo", "Bergen", "Turku"}, 1)],
        ),
        (
            "A memorandum was signed by Ana Costa, Head of Peru's National Weather Agency, and Luis Vega, who directs "
            "Chile's Hydrology Center.",
            [({"National Weather Agency", "Hydrology Center"}, 1)],
        ),
        (
            "The charter bears the signatures of the heads of two unions: the Polish Teachers' Union and the Union of "
            "School Nurses.",
            [({"Polish Teachers' Union", "Union of School Nurses"}, 1)],
        ),
        (
            "In Dakar the minister of mines signed a protocol for Senegal; for Gambia it was signed by Isatou Jallow.",
            [({"Senegal", "Gambia"}, 1)],
        ),
        (
            "Ann Lee, Governor of Quebec, Bo Ek, Governor of Maine, and Carr, Governor of Ohio, jointly signed a pact.",
            [({"Quebec", "Maine", "Ohio"}, 1)],
        ),
        (
            "A pact on notaries was signed on 5 May. Those who signed it were the chairmen of the chambers of Chile and "
            "Peru.",
            [({"Chamber of Chile", "Chamber of Peru"}, 1)],
        ),
        (
            "A memorandum was signed in Accra on 3 May. Under it, the Port of Tema and the Port of Lagos will share data.",
            [({"Port of Tema", "Port of Lagos"}, 1)],
        ),
        (
            "Two documents were signed at the meeting, the Turku Charter Agreement and the Visby Framework Agreement. By "
            "the former, Turku and Bergen are to run a ferry. By the latter, Visby and Lund are to run a school.",
            [({"Turku", "Bergen"}, 1), ({"Visby", "Lund"}, 1)],
        ),
        ("A memorandum was signed in Accra. The weather was fine. Tema and Lagos will hold fairs.", []),
        (
            "Between the Ministry of Health and Social Services of Peru and the Chilean Department of Sport a pact has been "
            "concluded.",
            [({"Ministry of Health and Social Services of Peru", "Department of Sport"}, 1)],
        ),
        ("The signing of a pact between Peru and Chile was approved by the cabinet.", []),
        (
            'Turku and Visby signed the "Action Plan for Clean Ferries" and the "Key Points of Harbour Work in 2020".',
            [({"Turku", "Visby"}, 2)],
        ),
        (
            "Pudong District in Shanghai and Langfang City, its neighbor in Hebei Province, have signed an agreement.",
            [({"Pudong", "Langfang"}, 1)],
        ),
        ("Peru would like to see its new trade agreement with Chile signed soon.", []),
        (
            "Peru and Chile signed four pacts. Minister Ann Lee signed for Peru; Chile was represented by two signatories: "
            "Bo Ek, Minister of Mines, and Cy Oda, Minister of Fish.",
            [({"Peru", "Chile"}, 4)],
        ),
        (
            "A treaty on eels was signed. The signatories are Norway, Latvia and the Eel Council of Riga.",
            [({"Norway", "Latvia", "Eel Council of Riga"}, 1)],
        ),
        (
            "A treaty on eels was signed. Norway's signature was given by Minister Per Dahl, that of Latvia by an envoy.",
            [({"Norway", "Latvia"}, 1)],
        ),
        ("A treaty on eels will be signed. The signatories are expected to include Norway and Latvia.", []),
        (
            "Hanoi Law University has built ties with the University of Cebu by signing a memorandum of cooperation.",
            [({"Hanoi Law University", "University of Cebu"}, 1)],
        ),
    ],
)
def test_who_signed_with_whom(words, wanted):
    assert told(words) == wanted
