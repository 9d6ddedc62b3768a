"""The results of nodes, and the stream of events that a run yields."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct, field

from orchestrator.names import RelationName

Status = Literal[
    "success",
    "pass",
    "warn",
    "fail",
    "error",
    "skipped",
    "reused",
    "no-op",
    "interrupted",
    "not started",
]
"""`no-op` is the result of a node with nothing to do, because its inputs are up to date."""

BatchStatus = Literal["success", "error", "skipped"]

PublishMode = Literal["all", "passing", "none"]
"""What a run publishes: everything if nothing failed, what passed, or nothing."""

FAILED: frozenset[Status] = frozenset({"fail", "error", "interrupted"})
NOT_RUN: frozenset[Status] = frozenset({"reused", "skipped", "not started"})


class Rows(Struct, frozen=True):
    """A small table of values, in memory: the result of a query."""

    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]
    types: tuple[str, ...] = ()


class Content(Struct, frozen=True):
    """The content of a relation: `digest` covers its rows in any order, column names and types.

    Digests are comparable between relations of one version of an engine.
    """

    row_count: int
    digest: str


class NodeResult(Struct, frozen=True):
    """The result of one node.

    `failures` is the number of a test's failing rows; `sample` contains the first of them.
    `message` is the problem, with place and fix, or the engine's own short status (`INSERT 100`).
    `compile_seconds` is the part of `elapsed_seconds` spent on completing its SQL. `details` is for
    machines (freshness ages, rows affected, batches of time).
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
    def is_partly_built(self) -> bool:
        """Whether some batches of a failed model were built, though they are not published."""
        return self.status == "error" and bool(self.details.get("batches", {}).get("successful"))

    @property
    def is_failed(self) -> bool:
        """Whether the node prevents its dependents from running and the run from publishing."""
        return self.status in FAILED


class RunStarted(Struct, frozen=True):
    """The first event; `total` is the number of steps that get a line of their own.

    `target` is the name of the run's target.
    """

    run_id: str
    command: str
    total: int
    threads: int
    at: datetime
    target: str = ""


class NodeStarted(Struct, frozen=True):
    """A thread started a node; `index` counts from 1 in starting order."""

    unique_id: str
    index: int
    at: datetime


class BatchFinished(Struct, frozen=True):
    """A batch of a model ended; `index` counts from 1.

    Many with the same result, and those skipped because the first one failed, are reported
    together: the first of them, their `count`, and their total `seconds`.
    """

    unique_id: str
    batch: str
    index: int
    total: int
    status: BatchStatus
    seconds: float
    count: int = 1


class NodeFinished(Struct, frozen=True):
    """A node ended, for whatever reason; skipped nodes have no earlier NodeStarted."""

    result: NodeResult
    index: int


class NodesReused(Struct, frozen=True):
    """Nodes that were known to be unchanged before any step ran."""

    results: tuple[NodeResult, ...]


class CopiedForReaders(Struct, frozen=True):
    """The copy for readers is up to date with this generation, or has a `problem`."""

    file: str
    generation: int = 0
    relations: int = 0
    seconds: float = 0.0
    problem: str | None = None


class Unchanged(Struct, frozen=True):
    """A publishing run found nothing new: `relations` are as published."""

    relations: int
    generation: int
    published_at: datetime


class Notice(Struct, frozen=True):
    """A message that is no node's result: a warning, a recovery."""

    level: Literal["info", "warn"]
    message: str


class Published(Struct, frozen=True):
    """A generation was published; `relations` is the number of changed relations."""

    generation: int
    relations: int
    seconds: float


class BuiltAside(Struct, frozen=True):
    """What a run built without publishing: versions by the node's unique id."""

    versions: Mapping[str, RelationName]


class NotPublished(Struct, frozen=True):
    """The run ended without publishing; `reason` says why, `kept` where the candidate is."""

    reason: str
    kept: str | None = None


class RunFinished(Struct, frozen=True):
    """The last event. `signal` is the one that stopped the run, if any.

    `stop_code` is the exit code of what stopped it besides its nodes: 1 if publishing was refused,
    3 for an error of the environment.
    """

    results: tuple[NodeResult, ...]
    elapsed_seconds: float
    at: datetime
    signal: int | None = None
    stop_code: int = 0

    @property
    def exit_code(self) -> int:
        """0 success, 1 something failed, 3 the environment, 128 + the number of a signal."""
        if self.signal is not None:
            return 128 + self.signal
        return self.stop_code or int(any(result.is_failed for result in self.results))


Event = (
    RunStarted
    | NodesReused
    | NodeStarted
    | BatchFinished
    | NodeFinished
    | Notice
    | BuiltAside
    | Published
    | NotPublished
    | Unchanged
    | CopiedForReaders
    | RunFinished
)
