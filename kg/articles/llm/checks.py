"""What a model claims, held against the text: each check gives what stands, or says what is left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import dates, vocab
from kg.articles.llm.dates import DateCheck, number_fits
from kg.articles.llm.quotes import Quotes, printable
from kg.errors import InputError, one_line
from kg.ids import digest
from kg.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.articles.llm.quotes import Span

__all__ = ["Checks", "LeftOut"]

_LONGEST_NAME, _LONGEST_QUOTE = 1_000, 5_000
_MOST = 999_999_999


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that a model said and no record says: ``what`` it was, ``why`` it is left out."""

    what: str
    why: str

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.what}: {self.why}"


class Checks:
    """The checks of one text; ``left_out`` collects what did not stand them, in order."""

    def __init__(self, text: str, published: str | None) -> None:
        """Checks for ``text``, of the day ``published`` if that is known."""
        self.left_out: list[LeftOut] = []
        self.quotes = Quotes(text)
        self._text = text
        self._dates = DateCheck(text, published)

    def leave_out(self, what: str, told: object, why: str) -> None:
        """Report that something is left out."""
        self.left_out.append(LeftOut(f"{what} {one_line(printable(str(told)), 80)!r}", one_line(printable(why), 200)))

    def evidence(self, span: Span, *aspects: str) -> Evidence:
        """The evidence at characters of the text."""
        words = self._text[span[0] : span[1]]
        return Evidence(start=span[0], end=span[1], digest=digest(words), exact=words, aspects=aspects)

    def words(self, span: Span) -> str:
        """The words at characters of the text, on one line."""
        return printable(self._text[span[0] : span[1]])

    def span(self, what: str, quote: str, near: Span | None) -> Span | None:
        """Where ``quote`` stands, nearest to ``near``; reported if it does not."""
        found = self.quotes.nearest(quote, near) if len(quote) <= _LONGEST_QUOTE else None
        if found is None or found[1] - found[0] > 2 * _LONGEST_QUOTE:
            self.leave_out(what, quote, "these words are not in the text")
            return None
        return found

    def code(self, what: str, scheme: str, told: str) -> str | None:
        """``told`` if it is a code of ``scheme``; reported if it is not."""
        if told in vocab.concepts(scheme):
            return told
        self.leave_out(what, told, f"there is no such code in the scheme {scheme}")
        return None

    def name(self, what: str, told: str | None) -> str | None:
        """``told`` on one line if its words are in the text; reported if not."""
        name = printable(told or "")
        if not name:
            return None
        if len(name) > _LONGEST_NAME or not self.quotes.grounded(name):
            self.leave_out(what, told, "words of it are not in the text")
            return None
        return name

    def names(self, what: str, told: Iterable[str]) -> tuple[str, ...]:
        """Those of ``told`` whose words are in the text, each once."""
        found = (self.name(what, one) for one in told)
        return tuple(dict.fromkeys(name for name in found if name))

    def verbatim(self, what: str, told: str | None) -> str | None:
        """The text's own words for ``told`` if they stand there as told; reported if not."""
        if not told or not told.strip():
            return None
        span = self.span(what, told, None)
        return self.words(span) if span else None

    def date(self, what: str, told: str | None, quote: str, *, future: bool = False) -> tuple[str | None, str | None]:
        """``told`` with its basis if ``quote`` can state it, else two times None and a report."""
        if not told or not told.strip():
            return None, None
        edtf = told.strip()
        if why := self._dates.problem(edtf, quote, future=future):
            self.leave_out(what, told, why)
            return None, None
        return edtf, self._dates.basis(edtf, quote)

    def duration(self, what: str, told: str | None) -> str | None:
        """``told`` if it is an ISO 8601 duration; reported if not."""
        if not told or not told.strip():
            return None
        try:
            return dates.duration(told.strip())
        except InputError as error:
            self.leave_out(what, told, str(error))
            return None

    def bounds(
        self, what: str, least: float | None, most: float | None, *quotes: str
    ) -> tuple[int | None, int | None] | None:
        """``least`` and ``most`` if one of ``quotes`` gives these numbers; None and a report if none does."""
        low, high = (None if bound is None else int(bound) for bound in (least, most))
        told = f"{low if low is not None else ''}..{high if high is not None else ''}"
        if any(bound is not None and not 0 <= bound <= _MOST for bound in (low, high)):
            self.leave_out(what, told, "is no number of things")
        elif low is not None and high is not None and low > high:
            self.leave_out(what, told, "the least is more than the most")
        elif not any(number_fits(quote, low, high) for quote in quotes):
            self.leave_out(what, told, "the words quoted do not give this number")
        else:
            return low, high
        return None
