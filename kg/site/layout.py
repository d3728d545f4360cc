"""Pages as HTML: templates with escaping, one style sheet, and a policy that lets nothing in from elsewhere."""

from __future__ import annotations

import gzip
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import DictLoader, Environment, StrictUndefined

from kg.page.policy import json_in_script
from kg.site.markup import escaped, link, table
from kg.site.paths import address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

__all__ = ["MENU", "POLICY", "Layout", "assets"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
SPARQL_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'") + "; worker-src 'self'"
MENU = (
    ("agreements/index.html", "Agreements"),
    ("parties/index.html", "Parties"),
    ("places/index.html", "Places"),
    ("fields/index.html", "Fields"),
    ("questions/index.html", "Questions"),
    ("network/index.html", "Network"),
    ("sparql/index.html", "SPARQL"),
    ("ns/index.html", "Ontology"),
    ("data/index.html", "Data"),
)


class Layout:
    """Turns values into pages.

    ``title`` names the site; ``base_url`` is where it will stand, if known; ``endpoint`` is the address below the
    site's root of the server's SPARQL endpoint, None where pages are files on a host that answers no queries.
    """

    def __init__(self, title: str, base_url: str | None = None, endpoint: str | None = None) -> None:
        folder = resources.files("kg.site").joinpath("templates")
        texts = {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".j2")}
        self._environment = Environment(
            loader=DictLoader(texts),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.site = title
        self._tops: dict[tuple[str, str], Markup] = {}
        self._environment.filters["json"] = json_in_script
        self._environment.filters["url"] = address
        self._environment.globals.update(
            site=title,
            menu=MENU,
            endpoint=endpoint,
            link=link,
            table=table,
            base_url=base_url,
            policy=POLICY,
            sparql_policy=SPARQL_POLICY,
        )

    def page(self, template: str, path: str, **values: object) -> str:
        """A page as text; ``path`` is its own, from which the way to the site's root is told."""
        made = self._environment.get_template(f"{template}.html.j2")
        root = "../" * path.count("/")
        return made.render(root=root, path=path, top=self._top(root, path), **values)

    def _top(self, root: str, path: str) -> Markup:
        """The head of a page, made once for all that have the same one."""
        part = path.partition("/")[0]
        where = path if any(path == target for target, _ in MENU) else f"{part}/-/"
        if (root, where) not in self._tops:
            if not any(target.startswith(f"{part}/") for target, _ in MENU):
                where = "-"
            made = self._environment.get_template("top.html.j2").render(root=root, path=where)
            self._tops[root, where] = escaped(made)
        return self._tops[root, where]


def assets() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file that pages share; what is packed in the package is unpacked."""
    folder = resources.files("kg.site").joinpath("assets")
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_file():
            content = one.read_bytes()
            yield one.name.removesuffix(".gz"), gzip.decompress(content) if one.name.endswith(".gz") else content
