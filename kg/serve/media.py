"""Which of the forms that an answer can have a client wants (RFC 9110, section 12.5)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["GRAPHS", "RESULTS", "Chosen", "Forms", "chosen", "wants_gzip"]


class Chosen(NamedTuple):
    """A form by its own media type, and the media type that the client calls it by."""

    form: str
    media_type: str


class Forms(NamedTuple):
    """Forms of an answer, the preferred one first: short name, media type, and what else clients call it."""

    names: tuple[tuple[str, tuple[str, ...]], ...]

    def named(self, name: str) -> Chosen | None:
        """The form of a short name, of a media type, or of the end of one, as clients write them (rdf+xml, json-ld)."""
        plain = name.lower().replace("-", "")
        for short, types in self.names:
            ends = (media_type.replace("-", "") for media_type in types)
            if plain == short or any(plain in (end, end.partition("/")[2]) for end in ends):
                return Chosen(types[0], types[0])
        return None

    def short_names(self) -> list[str]:
        """What ``format=`` takes."""
        return [short for short, _ in self.names]


RESULTS = Forms((
    ("json", ("application/sparql-results+json", "application/json", "text/json")),
    ("xml", ("application/sparql-results+xml", "application/xml", "text/xml")),
    ("csv", ("text/csv",)),
    ("tsv", ("text/tab-separated-values",)),
))  # fmt: skip
GRAPHS = Forms((
    ("turtle", ("text/turtle", "application/x-turtle")),
    ("nt", ("application/n-triples", "text/plain")),
    ("jsonld", ("application/ld+json", "application/json")),
    ("xml", ("application/rdf+xml", "application/xml", "text/xml")),
))  # fmt: skip
_ANY = "*/*"


@lru_cache(1024)
def chosen(accept: str, forms: Forms) -> Chosen | None:
    """The form that suits an Accept header best, None where none does.

    Of equally welcome ones, what is named outdoes what a wildcard lets in, own media types outdo other names, and
    then the first of ``forms`` is taken. An empty header accepts all.
    """
    ranges = _ranges(accept) or [(_ANY, 1.0)]
    best: tuple[float, bool, bool] = (0.0, False, False)
    found = None
    for _, types in forms.names:
        for media_type in types:
            quality, named = _quality(media_type, ranges)
            rank = (quality, named, media_type == types[0])
            if quality > 0 and rank > best:
                best, found = rank, Chosen(types[0], media_type)
    return found


@lru_cache(256)
def wants_gzip(accept_encoding: str) -> bool:
    """Whether an Accept-Encoding header asks for gzip."""
    given = dict(_ranges(accept_encoding))
    return given.get("gzip", given.get("*", 0.0)) > 0


def _ranges(header: str) -> list[tuple[str, float]]:
    """What a header lists, with its q-values; what is no q-value counts as 0."""
    found = []
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            found.append((name, next((_q(value[2:]) for value in parameters if value.startswith("q=")), 1.0)))
    return found


def _q(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> tuple[float, bool]:
    """The q-value of the most specific range that a media type falls in, and whether that names it."""
    given = dict(ranges)
    for name in (media_type, media_type.partition("/")[0] + "/*", _ANY):
        if name in given:
            return given[name], name == media_type
    return 0.0, False
