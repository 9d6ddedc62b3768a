"""`seg serve` as a process: signals, output, and refusals at the start."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from orchestrator.errors import UsageError
from orchestrator.serving import door
from tests.projects import seg, write_project
from tests.running.stopped.processes import ended, seg_process, started, wait_for
from tests.serving.shop import MAIL, NICKNAME, PROJECT, SHOP, TOKEN, Client

READY = "Ctrl-C stops it"


def url_in(printed: str) -> str:
    return next(word for word in printed.split() if word.startswith("http://"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_peace(built: Path, number: int) -> None:
    with started(built, "serve", "--port", "0") as process:
        client = Client(url_in(wait_for(process, READY)))
        assert client.get("/health").status == 200
        process.send_signal(number)
        outcome = ended(process)
    assert (outcome.exit_code, outcome.stderr) == (0, "")


def test_a_build_by_another_process_is_served(own_shop: Path) -> None:
    with started(own_shop, "serve", "--port", "0") as process:
        client = Client(url_in(wait_for(process, READY)))
        assert client.get("/customers/C2").json["generation"] == 1
        family = SHOP["models/families.yml"].replace("- name: buyers", "- name: new_one", 1)
        write_project(own_shop, {"models/families.yml": family})
        assert seg_process(own_shop, "build").exit_code == 0
        told = client.get("/customers/C2").json
        assert told["generation"] == 2
        assert [found["family"] for found in told["segments"]] == ["loyal", "new_one"]
        process.terminate()
        outcome = ended(process)
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    served_now = [line[10:] for line in outcome.stdout.splitlines() if "is served" in line]
    assert served_now[-1:] == ["generation 2 is served"]


def test_connections_that_say_nothing_do_not_keep_it(built: Path) -> None:
    with started(built, "serve", "--port", "0") as process:
        port = urlsplit(url_in(wait_for(process, READY))).port or 0
        with (
            socket.create_connection(("127.0.0.1", port)),
            socket.create_connection(("127.0.0.1", port)) as begun,
        ):
            begun.sendall(b"GET /health HTTP/1.1\r\nHost: local")
            process.terminate()
            assert ended(process).exit_code == 0


def test_who_is_being_answered_gets_the_whole_answer(built: Path) -> None:
    with started(built, "serve", "--port", "0") as process:
        client = Client(url_in(wait_for(process, READY)))
        replies = []

        def ask() -> None:
            try:
                while True:
                    replies.append(client.get("/customers/C2"))
            except OSError:
                pass

        askers = [threading.Thread(target=ask) for _ in range(4)]
        for asker in askers:
            asker.start()
        while len(replies) < 20:
            threading.Event().wait(0.01)
        process.send_signal(signal.SIGTERM)
        outcome = ended(process)
        for asker in askers:
            asker.join()
    assert outcome.exit_code == 0
    assert {reply.status for reply in replies} <= {200, 429}
    assert all(json.loads(reply.text) for reply in replies)


def test_neither_log_nor_messages_hold_a_token_or_a_person(built: Path) -> None:
    for log_format in ("text", "json"):
        printed = _log(built, log_format)
        for secret in (TOKEN, "C2", "C-UNKNOWN", MAIL, NICKNAME, "127.0.0.1 "):
            assert secret not in printed.replace("http://127.0.0.1:", "")
        routes = [line for line in printed.splitlines() if "/customers/{customer}" in line]
        assert len(routes) == 2
        # Who has no token is not asked where they want to go.
        assert len([line for line in printed.splitlines() if "(no route)" in line]) == 1
        listening = printed.splitlines()[0]
        assert "to clients with the token; Ctrl-C stops it" in listening
        if log_format == "json":
            assert json.loads(listening)["data"]["needs_token"] is True
            data = json.loads(routes[0])["data"]
            assert (data["status"], data["generation"]) == (200, 1)


def _log(folder: Path, log_format: str) -> str:
    environment = os.environ | {door.TOKEN_VARIABLE: TOKEN}
    command = [sys.executable, "-m", "orchestrator", "--project-dir", str(folder)]
    command += ["--log-format", log_format, "serve", "--port", "0"]
    port = _free_port()
    command[-1] = str(port)
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        client = Client(f"http://127.0.0.1:{port}", TOKEN)
        _wait_until_it_listens(port)
        assert client.get("/customers/C2").status == 200
        assert client.get("/customers/C-UNKNOWN").status == 404
        assert Client(client.url).get("/customers/C2").status == 401
        process.terminate()
        return process.communicate(timeout=30)[0]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def _wait_until_it_listens(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            threading.Event().wait(0.05)
        else:
            return
    raise AssertionError(port)


def test_a_project_without_a_copy_says_which_key_it_needs(tmp_path: Path) -> None:
    files = {**SHOP, "seg_project.yml": PROJECT.replace("publish: {readers: readers.duckdb}\n", "")}
    outcome = seg(write_project(tmp_path, files), "serve")
    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "the project has no copy for readers\n"
        "  fix: add 'publish: {readers: readers.duckdb}' to seg_project.yml, and build\n",
    )


def test_without_a_token_nobody_else_may_ask(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(door.TOKEN_VARIABLE, raising=False)
    for host in ("0.0.0.0", "::"):
        outcome = seg(built, "serve", "--host", host, "--port", "0")
        assert (outcome.exit_code, outcome.stderr) == (
            2,
            f"'{host}' can be reached from other machines, but no token is set\n"
            "  fix: set a token in SEG_SECRET_SERVE_TOKEN, or listen on 127.0.0.1, which only "
            "this machine can reach\n",
        )


def test_a_short_token_is_refused_and_not_shown(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(door.TOKEN_VARIABLE, "abcdefgh")
    outcome = seg(built, "serve", "--port", "0")
    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "SEG_SECRET_SERVE_TOKEN has fewer than 16 characters\n"
        "  fix: generate a longer one: openssl rand -hex 32\n",
    )


def test_a_port_that_is_taken_is_an_error_of_the_environment(built: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = seg(built, "serve", "--port", str(port))
    assert (outcome.exit_code, outcome.stderr) == (
        3,
        f"cannot listen on 127.0.0.1, port {port}: Address already in use\n"
        "  fix: stop the program that uses it, or use another port\n",
    )


def test_a_host_that_is_none_is_refused(built: Path) -> None:
    outcome = seg(built, "serve", "--host", "no.such.host.invalid", "--port", "0")
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("'no.such.host.invalid' is not an address of this machine\n")


def test_without_its_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "orchestrator.serving.listening", None)
    with pytest.raises(UsageError) as error:
        door.server(None, None, None, host="", port=0, token=None, is_debug=False)  # type: ignore
    assert str(error.value).endswith("\n  fix: pip install 'seg-orchestrator[serve]'")
