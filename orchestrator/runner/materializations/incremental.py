"""Incremental models: the delta is evaluated once, aside, at a cost that follows the change.

Children and tests read `version`, a view of what the published table will be; publishing applies
the same rows to the table in its transaction. When the columns change, the table is written anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Change, Delta, Session
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from orchestrator.nodes import OnSchemaChange
from orchestrator.plan.steps import ApplyDelta
from orchestrator.runner.materializations.built import Built
from orchestrator.runner.materializations.python import fill_from_python

Columns = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """How the columns of a delta differ from those of the table that it is for."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    retyped: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.retyped)

    def __str__(self) -> str:
        parts = (("new", self.added), ("missing", self.removed), ("other type", self.retyped))
        return "; ".join(f"{word}: {', '.join(names)}" for word, names in parts if names)


def build_delta(step: ApplyDelta, session: Session, dialect: Dialect) -> Built:
    """Evaluate the delta, and show children and tests the table as it will be."""
    said = _evaluate(step, session, dialect)
    found = session.describe(f"select * from {dialect.relation(step.rows)}")
    difference = difference_of(step.current.columns, found)
    columns = _columns_after(step.on_schema_change, step.current.columns, found, difference)
    rows = _final_rows(step, session, dialect, columns, difference)
    count = session.query(f"select count(*) from {dialect.relation(rows)}").values[0][0]
    if columns != _names(step.current.columns):
        session.execute(
            dialect.create_table(step.version, _table_after(step, rows, columns, dialect))
        )
        return Built(_rewritten(step, dialect), f"REWRITE with {count}", count, said=said)
    session.execute(dialect.create_view(step.version, _table_after(step, rows, columns, dialect)))
    undo = _undo(step, session, dialect, rows)
    return Built(_applied(step, rows, undo), f"DELTA {count}", count, said=said)


def _evaluate(step: ApplyDelta, session: Session, dialect: Dialect) -> str:
    """Fill the side table, once; what a Python model printed."""
    if step.code is not None:
        return fill_from_python(step.code, step, step.rows, session, dialect).said
    session.execute(dialect.create_table(step.rows, step.select))
    return ""


def difference_of(current: Columns, found: Columns) -> Difference:
    """Compare columns by name, regardless of case, as SQL does."""
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


def _columns_after(
    policy: OnSchemaChange, current: Columns, found: Columns, difference: Difference
) -> tuple[str, ...]:
    if not difference or policy == "ignore":
        return _names(current)
    if policy == "fail" or difference.retyped:
        raise StatementError(
            f"the columns of an incremental model changed ({difference}): "
            "run it with --full-refresh, or set on_schema_change to "
            "append_new_columns, sync_all_columns or ignore"
        )
    if policy == "append_new_columns":
        return _names(current) + difference.added
    return _names(found)


def _names(columns: Columns) -> tuple[str, ...]:
    return tuple(name for name, _ in columns)


def _final_rows(
    step: ApplyDelta,
    session: Session,
    dialect: Dialect,
    columns: tuple[str, ...],
    difference: Difference,
) -> RelationName:
    """The relation with the final image of each new and changed row, in `columns`."""
    if step.strategy == "merge":
        _refuse_repeated_keys(step, session, dialect)
        if step.update_columns or step.exclude_columns:
            session.execute(dialect.create_table(step.images, _images(step, dialect, columns)))
            return step.images
    if difference.added and columns == _names(step.current.columns):
        known = [name for name in columns if name not in difference.removed]
        names = ", ".join(dialect.quote(name) for name in known)
        session.execute(
            dialect.create_table(step.images, f"select {names} from {dialect.relation(step.rows)}")
        )
        return step.images
    return step.rows


def _images(step: ApplyDelta, dialect: Dialect, columns: tuple[str, ...]) -> str:
    """Merging some columns only: matched rows keep the table's value in the others."""
    updated = {name.casefold() for name in step.update_columns or columns}
    updated -= {name.casefold() for name in step.exclude_columns}
    in_table = {name.casefold() for name in _names(step.current.columns)}
    images = []
    for name in columns:
        column = dialect.quote(name)
        if name.casefold() in updated or name.casefold() not in in_table:
            images.append(f"d.{column}")
        else:
            images.append(
                f"case when t.seg_is_matched then t.{column} else d.{column} end as {column}"
            )
    return (
        f"select {', '.join(images)}\nfrom {dialect.relation(step.rows)} as d\n"
        f"left join (select *, true as seg_is_matched from {_current(step, dialect)}) as t\n"
        f"on {_same_key(step.key, dialect, 't', 'd')}"
    )


def _refuse_repeated_keys(step: ApplyDelta, session: Session, dialect: Dialect) -> None:
    keys = ", ".join(dialect.quote(name) for name in step.key)
    repeated = session.query(
        f"select {keys}, count(*) as n from {dialect.relation(step.rows)} "
        f"where {' and '.join(f'{dialect.quote(name)} is not null' for name in step.key)} "
        f"group by {keys} having count(*) > 1",
        limit=1,
    ).values
    if repeated:
        *key, n = repeated[0]
        shown = ", ".join(f"{k}={v!r}" for k, v in zip(step.key, key, strict=True))
        raise StatementError(f"merge found {n} rows for one unique_key ({shown})")


def _table_after(
    step: ApplyDelta, rows: RelationName, columns: Sequence[str], dialect: Dialect
) -> str:
    """The SELECT of the table as it will be: rows that stay, then new and changed ones."""
    staying = f"select * from {_current(step, dialect)} as t"
    if step.key:
        staying += (
            f"\nwhere not exists (select 1 from {dialect.relation(rows)} as d "
            f"where {_same_key(step.key, dialect, 't', 'd')})"
        )
    names = ", ".join(dialect.quote(name) for name in columns)
    return (
        f"select {names} from (\n{staying}\nunion all by name\n"
        f"select * from {dialect.relation(rows)}\n) as after"
    )


def _undo(
    step: ApplyDelta, session: Session, dialect: Dialect, rows: RelationName
) -> RelationName | None:
    """Keep the rows that publishing replaces, so that a rollback can bring them back."""
    if not step.key:
        return None
    session.execute(
        dialect.create_table(
            step.undo,
            f"select t.* from {_current(step, dialect)} as t where exists ("
            f"select 1 from {dialect.relation(rows)} as d "
            f"where {_same_key(step.key, dialect, 't', 'd')})",
        )
    )
    return step.undo


def _same_key(key: Sequence[str], dialect: Dialect, left: str, right: str) -> str:
    pairs = (f"{left}.{dialect.quote(name)} = {right}.{dialect.quote(name)}" for name in key)
    return " and ".join(pairs)


def _current(step: ApplyDelta, dialect: Dialect) -> str:
    if step.current.version is None:
        raise StatementError(f"{step.relation} is published as a view: run with --full-refresh")
    return dialect.relation(step.current.version)


def _applied(step: ApplyDelta, rows: RelationName, undo: RelationName | None) -> Change:
    assert step.current.version is not None
    return Change(
        unique_id=step.unique_id,
        relation=step.relation,
        kind="table",
        version=step.current.version,
        definition=step.current.definition,
        fingerprint=step.fingerprint,
        delta=Delta(rows, undo, step.key),
        side=step.version,
    )


def _rewritten(step: ApplyDelta, dialect: Dialect) -> Change:
    return Change(
        unique_id=step.unique_id,
        relation=step.relation,
        kind="table",
        version=step.version,
        definition=f"select * from {dialect.relation(step.version)}",
        fingerprint=step.fingerprint,
    )
