"""The index of names, in parts that a browser reads from a folder as well as from a host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.site.kinds import KINDS, PARTIES, kind_of
from kg.site.parts import cut
from kg.site.paths import in_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.site.paths import Places
    from kg.site.reading import Knowledge

__all__ = ["entries", "parts"]

PART = 2500  # names in one file: some 250 KB
_FIRST = ("parties", "places", "fields", "initiatives", "sources", "claims", "commitments", "agreements", "signings")

Entry = tuple[str, str, str, str]


def entries(known: Knowledge, paths: Places) -> Iterator[Entry]:
    """Label, kind, address and further labels of all that has a page; a signing only where it signs no agreement."""
    kinds = {kind.key: kind for kind in KINDS}
    for key in _FIRST:
        for iri in known.of_type(*kinds[key].types):
            node = known.nodes[iri]
            link = paths.link(iri)
            if link is None or kind_of(node.types) is not kinds[key]:
                continue
            if key == "signings" and known.links(iri, "accord:signs"):
                continue
            sort = "Territory" if "accord:Territory" in node.types else kinds[key].one
            sort = "Body" if PARTIES[0] in node.types else sort
            more = " · ".join(cut(text, 80) for _, text in known.other_labels(iri)[:4])
            yield cut(known.label(iri)), sort, link, more


def parts(found: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Names and texts of the index's files."""
    for number, start in enumerate(range(0, len(found), PART)):
        yield f"search/part-{number}.js", f"accordNames({in_script(found[start : start + PART])});\n"
