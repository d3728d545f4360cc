"""The reader that asks a language model, and believes only what the text bears out.

The only part of the program that sends a text away, and only where this reader is chosen. A model
can be wrong, and an article can try to steer it; so every fact must quote words that stand in the text
(``llm_quotes``), its codes, dates, numbers and names are checked (``llm_checks``, ``llm_dates``), and what
fails is left out and reported. What no check can see is whether the quoted words mean what the model says:
hence drafts, and a confidence that never is high.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kg.articles.llm import schema as llm_schema
from kg.articles.llm.client import Client
from kg.articles.llm.endpoint import Endpoint
from kg.articles.llm.facts import Facts
from kg.errors import InputError
from kg.ids import digest

if TYPE_CHECKING:
    from typing import Any

    from kg.articles.llm.checks import LeftOut
    from kg.articles.llm.endpoint import Usage
    from kg.model import Claim, Signing

__all__ = ["LONGEST", "LlmReader"]

LONGEST = 60_000  # characters that go into one request, some 15,000 tokens of English
_MARKER = 16


class LlmReader:
    """Reads signings and claims with the model at ``endpoint`` (None: the one that the environment names).

    ``left_out`` tells what the last reading left out and why, ``usage`` what all readings used.
    Raises MissingExtra without the packages of the extra ``llm``, InputError where no endpoint is named.
    """

    name = "llm"

    def __init__(self, endpoint: Endpoint | None = None, client: Client | None = None) -> None:
        """Nothing is sent yet; ``client`` instead of ``endpoint`` brings its own."""
        self._client = client or Client(endpoint or Endpoint.from_environment())
        self.left_out: tuple[LeftOut, ...] = ()
        llm_schema.problem({"signings": [], "claims": []})  # a missing package shows before anything is paid for

    @property
    def usage(self) -> Usage:
        """Requests and tokens so far."""
        return self._client.usage

    def read(self, text: str, published: str | None) -> tuple[tuple[Signing, ...], tuple[Claim, ...]]:
        """Signings and claims of ``text``.

        Raises InputError for a text of more than LONGEST characters and for answers that stay unusable,
        EndpointError for an endpoint that refuses or cannot be reached.
        """
        self.left_out = ()
        if len(text) > LONGEST:
            long = f"the text has {len(text):,} characters; the llm reader takes {LONGEST:,}"
            raise InputError(f"{long}: split it, or use --reader rules")
        accepted = self._client.ask(self._request(text, published), llm_schema.problem)
        answer = cast("dict[str, Any]", accepted)  # the schema's outermost form
        facts = Facts(text, published)
        signings = facts.signings(answer.get("signings", []))
        claims = facts.claims(answer.get("claims", []))
        self.left_out = facts.left_out
        return signings, claims

    def _request(self, text: str, published: str | None) -> dict[str, Any]:
        schema = {"name": llm_schema.NAME, "strict": True, "schema": llm_schema.answer_schema()}
        return {
            "model": self._client.endpoint.model,
            "temperature": 0,
            "response_format": {"type": "json_schema", "json_schema": schema},
            "messages": [
                {"role": "system", "content": llm_schema.SYSTEM},
                {"role": "user", "content": llm_schema.question(text, published, digest(text)[:_MARKER])},
            ],
        }
