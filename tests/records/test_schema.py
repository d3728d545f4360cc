"""The published JSON Schema: good records fit it, what it can refuse it does refuse, as the reader does."""

from __future__ import annotations

import copy
import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, SOURCE

from kg.errors import RecordError
from kg.records import dump_json, json_schema, read_file, read_records

PUBLISHED = json.loads((ROOT / "ontology" / "records.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(PUBLISHED)
FULL = {
    "source": {
        "id": "s", "title": "T", "publisher": "P", "published": "2020-04-21", "url": "https://a/b?c#d", "language": "zh-Hans", "licence": None,
        "quotable": True, "sha256": "0" * 64, "characters": 99, "path": "text.txt",
    },
    "signings": [
        {
            "id": "one", "signed": "[2020-04-07..2020-04-08]", "basis": "inferred", "status": "draft", "confidence": 0.25, "fields": ["transport"],
            "parties": [
                {"name": "A", "kind": "court", "place": "B", "named": True, "role": "witness", "aliases": ["C"], "evidence": [{"start": 0, "end": 2, "exact": "ab"}]},
                {"place": "B", "dates": {"ratification": "1995-03-01", "withdrawal": "2001", "accession": None}},
                {"name": "towns", "named": False, "size": 2, "includes": [{"place": "T"}, {"name": "O", "kind": "court", "place": "B", "aliases": ["P"]}]},
                {"name": "cities", "named": False, "min": 0, "max": 3},
            ],
            "instruments": [{"kind": "memorandum", "title": "M", "count": 2, "as_written": "m", "fields": ["rail"], "evidence": []}],
            "commitments": [
                {"text": "t", "id": "i", "due": "2021", "due_basis": "stated", "recurrence": "P1Y", "initiative": {"name": "n", "type": "zone", "covers": ["B"], "evidence": []}}
            ],
            "evidence": [{"start": 3, "end": 5, "digest": "1" * 64, "aspects": ["date", "kind"]}],
        }
    ],
    "claims": [{"id": "c", "what": "share", "min": 1, "max": 2, "places": ["B"], "period": "2020", "basis": "stated", "fields": ["health"], "as_written": "x", "status": "dropped", "evidence": []}],
}  # fmt: skip

MINIMAL = {"source": {"id": "s"}}


def accepted(plain) -> bool:
    try:
        read_records(json.dumps(plain), "f.json")
    except RecordError:
        return False
    return True


def test_the_published_file_is_that_of_the_program():
    assert json_schema() == PUBLISHED
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)


def test_good_records_fit():
    for plain in (FULL, MINIMAL, {"source": {"id": "s"}, "signings": [{"id": "one", "parties": []}], "claims": None}):
        VALIDATOR.validate(plain)
        assert accepted(plain)
    assert json.loads(dump_json(read_records(json.dumps(FULL), "f.json")))[0]["signings"][0]["parties"][2]["size"] == 2


def test_the_corpus_fits():
    for plain in json.loads(dump_json(read_file(ROOT / "data" / SOURCE / "records.yaml"))):
        VALIDATOR.validate(plain)


def changed(path, value):
    """FULL with the value at ``path`` (keys joined by /) replaced, or taken away where it is ..."""
    plain = copy.deepcopy(FULL)
    *above, last = path.split("/")
    holder = plain
    for key in above:
        holder = holder[int(key) if key.isdigit() else key]
    last = int(last) if last.isdigit() else last
    if value is ...:
        del holder[last]
    else:
        holder[last] = value
    return plain


BAD = {
    "no source": ("source", ...), "no id of the source": ("source/id", ...), "no id": ("signings/0/id", ...), "no parties": ("signings/0/parties", ...),
    "no text of a commitment": ("signings/0/commitments/0/text", ...), "no name of an initiative": ("signings/0/commitments/0/initiative/name", ...),
    "no kind of count": ("claims/0/what", ...), "no start": ("signings/0/evidence/0/start", ...),
    "unknown key": ("notes", []), "unknown key of a source": ("source/author", "x"), "unknown key of a party": ("signings/0/parties/0/sort", "x"),
    "unknown field": ("signings/0/fields/0", "alchemy"), "unknown kind": ("signings/0/instruments/0/kind", "pact"), "unknown role": ("signings/0/parties/0/role", "guest"),
    "unknown status": ("signings/0/status", "maybe"), "unknown aspect": ("signings/0/evidence/0/aspects/0", "mood"), "unknown type": ("signings/0/commitments/0/initiative/type", "dream"),
    "text for a list": ("signings/0/fields", "transport"), "a list for text": ("signings/0/signed", ["2020"]), "an id with blanks": ("signings/0/id", "one two"),
    "an id that is a path": ("source/id", "../s"), "an empty name": ("signings/0/parties/0/name", ""), "a name too long": ("signings/0/parties/0/name", "x" * 1001),
    "a count of none": ("signings/0/instruments/0/count", 0), "a count without end": ("signings/0/instruments/0/count", 999_999_999),
    "a negative start": ("signings/0/evidence/0/start", -1), "half a character": ("signings/0/evidence/0/start", 0.5), "a short digest": ("source/sha256", "abc"),
    "confidence over one": ("signings/0/confidence", 1.5), "a flag that is a word": ("source/quotable", "perhaps"), "a tag that is none": ("source/language", "en_US"),
    "a null that must be": ("signings/0/id", None),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_records_are_refused_by_schema_and_reader(name):
    plain = changed(*BAD[name])
    assert not VALIDATOR.is_valid(plain)
    assert not accepted(plain)


def leaves(plain, path=""):
    """Paths of all values."""
    items = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for key, value in items:
        yield f"{path}{key}"
        yield from leaves(value, f"{path}{key}/")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(leaves(FULL))), st.sampled_from([..., None, [], ["x"], {}, {"x": 1}]))
def test_what_the_reader_takes_fits_the_schema(path, value):
    plain = changed(path, value)  # scalars are left alone: the reader takes 7 and "7" for one, as YAML has them
    if accepted(plain):
        VALIDATOR.validate(plain)
