"""Where things live: a path below the site's folder for every IRI, after the IRI itself where a file name may be so.

``https://w3id.org/accord/id/place/luzhou`` lives in ``id/place/luzhou/index.html``, beside it ``id/place/luzhou.ttl``
and ``.jsonld``. A name that no file system takes, or that differs from another by case alone, gets a digest at its end.
"""

from __future__ import annotations

import json
import re
import unicodedata
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, unquote

from kg.ids import BASE
from kg.vocab import CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["HOMES", "OTHER", "Paths", "Places", "address", "in_script", "script"]

LONGEST = 200  # bytes of a name: room for a suffix below the 255 that file systems take
HOMES = {BASE: "id", CODE: "code"}
OTHER = "other"  # the folder of things whose IRIs begin otherwise
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?|index\.html|.*\.(ttl|jsonld)|page-\d+")
_PLAIN = re.compile(r"[^/\\:*?\"<>|\x00-\x1f\x7f~]+")


class Places(Protocol):
    """Where the pages of things lie, relative to the site: in files, or where a server makes them."""

    def __contains__(self, iri: str) -> bool:
        """Whether a thing has a page."""

    def folder(self, iri: str) -> str:
        """The path of a thing that has a page, without an ending."""

    def page(self, iri: str, number: int = 1) -> str:
        """The path of a thing's page, or of a further page of it."""

    def link(self, iri: str) -> str | None:
        """The page's address relative to the site, None for what has no page."""


class Paths:
    """The folder of each thing, relative to the site's, with ``/`` between names; no two share one.

    Parameters: ``iris``, all that have a page.
    """

    def __init__(self, iris: Iterable[str]) -> None:
        self._folders: dict[str, str] = {}
        self.moved: dict[str, str] = {}
        taken: set[str] = set()
        for iri in sorted(set(iris)):
            wanted, plain = _wanted(iri)
            folder = wanted
            if _key(folder) in taken:
                folder, plain = f"{wanted}~{_digest(iri)}", False
            taken.add(_key(folder))
            self._folders[iri] = folder
            if not plain and (home := _home(iri)) is not None:
                self.moved[f"{home[1]}/{home[0]}"] = folder

    def __contains__(self, iri: str) -> bool:
        return iri in self._folders

    def folder(self, iri: str) -> str:
        """The folder of a thing that has a page. KeyError for another."""
        return self._folders[iri]

    def page(self, iri: str, number: int = 1) -> str:
        """The file of a thing's page, or of a further page of it."""
        return f"{self._folders[iri]}/{f'page-{number}/' if number > 1 else ''}index.html"

    def link(self, iri: str) -> str | None:
        """The page's address relative to the site, None for what has no page."""
        return address(self.page(iri)) if iri in self._folders else None


def script(folders: Iterable[str], moved: Mapping[str, str]) -> str:
    """What assets/pages.js reads: in which folders pages lie, and which lie elsewhere than their IRI says."""
    kinds = {tuple(folder.split("/", 2)[:2]) for folder in folders}
    said = {
        "homes": HOMES,
        "kinds": sorted("/".join(names) for names in kinds if names[0] in HOMES.values()),
        "moved": moved,
        "codes": HOMES[CODE],
    }
    return f"globalThis.accordMoved = {in_script(said)};\n"


def in_script(value: object) -> str:
    """A value as JSON that may stand in a script file of any age."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def address(path: str) -> str:
    """A path as it stands in a URL."""
    return quote(path, safe="/~,;=+@!$'()*")


def _home(iri: str) -> tuple[str, str] | None:
    found = ((iri.removeprefix(base), folder) for base, folder in HOMES.items() if iri.startswith(base))
    return next(found, None)


def _wanted(iri: str) -> tuple[str, bool]:
    """The folder for an IRI, and whether it says the IRI as it is."""
    home = _home(iri)
    if home is None or not home[0]:
        return f"{OTHER}/{_digest(iri)}", True
    names = [unicodedata.normalize("NFC", unquote(name)) for name in home[0].split("/")]
    if all(map(_fit, names)):
        return "/".join((home[1], *names)), True
    last = [*(name if _fit(name) else _digest(name) for name in names[:-1])]
    end = _cut(re.sub(r"[^\w.-]+", "-", names[-1]).strip(".-") or "thing")
    return "/".join((home[1], *last, f"{end}~{_digest(iri)}")), False


def _fit(name: str) -> bool:
    return (
        bool(_PLAIN.fullmatch(name))
        and not name.startswith(".")
        and name == name.strip(" .")
        and not _RESERVED.fullmatch(name)
        and name.isprintable()
        and len(name.encode()) <= LONGEST
    )


def _cut(name: str) -> str:
    return name.encode()[: LONGEST // 2].decode(errors="ignore")


def _key(folder: str) -> str:
    return unicodedata.normalize("NFC", folder.casefold())


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
