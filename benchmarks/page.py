"""What the network page costs, beside plain pyvis on the same network: file, first usable frame, panning.

Networks of 50, 500, 2,000 and 10,000 bodies with three times as many partnerships, opened from disk in headless
Chromium without any other host. The first usable frame is the first one after which the page answers; of pyvis, the one
after its layout has settled. Each page has a browser of its own, which is ended after 60 seconds. Panning is a drag of
the mouse: frames a second, and the main thread's milliseconds of CPU a frame.

    python benchmarks/page.py [BODIES …]
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
from measuring import table
from playwright.sync_api import Error, sync_playwright
from pyvis.network import Network

from kg.page.document import render_page
from kg.page.model import page_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

SIZES = (50, 500, 2_000, 10_000)
SEEN = (1_200, 2_500)  # bodies drawn at once in the last lines, on the plain canvas
PATIENCE = 60  # seconds that a page has from the start of its browser to the end of the panning
HUBS = 0.3  # of the partnerships are with the few that have many
AT_HOME = 0.85  # of the partnerships lie within a region
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FRAMES = """() => new Promise((done) => {
  let frames = 0; const from = performance.now();
  const next = () => { frames += 1; const gone = performance.now() - from;
    if (gone < 3000) requestAnimationFrame(next); else done([frames, gone]); };
  requestAnimationFrame(next);
})"""
ANSWERED = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
)


def network_of(bodies: int, seed: int = 1) -> nx.Graph[str]:
    """Bodies in regions, three partnerships a body, some with very many; an agreement each, most within a region."""
    chance = random.Random(seed)
    made: nx.Graph[str] = nx.Graph(view="parties", labels={}, filters={}, agreements={})
    for number in range(bodies):
        region = number % max(4, bodies // 80)
        made.add_node(
            f"urn:body:{number}", label=f"Bureau {number} of Region {region}", type="body", kind="department",
            place=f"Region {region}", level="province", named=True, size=None,
        )  # fmt: skip
    regions = max(4, bodies // 80)
    known = made.graph["agreements"]
    while len(known) < 3 * bodies:  # networkx counts its edges anew each time
        one = chance.randrange(bodies)
        home = one % regions if chance.random() < AT_HOME else chance.randrange(regions)
        size = bodies // regions
        rank = min(int(chance.paretovariate(0.9)) - 1, size - 1) if chance.random() < HUBS else chance.randrange(size)
        other = rank * regions + home
        if one == other or made.has_edge(f"urn:body:{one}", f"urn:body:{other}"):
            continue
        iri = f"urn:agreement:{len(known)}"
        day = f"{chance.randrange(2000, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        ends = [f"urn:body:{one}", f"urn:body:{other}"]
        passage = {"source": "urn:source", "source_title": "A source", "start": one, "end": one + 90}
        made.add_edge(*ends, weight=1, newman=1.0, agreements=[iri], fields=["transport"], first=day, last=day)
        known[iri] = {
            "label": f"Agreement between bureaus {one} and {other}",
            "kind": "agreement",
            "date": day,
            "earliest": day,
            "latest": day,
            "fields": ["transport"],
            "parties": [{"iri": end, "label": made.nodes[end]["label"]} for end in ends],
            "evidence": [{**passage, "aspect": ["signing"]}],
        }
    for iri in made:
        made.nodes[iri].update(partners=made.degree(iri), agreements=made.degree(iri))
    made.graph["summary"] = {"agreements": made.number_of_edges()}
    return made


def as_pyvis(network: nx.Graph[str]) -> str:
    """The page that pyvis makes of it, in its offline mode."""
    plain = Network(cdn_resources="in_line", height="700px")
    plain.nodes = [{"id": iri, "label": data["label"], "shape": "dot"} for iri, data in network.nodes(data=True)]
    plain.edges = [{"from": one, "to": other} for one, other in network.edges]
    text: str = plain.generate_html()
    return text


def as_accord(network: nx.Graph[str], drawn: int | None = None) -> str:
    """Our page."""
    data = page_data(network)
    return render_page(replace(data, drawn=drawn) if drawn else data)


def opened(page: Page, ready: str) -> float:
    """Seconds from the start to the first frame after which the page answers and `ready` holds."""
    while True:
        try:
            if page.evaluate(ready):
                return float(page.evaluate(ANSWERED)) / 1000
        except Error:  # the document is not there yet
            pass
        page.wait_for_timeout(20)


def clock_of(page: Page) -> Callable[[], float]:
    """What tells the CPU seconds that the page's main thread has spent, whatever else the machine does."""
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        values = client.send("Performance.getMetrics")["metrics"]
        return float(next(value["value"] for value in values if value["name"] == "TaskDuration"))

    return spent


