"""Page data to HTML: pyvis holds the nodes and edges, our own template draws the page around them.

pyvis brings the model and the drawing library (vis-network) and nothing else: its own template loads style
sheets from other hosts and writes names into the page unescaped. Here names go through Jinja's escaping or
into JSON in which nothing can end a script; a content security policy names every script and style by its
digest, so that whatever else got in would not run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import resources
from typing import TYPE_CHECKING, Any

import pyvis
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.page.model import PageData

SCRIPTS = ("state.js", "marks.js", "flow.js", "canvas.js", "panel.js", "tables.js", "search.js", "main.js")
ROWS = 1000  # rows of a table written into the page itself; the script pages through the rest
_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def render_page(page: PageData) -> str:
    """Give the page as HTML."""
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
    script, library, style = page_script(), vis_network(), asset("page.css")
    environment.globals.update(
        page=page,
        rows=ROWS,
        script=Markup(script),  # noqa: S704 - our own file
        library=Markup(library),  # noqa: S704 - the file of a pinned package
        style=Markup(style),  # noqa: S704 - our own file
        policy=content_policy([library, script], [style]),
    )
    network.templateEnv = environment
    html: str = network.generate_html()
    return html


def json_in_script(value: Any) -> Markup:  # noqa: ANN401 - whatever JSON can hold
    """Write a value as JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter, escape in _IN_SCRIPT.items():
        text = text.replace(letter, escape)
    return Markup(text)  # noqa: S704 - no <, > or & is left in it


def content_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The content security policy that allows these inline scripts and styles, and no request at all."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_digests(scripts)}",
            f"style-src {_digests(styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _digests(texts: Iterable[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def asset(name: str) -> str:
    """One of this package's own files, as text with plain line feeds."""
    text = resources.files("kg.page").joinpath("assets", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def page_script() -> str:
    """The page's own script: the files of `assets/` as one."""
    parts = "\n".join(asset(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();'


def vis_network() -> str:
    """The drawing library out of the pyvis package, without the reference to its source map."""
    folder = resources.files(pyvis).joinpath("templates", "lib", "vis-9.1.2")
    text = folder.joinpath("vis-network.min.js").read_text(encoding="utf-8").replace("\r\n", "\n")
    return text.split("\n//# sourceMappingURL=", maxsplit=1)[0]
