"""Backups of a store folder, by the engine's own means, with the columns beside the quads; and back again.

A backup is a checkpoint of RocksDB (hard links where the disk is the same), taken while nobody writes; readers may go
on. It is itself a store folder, whole or not there.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import TYPE_CHECKING

from kg.columns.files import FOLDER, engine_installed, listing
from kg.errors import StoreError, one_line
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["backup", "restore"]


def backup(store: Path, target: Path) -> int:
    """Copy the store folder ``store`` to the new folder ``target``; returns the number of quads.

    Raises StoreError where there is no store, somebody writes to it, or ``target`` is there already.
    """
    if target.exists() or target.is_symlink():
        raise StoreError(f"{target}: is there already; name a new folder")
    if not (store / "CURRENT").is_file():
        Store.open(store)  # says what it is instead
    _check_apart(target, store)
    with listing(store) as listed, _beside(target) as making:
        opened = Store.open(store, write=True)
        try:
            opened.backup(making)
        finally:
            opened.close()
        if listed.parts and engine_installed():
            with listing(making) as fresh:
                names = {file: making / FOLDER / file.name for files in listed.parts.values() for file in files}
                for file, copy in names.items():
                    shutil.copyfile(file, copy)
                fresh.publish({part: [names[file] for file in files] for part, files in listed.parts.items()})
        number = _quads(making)
        making.replace(target)
    return number


def restore(source: Path, store: Path, *, force: bool = False) -> int:
    """Put the backup ``source`` in the place of the store folder ``store``; returns the number of quads.

    ``force`` replaces a store that is there. Raises StoreError where ``source`` is no store, ``store`` is there and
    ``force`` is not given, or somebody writes to it; ``store`` then is as it was.
    """
    number = _quads(source)
    if source.resolve() == store.resolve():
        raise StoreError(f"{store}: is the backup itself; name another folder")
    _check_apart(store, source)
    _check_apart(source, store)
    there = store.exists() or store.is_symlink()
    if there and not force:
        raise StoreError(f"{store}: is there already; --force replaces it, or name a new folder")
    if there and not (store / "CURRENT").is_file():
        raise StoreError(f"{store}: is there and is no store; name a new folder")
    with _beside(store) as making:
        shutil.copytree(source, making, dirs_exist_ok=True)
        (making / "LOCK").unlink(missing_ok=True)
        _quads(making)  # whatever cannot be opened must not replace what can
        if not there:
            making.replace(store)
            return number
        with listing(store):
            Store.open(store, write=True).close()  # refused while another program writes
            _swap(making, store)
    return number


def _check_apart(inner: Path, outer: Path) -> None:
    """Raise StoreError for a folder in a store: it would go when that store is replaced."""
    if outer.resolve() in inner.resolve().parents:
        raise StoreError(f"{inner}: lies in the store {outer}; name a folder beside it")


def _swap(fresh: Path, store: Path) -> None:
    """Rename ``fresh`` to ``store``; what was there is moved aside first and comes back where that fails."""
    aside = store.with_name(f".{store.name}.replaced-{token_hex(8)}")
    store.replace(aside)
    try:
        fresh.replace(store)
    except OSError:
        aside.replace(store)
        raise
    shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A name for a folder that becomes ``target`` when it is whole; what is left of it is removed."""
    making = target.absolute().with_name(f".{target.name}.copying-{token_hex(8)}")
    try:
        making.parent.mkdir(parents=True, exist_ok=True)
        yield making
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror or one_line(error, 160)}") from error
    finally:
        with suppress(OSError):
            shutil.rmtree(making, ignore_errors=True)


def _quads(folder: Path) -> int:
    return len(Store.open(folder))
