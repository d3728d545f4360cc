"""Decisions: a file that a person corrects, and the groups that follow from it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.identity import (
    Clusters,
    Decision,
    Document,
    Thing,
    dump_decisions,
    proposals,
    read_decisions,
    same_documents,
    updated,
)

ENDS = st.sampled_from([f"territory/{letter}" for letter in "abcdef"])
TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip


@st.composite
def decisions(draw):
    found = {}
    for _ in range(draw(st.integers(0, 8))):
        one, other = draw(ENDS), draw(ENDS)
        if one != other:
            verdict = draw(st.sampled_from(["same", "different", "unsure"]))
            score = draw(st.none() | st.sampled_from([Decimal("0.5"), Decimal("0.95"), Decimal(1)]))
            decided = Decision(one=one, other=other, verdict=verdict, by=draw(st.sampled_from(["kg", "Ada"])), score=score, reason=draw(st.none() | TEXT))  # fmt: skip
            found.setdefault(decided.pair, decided)
    return sorted(found.values(), key=lambda decision: (decision.one, decision.other))


@given(decisions())
def test_a_file_comes_back(tmp_path_factory, decided):
    path = tmp_path_factory.mktemp("identity") / "identity.yaml"
    path.write_text(dump_decisions(decided), encoding="utf-8")
    assert read_decisions(path) == decided


@given(decisions())
def test_groups_keep_what_is_different_apart(decided):
    try:
        clusters = Clusters(decided)
    except InputError as error:
        assert " by Ada" in str(error)  # noqa: PT017 - not every example is refused
        return
    stands = clusters.canonical()
    for decision in decided:
        together = decision.other in clusters.members(decision.one)
        if decision.verdict == "different":
            assert not together or decision.by == "kg"  # a person said otherwise
        elif decision.verdict == "same" and decision not in clusters.left_out:
            assert together
            assert stands[decision.one] == stands[decision.other]
    assert {stands[chosen] for chosen in stands.values()} == set(stands.values())


def same(one, other, by="kg"):
    return Decision(one=one, other=other, verdict="same", by=by)


def test_a_persons_word_goes_before_the_programs():
    apart = Decision(one="t/a", other="t/c", verdict="different", by="Ada")
    clusters = Clusters([same("t/a", "t/b"), same("t/b", "t/c"), apart])
    assert clusters.members("t/a") == {"t/a", "t/b"}
    assert [(one.one, one.other) for one in clusters.left_out] == [("t/b", "t/c")]
    with pytest.raises(InputError, match="t/b and t/c are the same by Ada, and that makes one of t/a and t/c"):
        Clusters([same("t/a", "t/b", "Ada"), same("t/b", "t/c", "Ada"), apart])


def test_proposals_are_made_anew_and_words_of_persons_stay():
    word = Decision(one="t/b", other="t/a", verdict="different", by="Ada", reason="two states")
    kept = updated([word, same("t/x", "t/y")], [same("t/a", "t/b"), same("t/c", "t/d")])
    assert kept == [word, same("t/c", "t/d")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("decisions:\n  - {one: t/a, other: t/a, verdict: same}", "2: one and other are both t/a"),
        ("decisions:\n  - {one: t/a, other: t/b, verdict: equal}", "verdict: 'equal' is none of same, different, unsure"),
        ("decisions:\n  - {one: t/a, other: t/b, verdict: same}\n  - {one: t/b, other: t/a, verdict: unsure}", "are decided twice"),
        ("decisions:\n  - {one: t/a, verdict: same}", "the key other is missing"),
        ("decisions:\n  - {one: t/a, other: t/b, verdict: same, score: 2}", "is not a number from 0 to 1"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, words):
    (tmp_path / "identity.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_decisions(tmp_path / "identity.yaml")
    assert words in str(refused.value)


def thing(end, *names, **more):
    return Thing(id=end, kind=end.partition("/")[0], names=names or (end.partition("/")[2],), **more)


def found(*things):
    return {(one.one, one.other): one.verdict for one in proposals(things)}


def test_countries_by_name_and_code():
    states = [thing("territory/France"), thing("territory/FRA"), thing("territory/Frankreich"), thing("territory/Czechia"), thing("territory/Czechoslovakia")]  # fmt: skip
    assert found(*states) == {
        ("territory/France", "territory/FRA"): "same",
        ("territory/France", "territory/Frankreich"): "same",
    }
    assert found(thing("territory/Georgia"), thing("territory/GEO")) == {
        ("territory/GEO", "territory/Georgia"): "unsure"
    }
    assert found(thing("territory/Georgia", level="country"), thing("territory/GEO")) == {
        ("territory/Georgia", "territory/GEO"): "same"
    }
    assert found(thing("territory/Georgia", within="USA"), thing("territory/GEO")) == {}
    assert found(thing("territory/Congo"), thing("territory/COG")) == {("territory/COG", "territory/Congo"): "unsure"}


def test_a_thing_of_two_countries_names_is_none():
    assert found(thing("territory/x", "France", "Germany"), thing("territory/FRA"), thing("territory/DEU")) == {}


def test_towns_only_within_one_country():
    assert found(thing("place/Munich", within="DEU"), thing("place/München", within="DEU")) == {
        ("place/Munich", "place/München"): "same"
    }
    assert found(thing("place/Lyon", within="FRA"), thing("place/Lyons", within="USA")) == {}


def test_bodies_of_one_name_in_one_place():
    def body(end, name, home, kind=None):
        return Thing(id=end, kind="body", names=(name,), within="", home=home, body_kind=kind)

    one = body("body/s/health", "Health Bureau", "luzhou")
    assert found(one, body("body/t/health", "health  bureau", "luzhou")) == {("body/s/health", "body/t/health"): "same"}
    assert found(one, body("body/t/health", "Health Bureau", "yibin")) == {}
    assert found(one, body("body/t/health", "Health Bureau", None)) == {("body/s/health", "body/t/health"): "unsure"}
    court, other = body("body/s/c", "City Board", "luzhou", "court"), body("body/t/c", "City Board", "luzhou", "park")
    assert found(court, other) == {("body/s/c", "body/t/c"): "unsure"}
    schools = [body(f"body/s/{n}", f"Luzhou Middle School No. {n} of the City", "luzhou") for n in (1, 2)]
    assert found(*schools) == {}
    alike = body("body/t/h", "Bureau of Health Luzhou City", "luzhou")
    assert found(alike, body("body/s/h", "Luzhou City Bureau of Health", "luzhou")) == {
        ("body/s/h", "body/t/h"): "unsure"
    }


def test_agreements_of_one_title_day_and_parties():
    def told(end, date="1995-03-01", parties="ab", source="s", title="Convention on the River"):
        return Document(end, title, date, frozenset(parties), source)

    def verdicts(*documents):
        return [one.verdict for one in same_documents(documents)]

    assert verdicts(told("a"), told("b", source="t")) == ["same"]
    assert verdicts(told("a"), told("b")) == []  # one source tells two agreements apart
    assert verdicts(told("a"), told("b", source="t", date="1995")) == ["unsure"]
    assert verdicts(told("a"), told("b", source="t", date="1996")) == []
    assert verdicts(told("a"), told("b", source="t", parties="abc")) == ["unsure"]
    assert verdicts(told("a"), told("b", source="t", parties="xy")) == []
    assert verdicts(told("a", title="Trade Agreement"), told("b", source="t", title="Trade Agreement")) == []
