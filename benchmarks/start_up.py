"""What answering one question costs, as a ratio to importing the two libraries that it cannot do without.

CPU time (user and system) of whole processes, warm disk, the two commands in turn; the median of the
rounds. Aim: ``kg ask partners`` at most 3 times ``import pyoxigraph, yaml``.
"""

from __future__ import annotations

import statistics
import sys

from measuring import cost

ROUNDS = 30
BASE = [sys.executable, "-c", "import pyoxigraph, yaml"]
COMMANDS = {
    "kg ask partners": [sys.executable, "-m", "kg", "ask", "partners"],
    "kg ask (the list)": [sys.executable, "-m", "kg", "ask"],
    "kg --help": [sys.executable, "-m", "kg", "--help"],
    "import kg": [sys.executable, "-c", "import kg"],
}


def main() -> None:
    """Print one ratio a command."""
    for command in (BASE, *COMMANDS.values()):
        cost(command)  # warm
    for name, command in COMMANDS.items():
        pairs = [(cost(BASE).cpu, cost(command).cpu) for _ in range(ROUNDS)]
        base, own = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(
            f"{name:20} {own / base:5.2f} × import pyoxigraph, yaml  ({own * 1000:.0f} ms / {base * 1000:.0f} ms CPU)"
        )


if __name__ == "__main__":
    main()
