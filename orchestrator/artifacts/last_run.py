"""What the journal says of the last run, however that run ended."""

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
"""The command whose statements take effect at once, and are not published."""


class LastRun(Struct, frozen=True):
    """The last run, as far as it was written down.

    `is_finished`: it ended by itself or by a signal that it could still answer (`signal`).
    `interrupted` are nodes that were running when it stopped. `results` are without rows and SQL.
    `generation` and `relations` tell what was published, where the process lived to write it;
    `found` is the generation that was as the run would have published it.
    `asked` is what was written down of the command, to repeat it.
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
    asked: Mapping[str, Any] = field(default_factory=dict)
    elapsed_seconds: float | None = None

    @property
    def is_published(self) -> bool:
        """Whether the journal saw the run publish something."""
        return self.generation is not None

    @property
    def ended_well(self) -> bool:
        """Whether it ended by itself, nothing failed and nothing was held back."""
        is_failed = any(result.is_failed for result in self.results.values())
        is_stopped = not self.is_finished or self.signal is not None
        return not (is_stopped or is_failed or self.not_published)


def read_last(path: Path, target: str | None = None) -> LastRun | Damaged | None:
    """The last run in a journal; None when there is no run, Damaged when it makes no sense.

    With a `target`, the last run that worked on it. Operations that ended well are passed over, as
    they leave nothing to go on with. A torn last line is what a kill leaves, and is passed over.
    """
    whole = _whole_lines(path)
    if whole.strip() and not any(runs_backwards(whole)):
        return Damaged(path, "it records no start of a run")
    runs = _runs(path, whole, target)
    return next((run for run in runs if not _is_done_operation(run)), None)


def _is_done_operation(run: LastRun | Damaged) -> bool:
    return isinstance(run, LastRun) and run.command == OPERATION and run.ended_well


def read_runs(path: Path, target: str) -> tuple[LastRun, ...]:
    """The runs of nodes on a target in a journal, the last one first; up to what is damaged.

    An operation is none: it is of no node.
    """
    found: list[LastRun] = []
    for run in _runs(path, _whole_lines(path), target):
        if isinstance(run, Damaged):
            break
        if run.command != OPERATION:
            found.append(run)
    return tuple(found)


def _whole_lines(path: Path) -> bytes:
    """The journal without a torn last line; nothing where there is none."""
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
    """Move a damaged journal out of the way, so that a new one starts; where it is now."""
    aside = path.with_name(f"{path.name}.damaged")
    try:
        path.replace(aside)
    except OSError as error:
        raise fault("rename", path, error) from error
    return aside


def _run(events: Iterable[Mapping[str, Any]]) -> LastRun:
    """The run that the lines tell of; the first of them is its RunStarted."""
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
                    "asked": dict(event.get("asked", {})),
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
