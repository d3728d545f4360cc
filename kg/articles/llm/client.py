"""A client of chat-completions endpoints that speak the protocol of OpenAI.

It stands on httpx: one POST needs no more, and the package ``openai`` brings pydantic and a dozen others for it.
The key goes into the header Authorization and nowhere else; redirects are not followed.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from kg.articles.llm.endpoint import Usage
from kg.articles.llm.quotes import printable
from kg.errors import EndpointError, InputError, MissingExtra, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.articles.llm.endpoint import Endpoint

__all__ = ["Client"]

_LARGEST = 2_000_000
_TRY_AGAIN = (408, 409, 425, 429)
_NOT_SUPPORTED = (400, 422)
_LONGEST_PAUSE = 60.0
_SERVER_FAULT, _OK = 500, 200


class _TransientError(Exception):
    """A failure that may pass."""

    def __init__(self, final: InputError, pause: float | None = None) -> None:
        """``final`` is what it is if it does not pass; ``pause`` in seconds (None: as the backoff says)."""
        super().__init__(str(final))
        self.final, self.pause = final, pause


class Client:
    """Asks one endpoint, again where that may help. ``pause`` waits so many seconds.

    Raises MissingExtra without httpx.
    """

    def __init__(self, endpoint: Endpoint, pause: Callable[[float], None] = time.sleep) -> None:
        """Nothing is sent yet."""
        try:
            import httpx  # of an extra
        except ImportError:
            raise MissingExtra("httpx", "llm") from None
        self._httpx = httpx
        self.endpoint, self.usage, self._pause = endpoint, Usage(), pause

    def ask(self, body: dict[str, Any], accept: Callable[[object], str | None]) -> object:
        """The JSON value that the model answers to ``body``; ``accept`` says what is wrong with one, or None.

        Raises EndpointError when the endpoint refuses or cannot be reached, InputError when its answers to this
        request stay unusable.
        """
        body = dict(body)
        failures = 0
        while True:
            try:
                return self._accepted(self._value(self._once(body)), accept)
            except _TransientError as failure:
                if failures >= self.endpoint.retries:
                    raise failure.final from None
                wait = 2.0**failures if failure.pause is None else failure.pause
                failures += 1
                self.usage.retries += 1
                self._pause(min(wait, _LONGEST_PAUSE))

    def _accepted(self, value: object, accept: Callable[[object], str | None]) -> object:
        if problem := accept(value):
            wrong = f"the model's answer has not the form asked for: {self._safe(problem)}"
            raise _TransientError(InputError(wrong), 0)
        return value

    def _once(self, body: dict[str, Any]) -> dict[str, Any]:
        """One request, and a second without what the endpoint says that it does not support."""
        status, headers, content = self._post(body)
        said = self._message(content)
        while status in _NOT_SUPPORTED and _eased(body, said):
            status, headers, content = self._post(body)
            said = self._message(content)
        where = f"{self.endpoint.name}: "
        if status in (401, 403):
            raise EndpointError(f"{where}refuses the key (status {status}); give one by --llm-key-env or KG_LLM_KEY")
        refused = f"{where}status {status}{': ' if said else ''}{said}"
        if status >= _SERVER_FAULT or (status in _TRY_AGAIN and b"insufficient_quota" not in content):
            raise _TransientError(EndpointError(refused), _seconds(headers.get("retry-after")))
        if status in _NOT_SUPPORTED or status == 413:
            raise InputError(refused)
        if status != _OK:
            raise EndpointError(refused)
        try:
            answer = json.loads(content)
        except (ValueError, RecursionError):
            raise _TransientError(InputError(f"{where}its answer is not JSON"), 0) from None
        self.usage.add(answer.get("usage") if isinstance(answer, dict) else None)
        return answer if isinstance(answer, dict) else {}

    def _post(self, body: dict[str, Any]) -> tuple[int, Any, bytes]:
        """Status, headers and content, the content within limits of size and time."""
        httpx, endpoint = self._httpx, self.endpoint
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "accord-kg"}
        if endpoint.key:
            headers["Authorization"] = f"Bearer {endpoint.key}"
        self.usage.requests += 1
        deadline = time.monotonic() + endpoint.timeout
        content = bytearray()
        slow = InputError(f"{endpoint.name}: no answer within {endpoint.timeout:g} s (--llm-timeout)")
        try:
            with (
                httpx.Client(timeout=endpoint.timeout, trust_env=not endpoint.is_local) as client,
                client.stream("POST", endpoint.address, json=body, headers=headers) as response,
            ):
                for chunk in response.iter_bytes():
                    content += chunk
                    if len(content) > _LARGEST:
                        raise InputError(f"{endpoint.name}: its answer is larger than {_LARGEST // 1_000_000} MB")
                    if time.monotonic() > deadline:
                        raise _TransientError(slow)
                return response.status_code, response.headers, bytes(content)
        except httpx.TimeoutException:
            raise _TransientError(slow) from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise _TransientError(EndpointError(f"{endpoint.name}: cannot be reached: {self._safe(error)}")) from None

    def _value(self, answer: dict[str, Any]) -> object:
        """The JSON value in the message of an answer."""
        try:
            choice = answer["choices"][0]
            message = choice["message"]
            words, refusal = message.get("content"), message.get("refusal")
        except (KeyError, IndexError, TypeError, AttributeError):
            raise _TransientError(InputError(f"{self.endpoint.name}: its answer is no chat completion"), 0) from None
        if refusal:
            raise InputError(f"the model refuses to read the text: {self._safe(refusal)}")
        if choice.get("finish_reason") in ("length", "content_filter"):
            raise InputError(f"the model's answer was cut off ({choice['finish_reason']}); give it less text")
        if not isinstance(words, str):
            raise _TransientError(InputError("the model's answer holds no text"), 0)
        try:
            return json.loads(words[max(words.find("{"), 0) : words.rfind("}") + 1], parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise _TransientError(InputError("the model's answer is not JSON"), 0) from None

    def _message(self, content: bytes) -> str:
        """What an answer says about an error, without the key."""
        try:
            error = json.loads(content[:100_000])["error"]
            return self._safe(error["message"] if isinstance(error, dict) else error)
        except (ValueError, KeyError, TypeError, RecursionError):
            return ""

    def _safe(self, words: object) -> str:
        told = str(words)
        return one_line(printable(told.replace(self.endpoint.key, "…") if self.endpoint.key else told), 200)


def _eased(body: dict[str, Any], said: str) -> bool:
    """Take out of ``body`` what an endpoint says that it does not support; False if there is nothing to take."""
    if "temperature" in body and "temperature" in said:
        del body["temperature"]
        return True
    form = body.get("response_format", {})
    if form.get("type") == "json_schema" and any(word in said for word in ("response_format", "json_schema")):
        hint = "\n\nJSON Schema of the answer:\n" + json.dumps(form["json_schema"]["schema"])
        first, *others = body["messages"]
        body["messages"] = [{**first, "content": first["content"] + hint}, *others]
        body["response_format"] = {"type": "json_object"}
        return True
    return False


def _seconds(retry_after: str | None) -> float | None:
    """The seconds of a header Retry-After; its other form, a date, is left to the backoff."""
    return float(retry_after) if retry_after and retry_after.isascii() and retry_after.isdigit() else None


def _no_number(name: str) -> object:
    raise ValueError(name)
