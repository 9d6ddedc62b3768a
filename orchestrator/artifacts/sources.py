"""sources.json (dbt's v3): the age of sources when a run checked it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from orchestrator.artifacts.entry_parts import freshness_entry
from orchestrator.artifacts.files import write_atomically
from orchestrator.artifacts.metadata import metadata
from orchestrator.artifacts.run_results import timing
from orchestrator.json_text import json_text
from orchestrator.nodes import FreshnessPolicy, Node, Source
from orchestrator.project.invocation import Invocation
from orchestrator.results import Event, NodeResult, RunFinished
from orchestrator.secrets import NO_SECRETS, Mask

SCHEMA = "sources/v3"


class Sources:
    """Writes sources.json at the end of a run that checked a source; else keeps the old file."""

    def __init__(
        self,
        path: Path,
        nodes: Mapping[str, Node],
        invocation: Invocation,
        *,
        mask: Mask = NO_SECRETS,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._path = path
        self._nodes = nodes
        self._invocation = invocation
        self._mask = mask
        self._clock = clock

    def show(self, event: Event) -> None:
        """Write the file when the run ends."""
        if not isinstance(event, RunFinished):
            return
        checked = [
            result
            for result in event.results
            if isinstance(self._nodes.get(result.unique_id), Source)
        ]
        if not checked:
            return
        content = {
            "metadata": metadata(SCHEMA, self._invocation, self._clock()),
            "results": [_entry(result) for result in checked],
            "elapsed_time": event.elapsed_seconds,
        }
        write_atomically(self._path, json_text(content, self._mask))

    def close(self) -> None:
        """Do nothing: no file is held open."""


def _entry(result: NodeResult) -> dict[str, Any]:
    """Return the entry of a source, with its age if known, and dbt's words pass, warn and error."""
    details = result.details
    if details.get("max_loaded_at") is None:
        return {
            "unique_id": result.unique_id,
            "error": result.message,
            "status": "runtime error",
        }
    policy = details.get("criteria")
    return {
        "unique_id": result.unique_id,
        "max_loaded_at": _offset(details["max_loaded_at"]),
        "snapshotted_at": _offset(details.get("snapshotted_at")),
        "max_loaded_at_time_ago_in_s": details.get("age_seconds"),
        "status": "error" if result.is_failed else result.status,
        "criteria": freshness_entry(policy) if isinstance(policy, FreshnessPolicy) else policy,
        "adapter_response": {"_message": "OK"},
        "timing": timing(result),
        "thread_id": result.thread,
        "execution_time": result.elapsed_seconds,
    }


def _offset(at: Any) -> Any:
    return at.astimezone(UTC).isoformat() if isinstance(at, datetime) else at
