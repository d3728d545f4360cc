"""``python -m kg`` is ``kg``."""

from kg.cli import entry

entry()
