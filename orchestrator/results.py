"""How nodes ended, and the stream of events that a run yields while it goes on."""

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
"""`no-op` is the end of a node for which there is nothing to do, as what it reads is fine."""

BatchStatus = Literal["success", "error", "skipped"]

PublishMode = Literal["all", "passing", "none"]
"""What of a run becomes what people read: all if nothing failed, what passed, or nothing."""

FAILED: frozenset[Status] = frozenset({"fail", "error", "interrupted"})
NOT_RUN: frozenset[Status] = frozenset({"reused", "skipped", "not started"})


class Rows(Struct, frozen=True):
    """A small table of values, in memory: what a query returned."""

    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]
    types: tuple[str, ...] = ()


class Content(Struct, frozen=True):
    """What is in a relation: `digest` covers its rows in any order, column names and types.

    Digests compare between relations of one engine of one version.
    """

    row_count: int
    digest: str


class NodeResult(Struct, frozen=True):
    """How one node ended.

    `failures` counts a test's failing rows; `sample` holds the first of them. `message` is what
    went wrong, with place and fix, or the engine's own short word (`INSERT 100`). `compile_seconds`
    is the part of `elapsed_seconds` that closing its SQL took.
    `details` is what a machine reads (freshness ages, rows affected, batches of time).
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
    def is_made_in_part(self) -> bool:
        """Whether some batches of a model that failed were made, though they are not published."""
        return self.status == "error" and bool(self.details.get("batches", {}).get("successful"))

    @property
    def is_failed(self) -> bool:
        """Whether the node keeps its dependents from running and the run from publishing."""
        return self.status in FAILED


class RunStarted(Struct, frozen=True):
    """The first event; `total` counts the steps that get a line of their own.

    `target` names the database that the run works on.
    """

    run_id: str
    command: str
    total: int
    threads: int
    at: datetime
    target: str = ""


class NodeStarted(Struct, frozen=True):
    """A thread took up a node; `index` counts from 1 in the order of starting."""

    unique_id: str
    index: int
    at: datetime


class BatchFinished(Struct, frozen=True):
    """A batch of time of a model ended; `index` counts from 1.

    Many that ended alike, and those that are skipped, as the first one failed, are told together:
    the first of them, their `count`, and the `seconds` of all.
    """

    unique_id: str
    batch: str
    index: int
    total: int
    status: BatchStatus
    seconds: float
    count: int = 1


class NodeFinished(Struct, frozen=True):
    """A node ended, for whatever reason; skipped nodes have no NodeStarted before."""

    result: NodeResult
    index: int


class NodesReused(Struct, frozen=True):
    """Nodes that were known to be as they would be made before any step ran."""

    results: tuple[NodeResult, ...]


class CopiedForReaders(Struct, frozen=True):
    """The copy for readers is of this generation now, or it is not for a `problem`."""

    file: str
    generation: int = 0
    relations: int = 0
    seconds: float = 0.0
    problem: str | None = None


class Unchanged(Struct, frozen=True):
    """A run that was to publish, and found nothing new: `relations` are as they were published."""

    relations: int
    generation: int
    published_at: datetime


class Notice(Struct, frozen=True):
    """Something a person should know that is no node's result: a warning, a recovery."""

    level: Literal["info", "warn"]
    message: str


class Published(Struct, frozen=True):
    """One generation became what people read; `relations` counts what changed in it."""

    generation: int
    relations: int
    seconds: float


class BuiltAside(Struct, frozen=True):
    """What a run built that was not to publish anything: the versions, by unique id of the node."""

    versions: Mapping[str, RelationName]


class NotPublished(Struct, frozen=True):
    """The run ended without publishing; `reason` says why, `kept` names where the candidate is."""

    reason: str
    kept: str | None = None


class RunFinished(Struct, frozen=True):
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
