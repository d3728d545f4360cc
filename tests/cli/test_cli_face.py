"""The command line as people and pipes meet it: help, formats, exit statuses, completion, where the store is named."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest
from support import ROOT, assert_refused, built

import kg
from kg.query import question_names

VERBS = [
    "demo",
    "build",
    "extract",
    "review",
    "verify",
    "check",
    "ask",
    "query",
    "show",
    "network",
    "measures",
    "export",
    "site",
    "completion",
]
RECORDS = """
source: {id: s}
signings:
- {id: one, signed: 2020-04, parties: [{name: "=SUM(1|2)", place: Luzhou}, {name: "<img src=x onerror=alert(1)>"}, {name: 泸州市人民政府}], instruments: [{title: "-1+1 [x](javascript:alert(1)) \\\\ *"}]}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return str(built(tmp_path_factory.mktemp("cli"), RECORDS) / "store")


def bash(script: str, **env: str) -> subprocess.CompletedProcess:
    """A line of bash in which ``kg`` is the program."""
    shell = f'kg() {{ "{sys.executable}" -m kg "$@"; }}\nset -o pipefail\n{script}'
    return subprocess.run(
        ["bash", "-c", shell],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
    )


def test_help_names_every_verb(run):
    done = run("--help")
    assert (done.status, done.err) == (0, "")
    for verb in VERBS:
        assert f"\n  {verb} " in done.out
    assert run("-h").out == done.out


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb, run):
    done = run(verb, "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Usage: kg {verb}")
    assert "Example" in done.out


@pytest.mark.parametrize("name", question_names())
def test_every_question_has_help_with_its_parameters_and_columns(name, run):
    from kg.query import question

    done = run("ask", name, "--help")
    assert (done.status, done.err) == (0, "")
    assert "Columns:" in done.out
    for parameter in question(name).parameters:
        assert f"--{parameter.name}" in done.out


def test_without_a_verb_there_is_help_and_status_2(run):
    done = run()
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("Usage: kg")
    assert "Traceback" not in done.err


def test_the_version(run):
    done = run("--version")
    assert (done.status, done.out) == (0, f"kg {kg.__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--nonsense"],
        ["ask", "--nonsense"],
        ["ask", "signings", "extra"],
        ["query"],
        ["export", "-f", "owl"],
        ["build"],
        ["completion", "tcsh"],
        ["ask", "signings", "--timeout", "0"],
        ["serve", "--timeout", "nan"],
        ["serve", "--patience", "nan"],
        ["serve", "--memory", "255"],
        ["mcp", "--timeout", "nan"],
        ["reconcile", "-", "--column", "a", "--min-score", "nan"],
        ["ask", "signings", "--format", "xml"],
        ["show"],
    ],
)
def test_wrong_usage_is_one_line_with_the_way_to_help(arguments, run):
    done = run(*arguments)
    assert_refused(done, "--help)")
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell, run):
    done = run("completion", shell)
    assert (done.status, done.err) == (0, "")
    assert "_KG_COMPLETE" in done.out
    if shell == "bash":
        assert subprocess.run(["bash", "-n"], input=done.out, text=True, check=False).returncode == 0


def test_completion_knows_verbs_and_questions():
    def completed(*words):
        env = {"_KG_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
        code = "from kg.cli.app import cli; cli.main([], prog_name='kg')"
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        )
        return {line.split(",", 1)[1] for line in done.stdout.splitlines()}

    assert completed("kg", "") >= set(VERBS)
    assert completed("kg", "ask", "partn") == {"partners"}


def test_the_list_of_questions(run):
    done = run("ask", "--format", "json")
    assert [row["question"] for row in json.loads(done.out)] == question_names()
    assert set(json.loads(done.out)[0]) == {"question", "summary", "parameters"}
    for form in ("table", "csv", "md"):
        assert "partners" in run("ask", "--format", form).out


