"""What a table loses by a delta with different columns: always reported."""

from orchestrator.names import counted
from orchestrator.plan.steps import ApplyDelta
from orchestrator.runner.materializations.column_changes import Columns
from orchestrator.warehouse import Warehouse

_FIX = "run it with a full refresh, or set on_schema_change to sync_all_columns"


def losses(
    step: ApplyDelta, found: Columns, after: Columns, replaced: str | None, warehouse: Warehouse
) -> tuple[str, ...]:
    """Return a sentence for each column that loses values.

    `found` are the columns of the delta, `after` those of the table once it is applied; `replaced`
    is a SELECT of the rows that it replaces, None if it replaces none or keeps what it lacks.
    """
    kept = {name.casefold(): (name, kind) for name, kind in after}
    sentences = [
        f"the model has a new column '{name}', which is not added to the table"
        for name, _ in found
        if name.casefold() not in kept
    ]
    for name, kind in found:
        in_table = kept.pop(name.casefold(), None)
        if in_table is not None and in_table[1] != kind:
            sentences += _changed(step, name, kind, in_table[1], warehouse)
    if replaced is not None:
        for name, _ in kept.values():
            sentences += _vanished(name, replaced, warehouse)
    return tuple(f"{step.origin.path}: {sentence}; {_FIX}" for sentence in sentences)


def _changed(step: ApplyDelta, name: str, kind: str, kept: str, warehouse: Warehouse) -> list[str]:
    """Report a column with values that the table's new type cannot represent."""
    column = warehouse.dialect.quote(name)
    stored = f"cast({column} as {kept})"
    differs = f"try_cast({stored} as {kind}) is distinct from {column}"
    rows = warehouse.name(step.rows)
    ((count, before, after),) = warehouse.rows(
        f"select count(*), min({warehouse.dialect.as_text(column)}), "
        f"min_by({warehouse.dialect.as_text(stored)}, {warehouse.dialect.as_text(column)}) "
        f"from {rows} where {differs}"
    )
    if not count:
        return []
    values = counted(count, "value")
    return [
        f"column '{name}' is {kind} now and stays {kept} in the table, "
        f"which changes {values} ({before} is stored as {after})"
    ]


def _vanished(name: str, replaced: str, warehouse: Warehouse) -> list[str]:
    """Report a column that the delta lacks: replaced rows lose its value."""
    lost = warehouse.count(f"({replaced}) as r", f"{warehouse.dialect.quote(name)} is not null")
    if not lost:
        return []
    rows = f"{counted(lost, 'row')} that {'is' if lost == 1 else 'are'} replaced"
    return [f"the model no longer has the column '{name}': its values are lost in {rows}"]
