"""How the columns of an incremental model's new rows may differ from those of its table."""

from msgspec import Struct

from orchestrator.errors import StatementError
from orchestrator.plan.steps import ApplyDelta

Columns = tuple[tuple[str, str], ...]
"""Names and types."""


class Difference(Struct, frozen=True):
    """How the columns of a delta differ from those of its table."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    retyped: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.retyped)

    def __str__(self) -> str:
        parts = (("new", self.added), ("missing", self.removed), ("other type", self.retyped))
        return "; ".join(f"{word}: {', '.join(names)}" for word, names in parts if names)


def difference_of(current: Columns, found: Columns) -> Difference:
    """Compare columns by name, ignoring case as SQL does."""
    before = {name.casefold(): kind for name, kind in current}
    after = {name.casefold(): kind for name, kind in found}
    return Difference(
        added=tuple(name for name, _ in found if name.casefold() not in before),
        removed=tuple(name for name, _ in current if name.casefold() not in after),
        retyped=tuple(
            f"{name} {before[name.casefold()]} -> {kind}"
            for name, kind in found
            if before.get(name.casefold(), kind) != kind
        ),
    )


def require_columns(step: ApplyDelta, found: Columns) -> None:
    """Reject settings that name columns which the model does not have."""
    existing = {name.casefold() for name in names_of(found)}
    for setting, names in (
        ("unique_key", step.key),
        ("merge_update_columns", step.update_columns),
        ("merge_exclude_columns", step.exclude_columns),
    ):
        for name in names:
            if name.casefold() not in existing:
                listed = ", ".join(names_of(found))
                raise StatementError(f"{setting}: the model has no column '{name}', but {listed}")


def columns_after(
    step: ApplyDelta, current: Columns, found: Columns, difference: Difference
) -> Columns:
    """Return the columns of the table with the new rows; raises StatementError if that is refused.

    `current` are those that it stores, `found` those of the new rows.
    """
    policy, may_lack = step.on_schema_change, step.strategy == "merge" or step.macro is not None
    if policy == "ignore" and difference.removed and not may_lack:
        raise StatementError(
            f"the model lacks columns of its table ({difference}): select them, as NULL if there "
            "is no value, or set on_schema_change to append_new_columns or sync_all_columns"
        )
    if not difference or policy == "ignore":
        return current
    if policy == "fail":
        raise StatementError(
            f"the columns of an incremental model changed ({difference}): "
            "run it with a full refresh, or set on_schema_change to "
            "append_new_columns, sync_all_columns or ignore"
        )
    added = tuple(column for column in found if column[0] in difference.added)
    if policy == "append_new_columns":
        return current + added
    kinds = {name.casefold(): kind for name, kind in found}
    kept = ((name, kinds.get(name.casefold())) for name, _ in current)
    return tuple((name, kind) for name, kind in kept if kind is not None) + added


def names_of(columns: Columns) -> tuple[str, ...]:
    """Return the names of columns."""
    return tuple(name for name, _ in columns)
