"""Data tests: queries for rows that should not exist."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import Struct, field

from orchestrator.names import RelationName
from orchestrator.nodes.node import NodeBase, Resource

Severity = Literal["error", "warn"]


class TestConfig(Struct, frozen=True):
    """When a data test fails; the conditions are SQL comparisons without their left side.

    `refresh_by` names columns: whether rows with one value of them fail depends only on the rows
    with that value. `once_per` is a value for which the test passes once, even if data changes, and
    even if the text `once_ignoring` in definitions does.
    """

    severity: Severity = "error"
    warn_if: str = "!= 0"
    error_if: str = "!= 0"
    fail_calc: str = "count(*)"
    where: str | None = None
    limit: int | None = None
    store_failures: bool = False
    refresh_by: tuple[str, ...] = ()
    once_per: str | None = None
    once_ignoring: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def fails_on_any_row(self) -> bool:
        """Whether the test passes exactly if its query returns no row."""
        return (self.fail_calc, self.warn_if, self.error_if) == ("count(*)", "!= 0", "!= 0")


class DataTest(NodeBase, frozen=True, kw_only=True):
    """A query for rows that should not exist: a macro with arguments, or a file of its own.

    `source_code` is the template to render: for a generic test a call of its macro. `attached_to`
    is the unique id of the tested node (None for a singular test). `kwargs` are the arguments as
    written, with the tested node, before rendering. `short_name` is its name in files, and
    `failures` is the relation for failing rows.
    """

    resource: ClassVar[Resource] = Resource("test", "data test", materialized="test")

    config: TestConfig
    source_code: str
    test_name: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    attached_to: str | None = None
    column: str | None = None
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    short_name: str = ""
    failures: RelationName | None = None

    @property
    def is_generic(self) -> bool:
        """Whether the test is a macro applied to a node, not a file of its own."""
        return self.test_name is not None

    @property
    def macro_name(self) -> str:
        """The macro of a generic test as templates call it: `dbt_utils.test_at_least_one`."""
        package, _, name = (self.test_name or "").rpartition(".")
        return f"{package}.test_{name}" if package else f"test_{name}"

    def setting(self, key: str) -> Any:
        """Return a setting that applies to the test; its severity is in lower case."""
        return self.config.severity if key == "severity" else super().setting(key)

    @property
    def count_columns(self) -> frozenset[str]:
        """Columns of its rows that count rows, in lower case: see `meta: {count_columns}`.

        dbt's tests call the number of rows behind a failing value `n_records`.
        """
        named = self.meta.get("count_columns") or ()
        return frozenset(str(name).casefold() for name in ("n_records", *named))
