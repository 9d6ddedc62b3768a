"""Runs for the site: how long they took, what ran, and the critical path."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from orchestrator.artifacts.last_run import LastRun
from orchestrator.json_text import json_instant
from orchestrator.nodes import DataTest, Node
from orchestrator.results import NOT_RUN, NodeResult

_SLOWEST = 12


class _Span(Struct, frozen=True):
    """When a step ran."""

    name: str
    began: datetime
    ended: datetime


def run_entry(run: LastRun, nodes: Mapping[str, Node]) -> dict[str, Any]:
    """Return a run with its counts, its slowest steps and its critical path."""
    counts: dict[str, int] = {}
    for result in run.results.values():
        counts[result.status] = counts.get(result.status, 0) + 1
    return {
        "id": run.run_id,
        "command": run.command,
        "at": json_instant(run.started_at),
        "seconds": run.elapsed_seconds,
        "finished": run.is_finished and run.signal is None,
        "generation": run.generation,
        "not_published": run.not_published is not None,
        "counts": counts,
        "slowest": [
            [result.unique_id, result.elapsed_seconds]
            for result in sorted(_ran(run), key=lambda each: -each.elapsed_seconds)[:_SLOWEST]
        ],
        "path": critical_path(run, nodes),
        "attention": [
            [result.unique_id, result.status, result.failures]
            for result in run.results.values()
            if result.status not in ("success", "pass", "reused", "no-op", "skipped", "not started")
        ],
    }


def critical_path(run: LastRun, nodes: Mapping[str, Node]) -> list[list[Any]]:
    """Return the chain of steps that determined the run's end: [node, start, duration in seconds].

    It goes backwards: from the step that ended last to its dependency that ended last, and so on.
    """
    spans = {result.unique_id: _span(result) for result in _ran(run)}
    if not spans:
        return []
    tests_of: dict[str, list[str]] = {}
    for name in spans:
        node = nodes.get(name)
        if isinstance(node, DataTest):
            for parent in node.depends_on:
                tests_of.setdefault(parent, []).append(name)
    chain: list[_Span] = []
    current: _Span | None = max(spans.values(), key=lambda span: span.ended)
    while current is not None:
        chain.append(current)
        node = nodes.get(current.name)
        parents = node.depends_on if node is not None else ()
        waited = [
            spans[name]
            for parent in parents
            for name in (parent, *tests_of.get(parent, ()))
            if name in spans and spans[name].ended <= current.began
        ]
        current = max(waited, key=lambda span: span.ended, default=None)
    chain.reverse()
    return [
        [span.name, (span.began - run.started_at).total_seconds(), _seconds(span)] for span in chain
    ]


def results_by_node(runs: Sequence[LastRun]) -> dict[str, list[tuple[int, NodeResult]]]:
    """Return the results of each node with the number of the run, newest run first."""
    found: dict[str, list[tuple[int, NodeResult]]] = {}
    for number, run in enumerate(runs):
        for name, result in run.results.items():
            found.setdefault(name, []).append((number, result))
    return found


def _ran(run: LastRun) -> list[NodeResult]:
    return [
        result
        for result in run.results.values()
        if result.started_at is not None and result.status not in NOT_RUN
    ]


def _span(result: NodeResult) -> _Span:
    assert result.started_at is not None
    ended = result.started_at + timedelta(seconds=result.elapsed_seconds)
    return _Span(result.unique_id, result.started_at, ended)


def _seconds(span: _Span) -> float:
    return (span.ended - span.began).total_seconds()
