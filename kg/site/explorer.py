"""The partner network in the site: the page of `kg network` with its scripts and data in files beside it.

`kg network` writes one file that can be sent by mail, with everything in it. In a site the same page stands in
pieces: the page itself stays small however large the network is, and a host sends the rest packed and once. Data come
as a script that puts them where the page's own script looks for them, since a page opened from a disk may not fetch.
"""

from __future__ import annotations

import json
import re
from html import escape, unescape
from typing import TYPE_CHECKING

from kg.site.layout import MENU

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store import Readable

__all__ = ["LARGEST", "apart", "explorer_files"]

LARGEST = 300_000  # bytes of a page
_FOLDER = "network"
_ROWS = (200, 100, 40, 10, 0)  # of each table in the page, for those without JavaScript; the script holds all
_PIECE = re.compile(r"<(?P<name>style|script)(?P<said>[^>]*)>(?P<text>.*?)</(?P=name)>", re.DOTALL)
_POLICY = re.compile(r'(?<=http-equiv="Content-Security-Policy" content=")[^"]*')
_DIGESTS = re.compile(r"'sha256-[^']*'(?: 'sha256-[^']*')*")
_OF_SITE = """
.of-site { display: flex; flex-wrap: wrap; gap: 2px 18px; padding: 12px 0 0; font-size: .92rem; }
.of-site a { padding: 2px 0; }
.of-site a:first-child { font-weight: 680; }
@media print { .of-site { display: none; } }
"""


def explorer_files(store: Readable, site: str) -> Iterator[tuple[str, str]]:
    """The network page of a store and the files beside it; ``site`` is the site's name."""
    from kg import network  # these load numpy and networkx
    from kg.page.document import render_page
    from kg.page.model import page_data

    data = page_data(network.view(store), site="..")
    for rows in _ROWS:
        page, files = apart(render_page(data, rows=rows), site)
        if len(page.encode("utf-8", "replace")) <= LARGEST:
            break
    yield f"{_FOLDER}/index.html", page
    for name, text in files.items():
        yield f"{_FOLDER}/{name}", text


def apart(html: str, site: str) -> tuple[str, dict[str, str]]:
    """A page of one file as a page whose styles, scripts and data stand in files beside it, and these by their names.

    It gets the way back into the site, and links to the site's own pages of things.
    """
    files: dict[str, str] = {}

    def moved(piece: re.Match[str]) -> str:
        if piece["name"] == "style":
            files[name := f"style-{len(files)}.css"] = piece["text"] + _OF_SITE
            return f'<link rel="stylesheet" href="{name}">'
        if "application/json" in piece["said"]:
            files[name := f"data-{len(files)}.js"] = _put_back(piece["said"], piece["text"])
        else:
            files[name := f"script-{len(files)}.js"] = piece["text"]
        return f'<script src="{name}"></script>'

    def opened(policy: re.Match[str]) -> str:
        return escape(_DIGESTS.sub("'self'", unescape(policy[0])))

    page = _POLICY.sub(opened, _PIECE.sub(moved, html), count=1)
    page = page.replace("<body>", f"<body>\n{_way_back(site)}", 1)
    of_site = '<script src="../assets/moved.js"></script>\n<script src="../assets/pages.js"></script>\n'
    return page.replace("</body>", f"{of_site}</body>"), files


def _put_back(said: str, text: str) -> str:
    """A script that puts the element of data with its attributes back where it stood."""
    attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', said))
    return (
        '"use strict";\n{\n  const element = document.createElement("script");\n'
        f"  for (const [name, value] of Object.entries({json.dumps(attributes)})) element.setAttribute(name, value);\n"
        f"  element.textContent = {json.dumps(text, ensure_ascii=False)};\n"
        "  document.currentScript.before(element);\n}\n"
    )


def _way_back(site: str) -> str:
    """Links to the parts of the site."""
    links = [("index.html", site), *((target, name) for target, name in MENU if not target.startswith(_FOLDER))]
    made = "\n".join(f'<a href="../{target}">{escape(name)}</a>' for target, name in links)
    return f'<nav class="of-site" aria-label="Site">\n{made}\n</nav>'
