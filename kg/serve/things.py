"""The addresses of things: 303 to the form that the client accepts, and the forms themselves.

The layout is that of ``kg site``: the page of ``/id/place/luzhou`` is ``/id/place/luzhou/``, its data ``….ttl`` and
``….jsonld``. Things with IRIs of other hosts are to be had by ``/id?iri=…``.
"""

from __future__ import annotations

import re
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urlencode

from starlette.routing import Route

from kg.errors import one_line
from kg.ids import BASE
from kg.serve.describing import known, thing
from kg.serve.media import Chosen, Forms, chosen
from kg.serve.pages import thing_page
from kg.serve.protocol import fields
from kg.serve.routing import raw
from kg.serve.tasks import Refused
from kg.site.paths import OTHER
from kg.vocab import CODE

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from kg.serve.exchange import Exchange
    from kg.serve.pool import Pool
    from kg.serve.tasks import Task

__all__ = ["routes"]

_FORMS = Forms((
    ("html", ("text/html", "application/xhtml+xml")),
    ("ttl", ("text/turtle", "application/x-turtle")),
    ("jsonld", ("application/ld+json", "application/json")),
    ("nt", ("application/n-triples",)),
    ("rdf", ("application/rdf+xml", "application/xml", "text/xml")),
))  # fmt: skip
_HOMES = {"id": BASE, "code": CODE, OTHER: ""}
_FURTHER = re.compile(r"(.+)/page-([1-9]\d{0,5})", re.DOTALL)
_DATA = frozenset(_FORMS.short_names()) - {"html"}
_ACCEPT = b"accept"


class _Address(NamedTuple):
    """A thing's IRI, its address without an ending, the short name of its form (None = any), and which page."""

    iri: str
    plain: str
    form: str | None
    page: int = 1


def routes(pool: Pool) -> list[BaseRoute]:
    """What is below ``/id`` and ``/code``."""

    async def named(exchange: Exchange) -> None:
        found = _address(exchange.scope["path"])
        if found.form is None:
            await _see_other(pool, exchange, found)
        else:
            await _form(pool, exchange, found, _known_form(found.form))

    async def given(exchange: Exchange) -> None:
        asked = dict(fields(exchange.scope["query_string"], "the address"))
        if not (iri := asked.get("iri", "")):
            raise Refused(
                HTTPStatus.BAD_REQUEST, "whose data are wanted? Ask for /id?iri=… or for the thing's own address"
            )
        for home, base in _HOMES.items():
            if base and iri.startswith(base) and len(iri) > len(base):
                await exchange.redirect(f"/{home}/{quote(iri.removeprefix(base), safe=_SAFE)}", _ACCEPT)
                return
        form = _known_form(asked["format"]) if "format" in asked else _acceptable(exchange.accept)
        await _form(pool, exchange, _Address(iri, f"/id?{urlencode({'iri': iri})}", None), form)

    return [
        Route("/id", raw(given)),
        *(Route(f"/{home}/{{rest:path}}", raw(named)) for home in _HOMES),
    ]


_SAFE = "/~,;=+@!$'()*:"


def _address(path: str) -> _Address:
    _, home, rest = path.split("/", 2)
    plain, form, page = rest, None, 1
    if rest.endswith(("/", "/index.html")):
        plain, form = rest.rpartition("/")[0], "html"
        if further := _FURTHER.fullmatch(plain):
            plain, page = further[1], int(further[2])
    elif (ending := rest.rpartition(".")[2]) in _DATA:
        plain, form = rest.removesuffix(f".{ending}"), ending
    iri = unquote(plain) if home == OTHER else _HOMES[home] + plain
    return _Address(iri, f"/{home}/{quote(plain, safe=_SAFE)}", form, page)


async def _see_other(pool: Pool, exchange: Exchange, found: _Address) -> None:
    form = _acceptable(exchange.accept)
    await pool.whole(partial(known, iri=found.iri))
    short = next(name for name, types in _FORMS.names if types[0] == form.form)
    await exchange.redirect(f"{found.plain}/" if short == "html" else f"{found.plain}.{short}", _ACCEPT)


async def _form(pool: Pool, exchange: Exchange, found: _Address, form: Chosen) -> None:
    task: Task = partial(thing, iri=found.iri, form=form)
    if form.form == "text/html":
        site = pool.settings.pages
        task = partial(thing_page, iri=found.iri, data=found.plain, number=found.page, site=site)
    await exchange.answer(pool, task, f"{found.iri} {form} {found.page}")


def _acceptable(accept: str) -> Chosen:
    if (form := chosen(accept, _FORMS)) is None:
        there = ", ".join(types[0] for _, types in _FORMS.names)
        raise Refused(HTTPStatus.NOT_ACCEPTABLE, f"a thing is to be had as {there}")
    return form


def _known_form(name: str) -> Chosen:
    if (form := _FORMS.named(name)) is None:
        raise Refused(
            HTTPStatus.BAD_REQUEST, f"format: {one_line(name, 40)!r} is none of {', '.join(_FORMS.short_names())}"
        )
    return form
