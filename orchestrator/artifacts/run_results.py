"""run_results.json (dbt's v6): the result of every node of a run, derived from the events."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from orchestrator.artifacts.files import write_atomically
from orchestrator.artifacts.metadata import metadata
from orchestrator.json_text import json_instant, json_text
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode, Node, Operation, TemplateNode, UnitTest
from orchestrator.project.invocation import Invocation
from orchestrator.results import (
    Event,
    NodeFinished,
    NodeResult,
    NodesReused,
    RunFinished,
    RunStarted,
    Status,
)
from orchestrator.secrets import NO_SECRETS, Mask

SCHEMA = "run-results/v6"

# dbt has no status for a node that a signal stopped or kept from starting.
_STATUS: Mapping[Status, str] = {"interrupted": "error", "not started": "skipped"}


_WITH_SQL = TemplateNode | UnitTest | Operation
"""Other types have no compiled SQL."""


class RunResults:
    """Writes run_results.json when a run ends, even if it is interrupted.

    `sql_of` returns the compiled SQL of a node, if it has any; `args` are the command's flags.
    """

    def __init__(
        self,
        path: Path,
        nodes: Mapping[str, Node],
        invocation: Invocation,
        spell: Callable[[RelationName], str],
        *,
        args: Mapping[str, Any] | None = None,
        sql_of: Callable[[str], str | None] = lambda _: None,
        mask: Mask = NO_SECRETS,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._path = path
        self._nodes = nodes
        self._invocation = invocation
        self._spell = spell
        self._args = args or {}
        self._sql_of = sql_of
        self._mask = mask
        self._clock = clock
        self._started: datetime | None = None
        self._ended: list[NodeResult] = []

    def show(self, event: Event) -> None:
        """Record results of nodes; write the file at the end of the run."""
        match event:
            case RunStarted():
                self._started = event.at
            case NodesReused():
                self._ended += event.results
            case NodeFinished():
                self._ended.append(event.result)
            case RunFinished():
                self._started = None
                self._write(event.results, event.elapsed_seconds)
            case _:
                pass

    def close(self) -> None:
        """Write what is known about an interrupted run; raises EnvironmentFault."""
        if self._started is not None:
            seconds = (self._clock() - self._started).total_seconds()
            self._started = None
            self._write(self._ended, seconds)

    def _write(self, results: Iterable[NodeResult], seconds: float) -> None:
        content = {
            "metadata": metadata(SCHEMA, self._invocation, self._clock()),
            "results": [self._entry(result) for result in results],
            "elapsed_time": seconds,
            "args": {"which": self._invocation.command, **self._args},
        }
        write_atomically(self._path, json_text(content, self._mask))

    def _entry(self, result: NodeResult) -> dict[str, Any]:
        node = self._nodes.get(result.unique_id)
        # Nodes that were not started are not compiled, as in dbt.
        sql = self._sql_of(result.unique_id) if result.started_at is not None else None
        batches = _batches(result)
        return {
            "status": _status(result),
            "timing": timing(result),
            "thread_id": result.thread,
            "execution_time": result.elapsed_seconds,
            "adapter_response": _response(result),
            "message": result.message,
            "failures": 0 if batches else result.failures,
            "unique_id": result.unique_id,
            "compiled": sql is not None if isinstance(node, _WITH_SQL) else None,
            "compiled_code": sql,
            "relation_name": self._relation_name(node, result),
            "batch_results": batches or None,
        }

    def _relation_name(self, node: Node | None, result: NodeResult) -> str | None:
        if not isinstance(node, BuiltNode):
            return result.relation
        return self._spell(node.relation.in_database(self._invocation.target.database))


def _status(result: NodeResult) -> str:
    """dbt's word."""
    if result.is_partly_built:
        return "partial success"
    return _STATUS.get(result.status, result.status)


def _batches(result: NodeResult) -> Mapping[str, Any]:
    found: Mapping[str, Any] = result.details.get("batches", {})
    return found


def timing(result: NodeResult) -> list[dict[str, str]]:
    """Return when a node was compiled and executed; nothing for one that was not started."""
    if result.started_at is None:
        return []
    compiled_at = result.started_at + timedelta(seconds=result.compile_seconds)
    ended_at = result.started_at + timedelta(seconds=result.elapsed_seconds)
    spans = (
        ("compile", result.started_at, compiled_at),
        ("execute", compiled_at, max(compiled_at, ended_at)),
    )
    return [
        {"name": name, "started_at": json_instant(start), "completed_at": json_instant(end)}
        for name, start, end in spans
    ]


def _response(result: NodeResult) -> Mapping[str, Any]:
    """Return the engine's answer; empty for a node that failed or did not run, as in dbt."""
    if result.status not in ("success", "pass", "fail", "warn"):
        return {}
    message = (result.message if result.status == "success" else None) or "OK"
    response: dict[str, Any] = {"_message": message}
    rows = result.details.get("rows_affected")
    if rows is not None:
        response["code"] = message.partition(" ")[0]
        response["rows_affected"] = rows
    return response
