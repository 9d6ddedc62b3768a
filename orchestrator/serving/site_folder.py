"""The site's folder over HTTP, only for browsers on this machine."""

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from orchestrator.errors import EnvironmentFault, UsageError

_LOOPBACK = "127.0.0.1"
_NAMES = ("localhost", _LOOPBACK)


class SiteServer:
    """A server of a folder, bound to its port; `run` returns after `stop`."""

    def __init__(self, folder: Path, port: int) -> None:
        if not (folder / "index.html").is_file():
            what = f"there is no site in {folder}"
            raise UsageError(what, fix="run 'seg docs generate' first")
        try:
            handler = partial(_Handler, directory=str(folder))
            self._server = ThreadingHTTPServer((_LOOPBACK, port), handler)
        except OSError as error:
            raise EnvironmentFault(
                f"cannot listen on {_LOOPBACK}, port {port}: {error.strerror}",
                fix="stop the program that uses it, or use another port",
            ) from error

    @property
    def url(self) -> str:
        """Return the address where it listens."""
        return f"http://{_LOOPBACK}:{self._server.server_port}"

    def run(self, when_ready: Callable[[], None]) -> None:
        """Call `when_ready`, and answer requests until `stop`."""
        when_ready()
        with self._server:
            self._server.serve_forever()

    def stop(self, _number: int) -> None:
        """Stop; safe to call from a signal handler, which must not wait for the server."""
        Thread(target=self._server.shutdown, daemon=True).start()


class _Handler(SimpleHTTPRequestHandler):
    """Serves files of the folder for requests by this machine's own names, without a log."""

    def send_head(self):  # type: ignore[no-untyped-def]
        """Refuse host names that a remote page could have made resolve to this machine."""
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if name.casefold() not in _NAMES:
            self.send_error(403)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        """Disable caching, so that a reload shows what was generated since."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Log nothing: the reader of the site is at this machine."""
