"""What the journal says about the last run, however that run ended."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct, field

from orchestrator.artifacts.files import Damaged, fault
from orchestrator.artifacts.journal import runs_backwards
from orchestrator.results import NodeResult, Status

_STATUSES = frozenset(get_args(Status))


OPERATION = "run-operation"
"""The command whose statements take effect at once, without publishing."""


class LastRun(Struct, frozen=True):
    """The last run, as far as it was recorded.

    `is_finished`: it ended on its own or by a signal that it could handle (`signal`). `interrupted`
    are nodes that were running when it stopped. `results` have no rows and no SQL. `generation` and
    `relations` say what was published, if the process survived to write it; `found` is the
    generation that already equalled what the run would have published. `arguments` are those of the
    command, to repeat it.
    """

    run_id: str
    command: str
    started_at: datetime
    is_finished: bool = False
    signal: int | None = None
    interrupted: tuple[str, ...] = ()
    results: Mapping[str, NodeResult] = field(default_factory=dict)
    generation: int | None = None
    relations: int | None = None
    found: int | None = None
    not_published: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    elapsed_seconds: float | None = None

    @property
    def is_published(self) -> bool:
        """Return whether the journal recorded that the run published something."""
        return self.generation is not None

    @property
    def ended_well(self) -> bool:
        """Return whether it ended on its own, nothing failed and nothing was held back."""
        is_failed = any(result.is_failed for result in self.results.values())
        is_stopped = not self.is_finished or self.signal is not None
        return not (is_stopped or is_failed or self.not_published)


def read_last(path: Path, target: str | None = None) -> LastRun | Damaged | None:
    """Return the last run in a journal; None if there is no run, Damaged if it is not valid.

    With a `target`, the last run on it. Successful operations are ignored, because they leave
    nothing to continue. An incomplete last line, as a kill leaves it, is ignored too.
    """
    whole = _whole_lines(path)
    if whole.strip() and not any(runs_backwards(whole)):
        return Damaged(path, "it records no start of a run")
    runs = _runs(path, whole, target)
    return next((run for run in runs if not _is_done_operation(run)), None)


def _is_done_operation(run: LastRun | Damaged) -> bool:
    return isinstance(run, LastRun) and run.command == OPERATION and run.ended_well


def read_runs(path: Path, target: str) -> tuple[LastRun, ...]:
    """Return the runs on a target in a journal, the last one first, up to damaged lines.

    Operations are left out: they have no nodes.
    """
    found: list[LastRun] = []
    for run in _runs(path, _whole_lines(path), target):
        if isinstance(run, Damaged):
            break
        if run.command != OPERATION:
            found.append(run)
    return tuple(found)


def _whole_lines(path: Path) -> bytes:
    """Return the journal without an incomplete last line; empty if there is none."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise fault("read", path, error) from error
    return content[: content.rfind(b"\n") + 1]


def _runs(path: Path, whole: bytes, target: str | None) -> Iterator[LastRun | Damaged]:
    for lines in runs_backwards(whole):
        try:
            events = [json.loads(line) for line in lines.splitlines()]
            if target is None or events[0].get("target", target) == target:
                yield _run(events)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            why = f"a line of the last run is not readable ({type(error).__name__})"
            yield Damaged(path, why)
            return


def set_aside(path: Path) -> Path:
    """Move a damaged journal out of the way, so that a new one starts; return its new path."""
    aside = path.with_name(f"{path.name}.damaged")
    try:
        path.replace(aside)
    except OSError as error:
        raise fault("rename", path, error) from error
    return aside


def _run(events: Iterable[Mapping[str, Any]]) -> LastRun:
    """Return the run in these lines; the first of them is its RunStarted."""
    known: dict[str, Any] = {}
    running: dict[int, str] = {}
    results: dict[str, NodeResult] = {}
    for event in events:
        match event["event"]:
            case "RunStarted":
                known = {
                    "run_id": event["run_id"],
                    "command": event["command"],
                    "started_at": datetime.fromisoformat(event["at"]),
                    "arguments": dict(event.get("arguments", {})),
                }
            case "NodesReused":
                results |= {name: NodeResult(name, "reused") for name in event["unique_ids"]}
            case "NodeStarted":
                running[event["index"]] = event["unique_id"]
            case "NodeFinished":
                running.pop(event["index"], None)
                results[event["unique_id"]] = _result(event)
            case "Published":
                known |= {"generation": event["generation"], "relations": event["relations"]}
            case "Unchanged":
                known["found"] = event["generation"]
            case "NotPublished":
                known["not_published"] = event["reason"]
            case "RunFinished":
                known |= {"is_finished": True, "signal": event["signal"]}
                known["elapsed_seconds"] = event.get("elapsed_seconds")
            case _:
                continue
    stopped = [name for name, result in results.items() if result.status == "interrupted"]
    return LastRun(**known, interrupted=(*stopped, *running.values()), results=results)


def _result(event: Mapping[str, Any]) -> NodeResult:
    if event["status"] not in _STATUSES:
        raise ValueError(event["status"])
    started_at = event["started_at"]
    return NodeResult(
        event["unique_id"],
        event["status"],
        event["message"],
        elapsed_seconds=float(event["elapsed_seconds"]),
        started_at=datetime.fromisoformat(started_at) if started_at else None,
        failures=event["failures"],
        relation=event["relation"],
        details=dict(event["details"]),
    )
