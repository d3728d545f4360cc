"""A small server that speaks the chat-completions protocol and answers as it is told."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass
class Reply:
    """One answer: sent at once, or (``stalls``) not before the server closes, or (``drips``) in bits until then."""

    content: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stalls: bool = False
    drips: bool = False


def completion(answer: object, *, usage: object = None, **message: object) -> Reply:
    """A reply whose message holds ``answer``: text as it stands, all else as JSON."""
    content = answer if isinstance(answer, str) else json.dumps(answer)
    finish = message.pop("finish_reason", "stop")
    choice = {"index": 0, "message": {"role": "assistant", "content": content, **message}, "finish_reason": finish}
    whole = {"object": "chat.completion", "choices": [choice]}
    if usage is not None:
        whole["usage"] = usage
    return Reply(json.dumps(whole).encode())


def refusal(status: int, message: str, **headers: str) -> Reply:
    """A reply that says what is wrong."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(json.dumps({"error": {"message": message}}).encode(), status, named)


class ModelServer:
    """Gives its replies one after the other, the last one again and again; keeps what was asked."""

    def __init__(self, *replies: Reply) -> None:
        self.replies, self.requests = list(replies), []
        self._closing = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.requests.append((self.path, dict(self.headers), json.loads(body)))
                outer.send(self, outer.replies[min(len(outer.requests), len(outer.replies)) - 1])

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        if reply.stalls:
            self._closing.wait(60)
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(reply.content)))
        handler.end_headers()
        try:
            for byte in reply.content if reply.drips else ():
                handler.wfile.write(bytes([byte]))
                if self._closing.wait(0.02):
                    return
            if not reply.drips:
                handler.wfile.write(reply.content)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client has gone, as it should

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)
