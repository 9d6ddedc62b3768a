"""The journal: every event of a run as one line of JSON, written as soon as it happens.

Rows of data, SQL, and successful time batches are left out: the journal is kept over many runs.
Each line has `event`, the
event's name; a run is the lines from one `RunStarted` to the next.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from msgspec.structs import asdict

from orchestrator.artifacts.aside import clear_left_aside
from orchestrator.artifacts.files import fault, sync, write_atomically
from orchestrator.json_text import json_instant, json_text
from orchestrator.results import (
    BatchFinished,
    BuiltAside,
    CopiedForReaders,
    Event,
    NodeFinished,
    NodeResult,
    NodesReused,
    NodeStarted,
    Notice,
    NotPublished,
    Published,
    RunFinished,
    RunStarted,
    Unchanged,
)
from orchestrator.secrets import NO_SECRETS, Mask

NAME = "seg_journal.jsonl"

# The first line of every run, so that runs are found without parsing all lines as JSON.
RUN_STARTED = b'{"event": "RunStarted"'

# A short secret can occur in a timestamp or number of a run by chance.
_OWN = ("run_id", "at", "started_at", "published_at")

_DURABLE = (RunStarted, Published, NotPublished, RunFinished)


class Journal:
    """Appends the events of a run to a file; if that is too large, old runs are dropped first.

    Raises EnvironmentFault when the file cannot be written. A journal without `Published` does not
    prove that nothing was published (the process may have died in between): ask the warehouse.
    `arguments` are recorded with the start of a run: the command and everything that determines its
    result.
    """

    def __init__(
        self,
        path: Path,
        *,
        mask: Mask = NO_SECRETS,
        arguments: Mapping[str, Any] | None = None,
        most_bytes: int = 4_000_000,
        keep_runs: int = 10,
    ) -> None:
        self._path = path
        self._mask = mask
        self._arguments = arguments
        self._most_bytes = most_bytes
        self._keep_runs = keep_runs
        self._file: BinaryIO | None = None

    def show(self, event: Event) -> None:
        """Append one event; sync to disk if it changes what the next run can assume."""
        if isinstance(event, RunStarted):
            self._open()
        if self._file is None or _is_of_many(event):
            return
        fields = {"event": type(event).__name__, **_fields(event)}
        if isinstance(event, RunStarted) and self._arguments is not None:
            fields["arguments"] = self._arguments
        line = self._masked(fields)
        try:
            self._file.write(line.encode() + b"\n")
            self._file.flush()
            if isinstance(event, _DURABLE):
                sync(self._file.fileno())
        except OSError as error:
            self._drop()
            raise fault("write", self._path, error) from error
        if isinstance(event, RunFinished):
            self.close()

    def _masked(self, fields: Mapping[str, Any]) -> str:
        """Return the line without secrets; timestamps and numbers by seg itself stay readable."""
        text = json_text(fields)
        masked = self._mask.json(text)
        if masked == text:
            return text
        own = {name: fields[name] for name in _OWN if name in fields}
        return json_text({**json.loads(masked), **own})

    def close(self) -> None:
        """Close the file; a run without RunFinished counts as unfinished."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self) -> None:
        self.close()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            clear_left_aside(self._path.parent)
            torn = self._prune()
            self._file = self._path.open("ab")
            if torn:
                self._file.write(b"\n")
        except OSError as error:
            raise fault("write", self._path, error) from error

    def _prune(self) -> bool:
        """Drop old runs if the file is too large; return whether its last line is torn."""
        try:
            size = self._path.stat().st_size
            if size <= self._most_bytes:
                return size > 0 and not _ends_with_newline(self._path)
            content = self._path.read_bytes()
        except FileNotFoundError:
            return False
        kept = last_runs(content, self._keep_runs, self._most_bytes // 2)
        write_atomically(self._path, kept)
        return bool(kept) and not kept.endswith(b"\n")

    def _drop(self) -> None:
        """Abandon a file that cannot be written; closing it would try to write again."""
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError:
                return


def last_runs(content: bytes, most_runs: int, most_bytes: int) -> bytes:
    """Return the last runs of a journal: always the last one, and more while they fit."""
    start = len(content)
    for _ in range(most_runs):
        before = _run_before(content, start)
        if before is None or (start < len(content) and len(content) - before > most_bytes):
            break
        start = before
    return content[start:]


def runs_backwards(content: bytes) -> Iterator[bytes]:
    """Yield the lines of each run of a journal, the last run first."""
    end = len(content)
    while (start := _run_before(content, end)) is not None:
        yield content[start:end]
        end = start


def _run_before(content: bytes, end: int) -> int | None:
    """Return the start of the last run that begins before `end`."""
    found = content.rfind(b"\n" + RUN_STARTED, 0, end)
    if found >= 0:
        return found + 1
    return 0 if end > 0 and content.startswith(RUN_STARTED) else None


def _is_of_many(event: Event) -> bool:
    """Return whether it is about a successful batch: these could leave no room for other runs."""
    return isinstance(event, BatchFinished) and event.status == "success"


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _fields(event: Event) -> Mapping[str, Any]:
    match event:
        case RunStarted():
            return {
                "run_id": event.run_id,
                "command": event.command,
                "total": event.total,
                "threads": event.threads,
                "target": event.target,
                "at": json_instant(event.at),
            }
        case NodesReused():
            return {"unique_ids": [result.unique_id for result in event.results]}
        case Unchanged():
            return {
                "relations": event.relations,
                "generation": event.generation,
                "published_at": json_instant(event.published_at),
            }
        case NodeStarted():
            return {
                "unique_id": event.unique_id,
                "index": event.index,
                "at": json_instant(event.at),
            }
        case NodeFinished():
            return {"index": event.index, **_result_fields(event.result)}
        case BuiltAside():
            return {"unique_ids": list(event.versions)}
        case BatchFinished() | Notice() | Published() | NotPublished() | CopiedForReaders():
            return asdict(event)
        case RunFinished():
            return {
                "elapsed_seconds": event.elapsed_seconds,
                "at": json_instant(event.at),
                "signal": event.signal,
                "statuses": _counts(event.results),
            }


def _result_fields(result: NodeResult) -> Mapping[str, Any]:
    return {
        "unique_id": result.unique_id,
        "status": result.status,
        "message": result.message,
        "elapsed_seconds": result.elapsed_seconds,
        "started_at": json_instant(result.started_at) if result.started_at else None,
        "failures": result.failures,
        "relation": result.relation,
        "details": _counted(result.details),
    }


def _counted(details: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the number of time batches: all of them are in run_results.json."""
    batches = details.get("batches")
    if not batches:
        return details
    return {**details, "batches": {name: len(found) for name, found in batches.items()}}


def _counts(results: Iterable[NodeResult]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for result in results:
        counts[result.status] = counts.get(result.status, 0) + 1
    return counts
