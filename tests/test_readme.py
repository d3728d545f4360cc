"""The blocks of the README and of docs/sources.md run as they stand, and links lead somewhere."""

from __future__ import annotations

import re
import shlex

import pytest
from support import ROOT, run_kg

README = (ROOT / "README.md").read_text(encoding="utf-8")
SOURCES = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README + SOURCES, re.MULTILINE | re.DOTALL)


def blocks(language):
    return [text for name, text in BLOCKS if name == language]


def sessions():
    """Commands of the console blocks with the output that they show."""
    for text in blocks("console"):
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


@pytest.mark.parametrize(("command", "output"), list(sessions()))
def test_a_command_prints_what_the_readme_shows(command, output, tmp_path):
    name, *arguments = shlex.split(command)
    assert name == "kg"
    done = run_kg(*arguments, cwd=tmp_path)
    assert (done.status, done.out) == (0, output), done.err


def test_the_python_block_runs(tmp_path, monkeypatch, capsys):
    (code,) = blocks("python")
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), space)
    assert "Chongqing Civil Affairs Bureau" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.ttl", "network.html"]
    assert len(space["graph"]) > 1000


def test_the_record_builds_with_the_commands_shown(tmp_path):
    (record,) = blocks("yaml")
    (tmp_path / "records.yaml").write_text(record, encoding="utf-8")
    commands = [line for text in blocks("sh") for line in text.splitlines() if line.startswith("kg ")]
    assert len(commands) == 3
    for command in commands:
        done = run_kg(*shlex.split(command)[1:], cwd=tmp_path)
        assert done.status == 0, done.err
        if " ask " in command:
            assert "Port of Basel" in done.out
    assert (tmp_path / "network.html").is_file()


def test_an_article_becomes_a_network_page_with_the_commands_shown(tmp_path):
    article = (
        "The Port of Basel and the Port of Mulhouse signed a memorandum of understanding on logistics on 28 May 2021."
    )
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    _, block = blocks("shell")
    for command in block.splitlines():
        done = run_kg(*shlex.split(command)[1:], cwd=tmp_path)
        assert done.status == 0, done.err
    assert "Port of Mulhouse" in (tmp_path / "draft.yaml").read_text(encoding="utf-8")
    assert "Port of Mulhouse" in (tmp_path / "press.html").read_text(encoding="utf-8")


def test_what_is_one_is_counted_as_one_with_the_commands_shown(tmp_path):
    record = (
        "source: {id: s}\nsignings:\n"
        "  - {id: a, parties: [{place: COD}, {place: FRA}], instruments: [{kind: treaty}]}\n"
        "  - {id: b, parties: [{place: DR Congo}, {place: France}], instruments: [{kind: treaty}]}\n"
        "  - {id: c, parties: [{place: Zaire}, {place: France}], instruments: [{kind: treaty}]}\n"
    )
    (tmp_path / "records.yaml").write_text(record, encoding="utf-8")
    assert run_kg("build", "records.yaml", "--store", "my-store", cwd=tmp_path).status == 0
    block, _ = blocks("shell")
    for command in block.splitlines():
        done = run_kg(*shlex.split(command, comments=True)[1:], cwd=tmp_path)
        assert done.status == 0, done.err
    # Zaire is also a province of Angola: a person has to say that it is the state.
    assert [line.split()[-2:] for line in done.out.splitlines()[2:]] == [["2", "s"], ["1", "s"]]


def test_it_opens_with_the_two_commands():
    make = blocks("sh")[0]
    assert README.index("make demo") < README.index("## ")
    targets = re.findall(r"^make (\w+)", make, re.MULTILINE)
    assert targets == ["demo", "test"]
    assert all(re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE) for target in targets)


@pytest.mark.parametrize(
    "document",
    [
        "README.md",
        "ontology/README.md",
        "data/sichuan-chongqing-2020/README.md",
        "benchmarks/README.md",
        *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
    ],
)
def test_links_lead_somewhere(document):
    path = ROOT / document
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
