"""A store on the web: SPARQL endpoint, questions as an API, and things by their addresses.

    from kg.serve import Settings, serve
    serve(Settings(store="agreements.store", port=8000))

One process speaks HTTP and answers nothing itself. Worker processes, each with the store open, answer one task at a
time; one that is at it past its time is ended and replaced, and what it has sent waits for a slow client elsewhere.

To add addresses and tasks from another package of ``kg``:

- A *task* (:mod:`kg.serve.tasks`) is a module-level function ``(store, *, plain arguments) -> Reply`` that runs in a
  worker. What it derives from the store, such as an index, it may keep (:func:`kg.serve.tasks.kept`). It raises
  InputError for what the client did wrong (400), or Refused with another status.
- A *handler* is ``async def handler(exchange)``; :func:`kg.serve.routing.raw` makes an ASGI application of it. In it,
  ``await exchange.answer(pool, partial(task, name=value))`` has a worker do the task and sends its reply as it comes;
  ``head, body = await pool.whole(partial(task, …))`` gives the reply to the handler. ``await exchange.body(limit)``
  reads the request's body; ``exchange.json``, ``respond``, ``redirect`` send without a worker.
- *Routes* are a function ``routes(pool) -> list[starlette.routing.BaseRoute]``, such as ``[Route("/reconcile",
  raw(handler, "GET", "POST"))]``, named as ``"kg.reconcile.web:routes"`` in ``kg.serve.app.EXTENSIONS``. CORS,
  limits, log and figures hold for them as for all others.
- Modules that tasks need are loaded before workers start, if ``kg.serve.worker.PRELOADED`` names them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kg.errors import InputError, MissingExtra
from kg.serve.listening import listening
from kg.serve.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Settings", "serve"]


def serve(settings: Settings, ready: Callable[[str], None] = lambda _address: None) -> None:
    """Serve until SIGTERM or SIGINT; ``ready`` is called with the server's address when it answers.

    Raises MissingExtra, StoreError, RecordError, and InputError where the address cannot be listened at.
    """
    if os.name != "posix":
        raise InputError("kg serve needs Linux or macOS: its workers' limits are those of their kernels")
    try:
        from kg.serve import http
    except ModuleNotFoundError as error:
        raise MissingExtra(str(error.name or "starlette"), "serve") from None
    with listening(settings.host, settings.port) as listener:
        host, port = listener.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        http.run(settings, listener, lambda: ready(f"http://{shown}:{port}/"))
