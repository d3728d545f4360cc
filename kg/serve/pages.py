"""Small pages for people: of the questions, of the endpoint, and of a thing.

Things have the pages of :mod:`kg.site`; what has none there, such as a period, and servers without them have small
ones of their own.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from http import HTTPStatus
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.errors import one_line
from kg.query import question, question_names
from kg.serve.describing import statements
from kg.serve.tasks import Refused, Reply
from kg.site import live
from kg.vocab import prefixed

if TYPE_CHECKING:
    from jinja2 import Environment

    from kg.store import Readable

__all__ = ["HTML", "SECURITY", "pending_page", "questions_page", "sparql_page", "style", "thing_page"]

HTML = "text/html; charset=utf-8"
SECURITY = (  # of every page: it loads its style sheet and sends its forms, and nothing else
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("referrer-policy", "no-referrer"),
)  # fmt: skip
_IN_NO_FRAME = (("content-security-policy", "frame-ancestors 'none'"),)  # beside that which each page states
_EXAMPLE = """PREFIX accord: <https://w3id.org/accord/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?party ?name (COUNT(?agreement) AS ?agreements) {
  ?agreement a accord:Agreement ; accord:hasParty ?party .
  ?party rdfs:label ?name
}
GROUP BY ?party ?name
ORDER BY DESC(?agreements)
LIMIT 20
"""


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=PackageLoader("kg.serve"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _page(name: str, **values: Any) -> bytes:  # noqa: ANN401 - whatever the template names
    return _templates().get_template(f"{name}.html.j2").render(**values).encode("utf-8", "replace")


@cache
def style() -> bytes:
    """The style sheet of these pages."""
    return resources.files("kg.serve").joinpath("templates", "serve.css").read_bytes()


@cache
def questions_page() -> bytes:
    """All questions with a form each."""
    return _page("questions", questions=[question(name) for name in question_names()])


@cache
def sparql_page() -> bytes:
    """A form for queries."""
    return _page("sparql", example=_EXAMPLE)


@cache
def pending_page(trouble: str) -> bytes:
    """In the place of pages that are being written; ``trouble`` says why they could not be."""
    return _page("pending", trouble=trouble)


def thing_page(store: Readable, *, iri: str, data: str, number: int, site: bool) -> Reply:
    """A page of a thing; ``data`` is the address of its other forms without their endings. Refused (404)."""
    if site:
        with suppress(KeyError):
            return Reply(
                HTML, live(store, endpoint="sparql").html(iri, number).encode("utf-8", "replace"), _IN_NO_FRAME
            )
    if number > 1:
        raise Refused(HTTPStatus.NOT_FOUND, f"there is no page {number} of {one_line(iri, 120)}")
    found = statements(store, iri)
    own = [triple for triple in found if str(triple.subject) == f"<{iri}>"]
    rows = [(prefixed(t.predicate.value) or t.predicate.value, getattr(t.object, "value", "")) for t in own]
    label = next((value for name, value in rows if name == "rdfs:label"), iri)
    return Reply(HTML, _page("thing", iri=iri, label=label, rows=rows, data=data, more=len(found) - len(own)), SECURITY)
