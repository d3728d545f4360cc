"""Files made from others are fresh, and a snapshot gives what the records give."""

from __future__ import annotations

import pytest

from kg.generated import generated_files

FILES = generated_files()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_generated_files_are_fresh(path):
    assert path.read_text(encoding="utf-8") == FILES[path], f"{path.name} is stale: make generated"
