"""The files that travel with the package: ontology, queries, corpora.

In a checkout they stand beside ``kg/``; a wheel carries them inside it, under ``kg/bundle/``.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError

__all__ = ["corpora", "corpus", "path", "registers", "text"]

_PACKAGE = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Path of a packaged file or folder, such as ``path("ontology", "accord.ttl")``.

    Raises InputError when the installation lacks it.
    """
    for root in (_PACKAGE / "bundle", _PACKAGE.parent):
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise InputError(f"the installation lacks {'/'.join(parts)}: install accord-kg again")


def text(*parts: str) -> str:
    """Text of a packaged file."""
    return path(*parts).read_text(encoding="utf-8")


def corpora() -> list[str]:
    """Names of the packaged corpora, sorted."""
    return sorted(entry.parent.name for entry in path("data").glob("*/records.yaml"))


def corpus(name: str) -> Path:
    """Record file of the packaged corpus ``name``; InputError lists the names when there is none."""
    if name not in corpora():
        raise InputError(f"no packaged corpus {name!r}: there is {', '.join(corpora())}")
    return path("data", name, "records.yaml")


def registers() -> list[Path]:
    """The packaged source.yml files of registers whose tables are to be had elsewhere."""
    return sorted(path("data").glob("registers/*/source.yml"))
