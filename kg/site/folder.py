"""The folder that the site is written to: only what changed is written, only what the site wrote is removed."""

from __future__ import annotations

import json
import os
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kg.errors import InputError, StoreError, one_line

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

__all__ = ["MANIFEST", "Folder"]

MANIFEST = ".accord-site.json"
_FORM = 1


class Folder:
    """A site's folder, as a context: entered before the first file, left after the last one.

    ``written``, ``unchanged`` and ``removed`` count files; ``kept`` names files of an older site that somebody has
    changed since and that are therefore left. Raises InputError for a folder that holds what no site wrote, and
    StoreError where a file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written = self.unchanged = self.removed = 0
        self.kept: list[str] = []
        self._old, self._free = self._known()
        self._new: dict[str, str] = {}
        self._folders = {"": (path, False)}

    def __enter__(self) -> Self:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._manifest({"form": _FORM, "finished": False, "files": self._old})
        except OSError as error:
            raise StoreError(_reason(self.path, error)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        files = self._new if kind is None else {**self._old, **self._new}
        if kind is None:
            self._clear()
        self._manifest({"form": _FORM, "finished": kind is None, "files": dict(sorted(files.items()))})

    @property
    def files(self) -> list[str]:
        """Names of all files of this run, sorted."""
        return sorted(self._new)

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file, unless it holds these bytes. ``name`` is relative, with ``/`` between its parts."""
        data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        if name in self._new:
            raise InputError(f"{name}: two pages of the site would have this name")
        target, fresh = self._target(name)
        self._new[name] = blake2b(data, digest_size=16).hexdigest()
        try:
            there = None if fresh or not target.exists() else target.read_bytes()
            if there == data:
                self.unchanged += 1
                return
            if there is not None and name not in self._old and not self._free:
                raise InputError(f"{target}: is there and was not written by kg site; move it away")
            aim = target if there is None else target.with_name(f"{target.name}.{os.getpid()}.writing")
            aim.write_bytes(data)
            if aim != target:
                aim.replace(target)
            self.written += 1
        except OSError as error:
            raise StoreError(_reason(target, error)) from error

    def _known(self) -> tuple[dict[str, str], bool]:
        """The files of the last run by name, and whether it was broken off, so that more of ours may lie about."""
        if not self.path.exists():
            return {}, False
        if not self.path.is_dir():
            raise InputError(f"{self.path}: is a file; name a new or an empty folder")
        file = self.path / MANIFEST
        try:
            if not file.is_file():
                if any(self.path.iterdir()):
                    raise InputError(
                        f"{self.path}: holds files that kg site did not write; name a new or an empty folder"
                    )
                return {}, False
            said = json.loads(file.read_text(encoding="utf-8"))
            files = {str(name): str(mark) for name, mark in said["files"].items()}
            return files, said["finished"] is not True
        except OSError as error:
            raise StoreError(_reason(file, error)) from error
        except (ValueError, LookupError, TypeError, AttributeError):
            raise InputError(f"{file}: is no list of files that kg site wrote; name a new or an empty folder") from None

    def _target(self, name: str) -> tuple[Path, bool]:
        """The path of a file, and whether its folder was made by this run."""
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or any(part in ("..", ".") or "\\" in part for part in parts):
            raise InputError(f"{one_line(name, 120)}: is no name of a file below the site's folder")
        folder, fresh = self._ready("/".join(parts[:-1]))
        target = folder / parts[-1]
        if not fresh and target.is_symlink():
            raise InputError(f"{target}: is a link, which kg site does not make; remove it")
        return target, fresh

    def _ready(self, folder: str) -> tuple[Path, bool]:
        """A folder below the site's, made if it is not there; whether this run made it, so that it holds only ours."""
        if (known := self._folders.get(folder)) is not None:
            return known
        above, _, last = folder.rpartition("/")
        path = self._ready(above)[0] / last
        try:
            path.mkdir()
            made = True
        except FileExistsError:
            if path.is_symlink() or not path.is_dir():
                raise InputError(f"{path}: is no folder that kg site made; move it away") from None
            made = False
        except OSError as error:
            raise StoreError(_reason(path, error)) from error
        self._folders[folder] = path, made
        return path, made

    def _clear(self) -> None:
        """Remove the files of the last run that this one has not, and the folders that this empties."""
        emptied: set[Path] = set()
        for name in sorted(self._old.keys() - self._new.keys()):
            try:
                parts = PurePosixPath(name).parts
                target = self.path.joinpath(*parts)
                inside = target.parent.resolve().is_relative_to(self.path.resolve())
                if ".." in parts or name.startswith("/") or not inside or target.is_symlink() or not target.is_file():
                    continue
                if blake2b(target.read_bytes(), digest_size=16).hexdigest() != self._old[name]:
                    self.kept.append(name)
                    continue
                target.unlink()
                emptied.add(target.parent)
                self.removed += 1
            except OSError as error:
                raise StoreError(_reason(self.path / name, error)) from error
        for folder in sorted(emptied, key=lambda path: -len(path.parts)):
            _remove_empty(folder, self.path)

    def _manifest(self, said: dict[str, object]) -> None:
        beside = self.path / f"{MANIFEST}.writing"
        beside.write_text(json.dumps(said, ensure_ascii=False, indent=0) + "\n", encoding="utf-8", newline="\n")
        beside.replace(self.path / MANIFEST)


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top:
        try:
            folder.rmdir()
        except OSError:  # something is left in it
            return
        folder = folder.parent


def _reason(path: Path, error: OSError) -> str:
    return f"{path}: cannot be written: {error.strerror or one_line(error)}"
