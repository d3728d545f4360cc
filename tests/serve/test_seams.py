"""What others build on: routes and tasks of another package, the extra, and the forms that clients name."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from kg.serve import Settings, app
from kg.serve.frames import DATA, END, Frames, frame
from kg.serve.media import GRAPHS, RESULTS, chosen
from kg.serve.pool import Pool


def test_routes_and_tasks_of_another_package(monkeypatch, corpus):
    monkeypatch.setattr(app, "EXTENSIONS", ("more_routes:routes",))
    agreements = len(corpus.select("SELECT ?s { ?s a <https://w3id.org/accord/ns#Agreement> }"))
    with ThreadPoolExecutor(1) as own_thread:  # playwright's loop runs in this one
        own_thread.submit(lambda: asyncio.run(_asked(agreements))).result()


async def _asked(agreements: int) -> None:
    pool = Pool(Settings(workers=1, log_format="none"))
    await pool.start()
    try:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app.application(pool)), base_url="http://a"
        ) as client:
            found = await client.get("/count/Agreement")
            assert found.json() == {"kind": "Agreement", "count": agreements}
            assert found.headers["etag"]
            assert (await client.get("/count/Nothing")).status_code == 404
            assert (await client.post("/count/Agreement")).status_code == 405
            echo = await client.post("/echo", content=b"words")
            assert {"sent": "words", "status": 200}.items() <= echo.json().items()
            assert (await client.post("/echo", content=b"w" * 101)).status_code == 413
            assert (await client.get("/api/questions/parties?limit=1")).status_code == 200
    finally:
        await pool.close()


def test_without_the_extra_it_says_what_to_install():
    code = (
        "import sys; sys.modules['starlette'] = None; from kg.cli import main; sys.exit(main(['serve', '--port', '0']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert "pip install 'accord-kg[serve]'" in done.stderr
    assert "starlette" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "forms", "media_type"),
    [
        ("json", RESULTS, "application/sparql-results+json"), ("json", GRAPHS, "application/ld+json"), ("rdf+xml", GRAPHS, "application/rdf+xml"),
        ("json-ld", GRAPHS, "application/ld+json"), ("n-triples", GRAPHS, "application/n-triples"), ("text/csv", RESULTS, "text/csv"),
        ("XML", RESULTS, "application/sparql-results+xml"), ("xml", GRAPHS, "application/rdf+xml"), ("sparql-results+json", RESULTS, "application/sparql-results+json"),
    ],
)  # fmt: skip
def test_names_of_forms(name, forms, media_type):
    assert forms.named(name).form == media_type


@given(st.text(max_size=80))
def test_any_header_accepts_something_or_nothing(header):
    found = chosen(header, RESULTS)
    assert found is None or found.form in {types[0] for _, types in RESULTS.names}


@given(st.lists(st.binary(max_size=50)), st.integers(1, 7))
def test_frames_come_whole_however_they_are_cut(payloads, size):
    sent = b"".join(frame(DATA, payload) for payload in payloads) + frame(END)
    frames, found = Frames(), []
    for start in range(0, len(sent), size):
        found += frames.take(sent[start : start + size])
    assert found == [*((DATA, payload) for payload in payloads), (END, b"")]
