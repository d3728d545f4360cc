"""Building: a source replaced whole, an incremental build equal to a fresh one, nothing written when anything is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import assert_refused

import kg
from kg.errors import InputError, RecordError
from kg.ids import BASE, digest
from kg.inputs import read_sources
from kg.pipeline import minter_for
from kg.store import Store

if TYPE_CHECKING:
    from pathlib import Path

PLACES = """
source: {id: gazetteer, title: Places, as_of: 2020}
places:
- {id: land, name: Land, level: country}
- {id: north, name: North, level: province, parent: land, latitude: '1', longitude: '2'}
- {id: town, name: Town, level: district, parent: north}
- {id: south, name: South, level: province, parent: land}
- {id: belt, name: Belt, level: region, covers: [south]}
"""


def record(name: str, *places: str, count: int = 1, status: str = "accepted", fields: str = "transport") -> str:
    parties = ", ".join(f"{{name: Bureau of {place}, place: {place}}}" for place in places)
    return (
        f"source: {{id: {name}}}\nsignings:\n- {{id: one, signed: 2020-04, status: {status}, parties: [{parties}], "
        f"instruments: [{{count: {count}}}], fields: [{fields}]}}\n"
    )


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "places.yaml").write_text(PLACES)
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def quads(store) -> set:
    return set(store.quads())


VERSIONS = st.tuples(
    st.lists(st.sampled_from(["Town", "North", "South", "Belt", "Elsewhere"]), min_size=1, max_size=3, unique=True),
    st.integers(1, 2),
    st.sampled_from(["transport", "health", "medical-insurance, rail"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), VERSIONS), min_size=1, max_size=6))
def test_building_bit_by_bit_gives_what_a_fresh_build_gives(tmp_path_factory, changes):
    folder = tmp_path_factory.mktemp("bits")
    (folder / "places.yaml").write_text(PLACES)
    store = Store()
    files = {}
    for name, (places, count, fields) in changes:
        files[name] = write(folder, name, record(name, *places, count=count, fields=fields))
        kg.build([files[name]], store)
    assert quads(store) == quads(kg.build(sorted(files.values())))


def test_on_disk_too_and_the_other_source_stays(folder):
    a, b = write(folder, "a", record("a", "Town", "South")), write(folder, "b", record("b", "Belt"))
    kg.build([a, b], folder / "s")
    other = set(Store.open(folder / "s").graph(BASE + "graph/b"))
    write(folder, "a", record("a", "North", count=2))
    made = kg.build([a], folder / "s")
    assert quads(made) == quads(kg.build([a, b]))
    assert set(made.graph(BASE + "graph/b")) == other
    assert not any("place/town" in str(quad) for quad in made.quads())


def test_building_again_changes_nothing(folder):
    a = write(folder, "a", record("a", "Town", "South"))
    first = quads(kg.build([a], folder / "s"))
    assert quads(kg.build([a], folder / "s")) == quads(kg.build([a, a])) == first


def test_a_folder_stands_for_its_records(folder):
    write(folder, "records", record("a", "Town"))
    assert quads(kg.build([folder])) == quads(kg.build([folder / "records.yaml"]))
    (folder / "none").mkdir()
    with pytest.raises(InputError, match=r"none: the folder holds no records\.yaml"):
        kg.build([folder / "none"])


def test_drafts_are_left_out_when_only_accepted_is_wanted(folder):
    files = [
        write(folder, status, record(status, "Town", status=status))
        for status in ("draft", "accepted", "corrected", "dropped")
    ]
    signings = "SELECT ?s { ?s a <https://w3id.org/accord/ns#SigningEvent> } ORDER BY ?s"

    def ids(store):
        return [str(row[0]).split("/")[-2] for row in store.select(signings)]

    assert ids(kg.build(files)) == ["accepted", "corrected", "draft"]
    assert ids(kg.build(files, accepted_only=True)) == ["accepted", "corrected"]
    by_hand = write(folder, "hand", record("hand", "Town").replace("status: accepted, ", ""))
    assert ids(kg.build([by_hand], accepted_only=True)) == ["hand"]


def test_the_base_of_all_iris_can_be_set(folder):
    a = write(folder, "a", record("a", "Town", "South"))
    ours = kg.build([a], base="https://example.org/kg#")
    text = " ".join(map(str, ours.quads()))
    assert BASE not in text
    assert {str(quad).replace("https://example.org/kg#", BASE) for quad in ours.quads()} == {
        str(quad) for quad in kg.build([a]).quads()
    }
    assert [row.party for row in kg.ask(ours, "partners", party="Bureau of Town")] == ["Bureau of Town"]


@pytest.mark.parametrize(
    "base",
    ["", "x", "http://a", "http://a b/", "http://[/", "ftp://a/", "http://a/<b>/", "javascript:/", "http://a/\n/"],
)
def test_what_is_no_base_is_refused(base):
    with pytest.raises(InputError, match="is no base IRI: write one such as https://"):
        minter_for(base)


def test_digests_and_words_come_from_the_text_beside_the_record(folder):
    text = "A and B signed 泸州 😀."
    (folder / "text.txt").write_text(text, encoding="utf-8")
    base = "source: {id: a, path: text.txt%s}\nsignings: [{id: one, parties: [], evidence: [{start: 0, end: 7}]}]"
    quotable, plain = (write(folder, name, base % extra) for name, extra in (("q", ", quotable: true"), ("p", "")))
    passage = "SELECT ?d ?w { ?p <https://w3id.org/accord/ns#start> 0 ; <https://w3id.org/accord/ns#digest> ?d OPTIONAL { ?p <https://w3id.org/accord/ns#exact> ?w } }"
    assert [tuple(row) for row in kg.build([quotable]).select(passage)] == [(digest("A and B"), "A and B")]
    assert [tuple(row) for row in kg.build([plain]).select(passage)] == [(digest("A and B"), None)]
    (described,), _ = read_sources([plain])
    assert (described.source.characters, described.source.sha256) == (len(text), digest(text))


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hostname", "none.txt"])
def test_a_text_outside_the_folder_is_not_read(folder, path):
    (folder / "in").mkdir()
    (folder / "secret.txt").write_text("secret words")
    a = write(
        folder / "in",
        "a",
        f"source: {{id: a, path: {path}, quotable: true}}\nsignings: [{{id: one, parties: [], evidence: [{{start: 0, end: 3}}]}}]",
    )
    (read,), _ = read_sources([a])
    assert read.source.sha256 is None
    assert read.signings[0].evidence[0].exact is None


def test_what_is_wrong_names_file_and_record(folder):
    twice = write(
        folder,
        "kinds",
        "source: {id: k}\nsignings: [{id: one, parties: [{name: A, kind: court}]}, {id: two, parties: [{name: a, kind: park}]}]",
    )
    with pytest.raises(RecordError, match=r"kinds\.yaml: source k, signing two: a is of two kinds, court and park"):
        kg.build([twice])
    (folder / "places.yaml").write_text(PLACES + "- {id: town-2, name: Town}\n")
    vague = write(folder, "vague", record("v", "Town"))
    with pytest.raises(RecordError, match=r"vague\.yaml: source v, signing one: 'Town' names several places"):
        kg.build([vague])
    claim = write(folder, "claim", "source: {id: c}\nclaims: [{id: n, what: agreements, places: [Town]}]")
    with pytest.raises(RecordError, match=r"claim\.yaml: source c, claim n: 'Town' names several places"):
        kg.build([claim])
    clash = write(folder, "clash", "source: {id: gazetteer}")
    with pytest.raises(RecordError, match=r"clash\.yaml: the source id gazetteer is that of a gazetteer"):
        kg.build([clash])
    a, b = write(folder, "a", "source: {id: same}"), write(folder, "b", "source: {id: same}")
    with pytest.raises(RecordError, match=r"b\.yaml: the source id same is also in .*a\.yaml"):
        kg.build([a, b])


GOOD = record("a", "Town", "South")
TEXT = "source: {id: a, path: text.txt%s}\nsignings: [{id: one, parties: [], evidence: [{start: 0, end: %d%s}]}]"
BAD = {
    "unknown key": (GOOD.replace("parties", "partys"), "signing one", "unknown key 'partys'"),
    "wrong date": (GOOD.replace("2020-04", "2020-13"), "signing one", "'2020-13' is no date"),
    "nobody": (GOOD.replace("{name: Bureau of Town, place: Town}", "{role: witness}"), "signing one", "a party needs a name or a place"),
    "evidence outside": ("source: {id: a, characters: 5}\nsignings: [{id: one, parties: [], evidence: [{start: 0, end: 6}]}]", "signing one", "lies outside the text of 5"),
    "evidence outside the text beside it": (TEXT % ("", 99, ""), "source a", "lies outside the text of 9 characters"),
    "another text": (TEXT % (", sha256: " + "0" * 64, 3, ""), "source a", "sha256 is not that of the text"),
    "another digest": (TEXT % ("", 3, ", digest: " + "0" * 64), "source a", "the digest is not that of the words there"),
    "duplicate id": (GOOD + GOOD.partition("signings:\n")[2], "source a", "the signing id one stands 2 times"),
    "bomb of aliases": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "bad.yaml:2", "aliases"),
    "bomb of nesting": ("[" * 100_000, "bad.yaml", "nested too deep"),
    "bomb of block nesting": ("- " * 100_000, "bad.yaml", "nested more than 32 deep"),
    "bomb of counts": (record("a", "Town", count=999_999_999), "signing one", "count: 999999999 is more than 100,000"),
    "bomb of many counts": (
        "source: {id: a}\nsignings:\n" + "".join(f"- {{id: s{n}, parties: [], instruments: [{{count: 60000}}]}}\n" for n in range(2)),
        "source a", "its instruments count 120,000 documents, more than 100,000",
    ),
    "Turtle": ("@prefix a: <http://a/> .\na:b a a:c .", "bad.yaml", "this looks like RDF"),
    "empty": ("", "bad.yaml", "the file is empty"),
    "unknown code": (GOOD.replace("transport", "transprot"), "signing one", "did you mean transport?"),
    "half a character": ('{"source": {"id": "a", "quotable": true}, "signings": [{"id": "one", "parties": [], "evidence": [{"start": 0, "end": 1, "exact": "\\ud800"}]}]}', "signing one", "half a character"),
    "an address that is no IRI": ("source: {id: a, url: 'https://a/%zz'}", "source a", "is no web address"),
    "a language that is none": ("source: {id: a, language: en-a}", "source a", "is not a language tag"),
    "two kinds of one body": ("source: {id: a}\nsignings: [{id: one, parties: [{name: A, kind: court}, {name: A, kind: park}]}]", "signing one", "A is of two kinds"),
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    (folder / "text.txt").write_text("nine char")
    (folder / "places.yaml").write_text(PLACES)
    kg.build([write(folder, "a", GOOD), write(folder, "b", record("b", "Belt"))], folder / "store")
    return folder, quads(Store.open(folder / "store"))


@pytest.mark.parametrize("name", BAD)
def test_bad_input_leaves_the_store_as_it_was(name, built, run):
    folder, before = built
    text, *words = BAD[name]
    bad = write(folder, "bad", text)
    good = write(folder, "good", record("new", "North"))
    assert_refused(run("build", str(good), str(bad), "--store", str(folder / "store")), "bad.yaml", *words)
    assert quads(Store.open(folder / "store")) == before
    assert_refused(run("build", str(good), str(bad), "--store", str(folder / "new" / "store")), "bad.yaml", *words)
    assert not (folder / "new").exists()


def test_records_come_from_stdin_too(folder, run):
    done = run("build", "-", "--store", str(folder / "s"), stdin=record("a", "Luzhou", "泸州市"), cwd=folder)
    assert (done.status, done.out) == (0, "")
    assert done.err.startswith(f"built a into {folder / 's'} (")
    assert kg.ask(Store.open(folder / "s"), "agreements")[0].parties == ["Bureau of Luzhou", "Bureau of 泸州市"]
    as_json = '{"source": {"id": "a"}, "signings": [{"id": "one", "parties": []}]}'
    assert run("build", "-", "--store", str(folder / "j"), stdin=as_json).status == 0
    assert_refused(run("build", "-", "--store", str(folder / "s"), stdin=""), "-: the file is empty")
