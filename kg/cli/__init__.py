"""The command line ``kg``: the only place that prints.

``app`` holds the group of verbs and what they share, the other modules a few verbs each, imported
when they are called. Data go to stdout, messages and progress to stderr.
"""

from __future__ import annotations

from kg.cli.app import entry, main

__all__ = ["entry", "main"]
