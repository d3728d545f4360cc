"""The process that writes the pages of all things together: ``python -m kg.serve.writing FOLDER MEMORY [STORE]``."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from threading import Thread

from kg import site
from kg.errors import AccordError, one_line
from kg.opening import open_store

__all__ = ["main"]

_ENDPOINT = "sparql"
_NICE = 10  # what answers requests goes before


def main(folder: str, memory: str, store: str) -> int:
    """Write the pages of ``store`` (empty: the packaged corpora) to ``folder``, in at most ``memory`` bytes.

    Returns the status to exit with. Ends with the server, which holds the other end of standard input.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (int(memory), int(memory)))
    os.nice(_NICE)
    Thread(target=_end_with_the_server, daemon=True).start()
    try:
        site.overview(open_store(store or None), Path(folder), endpoint=_ENDPOINT)
    except MemoryError:
        sys.stderr.write("they need more memory than the server's --memory allows\n")
        return 1
    except AccordError as error:
        sys.stderr.write(f"{one_line(error)}\n")
        return 1
    return 0


def _end_with_the_server() -> None:
    while os.read(sys.stdin.fileno(), 1024):  # not through sys.stdin: its lock would keep the process from ending
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
