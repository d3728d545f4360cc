"""``kg review`` on a real terminal, as a process of its own: what is shown, what is asked, what is written."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time

import pytest
import review_drafts
from support import ROOT

from kg.records import read_file

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")

PROMPT = "[q]uit: "


def _take_terminal():
    """So that Ctrl-C reaches the process, also where the tests run in the background."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """A process on a pseudo-terminal of 24 lines."""

    def __init__(self, *arguments, cwd, **env):
        self.ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kg", *arguments],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd, start_new_session=True,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - the tests have one thread
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **env},
        )  # fmt: skip
        os.close(theirs)
        self.shown = ""

    def until(self, words=None, key=""):
        """What is shown until ``words``, or until the end; ``key`` is pressed in each quiet second."""
        seen, ends = "", time.monotonic() + 60
        while words is None or words not in seen:
            assert time.monotonic() < ends, f"{words!r} was not shown, but:\n{seen}"
            if not select.select([self.ours], [], [], 1)[0]:
                self.type(key)
                continue
            try:
                seen += os.read(self.ours, 65536).decode("utf-8", "replace")
            except OSError:  # the other side is closed
                assert words is None, f"{words!r} was not shown, but:\n{seen}"
                break
        self.shown += seen
        return seen

    def type(self, words):
        os.write(self.ours, words.encode())

    def ended(self, key=""):
        """The exit status, after ``key`` if any."""
        self.type(key)
        self.until(key=key)
        return self.process.wait(timeout=30)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(timeout=30)
        os.close(self.ours)


@pytest.fixture
def terminal(tmp_path):
    opened = []

    def run(*arguments, **env):
        opened.append(Terminal(*arguments, cwd=tmp_path, **env))
        return opened[-1]

    yield run
    for one in opened:
        one.close()


@pytest.fixture
def draft(tmp_path):
    path = review_drafts.written(tmp_path)
    path.write_text("# mine\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def statuses(draft):
    (record,) = read_file(draft)
    return [fact.status for fact in (*record.signings, *record.claims)]


def editor(tmp_path, *changes):
    """An editor that makes ``changes`` (pattern, words), another one each time that it is called."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, re, sys\n"
        "count = pathlib.Path(__file__).with_suffix('.count')\n"
        "done = int(count.read_text()) if count.exists() else 0\n"
        "count.write_text(str(done + 1))\n"
        "file = pathlib.Path(sys.argv[-1])\n"
        f"pattern, words = {changes!r}[done]\n"
        "text, times = re.subn(pattern, words, file.read_text(encoding='utf-8'))\n"
        "assert times, (pattern, file.read_text(encoding='utf-8'))\n"
        "file.write_text(text, encoding='utf-8')\n",
        encoding="utf-8",
    )
    return f'"{sys.executable}" "{script}"'


def test_decisions_are_asked_for_and_written_at_once(terminal, draft):
    one = terminal("review", draft.name)
    first = one.until(PROMPT)
    assert "1 of 3" in first
    assert "93 % sure" in first
    assert "4 May 2021" in first
    assert re.search(r"\x1b\[\d+m\x1b\[1m\x1b\[4mPort of Basel\x1b\[0m", first), "its words are marked in the text"
    assert statuses(draft) == ["draft"] * 3
    one.type("a\n")
    second = one.until(PROMPT)
    assert "2 of 3" in second
    assert statuses(draft) == ["accepted", "draft", "draft"]
    one.type("nonsense\n")
    one.until(PROMPT)
    one.type("D\n")
    assert "At least 12 agreements" in one.until(PROMPT)
    assert statuses(draft) == ["accepted", "dropped", "draft"]
    one.type("s\n")
    assert one.ended() == 0
    assert "1 accepted, 1 dropped, 1 undecided" in one.shown
    assert draft.read_text(encoding="utf-8").startswith("# mine\n")


def test_a_signing_is_corrected_in_the_editor(terminal, draft, tmp_path):
    wrong, right = (r"2021-05-04", "4 May"), (r"signed: 4 May", "signed: 2021-05-03")
    one = terminal("review", draft.name, EDITOR=editor(tmp_path, wrong, right), VISUAL="")
    one.until(PROMPT)
    one.type("c\n")
    asked = one.until("[Y/n]: ")
    assert "'4 May' is no date" in asked
    assert statuses(draft)[0] == "draft"
    one.type("\n")
    one.until(PROMPT)
    (record,) = read_file(draft)
    assert (record.signings[0].status, record.signings[0].signed) == ("corrected", "2021-05-03")
    (before,) = [review_drafts.record()]
    places = [(item.start, item.end) for item in before.signings[0].evidence]
    assert [(item.start, item.end) for item in record.signings[0].evidence] == places
    assert all(item.digest for item in record.signings[0].evidence)
    one.type("q\n")
    assert one.ended() == 0


def test_an_editor_that_changes_nothing_decides_nothing(terminal, draft):
    one = terminal("review", draft.name, EDITOR="true", VISUAL="")
    one.until(PROMPT)
    one.type("c\n")
    assert "nothing was changed" in one.until(PROMPT)
    one.type("q\n")
    assert one.ended() == 0
    assert statuses(draft) == ["draft"] * 3


def test_without_an_editor_it_is_corrected_later(terminal, draft):
    one = terminal("review", draft.name, EDITOR="/nowhere/editor", VISUAL="")
    one.until(PROMPT)
    one.type("c\n")
    one.until(PROMPT)
    one.type("q\n")
    assert one.ended() == 0
    assert "--correct basel-kisumu" in one.shown


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_interrupting_keeps_what_was_decided(terminal, draft, key):
    one = terminal("review", draft.name)
    one.until(PROMPT)
    one.type("a\n")
    one.until(PROMPT)
    assert one.ended(key) == 0
    assert statuses(draft) == ["accepted", "draft", "draft"]


def test_all_asks_for_what_is_decided_too(terminal, draft):
    draft.write_text(draft.read_text(encoding="utf-8").replace("status: draft", "status: accepted"), encoding="utf-8")
    one = terminal("review", draft.name)
    assert one.ended() == 0
    assert "3 accepted" in one.shown
    assert PROMPT not in one.shown
    again = terminal("review", draft.name, "--all")
    assert "1 of 3" in again.until(PROMPT)
    again.type("q\n")
    assert again.ended() == 0
