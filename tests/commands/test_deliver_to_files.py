"""Events are delivered to a JSON Lines file in complete lines, despite failures."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from orchestrator.commands.events import deliver as delivering
from orchestrator.commands.events import sinks as event_sinks
from orchestrator.commands.events.deliver import Delivered, consumers, reset_consumer
from orchestrator.errors import EnvironmentFault
from tests.commands.followed_shop import FILE, build, deliver, followed_shop, ids, lines
from tests.commands.shop import opened


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six events in two generations."""
    monkeypatch.chdir(tmp_path)
    return followed_shop(tmp_path)


def test_a_file_gets_a_line_for_each_event(shop: Path) -> None:
    assert deliver(shop, FILE) == Delivered(FILE, FILE, 6, 1, ids(shop)[-1])
    assert (shop / FILE).stat().st_mode & 0o777 == 0o600
    build(shop, 2)
    assert deliver(shop, str(shop / FILE)).events == 2
    assert [line["id"] for line in lines(shop)] == ids(shop)


def test_a_line_that_was_torn_by_a_kill_is_whole_afterwards(shop: Path) -> None:
    deliver(shop, FILE)
    whole = (shop / FILE).read_bytes()
    first_two = len(b"".join(whole.splitlines(keepends=True)[:2]))
    for size in (first_two, first_two + 1, first_two + 9, first_two + 100):
        # Of the batch a part came to the disk, and the cursor did not move.
        (shop / FILE).write_bytes(whole[:size])
        reset_consumer(opened(shop), FILE, ids(shop)[1])
        assert deliver(shop, FILE).events == 4
        assert (shop / FILE).read_bytes() == whole
    (shop / FILE).write_bytes(whole[:5])
    reset_consumer(opened(shop), FILE, "start")
    deliver(shop, FILE)
    assert (shop / FILE).read_bytes() == whole


@pytest.mark.parametrize("content", ["mine", '{"id": "1"}\n{"id": "2"}', '{"id": 1}\n', "[]\n"])
def test_a_file_of_somebody_else_is_left_as_it_is(shop: Path, content: str) -> None:
    (shop / "mine.jsonl").write_text(content)
    with pytest.raises(EnvironmentFault, match="contains something other than events"):
        deliver(shop, "mine.jsonl")
    assert (shop / "mine.jsonl").read_text() == content
    assert consumers(opened(shop)) == ()


def test_a_full_disk_is_told_and_loses_nothing(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int, data: memoryview) -> int:
        if len(data) < 300:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(number, data[:250])

    write = os.write
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(EnvironmentFault, match=r"cannot write .*: No space left on device"):
            deliver(shop, FILE)
    assert (shop / FILE).stat().st_size > 500
    deliver(shop, FILE)
    # Lines that were whole come twice.
    assert list(dict.fromkeys(line["id"] for line in lines(shop))) == ids(shop)


def test_two_processes_do_not_write_to_one_file(shop: Path) -> None:
    (shop / "out").mkdir()
    lock = (
        "import fcntl, sys; f = open(sys.argv[1], 'ab'); fcntl.flock(f, fcntl.LOCK_EX); "
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", lock, str(shop / FILE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(EnvironmentFault, match="another process"):
            deliver(shop, FILE)
        process.communicate("")


def test_a_reset_while_events_are_sent_is_not_undone(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(shop, FILE)
    build(shop, 2)
    send = event_sinks.FileSink.send

    def send_and_reset(self: event_sinks.FileSink, *given: Any) -> None:
        send(self, *given)
        reset_consumer(opened(shop), FILE, "start")

    with monkeypatch.context() as patched:
        patched.setattr(event_sinks.FileSink, "send", send_and_reset)
        deliver(shop, FILE)
    assert deliver(shop, FILE).events == 8


def test_many_events_are_read_in_pages(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for size in range(1, 8):
        monkeypatch.setattr(delivering, "_READ_AT_ONCE", size)
        told = deliver(shop, f"{size}.jsonl")
        assert (told.events, told.cursor) == (6, ids(shop)[-1])
        assert [line["id"] for line in lines(shop, f"{size}.jsonl")] == ids(shop)
