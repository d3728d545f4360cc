"""Dates: certain and possible against brute force over all completions; EDTF against the package ``edtf``."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import dates
from kg.errors import InputError

DAYS = st.dates(date(1995, 1, 1), date(2032, 12, 31))


@st.composite
def partial_dates(draw):
    """A date with parts left out, and the days that it can mean."""
    when = draw(DAYS)
    year, month = when.year, when.month
    in_month = [date(year, month, d) for d in range(1, monthrange(year, month)[1] + 1)]
    in_year = _days(date(year, 1, 1), date(year, 12, 31))
    decade = year // 10 * 10
    return draw(
        st.sampled_from(
            [
                (when.isoformat(), [when]),
                (f"{year:04}-{month:02}", in_month),
                (f"{year:04}-{month:02}-XX", in_month),
                (f"{year:04}", in_year),
                (f"{year:04}-XX", in_year),
                (f"{year:04}-XX-XX", in_year),
                (f"{decade // 10:03}X", _days(date(decade, 1, 1), date(decade + 9, 12, 31))),
            ]
        )
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


@st.composite
def completions(draw):
    """An EDTF string with all its completions, each a set of days."""
    kind = draw(st.sampled_from(["date", "one-of", "whole"]))
    text, days = draw(partial_dates())
    if kind == "date":
        return text, [{d} for d in days]
    other, other_days = draw(partial_dates())
    if max(other_days) < min(days):
        text, days, other, other_days = other, other_days, text, days
    first, last = min(days), max(other_days)
    if first > last:
        return text, [{d} for d in days]
    if kind == "one-of":
        return f"[{text}..{other}]", [{d} for d in _days(first, last)]
    return f"{text}/{other}", [set(_days(first, last))]


@given(completions(), DAYS, st.integers(0, 800))
def test_certain_and_possible_are_what_all_and_some_completions_say(case, start, length):
    text, alternatives = case
    period = dates.parse(text)
    wanted = set(_days(start, start + timedelta(length)))
    assert period.possibly_within(min(wanted), max(wanted)) == any(days & wanted for days in alternatives)
    assert period.certainly_within(min(wanted), max(wanted)) == all(days & wanted for days in alternatives)
    assert period.possibly_on(start) == any(start in days for days in alternatives)
    assert period.certainly_on(start) == all(start in days for days in alternatives)


@given(completions(), st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS))
def test_an_open_bound_bounds_nothing(case, start, end):
    text, alternatives = case
    period = dates.parse(text)

    def inside(day: date) -> bool:
        return (start is None or day >= start) and (end is None or day <= end)

    if start and end and start > end:
        return
    assert period.possibly_within(start, end) == any(any(map(inside, days)) for days in alternatives)
    assert period.certainly_within(start, end) == all(any(map(inside, days)) for days in alternatives)


@given(st.integers(1, 12), st.integers(1, 31), DAYS, st.integers(0, 1500))
def test_a_day_without_a_year_is_possible_in_every_year_and_certain_in_none(month, monthday, start, length):
    text = f"XXXX-{month:02}-{monthday:02}"
    if monthday > monthrange(2000, month)[1]:
        with pytest.raises(InputError):
            dates.parse(text)
        return
    end = start + timedelta(length)
    period = dates.parse(text)
    assert (period.earliest, period.latest, period.extent, period.month_day) == (None, None, None, text[5:])
    assert period.possibly_within(start, end) == any((d.month, d.day) == (month, monthday) for d in _days(start, end))
    assert not period.certainly_within(start, end)
    assert period.certainly_within(None, None)


@given(completions().filter(lambda case: case[0][0] != "[" and not ("/" in case[0] and "X" in case[0])))
def test_the_package_edtf_reads_the_same_bounds(case):
    text, alternatives = case  # sets and spans with unspecified digits are beyond what the package reads
    everything = set().union(*alternatives)
    read = edtf.parse_edtf(text)
    lower, upper = read.lower_strict(), read.upper_strict()
    assert (date(*lower[:3]), date(*upper[:3])) == (min(everything), max(everything))
    period = dates.parse(text)
    assert (period.earliest, period.latest) == (min(everything), max(everything))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "extent"),
    [
        ("[2020-04-07..2020-04-08]", date(2020, 4, 7), date(2020, 4, 8), "one-of"),
        ("2020-04-01/2020-04-15", date(2020, 4, 1), date(2020, 4, 15), "whole"),
        ("[..2020-04-21]", None, date(2020, 4, 21), "one-of"),
        ("[2020..]", date(2020, 1, 1), None, "one-of"),
        ("2020-04-01/..", date(2020, 4, 1), None, "whole"),
        ("../2020-04", None, date(2020, 4, 30), "whole"),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31), "one-of"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "one-of"),
    ],
)
def test_bounds(text, earliest, latest, extent):
    period = dates.parse(text)
    assert (period.edtf, period.earliest, period.latest, period.extent) == (text, earliest, latest, extent)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2020-13", "2020-02-30", "2021-02-29", "15.04.2020", "2020-4-1", "2020-04-15?", "2020~", "XXXX", "XXXX-05",
     "202X-05", "2020-XX-05", "[2020..2019]", "2020/2019", "[..]", "../..", "2020-04-01/[..2020-04-21]", "2020/2021/2022", "٢٠٢٠",
     "2020-04-15T10:00", "[2020-04-07,2020-04-08]", "XXXX-02-30", "0000"],
)  # fmt: skip
def test_what_is_no_date_is_refused_in_one_line(text):
    with pytest.raises(InputError) as refused:
        dates.parse(text)
    assert repr(text) in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["P1Y", "P6M", "P14D", "P1Y6M", "PT36H", "P1DT12H"])
def test_durations(text):
    assert dates.duration(text) == text


@pytest.mark.parametrize("text", ["", "P", "1Y", "PT", "P2W", "P1H", "yearly", "P-1Y"])
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(InputError):
        dates.duration(text)
