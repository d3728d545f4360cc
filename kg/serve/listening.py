"""The socket that a server listens at."""

from __future__ import annotations

import socket

from kg.errors import InputError

__all__ = ["listening"]

_BACKLOG = 1024  # connections that may wait to be taken


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at a host and port (0 = a free one). Raises InputError where it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        found = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _refusal(host, port, error) from None
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(_BACKLOG)
    except OSError as error:
        found.close()
        raise _refusal(host, port, error) from None
    return found


def _refusal(host: str, port: int, error: OSError) -> InputError:
    why = error.strerror or str(error)
    return InputError(f"cannot listen at {host}, port {port}: {why}; give another --port")
