"""IRIs: stable, readable, made from ids and names alone, so that the same record gives the same IRI."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["BASE", "Minter", "digest", "normalise", "slug"]

BASE = "https://w3id.org/accord/id/"


def digest(words: str) -> str:
    """SHA-256 of the UTF-8 form of ``words``, 64 hexadecimal digits."""
    from hashlib import sha256  # loads OpenSSL; answering a question needs no digest

    return sha256(words.encode("utf-8")).hexdigest()


def slug(name: str) -> str:
    """``name`` for use in an IRI: lower case, Latin accents dropped, words joined by hyphens.

    Letters and marks of other scripts stay (IRIs allow them; without its marks a Hindi or Thai name is
    another one). A name without letters or digits gives a digest.
    """
    folded = unicodedata.normalize("NFKD", name).casefold()  # in this order: 𝐀 has no lower case, and A has
    plain = unicodedata.normalize("NFKD", re.sub(r"['’ʼ]\s*", "", folded))
    plain = unicodedata.normalize("NFC", re.sub(r"([a-z])[\u0300-\u036f]+", r"\1", plain))
    words = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in plain).split()
    return "-".join(words) or digest(name)[:12]


def normalise(name: str) -> str:
    """``name`` for comparison: case, apostrophes and blanks around them, and runs of blanks ignored; in NFC."""
    return " ".join(re.sub(r"\s*['’ʼ]\s*", "", unicodedata.normalize("NFC", name.casefold())).split())


@dataclass(frozen=True, slots=True)
class Minter:
    """Makes the IRIs below ``base``."""

    base: str = BASE

    def iri(self, kind: str, *parts: str | int) -> str:
        """``base`` + kind + parts, such as ``iri("signing", "source-id", "signing-id")``."""
        return self.base + "/".join((kind, *map(str, parts)))

    def local(self, iri: str, kind: str) -> str:
        """The part of ``iri`` after its kind; ValueError if it is not of that kind."""
        prefix = f"{self.base}{kind}/"
        if not iri.startswith(prefix):
            raise ValueError(f"{iri} is no {kind}")
        return iri.removeprefix(prefix)

    def graph(self, name: str) -> str:
        """IRI of the named graph of a source, or of ``reference`` or ``derived``."""
        return self.iri("graph", name)

    def body(self, source: str, name: str, place: str | None) -> str:
        """IRI of a body: its name, and its place where the name does not hold it.

        Two bureaus of one name in two cities are two bodies.
        """
        name_slug = slug(name)
        place_slug = slug(place) if place else ""
        said = f"-{place_slug}-" in f"-{name_slug}-"
        return self.iri("body", source, name_slug if said or not place else f"{name_slug}-{place_slug}")

    def period(self, edtf: str) -> str:
        """IRI of the period that an EDTF string names."""
        return self.iri("period", edtf.strip("[]").replace("/", "_"))
