"""docs/reconciliation.md says what is so."""

from __future__ import annotations

import re
import shlex

from support import ROOT

from kg.reconcile.schema import PROPERTIES, TYPES

PAGE = (ROOT / "docs" / "reconciliation.md").read_text(encoding="utf-8")


def test_the_commands_print_what_is_shown(run, tmp_path):
    (tmp_path / "cities.csv").write_text(
        "City,Country\nChengdou,China\n重庆,中国\nLuzhou City,China\nAtlantis,\n", encoding="utf-8"
    )
    (session,) = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        assert run(*shlex.split(command)[1:], cwd=tmp_path).out == output


def test_types_and_properties_are_all_named():
    named = set(re.findall(r"`([\w-]+)`", PAGE))
    assert TYPES.keys() <= named
    assert [name for name in re.findall(r"^\| `([\w-]+)` \|", PAGE, re.MULTILINE) if name in PROPERTIES] == list(
        PROPERTIES
    )
