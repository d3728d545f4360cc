"""The day of a signing, wherever a text tells it: in another clause, another sentence, a dateline, an occasion."""

from __future__ import annotations

import pytest

from kg.articles import read

MALI_CHAD = "Mali and Chad signed an agreement on fisheries"


def days(text: str, published: str | None = None) -> list[str | None]:
    return [one.signed for one in read(text, source_id="one", published=published).signings]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # in the sentence
        (f"{MALI_CHAD} under the Lake Initiative on 4 March 2016.", None, "2016-03-04"),
        (f"{MALI_CHAD}, Thursday (24/10/19).", None, "2019-10-24"),
        (f"{MALI_CHAD} on 24.10.2019.", None, "2019-10-24"),
        (f"{MALI_CHAD} on 12-May-2017.", None, "2017-05-12"),
        (f"As early as 2014 {MALI_CHAD}.", None, "2014"),
        (f"{MALI_CHAD} at the end of 2019.", None, "2019"),
        (f"In the spring of 2012 {MALI_CHAD}.", None, "2012"),
        (f"On 25 February last year {MALI_CHAD}.", "2021-06-01", "2020-02-25"),
        (f"In May of last year {MALI_CHAD}.", "2021-06-01", "2020-05"),
        (f"{MALI_CHAD} last weekend.", "2021-06-02", "[2021-05-29..2021-05-30]"),
        (f"{MALI_CHAD} two days ago.", "2021-06-02", "2021-05-31"),
        ("A memorandum on fisheries (1994) was signed by Mali and Chad.", None, "1994"),
        ("The Lake Treaty (1994) was signed by Mali and Chad.", None, "1994"),
        (f"Since 2015, when {MALI_CHAD}, trade has grown.", None, "2015"),
        ("In March 2018 Mali joined the club. In June it signed an agreement on fish with Chad.", None, "2018-06"),
        (f"The king said on Monday that {MALI_CHAD} in 2012.", "2021-06-02", "2012"),
        # datelines
        (f"BAMAKO, June 27, 2002 - {MALI_CHAD} today.", None, "2002-06-27"),
        (f"BAMAKO, FEB. 28, 2002 (Agency) -- {MALI_CHAD} yesterday.", None, "2002-02-27"),
        (f"Bamako, 5 December 2017\n\n{MALI_CHAD} today.", None, "2017-12-05"),
        (f"Fish for all\nUpdated: 2023-02-22\n{MALI_CHAD} today.", None, "2023-02-22"),
        (f"BAMAKO, July 26 - {MALI_CHAD} on the 25th.", None, "XXXX-07-25"),
        (f"BAMAKO, July 26 - {MALI_CHAD} yesterday.", None, "XXXX-07-25"),
        (f"BAMAKO, July 26, 2011 - {MALI_CHAD}.", None, "2011-07-26"),
        # the occasion
        (f"Ministers met in Bamako on 3 May 2019. At the meeting, {MALI_CHAD}.", None, "2019-05-03"),
        (f"The king stayed in Bamako from 3 to 5 May 2019. During the visit {MALI_CHAD}.", None,
         "[2019-05-03..2019-05-05]"),
        (f"A forum was held in Bamako on 3 May 2019. Fish was on the table. Afterwards {MALI_CHAD}.", None,
         "2019-05-03"),
        (f"The ministers sat down on 3 May 2019. In the afternoon {MALI_CHAD}.", None, "2019-05-03"),
        ("The ministers sat down on 3 May 2019. By the end of the meeting Mali and Chad had signed a protocol on fish.",
         None, "2019-05-03"),
        (f"The forum opened on 3 May 2019. The next day {MALI_CHAD}.", None, "2019-05-04"),
        (f"The forum opened on 3 May 2019. That same day {MALI_CHAD}.", None, "2019-05-03"),
        (f"The story goes back to 2018. In that year {MALI_CHAD}.", None, "2018"),
        ("Mali and Chad have signed an agreement on fisheries. The signing took place in Bamako on 3 May 2019.", None,
         "2019-05-03"),
        ("Mali and Chad have signed an agreement on fisheries. Today's signing crowns years of talks.", "2021-06-02",
         "2021-06-02"),
    ],
)  # fmt: skip
def test_the_day_is_found(text, published, expected):
    assert days(text, published) == [expected]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Mali and Chad have signed an agreement on fisheries, which enters into force on 3 May 2019.", None),
        ("The plant was opened on 3 May 2019. Mali and Chad have signed an agreement on fisheries.", None),
        ("The plant was opened on 3 May 2019. Mali and Chad had earlier signed an agreement on fisheries.", None),
        (f"{MALI_CHAD} on Wednesday.", None),
        (f"{MALI_CHAD} until 2026.", None),
        (f"{MALI_CHAD}. The next round is planned for 3 May 2019.", None),
        ("The embassy opened on 3 May 2011. Agreements were later signed by Mali with Chad.", None),
        (f'"Today we begin," said the king. {MALI_CHAD}.', "2021-06-02"),
        ("BAMAKO, July 26, 2011 - Mali and Chad have signed an agreement on fisheries.", None),
        (f"{MALI_CHAD} (04/05/19).", None),
        ("The king said on Monday that Mali and Chad had signed an agreement on fisheries.", "2021-06-02"),
        ("The agreement of 3 May 2019 on trade was extended. Mali and Chad signed an agreement on fisheries.", None),
    ],
)  # fmt: skip
def test_no_day_is_taken_from_elsewhere(text, published):
    assert days(text, published) == [None]


def test_background_is_dated_by_itself_and_the_occasion_comes_back():
    text = (
        "On 3 May 2019 Mali and Chad signed an agreement on fisheries in Bamako. Niger and Togo signed a protocol on "
        "water.\n\nThe story is old. In 1998 Ghana and Benin signed a treaty on roads.\n\n"
        "At the ceremony Kenya and Malawi signed a memorandum on trade."
    )
    assert days(text) == ["2019-05-03", "2019-05-03", "1998", "2019-05-03"]
