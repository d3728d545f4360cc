"""Words for dates, names and the opening sentences."""

from __future__ import annotations

import page_networks
import pytest

from kg.page import words
from kg.page.agreements import web_address
from kg.page.labels import LINES, WIDTH, width_of, wrap
from kg.page.model import page_data


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2020-04-01", "1 April 2020"),
        ("2020-04", "April 2020"),
        ("2020", "2020"),
        ("[2020-04-07..2020-04-08]", "7 or 8 April 2020"),
        ("[2020-03-31..2020-04-01]", "31 March or 1 April 2020"),
        ("[2020-04-07..2020-04-12]", "some time from 7 to 12 April 2020"),
        ("[2020-04-01,2020-04-05]", "1 April 2020 or 5 April 2020"),
        ("{2020-04-01,2020-04-05}", "1 April 2020 and 5 April 2020"),
        ("[..2020-04-21]", "on or before 21 April 2020"),
        ("[2020-04-21..]", "on or after 21 April 2020"),
        ("2020-04-01/2020-04-15", "from 1 to 15 April 2020"),
        ("2019-12-30/2020-01-02", "from 30 December 2019 to 2 January 2020"),
        ("2020-04-01/..", "from 1 April 2020"),
        ("../2020-04-01", "until 1 April 2020"),
        ("XXXX-05-18", "18 May, year unknown"),
        ("2020?-04-15", "probably 15 April 2020"),
        ("2020-04~", "about April 2020"),
        ("201X", "2010s"),
        ("2020-21", "spring 2020"),
        ("2020-XX-XX", "2020"),
        (None, "no date given"),
        ("<script>", "<script>"),
        ("2020-13-01", "2020-13-01"),
    ],
)
def test_a_date_is_said_in_words(edtf: str | None, said: str) -> None:
    assert words.period(edtf) == said


def test_counts_and_lists_read_as_english() -> None:
    assert words.count(1, "body", "bodies") == "1 body"
    assert words.count(1200, "body", "bodies") == "1,200 bodies"
    assert words.listed(["A", "B", "C"]) == "A, B and C"
    assert words.between("2020-03-10", "2020-04-15") == "between 10 March and 15 April 2020"
    assert words.between("2020-03-10", "2020-03-10") == "on 10 March 2020"
    assert words.between(None, "2020-03-10") == ""


def test_most_connected_names_those_who_share_the_first_place() -> None:
    assert words.most_connected([("A", 3), ("B", 1)], "body", "bodies") == "Most connected: A, with 3 partners."
    assert (
        words.most_connected([("A", 3), ("B", 3)], "body", "bodies") == "Most connected: A and B, with 3 partners each."
    )
    assert words.most_connected([("A", 1), ("B", 1)], "body", "bodies") == "No body has more than one partner."
    assert words.most_connected([], "body", "bodies") == ""


def test_the_corpus_is_summed_up_in_a_sentence() -> None:
    summary = page_data(page_networks.corpus()).summary
    assert summary.sentence == (
        "29 bodies signed 20 agreements at 16 signings between 10 March and 15 April 2020, which makes 15 partnerships."
    )
    assert summary.remarks[0] == "Most connected: Luzhou, with 3 partners."
    assert "1 group that the sources count without naming" in summary.remarks[1]
    undated = page_data(page_networks.uncertain()).summary
    assert "2 agreements have no full date." in undated.remarks


def test_the_filters_a_network_was_made_with_are_said() -> None:
    network = page_networks.corpus()
    network.graph["filters"] = {"field": "health", "from": "2020-04-01", "to": None}
    network.graph["level"] = "prefecture-city"
    assert (
        page_data(network).summary.restriction
        == "Made with: field Health; from 1 April 2020; rolled up to prefecture city."
    )


@pytest.mark.parametrize(
    "name",
    [
        "Department of Human Resources and Social Security of Sichuan Province and of more",
        "四川省人力资源和社会保障厅与重庆市人力资源和社会保障局",
        "x" * 200,
        "",
        "one",
    ],
)
def test_names_break_into_short_lines(name: str) -> None:
    lines = wrap(name).split("\n")
    assert len(lines) <= LINES
    assert all(width_of(line) <= WIDTH for line in lines)
    kept = "".join(lines).rstrip("…").replace(" ", "")
    assert name.replace(" ", "").startswith(kept)


def test_only_web_addresses_become_links() -> None:
    assert web_address("https://example.org/a") == "https://example.org/a"
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https:",
        "http://[",
        None,
        "file:///etc/passwd",
    ):
        assert web_address(bad) is None
