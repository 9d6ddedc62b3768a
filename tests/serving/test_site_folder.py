"""`seg docs serve`: who can read the site, and what is reported if it cannot be served."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from orchestrator.serving.site_folder import SiteServer
from tests.projects import seg, write_project
from tests.site.shop import FILES


def test_there_has_to_be_a_site_to_serve(tmp_path: Path) -> None:
    outcome = seg(write_project(tmp_path, FILES), "docs", "serve", "--no-browser")
    assert outcome.exit_code == 2
    assert outcome.stderr.splitlines()[-1] == "  fix: run 'seg docs generate' first"


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """The port of a server of a folder with a page in it."""
    folder.joinpath("index.html").write_text("a page")
    server = SiteServer(folder, 0)
    ready = threading.Event()
    thread = threading.Thread(target=server.run, args=(ready.set,))
    thread.start()
    try:
        assert ready.wait(10)
        yield int(urlsplit(server.url).port or 0)
    finally:
        server.stop(2)
        thread.join(10)
        assert not thread.is_alive()


def answer(port: int, path: str, host: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": host})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def test_the_folder_is_served_to_this_machine_by_its_name_alone(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("no part of the site")
    folder = tmp_path / "site"
    folder.mkdir()
    with served(folder) as port:
        found: dict[str, Any] = {
            host: answer(port, "/", host)[0]
            for host in (f"127.0.0.1:{port}", f"localhost:{port}", "evil.example", "")
        }
        page = answer(port, "/index.html", f"localhost:{port}")
        above = answer(port, "/../secret.txt", f"localhost:{port}")[0]
    assert found == {
        f"127.0.0.1:{port}": 200,
        f"localhost:{port}": 200,
        "evil.example": 403,
        "": 403,
    }
    assert page == (200, b"a page")
    assert above == 404


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with served(tmp_path) as port:
        write_project(tmp_path, FILES)
        site = tmp_path / "target" / "docs"
        site.mkdir(parents=True)
        (site / "index.html").write_text("a page")
        outcome = seg(tmp_path, "docs", "serve", "--no-browser", "--port", str(port))
    assert outcome.exit_code == 3
    assert outcome.stderr.startswith(f"cannot listen on 127.0.0.1, port {port}: ")
