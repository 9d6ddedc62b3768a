"""`seg export --to`: a list is sent to a real server, which can refuse it."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from tests.action.listed_shop import NAMES, build_shop
from tests.projects import Outcome, rows, seg
from tests.receiver import Receiver
from tests.shared import own_copy


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def shop(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """Twenty customers, all of them big and reachable, and a destination that takes eight each."""
    folder = own_copy(tmp_path_factory, "the shop of twenty", build_shop, tmp_path)
    monkeypatch.setenv("SEG_SECRET_CRM", "t0ken-of-the-crm")
    declare(
        folder,
        url=f"http://127.0.0.1:{receiver.server_port}/lists",
        retries=2,
        batch=8,
        columns=["spent"],
        headers={"Authorization": "Bearer {{ env_var('SEG_SECRET_CRM') }}"},
    )
    return folder


def declare(folder: Path, **destination: object) -> None:
    project = folder / "seg_project.yml"
    text = yaml.safe_load(project.read_text())
    project.write_text(json.dumps(text | {"destinations": {"crm": destination}}))


def export(folder: Path, *arguments: str) -> Outcome:
    return seg(folder, "export", "tier.big", "--channel", "email", *arguments)


def acknowledged(folder: Path) -> list[str]:
    query = "select entity from _seg.export_members where state = 'acknowledged' order by 1"
    return [name for (name,) in rows(folder, query)]


def test_a_list_is_sent_in_batches_and_acknowledged(shop: Path, receiver: Receiver) -> None:
    outcome = export(shop, "--to", "crm")
    assert outcome.exit_code == 0, outcome.stderr
    assert outcome.stdout.startswith("Sent to crm: 20 rows in 3 requests, acknowledged.\n")
    assert [(each["batch"], each["batches"], len(each["people"])) for each in receiver.batches] == [
        (1, 3, 8), (2, 3, 8), (3, 3, 4)
    ]  # fmt: skip
    assert receiver.batches[0]["list"] == "tier.big/email"
    assert receiver.batches[0]["people"][0] == {"customer_id": "c01", "spent": 90}
    assert {each["Authorization"] for each in receiver.headers_of} == {"Bearer t0ken-of-the-crm"}
    assert len({each["Idempotency-Key"] for each in receiver.headers_of}) == 3
    assert acknowledged(shop) == NAMES
    assert export(shop, "--to", "crm", "--delta").exit_code == 0
    assert receiver.batches[-1]["people"] == []


def test_a_busy_receiver_is_asked_again_with_the_same_key(shop: Path, receiver: Receiver) -> None:
    receiver.answers = [503, 200, 429]
    assert export(shop, "--to", "crm").exit_code == 0
    assert [each["batch"] for each in receiver.batches] == [1, 1, 2, 2, 3]
    keys = [each["Idempotency-Key"] for each in receiver.headers_of]
    assert (keys[0], keys[2]) == (keys[1], keys[3])
    assert acknowledged(shop) == NAMES


@pytest.mark.parametrize(
    ("answers", "told", "requests"),
    [
        ([400], "answered 400 Bad Request: told why", 1),
        ([200, 401], "answered 401 Unauthorized: told why", 2),
        ([500, 500, 500], "answered 500 Internal Server Error: told why", 3),
        ([302], "answered 302 Found", 1),
    ],
)
def test_nobody_is_acknowledged_by_a_receiver_that_fails(
    shop: Path, receiver: Receiver, answers: list[int], told: str, requests: int
) -> None:
    receiver.answers = answers
    failed = export(shop, "--to", "crm")
    assert (failed.exit_code, failed.stdout) == (3, "")
    assert f"127.0.0.1:{receiver.server_port} {told}\n" in failed.stderr
    assert "nobody was acknowledged: run the same command again" in failed.stderr
    assert len(receiver.batches) == requests
    assert acknowledged(shop) == []
    first = [each["Idempotency-Key"] for each in receiver.headers_of]
    assert export(shop, "--to", "crm").exit_code == 0
    again = [each["Idempotency-Key"] for each in receiver.headers_of[requests:]]
    assert again[0] == first[0]
    assert acknowledged(shop) == NAMES


def test_the_same_list_later_has_other_keys(shop: Path, receiver: Receiver) -> None:
    """Otherwise a receiver that remembers keys would mistake a list for an earlier, equal one."""
    for _ in range(2):
        assert export(shop, "--to", "crm").exit_code == 0
    keys = [each["Idempotency-Key"] for each in receiver.headers_of]
    assert len(set(keys)) == 6


def test_a_receiver_that_is_not_there(shop: Path, receiver: Receiver) -> None:
    declare(shop, url="http://127.0.0.1:9/lists", retries=0, timeout_seconds=2)
    failed = export(shop, "--to", "crm")
    assert failed.exit_code == 3
    assert failed.stderr.startswith("127.0.0.1:9 could not be reached: NewConnectionError\n")


def test_secrets_of_a_destination_are_hidden(shop: Path, receiver: Receiver) -> None:
    assert export(shop, "--to", "crm").exit_code == 0
    for command in (("parse",), ("build",), ("ls", "--output", "json")):
        outcome = seg(shop, *command)
        assert "t0ken" not in outcome.stdout + outcome.stderr
    for file in (shop / "target").rglob("*"):
        assert not file.is_file() or b"t0ken" not in file.read_bytes(), file


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "cmr"), "no destination 'cmr'\n  fix: did you mean 'crm'?\n"),
        (
            ("--to", "crm", "-o", "x.csv"),
            "--to sends the list and writes no file: --output has no meaning\n"
            "  fix: remove one of them\n",
        ),
        (
            ("--to", "crm", "--format", "csv"),
            "--to sends the list and writes no file: --format has no meaning\n"
            "  fix: remove one of them\n",
        ),
    ],
)
def test_what_cannot_be_meant(shop: Path, arguments: tuple[str, ...], message: str) -> None:
    assert export(shop, *arguments) == Outcome(2, "", message)


@pytest.mark.parametrize(
    ("destination", "message"),
    [
        ({"url": "http://crm.example.com"}, "'url': expected https://..., found 'http://crm."),
        ({"url": "ftp://x"}, "'url': expected https://..., found 'ftp://x'"),
        ({}, "'url' is missing"),
        ({"url": "https://x", "batch": 0}, "'batch': expected 1 or more, found 0"),
        ({"url": "https://x", "retries": -1}, "'retries': expected 0 or more, found -1"),
        ({"url": "https://x", "timeout_seconds": 0}, "'timeout_seconds': expected more than 0"),
        ({"url": "https://x", "token": "a"}, "unknown key 'token'"),
    ],
)
def test_a_destination_is_checked(shop: Path, destination: dict[str, Any], message: str) -> None:
    declare(shop, **destination)
    refused = seg(shop, "parse")
    assert refused.exit_code == 2
    assert message in refused.stderr
