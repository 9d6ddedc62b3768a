"""Snapshots: the history of a SELECT's results, with a row for each state of each key."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from msgspec import Struct, field

from orchestrator.names import RelationName
from orchestrator.nodes.column import Column
from orchestrator.nodes.hooks import NO_HOOKS, Hooks
from orchestrator.nodes.node import NodeBase, Resource

SnapshotStrategy = Literal["timestamp", "check"]
HardDeletes = Literal["ignore", "invalidate", "new_record"]


class HistoryColumns(Struct, frozen=True):
    """The names of the columns that a snapshot adds to the rows of its SELECT."""

    valid_from: str = "dbt_valid_from"
    valid_to: str = "dbt_valid_to"
    scd_id: str = "dbt_scd_id"
    updated_at: str = "dbt_updated_at"
    is_deleted: str = "dbt_is_deleted"


class SnapshotConfig(Struct, frozen=True):
    """How states are distinguished; `check_cols` is None if all columns are compared.

    `unique_key` and `updated_at` are columns, or SQL on a row of the SELECT. `valid_to_current` is
    the SQL for the end of the current state, None for NULL.
    """

    strategy: SnapshotStrategy = "timestamp"
    unique_key: tuple[str, ...] = ()
    updated_at: str | None = None
    check_cols: tuple[str, ...] | None = None
    hard_deletes: HardDeletes = "ignore"
    valid_to_current: str | None = None
    columns: HistoryColumns = HistoryColumns()
    hooks: Hooks = NO_HOOKS
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def expressions(self) -> Iterator[tuple[str, str]]:
        """Yield the settings that are SQL, each with its text."""
        yield from (("unique_key", key) for key in self.unique_key)
        for setting, text in (
            ("updated_at", self.updated_at),
            ("dbt_valid_to_current", self.valid_to_current),
        ):
            if text is not None:
                yield setting, text


class Snapshot(NodeBase, frozen=True, kw_only=True):
    """A block of a SQL file, or an entry of a property file that names a relation.

    `first_line` is the line of its file on which its template begins.
    """

    resource: ClassVar[Resource] = Resource(
        "snapshot",
        "snapshot",
        doing="snapshotting",
        done="snapshotted",
        called_by="ref",
        materialized="snapshot",
    )

    relation: RelationName
    config: SnapshotConfig
    source_code: str
    first_line: int = 1
    columns: tuple[Column, ...] = ()
    patch_path: str | None = None

    @property
    def is_built(self) -> bool:
        """Whether a run builds a relation for it."""
        return True
