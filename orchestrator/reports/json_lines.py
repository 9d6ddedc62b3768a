"""The log format `json`: one JSON object per line for each event.

`info` is the same for all: `name` (the event's), `level` (info, warn, error), `ts` (UTC), `msg`
(a sentence for a person), `invocation_id`, `pid`, `thread`. `data` depends on the event:

- RunStarted: command, total, threads
- NodesReused: unique_ids
- NodeStarted: index, total, node_info
- BatchFinished: unique_id, batch, index, total, status, execution_time, count
- NodeFinished: index, total, node_info, status, execution_time, message, failures, details
- Notice: nothing
- Published: generation, relations, execution_time
- NotPublished: reason, kept
- Unchanged: relations, generation, published_at
- CopiedForReaders: file, generation, relations, execution_time, problem
- RunFinished: exit_code, execution_time, signal, stats (how many nodes ended in which status)

`node_info` holds unique_id, node_name, resource_type, node_path, materialized. Rows of data and SQL
are left out on purpose: logs are kept longer, and read by more people, than a terminal.
"""

import os
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import asdict

from orchestrator.json_text import json_instant, json_text
from orchestrator.names import counted
from orchestrator.nodes import Node, resource_type
from orchestrator.reports.boundary import LOG_LEVELS, LogLevel
from orchestrator.reports.lines import Output
from orchestrator.reports.wording import (
    Level,
    copied,
    ending,
    finished,
    node_of,
    reused,
    subject,
    unchanged,
)
from orchestrator.results import (
    BatchFinished,
    BuiltAside,
    CopiedForReaders,
    Event,
    NodeFinished,
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


class JsonLines:
    """Prints each event of at least this level as one line of JSON."""

    def __init__(
        self,
        out: Output,
        nodes: Mapping[str, Node],
        invocation_id: str,
        *,
        mask: Mask = NO_SECRETS,
        log_level: LogLevel = "info",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._out = out
        self._nodes = nodes
        self._invocation_id = invocation_id
        self._mask = mask
        self._least = LOG_LEVELS.index(log_level)
        self._clock = clock
        self._total = 0

    def show(self, event: Event) -> None:
        """Print one event."""
        if isinstance(event, RunStarted):
            self._total = event.total
        level, message, data = self._said(event)
        if LOG_LEVELS.index(level) < self._least:
            return
        info = {
            "name": type(event).__name__,
            "level": level,
            "ts": json_instant(self._clock()),
            "msg": message,
            "invocation_id": self._invocation_id,
            "pid": os.getpid(),
            "thread": _thread(event),
        }
        self._out.write(json_text({"info": info, "data": data}, self._mask) + "\n")
        self._out.flush()

    def close(self) -> None:
        """Leave the stream to its owner."""

    def _said(self, event: Event) -> tuple[Level, str, Mapping[str, Any]]:
        match event:
            case RunStarted():
                data = {"command": event.command, "total": event.total, "threads": event.threads}
                return "info", f"Concurrency: {counted(event.threads, 'thread')}", data
            case NodesReused():
                names = [result.unique_id for result in event.results]
                return "info", reused(event), {"unique_ids": names}
            case Unchanged():
                return (
                    "info",
                    unchanged(event, is_idle=self._total == 0),
                    {
                        "relations": event.relations,
                        "generation": event.generation,
                        "published_at": json_instant(event.published_at),
                    },
                )
            case NodeStarted():
                node = node_of(event.unique_id, self._nodes)
                return (
                    "info",
                    f"START {subject(event.unique_id, node)}",
                    {
                        "index": event.index,
                        "total": self._total,
                        "node_info": _node_info(event.unique_id, node),
                    },
                )
            case NodeFinished():
                return self._node_finished(event)
            case Notice():
                return event.level, event.message, {}
            case Published():
                relations = counted(event.relations, "relation")
                return (
                    "info",
                    f"Published generation {event.generation}: {relations}",
                    {
                        "generation": event.generation,
                        "relations": event.relations,
                        "execution_time": event.seconds,
                    },
                )
            case BatchFinished() | NotPublished() | CopiedForReaders() | BuiltAside():
                return _outcome(event)
            case RunFinished():
                level: Level = "error" if event.exit_code else "info"
                return (
                    level,
                    finished(event.results, self._nodes, event.elapsed_seconds),
                    {
                        "exit_code": event.exit_code,
                        "execution_time": event.elapsed_seconds,
                        "signal": event.signal,
                        "stats": Counter(result.status for result in event.results),
                    },
                )

    def _node_finished(self, event: NodeFinished) -> tuple[Level, str, Mapping[str, Any]]:
        result = event.result
        node = node_of(result.unique_id, self._nodes)
        ended = ending(result, node)
        return (
            ended.level,
            ended.text,
            {
                "index": event.index,
                "total": self._total,
                "node_info": _node_info(result.unique_id, node),
                "status": result.status,
                "execution_time": result.elapsed_seconds,
                "message": result.message,
                "failures": result.failures,
                "details": result.details,
            },
        )


def _thread(event: Event) -> str:
    if isinstance(event, NodeFinished):
        return event.result.thread
    return threading.current_thread().name


def _node_info(unique_id: str, node: Node | None) -> Mapping[str, Any]:
    if node is None:
        return {"unique_id": unique_id}
    return {
        "unique_id": unique_id,
        "node_name": node.name,
        "resource_type": resource_type(node),
        "node_path": node.path,
        "materialized": node.materialized or resource_type(node),
    }


def _outcome(
    event: BatchFinished | NotPublished | CopiedForReaders | BuiltAside,
) -> tuple[Level, str, Mapping[str, Any]]:
    """Return the message about a batch, publishing, or the copy."""
    if isinstance(event, BuiltAside):
        relations = counted(len(event.versions), "relation")
        return "info", f"Built aside: {relations}", {"unique_ids": list(event.versions)}
    if isinstance(event, NotPublished):
        data = {"reason": event.reason, "kept": event.kept}
        return "error", f"Not published: {event.reason}", data
    data = asdict(event)
    data["execution_time"] = data.pop("seconds")
    if isinstance(event, BatchFinished):
        level: Level = "error" if event.status == "error" else "info"
        return level, f"batch {event.batch} of {event.unique_id}: {event.status}", data
    return "info" if event.problem is None else "error", copied(event), data
