"""Where a language model answers, and what asking it used."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from kg.articles.llm.quotes import printable
from kg.errors import InputError, one_line

__all__ = ["Endpoint", "Usage"]

_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers. ``timeout`` in seconds for one request, ``retries`` after a failed first one.

    Raises InputError for an address that is not http or https, or that holds a password.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    retries: int = 3

    def __post_init__(self) -> None:
        """Refuse what cannot be an endpoint."""
        wrong = InputError(f"{one_line(printable(self.url), 100)!r} is no endpoint; write https://host/v1")
        try:
            parts = urlsplit(self.url)
            _ = parts.port
        except ValueError:
            raise wrong from None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise wrong
        if parts.username is not None or parts.password is not None:
            raise InputError("the endpoint's address holds a user or password; give the key by KG_LLM_KEY")
        if not self.model.strip():
            raise InputError("the llm reader needs the name of a model: --llm-model NAME or KG_LLM_MODEL")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and self.key.strip()):
            raise InputError("the key for the endpoint is empty or holds characters that no key has")

    @classmethod
    def from_environment(cls) -> Endpoint:
        """The endpoint that KG_LLM_URL, KG_LLM_MODEL and KG_LLM_KEY name. Raises InputError where one is missing."""
        url = os.environ.get("KG_LLM_URL")
        if not url:
            raise InputError("the llm reader needs an endpoint: --llm-url URL or KG_LLM_URL")
        return cls(url, os.environ.get("KG_LLM_MODEL", ""), os.environ.get("KG_LLM_KEY") or None)

    @property
    def address(self) -> str:
        """Where requests go."""
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/")
        return parts._replace(path=path if path.endswith(_PATH) else path + _PATH, fragment="").geturl()

    @property
    def name(self) -> str:
        """The address for messages, without its query, which may hold what is not for every eye."""
        return one_line(printable(self.address.partition("?")[0]), 120)

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine: then no proxy of the environment is asked."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"


@dataclass(slots=True)
class Usage:
    """What was used so far, over all texts. ``untold``: answers that do not tell their tokens."""

    requests: int = 0
    retries: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    untold: int = 0

    def add(self, told: object) -> None:
        """Count the ``usage`` of one answer."""
        given: dict[str, Any] = told if isinstance(told, dict) else {}
        read, written = given.get("prompt_tokens"), given.get("completion_tokens")
        if type(read) is int and type(written) is int and read >= 0 <= written:
            self.tokens_in += read
            self.tokens_out += written
        else:
            self.untold += 1
