"""A first source.yml for tables: what a look at them suggests, with comments on what to decide."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from kg.ids import slug
from kg.tables.guessing import Guess, guess

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kg.tables.guessing import Column

__all__ = ["draft"]

_EVENTS = {
    "signature": r"sign",
    "ratification": r"ratif",
    "accession": r"acce(ss|d)",
    "entry-into-force": r"force",
    "withdrawal": r"withdr|denounc|end$",
}
_PAIR, _MANY = 2, 3


def draft(paths: Sequence[Path]) -> str:
    """The text of a source.yml for the tables at ``paths``. Raises InputError for one that cannot be read."""
    guesses = [guess(path) for path in paths]
    key = _shared_key(guesses)
    marks = dict.fromkeys(mark for one in guesses for column in one.columns for mark in column.marks)
    lines = [
        "# A draft: look at each line, and at what kg build says. docs/tables.md tells what else can stand here.",
        "source:",
        f"  id: {slug(paths[0].parent.resolve().name or paths[0].stem)}",
        "  # title: …",
        "  # publisher: …",
        "  # url: https://…",
        "  # licence: …",
    ]
    if marks:
        lines.append(f"missing: [{', '.join(map(_quoted, marks))}] # these seem to mean: no value")
    lines.append("tables:")
    for number, (path, one) in enumerate(zip(paths, guesses, strict=True)):
        lines += [f"  {line}" if line else "" for line in _table(path, one, key, number)]
    lines += ["# expect: # counts that you know; kg build stops when they differ"]
    lines += ["#   agreements: …", "#   parties: …"]
    return "\n".join(lines) + "\n"


def _shared_key(guesses: list[Guess]) -> str | None:
    """The column by which several tables seem to be joined, or that tells the agreements of one apart."""
    names = [{column.name for column in one.columns} for one in guesses]
    shared = [column for column in guesses[0].columns if all(column.name in others for others in names)]
    candidates = [column for column in shared if column.use == "key"] or (shared if len(guesses) > 1 else [])
    best = max(candidates, key=lambda column: (column.unique, len(column.values), column.filled), default=None)
    return best.name if best else None


def _table(path: Path, one: Guess, key: str | None, number: int) -> Iterator[str]:
    spec, columns = one.spec, [column for column in one.columns if column.name != key]
    uses = ("title", "party", "kind", "fields", "date")
    by_use = {use: [column for column in columns if column.use == use] for use in uses}
    numbered = _numbered(by_use["party"])
    repeated = any(column.name == key and not column.unique for column in one.columns)
    rows = "pair" if numbered and numbered[1] == _PAIR and len(by_use["title"]) == 0 else "agreement"
    rows = "party" if key and repeated and (number or by_use["party"]) and not numbered else rows
    yield f"- file: {_quoted(path.name)} # {one.rows:,} rows looked at"
    yield f"  sha256: {sha256(path.read_bytes()).hexdigest()}"
    for name, value in (("encoding", spec.encoding), ("separator", spec.separator), ("skip_rows", spec.skip_rows)):
        if value not in (None, "utf-8", 0):
            yield f"  {name}: {'tab' if value == chr(9) else (value if name == 'skip_rows' else _quoted(str(value)))}"
    yield f"  rows: {rows} # agreement, party or pair: what is one row?"
    if key:
        yield f"  key: {_quoted(key)} # tells the agreements apart"
    else:
        yield "  # key: … # without it each row is an agreement of its own"
    if number:
        yield "  # unmatched: keep # or report: what to do with keys that the first table does not have"
    said = list(_agreement(by_use))
    if said:
        yield "  agreement:"
        yield from (f"    {line}" for line in said)
    own_dates = [column for column in by_use["date"] if rows == "party" and column is not _signing_date(by_use["date"])]
    parties = list(_parties(by_use["party"], numbered, own_dates))
    if parties:
        yield "  parties:"
        yield from (f"    {line}" for line in parties)
    elif rows != "agreement" or not number:
        yield "  # parties: # which columns name who signs?"
    used = "\n".join([*said, *parties])
    for column in columns:
        if column.name not in used and re.sub(r"\d+$", "{n}", column.name) not in used:
            yield f"  # not used: {column.name}" + (f" ({column.examples(3)})" if column.values else " (empty)")


def _agreement(by_use: dict[str, list[Column]]) -> Iterator[str]:
    if by_use["title"]:
        best = max(by_use["title"], key=lambda column: ("title" in column.name.lower(), len(column.values)))
        yield f"title: {_quoted(best.name)} # {best.examples(2)}"
    if by_use["date"]:
        best = _signing_date(by_use["date"])
        forms = ", ".join(_quoted(form) for form in best.formats)
        yield f"signed: {{column: {_quoted(best.name)}, formats: [{forms}]}} # {best.examples(3)}"
    for use, default in (("kind", "agreement"), ("fields", None)):
        if by_use[use]:
            column = by_use[use][0]
            yield f"# {use}: # kg build names the codes when one is wrong"
            yield f"#   column: {_quoted(column.name)}"
            yield "#   values:"
            for value, times in column.values.most_common(8):
                yield f"#     {_quoted(value)}: … # {times} rows"
            if default:
                yield f"#   default: {default}"


def _signing_date(columns: list[Column]) -> Column:
    """The column that most likely dates the signing."""
    return min(columns, key=lambda one: (re.search("sign", one.name, re.IGNORECASE) is None, len(one.name), one.name))


def _numbered(columns: list[Column]) -> tuple[list[str], int] | None:
    """Patterns with {n} of columns such as city1, city2, and how many of them there are."""
    found: dict[str, list[int]] = {}
    for column in columns:
        match = re.fullmatch(r"(.*?)(\d+)", column.name)
        if match:
            found.setdefault(match[1], []).append(int(match[2]))
    running = {
        stem: len(each) for stem, each in found.items() if len(each) > 1 and set(each) == {*range(1, len(each) + 1)}
    }
    return ([f"{stem}{{n}}" for stem in running], max(running.values())) if running else None


def _parties(columns: list[Column], numbered: tuple[list[str], int] | None, dates: list[Column]) -> Iterator[str]:
    if numbered:
        names = numbered[0]
        if len(names) > 1:
            names = sorted(
                names, key=lambda name: re.search("country|state|land|pays", name, re.IGNORECASE) is not None
            )
            yield f"- place: {{name: {_quoted(names[0])}, within: {{name: {_quoted(names[1])}, level: country}}}}"
        else:
            yield f"- place: {_quoted(names[0])} # a place that signs as itself; of bodies write name: instead"
        return
    if not columns:
        return
    told = re.compile("part|sign|memb", re.IGNORECASE)
    best = max(columns, key=lambda column: (told.search(column.name) is not None, column.filled))
    several = sum("," in value or ";" in value for value in best.values) * _MANY > len(best.values)
    yield "- place: # a place that signs as itself; of bodies write name: instead"
    if several:
        mark = ";" if sum(";" in value for value in best.values) * 2 > len(best.values) else ","
        yield f"    name: {{column: {_quoted(best.name)}, split: [{_quoted(mark)}]}} # {best.examples(1)}"
        yield "    # keep: [names that hold a separator]; brackets: keep, drop, flatten or members"
    else:
        yield f"    name: {_quoted(best.name)} # {best.examples(3)}"
    yield "    # level: country"
    events = {}
    for event, pattern in _EVENTS.items():
        match = next((column for column in dates if re.search(pattern, column.name, re.IGNORECASE)), None)
        if match is not None:
            forms = ", ".join(_quoted(form) for form in match.formats)
            events[event] = f"{{column: {_quoted(match.name)}, formats: [{forms}]}}"
    if events:
        yield "  dates: # the party's own"
        yield from (f"    {event}: {cell}" for event, cell in events.items())


def _quoted(text: str) -> str:
    """``text`` as a YAML scalar."""
    if re.fullmatch(r"[A-Za-z][\w. -]*\w|[A-Za-z]", text, re.ASCII) and text.lower() not in ("null", "none"):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
