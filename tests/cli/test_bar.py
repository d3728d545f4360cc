"""The progress bar: on a terminal, and only there."""

from __future__ import annotations

import os
import subprocess
import sys

from support import ROOT

PROGRAM = """
import time
from kg.cli.bar import bar
with bar() as progress:
    progress(1, 4)
    time.sleep(1.1)
    progress(2, 4)
    progress(3, 4)
"""


def spoken(stderr: int) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=stderr, cwd=ROOT, check=True)


def test_a_terminal_gets_a_bar_after_a_second_and_a_clean_line_at_the_end():
    ours, theirs = os.openpty()
    assert spoken(theirs).stdout == b""
    os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert said.startswith(f"\r[{'#' * 15}{'.' * 15}] 2/4")
    assert "1/4" not in said
    assert said.endswith("\r\x1b[K")


def test_a_pipe_gets_nothing():
    done = spoken(subprocess.PIPE)
    assert (done.stdout, done.stderr) == (b"", b"")
