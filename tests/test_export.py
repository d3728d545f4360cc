"""Serialisations: the same bytes in every process, no blank node, and every reader gets the same statements back."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, assert_refused

import kg
from kg.errors import InputError, StoreError
from kg.export import FORMS, serialise, write, write_text
from kg.store import Store

RDFLIB = {"turtle": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "jsonld": "json-ld", "xml": "xml"}
WITH_GRAPHS = ("trig", "nq", "jsonld")
AWKWARD = """
source: {id: s, quotable: true, title: 'a \\ "q" @id <b>&amp; ]]>', licence: "#x"}
signings:
- id: one
  signed: 2020-04
  confidence: 0.10
  parties:
  - {name: "@type", place: Luzhou, evidence: [{start: 0, end: 8, exact: "a\\"b\\r\\n\\tc\\\\"}]}
  - {name: "http://x/y"}
  - {name: "泸州 😀 \\u202e bidi", named: false, size: 2}
  instruments: [{count: 2, title: "'''x\\"\\"\\""}]
  commitments: [{text: "_:b0", recurrence: P12M}, {text: "true", recurrence: PT36H}, {text: "1", recurrence: P0Y1M}]
"""


@pytest.fixture(scope="module")
def awkward(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "records.yaml"
    path.write_text(AWKWARD, encoding="utf-8")
    return kg.build([path])


def statements(store, form):
    quads = ((q.subject, q.predicate, q.object, q.graph_name) for q in store.quads())
    return {tuple(map(str, quad if form in WITH_GRAPHS else quad[:3])) for quad in quads}


def read_by_rdflib(text, form):
    """What rdflib reads, without the normal forms of literals that it would put in their place."""
    graph = rdflib.Dataset() if form in WITH_GRAPHS else rdflib.Graph()
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        graph.parse(data=text, format=RDFLIB[form])
    finally:
        rdflib.NORMALIZE_LITERALS = before
    quads = graph.quads() if form in WITH_GRAPHS else graph
    return {tuple(str(_term(part)) for part in quad) for quad in quads}


def _term(term):
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return (
            ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))
        )
    assert isinstance(term, rdflib.URIRef), term
    return ox.NamedNode(str(term))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("which", ["corpus", "awkward"])
def test_rdflib_and_oxigraph_read_back_what_was_written(form, which, request):
    store = request.getfixturevalue(which)
    text = serialise(store, form)
    assert read_by_rdflib(text, form) == statements(store, form)
    engine_form = (
        ox.RdfFormat.JSON_LD
        if form == "jsonld"
        else getattr(
            ox.RdfFormat,
            {"turtle": "TURTLE", "trig": "TRIG", "nt": "N_TRIPLES", "nq": "N_QUADS", "xml": "RDF_XML"}[form],
        )
    )
    parsed = ((q.subject, q.predicate, q.object, q.graph_name) for q in ox.parse(text, format=engine_form))
    assert {tuple(map(str, quad if form in WITH_GRAPHS else quad[:3])) for quad in parsed} == statements(store, form)


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1),
    st.sampled_from([f for f in FORMS if f != "xml"]),
)
def test_every_text_comes_back_to_the_character(text, form):
    store = Store()
    store.add(
        [
            ox.Quad(
                ox.NamedNode("https://a/s"),
                ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
                ox.Literal(text),
                ox.NamedNode("https://a/g"),
            )
        ]
    )
    assert {quad[2] for quad in read_by_rdflib(serialise(store, form), form)} == {str(ox.Literal(text))}


@pytest.mark.parametrize("character", ["\x01", "\x0b", "\x0c", "\ufffe"])
def test_what_xml_cannot_hold_is_refused_in_xml_alone(character):
    store = Store()
    store.add(
        [
            ox.Quad(
                ox.NamedNode("https://a/s"),
                ox.NamedNode("https://a/p"),
                ox.Literal(f"a{character}"),
                ox.NamedNode("https://a/g"),
            )
        ]
    )
    with pytest.raises(InputError, match=rf"https://a/s.*U\+{ord(character):04X}, which XML forbids"):
        serialise(store, "xml")
    assert serialise(store, "turtle")


def exported(seed, form, store):
    return subprocess.run(
        [sys.executable, "-m", "kg", "export", "-f", form, "--store", str(store)],
        capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
    ).stdout  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_processes_write_the_same_bytes_without_blank_nodes(form, tmp_path, awkward):
    Store.create(tmp_path / "one", awkward.quads())
    Store.create(tmp_path / "other", reversed(list(awkward.quads())))
    first = exported("1", form, tmp_path / "one")
    assert first == exported("2", form, tmp_path / "other") == serialise(awkward, form).encode()
    assert b"\r" not in first
    assert not any(isinstance(term, ox.BlankNode) for quad in awkward.quads() for term in (quad.subject, quad.object))


def test_json_ld_carries_its_context_and_needs_no_network(corpus, monkeypatch):
    document = json.loads(serialise(corpus, "jsonld"))
    context = document["@context"]
    assert isinstance(context, dict)
    assert all(not (isinstance(value, str) and value.endswith((".jsonld", ".json"))) for value in context.values())
    assert context == json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]

    def offline(*_):
        raise AssertionError("reading it went online")

    monkeypatch.setattr(socket.socket, "connect", offline)
    assert len(rdflib.Dataset().parse(data=json.dumps(document), format="json-ld")) > 100


def test_suffixes_name_formats(corpus, tmp_path):
    for suffix, form in {
        "ttl": "turtle",
        "trig": "trig",
        "nt": "nt",
        "nq": "nq",
        "jsonld": "jsonld",
        "json": "jsonld",
        "rdf": "xml",
        "xml": "xml",
    }.items():
        path = corpus.export(tmp_path / "new" / f"graph.{suffix}")
        assert path.read_text(encoding="utf-8") == serialise(corpus, form)
    assert write(corpus, tmp_path / "graph.txt", "nt").read_text(encoding="utf-8") == serialise(corpus, "nt")
    with pytest.raises(InputError, match="the suffix names no format; there is"):
        corpus.export(tmp_path / "graph.txt2")
    with pytest.raises(InputError, match="'owl' is no format; there is turtle"):
        serialise(corpus, "owl")


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "file"
    write_text(path, "one\r\n")
    assert path.read_bytes() == b"one\r\n"
    write_text(path, "two")
    with pytest.raises(StoreError, match="cannot be written"):
        write_text(path, "half \ud800")
    assert path.read_text() == "two"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_what_cannot_be_written_is_said_in_one_line(tmp_path):
    (tmp_path / "file").write_text("dear")
    (tmp_path / "folder").mkdir()
    for path in (
        tmp_path / "file" / "x",
        tmp_path / "folder",
        tmp_path / ("x" * 300),
        tmp_path.__class__("."),
        tmp_path.__class__("/proc/x"),
        tmp_path / "nul\0",
    ):
        with pytest.raises(StoreError) as refused:
            write_text(path, "text")
        assert "\n" not in str(refused.value)
    assert (tmp_path / "file").read_text() == "dear"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "folder"]


def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        write_text(pipe, "through the pipe")
        assert reader.communicate(timeout=20)[0] == b"through the pipe"
    assert pipe.is_fifo()


@pytest.mark.parametrize("target", ["file/graph.ttl", "", ".", "folder"])
def test_and_on_the_command_line(target, tmp_path, run):
    (tmp_path / "file").write_text("dear")
    (tmp_path / "folder").mkdir()
    assert_refused(run("export", "-f", "nt", "-o", target, cwd=tmp_path))
    assert_refused(run("network", "-o", "file/network.json", cwd=tmp_path), "file/network.json: cannot be written")
    assert_refused(run("demo", "-o", "file/out", cwd=tmp_path), "file/out/graph.ttl: cannot be written")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.parametrize("form", ["turtle", "trig", "nt", "nq"])
def test_what_is_sorted_in_pieces_on_disk_is_the_same_file(form, corpus, tmp_path, monkeypatch):
    monkeypatch.setattr("kg.export._RUN", 100)
    assert write(corpus, tmp_path / "graph", form).read_text(encoding="utf-8") == serialise(corpus, form)
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]
