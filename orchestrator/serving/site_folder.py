"""The site's folder over HTTP, for the browsers of this machine alone."""

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from orchestrator.errors import EnvironmentFault, UsageError

_LOOPBACK = "127.0.0.1"
_NAMES = ("localhost", _LOOPBACK)


class SiteServer:
    """A server of a folder that is bound to its port; `run` returns after `stop`."""

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
        """Where it listens."""
        return f"http://{_LOOPBACK}:{self._server.server_port}"

    def run(self, when_ready: Callable[[], None]) -> None:
        """Call `when_ready`, and answer requests until `stop`."""
        when_ready()
        with self._server:
            self._server.serve_forever()

    def stop(self, _number: int) -> None:
        """End; safe to call from a signal handler, which must not wait for the server."""
        Thread(target=self._server.shutdown, daemon=True).start()


class _Handler(SimpleHTTPRequestHandler):
    """Files of the folder, to who asked this machine by its own name, without a line for each."""

    def send_head(self):  # type: ignore[no-untyped-def]
        """Refuse names that a page elsewhere could have made this machine answer to."""
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if name.casefold() not in _NAMES:
            self.send_error(403)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        """The next look sees what was generated since."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: who reads the site is at this machine."""
