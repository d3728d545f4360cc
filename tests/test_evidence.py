"""Verification: every passage against the text by its own digest."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import assert_refused, built

from kg.errors import InputError
from kg.evidence import verify
from kg.ids import BASE

TEXT = "A and B signed 泸州 a memorandum 😀 on roads. They promised a bridge."
SPANS = [(0, 7), (15, 17), (18, 30), (31, 32)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evidence")
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    spans = [f"{{start: {start}, end: {end}}}" for start, end in SPANS]
    return built(
        folder,
        "source: {id: s, path: text.txt}\nsignings:\n- id: one\n"
        f"  parties: [{{name: Bureau A, evidence: [{spans[0]}]}}]\n  instruments: [{{kind: memorandum, evidence: [{spans[2]}]}}]\n  evidence: [{spans[1]}, {spans[3]}]\n"
        f"---\nsource: {{id: bare}}\nsignings: [{{id: one, parties: [], evidence: [{spans[0]}]}}]\n",
    )


def test_the_text_that_was_read_holds(store):
    found = verify(store, {"s": TEXT})
    assert (found.passages, found.drifts, found.changed_sources) == (4, (), ())
    assert verify(store, {BASE + "source/s": TEXT}) == found


def test_a_text_that_differs_elsewhere_only_warns(store):
    found = verify(store, {"s": TEXT + " More."})
    assert found.drifts == ()
    assert found.changed_sources == (BASE + "source/s",)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.sampled_from(["", "x", "xx"]))
def test_exactly_the_passages_whose_words_differ_drift(store, position, new):
    text = TEXT[:position] + new + TEXT[position + 1 :]
    moved = len(new) - 1
    drifted = {
        (start, end)
        for start, end in SPANS
        if TEXT[start:end] not in (text[start:end], text[max(start + moved, 0) : end + moved])
    }
    assert {(drift.start, drift.end) for drift in verify(store, {"s": text}).drifts} == drifted


def test_a_drift_names_the_facts_that_rest_on_it(store):
    (drift,) = verify(store, {"s": TEXT.replace("A and B", "C and B")}).drifts
    assert (drift.start, drift.end, drift.reason) == (0, 7, "the words there have changed")
    assert drift.things == (f"Bureau A <{BASE}participation/s/one-1>",)


def test_a_text_too_short_and_a_passage_without_digest_drift(store):
    reasons = {drift.reason for drift in verify(store, {"s": "short"}).drifts}
    assert reasons == {"the text has only 5 characters"}
    (drift,) = verify(store, {"bare": TEXT}).drifts
    assert drift.reason == "it has no digest to check"


def test_a_source_that_is_not_there_is_refused_with_those_that_are(store):
    with pytest.raises(InputError, match=r"the store has no source 'none'; it has .*\bs\b"):
        verify(store, {"none": TEXT})


def test_the_verb(folder, run):
    kept = ["--store", str(folder / "store")]
    good = run("verify", "--text", f"s={folder / 'text.txt'}", *kept)
    assert (good.status, good.out, good.err) == (0, "", "4 passages checked, 0 drifted\n")
    (folder / "longer").write_text(TEXT + " More.", encoding="utf-8")
    longer = run("verify", "--text", f"s={folder / 'longer'}", *kept)
    assert (longer.status, longer.out) == (0, "")
    assert longer.err.startswith("warning: the text of s is not, as a whole, the one that was read")
    (folder / "other").write_text(TEXT.replace("A and B", "C and B"), encoding="utf-8")
    other = run("verify", "--text", f"s={folder / 'other'}", *kept)
    assert other.status == 1
    assert other.out == f"s 0–7: the words there have changed\n  Bureau A <{BASE}participation/s/one-1>\n"
    piped = run("verify", "--text", "s=-", *kept, stdin=TEXT)
    assert piped.err == good.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "a text is needed: --text SOURCE=FILE"),
        (["--text", "s"], "write SOURCE=FILE"),
        (["--text", "=f"], "write SOURCE=FILE"),
        (["--text", "s=none.txt"], "none.txt: there is no such file"),
        (["--text", "s=."], "is a folder"),
        (["--text", "other=text.txt"], "the store has no source 'other'; it has"),
    ],
)
def test_what_is_wrong_is_one_line(arguments, words, folder, run):
    assert_refused(run("verify", *arguments, "--store", str(folder / "store"), cwd=folder), words)
