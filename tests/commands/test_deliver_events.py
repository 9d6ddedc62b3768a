"""Events are delivered to consumers at least once and in order, despite failures."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from msgspec.structs import replace

import orchestrator
from orchestrator.commands.events import deliver as delivering
from orchestrator.commands.events import sinks as event_sinks
from orchestrator.commands.events.deliver import (
    Delivered,
    consumers,
    drop_consumer,
    reset_consumer,
)
from orchestrator.errors import EnvironmentFault, UsageError, WarehouseLocked
from tests.commands.followed_shop import FILE, build, deliver, followed_shop, ids, lines
from tests.commands.shop import opened
from tests.projects import rows, seg, write_project, writing
from tests.receiver import Receiver
from tests.running.readers.readers import held
from tests.running.stopped.processes import ended, started


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def shop(tmp_path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six events in two generations, and a destination that takes four at once."""
    monkeypatch.chdir(tmp_path)
    return followed_shop(
        tmp_path,
        f"destinations: {{crm: {{url: 'http://127.0.0.1:{receiver.server_port}/events', "
        "batch: 4, retries: 1, headers: {Authorization: secret}}}\n",
    )


def accepted(receiver: Receiver) -> list[str]:
    """The ids in the batches that the receiver took."""
    taken = [batch["events"] for batch in receiver.batches if batch["code"] == 200]
    return [event["id"] for events in taken for event in events]


def test_a_destination_gets_what_it_has_not_got_yet(shop: Path, receiver: Receiver) -> None:
    known = ids(shop)
    assert deliver(shop) == Delivered("crm", "crm", 6, 2, known[-1])
    first, second = receiver.batches
    assert (first["consumer"], first["first"], first["last"]) == ("crm", known[0], known[3])
    assert [event["id"] for event in second["events"]] == known[4:]
    listed = seg(shop, "events", "--output", "jsonl").stdout.splitlines()
    assert [*first["events"], *second["events"]] == [json.loads(line) for line in listed]
    assert receiver.headers_of[0]["Authorization"] == "secret"
    keys = {headers["Idempotency-Key"] for headers in receiver.headers_of}
    assert len(keys) == 2
    assert deliver(shop) == Delivered("crm", "crm", 0, 0, known[-1])
    build(shop, 2)
    assert deliver(shop).events == 2
    assert accepted(receiver) == ids(shop)


def test_what_was_not_taken_is_sent_again_with_the_same_key(shop: Path, receiver: Receiver) -> None:
    receiver.answers = [200, 400]
    with pytest.raises(EnvironmentFault, match="answered 400 Bad Request: told why"):
        deliver(shop)
    assert [line.lag for line in consumers(opened(shop))] == [2]
    receiver.answers = [503, 200]
    assert deliver(shop).events == 2
    assert accepted(receiver) == ids(shop)
    assert len({headers["Idempotency-Key"] for headers in receiver.headers_of}) == 2
    assert [batch["code"] for batch in receiver.batches] == [200, 400, 503, 200]


def test_a_destination_that_is_not_there_ends_with_3(shop: Path, receiver: Receiver) -> None:
    receiver.answers = [429, 429, 429]
    failed = seg(shop, "events", "deliver", "--to", "crm")
    assert failed.exit_code == 3
    assert failed.stderr.endswith(
        "answered 429 Too Many Requests: told why\n  fix: what it accepted will not be sent again: "
        "run the same command again once it is ready\n"
    )
    assert [line.lag for line in consumers(opened(shop))] == [6]


def test_consumers_are_independent_and_can_be_reset(shop: Path, receiver: Receiver) -> None:
    known = ids(shop)
    deliver(shop, FILE, consumer="few only", segment="loyal.few")
    deliver(shop, consumer="new", since="newest")
    deliver(shop, "other.jsonl", since=known[3])
    assert [line["id"] for line in lines(shop)] == [known[0], known[3]]
    assert [line["id"] for line in lines(shop, "other.jsonl")] == known[4:]
    assert receiver.batches == []
    build(shop, 2)
    found = {line.consumer.name: line for line in consumers(opened(shop))}
    assert {name: line.lag for name, line in found.items()} == {
        "few only": 1,
        "new": 2,
        "other.jsonl": 2,
    }
    shown = json.loads(seg(shop, "events", "consumers", "--json").stdout)["consumers"][0]
    assert (shown["consumer"], shown["sent_to"], shown["segment"], shown["lag"]) == (
        "few only",
        FILE,
        "few",
        1,
    )
    assert reset_consumer(opened(shop), "new", "start").number == 0
    assert deliver(shop, consumer="new").events == 8
    reset_consumer(opened(shop), "new", known[5])
    assert deliver(shop, consumer="new").events == 2
    reset_consumer(opened(shop), "new", "newest")
    assert deliver(shop, consumer="new").events == 0
    drop_consumer(opened(shop), "new")
    assert deliver(shop, consumer="new").events == 8


