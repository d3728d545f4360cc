"""The SPARQL endpoint: queries by the protocol, and its own description for those who come without one."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from kg.serve.answering import sparql
from kg.serve.describing import service
from kg.serve.media import GRAPHS, RESULTS, Chosen, Forms, chosen
from kg.serve.pages import sparql_page
from kg.serve.problems import TEXT_FIRST
from kg.serve.protocol import Asked, asked
from kg.serve.routing import raw
from kg.serve.tasks import Refused

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from kg.serve.exchange import Exchange
    from kg.serve.overview import Overview
    from kg.serve.pool import Pool

__all__ = ["endpoint"]

_WITH_PAGE = Forms((("html", ("text/html", "application/xhtml+xml")), *GRAPHS.names))


def endpoint(pool: Pool, overview: Overview | None) -> ASGIApp:
    """An application that answers SPARQL queries, whatever its path; ``overview`` may have a page for them."""
    return raw(_Endpoint(pool, overview).respond, "GET", "HEAD", "POST", problems=TEXT_FIRST)


class _Endpoint:
    def __init__(self, pool: Pool, overview: Overview | None) -> None:
        self._pool, self._overview = pool, overview

    async def respond(self, exchange: Exchange) -> None:
        limit = self._pool.settings.request_bytes
        body = await exchange.body(limit) if exchange.method == "POST" else b""
        query_string = exchange.scope["query_string"]
        found = asked(exchange.method, query_string, exchange.header(b"content-type"), body)
        if found is None:
            await self._described(exchange)
        else:
            await self._answered(exchange, found)

    async def _answered(self, exchange: Exchange, found: Asked) -> None:
        exchange.scope["accord.query"] = found.query
        results, graphs = _forms(exchange.accept, found.form)
        if results is None and graphs is None:
            raise Refused(HTTPStatus.NOT_ACCEPTABLE, f"none of {exchange.accept[:200]} is a form of an answer")
        task = partial(
            sparql,
            query=found.query,
            results=results,
            graphs=graphs,
            default_graphs=found.default_graphs,
            named_graphs=found.named_graphs,
        )
        told = "" if exchange.method == "POST" else repr((found, results, graphs))
        await exchange.answer(self._pool, task, told)

    async def _described(self, exchange: Exchange) -> None:
        form = _choose(exchange.accept, _WITH_PAGE)
        if form is None:
            raise Refused(HTTPStatus.NOT_ACCEPTABLE, "the description of this service is to be had as HTML and as RDF")
        if form.form == "text/html":
            if self._overview is not None and self._overview.ready:
                await exchange.redirect("/sparql/", b"accept")
            else:
                await exchange.page(sparql_page())
            return
        address = exchange.address()
        await exchange.answer(self._pool, partial(service, endpoint=address, form=form), f"service {address} {form}")


def _choose(accept: str, forms: Forms) -> Chosen | None:
    """The description is for machines, unless a person's browser names HTML."""
    return chosen(accept, GRAPHS if accept in ("", "*/*") else forms)


def _forms(accept: str, name: str | None) -> tuple[Chosen | None, Chosen | None]:
    """The forms of a table and of a graph; Refused where ``name`` is none."""
    if name is None:
        return chosen(accept, RESULTS), chosen(accept, GRAPHS)
    results, graphs = RESULTS.named(name), GRAPHS.named(name)
    if results is None and graphs is None:
        there = ", ".join(dict.fromkeys([*RESULTS.short_names(), *GRAPHS.short_names()]))
        raise Refused(HTTPStatus.BAD_REQUEST, f"format={name[:40]} is none of {there}")
    # a format that only the other kind of answer has says nothing of this one
    return results or chosen(accept, RESULTS), graphs or chosen(accept, GRAPHS)
