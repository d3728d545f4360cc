"""What keeps a page to itself: data that cannot end a script, and a policy that runs only our own scripts."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["content_policy", "json_in_script"]

_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def json_in_script(value: Any) -> Markup:  # noqa: ANN401 - whatever JSON can hold
    """Write a value as JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter, escape in _IN_SCRIPT.items():
        text = text.replace(letter, escape)
    return Markup(text)  # noqa: S704 - no <, > or & is left in it


def content_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The content security policy that allows these inline scripts and styles, and no request at all."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_digests(scripts)}",
            f"style-src {_digests(styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _digests(texts: Iterable[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
