"""Fixtures that all tests share: the packaged corpus, a real endpoint, the command line."""

from __future__ import annotations

import os

import pytest
from browsers import axe, browser
from engines import DBA, virtuoso
from hypothesis import settings
from support import SHARED, SOURCE, run_kg, serving

import kg
from kg.export import serialise

__all__ = ["axe", "browser"]

# No test is timed; in CI the examples are the same in every run, so that a red run can be had again.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def corpus() -> kg.Store:
    """The packaged corpora, built from their records; not to be changed."""
    return kg.build()


@pytest.fixture(scope="session")
def article() -> str:
    """The seed article, where it is at hand; the repository does not hold it."""
    path = SHARED / "seed" / f"{SOURCE}.txt"
    if not path.is_file():
        pytest.skip(f"the article is not at hand ({path.name} beside the checkout)")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def store(folder) -> kg.Store:
    """The store that a module has built in its ``folder`` (see :func:`support.built`)."""
    return kg.open_store(str(folder / "store"))


@pytest.fixture(name="run")
def _run():
    return run_kg


@pytest.fixture(scope="session")
def endpoint(corpus, tmp_path_factory):
    """A real ``oxigraph serve`` on a free port, loaded with the corpus; gives the URL of its query endpoint."""
    folder = tmp_path_factory.mktemp("endpoint")
    (folder / "graph.nq").write_text(serialise(corpus, "nq"), encoding="utf-8")
    with serving(folder, "--union-default-graph") as url:
        yield url


@pytest.fixture(scope="session")
def virtuoso_endpoint(tmp_path_factory):
    """A real Virtuoso with the packaged corpora, built into it by ``kg build``; gives the URL of its query endpoint."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        done = run_kg("build", "--store", url, **DBA)
        assert done.status == 0, done.err
        yield url
