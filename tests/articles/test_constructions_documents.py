"""How documents are told: lists, several in a sentence, pairs, and one told in two sentences."""

from __future__ import annotations

import pytest

from kg.articles import read

PUBLISHED = "2021-05-20"


def told(text: str) -> list[tuple[list[str], list[str | None]]]:
    """Names of the parties and titles or kinds of the documents, signing by signing."""
    record = read(text, source_id="own", published=PUBLISHED)
    return [
        (
            [party.name or party.place or "" for party in signing.parties],
            [item.title or item.kind for item in signing.instruments],
        )
        for signing in record.signings
    ]


LISTS = [
    (
        "Kenya and Uganda signed four documents in Nairobi on Monday. They are listed as follows:\n\n"
        "(i) MoU on Cooperation in Fisheries;\n\n"
        "(ii) Standard Operating Procedure for Border Posts;\n\n"
        "(iii) MoU between the University of Nairobi and Makerere University; and\n\n"
        "(iv) Renewal of the Work Programme.\n\n"
        "The presidents left in the evening.",
        [
            (["Kenya", "Uganda"], ["MoU on Cooperation in Fisheries"]),
            (["Kenya", "Uganda"], ["Standard Operating Procedure for Border Posts"]),
            (["University of Nairobi", "Makerere University"], None),
            (["Kenya", "Uganda"], ["Renewal of the Work Programme"]),
        ],
    ),
    (
        "Talks between Peru and Chile ended on Monday. In all, 20 documents were signed. Among those on the list are:\n"
        "- Program of Cooperation between the Ministries of Education for 2021-2022\n"
        "- Agreement between the Governments on the Mountain Fund\n",
        [
            (["Ministry of Education", "Ministry of Education"], None),
            (["Peru", "Chile"], ["Agreement between the Governments on the Mountain Fund"]),
        ],
    ),
    (
        "Norway and Iceland signed the following: (i) an MoU on tourism; (ii) a protocol on customs; and "
        "(iii) an Agreement on the Avoidance of Double Taxation.",
        [(["Norway", "Iceland"], ["memorandum", "protocol", "Agreement on the Avoidance of Double Taxation"])],
    ),
    (
        "Norway and Iceland signed a number of documents, namely a Convention with Respect to Taxes on Income, "
        "an Air Transport Agreement and an Agreement Regarding Whales.",
        [
            (
                ["Norway", "Iceland"],
                ["Convention with Respect to Taxes on Income", "Air Transport Agreement", "Agreement Regarding Whales"],
            )
        ],
    ),
    ("Norway wants two papers signed by June. They are:\n1. a Treaty on Borders;\n2. an Agreement on Seals.", []),
    ("The cabinet approved three documents. They are:\n- MoU on Fish;\n- Agreement on Seals.\nNobody spoke.", []),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_list_gives_its_documents(text: str, expected: list[tuple[list[str], list[str] | None]]) -> None:
    found = told(text)
    assert [parties for parties, _ in found] == [parties for parties, _ in expected]
    for (_, titles), (_, wanted) in zip(found, expected, strict=True):
        assert wanted is None or titles == wanted


PAIRS = [
    (
        "Road maps were signed by Andijan with Osh, by Namangan with Jalal-Abad and by Fergana with Batken and with "
        "Naryn.",
        [["Andijan", "Osh"], ["Namangan", "Jalal-Abad"], ["Fergana", "Batken"], ["Fergana", "Naryn"]],
    ),
    (
        "Two contracts were signed, by Lisbon with Porto and by Ghent with Bruges.",
        [["Lisbon", "Porto"], ["Ghent", "Bruges"]],
    ),
    ("The accord was signed on 2 May by Ghana and by Togo with Benin looking on.", [["Ghana", "Togo"]]),
    ("Porto and Recife, Lyon and Turin signed twinning agreements.", [["Porto", "Recife"], ["Lyon", "Turin"]]),
    (
        "Contracts were inked between the Government of Ghana and Makerere University, Kisii University as well as "
        "Moi University.",
        [
            ["Government of Ghana", "Makerere University"],
            ["Government of Ghana", "Kisii University"],
            ["Government of Ghana", "Moi University"],
        ],
    ),
    (
        "The Tea Association and the Fish Association signed a contract with Moi University and a lease with Kisii "
        "University, respectively.",
        [["Tea Association", "Moi University"], ["Fish Association", "Kisii University"]],
    ),
    ("Ghana, with Kenya's Moi University, signed an agreement on nurses.", [["Ghana", "Moi University"]]),
    ("Peru and Chile put their seals to a treaty on water in 1994.", [["Peru", "Chile"]]),
    ("Peru and Chile initialled the treaty on water in 1994.", []),
    ("The talks do not rest on any treaty to which Peru and Chile put their seals.", []),
    ("Peru and Chile have signed 78 agreements so far.", []),
    ("The draft of a memorandum was exchanged between Peru and Chile.", []),
    (
        "Memoranda have been signed by Moi University with two institutions. They are George College, Lagos; and "
        "the Kisii Institute, Kisii.",
        [["Moi University", "George College"], ["Moi University", "Kisii Institute"]],
    ),
    ("The pact was signed by three cities. These are Lyon, Turin and Ghent.", [["Lyon", "Turin", "Ghent"]]),
    (
        "Peru signed agreements with two provinces of Laos, Attapeu and Champasak.",
        [["Peru", "Attapeu"], ["Peru", "Champasak"]],
    ),
    ("It is proposed that Peru and Chile conclude an agreement on nurses in autumn.", []),
    ("Lima proposes that the two cities conclude an agreement on nurses in autumn.", []),
    ("Ghent with Mongolia's Darkhan City signed an agreement on friendly relations.", [["Ghent", "Darkhan"]]),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_who_signs_with_whom(text: str, expected: list[list[str]]) -> None:
    assert [parties for parties, _ in told(text)] == expected


TOLD_BEFORE = [
    (
        "The Bank of Ghana and the Bank of Togo made public a memorandum on data which they had signed on Tuesday.",
        [(["Bank of Ghana", "Bank of Togo"], ["memorandum"])],
    ),
    (
        "Two letters of intent and one agreement were signed at the fair. Lyon and Turin, as well as Ghent and Riga, "
        "signed the letters of intent; Oslo and Porto signed the agreement.",
        [
            (["Lyon", "Turin"], ["letter-of-intent"]),
            (["Ghent", "Riga"], ["letter-of-intent"]),
            (["Oslo", "Porto"], ["agreement"]),
        ],
    ),
    (
        "Hospitals signed agreements there. The Ghent Hospital and the Turin Hospital signed with Oslo Hospital and "
        "Moi Hospital, respectively.",
        [
            (["Ghent Hospital", "Oslo Hospital"], ["agreement"]),
            (["Turin Hospital", "Moi Hospital"], ["agreement"]),
        ],
    ),
    (
        "Peru and Chile signed several papers and agreements. These include an MoU on tourism and a protocol on ports.",
        [(["Peru", "Chile"], ["memorandum", "protocol"])],
    ),
    (
        "Peru and Chile signed 28 documents, including an agreement on plums and a protocol on ports.",
        [(["Peru", "Chile"], ["other"])],
    ),
    ("Lisbon and Praia have a treaty signed in 1983.", [(["Lisbon", "Praia"], ["treaty"])]),
    ("Mayor Ann Lee of Cork begged all who had put their names to the documents not to forget them.", []),
    ("Lisbon and Praia want to have the treaty signed in May.", []),
    (
        "The treaty between Norway and Peru, signed on 15 September 2010, entered into force in 2011.",
        [(["Norway", "Peru"], ["treaty"])],
    ),
    (
        "Peru and Chile signed a treaty on water. The two countries signed, in addition, a treaty on visas.",
        [(["Peru", "Chile"], ["treaty"]), (["Peru", "Chile"], ["treaty"])],
    ),
    (
        "Lima knows the model. In March 2016 it signed agreements with Quito and Bogota on rivers, respectively.",
        [(["Lima", "Quito"], ["agreement"]), (["Lima", "Bogota"], ["agreement"])],
    ),
    (
        "A memorandum between the Ministry of Health of Peru and Moi University governs the training of nurses. "
        "It was signed on 4 May.",
        [(["Ministry of Health of Peru", "Moi University"], ["memorandum"])],
    ),
    (
        "Judges will see more of each other under a protocol between Ghana and Togo. The protocol was signed in Accra.",
        [(["Ghana", "Togo"], ["protocol"])],
    ),
    ("A protocol between Ghana and Togo is planned. With the signing of the protocol trade will grow.", []),
    (
        "Lagos signed an accord on fish with Porto in 2001. A similar accord was signed with Recife in 2004.",
        [(["Lagos", "Porto"], ["agreement"]), (["Lagos", "Recife"], ["agreement"])],
    ),
    (
        "Two old papers count. One was signed in 1929 by Egypt and Sudan.",
        [(["Egypt", "Sudan"], ["agreement"])],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD_BEFORE)
def test_what_the_text_told_before(text: str, expected: list[tuple[list[str], list[str]]]) -> None:
    assert told(text) == expected


def test_each_partner_has_the_day_told_after_it() -> None:
    text = "Cork signed sister-city agreements with Bergen in 1990, with Lagos in 1995 and with Quito on 3 May 2001."
    found = read(text, source_id="own", published=PUBLISHED).signings
    assert [(one.parties[1].place, one.signed) for one in found] == [
        ("Bergen", "1990"),
        ("Lagos", "1995"),
        ("Quito", "2001-05-03"),
    ]