def panned(page: Page, selector: str, spent: Callable[[], float]) -> tuple[float, float]:
    """Frames a second and milliseconds of the main thread's CPU a frame while the mouse drags the drawing."""
    box = page.locator(selector).bounding_box() or {"x": 0, "y": 0, "width": 800, "height": 500}
    x, y = box["x"] + box["width"] * 0.07, box["y"] + 40
    page.mouse.move(x, y)
    page.mouse.down()
    before = spent()
    page.evaluate(f"() => {{ window.counting = ({FRAMES})(); }}")
    until = time.monotonic() + 3.2
    step = 0
    while time.monotonic() < until:
        step += 1
        page.mouse.move(x + 200 * (step % 40) / 40, y + 60 * (step % 25) / 25)
    frames, gone = page.evaluate("window.counting")
    page.mouse.up()
    return frames / gone * 1000, (spent() - before) * 1000 / frames


OURS = "Boolean(window.accordPage) && document.getElementById('status').textContent !== ''"
THEIRS = """(() => { const bar = document.getElementById('loadingBar');
  return document.querySelector('#mynetwork canvas') !== null && (!bar || bar.style.display === 'none'); })()"""
WAYS = {"Accord": (OURS, "#canvas"), "pyvis": (THEIRS, "#mynetwork")}


def looked_at(path: str, way: str) -> list[float]:
    """Seconds to the first usable frame and CPU for it, frames a second, CPU ms a frame: a page in a new browser."""
    ready, selector = WAYS[way]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.route(
            "**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort()
        )
        page = context.new_page()
        spent = clock_of(page)
        page.goto(Path(path).as_uri(), wait_until="commit")
        found = [opened(page, ready), spent()]
        page.locator(selector).scroll_into_view_if_needed()
        found += panned(page, selector, spent)
        browser.close()
    return found


def measured(way: str, made: Callable[[], str], folder: str) -> list[object]:
    """Size in MB, CPU seconds to write, and what a process of its own sees of it within its time."""
    began = time.process_time()
    text = made()
    written = time.process_time() - began
    path = Path(folder) / "page.html"
    path.write_text(text, encoding="utf-8", newline="\n")
    command = [sys.executable, __file__, "--look-at", str(path), way]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    try:
        seen = json.loads(process.communicate(timeout=PATIENCE)[0])
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # the process and its browser
        process.communicate()
        seen = [f"> {PATIENCE}", "-", "-", "-"]
    return [len(text.encode()) / 1e6, written, *seen]


def chromium() -> str:
    """The browser of this machine."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        sys.exit("no Chromium on this machine")
    return found


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["--look-at"]:
        print(json.dumps(looked_at(*sys.argv[2:])))
        return
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    chromium()
    lines: list[list[Any]] = [
        ["bodies", "page", "MB", "CPU s to write", "first frame s", "its CPU s", "frames/s", "ms a frame"]
    ]
    with tempfile.TemporaryDirectory() as folder:
        for bodies in sizes:
            network = network_of(bodies)
            ways = {"Accord": partial(as_accord, network), "pyvis": partial(as_pyvis, network)}
            lines += [[f"{bodies:,}", way, *measured(way, made, folder)] for way, made in ways.items()]
        for seen in SEEN:
            made = partial(as_accord, network_of(seen), seen)
            lines.append([f"{seen:,}, all drawn", "Accord", *measured("Accord", made, folder)])
    print(table(lines))


if __name__ == "__main__":
    main()
