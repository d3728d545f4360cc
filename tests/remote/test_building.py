"""Building into an endpoint: the graphs of a folder, one request a source, and nothing sent that is there."""

from __future__ import annotations

import pytest
from engines import DBA, oxigraph, virtuoso
from support import assert_refused

import kg
from kg.remote import RemoteStore
from kg.remote.writing import Writer

RECORD = """source: {{id: s{n}}}
signings:
  - id: one
    signed: {day}
    parties: [{{name: Port of Basel, kind: port, place: Basel}}, {{place: {place}}}]
    instruments: [{{kind: memorandum, count: 2}}]
    fields: [ports-logistics]
    commitments: [{{text: meet, recurrence: {every}}}]
"""


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def engine(request, tmp_path_factory):
    """A server without data that takes updates, and who may."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "oxigraph":
        with oxigraph(folder, "--union-default-graph") as url:
            yield url, {}
    else:
        with virtuoso(folder) as url:
            yield url, DBA


def write(path, n, day="2019-06-28", place="Luzhou", every="P1Y"):
    path.write_text(RECORD.format(n=n, day=day, place=place, every=every), encoding="utf-8")
    return str(path)


def test_an_endpoint_holds_what_a_folder_holds_whatever_the_way_there(engine, run, tmp_path, monkeypatch):
    url, user = engine
    sent = []
    monkeypatch.setattr(Writer, "change", lambda self, *args, was=Writer.change: (sent.append(args), was(self, *args)))
    for name, value in user.items():
        monkeypatch.setenv(name, value)
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    for number, files in enumerate(
        (
            lambda: [write(one, 1)],
            lambda: [write(one, 1), write(two, 2, place="Chongqing", every="P3M")],
            lambda: [write(one, 1, day="2019-07-01", place="Yibin", every="P2Y")],
            lambda: [write(two, 2, place="Chongqing", every="P1M")],
        )
    ):
        given = files()
        kg.build(given, tmp_path / "folder")
        kg.build(given, url)
        assert set(RemoteStore(url).quads()) == set(kg.open_store(str(tmp_path / "folder")).quads()), number
        before = len(sent)
        kg.build(given, url)
        assert len(sent) == before, "what is there is not sent again"
    done = run("build", str(one), "--store", url, **user)
    assert (done.status, done.out) == (0, "")
    assert done.err.startswith(f"built s1 into {url} (")
    assert run("ask", "partners", "--format", "csv", "--store", url).out.count("Port of Basel") == 2
    (tmp_path / "bad.yaml").write_text("source: {id: s1}\nsignings: [{id: one}]")
    before = set(RemoteStore(url).quads())
    assert_refused(run("build", str(tmp_path / "bad.yaml"), "--store", url, **user), "bad.yaml:2")
    assert set(RemoteStore(url).quads()) == before


def test_a_server_that_hides_its_named_graphs_is_told_of_after_the_build(tmp_path, run):
    with oxigraph(tmp_path / "s") as url:
        assert_refused(run("build", "--store", url), "--union-default-graph")


def test_a_store_that_takes_no_updates_says_so(endpoint, run, tmp_path):
    assert_refused(run("build", write(tmp_path / "one.yaml", 1), "--store", endpoint), "/update", "access")


@pytest.mark.parametrize("graphs", ["customary", "none"])
def test_what_is_too_large_for_one_update_goes_in_pieces(graphs, tmp_path, monkeypatch, corpus):
    monkeypatch.setattr("kg.remote.dialects.Dialect.update_bytes", 1000)
    monkeypatch.setattr("kg.remote.writing._PIECE", 500)
    if graphs == "none":
        monkeypatch.setattr("kg.remote.address._customary", lambda url, server: (url.replace("query", "update"), None))
    with oxigraph(tmp_path, "--union-default-graph") as url:
        kg.build(None, url)
        assert set(RemoteStore(url).quads()) == set(corpus.quads())


def test_the_variables_say_where_updates_and_graphs_go(tmp_path, run):
    with oxigraph(tmp_path, "--union-default-graph") as url:
        base = url.removesuffix("query")
        done = run("build", "--store", url, KG_STORE_UPDATE=f"{base}nowhere")
        assert_refused(done, f"{base}nowhere", "no such service")
        assert_refused(
            run("build", "--store", url, KG_STORE_UPDATE="ftp://x"), "KG_STORE_UPDATE: ftp://x: is no endpoint"
        )
        done = run("build", "--store", url, KG_STORE_UPDATE=f"{base}update", KG_STORE_GRAPHS=f"{base}store")
        assert done.status == 0, done.err
