"""Where events are delivered: a destination of the project, or a JSON Lines file."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct

from orchestrator.artifacts.files import fault, sync
from orchestrator.commands.export.sending import destination_of
from orchestrator.config.destination import Destination
from orchestrator.errors import EnvironmentFault, UsageError
from orchestrator.json_text import json_text
from orchestrator.people.event_log import SegmentEvent
from orchestrator.people.libraries_door import delivery
from orchestrator.workspace.value import Workspace

FILE_ENDING = ".jsonl"
_BEGINNING = b'{"id": "'
_LINES = 5_000
_LONGEST_LINE = 65_536


class EventSink(Protocol):
    """Accepts events in order; each batch is accepted in full, or raises."""

    @property
    def batch(self) -> int:
        """Return how many events it accepts at once."""

    def send(self, consumer: str, events: Sequence[dict[str, Any]]) -> None:
        """Send a batch, which must not be empty; raises EnvironmentFault if it was not accepted."""


class HttpSink(Struct, frozen=True):
    """A destination that receives batches by HTTP POST."""

    destination: Destination

    @property
    def batch(self) -> int:
        """Return the batch size from the project file."""
        return self.destination.batch

    def send(self, consumer: str, events: Sequence[dict[str, Any]]) -> None:
        """Send a batch; if the same events are sent again, the `Idempotency-Key` is the same."""
        first, last = events[0]["id"], events[-1]["id"]
        key = hashlib.sha256(f"{consumer}:{first}:{last}".encode()).hexdigest()
        content = {"consumer": consumer, "first": first, "last": last, "events": events}
        delivery().post(
            self.destination.url,
            json_text(content).encode(),
            {**self.destination.headers, "Idempotency-Key": key},
            retries=self.destination.retries,
            timeout=self.destination.timeout_seconds,
            left="what it accepted will not be sent again",
        )


class FileSink(Struct, frozen=True):
    """A file with one line per event, open as file descriptor `number`."""

    path: Path
    number: int
    batch: int = _LINES

    def send(self, consumer: str, events: Sequence[dict[str, Any]]) -> None:
        """Append the lines of a batch, and wait until they are on disk."""
        left = memoryview("".join(f"{json_text(event)}\n" for event in events).encode())
        try:
            while left:
                left = left[os.write(self.number, left) :]
            sync(self.number)
        except OSError as error:
            raise fault("write", self.path, error) from error


def shown_target(workspace: Workspace, to: str) -> str:
    """Return how the warehouse names a destination or file: relative inside the project folder."""
    if not _is_file(workspace, to):
        return to
    path, root = _path(to), workspace.file.root
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _is_file(workspace: Workspace, to: str) -> bool:
    return to not in workspace.file.destinations and to.casefold().endswith(FILE_ENDING)


def _path(to: str) -> Path:
    return Path(os.path.normpath(Path(to).absolute()))


@contextmanager
def open_sink(workspace: Workspace, to: str) -> Iterator[EventSink]:
    """Open the destination or file that `to` names; raises UsageError if it is neither."""
    if _is_file(workspace, to):
        with _opened_file(_path(to)) as sink:
            yield sink
        return
    try:
        destination = destination_of(workspace, to)
    except UsageError as error:
        raise UsageError(f"{error}; or name a file that ends with {FILE_ENDING}") from None
    yield HttpSink(destination)


@contextmanager
def _opened_file(path: Path) -> Iterator[FileSink]:
    """Open the file for appending, locked against other deliveries.

    A new file in which nothing was written does not stay after an error.
    """
    is_new = not path.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The file names people.
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError as error:
        raise fault("write", path, error) from error
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            what = f"another process is delivering events to {path}"
            raise EnvironmentFault(what, fix="wait until it has ended") from None
        try:
            _cut_torn_line(path, number)
        except OSError as error:
            raise fault("read", path, error) from error
        yield FileSink(path, number)
    except BaseException:
        if is_new and os.fstat(number).st_size == 0:
            path.unlink(missing_ok=True)
        raise
    finally:
        os.close(number)


def _cut_torn_line(path: Path, number: int) -> None:
    """Truncate a partial line left by a kill or a full disk: the event is sent again."""
    size = os.fstat(number).st_size
    first, is_complete, _ = os.pread(number, _LONGEST_LINE, 0).partition(b"\n")
    if not (_is_event(first) if is_complete else _BEGINNING.startswith(first[: len(_BEGINNING)])):
        raise EnvironmentFault(
            f"{path} contains something other than events: it was left unchanged",
            fix="name another file",
        )
    end = size
    while end > 0:
        begin = max(0, end - _LONGEST_LINE)
        found = os.pread(number, end - begin, begin).rfind(b"\n")
        if found >= 0:
            end = begin + found + 1
            break
        end = begin
    if end < size:
        os.truncate(number, end)


def _is_event(line: bytes) -> bool:
    try:
        values = json.loads(line)
    except ValueError:
        return False
    return isinstance(values, dict) and values.keys() == set(SegmentEvent.__struct_fields__)
