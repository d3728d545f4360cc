"""Two small worlds of names."""

from __future__ import annotations

import pytest

from kg.reconcile import Entity, Index, entities


@pytest.fixture(scope="session")
def corpus_index(corpus) -> Index:
    return Index(entities(corpus))


def place(name: str, country: str = "", level: str = "city", *names: str) -> Entity:
    """A town in a country."""
    end = "-".join(part.lower().replace(" ", "-") for part in (name, country) if part)
    within = {"within": (f"place/{country.lower()}",)} if country else {}
    return Entity(f"place/{end}", "Place", (name, *names), f"place/{end}", 0, within | {"level": (level,)})


@pytest.fixture(scope="session")
def towns() -> Index:
    """Namesakes, near namesakes and a country."""
    return Index(
        [
            place("Germany", level="country"),
            place("Austria", level="country"),
            place("Neunkirchen", "Austria"),
            place("Wittenberg", "Germany"),
            place("Cambridge", "Germany"),
            place("Cambridge", "Austria"),
            place("Kansas", level="province"),
            place("Mexico City"),
            place("Quebec"),
            place("School No. 2"),
            place("Bonn", "Germany"),
        ]
    )
