"""A browser for the review page, held to the same rules as that of the network page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from page_visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def watched(browser) -> Iterator[Callable[..., Visit]]:
    """Open a file; afterwards no request besides itself, no dialog, nothing on the console."""
    contexts, visits = [], []

    def open_file(path: Path, **settings) -> Visit:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
        contexts.append(context)
        visit = Visit(context.new_page(), path.as_uri())
        visits.append(visit)
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("console", lambda message: visit.faults.append(f"console {message.type}: {message.text}"))
        visit.page.on("pageerror", lambda error: visit.faults.append(f"error: {error}"))
        visit.page.on("dialog", lambda dialog: (visit.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        visit.page.goto(visit.address)
        return visit

    yield open_file
    for context in contexts:
        context.close()
    for visit in visits:
        outside = [url for url in visit.requests if url != visit.address and not url.startswith(("data:", "blob:"))]
        assert not outside, outside
        assert not visit.faults, visit.faults
