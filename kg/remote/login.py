"""Who asks: a user or a token from the environment, given to a server that asks for it, and to no other.

Sources: RFC 7617 (Basic), RFC 7616 (Digest), RFC 6750 (Bearer).
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from urllib.request import (
    AbstractDigestAuthHandler,
    BaseHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
    parse_http_list,
    parse_keqv_list,
)

from kg.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http.client import HTTPMessage
    from typing import IO

__all__ = ["Credentials", "opener"]

_ATTEMPTS = 2  # a nonce of Digest grows old, and the server then gives another
_UNKNOWN = "none that is known here"


class Credentials(NamedTuple):
    """A user with a password, or a bearer token; empty = none. Never shown: not in messages, logs or tracebacks."""

    user: str = ""
    password: str = ""
    token: str = ""

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Credentials:
        """From KG_STORE_USER with KG_STORE_PASSWORD, or KG_STORE_TOKEN. Raises StoreError for others."""
        user, password, token = (environ.get(f"KG_STORE_{name}", "") for name in ("USER", "PASSWORD", "TOKEN"))
        if token and (user or password):
            raise StoreError("KG_STORE_TOKEN and KG_STORE_USER: set one of them, not both")
        if bool(user) != bool(password):
            raise StoreError("KG_STORE_USER and KG_STORE_PASSWORD go together: set both or none")
        if any(char in token for char in "\r\n"):
            raise StoreError("KG_STORE_TOKEN: holds a line break")
        return cls(user, password, token)

    def __bool__(self) -> bool:
        return bool(self.user or self.token)

    def __repr__(self) -> str:
        return "Credentials(…)"


def opener(credentials: Credentials) -> OpenerDirector:
    """What sends requests and answers challenges with ``credentials``; it follows no redirection."""
    return build_opener(_NoRedirection, _Login(credentials))


class _NoRedirection(HTTPRedirectHandler):
    """A redirection would carry the query, or a password, to where nobody sent it; a POST would become a GET."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follow none: the status is the answer."""
        del req, fp, code, msg, headers, newurl  # urllib names what it gives


class _Login(BaseHandler):
    """Answers a first 401, and logs in by itself from then on.

    Servers may close the connection before they have read the body of a request that they refuse, so a large one must
    not be the first. Basic is never used where the server offers Digest.
    """

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._passwords = HTTPPasswordMgrWithDefaultRealm()
        self._digest = AbstractDigestAuthHandler(self._passwords)
        self._challenges: dict[str, tuple[str, str]] = {}  # by origin: scheme and parameters

    def http_request(self, req: Request) -> Request:
        """Add what the server has asked for before."""
        token = self._credentials.token
        if token:
            req.add_unredirected_header("Authorization", f"Bearer {token}")
        elif (known := self._challenges.get(_origin(req))) and not req.has_header("Authorization"):
            self._answer(req, *known)
        return req

    https_request = http_request

    def http_error_401(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage) -> object:
        """Send the request once more, with the answer to the challenge."""
        del code, msg  # urllib names what it gives
        attempts = getattr(req, "attempts", 0) + 1
        challenges = dict(_challenge(text) for text in headers.get_all("WWW-Authenticate", []))
        scheme = next((one for one in ("digest", "basic") if one in challenges), _UNKNOWN)
        if not self._credentials.user or scheme == _UNKNOWN or attempts > _ATTEMPTS:
            return None
        req.attempts = attempts  # type: ignore[attr-defined] # as urllib's own handlers count on the request
        self._challenges[_origin(req)] = scheme, challenges[scheme]
        fp.read()
        fp.close()
        if self._answer(req, scheme, challenges[scheme]):
            return self.parent.open(req, timeout=req.timeout)
        return None

    def _answer(self, req: Request, scheme: str, parameters: str) -> bool:
        user, password, _ = self._credentials
        if scheme == "basic":
            value = "Basic " + b64encode(f"{user}:{password}".encode()).decode("ascii")
        else:
            asked = parse_keqv_list([*filter(None, parse_http_list(parameters))])
            self._passwords.add_password(asked.get("realm", ""), req.full_url, user, password)
            given = self._digest.get_authorization(req, asked)
            if not given:
                return False
            value = f"Digest {given}"
        req.add_unredirected_header("Authorization", value)
        return True


def _challenge(text: str) -> tuple[str, str]:
    scheme, _, parameters = text.partition(" ")
    return scheme.casefold(), parameters


def _origin(req: Request) -> str:
    parts = urlsplit(req.full_url)
    return f"{parts.scheme}://{parts.netloc}"
