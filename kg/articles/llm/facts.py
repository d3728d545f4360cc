"""From a model's answer to signings and claims: only what the text itself bears out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.articles.ids import signing_id
from kg.articles.llm.checks import Checks
from kg.model import Claim, Commitment, Evidence, Initiative, Instrument, Party, Signing

if TYPE_CHECKING:
    from kg.articles.llm.checks import LeftOut
    from kg.articles.llm.quotes import Span

__all__ = ["Facts"]

Told = dict[str, Any]

_UNSURE = Decimal("0.6")  # where the model does not say how sure it is
_SUREST = Decimal("0.9")  # nobody has checked what the words mean
_PARTLY_WRONG = Decimal("0.5")  # where something told of the signing was left out
_FEWEST_WORDS = 3
_MOST_ALIKE = 100_000


class Facts:
    """The facts of one text. ``left_out`` says what was told and is not among them."""

    def __init__(self, text: str, published: str | None) -> None:
        """Facts of ``text``, of the day ``published`` if that is known."""
        self._checks = Checks(text, published)
        self._ids: dict[str, int] = {}
        self._spans: set[Span] = set()

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out so far, and why."""
        return tuple(self._checks.left_out)

    def signings(self, told: list[Told]) -> tuple[Signing, ...]:
        """The signings of an answer that have evidence, a party and a document."""
        return tuple(made for one in told if (made := self._signing(one)))

    def claims(self, told: list[Told]) -> tuple[Claim, ...]:
        """The claims of an answer whose number stands in the words quoted."""
        return tuple(claim for number, one in enumerate(told, 1) if (claim := self._claim(one, number)))

    def _signing(self, told: Told) -> Signing | None:
        checks = self._checks
        before = len(checks.left_out)
        span = self._own_span(told["quote"])
        if span is None:
            return None
        parties = tuple(party for one in told["parties"] if (party := self._party(one, span)))
        instruments = tuple(document for one in told["instruments"] if (document := self._instrument(one, span)))
        for lacking, there in (("party", parties), ("document", instruments)):
            if not there:
                checks.leave_out("signing", told["quote"], f"no {lacking} of it has evidence")
                return None
        self._spans.add(span)
        signed, basis, dated = self._date(told, span)
        fields, on_fields = self._fields(told, span)
        commitments = tuple(promise for one in told.get("commitments", ()) if (promise := self._commitment(one, span)))
        return Signing(
            id=signing_id(parties, self._ids),
            parties=parties,
            signed=signed,
            basis=basis,
            instruments=instruments,
            fields=fields,
            commitments=commitments,
            status="draft",
            confidence=self._confidence(told.get("confidence"), sound=len(checks.left_out) == before),
            evidence=(checks.evidence(span, "signing"), *dated, *on_fields),
        )

    def _own_span(self, quote: str) -> Span | None:
        """The words of a signing: the first place of its quote that no other signing has taken."""
        if len(quote.split()) < _FEWEST_WORDS:
            self._checks.leave_out("signing", quote, "too few words to state a signing")
            return None
        if self._checks.span("signing", quote, None) is None:
            return None
        places = self._checks.quotes.all(quote)
        return next((place for place in places if place not in self._spans), places[0])

    def _party(self, told: Told, near: Span) -> Party | None:
        checks = self._checks
        span = checks.span("party", told["quote"], near)
        role = checks.code("party's role", "role", told["role"])
        if span is None or role is None:
            return None
        name, place = checks.name("party", told.get("name")), checks.name("party's place", told.get("place"))
        if told.get("name") and name is None:
            return None
        named = told.get("named", True)
        if not name and not (place and named):
            checks.leave_out("party", told["quote"], "neither a name nor a place of it is in the text")
            return None
        kind = checks.code("party's kind", "body-kind", told["kind"]) if name and told.get("kind") else None
        bounds = None
        if not named and (told.get("min") is not None or told.get("max") is not None):
            bounds = checks.bounds("size of party", told.get("min"), told.get("max"), told["quote"], name or "")
        aliases = checks.names("party's other name", told.get("aliases", ())) if name and named else ()
        return Party(
            name=name,
            kind=kind or ("other" if name and named else None),
            place=place,
            named=named,
            minimum=bounds[0] if bounds else None,
            maximum=bounds[1] if bounds else None,
            role=role,
            aliases=tuple(alias for alias in aliases if alias != name),
            evidence=(checks.evidence(span, "party"),),
        )

    def _instrument(self, told: Told, near: Span) -> Instrument | None:
        checks = self._checks
        span = checks.span("document", told["quote"], near)
        kind = checks.code("document's kind", "instrument", told["kind"])
        if span is None or kind is None:
            return None
        title = checks.verbatim("title", told.get("title"))
        count = told.get("count", 1)
        quoted = (told["quote"], checks.words(near))
        alike = count == 1 or (count <= _MOST_ALIKE and checks.bounds("count of documents", count, count, *quoted))
        fields, on_fields = self._fields(told, near)
        return Instrument(
            kind=kind,
            title=title,
            count=max(int(count), 1) if alike else 1,
            fields=fields,
            evidence=(checks.evidence(span, "title" if title else "kind"), *on_fields),
        )

    def _date(self, told: Told, near: Span) -> tuple[str | None, str | None, tuple[Evidence, ...]]:
        if not told.get("signed"):
            return None, None, ()
        span = self._checks.span("date", told.get("date_quote") or "", near)
        if span is None:
            return None, None, ()
        signed, basis = self._checks.date("date", told["signed"], self._checks.words(span))
        return signed, basis, (self._checks.evidence(span, "date"),) if signed else ()

    def _fields(self, told: Told, near: Span) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
        """Codes of fields, each once, with the words that show them."""
        found: dict[str, Evidence] = {}
        for one in told.get("fields", ()):
            span = self._checks.span("field", one["quote"], near)
            code = self._checks.code("field", "field", one["code"])
            if span is not None and code is not None:
                found.setdefault(code, self._checks.evidence(span, "field"))
        return tuple(found), tuple(dict.fromkeys(found.values()))

    def _commitment(self, told: Told, near: Span) -> Commitment | None:
        checks = self._checks
        span = checks.span("commitment", told["quote"], near)
        if span is None:
            return None
        due, basis = checks.date("date due", told.get("due"), checks.words(span), future=True)
        initiative = told.get("initiative")
        return Commitment(
            text=checks.words(span),
            due=due,
            due_basis=basis,
            recurrence=checks.duration("recurrence", told.get("recurrence")),
            initiative=self._initiative(initiative, span) if initiative else None,
            evidence=(checks.evidence(span, "commitment"),),
        )

    def _initiative(self, told: Told, near: Span) -> Initiative | None:
        checks = self._checks
        span = checks.span("initiative", told["quote"], near)
        name = checks.name("initiative", told["name"])
        kind = checks.code("initiative's type", "initiative-type", told["type"])
        if span is None or name is None or kind is None:
            return None
        covers = checks.names("place of initiative", told.get("covers", ()))
        return Initiative(name=name, type=kind, covers=covers, evidence=(checks.evidence(span, "initiative"),))

    def _claim(self, told: Told, number: int) -> Claim | None:
        checks = self._checks
        span = checks.span("claim", told["quote"], None)
        what = checks.code("claim", "count", told["what"])
        if span is None or what is None:
            return None
        if told.get("min") is None and told.get("max") is None:
            checks.leave_out("claim", told["quote"], "no number is given")
            return None
        bounds = checks.bounds("claim", told.get("min"), told.get("max"), told["quote"])
        if bounds is None:
            return None
        period, basis = checks.date("period of claim", told.get("period"), told["quote"], future=True)
        fields, on_fields = self._fields(told, span)
        return Claim(
            id=f"claim-{number}",
            what=what,
            minimum=bounds[0],
            maximum=bounds[1],
            places=checks.names("place of claim", told.get("places", ())),
            period=period,
            basis=basis,
            fields=fields,
            as_written=checks.verbatim("words of claim", told.get("as_written")),
            evidence=(checks.evidence(span, "count"), *on_fields),
        )

    def _confidence(self, told: float | None, *, sound: bool) -> Decimal:
        """The model's own, or a fixed one; never above what an unchecked reading deserves."""
        value = _UNSURE
        if told is not None and 0 <= told <= 1:
            value = Decimal(str(round(told, 2)))
        elif told is not None:
            self._checks.leave_out("confidence", told, "is not from 0 to 1")
        return min(value, _SUREST if sound else _PARTLY_WRONG)