def test_one_answer_in_all_formats(store, run):
    def asked(form):
        done = run("ask", "agreements", "--format", form, "--store", store)
        assert (done.status, done.err) == (0, "")
        return done.out

    title = "-1+1 [x](javascript:alert(1)) \\ *"
    (row,) = json.loads(asked("json"))
    assert row["title"] == title
    assert row["parties"] == ["<img src=x onerror=alert(1)>", "=SUM(1|2)", "泸州市人民政府"]
    (cells,) = csv.DictReader(io.StringIO(asked("csv")))
    assert cells["title"] == "'" + title
    assert cells["parties"] == "<img src=x onerror=alert(1)>; =SUM(1|2); 泸州市人民政府"
    head, rule, line = asked("md").splitlines()
    assert "<img" not in line
    assert "=SUM(1\\|2)" in line
    assert "](" not in line.replace("\\]", "")
    assert head.count("|") == rule.count("|") == line.replace("\\|", "").count("|")
    lines = asked("table").splitlines()
    assert len(lines) == 3
    assert set(lines[1]) == {"─", " "}


def test_a_list_is_no_formula_either(store, run):
    done = run("ask", "parties", "--format", "csv", "--store", store)
    assert "'=SUM(1|2)" in done.out
    rows = csv.reader(
        io.StringIO(
            run("query", "SELECT ('=1+1' AS ?a) (-5 AS ?b) ('+x' AS ?c) ('@y' AS ?d) {}", "--format", "csv").out
        )
    )
    assert list(rows) == [["a", "b", "c", "d"], ["'=1+1", "-5", "'+x", "'@y"]]


def test_numbers_truth_and_nothing_in_json(run):
    query = "SELECT (1 AS ?i) (0.5 AS ?d) (true AS ?t) (1e400 AS ?inf) ?none ('x'@en AS ?l) { }"
    assert json.loads(run("query", query, "--format", "json").out, parse_constant=pytest.fail) == [
        {"i": 1, "d": 0.5, "t": True, "inf": "INF", "none": None, "l": "x"}
    ]
    assert run("query", "ASK {}", "--format", "json").out == "true\n"
    assert run("query", "ASK { <a:a> <a:b> <a:c> }", "--format", "csv").out == "answer\nfalse\n"


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_no_rows_and_no_columns_are_fine(form, run):
    for query in ("SELECT ?x { <a:a> <a:b> ?x }", "SELECT * {}", "SELECT * { <a:a> <a:b> <a:c> }"):
        done = run("query", query, "--format", form)
        assert (done.status, done.err) == (0, "")
        if form == "json":
            assert json.loads(done.out) in ([], [{}])


def test_a_query_comes_from_text_file_or_pipe(tmp_path, run):
    query = "SELECT (COUNT(?s) AS ?n)\n# an agreement\n{ ?s a accord:Agreement }"
    (tmp_path / "q.rq").write_text("\ufeff" + query, encoding="utf-8")
    answers = {
        run("query", query, "--format", "csv").out,
        run("query", str(tmp_path / "q.rq"), "--format", "csv").out,
        run("query", "-", "--format", "csv", stdin=query).out,
    }
    assert len(answers) == 1
    assert answers.pop().startswith("n\n")
    declared = "PREFIX accord: <https://w3id.org/accord/ns#>\nPREFIX rdfs:<http://www.w3.org/2000/01/rdf-schema#>\nASK { ?s a accord:Agreement ; rdfs:label ?l }"
    assert run("query", declared, "--format", "json").out == "true\n"
    assert "rdfs:label" in run("query", "DESCRIBE <https://w3id.org/accord/id/place/luzhou>").out


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * {", "SPARQL syntax"),
        ("DROP ALL", "DROP is an update"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT is an update"),
        ("LOAD <http://a/>", "LOAD is an update"),
        ("SELECT * { SERVICE <http://a/> {} }", "SERVICE would go to another host"),
        ("SELECT * FROM <http://a/> {}", "FROM names http://a/, which is no graph of the store"),
        ("SELECT * FROM NAMED accord:none {}", "which is no graph of the store"),
        ("none.rq", "none.rq: there is no such file"),
        (".", "is a folder, a file is needed"),
        ("x" * 5000, "SPARQL syntax"),
        ("x" * 300, "cannot be read"),
    ],
)
def test_a_bad_query_is_refused(query, words, run):
    assert_refused(run("query", query), words)


