"""The agreements behind a network, as the page lists them: dates in words, evidence, fields to filter by."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.page import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Row = dict[str, Any]


def agreement_row(
    iri: str, data: Mapping[str, Any], labels: Mapping[str, Any], number: Mapping[str, int], sources: Sources
) -> Row:
    """One agreement as the page lists it.

    `iri` and `data` as in `G.graph["agreements"]`; `labels` as in `G.graph["labels"]`; `number` tells which node
    a party is, if any; `sources` collects what is cited.
    """
    instruments = labels.get("instruments") or {}
    code = str(data.get("date_basis") or "").rsplit("/", 1)[-1]
    return {
        "iri": iri,
        "name": str(data.get("title") or data.get("label") or iri),
        "titled": bool(data.get("title")),
        "date": words.period(data.get("date")),
        "earliest": data.get("earliest"),
        "latest": data.get("latest"),
        "inferred": code == "inferred",
        "status": data.get("status"),
        "confidence": data.get("confidence"),
        "doubt": words.doubt(data.get("date")),
        "kind": instruments.get(data.get("kind"), data.get("kind")) or "",
        "fields": list(data.get("fields") or ()),
        "codes": sorted(data.get("fields") or ()),
        "parties": [
            {
                "name": str(party.get("label") or party.get("iri")),
                "iri": party.get("iri"),
                "node": number.get(party.get("iri")),
            }
            for party in data.get("parties") or ()
        ],
        "commitments": [str(text) for text in data.get("commitments") or ()],
        "evidence": [sources.cite(passage) for passage in data.get("evidence") or ()],
    }


def agreement_rank(data: Mapping[str, Any], iri: str) -> tuple[bool, int, str, str]:
    """Sort key: newest first, those without a full date last."""
    day = data.get("earliest") or data.get("latest")
    return (day is None, -int(day.replace("-", "")) if day else 0, str(data.get("label") or ""), iri)


def field_options(agreements: Iterable[Row], labels: Mapping[str, Any]) -> list[Row]:
    """The fields there are, with label and number of agreements; a broader field counts its narrower ones.

    The narrower ones count where the network says which is broader (`labels["broader"]`, code → codes).
    Replaces each agreement's `fields` by labels and adds `within`, all codes under which it is found.
    """
    names = labels.get("fields") or {}
    broader = labels.get("broader") or {}
    counts: Counter[str] = Counter()
    for agreement in agreements:
        codes = agreement["fields"]
        within = _closure(codes, broader)
        agreement["within"] = within
        agreement["fields"] = [names.get(code, code) for code in codes]
        counts.update(within or [""])
    options = [
        {"code": code, "label": names.get(code, code) if code else "No field stated", "count": number}
        for code, number in counts.items()
    ]
    return sorted(options, key=lambda option: (option["code"] == "", option["label"].casefold(), option["code"]))


def _closure(codes: Iterable[str], broader: Mapping[str, Any]) -> list[str]:
    found: set[str] = set()
    waiting = list(codes)
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting.extend(broader.get(code) or ())
    return sorted(found)


class Sources:
    """Collects the sources of all evidence, so that each is written once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: list[Row] = []
        self._numbers: dict[tuple[str, str], int] = {}

    def cite(self, passage: Mapping[str, Any]) -> Row:
        """Give one passage with the number of its source; only an http or https address becomes a link."""
        title = str(passage.get("source_title") or passage.get("source") or "Source")
        key = (str(passage.get("source") or ""), title)
        if key not in self._numbers:
            self._numbers[key] = len(self.found)
            self.found.append({"title": title, "url": web_address(passage.get("url"))})
        row: Row = {
            "source": self._numbers[key],
            "start": passage.get("start"),
            "end": passage.get("end"),
            "aspect": [str(aspect) for aspect in passage.get("aspect") or ()],
        }
        if passage.get("exact"):
            row["exact"] = str(passage["exact"])
        return row


def site_address(site: str | None) -> str | None:
    """Give where a site stands, with a slash at its end: a relative path or a plain http or https address.

    Raises InputError for anything else, since it becomes a link.
    """
    if site is None:
        return None
    if not (web_address(site) or re.fullmatch(r"[^:\\?#\x00-\x20]+", site)):
        raise InputError(f"{site!r} is no place of a site: give a path such as .. or an address such as https://…")
    return f"{site.rstrip('/')}/"


def web_address(url: object) -> str | None:
    """Give an address back if it is a plain http or https one, otherwise None."""
    text = str(url or "")
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None
