"""What can go wrong, as one small tree.

    AccordError
    ├── InputError          what a person gave is wrong: exit status 2
    │   ├── RecordError     a record file or a source.yml, with file, line and record
    │   ├── TableError      a table, with file, row and column
    │   ├── QueryError      SPARQL, a question's name or a parameter
    │   ├── StoreError      a store that cannot be opened, read or written
    │   ├── EndpointError   a language model's endpoint that refuses or does not answer
    │   └── MissingExtra    an optional package that is not installed
    └── FaultsFound         the data break a rule: exit status 1

Every message is one line: where, what is wrong, what would be right.
"""

from __future__ import annotations

__all__ = [
    "AccordError",
    "EndpointError",
    "FaultsFound",
    "InputError",
    "MissingExtra",
    "QueryError",
    "RecordError",
    "StoreError",
    "TableError",
    "one_line",
]


class AccordError(Exception):
    """Base of all errors that Accord raises on purpose."""

    exit_code = 2


class InputError(AccordError):
    """Something given from outside is wrong."""


class RecordError(InputError):
    """A record breaks the record format.

    Parameters: ``problem`` says what is wrong and what would be right; ``file``, ``line`` (1-based)
    and ``record`` (such as ``signing ecology``) say where, as far as known.
    """

    def __init__(
        self, problem: str, *, file: str | None = None, line: int | None = None, record: str | None = None
    ) -> None:
        self.problem, self.file, self.line, self.record = problem, file, line, record
        place = ":".join(str(part) for part in (file, line) if part is not None)
        super().__init__(": ".join(part for part in (place, record, problem) if part))


class TableError(InputError):
    """A table does not hold what its source.yml says.

    Parameters: ``problem`` says what is wrong and what would be right; ``table`` (the file's name), ``row``
    (1-based; header rows count, as a spreadsheet shows it) and ``column`` say where, as far as known.
    """

    def __init__(self, problem: str, *, table: str, row: int | None = None, column: str | None = None) -> None:
        self.problem, self.table, self.row, self.column = problem, table, row, column
        spot = [f"row {row}"] if row is not None else []
        spot += [f"column {one_line(column, 60)}"] if column is not None else []
        super().__init__(": ".join(part for part in (table, ", ".join(spot), problem) if part))


class QueryError(InputError):
    """A query, a question's name or a parameter is wrong or refused."""


class StoreError(InputError):
    """A store cannot be opened, read or written."""


class EndpointError(InputError):
    """The endpoint of a language model refuses all requests, or cannot be reached."""


class MissingExtra(InputError):  # noqa: N818 - reads as what it is; the base says that it is an error
    """An optional package is missing.

    Parameters: ``package`` that could not be imported, ``extra`` of ``accord-kg`` that brings it.
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"this needs the package {package}: pip install 'accord-kg[{extra}]'")


class FaultsFound(AccordError):  # noqa: N818 - a finding about the data, not a failure of the program
    """Data were read well and break a rule."""

    exit_code = 1


def one_line(text: object, limit: int = 300) -> str:
    """``text`` with white space folded and cut to ``limit`` characters, for messages."""
    folded = " ".join(str(text).split())
    return folded if len(folded) <= limit else folded[: limit - 1] + "…"
