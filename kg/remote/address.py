"""Where a store on the network is: the addresses of its queries, its updates and its graphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from kg.errors import StoreError, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Address", "checked", "is_address"]

_ACCOUNT = "set KG_STORE_USER and KG_STORE_PASSWORD instead"
UPDATE_VARIABLE, GRAPHS_VARIABLE = "KG_STORE_UPDATE", "KG_STORE_GRAPHS"


class Address(NamedTuple):
    """Addresses of a SPARQL query service, its update service and its graph store (None where it is not known)."""

    query: str
    update: str
    graphs: str | None

    @classmethod
    def of(cls, url: str, server: str, environ: Mapping[str, str]) -> Address:
        """The addresses beside the query address ``url`` of an engine that calls itself ``server``.

        The variables KG_STORE_UPDATE and KG_STORE_GRAPHS outdo what the engines' manuals say. Raises StoreError.
        """
        update, graphs = _customary(url, server.casefold())
        given = {name: environ[name] for name in (UPDATE_VARIABLE, GRAPHS_VARIABLE) if environ.get(name)}
        for name, other in given.items():
            checked(other, name)
        return cls(url, given.get(UPDATE_VARIABLE, update), given.get(GRAPHS_VARIABLE, graphs))


def _customary(url: str, server: str) -> tuple[str, str | None]:
    """Update and graph store of the well-known engines."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    above, _, last = path.rpartition("/")

    def at(other: str) -> str:
        return urlunsplit((parts.scheme, parts.netloc, other, "", ""))

    if "virtuoso" in server:
        return at("/sparql-auth"), at("/sparql-graph-crud-auth")
    if re.search(r"/repositories/[^/]+$", path):  # GraphDB, RDF4J
        return at(f"{path}/statements"), at(f"{path}/rdf-graphs/service")
    if last in ("query", "sparql") and "oxigraph" in server:
        return at(f"{above}/update"), at(f"{above}/store")
    if last in ("query", "sparql") and above:  # Fuseki: a data set has a name
        return at(f"{above}/update"), at(f"{above}/data")
    return at(f"{above}/update") if last == "query" else url, None


def checked(url: str, what: str = "", instead: str = _ACCOUNT) -> str:
    """``url`` if it is the address of an endpoint. Raises StoreError, which never shows a password.

    ``what`` names it in messages; ``instead`` says what to do where it holds a user or a password.
    """
    shown = f"{what}: {_hidden(url)}" if what else _hidden(url)
    if not is_address(url):
        raise StoreError(f"{one_line(shown, 200)}: is no endpoint; write http://host/sparql")
    if "@" in urlsplit(url).netloc:
        raise StoreError(f"{one_line(shown, 200)}: holds a user or a password, which others can read; {instead}")
    return url


def _hidden(url: str) -> str:
    return re.sub(r"//[^/\s]*@", "//…@", url)


def is_address(url: str) -> bool:
    """Whether ``url`` is an http or https address."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # ValueError if it is no number
    except ValueError:
        return False
    plain = url.isascii() and not re.search(r"[\s\x00-\x1f]", url)
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname)
