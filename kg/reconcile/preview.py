"""A thing on a card of its own, for the frame in which clients of the API show what a candidate is."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.page.policy import content_policy
from kg.reconcile.schema import PROPERTIES, TYPES
from kg.reconcile.service import described, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.reconcile.index import Entity, Index

__all__ = ["POLICY", "card"]

_STYLE = """
:root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; }
body { margin: 0; padding: 12px 14px; overflow-wrap: anywhere; background: Canvas; color: CanvasText; }
h1 { font-size: 17px; line-height: 1.25; margin: 0 0 2px; }
p { margin: 0 0 8px; opacity: .8; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin: 0; }
dt { opacity: .7; }
dd { margin: 0; }
a { color: LinkText; }
"""
POLICY = content_policy((), (_STYLE,)).replace("script-src ; ", "script-src 'none'; ") + "; frame-ancestors *"
_MOST = 6  # values of a property
_TOLD = ("within", "kind", "level", "date", "party", "field", "source")


def card(index: Index, entity: Entity, page: str | None = None) -> str:
    """An HTML page of what is known of a thing; ``page`` is the URL of all of it. Everything is escaped."""
    name = escape(entity.names[0])
    link = f'<p><a href="{escape(page)}" target="_blank" rel="noopener noreferrer">all about it</a></p>' if page else ""
    facts = "".join(f"<dt>{escape(term)}</dt><dd>{escape(told)}</dd>" for term, told in _facts(index, entity))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{name}</title><style>{_STYLE}</style>'
        f"</head>\n<body><h1>{name}</h1><p>{escape(described(index, entity))}</p>\n"
        f"<dl>{facts}</dl>{link}</body></html>\n"
    )


def _facts(index: Index, entity: Entity) -> Iterator[tuple[str, str]]:
    yield "type", TYPES[entity.type].name
    if len(entity.names) > 1:
        yield "also", _few(entity.names[1:])
    for one in _TOLD:
        if values := entity.values.get(one):
            yield PROPERTIES[one].name, _few(tuple(named(index, value) for value in values))
    if entity.agreements:
        yield PROPERTIES["agreements"].name, str(entity.agreements)
    yield "id", entity.id


def _few(values: tuple[str, ...]) -> str:
    more = f" and {len(values) - _MOST} more" if len(values) > _MOST else ""
    return "; ".join(values[:_MOST]) + more