def test_keys_can_be_hashed(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEG_SECRET_EXPORT_SALT", "pepper")
    deliver(shop, FILE, hash_keys=True)
    first = lines(shop)[0]
    assert first["entity_column"] == "customer_id_sha256"
    hashed = rows(shop, "select sha256('pepper1')")[0][0]
    assert first["entity"] == hashed


def test_what_makes_no_sense_is_refused(shop: Path) -> None:
    deliver(shop, FILE, since="newest")
    (shop / "mine.jsonl").write_text("mine\n")
    newest = ids(shop)[-1]
    refusals: list[tuple[dict[str, Any], str]] = [
        ({"to": "cmr"}, "no destination 'cmr'\n  fix: did you mean 'crm'?; or name a file that "
         "ends with .jsonl"),
        ({(
            "to"
        ): FILE, "family": "loyal"}, (
            f"the consumer '{FILE}' received different events until now: all, keys as they are\n  "
            "fix: use the same options, or choose another name for the consumer"
        )),
        ({"to": FILE, "since": "start"}, f"the consumer '{FILE}' already exists, and "
         f"continues from '{newest}'\n  fix: reset it, or choose another name"),
        ({"to": "crm", "family": "loyl"}, "no segment family 'loyl'\n  fix: did you mean 'loyal'?"),
        ({"to": "mine.jsonl"}, f"{shop}/mine.jsonl contains something other than events: it was "
         "left unchanged\n  fix: name another file"),
    ]  # fmt: skip
    for options, message in refusals:
        with pytest.raises((UsageError, EnvironmentFault)) as refused:
            deliver(shop, **options)
        assert str(refused.value) == message
    assert (shop / "mine.jsonl").read_text() == "mine\n"
    for call in (reset_consumer, drop_consumer):
        with pytest.raises(UsageError) as refused:
            call(opened(shop), ("crn"), *(["start"] if call is reset_consumer else []))  # type: ignore[operator]
        assert str(refused.value) == f"no consumer 'crn'\n  fix: consumers: {FILE}"


def test_a_consumer_whose_events_are_not_kept_is_told(shop: Path) -> None:
    deliver(shop, FILE)
    reset_consumer(opened(shop), FILE, "start")
    with writing(shop / "warehouse.duckdb") as connection:
        connection.execute("delete from _seg.segment_events where number <= 2")
        connection.execute("update _seg.segment_event_streams set forgotten = 2")
    with pytest.raises(UsageError) as refused:
        deliver(shop, FILE)
    assert str(refused.value).splitlines()[0] == (
        f"the consumer '{FILE}': events after the cursor '{ids(shop)[0][:8]}-0' are no longer kept"
    )
    with pytest.raises(UsageError, match="are no longer kept"):
        deliver(shop, "new.jsonl")
    assert not (shop / "new.jsonl").exists()


def test_a_kill_after_sending_sends_again_and_loses_nothing(
    shop: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> bool:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(delivering, "_advanced", killed)
        with pytest.raises(SystemExit):
            deliver(shop)
    assert deliver(shop).events == 6
    assert accepted(receiver) == ids(shop) * 2
    keys = [headers["Idempotency-Key"] for headers in receiver.headers_of]
    assert keys[:2] == keys[2:]


def test_a_killed_process_is_carried_on_from_what_it_noted(shop: Path, receiver: Receiver) -> None:
    with started(shop, "events", "deliver", "--to", "crm") as process:

        def kill(number: int) -> None:
            if number == 2:
                process.kill()
                process.wait()

        receiver.when_taken = kill
        ended(process)
    assert process.returncode == -signal.SIGKILL
    receiver.when_taken = lambda number: None
    # The first batch was accepted, and so was the second, as far as the receiver knows.
    assert deliver(shop).events == 6
    assert list(dict.fromkeys(accepted(receiver))) == ids(shop)
    assert deliver(shop).events == 0


def test_a_build_need_not_wait_for_a_destination(
    shop: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = event_sinks.HttpSink.send

    def send_while_building(self: event_sinks.HttpSink, *given: Any) -> None:
        if not receiver.batches:
            build(shop, 2)
        send(self, *given)

    monkeypatch.setattr(event_sinks.HttpSink, "send", send_while_building)
    assert deliver(shop).events == 6
    assert deliver(shop).events == 2
    assert accepted(receiver) == ids(shop)


def test_a_cursor_waits_while_another_process_has_the_warehouse(
    shop: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = event_sinks.HttpSink.send
    holding: list[Any] = []

    def send_while_held(self: event_sinks.HttpSink, *given: Any) -> None:
        if not holding:
            holding.append(held(shop / "warehouse.duckdb"))
            holding[0].__enter__()
        send(self, *given)

    monkeypatch.setattr(event_sinks.HttpSink, "send", send_while_held)
    told = deliver(shop)
    assert (told.events, told.is_waiting) == (6, True)
    with pytest.raises(WarehouseLocked):
        deliver(shop)
    waiting = shop / "warehouse.duckdb.waiting"
    assert [file.suffix for file in waiting.iterdir()] == [".cursor"]
    holding[0].__exit__(None, None, None)
    assert [(line.consumer.cursor, line.lag) for line in consumers(opened(shop))] == [
        (ids(shop)[-1], 0)
    ]
    assert not waiting.exists()
    assert deliver(shop).events == 0


def test_who_was_told_of_an_erased_person_is_named(shop: Path) -> None:
    deliver(shop, FILE, segment="loyal.few")
    deliver(shop, "many.jsonl", segment="loyal.many")
    erased = seg(shop, "erase", "3")
    assert "events delivered to many.jsonl (many.jsonl) may name them" in erased.stdout
    assert FILE not in erased.stdout


def test_before_there_are_events_nothing_is_sent(tmp_path: Path) -> None:
    write_project(tmp_path, {"models/a.sql": "select 1 as id"})
    assert seg(tmp_path, "build").exit_code == 0
    file = str(tmp_path / "a.jsonl")
    assert deliver(tmp_path, file) == Delivered("a.jsonl", "a.jsonl")
    assert consumers(opened(tmp_path)) == ()
    assert seg(tmp_path, "events", "consumers").stdout == "no consumers\n"


def test_the_api_delivers_too(shop: Path) -> None:
    project = orchestrator.open_project(shop)
    told = project.deliver_events(str(shop / FILE), consumer="crm of the shop")
    assert told == replace(told, consumer="crm of the shop", sent_to=FILE, events=6)
    with pytest.raises(UsageError, match="hash_keys"):
        project.deliver_events("crm", hash_keys=1)  # type: ignore[arg-type]
