"""Tables and links as HTML, written by hand: they are most of a large site, and templates take five times as long.

Whatever comes from outside goes through :func:`html.escape`, quotes included.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.site.parts import Link, Section

__all__ = ["escaped", "link", "table"]


def escaped(html: str) -> Markup:
    """HTML in which all that comes from outside has been escaped, as templates may take it over."""
    return Markup(html)  # noqa: S704 - the one door for it: whoever calls this has escaped


def link(one: Link, root: str) -> Markup:
    """A link, or plain words where it leads nowhere; ``root`` is the way to the site's folder."""
    return escaped(_link(one, root))


def table(section: Section, root: str) -> Markup:
    """A table in a box that scrolls sideways, reachable by keyboard."""
    classes = [
        _NUMBER if column in section.numeric else _DATE if column in section.dated else "" for column in section.columns
    ]
    heads = "".join(
        f'<th scope="col"{_NUMBER if mark == _NUMBER else ""}>{escape(column)}</th>'
        for column, mark in zip(section.columns, classes, strict=True)
    )
    rows = "\n".join(_row(row, classes, root) for row in section.rows)
    return escaped(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(section.title)}">\n<table>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>\n"
    )


_NUMBER, _DATE = ' class="number"', ' class="date"'


def _row(row: list[list[Link]], classes: Sequence[str], root: str) -> str:
    cells = [
        f"<td{mark}>{'; '.join([_link(one, root) for one in cell])}</td>"
        for cell, mark in zip(row, classes, strict=True)
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _link(one: Link, root: str) -> str:
    text = escape(one.text)
    if one.href is not None:
        full = escape(one.full) if one.full else ""
        named = f' aria-label="{full}" title="{full}"' if full else ""
        made = f'<a href="{root}{escape(one.href)}"{named}>{text}</a>'
    elif one.out is not None:
        made = f'<a href="{escape(one.out)}" rel="noopener noreferrer">{text}</a>'
    elif one.lang:
        made = f'<span lang="{escape(one.lang)}">{text}</span>'
    else:
        made = text
    return f'{made} <small class="other">{escape(one.small)}</small>' if one.small else made
