"""Access, limits and rates; and that the log names nobody."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from orchestrator.errors import StatementError
from orchestrator.serving.copies import OpenCopy
from orchestrator.serving.http.gate import LONGEST_URL, MOST_AT_ONCE, Gate
from orchestrator.serving.limits import Rate
from orchestrator.serving.values import ServingProblem
from tests.projects import write_project
from tests.serving.shop import PROJECT, TOKEN, Client, served

CUSTOMER = "/customers/C2"


@pytest.fixture(scope="module")
def guarded(built: Path) -> Iterator[Client]:
    """Asks a server that wants a token, and sends none."""
    with served(built, TOKEN) as found:
        yield Client(found.url, None, found.events)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_who_sends_the_token_is_answered(guarded: Client) -> None:
    for headers in (bearer(TOKEN), {"Authorization": f"bearer  {TOKEN} "}):
        assert guarded.get(CUSTOMER, headers=headers).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        bearer(""),
        bearer(TOKEN[:-1]),
        bearer(TOKEN + "0"),
        bearer(TOKEN.upper()),
        {"Authorization": TOKEN},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": b"Bearer \xff\xfe".decode("latin-1")},
    ],
)
@pytest.mark.parametrize("path", [CUSTOMER, "/segments", "/nothing", "/accounts/7"])
def test_nobody_else_is(guarded: Client, path: str, headers: dict[str, str]) -> None:
    reply = guarded.get(path, headers=headers)
    assert (reply.status, reply.headers["www-authenticate"]) == (401, "Bearer")
    assert reply.json == {
        "error": "a token is required",
        "fix": "send the header 'Authorization: Bearer TOKEN'",
    }


def test_health_and_the_document_need_no_token(guarded: Client) -> None:
    assert guarded.get("/health").status == 200
    assert guarded.get("/openapi.json").status == 200


def test_without_a_token_only_names_of_this_machine_are_served(client: Client) -> None:
    """Otherwise any web page in a local browser could send requests under its own host name."""
    for host in ("evil.example", "evil.example:8741", "", "127.0.0.1.evil.example"):
        assert client.get(CUSTOMER, headers={"Host": host}).status == 421
    for host in ("localhost", "LOCALHOST:1", "[::1]:8741", "127.0.0.1"):
        assert client.get(CUSTOMER, headers={"Host": host}).status == 200


def test_a_long_address_is_refused(client: Client) -> None:
    whole = f"/customers/{'x' * (LONGEST_URL - len('/customers/'))}"
    assert client.get(whole).status == 404
    assert client.get(f"{whole}x").status == 414
    assert client.get(f"/segments?{'x' * LONGEST_URL}").status == 414


def test_a_body_is_refused(client: Client) -> None:
    for method in ("GET", "POST"):
        reply = client.get("/health", method=method, body=b"{}")
        assert (reply.status, reply.json) == (413, {"error": "requests must not have a body"})


def test_a_long_body_is_cut_off(client: Client) -> None:
    """Whether the client reads the answer before that is not deterministic."""
    long: list[dict[str, Any]] = [
        {"body": b"x" * 100_000_000},
        {"body": (b"x" * 1_000 for _ in range(100_000)), "encode_chunked": True},
    ]
    for sent in long:
        headers = {"Transfer-Encoding": "chunked"} if "encode_chunked" in sent else {}
        with suppress(BrokenPipeError, ConnectionResetError):
            assert client.get("/health", method="POST", headers=headers, **sent).status == 413
    assert client.get("/health").status == 200


def test_headers_without_an_end_are_not_read_for_ever(client: Client) -> None:
    parts = urlsplit(client.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30) as sent:
        sent.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: ")
        answer = b""
        try:
            for _ in range(100):
                sent.sendall(b"x" * 1024)
            answer = sent.recv(1024)
        except (BrokenPipeError, ConnectionResetError):
            pass
    assert not answer.startswith(b"HTTP/1.1 200")
    assert client.get("/health").status == 200


def test_one_address_is_answered_so_often(own_shop: Path) -> None:
    write_project(own_shop, {"seg_project.yml": f"{PROJECT}serve: {{requests_per_second: 1}}\n"})
    with served(own_shop) as asked:
        assert asked.get("/health").status == 200
        reply = asked.get("/health")
        assert (reply.status, reply.headers["retry-after"]) == (429, "1")
        assert reply.json == {"error": "too many requests"}


def test_a_rate_is_of_each_address_and_fills_up_again() -> None:
    rate = Rate(2)
    assert [rate.wait("a", 0.0) for _ in range(3)] == [0.0, 0.0, 0.5]
    assert rate.wait("b", 0.0) == 0.0
    assert rate.wait("a", 0.25) == 0.25
    assert [rate.wait("a", 0.5), rate.wait("a", 0.5)] == [0.0, 0.5]
    assert [rate.wait("a", 99.0) for _ in range(3)] == [0.0, 0.0, 0.5]


def test_who_did_not_ask_for_long_is_forgotten() -> None:
    rate = Rate(1)
    for number in range(20_000):
        rate.wait(f"address {number}", 0.0)
    assert rate.wait("address 19999", 0.0) == 1.0
    assert rate.wait("address 0", 0.0) == 0.0


def test_so_many_are_answered_at_once() -> None:
    """Further requests are refused with Retry-After instead of queueing without limit."""
    statuses = asyncio.run(_statuses_of_many(MOST_AT_ONCE + 2))
    assert sorted(statuses) == [200] * MOST_AT_ONCE + [503] * 2


async def _statuses_of_many(count: int) -> list[int]:
    everybody_is_here = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await everybody_is_here.wait()
        await Response()(scope, receive, send)

    statuses: list[int] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def receive() -> Message:
        raise AssertionError("nobody reads what was sent")

    gate = Gate(
        app,
        token=None,
        hosts=("localhost",),
        rate=Rate(1_000),
        tell=lambda _answered: None,
        route_of=lambda _endpoint: None,
    )
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "raw_path": b"/",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
    }
    async with asyncio.TaskGroup() as asked:
        for _ in range(count):
            asked.create_task(gate(dict(scope), receive, send))
        await asyncio.sleep(0)
        everybody_is_here.set()
    return statuses


@pytest.mark.parametrize("kind", [RuntimeError, StatementError])
def test_an_error_of_the_server_tells_nothing_of_the_request(
    built: Path,
    kind: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> bool:
        raise kind("C-SECRET")

    with served(built) as server:
        assert server.get("/health").status == 200
        monkeypatch.setattr(OpenCopy, "is_served", fail)
        reply = server.get("/customers/C2")
        assert (reply.status, reply.json) == (500, {"error": "the request could not be answered"})
        monkeypatch.undo()
        assert server.get("/customers/C2").status == 200
    printed = capfd.readouterr()
    assert "C-SECRET" not in printed.out + printed.err + repr(server.events)
    told = [event.what for event in server.events if isinstance(event, ServingProblem)]
    if kind is StatementError:
        assert told == ["/customers/{customer}: StatementError"]
    else:
        assert printed.err == "server: RuntimeError\n"


def test_the_log_names_routes_and_nobody(built: Path) -> None:
    asked = [
        ("/customers/C2", 200),
        ("/customers/C-UNKNOWN", 404),
        ("/segments/loyal/many/members?cursor=C-CURSOR", 400),
        ("/customers-of-C-OTHER", 404),
        (f"/customers/C-LONG{'x' * LONGEST_URL}", 414),
    ]
    with served(built) as server:
        for path, status in asked:
            assert server.get(path).status == status
        answered = server.answered(len(asked))
    assert [(each.method, each.route, each.status, each.generation) for each in answered] == [
        ("GET", "/customers/{customer}", 200, 1),
        ("GET", "/customers/{customer}", 404, None),
        ("GET", "/segments/{family}/{segment}/members", 400, None),
        ("GET", "(no route)", 404, None),
        ("GET", "(no route)", 414, None),
    ]
    assert all(each.sent_bytes > 20 for each in answered)
    assert "C-" not in repr(server.events)
    assert "C2" not in repr(server.events)
