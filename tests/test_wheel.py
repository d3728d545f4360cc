"""The wheel carries ontology, queries, data and page assets, and works from an empty folder."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest
from support import ROOT, run_kg


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    (wheel,) = folder.glob("accord_kg-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_it_holds_all_that_travels(installed):
    for folder in ("ontology", "queries", "data"):
        ours = {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file()}
        packed = {
            path.relative_to(installed / "kg/bundle")
            for path in (installed / "kg/bundle" / folder).rglob("*")
            if path.is_file()
        }
        assert packed == ours
    templates = {path.name for path in (ROOT / "kg" / "serve" / "templates").iterdir()}
    assert {path.name for path in (installed / "kg" / "serve" / "templates").iterdir()} == templates
    for package in ("page", "review", "site"):
        assets = {path.name for path in (ROOT / "kg" / package / "assets").iterdir()}
        assert {path.name for path in (installed / "kg" / package / "assets").iterdir()} == assets


def test_the_main_job_runs_from_it(installed, tmp_path):
    done = run_kg("demo", cwd=tmp_path, PYTHONPATH=str(installed))
    assert done.status == 0, done.err
    assert "all rules hold" in done.out
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["graph.trig", "graph.ttl", "network.html"]


def test_a_draft_is_reviewed_from_it(installed, tmp_path):
    (tmp_path / "a.txt").write_text("A and B signed a treaty.")
    (tmp_path / "a.yaml").write_text(
        "source: {id: a, path: a.txt}\n"
        "signings: [{id: one, parties: [{name: A}], status: draft, evidence: [{start: 0, end: 24}]}]\n"
    )
    done = run_kg("review", "a.yaml", "-o", "a.html", cwd=tmp_path, PYTHONPATH=str(installed))
    assert done.status == 0, done.err
    assert "A and B signed a treaty." in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert run_kg("review", "a.yaml", "--drop", "one", cwd=tmp_path, PYTHONPATH=str(installed)).status == 0


def test_questions_are_answered_from_it(installed, tmp_path):
    done = run_kg("ask", "partners", "--place", "Chongqing", "--format", "csv", cwd=tmp_path, PYTHONPATH=str(installed))
    assert done.status == 0, done.err
    assert "Chongqing Civil Affairs Bureau" in done.out
