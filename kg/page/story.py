"""Stories: saved views with captions, read from YAML.

A story is a list of steps, each with ``view`` (what stands behind the # of the page's address), ``title`` and
``text``::

    - title: Who came first
      text: In March 2020 ...
      view: from=2020-03-01&to=2020-03-31
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

__all__ = ["read_story", "story_steps"]

KEYS = ("title", "text", "view")


def read_story(path: str | PathLike[str]) -> list[dict[str, str]]:
    """Read the steps of a story from a YAML file. Raises InputError that names file and step."""
    import yaml  # only a page with a story needs it

    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    try:
        given = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - plain text only, no objects
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise InputError(f"{path}{line}: no YAML: {getattr(error, 'problem', None) or error}") from error
    try:
        return story_steps(given)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


def story_steps(given: Sequence[Any] | object) -> list[dict[str, str]]:
    """Check the steps of a story and give them back with all keys. Raises InputError that names the step."""
    if not isinstance(given, list | tuple) or not given:
        raise InputError("a story is a list of steps, each with title, text and view")
    steps = []
    for number, step in enumerate(given, 1):
        if not isinstance(step, dict):
            raise InputError(f"step {number} is no mapping with title, text and view")
        if unknown := sorted(str(key) for key in step if key not in KEYS):
            raise InputError(f"step {number}: {', '.join(unknown)} is none of {', '.join(KEYS)}")
        values = {key: step.get(key) or "" for key in KEYS}
        if wrong := [key for key, value in values.items() if not isinstance(value, str)]:
            raise InputError(f"step {number}: {wrong[0]} is no text")
        if not values["title"]:
            raise InputError(f"step {number} has no title")
        values["view"] = values["view"].rsplit("#", 1)[-1]
        steps.append(values)
    return steps
