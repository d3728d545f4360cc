"""Addresses and a task as another package would add them."""

from __future__ import annotations

from functools import partial

from starlette.routing import Route

from kg.serve.routing import raw
from kg.serve.tasks import Refused, json_reply


def counted(store, *, kind: str):
    if kind == "Nothing":
        raise Refused(404, "there is no such kind")
    rows = store.select(f"SELECT (COUNT(*) AS ?n) {{ ?s a <https://w3id.org/accord/ns#{kind}> }}")
    return json_reply({"kind": kind, "count": rows[0].n})


def routes(pool):
    async def handler(exchange):
        await exchange.answer(pool, partial(counted, kind=exchange.scope["path_params"]["kind"]), "counted")

    async def echoed(exchange):
        head, body = await pool.whole(partial(counted, kind="Agreement"))
        await exchange.json({"sent": (await exchange.body(100)).decode(), "status": head.status, "bytes": len(body)})

    return [Route("/count/{kind}", raw(handler)), Route("/echo", raw(echoed, "POST"))]
