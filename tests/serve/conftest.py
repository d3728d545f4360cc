"""Servers that several modules ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from servers import running

import kg

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="package")
def packaged(tmp_path_factory):
    """A server of the packaged corpora."""
    with running(tmp_path_factory.mktemp("packaged")) as server:
        yield server


@pytest.fixture(scope="package")
def bare(tmp_path_factory):
    """A server of the packaged corpora without the pages of kg site."""
    with running(tmp_path_factory.mktemp("bare"), "--no-pages") as server:
        yield server


@pytest.fixture(scope="package")
def with_pages(packaged):
    """A server whose pages of all things together are there."""
    packaged.until(lambda: packaged.get("").status_code == 200, 60)
    return packaged


@pytest.fixture(scope="package")
def corpus_folder(tmp_path_factory, corpus) -> Path:
    """The packaged corpora as a store folder."""
    folder = tmp_path_factory.mktemp("stores") / "corpus.store"
    kg.Store.create(folder, corpus.quads())
    return folder


@pytest.fixture(scope="package")
def brief(tmp_path_factory, corpus_folder):
    """A server whose answers may take a second, and whose clients two."""
    folder = tmp_path_factory.mktemp("brief")
    options = ("--timeout", "1", "--patience", "2", "--max-waiting", "2", "--max-request", "1", "--log-format", "json")
    with running(folder, "--store", str(corpus_folder), *options) as server:
        server.until(lambda: server.get("").status_code == 200, 60)  # before that it is 503
        yield server
