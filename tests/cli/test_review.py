"""From an article to a store with a curator in between: whole commands."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from support import assert_refused, run_kg

pytest.importorskip("sentencex", reason="reading articles needs the extra extract")

HOSTILE = "</script><img src=x onerror=alert(1)>"
ARTICLE = f"""GENEVA, 4 May 2021 - The Ministry of Transport of Norway and the Ministry of Transport of Kenya signed \
a memorandum of understanding on rail freight on 3 May 2021.

On 2 March 2021, the University of Lagos and the University of Oslo signed a cooperation agreement on marine research.

The Port of Rotterdam and the Port of Mombasa signed an agreement on shipping on 5 April 2021.
{HOSTILE} It was said in the text. The two sides have signed more than 12 agreements since 2019.
"""


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """The article, and the draft that is read from it."""
    folder = tmp_path_factory.mktemp("extracted")
    (folder / "news.txt").write_text(ARTICLE, encoding="utf-8")
    done = run_kg("extract", "news.txt", "-o", "draft.yaml", cwd=folder)
    assert (done.status, done.err) == (0, "wrote draft.yaml\n")
    return folder


@pytest.fixture
def folder(extracted, tmp_path):
    """A copy of these, to be changed."""
    return Path(shutil.copytree(extracted, tmp_path / "work"))


def statuses(folder):
    record = yaml.load((folder / "draft.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return {signing["id"]: signing["status"] for signing in record["signings"]}


def test_from_the_article_to_answers_and_the_network(folder):
    """Extract, accept one, drop one, correct one, extract again, build, ask."""
    rail, sea, port = statuses(folder)
    correction = {
        "status": "corrected", "signed": "2021-04-06",
        "parties": [{"name": "Harbour of Rotterdam", "kind": "port"}, {"name": "Port of Mombasa", "kind": "port"}],
    }  # fmt: skip
    (folder / "decisions.yaml").write_text(f"{port}: {json.dumps(correction)}\n", encoding="utf-8")
    done = run_kg("review", "draft.yaml", "--accept", rail, "--drop", sea, cwd=folder)
    assert (done.status, done.out) == (0, ""), done.err
    assert "1 accepted, 1 dropped, 2 undecided" in done.err
    done = run_kg("review", "draft.yaml", "--decisions", "decisions.yaml", "--drop", "claim-1", cwd=folder)
    assert "1 accepted, 1 corrected, 2 dropped" in done.err
    before = (folder / "draft.yaml").read_bytes()
    done = run_kg("extract", "news.txt", "-o", "draft.yaml", cwd=folder)
    assert done.status == 0, done.err
    assert (folder / "draft.yaml").read_bytes() == before

    assert run_kg("build", "draft.yaml", "--store", "built", cwd=folder).status == 0
    for store in ("built", "draft.yaml"):
        asked = run_kg("ask", "agreements", "--format", "json", "--store", store, cwd=folder)
        found = {row["date"]: row["parties"] for row in json.loads(asked.out)}
        assert found["2021-04-06"] == ["Harbour of Rotterdam", "Port of Mombasa"]
        assert len(found) == 2
        assert "Lagos" not in asked.out
    network = run_kg("network", "-o", "n.html", "--store", "built", cwd=folder)
    assert network.status == 0, network.err
    page = (folder / "n.html").read_text(encoding="utf-8")
    assert "Harbour of Rotterdam" in page
    assert "University of Lagos" not in page
    claims = run_kg("ask", "claimed-and-listed", "--format", "json", "--store", "built", cwd=folder)
    assert json.loads(claims.out) == []
    assert run_kg("check", "--store", "built", cwd=folder).status == 0
    verified = run_kg("verify", "--store", "built", "--text", "news=news.txt", cwd=folder)
    assert verified.status == 0, verified.out


def test_drafts_are_built_and_marked_and_can_be_left_out(folder):
    rail, _, port = statuses(folder)
    assert run_kg("build", "draft.yaml", "--store", "all", cwd=folder).status == 0
    marked = query(
        folder,
        "all",
        "SELECT ?status ?sure { ?s a accord:SigningEvent ; accord:status ?status ; accord:confidence ?sure }",
    )
    assert [row["status"] for row in marked] == ["draft"] * 3
    assert all(0 < row["sure"] <= 1 for row in marked)
    (claim,) = query(folder, "all", "SELECT ?status { ?c a accord:CountClaim ; accord:status ?status }")
    assert claim["status"] == "draft"
    run_kg("review", "draft.yaml", "--accept", rail, "--drop", port, cwd=folder)
    assert run_kg("build", "draft.yaml", "--store", "all", "--accepted-only", cwd=folder).status == 0
    left = query(
        folder,
        "all",
        "SELECT ?s ?status { { ?s a accord:SigningEvent } UNION { ?s a accord:CountClaim } ?s accord:status ?status }",
    )
    assert [(row["s"].rpartition("/")[2], row["status"]) for row in left] == [(rail, "accepted")]


def query(folder, store, text):
    done = run_kg("query", text, "--store", store, "--format", "json", cwd=folder)
    assert done.status == 0, done.err
    return json.loads(done.out)


def test_decisions_survive_a_second_extraction(folder):
    rail, sea, port = statuses(folder)
    text = (folder / "draft.yaml").read_text(encoding="utf-8")
    changed = text.replace("name: Port of Rotterdam", "name: Harbour of Rotterdam  # so the port says")
    assert changed != text
    (folder / "draft.yaml").write_text(changed, encoding="utf-8")
    assert run_kg("review", "draft.yaml", "--drop", sea, "--correct", port, cwd=folder).status == 0
    done = run_kg("extract", "news.txt", "-o", "draft.yaml", cwd=folder)
    assert done.status == 0, done.err
    assert statuses(folder) == {sea: "dropped", port: "corrected", rail: "draft"}
    assert "name: Harbour of Rotterdam  # so the port says\n" in (folder / "draft.yaml").read_text(encoding="utf-8")
    before = (folder / "draft.yaml").read_bytes()
    run_kg("extract", "news.txt", "-o", "draft.yaml", cwd=folder)
    assert (folder / "draft.yaml").read_bytes() == before
    kept = run_kg("extract", "news.txt", "--keep", "draft.yaml", cwd=folder)
    assert kept.out.encode() == before
    run_kg("extract", "news.txt", "-o", "draft.yaml", "--fresh", cwd=folder)
    assert set(statuses(folder).values()) == {"draft"}


def test_decisions_survive_a_text_that_changed_a_little(folder):
    rail, sea, port = statuses(folder)
    run_kg("review", "draft.yaml", "--accept", f"{rail},{port}", "--drop", sea, cwd=folder)
    (folder / "news.txt").write_text("Good morning. " + ARTICLE.replace("3 May", "2 May"), encoding="utf-8")
    assert_refused(run_kg("build", "draft.yaml", "--store", "s", cwd=folder), "kg extract reads it again")
    done = run_kg("extract", "news.txt", "-o", "draft.yaml", cwd=folder)
    assert done.status == 1, "words are gone from the text, as kg verify has it"
    (line,) = [line for line in done.err.splitlines() if "stays as decided" in line]
    assert f"news/{rail}" in line
    assert "still tells of it" in line
    assert "“GENEVA, 4 May 2021" in line
    assert "\n  # drifted: “GENEVA, 4 May 2021" in (folder / "draft.yaml").read_text(encoding="utf-8")
    assert statuses(folder) == {rail: "accepted", sea: "dropped", port: "accepted"}
    assert run_kg("build", "draft.yaml", "--store", "s", cwd=folder).status == 0
    assert run_kg("verify", "--store", "s", "--text", "news=news.txt", cwd=folder).status == 0
    assert run_kg("review", "draft.yaml", cwd=folder).status == 0
    again = run_kg("extract", "news.txt", "-o", "draft.yaml", cwd=folder)
    assert (again.status, again.err) == (0, "wrote draft.yaml\n")


def test_another_text_under_the_same_name_overwrites_no_decision(folder):
    run_kg("review", "draft.yaml", "--accept", next(iter(statuses(folder))), cwd=folder)
    before = (folder / "draft.yaml").read_bytes()
    other = "In Lima the ministers of Peru and Chile met in July and spoke about roads and the sea for two days."
    (folder / "news.txt").write_text(other, encoding="utf-8")
    assert_refused(run_kg("extract", "news.txt", "-o", "draft.yaml", cwd=folder), "none of the words", "--fresh")
    assert (folder / "draft.yaml").read_bytes() == before


def test_drafts_that_were_edited_and_not_decided_are_named_when_they_are_replaced(folder):
    text = (folder / "draft.yaml").read_text(encoding="utf-8")
    (folder / "draft.yaml").write_text(text.replace("name: Port of Rotterdam", "name: Harbour"), encoding="utf-8")
    done = run_kg("extract", "news.txt", "-o", "draft.yaml", cwd=folder)
    assert done.status == 0
    assert "replaced: port-of-rotterdam-port-of-mombasa" in done.err


def test_the_day_of_publication_that_a_curator_wrote_counts(tmp_path):
    (tmp_path / "a.txt").write_text("The Port of Basel and the Port of Mulhouse signed a treaty on 12 November.")
    assert run_kg("extract", "a.txt", "-o", "a.yaml", cwd=tmp_path).status == 0
    draft = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert "signed: XXXX-11-12" in draft
    dated = draft.replace("source:\n", "source:\n  published: 2019-11-14\n  title: Ports agree\n", 1)
    (tmp_path / "a.yaml").write_text(dated, encoding="utf-8")
    assert run_kg("extract", "a.txt", "-o", "a.yaml", cwd=tmp_path).status == 0
    draft = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert "signed: 2019-11-12" in draft
    assert "title: Ports agree" in draft


def test_sources_that_are_not_read_again_stay_where_they_are_decided_on(folder):
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(
            f"The Port of {name[:3].title()} and the City of Lagos signed a treaty on 3 May 2021."
        )
    assert run_kg("extract", "news.txt", "one.txt", "two.txt", "-o", "all.yaml", cwd=folder).status == 0
    assert run_kg("review", "all.yaml", "--accept", "news/claim-1", cwd=folder).status == 0
    done = run_kg("extract", "one.txt", "-o", "all.yaml", cwd=folder)
    assert "left out undecided: two" in done.err
    sources = [document["source"]["id"] for document in yaml.safe_load_all((folder / "all.yaml").read_text())]
    assert sources == ["one", "news"]


def test_comments_that_json_cannot_hold_are_named(folder):
    (folder / "draft.yaml").write_text("# mine\n" + (folder / "draft.yaml").read_text(), encoding="utf-8")
    done = run_kg("extract", "news.txt", "-o", "draft.yaml", "--format", "json", cwd=folder)
    assert (done.status, "JSON has no comments" in done.err) == (0, True)
    done = run_kg("extract", "news.txt", "-o", "draft.yaml", "--format", "json", cwd=folder)
    assert "comments" not in done.err


def test_a_draft_from_a_pipe_is_shown_and_not_written(folder):
    draft = (folder / "draft.yaml").read_text(encoding="utf-8")
    assert run_kg("review", "-", stdin=draft, cwd=folder).out.startswith("<!doctype html>")
    assert_refused(run_kg("review", "-", "--drop", "claim-1", stdin=draft, cwd=folder), "can only be shown")


def test_a_file_that_is_no_draft_is_left_as_it_is(folder):
    (folder / "notes.yaml").write_text("- shopping\n", encoding="utf-8")
    assert_refused(run_kg("extract", "news.txt", "-o", "notes.yaml", cwd=folder), "notes.yaml", "left as it is")
    assert (folder / "notes.yaml").read_text(encoding="utf-8") == "- shopping\n"
    (folder / "empty.yaml").touch()
    assert run_kg("extract", "news.txt", "-o", "empty.yaml", cwd=folder).status == 0


def test_the_draft_may_lie_elsewhere_and_is_json_by_its_name(folder):
    (folder / "drafts").mkdir()
    done = run_kg("extract", "news.txt", "-o", "drafts/one.json", cwd=folder)
    assert done.status == 0, done.err
    (record,) = json.loads((folder / "drafts" / "one.json").read_text(encoding="utf-8"))
    assert record["source"]["path"] == "../news.txt"
    assert run_kg("review", "one.json", "--accept", "claim-1", cwd=folder / "drafts").status == 0
    assert run_kg("review", "drafts/one.json", cwd=folder).out.startswith("<!doctype html>")
    assert run_kg("extract", "news.txt", "-o", "drafts/one.json", cwd=folder).status == 0
    (record,) = json.loads((folder / "drafts" / "one.json").read_text(encoding="utf-8"))
    assert record["claims"][0]["status"] == "accepted"


@pytest.mark.parametrize("name", ["page.html", "windows.txt"])
def test_drafts_of_pages_and_of_other_line_ends_are_reviewed_built_and_verified(tmp_path, name):
    words = ARTICLE.replace(HOSTILE, "").strip()
    if name.endswith(".html"):
        pytest.importorskip("trafilatura")
        paragraphs = "".join(f"<p>{part}</p>" for part in words.split("\n\n"))
        data = f"<html><body><nav>Home</nav><article><h1>News</h1>{paragraphs}</article></body></html>"
    else:
        data = words.replace("\n", "\r\n")
    (tmp_path / name).write_bytes(data.encode())
    assert run_kg("extract", name, "-o", "draft.yaml", cwd=tmp_path).status == 0
    assert run_kg("review", "draft.yaml", "-o", "review.html", cwd=tmp_path).status == 0
    built = run_kg("build", "draft.yaml", "--store", "s", cwd=tmp_path)
    assert built.status == 0, built.err
    source = name.partition(".")[0]
    verified = run_kg("verify", "--store", "s", "--text", f"{source}={name}", cwd=tmp_path)
    assert (verified.status, verified.out) == (0, ""), verified.err
    assert "moved" not in verified.err


def test_the_page_is_written_without_a_terminal(folder):
    shown = run_kg("review", "draft.yaml", cwd=folder)
    assert shown.status == 0
    assert shown.out.startswith("<!doctype html>")
    assert HOSTILE not in shown.out
    assert run_kg("review", "draft.yaml", "-o", "page.html", cwd=folder).status == 0
    assert (folder / "page.html").read_text(encoding="utf-8") == shown.out


def test_asking_writes_at_once_and_goes_on_later(folder):
    first, second, third = statuses(folder)
    done = run_kg("review", "draft.yaml", "--decide", stdin="a\nq\n", cwd=folder)
    assert done.status == 0, done.err
    assert statuses(folder) == {first: "accepted", second: "draft", third: "draft"}
    assert "1 of 4" in done.out
    done = run_kg("review", "draft.yaml", "--decide", stdin="what\nc\nd\n", cwd=folder)
    assert statuses(folder) == {first: "accepted", second: "draft", third: "dropped"}
    assert f"--correct {second}" in done.err
    done = run_kg("review", "draft.yaml", "--decide", "--all", stdin="d\n", cwd=folder)
    assert statuses(folder)[first] == "dropped"
    assert done.status == 0, "the end of the input ends the asking"


def test_a_terminal_is_not_commanded_by_the_text(tmp_path):
    (tmp_path / "news.txt").write_text(ARTICLE.replace("on rail freight", "on \x1b[2Jrail freight"), encoding="utf-8")
    assert run_kg("extract", "news.txt", "-o", "draft.yaml", cwd=tmp_path).status == 0
    shown = run_kg("review", "draft.yaml", "--decide", stdin="q\n", cwd=tmp_path).out
    assert "rail freight" in shown
    assert "\x1b[2J" not in shown


def test_decisions_of_a_file_are_written_whole_or_not_at_all(folder):
    rail, sea, _ = statuses(folder)
    (folder / "decisions.yaml").write_text(f"{rail}: accepted\n{sea}: dropped\n", encoding="utf-8")
    assert run_kg("review", "draft.yaml", "--decisions", "decisions.yaml", cwd=folder).status == 0
    assert (statuses(folder)[rail], statuses(folder)[sea]) == ("accepted", "dropped")
    before = (folder / "draft.yaml").read_bytes()
    for arguments in (["--accept", f"{sea},nobody"], ["--accept", rail, "--drop", rail]):
        assert run_kg("review", "draft.yaml", *arguments, cwd=folder).status == 2
        assert (folder / "draft.yaml").read_bytes() == before
