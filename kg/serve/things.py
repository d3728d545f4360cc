"""The addresses of things: 303 to the form that the client accepts, and the forms themselves.

The layout is that of ``kg site``: the page of ``/id/place/luzhou`` is ``/id/place/luzhou/``, its data ``….ttl`` and
``….jsonld``. Things with IRIs of other hosts are to be had by ``/id?iri=…``.
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from starlette.routing import Route

from kg.errors import one_line
from kg.ids import BASE
from kg.serve.describing import known, thing
from kg.serve.media import Chosen, Forms, chosen
from kg.serve.pages import thing_page
from kg.serve.protocol import fields
from kg.serve.routing import raw
from kg.serve.tasks import Refused
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
_HOMES = {"id": BASE, "code": CODE}
_DATA = frozenset(_FORMS.short_names()) - {"html"}
_ACCEPT = b"accept"


class _Address(NamedTuple):
    """An address of a thing: its IRI, the address without an ending, and the short name of the form (None = any)."""

    iri: str
    plain: str
    form: str | None


def routes(pool: Pool) -> list[BaseRoute]:
    """What is below ``/id`` and ``/code``."""

    async def named(exchange: Exchange) -> None:
        found = _address(exchange.scope["path"])
        if found.form is None:
            await _see_other(pool, exchange, found)
        else:
            await _form(pool, exchange, found.iri, found.plain, _known_form(found.form))

    async def given(exchange: Exchange) -> None:
        asked = dict(fields(exchange.scope["query_string"], "the address"))
        if not (iri := asked.get("iri", "")):
            raise Refused(
                HTTPStatus.BAD_REQUEST, "whose data are wanted? Ask for /id?iri=… or for the thing's own address"
            )
        for home, base in _HOMES.items():
            if iri.startswith(base) and len(iri) > len(base):
                await exchange.redirect(f"/{home}/{quote(iri.removeprefix(base), safe=_SAFE)}", _ACCEPT)
                return
        form = _known_form(asked["format"]) if "format" in asked else _acceptable(exchange.accept)
        await _form(pool, exchange, iri, f"/id?{urlencode({'iri': iri})}", form)

    return [
        Route("/id", raw(given)),
        *(Route(f"/{home}/{{rest:path}}", raw(named)) for home in _HOMES),
    ]


_SAFE = "/~,;=+@!$'()*:"


def _address(path: str) -> _Address:
    _, home, rest = path.split("/", 2)
    plain, form = rest, None
    if rest.endswith("/"):
        plain, form = rest[:-1], "html"
    elif (ending := rest.rpartition(".")[2]) in _DATA:
        plain, form = rest.removesuffix(f".{ending}"), ending
    return _Address(_HOMES[home] + plain, f"/{home}/{quote(plain, safe=_SAFE)}", form)


async def _see_other(pool: Pool, exchange: Exchange, found: _Address) -> None:
    form = _acceptable(exchange.accept)
    await pool.whole(partial(known, iri=found.iri))
    short = next(name for name, types in _FORMS.names if types[0] == form.form)
    await exchange.redirect(f"{found.plain}/" if short == "html" else f"{found.plain}.{short}", _ACCEPT)


async def _form(pool: Pool, exchange: Exchange, iri: str, plain: str, form: Chosen) -> None:
    task: Task = partial(thing, iri=iri, form=form)
    if form.form == "text/html":
        task = partial(thing_page, iri=iri, data=plain)
    await exchange.answer(pool, task, f"{iri} {form}")


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
