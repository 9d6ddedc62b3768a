"""How nodes ended, and the stream of events that a run yields while it goes on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Status = Literal[
    "success", "pass", "warn", "fail", "error", "skipped", "reused", "interrupted", "not started"
]

FAILED: frozenset[Status] = frozenset({"fail", "error", "interrupted"})


@dataclass(frozen=True, slots=True)
class Rows:
    """A small table of values, in memory: what a query returned."""

    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a relation: `digest` covers its rows in any order, column names and types.

    Digests compare between relations of one engine of one version.
    """

    row_count: int
    digest: str


@dataclass(frozen=True, slots=True)
class NodeResult:
    """How one node ended.

    `failures` counts a test's failing rows; `sample` holds the first of them. `message` is what
    went wrong, with place and fix, or the engine's own short word (`INSERT 100`). `compile_seconds`
    is the part of `elapsed_seconds` that closing its SQL took.
    `details` is what a machine reads (freshness ages, rows affected).
    """

    unique_id: str
    status: Status
    message: str | None = None
    elapsed_seconds: float = 0.0
    compile_seconds: float = 0.0
    started_at: datetime | None = None
    thread: str = "main"
    failures: int | None = None
    sample: Rows | None = None
    relation: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_failed(self) -> bool:
        """Whether the node keeps its dependents from running and the run from publishing."""
        return self.status in FAILED


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The first event; `total` counts the steps that get a line of their own.

    `target` names the database that the run works on.
    """

    run_id: str
    command: str
    total: int
    threads: int
    at: datetime
    target: str = ""


@dataclass(frozen=True, slots=True)
class NodeStarted:
    """A thread took up a node; `index` counts from 1 in the order of starting."""

    unique_id: str
    index: int
    at: datetime


@dataclass(frozen=True, slots=True)
class NodeFinished:
    """A node ended, for whatever reason; skipped nodes have no NodeStarted before."""

    result: NodeResult
    index: int


@dataclass(frozen=True, slots=True)
class NodesReused:
    """Nodes that were known to be as they would be made before any step ran."""

    results: tuple[NodeResult, ...]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A run that was to publish, and found nothing new: `relations` are as they were published."""

    relations: int
    generation: int
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know that is no node's result: a warning, a recovery."""

    level: Literal["info", "warn"]
    message: str


@dataclass(frozen=True, slots=True)
class Published:
    """One generation became what people read; `relations` counts what changed in it."""

    generation: int
    relations: int
    seconds: float


@dataclass(frozen=True, slots=True)
class NotPublished:
    """The run ended without publishing; `reason` says why, `kept` names where the candidate is."""

    reason: str
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class RunFinished:
    """The last event. `signal` is the one that stopped the run, if any.

    `stop_code` is the exit code of what stopped it beside its nodes: 1 when publishing was refused,
    3 when the environment was in the way.
    """

    results: tuple[NodeResult, ...]
    elapsed_seconds: float
    at: datetime
    signal: int | None = None
    stop_code: int = 0

    @property
    def exit_code(self) -> int:
        """0 all good, 1 something failed, 3 the environment, 128 + the number of a signal."""
        if self.signal is not None:
            return 128 + self.signal
        return self.stop_code or int(any(result.is_failed for result in self.results))


Event = (
    RunStarted
    | NodesReused
    | NodeStarted
    | NodeFinished
    | Notice
    | Published
    | NotPublished
    | Unchanged
    | RunFinished
)
