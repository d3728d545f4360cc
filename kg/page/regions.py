"""Places behind a network's nodes, for the filter and the map, and names in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.vocab import concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.network.whereabouts import Whereabouts
    from kg.page.agreements import Row

__all__ = ["chinese_labels", "chinese_name", "place_rows"]


def place_rows(
    whereabouts: Whereabouts | None, order: Sequence[str], labels: Sequence[str | None]
) -> tuple[list[Row], list[int | None]]:
    """Give the places that the nodes in `order` belong to or lie within, and of each node the number of its own.

    A row has id, name, level, the numbers of the places around it, and its point (longitude, latitude) if known.
    Of a network that does not say where its places are, `labels` (of the place of each node) is all that is known.
    """
    if whereabouts is None:
        names = sorted({label for label in labels if label})
        position = {name: index for index, name in enumerate(names)}
        return [{"id": name, "name": name} for name in names], [position[label] if label else None for label in labels]
    known = whereabouts.places
    own = [whereabouts.of(iri) for iri in order]
    used = {iri for place in own if place in known for iri in (place, *known[place]["above"]) if iri in known}
    ranked = sorted(used, key=lambda iri: (known[iri]["label"], iri))
    number = {iri: index for index, iri in enumerate(ranked)}
    rows = []
    for iri in ranked:
        place = known[iri]
        row: Row = {"id": iri.rsplit("/id/", 1)[-1], "name": place["label"], "level": place["level"]}
        if around := sorted(number[above] for above in place["above"] if above in number):
            row["within"] = around
        if place["point"]:
            row["point"] = list(place["point"])
        if also := chinese_name(whereabouts.names.get(iri), place["label"]):
            row["also"] = also
        rows.append(row)
    return rows, [number.get(place) if place else None for place in own]


def chinese_name(names: Mapping[str, str] | None, shown: str) -> str | None:
    """Give the Chinese name of a thing, if there is one besides the name shown."""
    found = next((label for language, label in sorted((names or {}).items()) if language.startswith("zh")), None)
    return found if found != shown else None


def chinese_labels(agreements: Iterable[Mapping[str, Any]], fields: Iterable[Mapping[str, Any]]) -> Row:
    """Give the Chinese words for the fields and kinds that the page names, by their English ones."""
    used = {agreement["kind"] for agreement in agreements} | {field["label"] for field in fields}
    found: Row = {}
    for scheme in ("field", "instrument", "body-kind", "level"):
        for code, concept in sorted(concepts(scheme).items()):
            english, chinese = concept.labels.get("en", code), concept.labels.get("zh")
            if chinese and (scheme in ("body-kind", "level") or english in used):
                found.setdefault(english, chinese)
    return found
