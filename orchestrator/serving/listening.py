"""The server: a listening socket, and uvicorn, which stops cleanly on request."""

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address

import uvicorn

from orchestrator.errors import EnvironmentFault, UsageError
from orchestrator.serving.copies import Copies
from orchestrator.serving.door import TOKEN_VARIABLE
from orchestrator.serving.http.app import Allowed, application
from orchestrator.serving.values import ServingEvent
from orchestrator.workspace.value import Workspace

_SHORTEST_TOKEN = 16
_NAMES_OF_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_MOST_THREADS = 8
_SECONDS_TO_END = 10
_LARGEST_HEADERS = 16 * 1024


class Listening:
    """A server on a bound socket; `run` returns after `stop`."""

    def __init__(self, server: "_Server", bound: socket.socket) -> None:
        self._server = server
        self._socket = bound

    @property
    def url(self) -> str:
        """Return the address where it listens."""
        host, port = self._socket.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def run(self) -> None:
        """Answer requests until `stop`, and then finish the current ones."""
        self._server.run(sockets=[self._socket])

    def stop(self, _number: int) -> None:
        """Accept no more connections, and stop; safe to call from a signal handler."""
        self._server.should_exit = True


class _Server(uvicorn.Server):
    """uvicorn without its own signal handlers: the command line has them."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing."""
        yield


def listening(
    workspace: Workspace,
    open_again: Callable[[], Workspace],
    tell: Callable[[ServingEvent], None],
    *,
    host: str,
    port: int,
    token: str | None,
    is_debug: bool = False,
) -> Listening:
    """Return a server of the project's copy; raises UsageError for an unsafe setting."""
    copies = Copies(workspace, open_again, tell)
    bound = _bound(host, port, token)
    hosts = (*_NAMES_OF_THIS_MACHINE, host.casefold())
    allowed = Allowed(token, hosts, workspace.file.serve.requests_per_second)
    threads = min(_MOST_THREADS, 2 * (os.cpu_count() or 1))
    _log_problems_only(is_debug)
    config = uvicorn.Config(
        application(copies, allowed, threads, tell),
        http="h11",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        h11_max_incomplete_event_size=_LARGEST_HEADERS,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
    return Listening(_Server(config), bound)


def _bound(host: str, port: int, token: str | None) -> socket.socket:
    """Return a bound socket; raises if the port is in use, or if access would be unrestricted."""
    if token is not None and len(token) < _SHORTEST_TOKEN:
        what = f"{TOKEN_VARIABLE} has fewer than {_SHORTEST_TOKEN} characters"
        raise UsageError(what, fix="generate a longer one: openssl rand -hex 32")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError) as error:
        raise UsageError(f"'{host}' is not an address of this machine", fix=_LOOPBACK) from error
    family, _, _, _, address = found[0]
    if token is None and not ip_address(address[0]).is_loopback:
        raise UsageError(
            f"'{host}' can be reached from other machines, but no token is set",
            fix=f"set a token in {TOKEN_VARIABLE}, or {_LOOPBACK}",
        )
    # Declared as TCP, so that asyncio turns off Nagle's algorithm: answers took 40 ms otherwise.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.bind(address)
        bound.listen()
    except OSError as error:
        bound.close()
        raise EnvironmentFault(
            f"cannot listen on {host}, port {port}: {os.strerror(error.errno or 0)}",
            fix="stop the program that uses it, or use another port",
        ) from error
    return bound


_LOOPBACK = "listen on 127.0.0.1, which only this machine can reach"


def _log_problems_only(is_debug: bool) -> None:
    """Make uvicorn log errors in one line; a traceback could contain requested keys."""
    log = logging.getLogger("uvicorn.error")
    log.setLevel(logging.ERROR)
    log.propagate = False
    handler = logging.StreamHandler()
    handler.setFormatter(_Traced() if is_debug else _Untraced())
    log.handlers[:] = [handler]


class _Traced(logging.Formatter):
    """Return the message and its traceback."""


class _Untraced(logging.Formatter):
    """Return only the type of the error."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        return f"server: {kind or 'a connection failed'}"
