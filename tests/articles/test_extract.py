"""``kg extract`` and what it does with files, odd input and long input."""

from __future__ import annotations

import io
import json
import sys
import time

import pytest
from articles_gold import TEXTS

from kg.articles import read
from kg.articles.files import source_id
from kg.cli import main
from kg.errors import InputError
from kg.evidence import verify
from kg.pipeline import build
from kg.records import read_records

ARTICLE = TEXTS / "plural-heads.txt"


def run(capsys, *arguments) -> tuple[int, str, str]:
    status = main(["extract", *map(str, arguments)])
    done = capsys.readouterr()
    return status, done.out, done.err


def test_yaml_is_a_record(capsys):
    status, out, _ = run(capsys, ARTICLE, "--published", "2019-11-14")
    (record,) = read_records(out)
    assert status == 0
    assert record.source.id == "plural-heads"
    assert {signing.signed for signing in record.signings} == {"2019-11-12"}
    assert {signing.basis for signing in record.signings} == {"inferred"}


def test_json_is_a_list_even_for_one_text(capsys):
    _, out, _ = run(capsys, ARTICLE, "--format", "json")
    (record,) = json.loads(out)
    assert record["source"]["path"] == str(ARTICLE)
    assert record["signings"][0]["signed"] == "XXXX-11-12"
    assert all(item["kind"] for signing in record["signings"] for item in signing["instruments"])


def test_a_folder_gives_all_its_articles(capsys):
    status, out, _ = run(capsys, TEXTS, "--format", "json")
    assert status == 0
    assert len(json.loads(out)) == len(list(TEXTS.glob("*.txt")))


def test_nothing_found_is_no_error(capsys):
    status, out, _ = run(capsys, TEXTS / "negative-plain.txt", "--format", "json")
    assert status == 0
    assert "signings" not in json.loads(out)[0]


def test_stdin(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.read_bytes())))
    status, out, _ = run(capsys, "-", "--format", "json")
    assert status == 0
    assert json.loads(out)[0]["source"]["id"] == "stdin"


def test_min_confidence_leaves_out_the_doubtful(capsys):
    everything = json.loads(run(capsys, TEXTS, "--format", "json")[1])
    sure = json.loads(run(capsys, TEXTS, "--format", "json", "--min-confidence", "0.8")[1])
    kept = [signing for record in sure for signing in record.get("signings", [])]
    assert 0 < len(kept) < sum(len(record.get("signings", [])) for record in everything)
    assert min(signing["confidence"] for signing in kept) >= 0.8


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\x00\x01binary", "binary"),
        (b"%PDF-1.4 ...", "PDF cannot be read"),
        (b"caf\xe9 \xff", "UTF-8"),
        (("两市签署了合作协议。" * 30).encode(), "English"),
        (("Die Städte haben gestern einen Vertrag über die Zusammenarbeit unterzeichnet. " * 9).encode(), "English"),
    ],
)
def test_odd_input_has_a_clear_message(tmp_path, capsys, data, problem):
    file = tmp_path / "odd.txt"
    file.write_bytes(data)
    status, out, err = run(capsys, file)
    assert (status, out) == (2, "")
    assert problem in err
    assert "odd.txt" in err
    assert err.count("\n") == 1


def test_one_bad_file_among_several_does_not_stop_the_others(tmp_path, capsys):
    (tmp_path / "a.txt").write_bytes(b"\x00")
    (tmp_path / "b.txt").write_bytes(ARTICLE.read_bytes())
    status, out, err = run(capsys, tmp_path, "--format", "json")
    assert status == 2
    assert [record["source"]["id"] for record in json.loads(out)] == ["b"]
    assert "a.txt" in err


@pytest.mark.parametrize(
    "arguments", [["--published", "May 2"], ["--min-confidence", "2"], ["--min-confidence", "x"], ["--reader", "x"]]
)
def test_wrong_options(capsys, arguments):
    assert run(capsys, ARTICLE, *arguments)[0] == 2


def test_a_missing_file_and_an_empty_folder(tmp_path, capsys):
    assert run(capsys, tmp_path / "none.txt")[0] == 2
    assert run(capsys, tmp_path)[0] == 2


def test_source_ids_are_made_unique():
    assert source_id("a/Großer Vertrag.txt", set()) == "grosser-vertrag"
    assert source_id("b/x.txt", {"x"}) == "x-2"
    assert source_id("reference.txt", set()) == "reference-article"


def test_drafts_can_be_built_and_one_changed_character_is_found(tmp_path, capsys):
    text = ARTICLE.read_text(encoding="utf-8")
    _, out, _ = run(capsys, ARTICLE)
    drafts = tmp_path / "drafts.yaml"
    drafts.write_text(out.replace(f"path: {ARTICLE}", "path: text.txt"), encoding="utf-8")
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    store = build([str(drafts)])
    assert not verify(store, {"plural-heads": text}).drifts
    changed = text.replace("Benin", "Bonin", 1)
    drifts = verify(store, {"plural-heads": changed}).drifts
    at = text.index("Benin") + 1
    assert drifts
    assert all(drift.start <= at < drift.end for drift in drifts)


@pytest.mark.parametrize(
    "text",
    [
        "signed " * 3000,
        "A and " * 3000 + "signed an agreement.",
        "the the the (" * 2000,
        "“" * 5000 + " agreement signed by A and B",
        "Agreement on Agreement on " * 2000 + "was signed.",
        "from April 7 to " * 2000 + "A signed an agreement with B",
        "agreement signed by the Ministry of " * 1500,
        "\n".join(["The two sides signed it."] * 2000),
        "X's " * 4000 + "signed a treaty with Y.",
        "1, " * 5000 + "agreements were signed",
    ],
)
def test_adversarial_text_takes_bounded_time(text):
    start = time.process_time()
    read(text, source_id="odd")
    assert time.process_time() - start < 20


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(InputError, match="no article"):
        read("a" * 12_000_001, source_id="long")
