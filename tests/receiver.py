"""A real server on this machine that accepts or refuses what is sent to destinations."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver(ThreadingHTTPServer):
    """Takes batches; `answers` are the codes of the next requests, then 200.

    `when_taken` is called with the number of each batch before it is answered.
    """

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.when_taken: Callable[[int], object] = lambda number: None
        self.headers_of: list[dict[str, str]] = []
        self.batches: list[dict[str, Any]] = []
        super().__init__(("127.0.0.1", 0), Taking)


class Taking(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        code = self.server.answers.pop(0) if self.server.answers else 200
        self.server.headers_of.append(dict(self.headers))
        self.server.batches.append(body | {"code": code})
        self.server.when_taken(len(self.server.batches))
        self.send_response(code)
        if code == 503:
            self.send_header("Retry-After", "0")
        if code == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(b"told why" if code >= 400 else b"")

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal of the tests."""