def test_from_chooses_a_graph(run):
    def count(clause):
        return json.loads(
            run("query", f"SELECT (COUNT(DISTINCT ?s) AS ?n) {clause} {{ ?s a accord:Place }}", "--format", "json").out
        )[0]["n"]

    assert count("FROM <https://w3id.org/accord/id/graph/reference>") > 0
    assert count("FROM <https://w3id.org/accord/id/graph/derived>") == 0
    assert count("") >= count("FROM <https://w3id.org/accord/id/graph/reference>")


def test_bytes_that_are_no_text_are_refused():
    for script in (
        "printf 'ASK {} # \\xff' | kg query -",
        "kg show $'\\xff'",
        "kg ask partners --place $'\\xff'",
        "printf '\\xff\\xfe' | kg build - --store /nowhere/s",
        "kg query $'ASK { ?s ?p \"\\xff\" }'",
    ):
        done = bash(script)
        assert done.returncode == 2, (script, done)
        assert len(done.stderr.splitlines()) == 1, done.stderr


def test_a_reader_that_has_seen_enough_is_no_fault():
    for script in (
        "kg export -f nq | head -1",
        "kg export | true",
        "kg ask partners --format json | head -c 10",
        "kg query 'SELECT * { ?s ?p ?o }' | head -2",
        "kg --help | true",
    ):
        for _ in range(2):
            done = bash(script)
            assert (done.returncode, done.stderr) == (0, ""), script


def test_export_and_build_join_in_a_pipe(tmp_path):
    done = bash(
        f"kg export -f nq > {tmp_path}/a.nq && kg build --store {tmp_path}/s 2>/dev/null && kg export -f nq --store {tmp_path}/s | cmp - {tmp_path}/a.nq"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_variable_names_the_store_and_the_option_outdoes_it(store, run):
    ours = run("ask", "parties", "--store", store).out
    packaged = run("ask", "parties").out
    assert "SUM" in ours
    assert "SUM" not in packaged
    assert run("ask", "parties", KG_STORE=store).out == ours
    for place in (["ask", "parties", "--store", store], ["ask", "--store", store, "parties"]):
        assert run(*place, KG_STORE="/nowhere").out == ours
    assert_refused(run("ask", "parties", KG_STORE="/nowhere"), "/nowhere: there is no store")
    assert run("ask", "parties", KG_STORE="").out == packaged


def test_options_of_ask_may_stand_before_the_question(run):
    assert run("ask", "--format", "csv", "signings").out == run("ask", "signings", "--format", "csv").out
    assert run("ask", "--format", "csv", "signings", "--format", "json").out.startswith("[")


def test_the_work_ends_when_the_time_is_up(run):
    endless = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6)) + " }"
    assert_refused(run("query", endless, "--timeout", "1"), "no answer within 1 s")


def test_demo_writes_its_files_and_says_what_it_found(tmp_path, run):
    done = run("demo", "-o", "there", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    for word in ("Found", "signings", "agreements", "Most connected", "Files", "all rules hold"):
        assert word in done.out
    assert sorted(path.name for path in (tmp_path / "there").iterdir()) == ["graph.trig", "graph.ttl", "network.html"]
    assert (tmp_path / "there" / "graph.ttl").read_text(encoding="utf-8") == run("export", "-f", "turtle").out


@pytest.mark.parametrize("where", ["file/store", "/proc/store", "file", "full", "/"])
def test_a_folder_that_cannot_be_a_store_is_left_alone(where, tmp_path, run):
    (tmp_path / "file").write_text("dear")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("dear")
    assert_refused(run("build", "--store", where, cwd=tmp_path), where)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == ["file", "full", "full/mine"]


def test_an_internal_fault_is_told_apart_from_bad_input(tmp_path):
    code = "import kg.cli.app as app, kg.opening as o\ndef broken(name, timeout=None): raise KeyError('x')\no.open_store = broken\nraise SystemExit(app.main(['ask', 'signings']))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 70
    assert done.stderr.startswith("kg: a fault of the program: KeyError")
    assert len(done.stderr.splitlines()) == 1
