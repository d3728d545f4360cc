"""Short answers are given again while the store stays the same: the same bytes, within their room, never old ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers import running
from support import run_kg

from kg.serve.cache import LONGEST, Cache
from kg.serve.frames import Head

COUNT = "SELECT (COUNT(*) AS ?n) { ?a a <https://w3id.org/accord/ns#Agreement> }"


def head(stamp="s", status=200):
    return Head(status, "text/csv", [], stamp, 0)


def hits(server):
    return server.metric("accord_cache_hits_total")


@pytest.mark.parametrize(
    "path",
    [
        "api/questions/partners?place=Chongqing",
        "id/territory/luzhou/",
        "id/place/luzhou.ttl",
        "reconcile/suggest/entity?prefix=Lu",
    ],
)
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_an_answer_is_given_again_as_it_was(packaged, path, encoding):
    first, before, again = (
        packaged.get(path, headers={"accept-encoding": encoding}),
        hits(packaged),
        packaged.get(path, headers={"accept-encoding": encoding}),
    )
    assert hits(packaged) == before + 1
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    unlike = {"date"}
    assert {k: v for k, v in first.headers.items() if k not in unlike} == {
        k: v for k, v in again.headers.items() if k not in unlike
    }
    assert packaged.client.head(packaged.url + path, headers={"accept-encoding": encoding}).content == b""


def test_forms_of_an_answer_are_kept_apart(packaged):
    answers = {packaged.query(COUNT, form).text for form in ("text/csv", "application/sparql-results+json", "text/csv")}
    assert len(answers) == 2


def test_mistakes_and_long_answers_are_asked_again(packaged):
    before = hits(packaged)
    for _ in range(2):
        assert packaged.query("SELECT").status_code == 400
        assert len(packaged.query("SELECT * { ?s ?p ?o . ?a ?b ?s }", "text/csv").content) > LONGEST
    assert hits(packaged) == before


def test_what_is_built_meanwhile_is_answered(tmp_path):
    record = "source: {{id: s}}\nsignings: [{{id: a, parties: [{{place: A}}], instruments: [{{kind: treaty, count: {}}}]}}]\n"
    (tmp_path / "r.yaml").write_text(record.format(1))
    run_kg("build", "r.yaml", "--store", "store", cwd=tmp_path)
    with running(tmp_path, "--store", str(tmp_path / "store"), "--no-pages") as server:
        assert [server.rows(COUNT)[0]["n"]["value"] for _ in range(3)] == ["1"] * 3
        assert hits(server) > 0
        (tmp_path / "r.yaml").write_text(record.format(2))
        run_kg("build", "r.yaml", "--store", "store", cwd=tmp_path)
        server.until(lambda: server.rows(COUNT)[0]["n"]["value"] == "2")
        assert {server.rows(COUNT)[0]["n"]["value"] for _ in range(20)} == {"2"}


def test_a_server_without_a_cache(tmp_path):
    with running(tmp_path, "--cache", "0", "--no-pages") as server:
        assert [server.rows(COUNT)[0]["n"]["value"] for _ in range(3)] == ["20"] * 3
        assert hits(server) == 0


def test_what_is_not_to_be_kept():
    cache = Cache(1 << 20)
    cache.put(b"q", head(stamp=None), b"1")
    cache.put(b"q", head(status=404), b"1")
    cache.put(b"q", head(), b"1" * (LONGEST + 1))
    assert cache.get("s", b"q") is None
    assert cache.get(None, b"q") is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9000), st.booleans()), max_size=60))
def test_the_cache_keeps_what_was_asked_last_within_its_room(steps):
    room = 20_000
    cache, newest = Cache(room), {}
    for number, size, reads in steps:
        question = b"%d" % number
        if reads:
            if (found := cache.get("s", question)) is not None:
                assert found == (head(), newest[question])
                newest[question] = newest.pop(question)
        else:
            newest.pop(question, None)
            newest[question] = b"x" * size
            cache.put(question, head(), newest[question])
    kept = [question for question in newest if cache.get("s", question) is not None]
    assert kept == [*newest][len(newest) - len(kept) :]  # the newest ones
    assert sum(len(newest[question]) for question in kept) <= room
    assert not newest or kept
