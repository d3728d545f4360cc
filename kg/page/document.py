"""Page data to HTML: pyvis holds the nodes and edges, our own template draws the page around them.

pyvis brings the model and the drawing library (vis-network) and nothing else: its own template loads style
sheets from other hosts and writes names into the page unescaped. Here names go through Jinja's escaping or
into JSON in which nothing can end a script; a content security policy names every script and style by its
digest, so that whatever else got in would not run.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pyvis
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kg.page.payload import payload
from kg.page.policy import content_policy, json_in_script

if TYPE_CHECKING:
    from kg.page.model import PageData

SCRIPTS = (
    "outline.js",
    "chinese.js",
    "data.js",
    "words.js",
    "translate.js",
    "filters.js",
    "address.js",
    "colour.js",
    "marks.js",
    "islands.js",
    "flow.js",
    "gather.js",
    "paths.js",
    "walk.js",
    "room.js",
    "overlay.js",
    "engine-canvas.js",
    "engines.js",
    "handling.js",
    "canvas.js",
    "panel.js",
    "tables.js",
    "search.js",
    "time.js",
    "legend.js",
    "map.js",
    "timeline.js",
    "views.js",
    "story.js",
    "pictures.js",
    "export.js",
    "main.js",
)
STYLES = ("page.css", "explorer.css")
WEBGL = ("programs-webgl.js", "engine-webgl.js")
SMOOTH = 1200  # bodies that a plain canvas moves smoothly; sigma.js goes into the files of larger networks
ROWS = 200  # rows of a table written into the page itself; the script pages through the rest


def render_page(page: PageData, *, rows: int = ROWS) -> str:
    """Give the page as HTML, with so many rows of each table in the page itself."""
    network = Network(cdn_resources="in_line")
    network.nodes, network.edges = page.nodes, page.edges  # add_edge would be quadratic and drop doubles
    network.options = {"physics": {"enabled": False}}
    template = asset("template.html.j2")
    environment = Environment(
        loader=DictLoader({network.path: template}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["json"] = json_in_script
    large = len(page.nodes) > SMOOTH
    script, style = page_script(large), "".join(map(asset, STYLES))
    libraries = [vis_network(), *([asset("vendor-webgl.js")] if large else [])]
    environment.globals.update(
        page=page,
        payload=payload(page),
        rows=rows,
        script=Markup(script),  # noqa: S704 - our own file
        libraries=[Markup(library) for library in libraries],  # noqa: S704 - files of pinned packages
        style=Markup(style),  # noqa: S704 - our own file
        policy=content_policy([*libraries, script], [style]),
    )
    network.templateEnv = environment
    html: str = network.generate_html()
    return html


def asset(name: str) -> str:
    """One of this package's own files, as text with plain line feeds."""
    text = resources.files("kg.page").joinpath("assets", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def page_script(large: bool = False) -> str:
    """The page's own script: the files of `assets/` as one; of a large network, with those for sigma.js first."""
    parts = "\n".join(asset(name) for name in ((*WEBGL, *SCRIPTS) if large else SCRIPTS))
    return f'(() => {{\n"use strict";\n{parts}}})();'


def vis_network() -> str:
    """The drawing library out of the pyvis package, without the reference to its source map."""
    folder = resources.files(pyvis).joinpath("templates", "lib", "vis-9.1.2")
    text = folder.joinpath("vis-network.min.js").read_text(encoding="utf-8").replace("\r\n", "\n")
    return text.split("\n//# sourceMappingURL=", maxsplit=1)[0]
